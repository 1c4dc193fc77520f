//! What the lowering knows about the value of an expression.

use std::rc::Rc;

use syn::{Expr, ExprAsync, ExprClosure};

use crate::annotations::{Denotes, Responses};
use crate::graph::{ConstId, FactId, ResponseId, VarId};
use crate::vocabulary::StateShape;

/// How a value reaches tracked responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Not at all.
    #[default]
    Nothing,
    /// It is the response, perhaps in a `Result`, a future, a guard or a box.
    Response,
    HeadView,
    BodyView,
    /// It is one of several responses, or a part of what holds one.
    Alias,
    /// It holds the response: a struct, a tuple, an option.
    Holder,
    /// It was got from a response; only head operations on it mean something.
    Part,
    /// A place that the response is a field of.
    Prefix,
}

/// Which responses a value reaches, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Access {
    pub(crate) kind: Kind,
    pub(crate) of: Responses,
    /// Behind a `&` through which nothing can be changed.
    pub(crate) readonly: bool,
    /// For a view of the body: how many writers it is built of, each around the next, the last around the response; 0 if
    /// that is not known.
    pub(crate) layers: u8,
}

impl Access {
    pub(crate) fn new(kind: Kind, of: Responses) -> Self {
        Access { kind, of, ..Access::default() }
    }

    pub(crate) fn is_some(&self) -> bool {
        self.kind != Kind::Nothing
    }

    /// The same responses in another way.
    pub(crate) fn to(&self, kind: Kind) -> Self {
        if self.is_some() { Access { kind, ..self.clone() } } else { Access::default() }
    }

    /// A view of the body around this one.
    pub(crate) fn wrapped(&self) -> Self {
        let layers = match self.kind {
            Kind::Response => 1,
            Kind::BodyView if self.layers > 0 => self.layers.saturating_add(1),
            _ => 0,
        };
        Access { layers, readonly: false, ..self.to(Kind::BodyView) }
    }

    /// What a view of the body is built around.
    pub(crate) fn unwrapped(&self) -> Self {
        match self.layers {
            0 => self.clone(),
            1 => self.to(Kind::Response),
            layers => Access { layers: layers - 1, ..self.clone() },
        }
    }

    /// A value that holds this one.
    pub(crate) fn held(&self) -> Self {
        if self.kind == Kind::Part { self.clone() } else { self.to(Kind::Holder) }
    }

    /// What holds this and something else.
    fn beside(self, other: &Access) -> Self {
        let other = other.held();
        match (self.kind, other.kind) {
            (Kind::Nothing, _) | (_, Kind::Nothing) | (Kind::Part, Kind::Part) => self.either(other),
            (Kind::Part, _) => other,
            (_, Kind::Part) => self,
            _ => self.either(other),
        }
    }

    /// What is in an option, a result or a collection of this kind.
    pub(crate) fn inside(&self) -> Self {
        if self.kind == Kind::Holder { self.to(Kind::Alias) } else { self.clone() }
    }

    /// Either of two values: the weaker way, all responses.
    pub(crate) fn either(self, other: Access) -> Self {
        if !self.is_some() || self == other {
            return other;
        }
        if !other.is_some() {
            return self;
        }
        let kind = if self.kind == other.kind { self.kind } else { Kind::Alias };
        let mut of = self.of;
        of.extend(other.of);
        of.sort_unstable();
        of.dedup();
        let layers = if self.layers == other.layers { self.layers } else { 0 };
        Access { kind, of, readonly: self.readonly && other.readonly, layers }
    }

    pub(crate) fn denotes(&self) -> Option<Denotes> {
        let of = self.of.clone();
        match self.kind {
            Kind::Nothing => None,
            Kind::Response => Some(Denotes::Response(of)),
            Kind::HeadView => Some(Denotes::HeadView(of)),
            Kind::BodyView => Some(Denotes::BodyView(of)),
            Kind::Alias | Kind::Holder | Kind::Part | Kind::Prefix => Some(Denotes::Alias(of)),
        }
    }
}

/// Code that is a value: a closure or an async block, with the variables that its names meant where it was made.
#[derive(Clone)]
pub(crate) struct Code<'a> {
    /// The closure or block itself.
    pub(crate) expr: &'a Expr,
    pub(crate) body: Body<'a>,
    pub(crate) names: Rc<Vec<(String, VarId)>>,
    /// What an `async` closure was called with.
    pub(crate) args: Vec<Value<'a>>,
}

#[derive(Clone, Copy)]
pub(crate) enum Body<'a> {
    Closure(&'a ExprClosure),
    Async(&'a ExprAsync),
    /// A called `async ||`: its body runs when it is awaited.
    Started(&'a ExprClosure),
}

/// More code than this is not remembered of one value.
const MAX_CARRIED: usize = 8;

/// The value of an expression.
#[derive(Clone, Default)]
pub(crate) struct Value<'a> {
    pub(crate) access: Access,
    /// What is known about the value itself: a flag, or the outcome of an operation.
    pub(crate) fact: Option<FactId>,
    pub(crate) constant: Option<ConstId>,
    /// What is known about the value inside an `Ok` or `Some`.
    pub(crate) inner: Option<FactId>,
    /// The value tells whether the head of a response has gone.
    pub(crate) told: Option<(ResponseId, StateShape)>,
    pub(crate) code: Option<Code<'a>>,
    /// The elements of a tuple or array, the fields of a struct literal.
    pub(crate) parts: Vec<Value<'a>>,
    /// The names of those fields.
    pub(crate) labels: Vec<String>,
    /// A name or field path: the variable and the fields behind it.
    pub(crate) place: Option<(VarId, String)>,
    /// Code that was handed to what made the value: a stream of it may run that code.
    pub(crate) carried: Vec<Code<'a>>,
    /// A view of the head whose `Err` the user handles.
    pub(crate) checked: bool,
    /// Code that runs when the value is dropped, with what it gets.
    pub(crate) at_drop: Option<Box<(Code<'a>, Value<'a>)>>,
}

impl<'a> Value<'a> {
    pub(crate) fn of(access: Access) -> Self {
        Value { access, ..Value::default() }
    }

    pub(crate) fn constant(constant: ConstId) -> Self {
        Value { constant: Some(constant), ..Value::default() }
    }

    /// The code of some values, and what they carry.
    pub(crate) fn all_code(values: &[Value<'a>]) -> Vec<Code<'a>> {
        let mut all: Vec<Code<'a>> = Vec::new();
        for value in values {
            for code in value.code.iter().chain(&value.carried) {
                let known = all.iter().any(|other| std::ptr::eq(other.expr, code.expr));
                if !known && all.len() < MAX_CARRIED {
                    all.push(code.clone());
                }
            }
        }
        all
    }

    /// A value that is made of others.
    pub(crate) fn made_of(parts: Vec<Value<'a>>, labels: Vec<String>) -> Self {
        let access = parts.iter().fold(Access::default(), |all, part| all.beside(&part.reach()));
        Value { parts, labels, ..Value::of(access) }
    }

    /// The element or field of this name.
    pub(crate) fn part(&self, name: &str) -> Option<&Value<'a>> {
        let at = match self.labels.is_empty() {
            true => name.parse().ok()?,
            false => self.labels.iter().position(|label| label == name)?,
        };
        self.parts.get(at)
    }

    /// All responses that the value or its elements reach.
    pub(crate) fn reach(&self) -> Access {
        self.parts.iter().fold(self.access.clone(), |all, part| all.beside(&part.reach()))
    }

    /// Either of two values: what they reach, element by element where they have the same ones.
    pub(crate) fn either(self, other: Value<'a>) -> Value<'a> {
        if !self.is_made() || !other.is_made() {
            return if self.is_made() { self.shape() } else { other.shape() };
        }
        let access = self.reach().either(other.reach());
        if self.parts.len() != other.parts.len() || self.labels != other.labels {
            return Value::of(access);
        }
        let parts = self.parts.into_iter().zip(other.parts).map(|(one, other)| one.either(other)).collect();
        Value { parts, labels: self.labels, ..Value::of(access) }
    }

    fn is_made(&self) -> bool {
        self.access.is_some() || !self.parts.is_empty()
    }

    /// What the value and its elements reach, and nothing else that is known of it.
    fn shape(self) -> Value<'a> {
        let parts = self.parts.into_iter().map(Value::shape).collect();
        Value { parts, labels: self.labels, ..Value::of(self.access) }
    }
}
