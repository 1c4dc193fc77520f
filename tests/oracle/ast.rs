//! The language of the generated handlers: a small part of Rust, with a tree of its own.

use std::rc::Rc;

/// A handler: its parameters are fixed ([`PARAMETERS`]), its body is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    pub is_async: bool,
    /// Whether the responses may have started: an argument of the attribute.
    pub entry_unknown: bool,
    pub body: Vec<Stmt>,
}

/// What every handler gets.
pub const PARAMETERS: &str = "name: &str, title: String, n: usize, flag: bool, rows: &[usize], mut items: Vec<usize>, \
                              maybe: Option<usize>, state: &State, res: &mut ResponseWriter, log: &mut ResponseWriter";

/// Their names, in order.
pub const PARAMETER_NAMES: [&str; 10] =
    ["name", "title", "n", "flag", "rows", "items", "maybe", "state", "res", "log"];

/// The parameters that are responses, by their index.
pub const RESPONSES: [&str; 2] = ["res", "log"];

/// A statement; the number says which one it is, also after others were deleted.
#[derive(Clone, Debug)]
pub struct Stmt {
    pub id: u32,
    pub kind: StmtKind,
}

impl PartialEq for Stmt {
    fn eq(&self, other: &Stmt) -> bool {
        self.kind == other.kind
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    Let {
        pat: Pat,
        init: Option<Expr>,
        diverge: Option<Vec<Stmt>>,
    },
    /// With or without a semicolon.
    Expr(Expr, bool),
    /// A statement behind a run-time check; only in expansions.
    Checked(Box<Stmt>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Pat {
    Wild,
    Bind {
        name: Rc<str>,
        mutable: bool,
    },
    Lit(Box<Expr>),
    /// `Some(..)`, `Ok(..)`, `Err(..)`, `None`.
    Variant(String, Vec<Pat>),
    Tuple(Vec<Pat>),
    Or(Vec<Pat>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    pub pat: Pat,
    pub guard: Option<Expr>,
    pub body: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Unit,
    Int(usize),
    Bool(bool),
    Str(String),
    Var(String),
    /// A format string whose captures are names.
    Format(String),
    Binary(String, Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Ref(bool, Box<Expr>),
    Deref(Box<Expr>),
    Tuple(Vec<Expr>),
    Call(String, Vec<Expr>),
    Method(Box<Expr>, String, Vec<Expr>),
    Field(Box<Expr>, String),
    Index(Box<Expr>, Box<Expr>),
    Try(Box<Expr>),
    Await(Box<Expr>),
    /// `let PAT = EXPR` in a condition.
    Let(Box<Pat>, Box<Expr>),
    If(Box<Expr>, Vec<Stmt>, Option<Box<Expr>>),
    Match(Box<Expr>, Vec<Arm>),
    Loop(Option<String>, Vec<Stmt>),
    While(Option<String>, Box<Expr>, Vec<Stmt>),
    For(Option<String>, Pat, Box<Expr>, Vec<Stmt>),
    Block(Option<String>, Vec<Stmt>),
    Break(Option<String>, Option<Box<Expr>>),
    Continue(Option<String>),
    Return(Option<Box<Expr>>),
    Closure(Vec<String>, Rc<Expr>),
    /// A block of statements.
    Async(Rc<Expr>),
    /// `a = b`, `a += b`.
    Assign(String, Box<Expr>, Box<Expr>),
    Range(Option<Box<Expr>>, Option<Box<Expr>>),
    /// A value behind a run-time check that panics; only in expansions.
    Checked(Box<Expr>),
}

impl Expr {
    pub fn var(name: &str) -> Expr {
        Expr::Var(name.to_owned())
    }

    pub fn str(text: &str) -> Expr {
        Expr::Str(text.to_owned())
    }

    pub fn call(name: &str, args: Vec<Expr>) -> Expr {
        Expr::Call(name.to_owned(), args)
    }

    pub fn method(self, name: &str, args: Vec<Expr>) -> Expr {
        Expr::Method(Box::new(self), name.to_owned(), args)
    }

    pub fn tried(self) -> Expr {
        Expr::Try(Box::new(self))
    }

    pub fn binary(op: &str, left: Expr, right: Expr) -> Expr {
        Expr::Binary(op.to_owned(), Box::new(left), Box::new(right))
    }

    /// Sees the expressions directly below.
    pub fn parts(&self, see: &mut dyn FnMut(&Expr)) {
        use Expr::*;
        match self {
            Binary(_, a, b) | Index(a, b) | Assign(_, a, b) => {
                see(a);
                see(b);
            }
            Not(a)
            | Ref(_, a)
            | Deref(a)
            | Try(a)
            | Await(a)
            | Let(_, a)
            | Field(a, _)
            | Checked(a)
            | While(_, a, _)
            | For(_, _, a, _) => see(a),
            Closure(_, a) | Async(a) => see(a),
            Tuple(all) | Call(_, all) => all.iter().for_each(see),
            Method(a, _, all) => {
                see(a);
                all.iter().for_each(see);
            }
            If(a, _, b) => {
                see(a);
                b.iter().for_each(|b| see(b));
            }
            Match(a, arms) => {
                see(a);
                arms.iter().flat_map(|arm| arm.guard.iter().chain([&arm.body])).for_each(see);
            }
            Break(_, a) | Return(a) => a.iter().for_each(|a| see(a)),
            Range(a, b) => a.iter().chain(b).for_each(|part| see(part)),
            Unit | Int(_) | Bool(_) | Str(_) | Var(_) | Format(_) | Loop(..) | Block(..) | Continue(_) => {}
        }
    }

    /// The statements that belong to the expression itself.
    pub fn statements(&self) -> &[Stmt] {
        use Expr::*;
        match self {
            If(_, block, _) | Loop(_, block) | While(_, _, block) | For(_, _, _, block) | Block(_, block) => {
                block
            }
            _ => &[],
        }
    }

    /// The blocks directly below, to delete statements from.
    pub fn children(&mut self) -> Vec<&mut Expr> {
        use Expr::*;
        match self {
            Binary(_, a, b) | Index(a, b) | Assign(_, a, b) => vec![a, b],
            Not(a) | Ref(_, a) | Deref(a) | Try(a) | Await(a) | Let(_, a) | Field(a, _) | Checked(a) => {
                vec![a]
            }
            Closure(_, a) => vec![Rc::make_mut(a)],
            Tuple(all) | Call(_, all) => all.iter_mut().collect(),
            Method(a, _, all) => std::iter::once(&mut **a).chain(all).collect(),
            If(a, _, b) => std::iter::once(a).chain(b).map(|e| &mut **e).collect(),
            Match(a, arms) => {
                let arms = arms.iter_mut().flat_map(|arm| arm.guard.iter_mut().chain([&mut arm.body]));
                std::iter::once(&mut **a).chain(arms).collect()
            }
            While(_, a, _) | For(_, _, a, _) => vec![a],
            Break(_, a) | Return(a) => a.iter_mut().map(|e| &mut **e).collect(),
            Range(a, b) => a.iter_mut().chain(b).map(|e| &mut **e).collect(),
            Unit | Int(_) | Bool(_) | Str(_) | Var(_) | Format(_) | Loop(..) | Block(..) | Async(_)
            | Continue(_) => {
                vec![]
            }
        }
    }

    /// The block that belongs to the expression itself.
    pub fn block(&mut self) -> Option<&mut Vec<Stmt>> {
        use Expr::*;
        match self {
            If(_, block, _) | Loop(_, block) | While(_, _, block) | For(_, _, _, block) | Block(_, block) => {
                Some(block)
            }
            Async(inner) => Rc::make_mut(inner).block(),
            _ => None,
        }
    }
}
