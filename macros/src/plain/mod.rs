//! Bodies that are plainly on time, seen without a graph.
//!
//! Most handlers set the head and then write, in code that one walk can follow. For those the graph, its states and the
//! rules behind it have nothing to tell, and they would cost more than parsing did. The walk knows much less than the
//! analysis: it follows one response that is a `&mut` parameter and is mentioned only as the receiver of methods of its
//! vocabulary or as the target of `write!`. Whatever else it meets (a view, a hook, a trailer, an alias, a helper that gets
//! the response, a closure or a macro that mentions it, an attribute, an item), it leaves to the analysis.
//!
//! **Lattice**: unreachable < open < streaming < finished, the latest state that a path may be in. **Transfer**: a method
//! by its effect; if the latest state is later than what it needs, the body is not plain. **Join**: the later one.
//! **Termination**: a loop is walked until the state at its head no longer grows, at most four times, and not deeper than
//! [`MAX_LOOPS`].
//!
//! It may only say yes where the analysis finds nothing. The tables of the unit tests, the oracle and the fuzz targets ask
//! both, and fail where they differ.

mod strangers;

use proc_macro2::TokenTree;
use syn::visit::Visit;
use syn::{Block, Expr, ExprMethodCall, FnArg, Pat, Stmt};

use crate::args::Args;
use crate::effect::Effect;
use crate::handler::{By, Function, Tracked};
use crate::lower::expression_attributes;
use crate::vocabulary::{Gives, Meaning};

/// Loops around each other that mention the response: the walk takes up to four times as long for each.
const MAX_LOOPS: usize = 3;

/// Whether the body is on time on every path, as far as one walk can tell.
pub(crate) fn on_time(function: &Function<'_>, tracked: &[Tracked], args: &Args) -> bool {
    let response = match tracked {
        [] => None,
        [one] if is_plain(one) => Some(one),
        _ => return false,
    };
    let bare = function.signature.inputs.iter().all(|input| match input {
        FnArg::Receiver(receiver) => receiver.attrs.is_empty(),
        FnArg::Typed(typed) => typed.attrs.is_empty(),
    });
    let mut walk = Walk { response, state: Some(State::Open), loops: Vec::new() };
    bare && args.calls.is_empty() && !args.entry_unknown && walk.block(function.block).is_some()
}

fn is_plain(tracked: &Tracked) -> bool {
    tracked.by == By::RefMut
        && !tracked.shared
        && tracked.late_phase.is_none()
        && tracked.place.fields.is_empty()
        && tracked.place.root != "self"
        && !tracked.table.vocabulary().has_heads_apart()
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Open,
    Streaming,
    Finished,
}

/// `None` where no path arrives.
type Latest = Option<State>;

/// What the value of an expression has of the response.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Has {
    Nothing,
    /// Something that was got from it.
    Part,
    /// The response itself, from a method that gives it back.
    Response,
}

struct Walk<'a> {
    response: Option<&'a Tracked>,
    state: Latest,
    loops: Vec<Loop>,
}

/// The states at `continue` and at `break`.
#[derive(Default)]
struct Loop {
    again: Latest,
    after: Latest,
}

/// Each part says what its value has of the response, and `None` where the walk does not follow.
impl Walk<'_> {
    fn block(&mut self, block: &Block) -> Option<Has> {
        let mut value = Has::Nothing;
        for stmt in &block.stmts {
            value = self.statement(stmt)?;
        }
        Some(value)
    }

    fn statement(&mut self, stmt: &Stmt) -> Option<Has> {
        match stmt {
            Stmt::Local(local) if local.attrs.is_empty() => self.local(local).map(|()| Has::Nothing),
            Stmt::Expr(expr, semi) => {
                self.value(expr).map(|has| if semi.is_some() { Has::Nothing } else { has })
            }
            Stmt::Macro(mac) if mac.attrs.is_empty() => self.mac(&mac.mac),
            _ => None,
        }
    }

    fn local(&mut self, local: &syn::Local) -> Option<()> {
        self.pattern(&local.pat)?;
        let Some(init) = &local.init else { return Some(()) };
        match local.pat {
            Pat::Wild(_) => drop(self.value(&init.expr)?),
            _ => self.unrelated(&init.expr)?,
        }
        if let Some((_, diverges)) = &init.diverge {
            let matched = self.state;
            self.value(diverges)?;
            self.state = matched;
        }
        Some(())
    }

    /// An expression whose value has nothing of the response.
    fn unrelated(&mut self, expr: &Expr) -> Option<()> {
        (self.value(expr)? == Has::Nothing).then_some(())
    }

    fn all_unrelated<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Option<Has> {
        for expr in exprs {
            self.unrelated(expr)?;
        }
        Some(Has::Nothing)
    }

    fn value(&mut self, expr: &Expr) -> Option<Has> {
        if !expression_attributes(expr).is_empty() {
            return None;
        }
        match expr {
            Expr::Lit(_) | Expr::Infer(_) => Some(Has::Nothing),
            Expr::Path(path) => (!self.is_response(path)).then_some(Has::Nothing),
            Expr::MethodCall(call) => self.method(call),
            Expr::Await(inner) => self.value(&inner.base),
            Expr::Try(inner) => self.value(&inner.expr),
            Expr::Paren(inner) => self.value(&inner.expr),
            Expr::Group(inner) => self.value(&inner.expr),
            Expr::Reference(inner) => self.value(&inner.expr),
            Expr::Unary(inner) => self.value(&inner.expr),
            Expr::Cast(inner) => self.value(&inner.expr),
            Expr::Field(inner) => self.value(&inner.base),
            Expr::Index(index) => {
                let has = self.value(&index.expr)?;
                self.unrelated(&index.index)?;
                Some(has)
            }
            Expr::Binary(binary) => self.binary(binary),
            Expr::Assign(assign) => {
                match *assign.left {
                    Expr::Infer(_) => drop(self.value(&assign.right)?),
                    _ => self.unrelated(&assign.right)?,
                }
                self.all_unrelated([&*assign.left])
            }
            Expr::Call(call) => self.call(call),
            Expr::Macro(mac) => self.mac(&mac.mac),
            Expr::Array(array) => self.all_unrelated(&array.elems),
            Expr::Tuple(tuple) => self.all_unrelated(&tuple.elems),
            Expr::Repeat(repeat) => self.all_unrelated([&*repeat.expr, &*repeat.len]),
            Expr::Range(range) => self.all_unrelated(range.start.iter().chain(&range.end).map(|end| &**end)),
            Expr::Struct(literal) if literal.fields.iter().all(|field| field.attrs.is_empty()) => self
                .all_unrelated(literal.fields.iter().map(|field| &field.expr).chain(literal.rest.as_deref())),
            Expr::Closure(closure) => {
                let typed = closure.inputs.iter().any(|input| matches!(input, Pat::Type(_)));
                (!typed).then(|| self.stranger(|names| names.visit_expr_closure(closure)))?
            }
            Expr::Async(block) => self.stranger(|names| names.visit_block(&block.block)),
            _ => self.control(expr),
        }
    }

    fn control(&mut self, expr: &Expr) -> Option<Has> {
        match expr {
            Expr::Block(block) if block.label.is_none() => self.block(&block.block),
            Expr::Unsafe(block) => self.block(&block.block),
            Expr::Let(cond) => {
                self.pattern(&cond.pat)?;
                self.all_unrelated([&*cond.expr])
            }
            Expr::If(branch) => self.branch(branch),
            Expr::Match(choice) => self.choice(choice),
            Expr::Loop(repeated) => self.repeated(None, &repeated.body),
            Expr::While(repeated) => self.repeated(Some(Head::While(&repeated.cond)), &repeated.body),
            Expr::ForLoop(repeated) => {
                self.pattern(&repeated.pat)?;
                self.unrelated(&repeated.expr)?;
                self.repeated(Some(Head::For), &repeated.body)
            }
            Expr::Return(leaves) => {
                leaves.expr.iter().try_for_each(|value| self.value(value).map(drop))?;
                self.state = None;
                Some(Has::Nothing)
            }
            Expr::Break(leaves) => {
                leaves.expr.iter().try_for_each(|value| self.unrelated(value))?;
                self.leave(leaves.label.is_some(), |around| &mut around.after)
            }
            Expr::Continue(leaves) => self.leave(leaves.label.is_some(), |around| &mut around.again),
            _ => None,
        }
    }

    fn binary(&mut self, binary: &syn::ExprBinary) -> Option<Has> {
        self.value(&binary.left)?;
        let evaluated = self.state;
        self.value(&binary.right)?;
        if matches!(binary.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) {
            self.state = self.state.max(evaluated);
        }
        Some(Has::Nothing)
    }

    fn call(&mut self, call: &syn::ExprCall) -> Option<Has> {
        if let (Expr::Path(path), [value]) = (&*call.func, &*call.args.iter().collect::<Vec<_>>()) {
            if ["Ok", "Err", "Some"].iter().any(|wrapper| path.path.is_ident(wrapper)) {
                return self.value(value);
            }
        }
        self.unrelated(&call.func)?;
        self.all_unrelated(&call.args)
    }

    fn method(&mut self, call: &ExprMethodCall) -> Option<Has> {
        let receiver = self.receiver(&call.receiver)?;
        self.all_unrelated(&call.args)?;
        let Some(response) = self.response.filter(|_| receiver != Has::Nothing) else {
            return Some(Has::Nothing);
        };
        let (name, args): (_, Vec<&Expr>) = (call.method.to_string(), call.args.iter().collect());
        let meaning = response.table.lookup(&name, &args, &response.type_name);
        if receiver == Has::Part {
            return meaning.is_none().then_some(Has::Part);
        }
        // `write()` without arguments is the method of a lock.
        let meaning = meaning.filter(|_| name != "write" || !args.is_empty())?;
        self.operate(&meaning)?;
        match meaning.gives {
            Gives::Response => Some(Has::Response),
            Gives::Nothing => Some(Has::Part),
            Gives::HeadView | Gives::BodyView | Gives::Halves => None,
        }
    }

    fn receiver(&mut self, expr: &Expr) -> Option<Has> {
        match expr {
            Expr::Path(path) if self.is_response(path) && path.attrs.is_empty() => Some(Has::Response),
            _ => self.value(expr),
        }
    }

    fn is_response(&self, path: &syn::ExprPath) -> bool {
        self.response.is_some_and(|response| path.path.is_ident(response.place.root.as_str()))
    }

    fn operate(&mut self, meaning: &Meaning) -> Option<()> {
        if meaning.leaves_unknown || meaning.deferred || meaning.buffers || meaning.renews {
            return None;
        }
        match meaning.effect {
            Effect::Read => Some(()),
            Effect::Head => self.step(State::Open, State::Open),
            Effect::Commit => self.step(State::Open, State::Streaming),
            Effect::Send => self.step(State::Open, State::Finished),
            Effect::Write => self.step(State::Streaming, State::Streaming),
            Effect::Finish => self.step(State::Streaming, State::Finished),
            Effect::State
            | Effect::Inform
            | Effect::Upgrade
            | Effect::Trailer
            | Effect::Hook
            | Effect::Abort
            | Effect::Reset
            | Effect::Opaque
            | Effect::Never => None,
        }
    }

    /// An operation that is in time up to one state, and leaves another.
    fn step(&mut self, needs: State, leaves: State) -> Option<()> {
        let on_time = self.state <= Some(needs);
        self.state = self.state.map(|state| state.max(leaves));
        on_time.then_some(())
    }

    fn branch(&mut self, branch: &syn::ExprIf) -> Option<Has> {
        self.value(&branch.cond)?;
        let tested = self.state;
        let then = self.block(&branch.then_branch)?;
        let after = std::mem::replace(&mut self.state, tested);
        let otherwise = match &branch.else_branch {
            Some((_, otherwise)) => self.value(otherwise)?,
            None => Has::Nothing,
        };
        self.state = self.state.max(after);
        Some(either(then, otherwise))
    }

    fn choice(&mut self, choice: &syn::ExprMatch) -> Option<Has> {
        self.unrelated(&choice.expr)?;
        let (tested, mut after, mut value) = (self.state, None, Has::Nothing);
        for arm in &choice.arms {
            if !arm.attrs.is_empty() {
                return None;
            }
            self.pattern(&arm.pat)?;
            self.state = tested;
            value = either(value, self.value(&arm.body)?);
            after = self.state.max(after);
        }
        self.state = after;
        Some(value)
    }

    fn repeated(&mut self, head: Option<Head<'_>>, body: &Block) -> Option<Has> {
        if self.loops.len() >= MAX_LOOPS {
            return None;
        }
        loop {
            let entered = self.state;
            self.loops.push(Loop::default());
            if let Some(Head::While(cond)) = head {
                self.value(cond)?;
            }
            let left = self.state.filter(|_| head.is_some());
            self.block(body)?;
            let around = self.loops.pop()?;
            let again = self.state.max(around.again).max(entered);
            if again == entered {
                self.state = left.max(around.after);
                return Some(Has::Nothing);
            }
            self.state = again;
        }
    }

    /// A jump; a label may mean any of the loops around.
    fn leave(&mut self, labelled: bool, to: impl Fn(&mut Loop) -> &mut Latest) -> Option<Has> {
        let state = self.state.take();
        let innermost = self.loops.len().saturating_sub(1);
        let meant = if labelled { 0 } else { innermost };
        for around in self.loops.get_mut(meant..)? {
            let target = to(around);
            *target = state.max(*target);
        }
        Some(Has::Nothing)
    }

    /// A macro is harmless if its tokens do not mention the response, and have no attribute, closure or function.
    fn mac(&mut self, mac: &syn::Macro) -> Option<Has> {
        if !self.is_met(mac.tokens.clone()) {
            return Some(Has::Nothing);
        }
        let writes = ["write", "writeln"].iter().any(|name| mac.path.is_ident(name));
        let mut tokens = mac.tokens.clone().into_iter();
        let target = matches!(tokens.next(), Some(TokenTree::Ident(ident)) if self.is_named(&ident));
        let comma = matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == ',');
        if !writes || !target || !comma || self.is_met(tokens.collect()) {
            return None;
        }
        self.step(State::Streaming, State::Streaming)?;
        Some(Has::Nothing)
    }
}

/// What a loop does before each round.
#[derive(Clone, Copy)]
enum Head<'a> {
    While(&'a Expr),
    For,
}

fn either(one: Has, other: Has) -> Has {
    match (one, other) {
        (Has::Nothing, has) | (has, Has::Nothing) => has,
        (one, other) if one == other => one,
        _ => Has::Part,
    }
}
