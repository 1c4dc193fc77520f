//! The dispatcher over all expressions, in Rust's order of evaluation.
//!
//! The edges of each kind stand on the page at the end of [`super`]; the larger constructs have files of their own.

use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{BinOp, Expr, Member, UnOp};

use crate::graph::{PlaceId, VarId};

use super::Lowerer;
use super::assign::assigns;
use super::value::{Access, Kind, Value};

impl<'a> Lowerer<'a> {
    /// Lowers an expression whose value is used.
    pub(crate) fn expr(&mut self, expr: &'a Expr) -> Value<'a> {
        let value = self.read(expr);
        if let (Expr::Path(_) | Expr::Field(_), Some((var, path))) = (unwrapped(expr), value.place.clone()) {
            self.used_by_value(var, &path, &value);
        }
        value
    }

    /// A binding that is handed on whole may be changed by whoever gets it.
    fn used_by_value(&mut self, var: VarId, path: &str, value: &Value<'a>) {
        if !self.var(var).settled && path.is_empty() && !value.access.is_some() {
            self.change(var, path);
        }
    }

    /// Lowers an expression that is only looked at: the operand of an operator, a receiver of a read.
    pub(crate) fn read(&mut self, expr: &'a Expr) -> Value<'a> {
        if self.has_effect_attribute(expr) {
            return self.with_attributes(expr);
        }
        let value = self.dispatch(expr);
        if let Some(denotes) = value.access.denotes() {
            self.out.annotations.set_denotes(expr, denotes);
        }
        value
    }

    #[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
    fn dispatch(&mut self, expr: &'a Expr) -> Value<'a> {
        match expr {
            Expr::Path(_) | Expr::Field(_) => self.place_value(expr),
            Expr::Lit(lit) => self.constant_of_lit(&lit.lit, false).map(Value::constant).unwrap_or_default(),
            Expr::Paren(paren) => self.read(&paren.expr),
            Expr::Group(group) => self.read(&group.expr),
            Expr::MethodCall(call) => self.method_call(expr, call),
            Expr::Call(call) => self.call(expr, call),
            Expr::Try(inner) => self.try_expr(&inner.expr),
            Expr::Await(inner) => self.await_expr(&inner.base),
            Expr::Macro(mac) => self.mac(&mac.mac, Some(expr)),
            Expr::If(inner) => self.if_expr(inner),
            Expr::Match(inner) => self.match_expr(inner),
            Expr::Loop(inner) => self.loop_expr(inner),
            Expr::While(inner) => self.while_expr(inner),
            Expr::ForLoop(inner) => self.for_expr(inner),
            Expr::Break(inner) => self.break_expr(inner),
            Expr::Continue(inner) => self.continue_expr(inner.label.as_ref()),
            Expr::Return(inner) => self.return_expr(inner.expr.as_deref()),
            Expr::Assign(assign) => self.assign(expr, assign),
            Expr::Binary(binary) => self.binary(expr, binary),
            Expr::Unary(unary) => self.unary(expr, unary),
            Expr::Reference(reference) => self.reference(reference),
            Expr::RawAddr(inner) => self.raw_address(inner),
            Expr::Cast(cast) => self.cast(cast),
            Expr::Block(block) => match &block.label {
                Some(label) => self.labelled_block(label, &block.block),
                None => self.block_value(&block.block),
            },
            Expr::Unsafe(block) => self.block_value(&block.block),
            Expr::Const(block) => self.block_value(&block.block),
            Expr::TryBlock(block) => self.try_block(expr, &block.block),
            Expr::Closure(_) | Expr::Async(_) => self.code(expr),
            Expr::Let(_) => self.logical(expr),
            Expr::Tuple(tuple) => self.tuple(tuple),
            Expr::Array(array) => self.holding(array.elems.iter()),
            Expr::Struct(literal) => self.struct_literal(literal),
            Expr::Index(index) => self.index(index),
            Expr::Range(range) => {
                self.holding(range.start.as_deref().into_iter().chain(range.end.as_deref()))
            }
            Expr::Repeat(repeat) => self.holding([&*repeat.expr, &*repeat.len].into_iter()),
            Expr::Infer(_) => Value::default(),
            Expr::Yield(inner) => self.yield_expr(expr, inner),
            Expr::Verbatim(_) => self.unknown_syntax(expr),
            _ => self.unknown_syntax(expr),
        }
    }

    /// A `?` in it leaves only the block: what stands in it moves within it.
    fn try_block(&mut self, expr: &'a Expr, block: &'a syn::Block) -> Value<'a> {
        let barrier = self.barrier.replace(expr);
        let value = self.enclosed(true, |lower| {
            let value = lower.block_value(block);
            Value { access: value.access.clone(), ..lower.wrapped(&value) }
        });
        self.barrier = barrier;
        value
    }

    fn tuple(&mut self, tuple: &'a syn::ExprTuple) -> Value<'a> {
        let parts: Vec<_> = tuple.elems.iter().map(|elem| self.expr(elem)).collect();
        Value::made_of(parts, Vec::new())
    }

    fn index(&mut self, index: &'a syn::ExprIndex) -> Value<'a> {
        let base = self.read(&index.expr);
        self.read(&index.index);
        let part = literal_index(&index.index).and_then(|at| base.part(&at));
        part.cloned().unwrap_or_else(|| Value::of(base.access.inside()))
    }

    fn yield_expr(&mut self, expr: &'a Expr, inner: &'a syn::ExprYield) -> Value<'a> {
        if let Some(value) = &inner.expr {
            let value = self.expr(value);
            self.opaque(&value.reach(), expr, "yield", expr.span());
        }
        Value::default()
    }

    /// A value that holds others is an alias of every response among them.
    pub(crate) fn holding(&mut self, elems: impl Iterator<Item = &'a Expr>) -> Value<'a> {
        let (mut parts, mut carried) = (Vec::new(), Vec::new());
        for elem in elems {
            let value = self.expr(elem);
            carried.extend(self.hold_code(&value));
            parts.push(value);
        }
        let made = Value::made_of(parts, Vec::new());
        let parts = if made.access.is_some() { made.parts } else { Vec::new() };
        Value { carried, parts, ..Value::of(made.access) }
    }

    fn struct_literal(&mut self, literal: &'a syn::ExprStruct) -> Value<'a> {
        let (mut parts, mut labels, mut carried) = (Vec::new(), Vec::new(), Vec::new());
        for field in &literal.fields {
            let value = self.if_configured(&field.attrs, |lower| lower.expr(&field.expr));
            carried.extend(self.hold_code(&value));
            parts.push(value);
            labels.push(member(&field.member));
        }
        let rest = self.holding(literal.rest.as_deref().into_iter());
        let made = Value::made_of(parts, labels);
        let configured = literal.fields.iter().any(|field| !field.attrs.is_empty());
        let access = made.access.clone().either(rest.access);
        let made = if configured || !made.access.is_some() { Value::default() } else { made };
        Value { carried, access, ..made }
    }

    fn unknown_syntax(&mut self, expr: &'a Expr) -> Value<'a> {
        let tokens = quote::ToTokens::to_token_stream(expr);
        let reached = self.mentioned(tokens);
        self.opaque(&reached, expr, "unknown syntax", expr.span());
        Value::default()
    }

    fn place_value(&mut self, expr: &'a Expr) -> Value<'a> {
        if let Some((var, path)) = self.place(expr) {
            self.mention(var);
            let access = self.access(var, &path);
            let mut value = Value { place: Some((var, path.clone())), ..Value::of(access) };
            if path.is_empty() {
                value.code = self.var(var).value.code.clone();
                value.parts = self.var(var).value.parts.clone();
                value.labels = self.var(var).value.labels.clone();
                value.carried = self.var(var).value.carried.clone();
            }
            if !value.access.is_some() {
                value.fact = self.place_fact(var, &path);
            }
            return value;
        }
        match expr {
            Expr::Field(field) => {
                let base = self.read(&field.base);
                let name = member(&field.member);
                if let Some(part) = base.part(&name) {
                    return part.clone();
                }
                Value::of(super::env::field_of(&base.access, &name))
            }
            Expr::Path(path) => self.constant_of_path(&path.path).map(Value::constant).unwrap_or_default(),
            _ => Value::default(),
        }
    }

    pub(crate) fn mention(&mut self, var: VarId) {
        self.env.clock += 1;
        self.env.vars[var.index()].used = self.env.clock;
    }

    fn binary(&mut self, expr: &'a Expr, binary: &'a syn::ExprBinary) -> Value<'a> {
        if matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) || super::compare::is_comparison(&binary.op) {
            return self.logical(expr);
        }
        if !assigns(&binary.op) {
            self.read(&binary.left);
            self.read(&binary.right);
            return Value::default();
        }
        self.compound_assign(expr, binary);
        Value::default()
    }

    fn unary(&mut self, expr: &'a Expr, unary: &'a syn::ExprUnary) -> Value<'a> {
        match (&unary.op, &*unary.expr) {
            (UnOp::Not(_), _) => self.logical(expr),
            (UnOp::Neg(_), Expr::Lit(lit)) => {
                self.constant_of_lit(&lit.lit, true).map(Value::constant).unwrap_or_default()
            }
            (UnOp::Deref(_), inner) => self.read(inner),
            (_, inner) => {
                self.read(inner);
                Value::default()
            }
        }
    }

    fn raw_address(&mut self, raw: &'a syn::ExprRawAddr) -> Value<'a> {
        let value = self.read(&raw.expr);
        if let Some((var, path)) = value.place.clone().filter(|_| !value.access.is_some()) {
            self.change(var, &path);
        }
        value
    }

    fn reference(&mut self, reference: &'a syn::ExprReference) -> Value<'a> {
        let mut value = self.read(&reference.expr);
        if reference.mutability.is_some() {
            if let Some((var, path)) = value.place.clone().filter(|_| !value.access.is_some()) {
                self.change(var, &path);
            }
        } else if matches!(value.access.kind, Kind::Response | Kind::HeadView)
            && !self.is_handle(&value.access)
        {
            value.access.readonly = true;
        }
        value
    }

    pub(crate) fn is_handle(&self, access: &Access) -> bool {
        access.of.iter().any(|id| self.responses[*id].handle)
    }

    /// `res as &mut dyn Write` is a view of the body.
    fn cast(&mut self, cast: &'a syn::ExprCast) -> Value<'a> {
        let mut value = self.read(&cast.expr);
        let writes = last_bound(&cast.ty).is_some_and(|name| name.ends_with("Write"));
        if value.access.kind == Kind::Response && writes {
            value.access.kind = Kind::BodyView;
        }
        value
    }

    /// `rows[0].name`: the place that changes when this does.
    pub(crate) fn indexed(&self, expr: &Expr) -> Option<(VarId, String)> {
        match unwrapped(expr) {
            Expr::Index(index) => self.place(&index.expr).or_else(|| self.indexed(&index.expr)),
            Expr::Field(field) => self.indexed(&field.base),
            Expr::Unary(inner) => self.indexed(&inner.expr),
            _ => None,
        }
    }

    /// The place that an expression names: a variable and the fields behind it.
    pub(crate) fn place(&self, expr: &Expr) -> Option<(VarId, String)> {
        match unwrapped(expr) {
            Expr::Path(path) => {
                let ident = path.path.get_ident()?;
                let var = self.env.lookup(&ident.to_string())?;
                Some(self.var(var).stands_for.clone().unwrap_or((var, String::new())))
            }
            Expr::Field(field) => {
                let (var, path) = self.place(&field.base)?;
                let name = member(&field.member);
                let part = self.var(var).value.part(&name).filter(|_| path.is_empty());
                if part.is_some_and(|part| part.reach().is_some()) {
                    return None;
                }
                Some((var, if path.is_empty() { name } else { format!("{path}.{name}") }))
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.place(&unary.expr),
            _ => None,
        }
    }
}

/// The places that an expression mentions, by the bindings in sight; what a `let` in it binds is none of them, nor is what
/// an operation gets whose result is looked at.
pub(crate) fn places_in(lower: &mut Lowerer<'_>, expr: &Expr) -> Vec<PlaceId> {
    struct Collect<'l, 'a> {
        lower: &'l Lowerer<'a>,
        bound: Vec<String>,
        found: Vec<(VarId, String)>,
    }
    impl<'ast> Visit<'ast> for Collect<'_, '_> {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            let own = || super::names::root(expr).is_some_and(|root| self.bound.contains(&root));
            match self.lower.place(expr) {
                Some(place) if !own() => self.found.push(place),
                _ => syn::visit::visit_expr(self, expr),
            }
        }

        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            self.visit_expr(&call.receiver);
            if !self.lower.operates(call) {
                call.args.iter().for_each(|arg| self.visit_expr(arg));
            }
        }

        fn visit_expr_let(&mut self, expr: &'ast syn::ExprLet) {
            self.visit_expr(&expr.expr);
            self.visit_pat(&expr.pat);
        }

        fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
            self.bound.push(pat.ident.to_string());
        }
    }
    let mut collect = Collect { lower, bound: Vec::new(), found: Vec::new() };
    collect.visit_expr(expr);
    let found = collect.found;
    found.into_iter().map(|(var, path)| lower.out.graph.place(var, &path)).collect()
}

/// The outer attributes of an expression.
#[cfg_attr(headers_first_closed, deny(non_exhaustive_omitted_patterns))]
pub(crate) fn attributes(expr: &Expr) -> &[syn::Attribute] {
    macro_rules! attributes {
        ($($kind:ident)*) => {
            match expr {
                $(Expr::$kind(inner) => &inner.attrs,)*
                Expr::Verbatim(_) => &[],
                _ => &[],
            }
        };
    }
    attributes! {
        Array Assign Async Await Binary Block Break Call Cast Closure Const Continue Field ForLoop Group If Index Infer
        Let Lit Loop Macro Match MethodCall Paren Path Range RawAddr Reference Repeat Return Struct Try TryBlock Tuple
        Unary Unsafe While Yield
    }
}

/// `[0]`: which element.
fn literal_index(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => Some(number.base10_digits().to_owned()),
        _ => None,
    }
}

/// Without parentheses and the invisible groups that a macro leaves.
pub(crate) fn unwrapped(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(paren) => unwrapped(&paren.expr),
        Expr::Group(group) => unwrapped(&group.expr),
        other => other,
    }
}

pub(crate) fn member(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// The last name of the trait or type that a reference points to.
pub(crate) fn last_bound(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Reference(reference) => last_bound(&reference.elem),
        syn::Type::Paren(paren) => last_bound(&paren.elem),
        syn::Type::TraitObject(object) => object.bounds.iter().find_map(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => Some(bound.path.segments.last()?.ident.to_string()),
            _ => None,
        }),
        syn::Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}
