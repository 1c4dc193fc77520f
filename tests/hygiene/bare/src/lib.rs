//! Without `std` and without an allocator.
#![no_std]
#![deny(warnings)]

use headers_first::{ResponseState, headers_first};

pub struct Response<'a> {
    wire: &'a mut [u8],
    at: usize,
}

impl ResponseState for Response<'_> {
    fn head_sent(&self) -> bool {
        self.at > 0
    }
}

impl Response<'_> {
    pub fn set_status(&mut self, status: u16) {
        self.wire[0] = (status / 100) as u8;
    }

    pub fn write(&mut self, byte: u8) {
        self.at += 1;
        self.wire[self.at] = byte;
    }
}

pub fn helper(res: &mut Response<'_>) {
    res.write(1);
}

#[headers_first(response = res)]
pub fn hoisted(res: &mut Response<'_>) {
    res.write(1);
    res.set_status(200);
}

#[headers_first(response = res)]
pub fn checked(res: &mut Response<'_>) {
    helper(res);
    res.set_status(200);
}

#[headers_first(response = res, late = log)]
pub fn logged(res: &mut Response<'_>) {
    helper(res);
    res.set_status(200);
}

#[headers_first(response = res, vocabulary = h3)]
pub async fn tracked(res: &mut Stream, early: bool) {
    let mut sent = false;
    while early {
        if !sent {
            res.send_response(200).await;
        }
        sent = helped(sent);
    }
    res.finish().await;
}

pub fn helped(sent: bool) -> bool {
    !sent
}

pub struct Stream;

impl Stream {
    pub async fn send_response(&mut self, _: u16) {}
    pub async fn finish(&mut self) {}
}
