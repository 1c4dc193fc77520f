//! What a call does to a response, and what it needs to be on time.
//!
//! | effect | needs | leaves |
//! |---|---|---|
//! | `read`, `state` | – | same |
//! | `head`, `inform`, `hook`, `reset` | Open | Open |
//! | `commit` | Open | Streaming |
//! | `write` | Open, Streaming | Streaming |
//! | `finish` | Open, Streaming | Finished |
//! | `send`, `upgrade` | Open | Finished |
//! | `trailer` | Open, Streaming | same |
//! | `abort` | any | Finished |
//! | `opaque` | any | the same or any later state |
//! | `never` | any | unreachable |

use std::fmt;

/// What one call does to the response it works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Effect {
    Read,
    State,
    Head,
    Inform,
    Commit,
    Write,
    Finish,
    Send,
    Upgrade,
    Trailer,
    Hook,
    Abort,
    Reset,
    Opaque,
    Never,
}

const NAMES: [(Effect, &str); 15] = [
    (Effect::Read, "read"),
    (Effect::State, "state"),
    (Effect::Head, "head"),
    (Effect::Inform, "inform"),
    (Effect::Commit, "commit"),
    (Effect::Write, "write"),
    (Effect::Finish, "finish"),
    (Effect::Send, "send"),
    (Effect::Upgrade, "upgrade"),
    (Effect::Trailer, "trailer"),
    (Effect::Hook, "hook"),
    (Effect::Abort, "abort"),
    (Effect::Reset, "reset"),
    (Effect::Opaque, "opaque"),
    (Effect::Never, "never"),
];

impl Effect {
    /// The effect of that name in an attribute, if there is one.
    pub(crate) fn from_name(name: &str) -> Option<Effect> {
        NAMES.iter().find(|(_, n)| *n == name).map(|(effect, _)| *effect)
    }

    /// All names, for the message that lists them.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name)| *name)
    }

    /// Whether the operation is lost when the head has gone.
    pub(crate) fn needs_open(self) -> bool {
        use Effect::*;
        matches!(self, Head | Inform | Hook | Reset | Commit | Send | Upgrade)
    }

    /// Whether the head has certainly gone out afterwards.
    pub(crate) fn commits(self) -> bool {
        use Effect::*;
        matches!(self, Commit | Write | Finish | Send | Upgrade | Abort)
    }

    /// Whether it works on the head alone: what a late operation of this kind loses is a header.
    pub(crate) fn is_head(self) -> bool {
        use Effect::*;
        matches!(self, Head | Inform | Hook | Reset)
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = NAMES.iter().find(|(effect, _)| effect == self);
        f.write_str(found.map_or("", |(_, name)| name))
    }
}
