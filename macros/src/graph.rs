//! The control-flow graph that the analysis runs on. It knows nothing of syn but spans, so it is tested without parsing.
//!
//! A graph is a list of blocks in the order of their creation; block 0 is the entry. A block is a straight line of
//! [`Op`]s followed by one [`Terminator`]. Conditions stand on the edges: an [`Edge`] is taken only in states that agree
//! with all of its [`Refine`]ments, and what they say is known behind it. An operation whose two outcomes differ (an
//! `upgrade` that failed leaves the response as it was) is lowered as a branch *before* two copies of the operation, one
//! for each outcome; both name the same site.
//!
//! Tables beside the blocks: sites (what a message points at), contexts (the branches, arms and loops around a site) and
//! facts (which variables each depends on).

use std::collections::HashMap;
use std::fmt;

use proc_macro2::Span;

use crate::effect::Effect;

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(pub(crate) u32);
        impl $name {
            pub(crate) fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    BlockId
    /// A place in the source where something happens to a response.
    SiteId
    /// Something that may be known about the values of variables.
    FactId
    /// A variable, one for each binding.
    VarId
    /// A variable or a field path below one.
    PlaceId
    /// A branch, arm, loop or closure around a site.
    ContextId
    /// The boundary in front of a statement.
    MarkId
}

/// A test written in the source; both of its edges name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TestId(pub(crate) u32);

/// The index of a tracked response.
pub(crate) type ResponseId = usize;

#[derive(Default)]
pub(crate) struct Graph {
    pub(crate) blocks: Vec<Block>,
    pub(crate) sites: Vec<Site>,
    pub(crate) contexts: Vec<Context>,
    /// For each fact the places that it depends on.
    pub(crate) facts: Vec<Vec<PlaceId>>,
    /// Places by name: `variable.field.field`.
    places: Vec<String>,
    place_ids: HashMap<String, PlaceId>,
    pub(crate) constants: Constants,
    pub(crate) marks: u32,
}

#[derive(Default)]
pub(crate) struct Block {
    pub(crate) ops: Vec<Op>,
    pub(crate) terminator: Terminator,
}

/// One step on a straight line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// What a site does to a response, with what it leaves behind.
    Act(SiteId, ResponseId, Leaves),
    /// The boundary in front of a statement: the analysis records the state here.
    Mark(MarkId),
    /// A new response begins its life.
    Fresh(ResponseId),
    /// From here on it is not known whether the head has gone, because of that site.
    Escape(SiteId, ResponseId),
    /// Writes are collected up to a limit from here on.
    Buffer(ResponseId),
    Set(FactId, ConstId),
    Copy {
        to: FactId,
        from: FactId,
    },
    /// A counter is increased by this positive number.
    Grow(FactId, i64),
    Forget(FactId),
    /// All that is known about a place is out of date.
    Renew(PlaceId),
}

/// The state that an operation leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaves {
    Same,
    Streaming,
    /// Streaming, but only once a buffer is full.
    Buffered,
    Finished,
    /// The same or any later state.
    Unknown,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Terminator {
    /// Leaves the function, or is never reached.
    #[default]
    End,
    Goto(BlockId),
    Branch(Vec<Edge>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) to: BlockId,
    pub(crate) when: Vec<Refine>,
}

/// What is known on an edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refine {
    /// A fact passed this test.
    Fact(FactId, Test),
    /// The response told whether its head has gone; the site is the test, blamed where nothing else is known.
    Sent(ResponseId, bool, SiteId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Is(ConstId),
    Not(ConstId),
    /// Greater than this number.
    Above(i64),
    /// At most this number.
    AtMost(i64),
}

/// What a message can say about one place.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) effect: Effect,
    pub(crate) span: Span,
    pub(crate) name: String,
    /// The literal header name, as written.
    pub(crate) header: Option<String>,
    pub(crate) context: ContextId,
    /// Where a fact holds, this header was declared as a trailer.
    pub(crate) declared: Option<FactId>,
    /// A write that has something to write: not a flush.
    pub(crate) content: bool,
    /// After the end it fails instead of doing nothing.
    pub(crate) fails_after_end: bool,
    /// The user tests its own result, and its `Err` means late.
    pub(crate) self_checked: bool,
    /// Late use is harmless there.
    pub(crate) tolerated: bool,
    /// A drop or an unknown function with a body view: never a finding.
    pub(crate) silent: bool,
    /// If it fails, which nobody looks at, it may have sent nothing.
    pub(crate) unsure: bool,
}

/// What lies around a site.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    pub(crate) parent: Option<ContextId>,
    pub(crate) kind: ContextKind,
    pub(crate) span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContextKind {
    Function,
    /// A loop, with the places that change in it although they are declared outside.
    Loop {
        changes: Vec<PlaceId>,
    },
    /// One side of a test; `reads` are the places in its condition, `of_loop` says that it is a loop's own.
    Branch {
        test: TestId,
        side: &'static str,
        reads: Vec<PlaceId>,
        of_loop: bool,
    },
    /// An arm of a `match`; `plain` for `Err`, `None` and `_`.
    Arm {
        test: TestId,
        reads: Vec<PlaceId>,
        plain: bool,
    },
    /// The body of a closure or block that runs at a time of its own.
    Later {
        deferred: bool,
        /// Through a handle that others have too.
        shared: bool,
    },
}

impl Graph {
    pub(crate) fn block(&mut self) -> BlockId {
        self.blocks.push(Block::default());
        BlockId(self.blocks.len() as u32 - 1)
    }

    pub(crate) fn site(&mut self, site: Site) -> SiteId {
        self.sites.push(site);
        SiteId(self.sites.len() as u32 - 1)
    }

    pub(crate) fn context(&mut self, context: Context) -> ContextId {
        self.contexts.push(context);
        ContextId(self.contexts.len() as u32 - 1)
    }

    pub(crate) fn fact(&mut self, depends_on: Vec<PlaceId>) -> FactId {
        self.facts.push(depends_on);
        FactId(self.facts.len() as u32 - 1)
    }

    pub(crate) fn place(&mut self, var: VarId, path: &str) -> PlaceId {
        let name = if path.is_empty() { var.0.to_string() } else { format!("{}.{path}", var.0) };
        if let Some(id) = self.place_ids.get(&name) {
            return *id;
        }
        let id = PlaceId(self.places.len() as u32);
        self.place_ids.insert(name.clone(), id);
        self.places.push(name);
        id
    }

    /// Whether one of two places contains the other.
    pub(crate) fn overlap(&self, a: PlaceId, b: PlaceId) -> bool {
        let (a, b) = (&self.places[a.index()], &self.places[b.index()]);
        let below =
            |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        below(a, b) || below(b, a)
    }

    /// The variable of a place, by its number.
    pub(crate) fn variable_of(&self, place: PlaceId) -> &str {
        self.places[place.index()].split('.').next().unwrap_or_default()
    }

    pub(crate) fn mark(&mut self) -> MarkId {
        self.marks += 1;
        MarkId(self.marks - 1)
    }

    /// The contexts around a site, from the function inwards.
    pub(crate) fn around(&self, context: ContextId) -> Vec<ContextId> {
        let mut chain: Vec<_> =
            std::iter::successors(Some(context), |c| self.contexts[c.index()].parent).collect();
        chain.reverse();
        chain
    }
}

/// Constants that flags are compared with. Two of one class are known to be different; others are not.
#[derive(Default, Debug)]
pub(crate) struct Constants {
    known: Vec<Constant>,
}

index! {
    ConstId
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Constant {
    Bool(bool),
    /// `Ok` and `Some` are good, `Err` and `None` are not.
    Good(bool),
    Int(i64),
    Text(String),
    /// A variant of a type, by their names.
    Variant(String, String),
    /// A constant by name: equal to itself, nothing is known about others.
    Named(String),
}

impl Constants {
    pub(crate) fn intern(&mut self, constant: Constant) -> ConstId {
        let found = self.known.iter().position(|known| *known == constant);
        let index = found.unwrap_or_else(|| {
            self.known.push(constant);
            self.known.len() - 1
        });
        ConstId(index as u32)
    }

    pub(crate) fn get(&self, id: ConstId) -> &Constant {
        &self.known[id.index()]
    }

    /// The only other constant of the class, where there are just two.
    pub(crate) fn opposite(&self, id: ConstId) -> Option<ConstId> {
        let other = match self.get(id) {
            Constant::Bool(value) => Constant::Bool(!value),
            Constant::Good(value) => Constant::Good(!value),
            _ => return None,
        };
        let index = self.known.iter().position(|known| *known == other)?;
        Some(ConstId(index as u32))
    }

    /// A number increased by another, if the source names the sum.
    pub(crate) fn plus(&self, id: ConstId, by: i64) -> Option<(i64, ConstId)> {
        let Constant::Int(number) = self.get(id) else { return None };
        let sum = number.checked_add(by)?;
        let index = self.known.iter().position(|known| *known == Constant::Int(sum))?;
        Some((sum, ConstId(index as u32)))
    }

    /// Whether two constants are certainly different values.
    pub(crate) fn differ(&self, a: ConstId, b: ConstId) -> bool {
        use Constant::*;
        match (self.get(a), self.get(b)) {
            (Bool(a), Bool(b)) | (Good(a), Good(b)) => a != b,
            (Int(a), Int(b)) => a != b,
            (Text(a), Text(b)) => a != b,
            (Variant(kind, a), Variant(other, b)) => kind == other && a != b,
            _ => false,
        }
    }
}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, block) in self.blocks.iter().enumerate() {
            writeln!(f, "b{index}:")?;
            for op in &block.ops {
                match op {
                    Op::Act(site, response, leaves) => {
                        let site = &self.sites[site.index()];
                        writeln!(f, "  {} {} r{response} -> {leaves:?}", site.effect, site.name)?;
                    }
                    other => writeln!(f, "  {other:?}")?,
                }
            }
            writeln!(f, "  {:?}", block.terminator)?;
        }
        Ok(())
    }
}
