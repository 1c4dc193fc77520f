//! Variables: which binding a name means, what its value reaches, and which facts are kept about it.

use std::collections::HashMap;

use crate::graph::{FactId, Op, PlaceId, ResponseId, VarId};

use super::value::{Access, Kind, Value};
use super::{Lowerer, Response};

/// A place of the function: its branch, the code of its own around it, and how much of that may not run.
type Home = (crate::graph::ContextId, Option<usize>, u32);

/// One binding.
pub(crate) struct Var<'a> {
    pub(crate) name: String,
    pub(crate) value: Value<'a>,
    pub(crate) mutable: bool,
    /// It holds a plain value: a use by value cannot change it.
    pub(crate) settled: bool,
    /// Where it was declared: an assignment at the same place happens on every path.
    pub(crate) home: Home,
    /// It lends the place that a response is a field of: `let this = &mut *self`.
    pub(crate) stands_for: Option<(VarId, String)>,
    /// When it was last mentioned, in order of lowering.
    pub(crate) used: u32,
}

/// The names in scope, with what they meant before.
#[derive(Default)]
pub(crate) struct Env<'a> {
    pub(crate) vars: Vec<Var<'a>>,
    current: HashMap<String, VarId>,
    undo: Vec<(String, Option<VarId>)>,
    /// Views of a body, with the position of their declaration.
    views: Vec<(usize, VarId)>,
    places: HashMap<(VarId, String), FactId>,
    conditions: HashMap<String, FactId>,
    pub(crate) clock: u32,
}

/// What changes in a loop although it was declared outside.
pub(crate) struct Changes {
    first_inside: u32,
    pub(crate) places: Vec<PlaceId>,
}

impl<'a> Env<'a> {
    pub(crate) fn declare(&mut self, var: Var<'a>) -> VarId {
        let id = VarId(self.vars.len() as u32);
        let access = &var.value.access;
        if access.kind == Kind::BodyView && !access.readonly && var.value.code.is_none() {
            self.views.push((self.undo.len(), id));
        }
        self.point(var.name.clone(), id);
        self.vars.push(var);
        id
    }

    /// Lets a name mean a variable until the scope ends.
    pub(crate) fn point(&mut self, name: String, id: VarId) {
        let before = self.current.insert(name.clone(), id);
        self.undo.push((name, before));
    }

    /// Something without a name that the scope ends: scopes that begin later are inside of it.
    pub(crate) fn unnamed(&mut self) {
        self.undo.push((String::new(), None));
    }

    pub(crate) fn lookup(&self, name: &str) -> Option<VarId> {
        self.current.get(name).copied()
    }

    pub(crate) fn scope(&self) -> usize {
        self.undo.len()
    }

    /// Ends a scope; the variables declared in it, last first.
    pub(crate) fn leave(&mut self, scope: usize) -> Vec<VarId> {
        self.views.retain(|(at, _)| *at < scope);
        let mut ended = Vec::new();
        while self.undo.len() > scope {
            let Some((name, before)) = self.undo.pop() else { break };
            let now = match before {
                Some(before) => self.current.insert(name, before),
                None => self.current.remove(&name),
            };
            ended.extend(now);
        }
        ended
    }

    /// The views of a body declared since a scope began, last first.
    pub(crate) fn views_since(&self, scope: usize) -> Vec<VarId> {
        let views = self.views.iter().rev().take_while(|(at, _)| *at >= scope);
        views.map(|(_, var)| *var).collect()
    }
}

impl<'a> Lowerer<'a> {
    pub(crate) fn var(&self, id: VarId) -> &Var<'a> {
        &self.env.vars[id.index()]
    }

    /// Declares a plain variable or one that reaches a response.
    pub(crate) fn declare(&mut self, name: String, value: Value<'a>, mutable: bool, settled: bool) -> VarId {
        let used = self.env.clock;
        let home = self.home();
        let var = self.env.declare(Var { name, value, mutable, settled, home, stands_for: None, used });
        self.renew(var);
        var
    }

    pub(crate) fn home(&self) -> Home {
        (self.context, self.barrier.map(super::address), self.perhaps)
    }

    /// Lowers what may not run, although nothing around it says so.
    pub(crate) fn perhaps<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.perhaps += 1;
        let value = lower(self);
        self.perhaps -= 1;
        value
    }

    /// The binding is made anew: nothing is known about it.
    pub(crate) fn renew(&mut self, var: VarId) {
        let place = self.out.graph.place(var, "");
        self.emit(Op::Renew(place));
    }

    /// The fact about the value of a place, if facts may be kept about it.
    pub(crate) fn place_fact(&mut self, var: VarId, path: &str) -> Option<FactId> {
        let name = &self.var(var).name;
        if self.names.is_lent(name, path) || (self.var(var).mutable && self.names.captured.contains(name)) {
            return None;
        }
        let key = (var, path.to_owned());
        if let Some(fact) = self.env.places.get(&key) {
            return Some(*fact);
        }
        let place = self.out.graph.place(var, path);
        let fact = self.out.graph.fact(vec![place]);
        self.env.places.insert(key, fact);
        Some(fact)
    }

    /// The fact that a condition, written in canonical form, holds.
    pub(crate) fn condition_fact(&mut self, canonical: String, reads: Vec<PlaceId>) -> FactId {
        if let Some(fact) = self.env.conditions.get(&canonical) {
            return *fact;
        }
        let fact = self.out.graph.fact(reads);
        self.env.conditions.insert(canonical, fact);
        fact
    }

    /// A variable may have another value from here on.
    pub(crate) fn change(&mut self, var: VarId, path: &str) {
        self.note_change(var, path);
        let place = self.out.graph.place(var, path);
        self.emit(Op::Renew(place));
    }

    /// A counter grows: loops around it see a change, what is known stays.
    pub(crate) fn note_change(&mut self, var: VarId, path: &str) {
        let place = self.out.graph.place(var, path);
        for loops in &mut self.changes {
            if var.0 < loops.first_inside && !loops.places.contains(&place) {
                loops.places.push(place);
            }
        }
    }

    pub(crate) fn watch_changes(&mut self) {
        let first_inside = self.env.vars.len() as u32;
        self.changes.push(Changes { first_inside, places: Vec::new() });
    }

    pub(crate) fn changed(&mut self) -> Vec<PlaceId> {
        self.changes.pop().map_or(Vec::new(), |changes| changes.places)
    }

    /// The response that is declared at this place.
    pub(crate) fn response_at(&self, var: VarId, path: &str) -> Option<ResponseId> {
        self.responses
            .iter()
            .position(|response| response.var == Some(var) && response.tracked.place.fields.join(".") == path)
    }

    /// What a place reaches: itself a response, a field of one, a prefix of one, or what its variable was bound to.
    pub(crate) fn access(&self, var: VarId, path: &str) -> Access {
        let mut prefix_of = Vec::new();
        for (id, response) in self.responses.iter().enumerate().filter(|(_, r)| r.var == Some(var)) {
            let place = response.tracked.place.fields.join(".");
            if let Some(rest) = below(path, &place) {
                return field_of_response(id, response.behind_itself(rest));
            }
            if below(&place, path).is_some() {
                prefix_of.push(id);
            }
        }
        if !prefix_of.is_empty() {
            return Access::new(Kind::Prefix, prefix_of);
        }
        let value = &self.var(var).value;
        if path.is_empty() {
            return value.access.clone();
        }
        let first = path.split('.').next().unwrap_or_default();
        // A part that reaches a response is no place of its own.
        if value.part(first).is_some() { Access::default() } else { field_of(&value.access, path) }
    }
}

impl Response {
    pub(crate) fn new(tracked: &crate::handler::Tracked, names: &super::Names) -> Self {
        let root = &tracked.place.root;
        let held = matches!(tracked.by, crate::handler::By::Value { mutable: false });
        let lent = tracked.by == crate::handler::By::Ref;
        let written = held && tracked.place.fields.is_empty() && names.called.contains(root);
        let path = [root.as_str()].into_iter().chain(tracked.place.fields.iter().map(String::as_str));
        let path = path.collect::<Vec<_>>().join(".");
        let shared = tracked.shared || names.cloned.contains(&path);
        Response { tracked: tracked.clone(), handle: shared || written || lent, shared, var: None }
    }
}

impl Response {
    /// What is left of a path of fields behind one that is the response itself.
    fn behind_itself<'p>(&self, path: &'p str) -> &'p str {
        let (field, rest) = path.split_once('.').unwrap_or((path, ""));
        if self.tracked.table.vocabulary().is_same(field) { rest } else { path }
    }
}

fn field_of_response(id: ResponseId, rest: &str) -> Access {
    let access = Access::new(Kind::Response, vec![id]);
    if rest.is_empty() { access } else { field_of(&access, rest) }
}

/// Names of fields that hold the head.
const HEAD_FIELDS: [&str; 3] = ["headers", "status", "cookies"];

/// A field below a value that reaches a response.
pub(crate) fn field_of(access: &Access, path: &str) -> Access {
    let head = path.split('.').any(|field| HEAD_FIELDS.contains(&field));
    match access.kind {
        Kind::Nothing => Access::default(),
        Kind::Response | Kind::Part if head => access.to(Kind::HeadView),
        Kind::Response => access.to(Kind::Part),
        Kind::Prefix => Access::default(),
        Kind::Holder => access.to(Kind::Alias),
        Kind::HeadView | Kind::BodyView | Kind::Alias | Kind::Part => access.clone(),
    }
}

/// What is left of `path` below `place`, if it is that place or below it.
fn below<'p>(path: &'p str, place: &str) -> Option<&'p str> {
    if place.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(place)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}
