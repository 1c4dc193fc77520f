//! A CSV export whose headers are set after its first write, as people write it.
//!
//! `cargo run --example export` starts a server on a free loopback port, fetches the export over TCP and prints what
//! arrived, then says what the attribute moved. `cargo run --example export -- --serve 127.0.0.1:8080` keeps the server
//! up for curl. `export_expanded.rs`, beside this file, is what the compiler sees.

use std::error::Error;

use headers_first::{ResponseWriter, headers_first, service};
use http::Request;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

type Result<T = (), E = Box<dyn Error + Send + Sync>> = std::result::Result<T, E>;

const VISITS: [(&str, u32); 5] = [("Mon", 42), ("Tue", 37), ("Wed", 58), ("Thu", 51), ("Fri", 64)];

#[headers_first]
async fn export(req: Request<Incoming>, res: &mut ResponseWriter) -> Result<(), headers_first::Error> {
    res.write("day,visits\n").await?;
    for (day, visits) in VISITS {
        res.write(format!("{day},{visits}\n")).await?;
    }
    res.insert_header("Content-Type", "text/csv; charset=utf-8")?;
    res.insert_header("Content-Disposition", "attachment; filename=\"visits.csv\"")?;
    res.append_header("Set-Cookie", "exported=visits; Path=/; HttpOnly")?;
    if req.uri().query() == Some("fresh") {
        res.insert_header("Cache-Control", "no-store")?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let local = tokio::task::LocalSet::new();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--serve", address] => {
            let listener = TcpListener::bind(address).await?;
            println!("http://{}/?fresh (stop with ctrl-c)", listener.local_addr()?);
            local.run_until(serve(listener)).await
        }
        [] => local.run_until(show()).await,
        _ => Err("usage: export [--serve ADDRESS]".into()),
    }
}

/// Serves one connection at a time until the listener fails.
async fn serve(listener: TcpListener) -> Result {
    loop {
        let (stream, _) = listener.accept().await?;
        let connection = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service(export));
        if let Err(error) = connection.await {
            eprintln!("connection: {error}");
        }
    }
}

/// Fetches the export from a server of its own, prints it and what was moved.
async fn show() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = tokio::task::spawn_local(serve(listener));
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /?fresh HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut received = Vec::new();
    stream.read_to_end(&mut received).await?;
    server.abort();
    let received = String::from_utf8(received)?;
    let (head, body) = received.split_once("\r\n\r\n").ok_or("no head arrived")?;
    println!("{head}\n\n{}", body.lines().take(8).collect::<Vec<_>>().join("\n"));
    println!("\nwhat the attribute moved (lines of examples/export.rs):");
    moved(include_str!("export.rs"), include_str!("export_expanded.rs"))
        .iter()
        .for_each(|line| println!("  {line}"));
    Ok(())
}

/// One line for each statement that stands behind the first write in the source and in front of it in the expansion.
fn moved(source: &str, expanded: &str) -> Vec<String> {
    let first_write = |text: &str| text.lines().position(|line| line.trim_start().starts_with("res.write("));
    let (Some(write), Some(write_expanded)) = (first_write(source), first_write(expanded)) else {
        return Vec::new();
    };
    let ahead: String =
        expanded.lines().take(write_expanded).flat_map(|line| line.split_whitespace()).collect();
    let behind = source.lines().enumerate().skip(write).take_while(|(_, line)| !line.starts_with('}'));
    behind
        .filter(|(_, line)| line.contains("_header("))
        .filter(|(_, line)| ahead.contains(&line.split_whitespace().collect::<String>()))
        .map(|(at, line)| format!("line {} hoisted above line {}: {}", at + 1, write + 1, line.trim()))
        .collect()
}
