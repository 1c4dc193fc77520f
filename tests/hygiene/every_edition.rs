//! Hoists, checks and a tracker, in the words of the first edition.

use headers_first::{headers_first, ResponseState};

pub struct Response {
    started: bool,
}

impl ResponseState for Response {
    fn head_sent(&self) -> bool {
        self.started
    }
}

impl Response {
    pub fn set_status(&mut self, _: u16) -> Option<&mut Self> {
        Some(self)
    }

    pub fn write(&mut self, _: &str) -> Result<(), ()> {
        self.started = true;
        Ok(())
    }
}

pub fn helper(res: &mut Response) {
    let _ = res.write("x");
}

#[headers_first(response = res)]
pub fn hoisted(res: &mut Response) -> Result<(), ()> {
    res.write("x")?;
    res.set_status(200);
    Ok(())
}

#[headers_first(response = res)]
pub fn checked(res: &mut Response) -> Option<u16> {
    helper(res);
    res.set_status(200);
    res.set_status(201).map(|_| 201)
}

#[headers_first(response = res, vocabulary = h3)]
pub fn tracked(res: &mut Stream, again: bool) {
    let mut sent = false;
    while again {
        if !sent {
            res.send_response(200);
        }
        sent = pick();
    }
}

pub struct Stream;

impl Stream {
    pub fn send_response(&mut self, _: u16) {}
}

pub fn pick() -> bool {
    true
}
