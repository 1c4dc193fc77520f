//! Parses one macro call by its name.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Ident, Lit, Macro, Pat, Token};

use super::fields::fields;
use super::select::{select, without_biased};
use super::{Format, KnownMacro, names_in};

/// What the macro does; opaque where it is unknown or its arguments are not what they should be.
pub(super) fn parse(mac: &Macro, locals: &HashMap<String, TokenStream>) -> KnownMacro {
    let name = mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    if locals.contains_key(&name) && mac.path.get_ident().is_some() {
        return local(name, &mac.tokens, locals);
    }
    known(&name, mac.tokens.clone())
        .unwrap_or_else(|_| KnownMacro::Opaque { mentions: names_in(&mac.tokens) })
}

/// All that a macro of the function's own mentions, also through others of its kind.
fn local(name: String, tokens: &TokenStream, locals: &HashMap<String, TokenStream>) -> KnownMacro {
    let (mut mentions, mut exits) = (names_in(tokens), self::exits(tokens));
    mentions.push(name);
    let (mut seen, mut next) = (HashSet::new(), 0);
    while let Some(name) = mentions.get(next).cloned() {
        next += 1;
        if let Some(body) = locals.get(&name).filter(|_| seen.insert(name)) {
            mentions.extend(names_in(body));
            exits |= self::exits(body);
        }
    }
    KnownMacro::Local { mentions, exits }
}

fn known(name: &str, tokens: TokenStream) -> syn::Result<KnownMacro> {
    Ok(match name {
        "write" | "writeln" => write(tokens)?,
        "format" | "print" | "println" | "eprint" | "eprintln" | "format_args" | "concat" | "anyhow"
        | "eyre" | "format_err" | "stringify" | "env" | "option_env" | "include_str" | "include_bytes"
        | "line" | "file" | "column" | "module_path" | "cfg" | "json" => {
            KnownMacro::Format(format_of(name, tokens)?)
        }
        "vec" => KnownMacro::Vec { elems: elements(tokens)? },
        "assert" => with_condition(tokens, |cond, rest| KnownMacro::Assert { cond, rest })?,
        "ensure" => with_condition(tokens, |cond, rest| KnownMacro::Ensure { cond, rest })?,
        "assert_eq" | "assert_ne" => assert_eq(tokens)?,
        "debug_assert" | "debug_assert_eq" | "debug_assert_ne" => {
            KnownMacro::DebugAssert { exprs: with_captures(exprs(tokens)?) }
        }
        "matches" => matches.parse2(tokens)?,
        "dbg" => KnownMacro::Dbg { exprs: exprs(tokens)? },
        "panic" | "todo" | "unimplemented" | "unreachable" => KnownMacro::Diverges(format(tokens)?),
        "bail" => KnownMacro::Bail(format(tokens)?),
        "select" | "select_biased" => select.parse2(tokens)?,
        "join" => KnownMacro::Join { futures: exprs(without_biased(tokens))? },
        "try_join" => KnownMacro::TryJoin { futures: exprs(without_biased(tokens))? },
        "trace" | "debug" | "info" | "warn" | "error" | "log" | "event" | "span" | "trace_span"
        | "debug_span" | "info_span" | "warn_span" | "error_span" | "counter" | "gauge" | "histogram"
        | "increment_counter" | "enabled" | "log_enabled" => {
            KnownMacro::Log { exprs: with_captures(fields.parse2(tokens)?) }
        }
        "stream" | "try_stream" | "async_stream" | "TextStream" | "EventStream" | "ByteStream"
        | "ReaderStream" => KnownMacro::Deferred { block: block(tokens)? },
        "defer" | "defer_on_success" => KnownMacro::Defer { block: block(tokens)? },
        "pin" | "pin_mut" => pin(tokens)?,
        _ => return Err(syn::Error::new(Span::call_site(), "unknown macro")),
    })
}

/// `pin!(future)` gives back what it gets; of several names it only changes how they are held.
fn pin(tokens: TokenStream) -> syn::Result<KnownMacro> {
    let exprs = exprs(tokens)?;
    if exprs.len() == 1 {
        return Ok(KnownMacro::Dbg { exprs });
    }
    let names = exprs.iter().map(|expr| match expr {
        Expr::Path(path) => path.path.require_ident().map(ToString::to_string),
        other => Err(syn::Error::new_spanned(other, "more than a name")),
    });
    let names = names.collect::<syn::Result<_>>()?;
    Ok(KnownMacro::Pin { names })
}

fn exprs(tokens: TokenStream) -> syn::Result<Vec<Expr>> {
    let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens)?;
    Ok(parsed.into_iter().collect())
}

fn elements(tokens: TokenStream) -> syn::Result<Vec<Expr>> {
    let repeat = |input: ParseStream<'_>| {
        let elem: Expr = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok(vec![elem, input.parse()?])
    };
    repeat.parse2(tokens.clone()).or_else(|_| exprs(tokens))
}

/// An argument, without the name in `name = value`.
fn argument(expr: Expr) -> Expr {
    match expr {
        Expr::Assign(assign) => *assign.right,
        other => other,
    }
}

fn format(tokens: TokenStream) -> syn::Result<Format> {
    Ok(formatted(exprs(tokens)?))
}

fn format_of(name: &str, tokens: TokenStream) -> syn::Result<Format> {
    match name {
        "stringify" | "cfg" | "env" | "option_env" | "include_str" | "include_bytes" => Ok(Format::default()),
        _ => format(tokens),
    }
}

fn formatted(exprs: Vec<Expr>) -> Format {
    let mut format = Format::default();
    let mut explicit = Vec::new();
    for expr in exprs {
        if let Expr::Assign(assign) = &expr {
            if let Expr::Path(path) = &*assign.left {
                explicit.extend(path.path.get_ident().map(ToString::to_string));
            }
        }
        if let Expr::Lit(lit) = &expr {
            if let (Lit::Str(text), true) = (&lit.lit, format.args.is_empty()) {
                let span = text.span();
                format.captures.extend(captured(&text.value()).into_iter().map(|name| (name, span)));
                continue;
            }
        }
        format.args.push(argument(expr));
    }
    format.captures.retain(|(name, _)| !explicit.contains(name));
    // A captured name is evaluated like an argument.
    let captures: Vec<Expr> =
        format.captures.iter().filter_map(|(name, span)| capture(name, *span)).collect();
    format.args.extend(captures);
    format
}

fn capture(name: &str, span: Span) -> Option<Expr> {
    let mut ident = syn::parse_str::<Ident>(name).or_else(|_| syn::parse_str(&format!("r#{name}"))).ok()?;
    ident.set_span(span);
    Some(syn::parse_quote!(#ident))
}

/// Arguments of which any literal may be a format string.
fn with_captures(exprs: Vec<Expr>) -> Vec<Expr> {
    let mut captures = Vec::new();
    for expr in &exprs {
        if let Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) = expr {
            captures.extend(captured(&text.value()).iter().filter_map(|name| capture(name, text.span())));
        }
    }
    exprs.into_iter().map(argument).chain(captures).collect()
}

/// The names that a format string captures: `{name}`, `{name:?}`, `{:width$}`, `{:.precision$}`.
pub(super) fn captured(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some(end) = rest.find('}') else { break };
        let (argument, spec) = rest[..end].split_once(':').unwrap_or((&rest[..end], ""));
        names.push(argument.trim().to_owned());
        let counts = spec.split('$').collect::<Vec<_>>();
        for count in &counts[..counts.len() - 1] {
            let start = count.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
            // `{:08$}` and `{:0width$}`: a zero before the width is a flag.
            names.push(count[start..].trim_start_matches('0').to_owned());
        }
        rest = &rest[end + 1..];
    }
    let is_name = |name: &String| name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    names.into_iter().filter(is_name).collect()
}

fn write(tokens: TokenStream) -> syn::Result<KnownMacro> {
    let mut all = exprs(tokens)?;
    if all.is_empty() {
        return Err(syn::Error::new(Span::call_site(), "nothing to write to"));
    }
    let target = all.remove(0);
    Ok(KnownMacro::Write { target, format: formatted(all) })
}

fn with_condition(
    tokens: TokenStream,
    make: impl Fn(Expr, Vec<Expr>) -> KnownMacro,
) -> syn::Result<KnownMacro> {
    let parse = |input: ParseStream<'_>| {
        let cond: Expr = input.parse()?;
        let _: Option<Token![,]> = input.parse()?;
        let rest: TokenStream = input.parse()?;
        Ok((cond, rest))
    };
    let (cond, rest) = parse.parse2(tokens)?;
    Ok(make(cond, format(rest)?.args))
}

fn assert_eq(tokens: TokenStream) -> syn::Result<KnownMacro> {
    let mut all = exprs(tokens)?;
    if all.len() < 2 {
        return Err(syn::Error::new(Span::call_site(), "two values are compared"));
    }
    let rest = formatted(all.split_off(2)).args;
    let right = all.remove(1);
    Ok(KnownMacro::AssertEq { left: all.remove(0), right, rest })
}

fn matches(input: ParseStream<'_>) -> syn::Result<KnownMacro> {
    let expr = input.parse()?;
    input.parse::<Token![,]>()?;
    let pat = Pat::parse_multi_with_leading_vert(input)?;
    let guard = match input.parse::<Option<Token![if]>>()? {
        Some(_) => Some(input.parse()?),
        None => None,
    };
    let _: Option<Token![,]> = input.parse()?;
    Ok(KnownMacro::Matches { expr, pat, guard })
}

fn block(tokens: TokenStream) -> syn::Result<Block> {
    let statements = Block::parse_within.parse2(without_for_await(tokens))?;
    Ok(Block { brace_token: Default::default(), stmts: statements })
}

/// `for await x in stream` is a `for` to syn.
fn without_for_await(tokens: TokenStream) -> TokenStream {
    let mut after_for = false;
    let kept = tokens.into_iter().filter_map(|tree| {
        let skip = after_for && matches!(&tree, TokenTree::Ident(ident) if ident == "await");
        after_for = matches!(&tree, TokenTree::Ident(ident) if ident == "for");
        match tree {
            _ if skip => None,
            TokenTree::Group(group) => Some(TokenTree::Group(inside(&group, without_for_await))),
            other => Some(other),
        }
    });
    kept.collect()
}

fn inside(group: &Group, change: impl Fn(TokenStream) -> TokenStream) -> Group {
    let mut changed = Group::new(group.delimiter(), change(group.stream()));
    changed.set_span(group.span());
    changed
}

/// Whether tokens may leave what they stand in; the `?` of a repetition does not.
fn exits(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_punct =
        |tree: Option<&TokenTree>, c| matches!(tree, Some(TokenTree::Punct(p)) if p.as_char() == c);
    trees.iter().enumerate().any(|(at, tree)| match tree {
        TokenTree::Group(group) => exits(&group.stream()),
        TokenTree::Ident(ident) => {
            ["return", "break", "continue", "bail", "ensure"].iter().any(|word| ident == word)
        }
        TokenTree::Punct(punct) => punct.as_char() == '?' && !(at >= 2 && is_punct(trees.get(at - 2), '$')),
        TokenTree::Literal(_) => false,
    })
}
