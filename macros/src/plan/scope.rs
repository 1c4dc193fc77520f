//! What a name means at the new place, and whether its value can change (rule 1).
//!
//! *Stable* are: what a parameter of type `&T` holds, by-value parameters and `let`s that are not `mut`, are initialised
//! where they are declared and are plain values by their written type or initialiser, and `const`s. Every other binding
//! is followed through the stretch. Looked up are, inside out: the `let`s above the new place in the block, the `let`s
//! and patterns of the blocks around it, the parameters; a name that none of them binds is an item.

use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprLet, FnArg, Item, Lit, Local, Pat, Receiver, ReceiverKind, Stmt, Type, UnOp};

use crate::known::pure;

use super::Question;
use super::names::{bound, is_configured, is_upper, peeled, plain_name, segments, typed};

/// What a name means.
#[derive(Clone, Copy)]
pub(crate) enum Binding<'a> {
    /// A parameter with its type; `None` for a pattern, `mut` or a receiver that is not `&self`.
    Parameter(Option<&'a Type>),
    /// `&self`.
    SharedSelf,
    /// A `let` with one plain name that is not `mut`.
    Let(&'a Local),
    /// Any other `let`.
    LetOther(&'a Local),
    /// The parameter of a closure, a pattern of `match`, `if let` or `for`.
    Pattern,
    Const,
    Static,
    /// A function, a type, or nothing that stands in the function.
    Item,
}

/// How far a value can be trusted to stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stability {
    Stable,
    /// What a `&T` parameter holds: changed only by a method that is no known read.
    Shared,
    Unstable,
}

/// One step from the body of the function down to a block.
#[derive(Clone)]
enum Frame<'a> {
    Statements(&'a Block, usize),
    Names(Vec<String>),
}

/// The scopes around one block.
pub(crate) struct Scope<'a> {
    signature: &'a syn::Signature,
    block: &'a Block,
    frames: Vec<Frame<'a>>,
    /// The block was found by walking the body; inside an argument of a macro it is not.
    found: bool,
}

impl<'a> Scope<'a> {
    pub(crate) fn of(question: &Question<'a>) -> Self {
        let mut trail = Trail { target: question.block, frames: Vec::new(), found: None };
        trail.visit_block(question.body);
        let found = trail.found.is_some();
        let frames = trail.found.unwrap_or_default();
        Scope { signature: question.signature, block: question.block, frames, found }
    }

    /// What `name` means directly above statement `above` of the block.
    pub(crate) fn resolve(&self, name: &str, above: usize) -> Binding<'a> {
        if !self.found {
            return Binding::Pattern;
        }
        if let Some(local) = last_let(&self.block.stmts[..above], name) {
            return self.rebound(local, name);
        }
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Names(names) if names.iter().any(|bound| bound == name) => return Binding::Pattern,
                Frame::Names(_) => {}
                Frame::Statements(block, index) => {
                    if let Some(local) = last_let(&block.stmts[..*index], name) {
                        return self.rebound(local, name);
                    }
                }
            }
        }
        self.parameter(name).unwrap_or_else(|| self.item(name))
    }

    /// `let name = name;`, where nothing else binds the name, is the parameter again.
    fn rebound(&self, local: &'a Local, name: &str) -> Binding<'a> {
        let binding = of_let(local, name);
        let (Binding::Let(_), Some(init)) = (binding, &local.init) else { return binding };
        let same = matches!(peeled(&init.expr), Expr::Path(path) if path.path.is_ident(name));
        let lets = self.before(self.block.stmts.len());
        let others = lets.iter().filter(|stmt| {
            matches!(stmt, Stmt::Local(other) if !std::ptr::eq(other, local) && bound(&other.pat).contains(&name.to_owned()))
        });
        match same && typed(&local.pat).1.is_none() && others.count() == 0 {
            true => self.parameter(name).unwrap_or(binding),
            false => binding,
        }
    }

    fn parameter(&self, name: &str) -> Option<Binding<'a>> {
        self.signature.inputs.iter().find_map(|input| match input {
            FnArg::Receiver(receiver) if name == "self" => {
                Some(if is_shared(receiver) { Binding::SharedSelf } else { Binding::Parameter(None) })
            }
            FnArg::Receiver(_) => None,
            FnArg::Typed(typed) => {
                let plain = plain_name(&typed.pat).filter(|(_, mutable)| !mutable);
                let written = plain.is_some().then_some(&*typed.ty);
                bound(&typed.pat).contains(&name.to_owned()).then_some(Binding::Parameter(written))
            }
        })
    }

    fn item(&self, name: &str) -> Binding<'a> {
        let blocks = self.frames.iter().filter_map(|frame| match frame {
            Frame::Statements(block, _) => Some(*block),
            Frame::Names(_) => None,
        });
        for stmt in blocks.chain([self.block]).flat_map(|block| &block.stmts) {
            match stmt {
                Stmt::Item(Item::Const(item)) if item.ident == name => return Binding::Const,
                Stmt::Item(Item::Static(item)) if item.ident == name => return Binding::Static,
                _ => {}
            }
        }
        Binding::Item
    }

    /// The statements of the blocks around that come before this block, and those before `above` in it, with the `let`
    /// of each.
    pub(crate) fn before(&self, above: usize) -> Vec<&'a Stmt> {
        let mut stmts = Vec::new();
        for frame in &self.frames {
            if let Frame::Statements(block, index) = frame {
                stmts.extend(&block.stmts[..*index]);
            }
        }
        stmts.extend(&self.block.stmts[..above]);
        stmts
    }

    /// Whether the variable is declared in a block of the function, not a parameter.
    pub(crate) fn is_local(&self, name: &str, above: usize) -> bool {
        !matches!(self.resolve(name, above), Binding::Parameter(_) | Binding::SharedSelf | Binding::Item)
    }

    /// How far the value of `name` can be trusted.
    pub(crate) fn stability(&self, name: &str, above: usize) -> Stability {
        match self.resolve(name, above) {
            Binding::SharedSelf => Stability::Shared,
            Binding::Parameter(Some(Type::Reference(ty))) if ty.mutability.is_none() => match &*ty.elem {
                Type::Path(path) if last(path).is_some_and(|name| name == "str") => Stability::Stable,
                _ => Stability::Shared,
            },
            Binding::Parameter(Some(ty)) if is_plain(ty) => Stability::Stable,
            Binding::Let(local) if is_plain_let(local) => Stability::Stable,
            Binding::Const => Stability::Stable,
            Binding::Item if name.chars().any(char::is_uppercase) => Stability::Stable,
            _ => Stability::Unstable,
        }
    }

    /// Whether handing the value on copies it.
    pub(crate) fn is_copy(&self, name: &str, above: usize) -> bool {
        match self.resolve(name, above) {
            Binding::SharedSelf | Binding::Const | Binding::Item => true,
            Binding::Parameter(Some(ty)) => is_copy(ty),
            Binding::Let(local) | Binding::LetOther(local) => {
                let whole = plain_name(&local.pat).is_some() && !is_configured(&local.attrs);
                match (typed(&local.pat).1, &local.init) {
                    (Some(ty), _) => whole && is_copy(ty),
                    (None, Some(init)) => whole && copies(&init.expr),
                    (None, None) => false,
                }
            }
            _ => false,
        }
    }

    /// Whether the value is a number, a `StatusCode` or a `HeaderValue`, or a constant: a conversion of it never fails.
    pub(crate) fn never_fails(&self, name: &str, above: usize) -> bool {
        match self.resolve(name, above) {
            Binding::Const => true,
            Binding::Item => is_upper(name),
            Binding::Parameter(Some(ty)) => is_safe_type(ty),
            Binding::Let(local) => match typed(&local.pat).1 {
                Some(ty) => is_safe_type(ty),
                None => local.init.as_ref().is_some_and(|init| never_fails(&init.expr)),
            },
            _ => false,
        }
    }

    /// Whether it is known to be a number.
    pub(crate) fn is_number(&self, name: &str, above: usize) -> bool {
        match self.resolve(name, above) {
            Binding::Parameter(Some(ty)) => type_name(ty).is_some_and(|name| pure::is_number(&name)),
            Binding::Let(local) => match typed(&local.pat).1 {
                Some(ty) => type_name(ty).is_some_and(|name| pure::is_number(&name)),
                None => local.init.as_ref().is_some_and(|init| is_number(&init.expr)),
            },
            _ => false,
        }
    }
}

/// `&self`, `self: &Self`.
fn is_shared(receiver: &Receiver) -> bool {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_none(),
        ReceiverKind::Typed(_, ty) => matches!(&**ty, Type::Reference(ty) if ty.mutability.is_none()),
        _ => false,
    }
}

fn last_let<'a>(stmts: &'a [Stmt], name: &str) -> Option<&'a Local> {
    stmts.iter().rev().find_map(|stmt| match stmt {
        Stmt::Local(local) if bound(&local.pat).iter().any(|bound| bound == name) => Some(local),
        _ => None,
    })
}

fn of_let<'a>(local: &'a Local, name: &str) -> Binding<'a> {
    let plain = plain_name(&local.pat).is_some_and(|(bound, mutable)| bound == name && !mutable);
    let initialised = local.init.as_ref().is_some_and(|init| init.diverge.is_none());
    if plain && initialised && !is_configured(&local.attrs) {
        Binding::Let(local)
    } else {
        Binding::LetOther(local)
    }
}

fn last(path: &syn::TypePath) -> Option<String> {
    path.path.segments.last().map(|segment| segment.ident.to_string())
}

pub(crate) fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => last(path),
        Type::Group(group) => type_name(&group.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        _ => None,
    }
}

/// Numbers, `bool`, `char`, `String`, `Vec`, `&str` and the like, with nothing inside that changes behind `&`.
pub(crate) fn is_plain(ty: &Type) -> bool {
    let plain = match ty {
        Type::Reference(reference) => {
            reference.mutability.is_none() && type_name(&reference.elem).is_some_and(|name| name == "str")
        }
        Type::Path(path) => {
            let name = last(path).unwrap_or_default();
            pure::is_plain_type(&name) || (name == "Option" && argument(path).is_some_and(is_plain))
        }
        Type::Tuple(tuple) => tuple.elems.iter().all(is_plain),
        Type::Array(array) => is_plain(&array.elem),
        Type::Group(group) => is_plain(&group.elem),
        Type::Paren(paren) => is_plain(&paren.elem),
        _ => false,
    };
    plain && !has_interior(ty)
}

fn argument(path: &syn::TypePath) -> Option<&Type> {
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(list) => list.args.iter().find_map(|arg| match arg {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => None,
    }
}

fn has_interior(ty: &Type) -> bool {
    struct Interior(bool);
    impl<'ast> Visit<'ast> for Interior {
        fn visit_path_segment(&mut self, segment: &'ast syn::PathSegment) {
            self.0 |= pure::is_interior(&segment.ident.to_string());
            visit::visit_path_segment(self, segment);
        }
    }
    let mut interior = Interior(false);
    interior.visit_type(ty);
    interior.0
}

fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => reference.mutability.is_none(),
        Type::Group(group) => is_copy(&group.elem),
        _ => type_name(ty).is_some_and(|name| {
            pure::is_number(&name) || ["bool", "char", "StatusCode", "Duration"].contains(&&*name)
        }),
    }
}

fn is_safe_type(ty: &Type) -> bool {
    type_name(ty).is_some_and(|name| pure::is_number(&name) || name == "StatusCode" || name == "HeaderValue")
}

fn is_plain_let(local: &Local) -> bool {
    match typed(&local.pat).1 {
        Some(ty) => is_plain(ty),
        None => local.init.as_ref().is_some_and(|init| is_plain_value(&init.expr)),
    }
}

/// Methods whose value is a plain one whatever they are called on.
const GIVES_TEXT: &[&str] = &[
    "to_string",
    "to_lowercase",
    "to_uppercase",
    "to_ascii_lowercase",
    "to_ascii_uppercase",
    "as_str",
    "into_bytes",
    "into_string",
    "to_vec",
    "repeat",
    "replace",
    "trim",
    "trim_start",
    "trim_end",
    "as_bytes",
    "join",
    "concat",
];
const GIVES_NUMBER: &[&str] = &["len", "as_u16", "as_secs", "as_millis", "count_ones", "capacity"];
const GIVES_BOOL: &[&str] = &[
    "is_empty",
    "contains",
    "contains_key",
    "starts_with",
    "ends_with",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "eq",
    "ne",
    "eq_ignore_ascii_case",
    "is_ascii",
];

/// Whether an initialiser gives a plain value.
fn is_plain_value(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) | Expr::Cast(_) => true,
        Expr::Macro(mac) => {
            ["format", "vec", "concat", "stringify"].iter().any(|name| mac.mac.path.is_ident(name))
        }
        Expr::Unary(unary) => !matches!(unary.op, UnOp::Deref(_)) && is_plain_value(&unary.expr),
        Expr::Binary(binary) => {
            is_comparison(&binary.op) || is_plain_value(&binary.left) || is_plain_value(&binary.right)
        }
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            [GIVES_TEXT, GIVES_NUMBER, GIVES_BOOL].iter().any(|names| names.contains(&&*name))
                || collects_plain(call)
        }
        Expr::Call(call) => match peeled(&call.func) {
            Expr::Path(path) => constructs_plain(&segments(&path.path)),
            _ => false,
        },
        Expr::Try(inner) => is_plain_value(&inner.expr),
        Expr::If(branch) => {
            let otherwise =
                branch.else_branch.as_ref().is_some_and(|(_, otherwise)| is_plain_value(otherwise));
            otherwise && block_value(&branch.then_branch).is_some_and(is_plain_value)
        }
        Expr::Match(inner) => inner.arms.iter().all(|arm| is_plain_value(&arm.body)),
        Expr::Block(block) => block_value(&block.block).is_some_and(is_plain_value),
        Expr::Path(path) => {
            let segments = segments(&path.path);
            matches!(segments.as_slice(), [.., owner, name] if owner == "StatusCode" && is_upper(name))
        }
        _ => false,
    }
}

fn block_value(block: &Block) -> Option<&Expr> {
    match block.stmts.last() {
        Some(Stmt::Expr(expr, None)) => Some(expr),
        _ => None,
    }
}

fn collects_plain(call: &syn::ExprMethodCall) -> bool {
    let wanted = call.turbofish.as_ref().and_then(|list| list.args.first());
    matches!(wanted, Some(syn::GenericArgument::Type(ty)) if is_plain(ty))
        && ["parse", "collect", "sum", "product"].iter().any(|name| call.method == *name)
}

fn constructs_plain(segments: &[String]) -> bool {
    match segments {
        [.., owner, _] => pure::is_plain_type(owner) && pure::is_pure_function(segments),
        _ => false,
    }
}

fn is_comparison(op: &syn::BinOp) -> bool {
    use syn::BinOp::*;
    matches!(op, Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_))
}

fn copies(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) | Expr::Cast(_) => true,
        Expr::Reference(reference) => reference.mutability.is_none(),
        Expr::Unary(unary) => !matches!(unary.op, UnOp::Deref(_)) && copies(&unary.expr),
        Expr::Binary(binary) => is_comparison(&binary.op) || copies(&binary.left),
        Expr::MethodCall(call) => {
            let name = call.method.to_string();
            [GIVES_NUMBER, GIVES_BOOL, &["as_str", "as_bytes", "trim"]]
                .iter()
                .any(|names| names.contains(&&*name))
        }
        other => is_status(other),
    }
}

fn is_status(expr: &Expr) -> bool {
    matches!(expr, Expr::Path(path) if path.path.segments.len() > 1
        && path.path.segments.iter().rev().nth(1).is_some_and(|owner| owner.ident == "StatusCode"))
}

/// Whether a value is a literal, a constant, a number, a `StatusCode` or a `HeaderValue`, so that `?` on the head
/// operation that takes it never leaves.
pub(crate) fn never_fails(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) => true,
        Expr::Reference(reference) => never_fails(&reference.expr),
        Expr::Path(path) => path.path.segments.last().is_some_and(|last| is_upper(&last.ident.to_string())),
        Expr::Try(inner) => makes(&inner.expr, "HeaderValue") || makes(&inner.expr, "StatusCode"),
        Expr::Call(_) => makes(expr, "HeaderValue") || makes(expr, "StatusCode"),
        other => is_number(other),
    }
}

fn makes(expr: &Expr, owner: &str) -> bool {
    let Expr::Call(call) = peeled(expr) else { return false };
    let Expr::Path(path) = peeled(&call.func) else { return false };
    let segments = segments(&path.path);
    matches!(segments.as_slice(), [.., made, _] if made == owner) && pure::is_pure_function(&segments)
}

/// Whether an expression is a number whatever its parts are.
pub(crate) fn is_number(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(lit) => matches!(lit.lit, Lit::Int(_) | Lit::Float(_)),
        Expr::Cast(cast) => type_name(&cast.ty).is_some_and(|name| pure::is_number(&name)),
        Expr::MethodCall(call) => GIVES_NUMBER.iter().any(|name| call.method == *name),
        _ => false,
    }
}

/// Finds the way down to a block.
struct Trail<'a> {
    target: &'a Block,
    frames: Vec<Frame<'a>>,
    found: Option<Vec<Frame<'a>>>,
}

impl<'a> Trail<'a> {
    fn within(&mut self, names: Vec<String>, walk: impl FnOnce(&mut Self)) {
        self.frames.push(Frame::Names(names));
        walk(self);
        self.frames.pop();
    }
}

impl<'a> Visit<'a> for Trail<'a> {
    fn visit_block(&mut self, block: &'a Block) {
        if self.found.is_some() {
            return;
        }
        if std::ptr::eq(block, self.target) {
            self.found = Some(self.frames.clone());
            return;
        }
        for (index, stmt) in block.stmts.iter().enumerate() {
            self.frames.push(Frame::Statements(block, index));
            self.visit_stmt(stmt);
            self.frames.pop();
        }
    }

    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        self.within(bound(&arm.pat), |trail| visit::visit_arm(trail, arm));
    }

    fn visit_expr_for_loop(&mut self, inner: &'a syn::ExprForLoop) {
        self.visit_expr(&inner.expr);
        self.within(bound(&inner.pat), |trail| trail.visit_block(&inner.body));
    }

    fn visit_expr_closure(&mut self, closure: &'a syn::ExprClosure) {
        let names = closure.inputs.iter().flat_map(bound).collect();
        self.within(names, |trail| trail.visit_expr(&closure.body));
    }

    fn visit_expr_if(&mut self, inner: &'a syn::ExprIf) {
        self.visit_expr(&inner.cond);
        self.within(condition_names(&inner.cond), |trail| trail.visit_block(&inner.then_branch));
        if let Some((_, otherwise)) = &inner.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_while(&mut self, inner: &'a syn::ExprWhile) {
        self.visit_expr(&inner.cond);
        self.within(condition_names(&inner.cond), |trail| trail.visit_block(&inner.body));
    }

    fn visit_item(&mut self, _: &'a Item) {}
}

/// The names that the `let`s of a condition bind.
fn condition_names(cond: &Expr) -> Vec<String> {
    struct Lets(Vec<String>);
    impl<'ast> Visit<'ast> for Lets {
        fn visit_expr_let(&mut self, condition: &'ast ExprLet) {
            self.0.extend(bound(&condition.pat));
            visit::visit_expr_let(self, condition);
        }
        fn visit_expr_block(&mut self, _: &'ast syn::ExprBlock) {}
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    }
    let mut lets = Lets(Vec::new());
    lets.visit_expr(cond);
    lets.0
}

/// Whether a pattern is `_`.
pub(crate) fn is_wild(pat: &Pat) -> bool {
    matches!(typed(pat).0, Pat::Wild(_))
}
