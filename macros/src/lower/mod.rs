//! From the syntax of one function to the graph, in Rust's own order of evaluation.
//!
//! [`Lowerer::expr`] lowers an expression and returns what is known about its value ([`value::Value`]): whether it is a
//! response, a view, an alias, a flag, a closure. [`Lowerer::branch`] lowers a condition straight into its two targets, so
//! that `&&`, `||`, `!` and `let` need no value. Every construct has one home:
//!
//! | file | constructs |
//! |---|---|
//! | `expr.rs` | the dispatcher over `syn::Expr`, operators, places, literals |
//! | `stmt.rs` | blocks, statements, `let`, `let else` |
//! | `assign.rs`, `taken.rs` | assignments; `mem::replace` and its like |
//! | `control.rs`, `arm.rs` | `if`, `match`, `return`, `?`, `try`; the way into an arm |
//! | `loops.rs` | loops, labels, `break`, `continue` |
//! | `cond.rs`, `compare.rs`, `says.rs` | conditions, and what they say on their edges |
//! | `pattern.rs` | bindings, and what a match says |
//! | `constant.rs` | constants, and values that no use changes |
//! | `call.rs`, `views.rs` | method calls and what a vocabulary says of them; those on views |
//! | `function.rs` | calls of functions: constructors, `drop`, methods by another spelling |
//! | `reach.rs` | unknown calls, `calls(..)`, `#[effect(..)]` |
//! | `operate.rs`, `trailers.rs` | an operation on a response becomes ops and a site; declared trailers |
//! | `closure.rs`, `runs.rs`, `later.rs` | closures and blocks by how they run |
//! | `mac.rs` | macros |
//! | `env.rs`, `names.rs` | variables, captured and lent names |
//! | `scope.rs` | the end of a scope |
//! | `facts.rs`, `configured.rs` | what is known about values; `#[cfg]` |
//! | `tested.rs`, `checked.rs` | results that somebody looks at; those that the user checks for lateness |
//! | `attrs.rs`, `written.rs` | attributes inside the body; expressions as messages name them |
//!
//! Wildcard arms over syn's enums are conservative: what is not known is opaque for every response that it mentions.
#![doc = include_str!("edges.md")]

mod arm;
mod assign;
mod attrs;
mod call;
mod checked;
mod closure;
mod compare;
mod cond;
mod configured;
mod constant;
mod control;
mod env;
mod expr;
mod facts;
mod function;
mod later;
mod loops;
mod mac;
mod names;
mod operate;
mod pattern;
mod reach;
mod runs;
mod says;
mod scope;
mod stmt;
mod taken;
mod tested;
mod trailers;
mod value;
mod views;
mod written;

use std::collections::HashMap;

use proc_macro2::Span;
use syn::{Block, Expr, Signature};

use crate::annotations::{Annotations, Via};
use crate::args::Args;
use crate::graph::{
    BlockId, ConstId, Constant, Context, ContextId, ContextKind, Edge, Graph, MarkId, Op, Refine, ResponseId,
    SiteId, Terminator, TestId, VarId,
};
use crate::handler::{Never, Tracked};
use crate::known::macros::Macros;

pub(crate) use attrs::{is_ours, misplaced};
use env::Env;
pub(crate) use expr::attributes as expression_attributes;
use names::Names;
pub(crate) use stmt::attributes as statement_attributes;
pub(crate) use written::written;

/// One function (or closure that is a handler of its own) to lower.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) signature: Option<&'a Signature>,
    pub(crate) body: Root<'a>,
    pub(crate) tracked: &'a [Tracked],
    pub(crate) macros: &'a Macros,
    pub(crate) args: &'a Args,
    /// What never returns among the functions of the same item.
    pub(crate) never: &'a Never,
}

/// What is lowered.
#[derive(Clone, Copy)]
pub(crate) enum Root<'a> {
    Function(&'a Block),
    Closure(&'a syn::ExprClosure),
}

/// The graph with what later stages need to find their way back to the syntax.
pub(crate) struct Lowered<'a> {
    pub(crate) graph: Graph,
    pub(crate) annotations: Annotations,
    pub(crate) statements: Vec<Statement<'a>>,
    /// For each block of the source, by address, the boundaries of its statements and its end; several times where a
    /// closure runs in several places.
    pub(crate) marks: HashMap<usize, Vec<Vec<MarkId>>>,
    pub(crate) origins: Vec<Origin<'a>>,
    /// Closures that are handlers of their own, with what they track.
    pub(crate) handlers: Vec<(&'a syn::ExprClosure, Vec<Tracked>)>,
    /// Names of the unknown functions that get a response, for the ready line `calls(..)`.
    pub(crate) helpers: Vec<String>,
    /// For each response: the way a `state` method is called on it in this function, if one is.
    pub(crate) state_calls: HashMap<ResponseId, &'a Expr>,
    /// The attributes of ours that were understood, by address.
    pub(crate) attributes: Vec<usize>,
    /// Misuse of attributes inside the body.
    pub(crate) errors: Vec<syn::Error>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StatementId(pub(crate) u32);

/// One statement, with the block and the statement around it.
#[derive(Clone)]
pub(crate) struct Statement<'a> {
    pub(crate) block: &'a Block,
    pub(crate) index: usize,
    pub(crate) parent: Option<StatementId>,
    /// The closure, async block, `try` block or deferred body that lies between this block and the statement around it.
    pub(crate) barrier: Option<&'a Expr>,
    /// In code that outlives the statement around it.
    pub(crate) outlives: bool,
    /// `#[hoist]`, `#[late(..)]` on the statement.
    pub(crate) hoist: bool,
    pub(crate) late: Option<LateAttr>,
}

/// The policy of `#[late(..)]` on one statement.
#[derive(Clone)]
pub(crate) struct LateAttr {
    pub(crate) policy: crate::args::LatePolicy,
}

/// Where a site comes from.
pub(crate) struct Origin<'a> {
    pub(crate) statement: Option<StatementId>,
    pub(crate) responses: Vec<ResponseId>,
    /// The expression that performs the operation.
    pub(crate) expr: Option<&'a Expr>,
    /// The address of that expression, or of the macro that stands as a statement.
    pub(crate) node: Option<usize>,
    pub(crate) via: Via,
    /// Whether it stands in code that outlives its statement (a closure handed away).
    pub(crate) outlives: bool,
    /// The initializer of the `let` that made the view of the head that it goes through.
    pub(crate) view: Option<&'a Expr>,
}

pub(crate) struct Lowerer<'a> {
    input: Input<'a>,
    out: Lowered<'a>,
    at: BlockId,
    env: Env<'a>,
    names: Names,
    context: ContextId,
    statement: Option<StatementId>,
    barrier: Option<&'a Expr>,
    outlives: bool,
    loops: Vec<loops::Target>,
    exits: Vec<control::Exit>,
    responses: Vec<Response>,
    /// Calls whose result somebody tests, by address.
    tested: std::collections::HashSet<usize>,
    /// Calls whose own late `Err` the user handles, by address.
    self_checked: std::collections::HashSet<usize>,
    /// `#[effect(..)]` and the call that it means.
    effect_on: Option<(usize, crate::effect::Effect)>,
    /// `#[effect(..)]` in front of a block: what the unknown calls in it do.
    effect_inside: Option<crate::effect::Effect>,
    /// How many operands and other things around may not run.
    perhaps: u32,
    /// The code that is lowered runs later, through a shared handle.
    runs_shared: bool,
    /// What the call that is lowered gets besides its closures.
    beside: value::Access,
    /// The responses whose hook is lowered: it works on their heads in time.
    hooked: Vec<ResponseId>,
    seen_attributes: std::collections::HashSet<usize>,
    claims: Vec<attrs::Claim<'a>>,
    parameters: Vec<String>,
    changes: Vec<env::Changes>,
    guards: Vec<scope::Guard<'a>>,
    tests: u32,
    /// The initializer of the `let` that is bound, and those that made a view of a head.
    initializer: Option<&'a Expr>,
    views: HashMap<VarId, &'a Expr>,
    /// Those of them that are views of the cookies.
    cookie_views: std::collections::HashSet<VarId>,
    /// Views that the user took out of an `Ok`, and so are there only in time.
    checked_views: std::collections::HashSet<VarId>,
    /// What the variables that a `let` declared were built from.
    built: HashMap<VarId, &'a Expr>,
    /// All closures and async blocks, and how many of their bodies were lowered.
    made: Vec<value::Code<'a>>,
    runs: usize,
    /// Of how many different ones.
    distinct: std::collections::HashSet<usize>,
    /// The closures and blocks whose bodies are being lowered.
    running: Vec<usize>,
    /// Calls in a chain of lazy adaptors that is consumed in the same expression, by address.
    consumed: std::collections::HashSet<usize>,
    /// Facts about what is inside the values that other facts are about.
    inner: HashMap<crate::graph::FactId, crate::graph::FactId>,
    good: ConstId,
    bad: ConstId,
    yes: ConstId,
    no: ConstId,
}

/// What the lowering knows of one tracked response.
pub(crate) struct Response {
    pub(crate) tracked: Tracked,
    /// A shared handle: even `&res` can do anything.
    pub(crate) handle: bool,
    /// By its type, or because it is cloned: a block that it moves into may not be the only one to have it.
    pub(crate) shared: bool,
    /// The variable it was declared as.
    pub(crate) var: Option<VarId>,
}

/// Lowers one function.
pub(crate) fn lower(input: Input<'_>) -> Lowered<'_> {
    let mut lowerer = Lowerer::new(input);
    lowerer.run();
    lowerer.out
}

impl<'a> Lowerer<'a> {
    fn new(input: Input<'a>) -> Self {
        let mut graph = Graph::default();
        let at = graph.block();
        let span = Span::call_site();
        let context = graph.context(Context { parent: None, kind: ContextKind::Function, span });
        let mut constant = |value| graph.constants.intern(value);
        let (yes, no) = (constant(Constant::Bool(true)), constant(Constant::Bool(false)));
        let (good, bad) = (constant(Constant::Good(true)), constant(Constant::Good(false)));
        let out = Lowered {
            graph,
            annotations: Annotations::default(),
            statements: Vec::new(),
            marks: HashMap::new(),
            origins: Vec::new(),
            handlers: Vec::new(),
            helpers: Vec::new(),
            state_calls: HashMap::new(),
            attributes: Vec::new(),
            errors: Vec::new(),
        };
        let names = Names::of(input);
        let responses = input.tracked.iter().map(|tracked| Response::new(tracked, &names)).collect();
        Lowerer {
            input,
            out,
            at,
            env: Env::default(),
            names,
            context,
            statement: None,
            barrier: None,
            outlives: false,
            loops: Vec::new(),
            exits: Vec::new(),
            responses,
            tested: Default::default(),
            self_checked: Default::default(),
            effect_on: None,
            effect_inside: None,
            perhaps: 0,
            runs_shared: false,
            beside: value::Access::default(),
            hooked: Vec::new(),
            seen_attributes: Default::default(),
            claims: Vec::new(),
            parameters: Vec::new(),
            changes: Vec::new(),
            guards: Vec::new(),
            tests: 0,
            initializer: None,
            views: HashMap::new(),
            cookie_views: Default::default(),
            checked_views: Default::default(),
            built: HashMap::new(),
            made: Vec::new(),
            runs: 0,
            distinct: Default::default(),
            running: Vec::new(),
            consumed: Default::default(),
            inner: HashMap::new(),
            good,
            bad,
            yes,
            no,
        }
    }

    fn run(&mut self) {
        self.declare_parameters();
        if self.input.args.entry_unknown {
            self.entry_unknown();
        }
        match self.input.body {
            Root::Function(block) => self.function_body(block),
            Root::Closure(closure) => self.closure_body(closure),
        }
        self.uncalled();
        self.forget_insides();
        self.settle_checked();
        self.idle_attributes();
    }

    /// Appends an op where the lowering stands.
    fn emit(&mut self, op: Op) {
        self.out.graph.blocks[self.at.index()].ops.push(op);
    }

    fn block(&mut self) -> BlockId {
        self.out.graph.block()
    }

    /// Ends the current block; what follows is unreachable until [`Lowerer::start`].
    fn end(&mut self, terminator: Terminator) {
        self.out.graph.blocks[self.at.index()].terminator = terminator;
        self.at = self.block();
    }

    fn goto(&mut self, to: BlockId) {
        self.end(Terminator::Goto(to));
    }

    /// Ends the current block with one edge for each target.
    fn switch(&mut self, edges: Vec<Edge>) {
        self.end(Terminator::Branch(edges));
    }

    /// Either of two blocks, nothing known.
    fn fork(&mut self, one: BlockId, other: BlockId) {
        self.switch(vec![edge(one, Vec::new()), edge(other, Vec::new())]);
    }

    fn start(&mut self, block: BlockId) {
        self.at = block;
    }

    fn test(&mut self) -> TestId {
        let test = TestId(self.tests);
        self.tests += 1;
        test
    }

    /// Lowers something inside a context.
    fn within<T>(&mut self, kind: ContextKind, span: Span, lower: impl FnOnce(&mut Self) -> T) -> T {
        let parent = self.context;
        self.context = self.out.graph.context(Context { parent: Some(parent), kind, span });
        let value = lower(self);
        self.context = parent;
        value
    }

    fn site(&mut self, site: crate::graph::Site, origin: Origin<'a>) -> SiteId {
        self.out.origins.push(origin);
        self.out.graph.site(site)
    }
}

fn edge(to: BlockId, when: Vec<Refine>) -> Edge {
    Edge { to, when }
}

/// The address of a node, its identity within the one borrowed function.
pub(crate) fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}
