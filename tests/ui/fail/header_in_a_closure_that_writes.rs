use headers_first::{ResponseWriter, headers_first};

fn write(_: &mut ResponseWriter, _: &str) {}

#[headers_first(calls(write = write))]
fn handler(res: &mut ResponseWriter, rows: &[&str]) {
    rows.iter().for_each(|row| {
        write(res, row);
        let _ = res.insert_header("X-Row", "1");
    });
}

fn main() {}
