//! The writer as an argument of axum's handlers.
use std::sync::Arc;

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use super::error::Places;
use super::returned::Cause;
use super::{BodyError, Error, ResponseWriter};

/// Why a handler could not get a [`ResponseWriter`]: there is no [`StreamLayer`](crate::StreamLayer) around it, or
/// the writer was taken before. Answers `500`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MissingStreamLayer;

impl core::fmt::Display for MissingStreamLayer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("add `.layer(StreamLayer::new())` to the handler")
    }
}

impl std::error::Error for MissingStreamLayer {}

impl IntoResponse for MissingStreamLayer {
    fn into_response(self) -> Response {
        let failure = BodyError::new(
            String::new(),
            "no response writer in the request",
            Places::default(),
            Some(self.into()),
        );
        crate::report::failed(&failure);
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// A plain `500`; what went wrong is reported and not shown. A handler with an error type of its own answers what that
/// says.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response();
        response.extensions_mut().insert(Cause(Arc::new(self)));
        response
    }
}

/// Takes the writer out of the request; needs a [`StreamLayer`](crate::StreamLayer) around the handler.
///
/// # Examples
///
/// ```
/// use axum::{Router, handler::Handler, routing::get};
/// use headers_first::{Error, ResponseWriter, StreamLayer};
/// use http::Request;
///
/// async fn export(mut res: ResponseWriter) -> Result<(), Error> {
///     res.insert_header("Content-Type", "text/csv")?;
///     res.write("day,visits\n").await?;
///     res.write("Monday,42\n").await
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let mut app: Router = Router::new().route("/export", get(export.layer(StreamLayer::new())));
/// # use tower::Service;
/// let request = Request::get("/export").body(axum::body::Body::empty()).unwrap();
/// let response = app.call(request).await.unwrap();
/// assert_eq!(response.headers()["content-type"], "text/csv");
/// # });
/// ```
impl<S: Sync> FromRequestParts<S> for ResponseWriter {
    type Rejection = MissingStreamLayer;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, MissingStreamLayer> {
        ResponseWriter::take_from(&mut parts.extensions).ok_or(MissingStreamLayer)
    }
}
