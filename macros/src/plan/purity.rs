//! Rule 3: what may be computed earlier without anybody noticing.
//!
//! [`Purity::pure`] walks an expression and refuses whatever is not known to be pure. Three things are noted instead,
//! because they only matter for what the statement moves over: a call of an unknown function that gets nothing but what
//! `&T` parameters hold, something that can panic, and a `?` that can fail.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, ExprMethodCall, Lit, Pat, Stmt, Type, UnOp};

use crate::known::pure;

use super::inside::{Inside, Kind, inside};
use super::names::{bound, is_upper, peeled, place, root_place, segments};
use super::scope::{self, Binding, Scope};
use super::{Question, Reason, Refusal};

/// What the rest of the decision needs to know about expressions that are pure but for this.
#[derive(Default, Clone)]
pub(crate) struct Notes {
    pub(crate) unknown_call: Option<(String, Span)>,
    pub(crate) may_panic: Option<Span>,
    pub(crate) can_fail: Option<Span>,
}

pub(crate) struct Purity<'q, 'a> {
    pub(crate) question: &'q Question<'a>,
    pub(crate) scope: &'q Scope<'a>,
    /// Names are looked up as they are above this statement.
    pub(crate) at: usize,
    pub(crate) notes: Notes,
    /// Names that the expression binds itself.
    pub(crate) inner: Vec<String>,
    /// A `?` on a conversion is allowed: among the arguments of a head operation.
    pub(crate) conversions: bool,
}

type Checked = Result<(), Refusal>;

pub(crate) fn impure(what: impl Into<String>, span: Span) -> Refusal {
    Refusal { reason: Reason::Impure { what: what.into() }, span }
}

pub(crate) fn own_exit(what: &'static str, span: Span) -> Refusal {
    Refusal { reason: Reason::OwnExit { what }, span }
}

impl<'q, 'a> Purity<'q, 'a> {
    pub(crate) fn new(question: &'q Question<'a>, scope: &'q Scope<'a>, at: usize) -> Self {
        Purity { question, scope, at, notes: Notes::default(), inner: Vec::new(), conversions: false }
    }

    pub(crate) fn pure(&mut self, expr: &'a Expr) -> Checked {
        match self.known_pure(expr) {
            Err(Refusal { reason: Reason::Impure { .. }, .. }) if self.question.vouched => {
                vouched(self.question, expr)
            }
            checked => checked,
        }
    }

    fn known_pure(&mut self, expr: &'a Expr) -> Checked {
        let annotations = self.question.annotations;
        if annotations.denotes(expr).is_some() || annotations.operation(expr).is_some() {
            return Err(Refusal { reason: Reason::ReadsResponse, span: expr.span() });
        }
        match expr {
            Expr::Lit(_) => Ok(()),
            Expr::Path(path) => self.path(path),
            Expr::Field(field) if place(expr).is_none() => self.pure(&field.base),
            Expr::Field(_) => self.place_root(expr),
            Expr::Paren(paren) => self.pure(&paren.expr),
            Expr::Group(group) => self.pure(&group.expr),
            Expr::Reference(reference) if reference.mutability.is_none() => self.pure(&reference.expr),
            Expr::Reference(_) | Expr::RawAddr(_) => Err(impure("`&mut`", expr.span())),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Cast(cast) if matches!(*cast.ty, Type::Ptr(_)) => Err(impure("a raw pointer", expr.span())),
            Expr::Cast(cast) => self.pure(&cast.expr),
            Expr::Index(index) => {
                self.notes.may_panic.get_or_insert(expr.span());
                self.all([&*index.expr, &*index.index])
            }
            Expr::MethodCall(call) => self.method_call(expr, call),
            Expr::Call(call) => self.call(call),
            _ => self.construct(expr),
        }
    }

    pub(crate) fn all(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) -> Checked {
        exprs.into_iter().try_for_each(|expr| self.pure(expr))
    }

    fn construct(&mut self, expr: &'a Expr) -> Checked {
        match expr {
            Expr::Tuple(tuple) => self.all(&tuple.elems),
            Expr::Array(array) => self.all(&array.elems),
            Expr::Repeat(repeat) => self.all([&*repeat.expr, &*repeat.len]),
            Expr::Range(range) => self.all(range.start.as_deref().into_iter().chain(range.end.as_deref())),
            Expr::If(branch) => self.scoped(|pure| {
                pure.condition(&branch.cond)?;
                pure.block(&branch.then_branch)?;
                branch.else_branch.iter().try_for_each(|(_, otherwise)| pure.pure(otherwise))
            }),
            Expr::Match(inner) => {
                self.pure(&inner.expr)?;
                inner.arms.iter().try_for_each(|arm| self.scoped(|pure| pure.arm(arm)))
            }
            Expr::Block(block) if block.label.is_none() => self.block(&block.block),
            Expr::Let(_) => self.condition(expr),
            Expr::Macro(mac) => self.mac(&mac.mac),
            Expr::Try(inner) => self.question_mark(expr, &inner.expr),
            Expr::Await(_) => Err(own_exit("`.await`", expr.span())),
            Expr::Return(_) => Err(own_exit("`return`", expr.span())),
            Expr::Break(_) => Err(own_exit("`break`", expr.span())),
            Expr::Continue(_) => Err(own_exit("`continue`", expr.span())),
            Expr::Unsafe(_) => Err(impure("`unsafe`", expr.span())),
            Expr::Closure(_) => Err(impure("a closure", expr.span())),
            Expr::Async(_) => Err(impure("an `async` block", expr.span())),
            Expr::Loop(_) | Expr::While(_) | Expr::ForLoop(_) => Err(impure("a loop", expr.span())),
            Expr::Assign(_) => Err(impure("an assignment", expr.span())),
            _ => Err(impure("this expression", expr.span())),
        }
    }

    pub(crate) fn scoped<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> T {
        let scope = self.inner.len();
        let result = walk(self);
        self.inner.truncate(scope);
        result
    }

    pub(crate) fn bind(&mut self, pat: &Pat) {
        self.inner.extend(bound(pat));
    }

    fn arm(&mut self, arm: &'a syn::Arm) -> Checked {
        self.guard(&arm.pat)?;
        self.pure(&arm.body)
    }

    /// Binds what a pattern of `match` binds, and checks its guard.
    pub(crate) fn guard(&mut self, pat: &'a Pat) -> Checked {
        self.bind(pat);
        match pat {
            Pat::Guard(guarded) => self.condition(&guarded.guard),
            _ => Ok(()),
        }
    }

    /// A condition, whose `let`s bind names for what follows.
    pub(crate) fn condition(&mut self, cond: &'a Expr) -> Checked {
        match cond {
            Expr::Let(inner) => {
                self.pure(&inner.expr)?;
                self.bind(&inner.pat);
                Ok(())
            }
            Expr::Paren(paren) => self.condition(&paren.expr),
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) => {
                self.condition(&binary.left)?;
                self.condition(&binary.right)
            }
            other => self.pure(other),
        }
    }

    fn block(&mut self, block: &'a Block) -> Checked {
        self.scoped(|pure| block.stmts.iter().try_for_each(|stmt| pure.statement(stmt)))
    }

    pub(crate) fn statement(&mut self, stmt: &'a Stmt) -> Checked {
        match stmt {
            Stmt::Local(local) => {
                let Some(init) = &local.init else {
                    return Err(impure("a `let` without a value", local.span()));
                };
                if let Some((_, diverge)) = &init.diverge {
                    return Err(own_exit("`let … else`", diverge.span()));
                }
                self.pure(&init.expr)?;
                self.bind(&local.pat);
                Ok(())
            }
            Stmt::Expr(expr, _) => self.pure(expr),
            Stmt::Macro(mac) => self.mac(&mac.mac),
            Stmt::Item(item) => Err(impure("an item", item.span())),
        }
    }

    fn path(&self, path: &syn::ExprPath) -> Checked {
        let Some(ident) = path.path.get_ident() else { return Ok(()) };
        match self.binding(&ident.to_string()) {
            Some(Binding::Static) => Err(impure(format!("the static `{ident}`"), path.span())),
            _ => Ok(()),
        }
    }

    fn place_root(&self, expr: &Expr) -> Checked {
        match place(expr) {
            Some(place) if is_upper(&place.root) => Err(impure(format!("`{}`", place.root), expr.span())),
            _ => Ok(()),
        }
    }

    /// What a name means that the expression does not bind itself.
    pub(crate) fn binding(&self, name: &str) -> Option<Binding<'a>> {
        (!self.inner.iter().any(|inner| inner == name)).then(|| self.scope.resolve(name, self.at))
    }

    fn unary(&mut self, unary: &'a syn::ExprUnary) -> Checked {
        match unary.op {
            UnOp::Neg(_) if !is_literal(&unary.expr) => {
                self.notes.may_panic.get_or_insert(unary.span());
            }
            UnOp::Deref(_) => {
                if let Expr::Path(path) = peeled(&unary.expr) {
                    if path.path.segments.last().is_some_and(|last| is_upper(&last.ident.to_string())) {
                        return Err(impure("what a constant or static points to", unary.span()));
                    }
                }
            }
            _ => {}
        }
        self.pure(&unary.expr)
    }

    fn binary(&mut self, binary: &'a syn::ExprBinary) -> Checked {
        use BinOp::*;
        match binary.op {
            Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_) | BitXor(_) | BitAnd(_)
            | BitOr(_) => {}
            Add(_) | Sub(_) | Mul(_) | Div(_) | Rem(_) | Shl(_) | Shr(_) => {
                if !(is_text(&binary.left) || is_literal(&binary.left) && is_literal(&binary.right)) {
                    self.notes.may_panic.get_or_insert(binary.span());
                }
            }
            _ => return Err(impure("an assignment", binary.span())),
        }
        self.all([&*binary.left, &*binary.right])
    }

    fn method_call(&mut self, expr: &'a Expr, call: &'a ExprMethodCall) -> Checked {
        let (name, arguments) = (call.method.to_string(), call.args.len());
        let upper = matches!(peeled(&call.receiver), Expr::Path(path)
            if path.path.segments.last().is_some_and(|last| is_upper(&last.ident.to_string())));
        if upper || pure::is_impure(&name, arguments) {
            return Err(impure(format!("`{name}()`"), call.method.span()));
        }
        if pure::is_pure_method(&name, arguments) {
            self.pure(&call.receiver)?;
            return call.args.iter().try_for_each(|arg| self.argument(&name, call, arg));
        }
        if name == "unwrap" || name == "expect" {
            self.notes.may_panic.get_or_insert(call.method.span());
            self.pure(&call.receiver)?;
            return self.all(&call.args);
        }
        let inputs = std::iter::once(&*call.receiver).chain(&call.args);
        self.unknown_call(name, expr, call.method.span(), inputs)
    }

    /// An argument of a pure method; a closure or function among them runs if the method runs it.
    fn argument(&mut self, name: &str, call: &'a ExprMethodCall, arg: &'a Expr) -> Checked {
        let at_once = pure::runs_closure(name) && !iterates(&call.receiver);
        match peeled(arg) {
            Expr::Closure(closure) if at_once => self.scoped(|pure| {
                closure.inputs.iter().for_each(|input| pure.bind(input));
                let conversions = std::mem::replace(&mut pure.conversions, false);
                let checked = pure.pure(&closure.body);
                pure.conversions = conversions;
                checked
            }),
            Expr::Path(path) if pure::runs_closure(name) => {
                let segments = segments(&path.path);
                let known = pure::is_pure_function(&segments) || is_conversion(&segments);
                let variable = !self.is_item(&segments);
                let takes_value = matches!(name, "map_or") && std::ptr::eq(arg, &call.args[0]);
                match at_once && known || takes_value || (variable && false) {
                    true => Ok(()),
                    false => Err(impure(format!("`{}`", segments.join("::")), arg.span())),
                }
            }
            _ => self.pure(arg),
        }
    }

    fn is_item(&self, segments: &[String]) -> bool {
        match segments {
            [name] => matches!(self.binding(name), Some(Binding::Item)),
            _ => true,
        }
    }

    fn call(&mut self, call: &'a syn::ExprCall) -> Checked {
        let Expr::Path(path) = peeled(&call.func) else { return Err(impure("this call", call.span())) };
        let segments = segments(&path.path);
        if pure::is_pure_function(&segments) {
            return self.all(&call.args);
        }
        let name = segments.last().cloned().unwrap_or_default();
        if pure::is_impure(&name, call.args.len()) || !self.is_item(&segments) {
            return Err(impure(format!("`{name}()`"), path.span()));
        }
        self.unknown_call(name, &call.func, path.span(), call.args.iter())
    }

    /// A call of which nothing is known but that it gets only what `&T` parameters hold.
    fn unknown_call(
        &mut self,
        name: String,
        _at: &'a Expr,
        span: Span,
        inputs: impl Iterator<Item = &'a Expr>,
    ) -> Checked {
        let mut any = false;
        for input in inputs {
            any = true;
            let annotations = self.question.annotations;
            if annotations.denotes(input).is_some() {
                return Err(Refusal { reason: Reason::ReadsResponse, span: input.span() });
            }
            if !self.is_shared(input) {
                return Err(impure(format!("`{name}()`"), span));
            }
        }
        if !any {
            return Err(impure(format!("`{name}()`"), span));
        }
        self.notes.unknown_call.get_or_insert((name, span));
        Ok(())
    }

    /// Whether an expression is a parameter of type `&T`, or a field of one.
    pub(crate) fn is_shared(&self, expr: &Expr) -> bool {
        let inner = match peeled(expr) {
            Expr::Reference(reference) if reference.mutability.is_none() => &reference.expr,
            other => other,
        };
        let Some(place) = place(inner) else { return false };
        match self.binding(&place.root) {
            Some(Binding::SharedSelf) => true,
            Some(Binding::Parameter(Some(Type::Reference(ty)))) => ty.mutability.is_none(),
            _ => false,
        }
    }

    fn mac(&mut self, mac: &'a syn::Macro) -> Checked {
        let inside = inside(self.question, mac);
        match inside.kind {
            Kind::Format | Kind::Values if is_pure_macro(mac) => {
                self.debugged(mac, &inside)?;
                self.all(inside.args.iter().copied())
            }
            _ => {
                let name = segments(&mac.path).join("::");
                Err(impure(format!("`{name}!`"), mac.path.span()))
            }
        }
    }

    /// `{:?}` of a static may show what is inside of a lock or an atomic.
    fn debugged(&self, mac: &syn::Macro, inside: &Inside<'_>) -> Checked {
        if !mac.tokens.to_string().contains("?}") {
            return Ok(());
        }
        let args = inside.args.iter().filter_map(|arg| root_place(arg)).map(|place| place.root);
        match args
            .chain(inside.captures.iter().cloned())
            .find(|name| is_upper(name) && !self.is_constant(name))
        {
            Some(name) => Err(impure(format!("`{name}`"), mac.path.span())),
            None => Ok(()),
        }
    }

    fn is_constant(&self, name: &str) -> bool {
        matches!(self.binding(name), Some(Binding::Const))
    }

    /// `?` is allowed on a conversion among the arguments of a head operation.
    fn question_mark(&mut self, expr: &'a Expr, inner: &'a Expr) -> Checked {
        let Some(values) = conversion(inner) else { return Err(own_exit("`?`", expr.span())) };
        if !self.conversions {
            return Err(own_exit("`?`", expr.span()));
        }
        if !values.iter().all(|value| self.never_fails(value)) {
            self.notes.can_fail.get_or_insert(expr.span());
        }
        let call = without_error_mapping(inner);
        self.pure(call)
    }

    /// Whether an operation that takes this value never fails because of it.
    pub(crate) fn never_fails(&self, expr: &Expr) -> bool {
        let known = |expr: &Expr| match place(expr) {
            Some(place) if place.fields.is_empty() && !self.inner.contains(&place.root) => {
                self.scope.never_fails(&place.root, self.at)
            }
            _ => false,
        };
        match peeled(expr) {
            Expr::Reference(reference) => self.never_fails(&reference.expr),
            Expr::MethodCall(call) if call.method == "to_string" || call.method == "clone" => {
                self.is_number(&call.receiver) || known(&call.receiver) && call.method == "clone"
            }
            other => scope::never_fails(other) || known(other),
        }
    }

    fn is_number(&self, expr: &Expr) -> bool {
        match place(expr) {
            Some(place) if place.fields.is_empty() && !self.inner.contains(&place.root) => {
                self.scope.is_number(&place.root, self.at)
            }
            _ => scope::is_number(expr),
        }
    }
}

/// What a fallible conversion converts, if the expression is one.
fn conversion(expr: &Expr) -> Option<Vec<&Expr>> {
    match peeled(without_error_mapping(expr)) {
        Expr::MethodCall(call) => {
            pure::is_fallible_conversion(&call.method.to_string()).then(|| vec![&*call.receiver])
        }
        Expr::Call(call) => match peeled(&call.func) {
            Expr::Path(path) => {
                let segments = segments(&path.path);
                let known =
                    segments.len() > 1 && segments.last().is_some_and(|n| pure::is_fallible_conversion(n));
                known.then(|| call.args.iter().collect())
            }
            _ => None,
        },
        _ => None,
    }
}

/// An expression without `map_err`, `context`, `with_context` behind it.
pub(crate) fn without_error_mapping(expr: &Expr) -> &Expr {
    match peeled(expr) {
        Expr::MethodCall(call)
            if ["map_err", "context", "with_context"].iter().any(|name| call.method == *name) =>
        {
            without_error_mapping(&call.receiver)
        }
        other => other,
    }
}

/// Macros that give a value and do nothing else.
fn is_pure_macro(mac: &syn::Macro) -> bool {
    const PURE: &[&str] = &[
        "format",
        "format_args",
        "concat",
        "stringify",
        "env",
        "option_env",
        "include_str",
        "include_bytes",
        "line",
        "file",
        "column",
        "module_path",
        "cfg",
        "json",
        "matches",
        "vec",
    ];
    mac.path.segments.last().is_some_and(|last| PURE.iter().any(|name| last.ident == name))
}

fn is_conversion(segments: &[String]) -> bool {
    matches!(segments, [.., owner, name]
        if ["Into", "ToString", "ToOwned", "AsRef", "From", "Clone"].contains(&&**owner) && pure::is_pure_method(name, 1)
            || owner == "From")
}

fn is_literal(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(_) => true,
        Expr::Unary(unary) => is_literal(&unary.expr),
        Expr::Binary(binary) => is_literal(&binary.left) && is_literal(&binary.right),
        Expr::Cast(cast) => is_literal(&cast.expr),
        _ => false,
    }
}

/// Whether `+` behind it appends text.
fn is_text(expr: &Expr) -> bool {
    match peeled(expr) {
        Expr::Lit(lit) => matches!(lit.lit, Lit::Str(_)),
        Expr::Macro(mac) => mac.mac.path.is_ident("format"),
        Expr::MethodCall(call) => {
            ["to_string", "to_owned", "to_lowercase"].iter().any(|name| call.method == *name)
        }
        Expr::Call(call) => matches!(peeled(&call.func), Expr::Path(path)
            if path.path.segments.first().is_some_and(|owner| owner.ident == "String")),
        Expr::Binary(binary) => matches!(binary.op, BinOp::Add(_)) && is_text(&binary.left),
        _ => false,
    }
}

/// Whether a chain is one of an iterator.
fn iterates(expr: &Expr) -> bool {
    const SOURCES: &[&str] =
        &["iter", "into_iter", "chars", "lines", "split", "collect", "keys", "values", "bytes"];
    match peeled(expr) {
        Expr::MethodCall(call) => SOURCES.iter().any(|name| call.method == *name) || iterates(&call.receiver),
        Expr::Range(_) => true,
        _ => false,
    }
}

/// The user vouches that it is pure; it must still stay in its place in the flow, and leave responses alone.
fn vouched<'a>(question: &Question<'a>, expr: &'a Expr) -> Checked {
    struct Ways<'q, 'a>(&'q Question<'a>, Checked);
    impl<'a> Visit<'a> for Ways<'_, 'a> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            let annotations = self.0.annotations;
            let span = expr.span();
            let refused = match expr {
                _ if annotations.denotes(expr).is_some() || annotations.operation(expr).is_some() => {
                    Err(Refusal { reason: Reason::ReadsResponse, span })
                }
                Expr::Try(_) => Err(own_exit("`?`", span)),
                Expr::Await(_) => Err(own_exit("`.await`", span)),
                Expr::Return(_) => Err(own_exit("`return`", span)),
                Expr::Break(_) => Err(own_exit("`break`", span)),
                Expr::Continue(_) => Err(own_exit("`continue`", span)),
                _ => Ok(()),
            };
            match (&self.1, refused) {
                (Ok(()), Err(refusal)) => self.1 = Err(refusal),
                _ => visit::visit_expr(self, expr),
            }
        }
    }
    let mut ways = Ways(question, Ok(()));
    ways.visit_expr(expr);
    ways.1
}
