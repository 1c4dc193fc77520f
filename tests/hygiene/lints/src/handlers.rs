//! Handlers of which the lints have something to say.

use crate::responses::{Lines, Response, Stream, helper, pick};

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn never_used(res: &mut Response) {
    res.write("x");
    res.set_header("X-A", "1");
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn unused_in_hoisted(res: &mut Response, lines: &Lines) {
    let mut not_changed = lines.len();
    let not_used = 5;
    let mut assigned = 1;
    assigned = 2;
    res.write("x");
    res.set_status(200);
    res.set_header("X-A", (&lines[0]));
    let mut value = format!("{not_changed}");
    res.set_header("X-B", &value);
    let _ = res.set_status(201);
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn unused_in_checked(res: &mut Response, lines: &Lines, not_used: u8) {
    let mut not_changed = lines.len();
    helper(res);
    res.set_status(200);
    res.set_header("X-A", (&lines[0]));
    let _ = res.set_status(201);
    let not_used_either = res.set_status(not_changed as u16);
    'unused: loop {
        res.set_header("X-B", &String::from("x"));
        break;
    }
    if pick() {
        if lines.is_empty() {
            res.set_header("X-C", "1");
        }
    }
    match lines.first() {
        Some(line) => res.set_header("X-D", line),
        None => {}
    }
    if !pick() {
        res.set_header("X-E", "1");
    } else {
        res.set_header("X-E", "2");
    }
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn unreachable_after_return(res: &mut Response) {
    helper(res);
    res.set_header("X-A", "1");
    return;
    res.set_header("X-B", "2");
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
fn unreachable_after_a_hoist(res: &mut Response) -> u8 {
    res.write("x");
    res.set_header("X-A", "1");
    return 5;
    5
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res, vocabulary = h3))]
fn tracked(res: &mut Stream, again: bool) {
    let mut sent = false;
    let mut not_changed = 0;
    while again {
        if !sent {
            res.send_response(200);
        }
        sent = pick();
    }
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
#[allow(unused_must_use, unused_results, reason = "the user's own level")]
fn silenced(res: &mut Response) {
    helper(res);
    res.set_status(200);
    fn inner() {}
    inner();
    #[expect(unused_variables)]
    let x = 5;
    #[expect(unused_parens)]
    res.set_header("X-A", ("x"));
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
pub fn undocumented(res: &mut Response, name: String) -> Result<u16, u16> {
    helper(res);
    let NotSnake = 1;
    res.set_status(NotSnake)?;
    let status = res.set_status(200)?;
    Ok(name.len() as u16)
}

/// Returns something.
#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
pub fn documented(res: &mut Response, lines: &Lines) -> Result<usize, u16> {
    res.write("x");
    res.set_status(lines.len() as u16)?;
    Ok(lines.len())
}

/// Waits.
#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = res))]
pub async fn in_async(res: &mut Response) {
    helper(res);
    res.set_header("X-A", "1");
    let mut unused = async { pick() }.await;
    res.set_status(200);
}

/// Holds one.
#[derive(Debug)]
pub struct Site {
    res: Response,
    unused: u8,
}

#[cfg_attr(not(feature = "plain"), headers_first::headers_first(response = self.res))]
impl Site {
    fn never_called(&mut self) {
        helper(&mut self.res);
        self.res.set_header("X-A", "1");
    }

    /// Makes one.
    pub fn new() -> Self {
        Self { res: Response::default(), unused: 1 }
    }

    /// Is called.
    pub fn called<'a>(&'a mut self, lines: &'a Lines) -> usize {
        self.res.write("x");
        self.res.set_header("X-A", "1");
        let r = &mut self.res;
        lines.len()
    }
}

/// Uses what is not dead.
pub fn run(res: &mut Response, lines: &Lines) {
    unused_in_hoisted(res, lines);
    unused_in_checked(res, lines, 1);
    unreachable_after_return(res);
    let _: u8 = unreachable_after_a_hoist(res);
    tracked(&mut Stream, false);
    silenced(res);
    let _: Result<u16, u16> = undocumented(res, String::new());
}
