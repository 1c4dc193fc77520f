//! Errors and warnings, collected and reported together.
//!
//! Each error is the mistake, at the late call, and where it helps a second place, where the head was sent; on stable both
//! are errors of their own (`compile_error!`), which is the only form that editors show while one types. All texts stand
//! in [`messages`] and [`refusals`].

pub(crate) mod messages;
pub(crate) mod refusals;
pub(crate) mod remedies;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// One error with its second place.
pub(crate) struct Diagnostic {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) second: Option<(Span, String)>,
}

/// Collects until [`Diagnostics::finish`]; dropping it before that is a bug, which panics in tests.
pub(crate) struct Diagnostics {
    errors: Vec<Diagnostic>,
    finished: bool,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Diagnostics { errors: Vec::new(), finished: false }
    }

    pub(crate) fn error(&mut self, diagnostic: Diagnostic) {
        self.errors.push(diagnostic);
    }

    /// Adds the errors of another stage.
    pub(crate) fn errors_of(&mut self, errors: syn::Error) {
        for error in errors {
            self.error(Diagnostic { span: error.span(), message: error.to_string(), second: None });
        }
    }

    /// All errors as one.
    pub(crate) fn finish(mut self) -> Result<(), syn::Error> {
        self.finished = true;
        let errors = std::mem::take(&mut self.errors).into_iter().flat_map(|error| {
            let first = syn::Error::new(error.span, error.message);
            let second = error.second.map(|(span, message)| syn::Error::new(span, message));
            std::iter::once(first).chain(second)
        });
        let combined = errors.reduce(|mut all, error| {
            all.combine(error);
            all
        });
        combined.map_or(Ok(()), Err)
    }
}

/// A warning as a statement. On stable one with free text is the use of a deprecated constant; `#[allow(deprecated)]` on
/// the function silences it.
pub(crate) fn warning(span: Span, message: &str) -> TokenStream {
    let span = span.resolved_at(Span::mixed_site());
    quote_spanned! { span =>
        {
            #[allow(non_upper_case_globals)]
            #[deprecated(note = #message)]
            const headers_first: () = ();
            headers_first
        };
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        if cfg!(test) && !self.finished && !std::thread::panicking() {
            panic!("diagnostics were dropped before they were reported");
        }
    }
}

/// The line of a span, if this compiler tells it.
pub(crate) fn line(span: Span) -> Option<usize> {
    let line = span.start().line;
    (line > 0).then_some(line)
}
