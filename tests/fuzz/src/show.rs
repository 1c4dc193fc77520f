//! Prints what the attribute leaves of an input, for a finding: `cargo run --example show -- FILE`.

use headers_first_fuzz::expanded;

fn main() {
    let file = std::env::args().nth(1).expect("the name of a file");
    let text = std::fs::read_to_string(file).expect("a file");
    let start = std::time::Instant::now();
    println!("{}\n{:?}", expanded(&text), start.elapsed());
}
