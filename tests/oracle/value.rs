//! Values, and the places that hold them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::ast::Expr;
use super::script::Script;

pub type Place = Rc<RefCell<Value>>;

#[derive(Clone, Debug)]
pub enum Value {
    Unit,
    /// What the handler got, before anybody has looked at it.
    Parameter,
    Int(usize),
    /// A number of the world at which nobody has looked yet.
    Later(Rc<Later>),
    Bool(bool),
    Str(Rc<str>),
    Tuple(Vec<Value>),
    List(Vec<Value>),
    /// `Some`, `None`, `Ok`, `Err`.
    Variant(&'static str, Option<Box<Value>>),
    /// A reference to a place.
    Ref(Place),
    Range(usize, usize),
    /// An iterator, by what is left.
    Iter(Rc<RefCell<Vec<Value>>>),
    /// Interior mutability: `Cell`, `Counter`, `State`.
    Cell(Rc<Cell<usize>>),
    Response(usize),
    /// A view of the head.
    Head(usize),
    /// A view of the body; `true` once it is finished.
    Body(usize, Rc<Cell<bool>>, bool),
    Closure(Rc<Closure>),
    /// The head that a hook gets, by what it inserts.
    Hook(Rc<RefCell<Vec<(String, String)>>>),
    /// An error with where it came from.
    Error(Rc<str>),
}

/// A number that a search decides when it matters.
#[derive(Debug)]
pub struct Later {
    script: Rc<Script>,
    below: usize,
    pub known: Cell<Option<usize>>,
}

impl Later {
    fn look(&self) -> usize {
        let number = self.known.get().unwrap_or_else(|| self.script.choose(self.below));
        self.known.set(Some(number));
        number
    }
}

#[derive(Debug)]
pub struct Closure {
    /// The statement that it stands in.
    pub statement: u32,
    pub params: Vec<String>,
    pub body: Rc<Expr>,
    pub scope: Vec<(Rc<str>, Place)>,
}

pub fn place(value: Value) -> Place {
    Rc::new(RefCell::new(value))
}

impl Value {
    pub fn some(value: Value) -> Value {
        Value::Variant("Some", Some(Box::new(value)))
    }

    pub fn none() -> Value {
        Value::Variant("None", None)
    }

    pub fn ok(value: Value) -> Value {
        Value::Variant("Ok", Some(Box::new(value)))
    }

    pub fn err(what: &str) -> Value {
        Value::Variant("Err", Some(Box::new(Value::Error(what.into()))))
    }

    pub fn later(script: Rc<Script>, below: usize) -> Value {
        Value::Later(Rc::new(Later { script, below, known: Cell::new(None) }))
    }

    pub fn text(text: &str) -> Value {
        Value::Str(text.into())
    }

    /// Follows references.
    pub fn seen(&self) -> Value {
        match self {
            Value::Ref(place) => place.borrow().seen(),
            other => other.clone(),
        }
    }

    pub fn int(&self) -> Result<usize, Flow> {
        match self.seen() {
            Value::Int(number) => Ok(number),
            Value::Later(later) => Ok(later.look()),
            other => stuck(format!("no number: {other:?}")),
        }
    }

    pub fn bool(&self) -> Result<bool, Flow> {
        match self.seen() {
            Value::Bool(value) => Ok(value),
            other => stuck(format!("no bool: {other:?}")),
        }
    }

    /// As `Display` shows it.
    pub fn show(&self) -> Result<String, Flow> {
        Ok(match self.seen() {
            Value::Int(number) => number.to_string(),
            // What is written and sent does not matter in a search, and each such number has one digit.
            Value::Later(later) => later.known.get().unwrap_or(0).to_string(),
            Value::Bool(value) => value.to_string(),
            Value::Str(text) | Value::Error(text) => text.to_string(),
            Value::List(all) => {
                let all: Result<Vec<String>, Flow> = all.iter().map(Value::show).collect();
                all?.join(",")
            }
            Value::Variant(name, Some(inner)) => format!("{name}({})", inner.show()?),
            Value::Variant(name, None) => name.to_owned(),
            Value::Unit => "()".to_owned(),
            Value::Cell(cell) => cell.get().to_string(),
            other => return stuck(format!("not shown: {other:?}")),
        })
    }

    pub fn same(&self, other: &Value) -> Result<bool, Flow> {
        Ok(match (self.seen(), other.seen()) {
            (a @ (Value::Int(_) | Value::Later(_)), b @ (Value::Int(_) | Value::Later(_))) => {
                a.int()? == b.int()?
            }
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Str(a), Value::Str(b)) => a == b,
            (a, b) => return stuck(format!("not compared: {a:?} {b:?}")),
        })
    }
}

/// How an expression ends that gives no value.
#[derive(Debug)]
pub enum Flow {
    Break(Option<String>, Value),
    Continue(Option<String>),
    Return(Value),
    Panic,
    /// The execution is too long.
    Fuel,
    /// A search was here before, with the same values.
    Known,
    /// The handler does not make sense: it would not compile.
    Stuck(String),
}

pub type Eval = Result<Value, Flow>;

pub fn stuck<T>(why: impl Into<String>) -> Result<T, Flow> {
    Err(Flow::Stuck(why.into()))
}
