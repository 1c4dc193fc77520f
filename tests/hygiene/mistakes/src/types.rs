//! Types and names that do not fit.

use crate::responses::{Response, helper};

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn in_hoisted(res: &mut Response, total: usize) {
    res.write("x");
    res.set_status(total);
    res.set_header("X-A", total);
    res.set_header("X-B");
    res.set_header("X-C", missing);
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn in_checked(res: &mut Response, total: usize) -> usize {
    helper(res);
    res.set_status("200");
    res.set_header("X-A", total);
    res.set_header("X-B", missing);
    res.insert_header("X-C", "1");
    let status: usize = res.set_status(200);
    if res.set_status(200) {}
    res.set_status(total)?;
    "end"
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
async fn in_async(res: &mut Response) -> Result<(), u8> {
    helper(res);
    res.set_status(200).await;
    res.set_status(200)?;
    Ok(1)
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn on_time(res: &mut Response) {
    res.set_header(1, 2);
    res.write(3);
    let x: u8 = "x";
}
