//! Reads a function back into the tree: what was printed, and what the expansion made of it.

use quote::ToTokens;
use syn::{Block, Lit};

use super::ast::{Arm, Expr, Handler, Pat, Stmt, StmtKind};

type Read<T> = Result<T, String>;

pub fn read(tokens: proc_macro2::TokenStream) -> Read<Handler> {
    let item: syn::ItemFn =
        syn::parse2(tokens).map_err(|error| format!("the expansion does not parse: {error}"))?;
    Ok(Handler { is_async: item.sig.asyncness.is_some(), entry_unknown: false, body: block(&item.block)? })
}

fn block(block: &Block) -> Read<Vec<Stmt>> {
    let stmts = block.stmts.iter().filter(|stmt| !matches!(stmt, syn::Stmt::Item(_)));
    stmts.map(|stmt| Ok(Stmt { id: 0, kind: stmt_kind(stmt)? })).collect()
}

fn stmt_kind(stmt: &syn::Stmt) -> Read<StmtKind> {
    match stmt {
        syn::Stmt::Local(local) => {
            let init = local.init.as_ref();
            Ok(StmtKind::Let {
                pat: pat(&local.pat)?,
                init: init.map(|init| expr(&init.expr)).transpose()?,
                diverge: match init.and_then(|init| init.diverge.as_ref()) {
                    Some((_, diverge)) => match &**diverge {
                        syn::Expr::Block(inner) => Some(block(&inner.block)?),
                        other => return Err(unknown(other)),
                    },
                    None => None,
                },
            })
        }
        syn::Stmt::Expr(syn::Expr::If(check), _) if is_check(&check.then_branch) => checked(check),
        syn::Stmt::Expr(inner, semicolon) => Ok(StmtKind::Expr(expr(inner)?, semicolon.is_some())),
        other => Err(unknown(other)),
    }
}

/// A run-time check declares its site and reports it.
fn is_check(block: &Block) -> bool {
    matches!(block.stmts.first(), Some(syn::Stmt::Item(syn::Item::Static(item))) if item.ident == "__HEADERS_FIRST_SITE")
}

fn checked(check: &syn::ExprIf) -> Read<StmtKind> {
    match check.else_branch.as_ref().map(|(_, other)| &**other) {
        Some(syn::Expr::Block(other)) => match &block(&other.block)?[..] {
            [only] => Ok(StmtKind::Checked(Box::new(only.clone()))),
            _ => Err(unknown(check)),
        },
        _ => Err(unknown(check)),
    }
}

fn unknown(node: &impl ToTokens) -> String {
    format!("not of the language: {}", node.to_token_stream())
}

fn pat(pattern: &syn::Pat) -> Read<Pat> {
    match pattern {
        syn::Pat::Wild(_) => Ok(Pat::Wild),
        syn::Pat::Ident(ident) if ident.ident == "None" => Ok(Pat::Variant("None".to_owned(), Vec::new())),
        syn::Pat::Ident(ident) => {
            Ok(Pat::Bind { name: ident.ident.to_string().into(), mutable: ident.mutability.is_some() })
        }
        syn::Pat::Path(path) => Ok(Pat::Variant(path.path.to_token_stream().to_string(), Vec::new())),
        syn::Pat::Lit(lit) => Ok(Pat::Lit(Box::new(literal(&lit.lit)?))),
        syn::Pat::TupleStruct(part) => {
            Ok(Pat::Variant(part.path.to_token_stream().to_string(), pats(part.elems.iter())?))
        }
        syn::Pat::Tuple(tuple) => Ok(Pat::Tuple(pats(tuple.elems.iter())?)),
        syn::Pat::Or(or) => Ok(Pat::Or(pats(or.cases.iter())?)),
        syn::Pat::Paren(inner) => pat(&inner.pat),
        other => Err(unknown(other)),
    }
}

fn pats<'a>(parts: impl Iterator<Item = &'a syn::Pat>) -> Read<Vec<Pat>> {
    parts.map(pat).collect()
}

fn literal(lit: &Lit) -> Read<Expr> {
    match lit {
        Lit::Int(number) => number.base10_parse().map(Expr::Int).map_err(|error| error.to_string()),
        Lit::Bool(value) => Ok(Expr::Bool(value.value)),
        Lit::Str(text) => Ok(Expr::Str(text.value())),
        other => Err(unknown(other)),
    }
}

fn exprs<'a>(all: impl IntoIterator<Item = &'a syn::Expr>) -> Read<Vec<Expr>> {
    all.into_iter().map(expr).collect()
}

fn boxed(inner: &syn::Expr) -> Read<Box<Expr>> {
    expr(inner).map(Box::new)
}

fn optional(inner: Option<&syn::Expr>) -> Read<Option<Box<Expr>>> {
    inner.map(boxed).transpose()
}

fn expr(node: &syn::Expr) -> Read<Expr> {
    Ok(match node {
        syn::Expr::Lit(lit) => literal(&lit.lit)?,
        syn::Expr::Path(path) => Expr::Var(spelled(&path.path)),
        syn::Expr::Macro(call) if call.mac.path.is_ident("format") => {
            let text: syn::LitStr =
                syn::parse2(call.mac.tokens.clone()).map_err(|error| error.to_string())?;
            Expr::Format(text.value())
        }
        syn::Expr::Binary(binary)
            if binary.op.to_token_stream().to_string().len() > 1
                && !["==", "!=", "<=", ">=", "&&", "||"]
                    .contains(&&*binary.op.to_token_stream().to_string()) =>
        {
            let op = binary.op.to_token_stream().to_string();
            Expr::Assign(op, boxed(&binary.left)?, boxed(&binary.right)?)
        }
        syn::Expr::Binary(binary) => {
            let op = binary.op.to_token_stream().to_string();
            Expr::Binary(op, boxed(&binary.left)?, boxed(&binary.right)?)
        }
        syn::Expr::Assign(assign) => {
            Expr::Assign("=".to_owned(), boxed(&assign.left)?, boxed(&assign.right)?)
        }
        syn::Expr::Unary(unary) => match unary.op {
            syn::UnOp::Not(_) => Expr::Not(boxed(&unary.expr)?),
            syn::UnOp::Deref(_) => Expr::Deref(boxed(&unary.expr)?),
            _ => return Err(unknown(node)),
        },
        syn::Expr::Reference(inner) => Expr::Ref(inner.mutability.is_some(), boxed(&inner.expr)?),
        syn::Expr::Paren(inner) => expr(&inner.expr)?,
        syn::Expr::Group(inner) => expr(&inner.expr)?,
        syn::Expr::Tuple(tuple) if tuple.elems.is_empty() => Expr::Unit,
        syn::Expr::Tuple(tuple) => Expr::Tuple(exprs(&tuple.elems)?),
        syn::Expr::Call(call) => match &*call.func {
            syn::Expr::Path(path) => Expr::Call(spelled(&path.path), exprs(&call.args)?),
            _ => return Err(unknown(node)),
        },
        syn::Expr::MethodCall(call) => {
            Expr::Method(boxed(&call.receiver)?, call.method.to_string(), exprs(&call.args)?)
        }
        syn::Expr::Field(field) => match checked_value(&field.base) {
            Some(inner) => Expr::Checked(boxed(inner)?),
            None => Expr::Field(boxed(&field.base)?, field.member.to_token_stream().to_string()),
        },
        syn::Expr::Index(index) => Expr::Index(boxed(&index.expr)?, boxed(&index.index)?),
        syn::Expr::Try(inner) => Expr::Try(boxed(&inner.expr)?),
        syn::Expr::Async(inner) => Expr::Async(Expr::Block(None, block(&inner.block)?).into()),
        syn::Expr::Await(inner) => Expr::Await(boxed(&inner.base)?),
        syn::Expr::Range(range) => {
            Expr::Range(optional(range.start.as_deref())?, optional(range.end.as_deref())?)
        }
        syn::Expr::Closure(closure) => {
            let params = closure.inputs.iter().map(|param| param.to_token_stream().to_string());
            Expr::Closure(params.map(|param| param.replace(" :", ":")).collect(), expr(&closure.body)?.into())
        }
        _ => control(node)?,
    })
}

fn control(node: &syn::Expr) -> Read<Expr> {
    Ok(match node {
        syn::Expr::Let(inner) => Expr::Let(Box::new(pat(&inner.pat)?), boxed(&inner.expr)?),
        syn::Expr::If(inner) => {
            let other = inner.else_branch.as_ref().map(|(_, other)| &**other);
            Expr::If(boxed(&inner.cond)?, block(&inner.then_branch)?, optional(other)?)
        }
        syn::Expr::Match(inner) => {
            let arms = inner.arms.iter().map(arm);
            Expr::Match(boxed(&inner.expr)?, arms.collect::<Read<_>>()?)
        }
        syn::Expr::Loop(inner) => Expr::Loop(label(&inner.label), block(&inner.body)?),
        syn::Expr::While(inner) => Expr::While(label(&inner.label), boxed(&inner.cond)?, block(&inner.body)?),
        syn::Expr::ForLoop(inner) => {
            Expr::For(label(&inner.label), pat(&inner.pat)?, boxed(&inner.expr)?, block(&inner.body)?)
        }
        syn::Expr::Block(inner) => Expr::Block(label(&inner.label), block(&inner.block)?),
        syn::Expr::Break(inner) => Expr::Break(
            inner.label.as_ref().map(|label| label.ident.to_string()),
            optional(inner.expr.as_deref())?,
        ),
        syn::Expr::Continue(inner) => {
            Expr::Continue(inner.label.as_ref().map(|label| label.ident.to_string()))
        }
        syn::Expr::Return(inner) => Expr::Return(optional(inner.expr.as_deref())?),
        other => return Err(unknown(other)),
    })
}

fn arm(arm: &syn::Arm) -> Read<Arm> {
    let (pattern, guard) = match &arm.pat {
        syn::Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
        plain => (plain, None),
    };
    Ok(Arm { pat: pat(pattern)?, guard: guard.map(expr).transpose()?, body: expr(&arm.body)? })
}

/// `({ check }, value).1`.
fn checked_value(base: &syn::Expr) -> Option<&syn::Expr> {
    let syn::Expr::Paren(paren) = base else { return checked_tuple(base) };
    checked_tuple(&paren.expr)
}

fn checked_tuple(base: &syn::Expr) -> Option<&syn::Expr> {
    let syn::Expr::Tuple(tuple) = base else { return None };
    let syn::Expr::Block(first) = tuple.elems.first()? else { return None };
    let syn::Stmt::Expr(syn::Expr::If(check), _) = first.block.stmts.first()? else { return None };
    is_check(&check.then_branch).then(|| tuple.elems.last()).flatten()
}

fn spelled(path: &syn::Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

fn label(label: &Option<syn::Label>) -> Option<String> {
    label.as_ref().map(|label| label.name.ident.to_string())
}
