//! Reports through the compiler itself, where it lets a macro do so (nightly): one diagnostic, with its second place as a
//! note and its remedies as help.
//!
//! The build script compiles this file alone to find out whether that works, so it uses nothing of ours.

use proc_macro::{Diagnostic, Level, Span};

/// Whether there is a compiler to report to; in unit tests there is none.
pub(crate) fn available() -> bool {
    proc_macro::is_available()
}

pub(crate) fn error(span: Span, message: &str, second: Option<(Span, String)>) {
    emit(Level::Error, span, message, second);
}

pub(crate) fn warning(span: Span, message: &str, second: Option<(Span, String)>) {
    emit(Level::Warning, span, message, second);
}

fn emit(level: Level, span: Span, message: &str, second: Option<(Span, String)>) {
    let mut lines = message.lines();
    let mut diagnostic = Diagnostic::spanned(span, level, lines.next().unwrap_or_default());
    if let Some((span, text)) = second {
        diagnostic = diagnostic.span_note(span, text);
    }
    for line in lines {
        diagnostic = match line.strip_prefix("help: ") {
            Some(help) => diagnostic.help(help),
            None => diagnostic.note(line),
        };
    }
    diagnostic.emit();
}
