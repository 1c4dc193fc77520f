//! What the examples share: a port to listen on, and a client that shows what arrives on the wire.
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the command line asks for.
pub(crate) enum Mode {
    /// Answer a few requests of our own, and stop.
    Demo,
    /// Stay up: `-- --serve 127.0.0.1:8080`.
    Serve,
}

/// A free loopback port, or the address that `--serve` names.
pub(crate) async fn listen() -> std::io::Result<(TcpListener, Mode)> {
    let mut args = std::env::args().skip_while(|arg| arg != "--serve").skip(1);
    match args.next() {
        Some(address) => {
            let listener = TcpListener::bind(&address).await?;
            println!("listening on http://{}/ until interrupted", listener.local_addr()?);
            Ok((listener, Mode::Serve))
        }
        None => Ok((TcpListener::bind(("127.0.0.1", 0)).await?, Mode::Demo)),
    }
}

/// Asks for `path` with HTTP/1.1 and returns every byte that comes back.
pub(crate) async fn fetch(addr: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(addr).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nTE: trailers\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// Prints an answer under a heading.
pub(crate) fn show(heading: &str, answer: &str) {
    println!("--- {heading}");
    println!("{}\n", answer.replace("\r\n", "\n").trim_end());
}
