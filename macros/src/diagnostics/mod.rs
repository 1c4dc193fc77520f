//! Errors and warnings, collected and reported together.
//!
//! Each error is the mistake, at the late call, and where it helps a second place, where the head was sent. On stable both
//! are errors of their own (`compile_error!`), the only form that editors show while one types; where the compiler lets
//! a macro report (`native`), the second place is a note of the first. All texts stand in [`messages`] and [`refusals`].

pub(crate) mod messages;
#[cfg(headers_first_native)]
mod native;
pub(crate) mod refusals;
pub(crate) mod remedies;
pub(crate) mod warnings;

use proc_macro2::{Span, TokenStream};

pub(crate) use warnings::Warning;

/// One error with its second place.
pub(crate) struct Diagnostic {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) second: Option<(Span, String)>,
}

/// Collects until [`Diagnostics::finish`]; dropping it before that is a bug, which panics in tests.
pub(crate) struct Diagnostics {
    errors: Vec<Diagnostic>,
    warnings: Vec<Warning>,
    finished: bool,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Diagnostics { errors: Vec::new(), warnings: Vec::new(), finished: false }
    }

    pub(crate) fn error(&mut self, diagnostic: Diagnostic) {
        self.errors.push(diagnostic);
    }

    pub(crate) fn warning(&mut self, warning: Warning) {
        self.warnings.push(warning);
    }

    /// Adds the errors of another stage.
    pub(crate) fn errors_of(&mut self, errors: syn::Error) {
        for error in errors {
            self.error(Diagnostic { span: error.span(), message: error.to_string(), second: None });
        }
    }

    /// The warnings, or all errors.
    pub(crate) fn finish(mut self) -> Result<Vec<Warning>, Errors> {
        self.finished = true;
        let errors = std::mem::take(&mut self.errors).into_iter().map(|error| {
            let first = syn::Error::new(error.span, error.message);
            (first, error.second.map(|(span, message)| syn::Error::new(span, message)))
        });
        let errors = Errors(errors.collect());
        if errors.0.is_empty() { Ok(std::mem::take(&mut self.warnings)) } else { Err(errors) }
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        if cfg!(test) && !self.finished && !std::thread::panicking() {
            panic!("diagnostics were dropped before they were reported");
        }
    }
}

/// At least one error, each with its second place.
pub(crate) struct Errors(Vec<(syn::Error, Option<syn::Error>)>);

impl Errors {
    /// Reports them: to the compiler itself if it listens, else as the tokens that make it report them.
    pub(crate) fn report(self) -> TokenStream {
        #[cfg(headers_first_native)]
        if native::available() {
            for (error, second) in self.0 {
                let second = second.map(|second| (second.span().unwrap(), second.to_string()));
                native::error(error.span().unwrap(), &error.to_string(), second);
            }
            return TokenStream::new();
        }
        syn::Error::from(self).to_compile_error()
    }
}

impl From<syn::Error> for Errors {
    fn from(errors: syn::Error) -> Self {
        Errors(errors.into_iter().map(|error| (error, None)).collect())
    }
}

impl From<Errors> for syn::Error {
    fn from(errors: Errors) -> Self {
        let flat = errors.0.into_iter().flat_map(|(error, second)| std::iter::once(error).chain(second));
        let combined = flat.reduce(|mut all, error| {
            all.combine(error);
            all
        });
        combined.unwrap_or_else(|| syn::Error::new(Span::call_site(), "unknown error"))
    }
}

/// The line of a span, if this compiler tells it.
pub(crate) fn line(span: Span) -> Option<usize> {
    let line = span.start().line;
    (line > 0).then_some(line)
}
