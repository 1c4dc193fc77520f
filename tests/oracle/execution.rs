//! One execution of a handler: what goes in, and what can be seen of it.

use std::collections::HashSet;
use std::rc::Rc;

use super::ast::{Expr, Handler, RESPONSES};
use super::machine::Machine;
use super::response::{Phase, Response, Violation};
use super::value::{Flow, Value, place};
use super::world::{Event, World};

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
pub fn run(handler: &Handler, written: &Written, seed: u64, buffering: bool) -> Outcome {
    let world = World::new(seed);
    let responses = RESPONSES.iter().map(|name| response(&world, name, handler, buffering)).collect();
    let mut machine = Machine::new(world, responses, written.clone());
    bind_parameters(&mut machine);
    let value = match machine.block(&handler.body) {
        Err(Flow::Return(value)) => Ok(value),
        other => other,
    };
    machine.leave(0);
    let Machine { world, responses, violations, caught, exit, .. } = machine;
    Outcome { value, responses, trace: world.trace, violations, caught, exit }
}

/// A response as the handler gets it: open, or in any state.
fn response(world: &World, name: &str, handler: &Handler, buffering: bool) -> Response {
    let mut response = Response::new(buffering);
    if handler.entry_unknown {
        match world.fixed(&format!("entry of {name}")) % 4 {
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

fn bind_parameters(machine: &mut Machine) {
    let world = &machine.world;
    let name = if world.fixed("name") % 6 == 0 { "na\nme" } else { "name" };
    let list = |of: &str| {
        let numbers = (0..world.fixed(of) % 4).map(|at| Value::Int(at as usize + 3));
        Value::List(numbers.collect())
    };
    let maybe = match world.fixed("maybe") % 3 {
        0 => Value::none(),
        number => Value::some(Value::Int(number as usize)),
    };
    let parameters = [
        ("name", Value::text(name)),
        ("title", Value::text(if world.fixed("title") % 6 == 0 { "ti\ntle" } else { "title" })),
        ("n", Value::Int((world.fixed("n") % 4) as usize)),
        ("flag", Value::Bool(world.fixed("flag") % 2 == 0)),
        ("rows", list("rows")),
        ("items", list("items")),
        ("maybe", maybe),
        ("state", Value::Cell(Rc::default())),
        ("res", Value::Response(0)),
        ("log", Value::Response(1)),
    ];
    machine.scope = parameters.into_iter().map(|(name, value)| (name.to_owned(), place(value))).collect();
    machine.parameters = machine.scope.len();
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
