use headers_first::headers_first;

struct Response;

impl Response {
    fn set_header(&mut self, _: &str, _: &str) {}
}

fn render(_: &mut Response) {}

#[headers_first(response = res)]
fn handler(res: &mut Response) {
    render(res);
    res.set_header("X-Done", "1");
}

fn main() {}
