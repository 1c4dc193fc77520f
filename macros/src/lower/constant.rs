//! Constants, and what is as good as one: values that no use changes.

use syn::{Expr, Path, Stmt};

use crate::graph::{ConstId, Constant};

use super::Lowerer;
use super::cond::is_upper;
use super::expr::unwrapped;

impl<'a> Lowerer<'a> {
    pub(crate) fn constant_of_ident(&mut self, name: &str) -> Option<ConstId> {
        Some(match name {
            "None" => self.bad,
            name if is_upper(name) => self.out.graph.constants.intern(Constant::Named(name.to_owned())),
            name => self.out.graph.constants.intern(Constant::Variant(String::new(), name.to_owned())),
        })
    }

    /// The constant that a path names: a variant, `Ok`, `None`, or a constant by its spelling.
    pub(crate) fn constant_of_path(&mut self, path: &Path) -> Option<ConstId> {
        let mut segments: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let last = segments.pop()?;
        match last.as_str() {
            "Ok" | "Some" => return Some(self.good),
            "Err" | "None" => return Some(self.bad),
            _ => {}
        }
        if !last.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let kind = segments.join("::");
        if is_upper(&last) && last.len() > 1 {
            segments.push(last);
            return Some(self.out.graph.constants.intern(Constant::Named(segments.join("::"))));
        }
        Some(self.out.graph.constants.intern(Constant::Variant(kind, last)))
    }

    pub(crate) fn constant_of_lit(&mut self, lit: &syn::Lit, negative: bool) -> Option<ConstId> {
        let constant = match lit {
            syn::Lit::Bool(value) => Constant::Bool(value.value),
            syn::Lit::Int(number) => {
                let number: i64 = number.base10_parse().ok()?;
                Constant::Int(if negative { -number } else { number })
            }
            syn::Lit::Str(text) => Constant::Text(text.value()),
            syn::Lit::ByteStr(text) => Constant::Text(format!("b{:?}", text.value())),
            syn::Lit::Byte(value) => Constant::Int(value.value().into()),
            syn::Lit::Char(value) => Constant::Text(format!("'{}'", value.value())),
            _ => return None,
        };
        Some(self.out.graph.constants.intern(constant))
    }

    /// The variant that a constructor call makes.
    pub(crate) fn constant_of_call(&mut self, func: &Expr) -> Option<ConstId> {
        match func {
            Expr::Path(path) => self.constant_of_path(&path.path),
            _ => None,
        }
    }
}

/// Numbers, `bool`, `char`, strings and shared references: no use of such a variable changes it.
pub(crate) fn is_plain_type(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Reference(reference) => reference.mutability.is_none(),
        syn::Type::Paren(paren) => is_plain_type(&paren.elem),
        syn::Type::Group(group) => is_plain_type(&group.elem),
        syn::Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            const PLAIN: [&str; 17] = [
                "bool", "char", "String", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
                "i64", "i128", "isize", "f32", "f64",
            ];
            PLAIN.contains(&name.as_str())
        }),
        _ => false,
    }
}

/// A value that is handed on whole cannot be changed by that: what an operator makes, a literal, a variant, or a choice of
/// those.
pub(crate) fn is_settled(expr: &Expr) -> bool {
    match unwrapped(expr) {
        Expr::Lit(_) => true,
        Expr::Binary(binary) => !super::assign::assigns(&binary.op),
        Expr::Unary(unary) => !matches!(unary.op, syn::UnOp::Deref(_)),
        Expr::Cast(cast) => is_plain_type(&cast.ty),
        Expr::Path(path) => {
            path.path.segments.last().is_some_and(|last| is_type_like(&last.ident.to_string()))
        }
        Expr::MethodCall(call) => answers(&call.method.to_string()),
        Expr::Macro(mac) => mac.mac.path.segments.last().is_some_and(|last| last.ident == "matches"),
        Expr::If(branch) => {
            let otherwise = branch.else_branch.as_ref();
            block_is_settled(&branch.then_branch) && otherwise.is_some_and(|(_, branch)| is_settled(branch))
        }
        Expr::Match(inner) => inner.arms.iter().all(|arm| is_settled(&arm.body)),
        Expr::Block(block) => block_is_settled(&block.block),
        Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => true,
        _ => false,
    }
}

/// Methods whose answer is a `bool`.
fn answers(method: &str) -> bool {
    let answers = ["contains", "contains_key", "contains_value", "starts_with", "ends_with", "eq", "ne"];
    method.starts_with("is_") || answers.contains(&method)
}

/// A block without a value is of type `()`, or never ends.
fn block_is_settled(block: &syn::Block) -> bool {
    match block.stmts.last() {
        Some(Stmt::Expr(tail, None)) => is_settled(tail),
        Some(Stmt::Macro(mac)) => mac.semi_token.is_some(),
        _ => true,
    }
}

/// `State::Start`, `None`, `MAX`: a variant or a constant.
fn is_type_like(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}
