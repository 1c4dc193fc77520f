//! Writes 1,000 copies of one handler.

const HANDLER: &str = include_str!("handler.txt");

fn main() {
    let handlers: String = (0..1000).map(|at| HANDLER.replace("NUMBER", &at.to_string())).collect();
    let out = std::env::var("OUT_DIR").expect("set by cargo");
    std::fs::write(format!("{out}/handlers.rs"), handlers).expect("a writable directory");
    println!("cargo::rerun-if-changed=handler.txt");
}
