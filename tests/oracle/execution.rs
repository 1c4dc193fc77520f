//! One execution of a handler: what goes in, and what can be seen of it.

use std::collections::HashSet;
use std::rc::Rc;

use super::ast::{Expr, Handler, PARAMETER_NAMES, RESPONSES};
use super::machine::Machine;
use super::response::{Phase, Response, Violation};
use super::value::{Flow, Value, place};
use super::world::{Decision, Event, World};

/// Why an execution ended in `Err`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The `?` of a write.
    Write,
    /// The `?` of a head operation.
    Head,
    /// A `?` among what becomes the body.
    Data,
    /// Any other: a check.
    Check,
}

/// One execution.
pub struct Outcome {
    pub value: Result<Value, Flow>,
    pub responses: Vec<Response>,
    pub trace: Vec<Event>,
    /// What happened too late, with the statements that may be blamed.
    pub violations: Vec<(Vec<u32>, Violation)>,
    /// Whether a run-time check caught something.
    pub caught: bool,
    pub exit: Option<Exit>,
}

impl Outcome {
    pub fn makes_sense(&self) -> bool {
        !matches!(self.value, Err(Flow::Stuck(_) | Flow::Fuel | Flow::Panic))
    }
}

/// The names that the writes of a handler use.
pub type Written = Rc<HashSet<String>>;

/// Executes a handler.
pub fn run(handler: &Handler, written: &Written, world: World, buffering: bool) -> Outcome {
    let mut machine = machine(handler, written, world, buffering);
    let value = start(&mut machine, handler);
    let Machine { world, responses, violations, caught, exit, .. } = machine;
    Outcome { value, responses, trace: world.trace, violations, caught, exit }
}

/// What executes a handler, with its parameters in scope.
pub fn machine(handler: &Handler, written: &Written, world: World, buffering: bool) -> Machine {
    let responses = RESPONSES.iter().map(|name| response(&world, name, handler, buffering)).collect();
    let mut machine = Machine::new(world, responses, written.clone());
    machine.scope = PARAMETER_NAMES.iter().map(|name| (Rc::from(*name), place(Value::Parameter))).collect();
    machine.parameters = machine.scope.len();
    machine
}

pub fn start(machine: &mut Machine, handler: &Handler) -> Result<Value, Flow> {
    let value = match machine.block(&handler.body) {
        Err(Flow::Return(value)) => Ok(value),
        other => other,
    };
    machine.leave(0);
    value
}

/// A response as the handler gets it: open, or in any state.
fn response(world: &World, name: &str, handler: &Handler, buffering: bool) -> Response {
    let mut response = Response::new(buffering);
    if handler.entry_unknown {
        match world.fixed(&format!("entry of {name}")).below(4) {
            0 => response.start(Phase::Streaming),
            1 => {
                response.start(Phase::Finished);
                response.ended_outside = true;
            }
            _ => {}
        }
    }
    response
}

/// The value of a parameter, which is decided when somebody looks at it.
pub fn parameter(world: &World, name: &str) -> Value {
    let list = |of: &str| {
        if world.script().is_some_and(|script| script.blind.values) {
            return Value::List(vec![world.unknown().number()]);
        }
        let number = |at| match world.fixed(of) {
            Decision::Open(script) => Decision::Open(script).number(),
            Decision::Drawn(_) => Value::Int(at + 3),
        };
        Value::List((0..world.fixed(of).below(4)).map(number).collect())
    };
    match name {
        "name" => text(world.fixed(name), ["name", "na\nme", "", "n"]),
        "title" => text(world.fixed(name), ["title", "ti\ntle", "", "t"]),
        "n" => match world.fixed(name) {
            Decision::Open(script) => Decision::Open(script).number(),
            drawn => Value::Int(drawn.below(4)),
        },
        "flag" => Value::Bool(world.fixed(name).one_in(2)),
        "maybe" => match world.fixed(name) {
            Decision::Open(script) if script.choose(2) == 0 => Value::none(),
            Decision::Open(script) => Value::some(Decision::Open(script).number()),
            drawn => match drawn.below(3) {
                0 => Value::none(),
                number => Value::some(Value::Int(number)),
            },
        },
        "state" => Value::Cell(Rc::new(world.fixed(name).below(3).into())),
        "res" => Value::Response(0),
        "log" => Value::Response(1),
        list_of => list(list_of),
    }
}

/// One of four texts; in a loose world nobody can tell them apart.
fn text(decision: Decision, texts: [&str; 4]) -> Value {
    let at = match &decision {
        Decision::Drawn(hash) => [1, 0, 0, 2, 0, 0, 3, 0, 0, 0, 0, 0][*hash as usize % 12],
        Decision::Open(script) if script.blind.values => 0,
        Decision::Open(script) => script.choose(if script.asks_length { 4 } else { 2 }),
    };
    Value::text(texts[at])
}

/// What a `?` stands on: a write, a head operation, or something else.
pub fn exit_of(inner: &Expr) -> Option<Exit> {
    match inner {
        Expr::Await(inner) | Expr::Try(inner) => exit_of(inner),
        Expr::Method(receiver, name, _) => match &**name {
            "map_err" => exit_of(receiver),
            "write" | "write_all" | "flush" | "finish" | "write_head" | "send" | "send_error"
            | "redirect" => Some(Exit::Write),
            name if is_head_operation(name) => Some(Exit::Head),
            _ => None,
        },
        _ => None,
    }
}

/// Methods that set something of the head, and say so in their result.
pub fn is_head_operation(name: &str) -> bool {
    matches!(
        name,
        "insert_header" | "append_header" | "set_status" | "content_type" | "add_cookie" | "remove_header"
    )
}
