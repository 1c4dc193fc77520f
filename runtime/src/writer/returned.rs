//! What a handler that has a writer returns besides: before the commit the response, after it a verdict on its end.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use http::header::CONTENT_LENGTH;
use http::response::Parts;
use http::{HeaderMap, HeaderName, Response};
use http_body::Body;

use super::channel::{Channel, End};
use super::draft::{Draft, content_length};
use super::drive::{Merged, Outcome, Panicked, Returned, panicked};
use super::error::{BoxError, Error};
use crate::{LateHeader, report};

/// The error that a response was made of, so that it can be reported.
#[derive(Clone)]
pub(crate) struct Cause(pub(crate) Arc<Error>);

#[allow(private_interfaces, reason = "the trait cannot be named outside the crate")]
impl<B, E> Outcome for Result<Response<B>, E>
where
    B: Body,
    E: Into<BoxError>,
{
    type Body = B;
    type Error = E;

    fn returned(self) -> Result<Returned<B>, E> {
        self.map(Returned::Response)
    }

    fn merge(mut response: Response<B>, channel: &Channel) -> Merged<B> {
        if let Some(Cause(error)) = response.extensions_mut().remove::<Cause>() {
            channel.report(&channel.failure("the handler failed", Some(error.into())));
        }
        let draft = channel.lock().parting.as_mut().and_then(|parting| parting.draft.take());
        match draft {
            Some(draft) if response.status().is_success() => merge(*draft, response, channel),
            _ => Merged::Passed(response, None),
        }
    }

    fn after_commit(mut response: Response<B>, channel: &Channel) {
        let cause = response.extensions_mut().remove::<Cause>();
        // The page of the writer's own error is not what the handler wanted to send.
        if cause.is_none() {
            report_headers(response.headers(), channel);
        }
        if response.status().is_success() && is_empty(response.body()) {
            return channel.finish_returned();
        }
        let failure = match cause {
            Some(Cause(error)) => channel.failure("the handler failed", Some(error.into())),
            None => {
                let status = response.status().to_string();
                channel.failure("the handler returned a response of its own", Some(status.into()))
            }
        };
        channel.report(&failure);
        channel.end(End::Failed(failure));
    }

    fn cause(error: E) -> BoxError {
        error.into()
    }
}

/// A success keeps its body under the status and the headers of the writer.
fn merge<B: Body>(mut draft: Draft, response: Response<B>, channel: &Channel) -> Merged<B> {
    let (parts, body) = response.into_parts();
    let held = draft.buffered() > 0;
    if held && !is_empty(&body) {
        channel.report(&channel.failure("the handler wrote a body and returned another", None));
        return Merged::Refused;
    }
    absorb(&mut draft, parts);
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| draft.settle())) {
        panicked(Panicked::new(&*payload), channel);
        return Merged::Refused;
    }
    let actual = if held { Some(draft.buffered() as u64) } else { body.size_hint().exact() };
    if !fits(&draft, actual, channel) {
        channel.report(&channel.failure("the body does not have its declared length", None));
        return Merged::Refused;
    }
    if held || (!draft.trailers.is_empty() && is_empty(&body)) {
        return Merged::Written(write_out(draft, channel));
    }
    Merged::Passed(Response::from_parts(draft.parts, body), End::trailers(draft.trailers))
}

/// Adds what the handler returned to what the writer has, which takes precedence.
fn absorb(draft: &mut Draft, parts: Parts) {
    if !draft.status_set {
        draft.parts.status = parts.status;
    }
    let own = core::mem::replace(&mut draft.parts.headers, parts.headers);
    replace_all(&mut draft.parts.headers, own);
    let own = core::mem::replace(&mut draft.parts.extensions, parts.extensions);
    draft.parts.extensions.extend(own);
    draft.parts.version = parts.version;
}

/// Puts all values of `own` in place of those of the same names.
fn replace_all(headers: &mut HeaderMap, own: HeaderMap) {
    let mut last: Option<HeaderName> = None;
    for (name, value) in own {
        match name {
            Some(name) => {
                headers.insert(name.clone(), value);
                last = Some(name);
            }
            None => drop(last.clone().map(|name| headers.append(name, value))),
        }
    }
}

/// Whether a declared length is that of the body, as far as it is known. Without a body to come it says what GET
/// would have got.
fn fits(draft: &Draft, actual: Option<u64>, channel: &Channel) -> bool {
    let declared = content_length(&draft.parts.headers);
    declared.is_none() || actual.is_none() || declared == actual || channel.is_bodiless(draft.parts.status)
}

/// Sends what was held back, and ends the response.
fn write_out(mut draft: Draft, channel: &Channel) -> Parts {
    let buffer = draft.buffer.take().unwrap_or_default();
    if !draft.has_trailers() {
        draft.set_length(buffer.len as u64);
    }
    if let Some(chunk) = buffer.into_chunk() {
        channel.lock().enqueue(chunk);
    }
    channel.end(End::done(draft.trailers));
    draft.parts
}

/// The headers of a response that came too late, except the length of nothing.
fn report_headers(headers: &HeaderMap, channel: &Channel) {
    let Some(at) = channel.lock().layer else { return };
    for name in headers.keys().filter(|name| **name != CONTENT_LENGTH) {
        let late = LateHeader::given(channel, "return", Some(name.clone()), at);
        report::returned(&late);
    }
}

fn is_empty<B: Body>(body: &B) -> bool {
    body.is_end_stream() || body.size_hint().exact() == Some(0)
}
