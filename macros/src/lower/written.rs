//! An expression as the user wrote it, for messages.
//!
//! On stable the span of several tokens is that of the first, so the text is put together token by token, with a space
//! where there is something between two of them.

use proc_macro2::{Delimiter, LineColumn, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Expr;

/// The text of an expression; what stands on several lines is on one.
pub(crate) fn written(expr: &Expr) -> String {
    let mut written = Written::default();
    written.add(expr.to_token_stream());
    written.text
}

#[derive(Default)]
struct Written {
    text: String,
    end: Option<LineColumn>,
}

impl Written {
    fn add(&mut self, tokens: TokenStream) {
        for token in tokens {
            let span = token.span();
            let TokenTree::Group(group) = token else {
                self.piece(&token.to_string(), span.start(), span.end());
                continue;
            };
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Brace => ("{", "}"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::None => ("", ""),
            };
            // Of a group that went through the parser each delimiter has the span of the whole.
            let (start, end) = (group.span_open().start(), group.span_close().end());
            self.piece(open, start, LineColumn { column: start.column + open.len(), ..start });
            self.add(group.stream());
            self.piece(close, LineColumn { column: end.column.saturating_sub(close.len()), ..end }, end);
        }
    }

    fn piece(&mut self, piece: &str, start: LineColumn, end: LineColumn) {
        if piece.is_empty() {
            return;
        }
        let word = |at: Option<char>| at.is_some_and(|at| at.is_alphanumeric() || at == '_');
        // Compilers that tell no places say that all is at one: then only what would grow together is kept apart.
        let told = start != end;
        let apart = told && self.end.is_some_and(|end| end != start);
        if apart || word(self.text.chars().last()) && word(piece.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(piece);
        self.end = Some(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(text: &str) {
        assert_eq!(written(&syn::parse_str(text).expect("an expression")), text);
    }

    #[test]
    fn as_it_was_written() {
        same("*this.headers");
        same("res.headers[\"A\"]");
        same("format!(\"{}\", total as u64 + 1)");
        same("f(&mut x)?.g(|a| a + 1, [ 1, 2 ])");
    }

    #[test]
    fn on_one_line() {
        let expr = syn::parse_str("a\n    .b()\n    .c( 1 )").expect("an expression");
        assert_eq!(written(&expr), "a .b() .c( 1 )");
    }

    #[test]
    fn without_places() {
        let expr = syn::parse2(quote::quote!(a.b(c as u8).d)).expect("an expression");
        assert_eq!(written(&expr), "a.b(c as u8).d");
    }
}
