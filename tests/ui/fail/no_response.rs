use headers_first::headers_first;

#[headers_first]
fn handler(count: u32) -> u32 {
    count + 1
}

fn main() {}
