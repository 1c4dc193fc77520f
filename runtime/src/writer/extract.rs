//! The writer as an argument of axum's handlers.
use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use super::{BodyError, ResponseWriter};

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
        let failure =
            BodyError::new(String::new(), "no response writer in the request", None, Some(self.into()));
        crate::report::failed(&failure);
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// Takes the writer out of the request; needs a [`StreamLayer`](crate::StreamLayer) around the handler.
///
/// # Examples
///
/// ```
/// use axum::{Router, handler::Handler, routing::get};
/// use headers_first::{Error, ResponseWriter, StreamLayer};
/// use http::{Request, StatusCode};
///
/// async fn export(mut res: ResponseWriter) -> Result<(), (StatusCode, String)> {
///     let failed = |error: Error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string());
///     res.insert_header("Content-Type", "text/csv").map_err(failed)?;
///     res.write("day,visits\n").await.map_err(failed)?;
///     res.write("Monday,42\n").await.map_err(failed)
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
