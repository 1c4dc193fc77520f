//! The default vocabulary: the `ResponseWriter` of the runtime crate, and home-made types of that shape.
//!
//! The names are those that streaming responses have in Rust and in what they are modelled on: Node and Express, Go,
//! PHP, servlets. Names of types that buffer (`set_body`, `with_body`, `body`) are not here, and neither are names that
//! say nothing of a response (`set`, `put`, `append`, `error`): a call of one is opaque.

use super::Arity::{AtLeast, Exactly, Field, OneLiteral};
use super::{ByKind, Check, Effect, Gives, Row, StateShape, TypeRow, Vocabulary, typed};

pub(crate) static DEFAULT: Vocabulary = Vocabulary {
    name: "default",
    read_from: "headers-first 0.1.0",
    types: TYPES,
    rows: ROWS,
    check: Check::HeadSent,
    answers_errors: false,
    sends_trailers: true,
    declared_trailers: false,
    handle: false,
    on_impl: false,
};

const TYPES: &[TypeRow] = &[typed("ResponseWriter", &["headers_first"], ByKind::Any)];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Names that both read and set, by the number of arguments.
    Row::read(&["status", "content_type", "text", "html", "json", "status_code", "content_length", "reason"]).with(Exactly(0)),
    Row::read(&["header", "trailer"]).with(Exactly(1)),
    Row::read(&["cookie"]).with(OneLiteral),
    // Reads.
    Row::read(&["headers", "headers_ref", "header_map", "get_header", "get_headers", "has_header", "contains_header"]),
    Row::read(&["header_names", "header_values", "cookies", "trailers", "get_status", "version", "extensions", "protocol"]),
    Row::read(&["sent_at", "sent_by", "is_finished", "is_ended", "is_closed", "is_open", "writable_ended"]),
    Row::read(&["body_bytes_sent", "body_bytes_written", "body_len", "bytes_written", "bytes_sent", "writable_length"]),
    Row::read(&["req", "request", "request_id", "request_headers", "request_method", "request_uri", "is_head_request"]),
    Row::read(&["client_addr", "client_ip", "peer_addr", "remote_addr", "local_addr", "server_addr"]),
    // Whether the head has gone.
    Row::state(&["head_sent", "headers_sent", "is_committed", "has_started"], StateShape::True),
    Row::state(&["is_head_sent", "is_headers_sent", "header_sent", "is_header_sent", "head_written"], StateShape::True),
    Row::state(&["are_headers_sent", "has_sent_headers", "headers_written", "headers_flushed"], StateShape::True),
    Row::state(&["committed", "is_started", "response_started", "is_response_started"], StateShape::True),
    // Header fields.
    Row::header(&["insert_header", "set_header", "append_header", "add_header", "put_header", "replace_header"]),
    Row::header(&["push_header", "with_header", "header_str", "set_header_str", "try_insert_header"]),
    Row::header(&["set_raw_header", "add_raw_header", "header_append", "header_set"]),
    Row::header(&["header"]).with(AtLeast(2)),
    Row::header(&["write_header"]).with(Field),
    Row::remove(&["remove_header", "delete_header", "unset_header", "clear_header", "del_header", "take_header"]),
    Row::head(&["set_headers", "insert_headers", "append_headers", "add_headers", "extend_headers", "replace_headers"]),
    Row::headers(&["content_type", "set_content_type", "set_mime", "set_mime_type"], &["content-type"]),
    Row::headers(&["content_length", "set_content_length"], &["content-length"]),
    Row::headers(&["content_encoding", "set_content_encoding"], &["content-encoding"]),
    Row::headers(&["content_disposition", "set_content_disposition"], &["content-disposition"]),
    Row::headers(&["attachment"], &["content-disposition", "content-type"]),
    Row::headers(&["cache_control", "set_cache_control", "no_cache", "no_store"], &["cache-control"]),
    Row::headers(&["location", "set_location"], &["location"]),
    Row::headers(&["etag", "set_etag"], &["etag"]),
    Row::headers(&["last_modified", "set_last_modified"], &["last-modified"]),
    Row::headers(&["vary"], &["vary"]),
    Row::headers(&["links"], &["link"]),
    Row::headers(&["declare_trailer", "declare_trailers", "add_trailer_name"], &["trailer"]),
    Row::cookies(&["set_cookie", "add_cookie", "append_cookie", "insert_cookie", "put_cookie", "cookie"]),
    Row::cookies(&["set_signed_cookie", "set_private_cookie", "add_signed_cookie", "add_private_cookie"]),
    Row::cookies(&["remove_cookie", "delete_cookie", "del_cookie", "clear_cookie", "expire_cookie"]).gives(Gives::Nothing),
    Row::status(&["set_status", "status", "status_code", "set_status_code", "with_status", "set_code", "set_response_code"]),
    Row::status(&["set_reason", "reason", "set_reason_phrase", "set_status_line"]),
    Row::head(&["set_version", "set_keep_alive", "keep_alive", "force_close", "set_chunked"]),
    // Comes too late like a hook, and sets nothing of the head: it keeps the head open, so that a later write does not
    // tell whether the head has gone. Above a write it would change what that write does, so it never moves.
    Row::simple(&["buffer", "set_buffer", "set_buffer_size"], Effect::Hook).buffers(),
    Row::head_view(&["headers_mut", "header_mut", "head_mut", "header_map_mut", "status_mut", "cookies_mut", "extensions_mut"]),
    Row::simple(&["on_commit", "before_send", "before_commit", "on_headers", "on_head", "on_before_send"], Effect::Hook),
    Row::simple(&["reset", "reset_head", "reset_headers", "clear_headers"], Effect::Reset),
    Row::simple(&["send_informational", "write_informational", "send_early_hints", "write_early_hints"], Effect::Inform),
    Row::simple(&["early_hints", "send_continue", "write_continue", "send_processing", "write_processing"], Effect::Inform),
    // The commit.
    Row::commit(&["write_head", "write_header", "send_head", "send_headers", "write_headers", "send_response"], None),
    Row::commit(&["flush_head", "flush_headers", "send_response_head", "write_response_head", "write_response_header"], None),
    Row::commit(&["initiate_response", "start_response", "begin_response", "write_status_line"], None),
    Row::commit(&["commit", "start_stream", "start_streaming", "start_chunked", "begin_stream"], None),
    // The body.
    Row::write(&["write", "write_all", "write_str", "write_char", "write_fmt", "write_vectored", "write_all_vectored"]),
    Row::write(&["write_bytes", "write_chunk", "write_data", "write_string", "write_line", "write_event", "write_part"]),
    Row::write(&["write_buf", "write_all_buf", "write_json", "write_slice", "write_u8", "write_from", "copy_from"]),
    Row::write(&["send_chunk", "send_data", "send_event", "send_part", "push_chunk", "print", "println", "echo"]),
    Row::write(&["poll_write", "poll_write_vectored", "poll_flush", "flush", "flush_body"]),
    Row::write(&["stream_body"]).deferred(),
    Row::write(&["write_buffered", "write_body"]).leaves_unknown(),
    Row::body_view(&["as_io_writer", "writer", "body_writer", "io_writer", "as_writer", "as_write", "into_writer", "output_stream"]),
    Row::trailer(&["append_trailer", "add_trailer", "set_trailer", "insert_trailer", "trailer"]),
    Row::trailer(&["append_trailers", "set_trailers", "send_trailers", "write_trailers"]),
    // Head, body and end in one.
    Row::send(&["send", "send_body", "send_bytes", "send_string", "send_text", "send_html", "send_json", "send_empty"]),
    Row::send(&["text", "html", "json", "xml", "respond", "respond_with", "respond_text", "respond_html", "respond_json"]),
    Row::send(&["reply", "reply_with", "reply_json", "render", "render_template"]),
    Row::send(&["redirect", "redirect_to", "send_redirect", "see_other", "redirect_permanent", "redirect_temporary"]),
    Row::send(&["send_status", "respond_status"]).bodies(0),
    Row::send(&["not_found", "bad_request", "unauthorized", "forbidden", "internal_error", "internal_server_error"]),
    Row::send(&["no_content", "not_modified", "method_not_allowed"]),
    Row::send(&["send_file", "serve_file", "download", "send_error", "respond_error", "respond_error_with_body"]).sets_unknown(),
    Row::simple(&["upgrade", "upgrade_websocket", "accept_websocket", "switch_protocols", "hijack", "take_over"], Effect::Upgrade),
    // The end.
    Row::finish(&["end", "finish", "complete", "finalize", "close", "done", "end_response", "finish_response", "end_chunked"]),
    Row::simple(&["abort", "destroy", "cancel", "reset_stream"], Effect::Abort),
];
