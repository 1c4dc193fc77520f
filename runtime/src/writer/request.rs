//! What a response needs to know of its request.
use http::{Method, Request, Uri, Version};

/// Kept beside the writer, so that a request can be taken apart by its handler.
pub(crate) struct RequestHead {
    method: Method,
    uri: Uri,
    /// Whether trailers reach the client: always since HTTP/2, and before that if it said so.
    pub(super) takes_trailers: bool,
    /// Before HTTP/2: trailers must be declared in the head, and the connection has headers of its own.
    pub(super) http1: bool,
}

/// What the client asked for: routers that are nested in others take their own part off the path.
fn asked_for<B>(request: &Request<B>) -> &Uri {
    #[cfg(feature = "axum")]
    if let Some(original) = request.extensions().get::<axum::extract::OriginalUri>() {
        return &original.0;
    }
    request.uri()
}

impl RequestHead {
    pub(crate) fn new<B>(request: &Request<B>) -> Self {
        let http1 = request.version() < Version::HTTP_2;
        let mut te = request.headers().get_all(http::header::TE).iter().filter_map(|te| te.to_str().ok());
        let asked = te.any(|te| te.split(',').any(|coding| coding.trim().eq_ignore_ascii_case("trailers")));
        RequestHead {
            method: request.method().clone(),
            uri: asked_for(request).clone(),
            takes_trailers: asked || !http1,
            http1,
        }
    }

    /// Whether only the head is wanted.
    pub(super) fn is_head(&self) -> bool {
        self.method == Method::HEAD
    }

    /// Method and path. The query may hold what does not belong in a log.
    pub(super) fn line(&self) -> String {
        format!("{} {}", self.method, self.uri.path())
    }
}
