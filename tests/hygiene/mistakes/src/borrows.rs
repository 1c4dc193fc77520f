//! Values that are moved and borrowed.

use crate::responses::{Response, helper};

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn moved_before_the_check(res: &mut Response, name: String) {
    drop(name);
    helper(res);
    res.set_header("X-A", &name);
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn borrowed_by_the_status(res: &mut Response, lines: &[String]) -> Result<(), u16> {
    helper(res);
    let view = res.set_status(200)?;
    res.set_header("X-A", "1");
    view.write("x");
    let not_mutable = 1;
    not_mutable += 1;
    lines.push(String::new());
    Ok(())
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn returned(res: &mut Response) -> &str {
    let text = String::new();
    res.write("x");
    res.set_header("X-A", "1");
    &text
}
