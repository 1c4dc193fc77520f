use headers_first::headers_first;

#[headers_first]
struct Handler;

fn main() {}
