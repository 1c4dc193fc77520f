use headers_first::{ResponseWriter, headers_first};

fn helper(_: &mut ResponseWriter) {}

#[headers_first(late = log)]
fn handler(res: &mut ResponseWriter) -> bool {
    helper(res);
    res.insert_header("X-Done", "1").is_ok()
}

fn main() {}
