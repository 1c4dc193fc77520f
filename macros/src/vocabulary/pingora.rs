//! pingora: `Session` of pingora-proxy 0.9.1, `ServerSession` and `HttpSession` of pingora-core 0.9.1.
//!
//! A second head is `Ok(())` with a line in the log; edits behind `*_ref` are lost in silence; trailers are dropped on
//! HTTP/1. The keep-alive and the time limits may be set at any time.

use super::{ByKind, Check, Effect, Gives, Row, StateShape, TypeRow, Vocabulary, typed};

pub(crate) static PINGORA: Vocabulary = Vocabulary {
    name: "pingora",
    read_from: "pingora-core 0.9.1",
    types: TYPES,
    rows: ROWS,
    check: Check::State { through: None, method: "response_written", shape: StateShape::Some },
    // `fail_to_proxy` answers an error before the head with a response of its own.
    answers_errors: true,
    sends_trailers: false,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const TYPES: &[TypeRow] = &[
    typed("Session", &["pingora", "pingora_proxy"], ByKind::Reference),
    typed("ServerSession", &["pingora", "pingora_core"], ByKind::Any),
    typed("HttpSession", &["pingora", "pingora_core"], ByKind::Any),
];

#[rustfmt::skip]
/// Values of this type are heads that a session is given later; what is set on one afterwards is lost.
pub(super) const HEAD: &str = "ResponseHeader";
/// Makes a head too, as a function of the session's type.
pub(super) const HEAD_MAKER: &str = "generate_error";
/// The field of a session that is the session of pingora-core.
pub(super) const SAME_FIELD: &str = "downstream_session";

const ROWS: &[Row] = &[
    Row::state(&["response_written"], StateShape::Some),
    Row::read(&[
        "req_header",
        "req_header_mut",
        "get_header",
        "get_header_bytes",
        "request_summary",
        "session_type",
    ]),
    Row::read(&["read_request", "read_request_body", "read_body_or_idle", "drain_request_body"]),
    Row::read(&[
        "is_body_done",
        "is_body_empty",
        "body_bytes_read",
        "body_bytes_sent",
        "is_http2",
        "is_subrequest",
    ]),
    Row::read(&["is_upgrade_req", "is_upgrade", "was_upgraded", "client_addr", "server_addr", "stream"]),
    Row::read(&[
        "digest",
        "digest_mut",
        "get_keepalive",
        "get_keepalive_reuses_remaining",
        "get_read_timeout",
    ]),
    Row::read(&[
        "get_write_timeout",
        "get_total_drain_timeout",
        "get_retry_buffer",
        "enable_retry_buffering",
    ]),
    Row::read(&[
        "retry_buffer_truncated",
        "to_h1_raw",
        "watch_h2_stream_close",
        "upstream_body_bytes_received",
    ]),
    Row::read(&["upstream_body_bytes_sent", "upstream_write_pending_time", "is_process_shutting_down"]),
    Row::read(&["as_downstream", "as_downstream_mut", "as_mut"]).gives(Gives::Response),
    Row::head(&["set_keepalive", "set_keepalive_reuses_remaining", "set_read_timeout", "set_write_timeout"])
        .tolerated(),
    Row::head(&[
        "set_total_drain_timeout",
        "set_min_send_rate",
        "set_ignore_info_resp",
        "set_abort_on_close",
    ])
    .tolerated(),
    Row::head(&["set_close_on_response_before_downstream_finish", "set_pipelining_enabled"]).tolerated(),
    Row::simple(&["write_continue_response"], Effect::Inform).gives(Gives::Nothing),
    Row::commit(&["write_response_header", "write_response_header_ref"], None).end(1),
    Row::write(&["write_response_body"]).end(1),
    Row::trailer(&["write_response_trailers"]).gives(Gives::Nothing),
    Row::send(&["respond_error", "respond_error_with_body", "write_error_response"]).sets_unknown(),
    Row::finish(&["finish_body", "finish"]),
    Row::simple(&["shutdown", "shutdown_with_reason"], Effect::Abort),
];
