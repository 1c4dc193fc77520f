//! Whether a head is out: asked of the response, or noted beside it.
//!
//! A run-time check is `if response.head_sent() { report }`. Most responses can answer that themselves and implement
//! [`ResponseState`]. For one that cannot, the expansion keeps a [`Tracker`] in the handler and marks it after each
//! call that commits; a mark must cost no more than a store, so the tracker is a single pointer.
use core::cell::Cell;
use core::ops::Deref;
use core::panic::Location;
use core::pin::Pin;

use crate::{LateHeader, Site};

/// A response that knows whether its head has been sent.
///
/// Implement it for a response type of your own, and the checks that `#[headers_first]` inserts can ask it. The
/// implementations for references and smart pointers ask what they point to.
///
/// # Examples
///
/// ```
/// use headers_first::ResponseState;
///
/// struct MyResponse {
///     started: bool,
/// }
///
/// impl ResponseState for MyResponse {
///     fn head_sent(&self) -> bool {
///         self.started
///     }
/// }
///
/// let response = MyResponse { started: true };
/// assert!((&response).head_sent());
/// assert!(response.sent_at().is_none());
/// ```
pub trait ResponseState {
    /// Whether the head is out, so that a header set from now on would be lost.
    ///
    /// A check calls this each time it is reached: it should be a load, not a search.
    fn head_sent(&self) -> bool;

    /// Where in the program the head was sent, if that is known.
    fn sent_at(&self) -> Option<&'static Location<'static>> {
        None
    }

    /// The name of the operation that sent the head, such as `"write"`, if that is known.
    fn sent_by(&self) -> Option<&'static str> {
        None
    }

    /// Method and path of the request that is answered, such as `"GET /export"`, if they are known.
    ///
    /// Only asked when something is reported. Leave the query out: it may hold what does not belong in a log.
    #[cfg(feature = "std")]
    fn request(&self) -> Option<std::sync::Arc<str>> {
        None
    }

    /// Asked, with the head out, whether a header of this name can still be sent as a trailer.
    ///
    /// A response that says yes sends the header as a trailer when it is set next. Used by checks with
    /// [`Policy::Trailer`](crate::Policy::Trailer).
    fn accept_trailer(&mut self, header: &str) -> bool {
        let _ = header;
        false
    }

    /// Told of each late header that a run-time check found on this response, whatever the policy.
    fn on_late(&self, late: &LateHeader) {
        let _ = late;
    }
}

/// Forwards a [`ResponseState`] to what a pointer points to.
macro_rules! forward {
    ($($(#[$attr:meta])* [$($generics:tt)*] $pointer:ty => $target:ty $(, $mutable:ident)?;)*) => {$(
        $(#[$attr])*
        impl<$($generics)*> ResponseState for $pointer
        where
            $target: ResponseState,
        {
            #[inline]
            fn head_sent(&self) -> bool {
                <$target as ResponseState>::head_sent(self)
            }

            #[inline]
            fn sent_at(&self) -> Option<&'static Location<'static>> {
                <$target as ResponseState>::sent_at(self)
            }

            #[inline]
            fn sent_by(&self) -> Option<&'static str> {
                <$target as ResponseState>::sent_by(self)
            }

            #[cfg(feature = "std")]
            fn request(&self) -> Option<std::sync::Arc<str>> {
                <$target as ResponseState>::request(self)
            }

            $(
                fn accept_trailer(&mut self, header: &str) -> bool {
                    let $mutable = &mut **self;
                    $mutable.accept_trailer(header)
                }
            )?

            fn on_late(&self, late: &LateHeader) {
                <$target as ResponseState>::on_late(self, late);
            }
        }
    )*};
}

forward! {
    [T: ?Sized] &T => T;
    [T: ?Sized] &mut T => T, target;
    [P: Deref] Pin<P> => P::Target;
    #[cfg(feature = "std")] [T: ?Sized] std::boxed::Box<T> => T, target;
    #[cfg(feature = "std")] [T: ?Sized] std::sync::Arc<T> => T;
    #[cfg(feature = "std")] [T: ?Sized] std::rc::Rc<T> => T;
}

/// Notes, beside a response that cannot be asked, that its head has been sent, and where.
///
/// `#[headers_first]` puts one into a handler where a check is needed and the response type has no way to answer.
/// You can use it the same way in a response of your own. It is one pointer wide.
///
/// A tracker is `Send`, but not `Sync`: a future that owns one can move between threads. An inner future that
/// borrows one across an `.await` must borrow it mutably (`(&mut tracker).mark(..)`) to be `Send`.
///
/// # Examples
///
/// ```
/// use headers_first::{ResponseState, Site, Tracker};
///
/// let tracker = Tracker::new();
/// assert!(!tracker.head_sent());
///
/// static WRITE: Site = Site::new("write");
/// tracker.mark(&WRITE);
/// assert!(tracker.head_sent());
/// assert_eq!(tracker.sent_by(), Some("write"));
/// assert_eq!(tracker.sent_at().unwrap().line(), WRITE.location().line());
/// ```
#[derive(Debug, Default)]
pub struct Tracker {
    sent: Cell<Option<&'static Site>>,
}

impl Tracker {
    /// The tracker of a response whose head is still open.
    #[must_use]
    pub const fn new() -> Self {
        Tracker { sent: Cell::new(None) }
    }

    /// Notes that the head was sent by the call at `site`.
    ///
    /// This is a plain store: of several marks the last one counts. Where more than one call may have been the first
    /// to send the head, ask [`head_sent`](ResponseState::head_sent) before marking.
    #[inline]
    pub fn mark(&self, site: &'static Site) {
        self.sent.set(Some(site));
    }
}

impl ResponseState for Tracker {
    #[inline]
    fn head_sent(&self) -> bool {
        self.sent.get().is_some()
    }

    #[inline]
    fn sent_at(&self) -> Option<&'static Location<'static>> {
        self.sent.get().map(Site::location)
    }

    #[inline]
    fn sent_by(&self) -> Option<&'static str> {
        self.sent.get().map(Site::operation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static WRITE: Site = Site::new("write");

    fn asked<R: ResponseState>(response: R) -> Option<&'static str> {
        assert!(response.head_sent());
        assert_eq!(response.sent_at(), Some(WRITE.location()));
        response.sent_by()
    }

    fn marked() -> Tracker {
        let tracker = Tracker::new();
        tracker.mark(&WRITE);
        tracker
    }

    #[test]
    fn a_new_tracker_is_open() {
        assert!(!Tracker::new().head_sent());
    }

    #[test]
    fn references_ask_their_target() {
        assert_eq!(asked(&&mut marked()), Some("write"));
    }

    #[test]
    fn pins_ask_their_target() {
        assert_eq!(asked(Pin::new(&marked())), Some("write"));
    }

    #[cfg(feature = "std")]
    #[test]
    fn smart_pointers_ask_their_target() {
        assert_eq!(asked(Box::new(marked())), Some("write"));
        assert_eq!(asked(std::rc::Rc::new(marked())), Some("write"));
        #[allow(clippy::arc_with_non_send_sync, reason = "only asked, never shared")]
        let shared = std::sync::Arc::new(marked());
        assert_eq!(asked(shared), Some("write"));
    }

    #[cfg(feature = "std")]
    #[test]
    fn trait_objects_can_be_asked() {
        let boxed: Box<dyn ResponseState> = Box::new(marked());
        assert_eq!(asked(boxed), Some("write"));
    }

    #[test]
    fn a_tracker_is_one_pointer() {
        assert_eq!(size_of::<Tracker>(), size_of::<&'static Site>());
    }

    #[test]
    fn a_future_that_owns_a_tracker_is_send() {
        fn send<T: Send>(_: T) {}
        send(async {
            let tracker = Tracker::new();
            tracker.mark(&WRITE);
            core::future::ready(()).await;
            assert!(tracker.head_sent());
        });
    }

    #[test]
    #[allow(clippy::unnecessary_mut_passed, clippy::needless_borrow, reason = "captures by unique borrow")]
    fn a_future_that_borrows_a_tracker_mutably_is_send() {
        fn send<T: Send>(value: T) -> T {
            value
        }
        let mut tracker = Tracker::new();
        drop(send(async {
            core::future::ready(()).await;
            (&mut tracker).mark(&WRITE);
        }));
    }
}
