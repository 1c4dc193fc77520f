//! What the functions and methods of the generated handlers do.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::ast::Expr;
use super::machine::Machine;
use super::response::{Head, Phase, Response, Violation};
use super::value::{Eval, Flow, Value, stuck};
use super::world::{Class, Decision, Helped, Sent};

impl Machine {
    pub fn call(&mut self, name: &str, args: &[Expr]) -> Eval {
        let reading = !args.is_empty() && args.iter().all(|arg| self.is_shared_parameter(arg));
        let values: Vec<Value> = args.iter().map(|arg| self.beside(arg)).collect::<Result<_, _>>()?;
        if let Some((_, place)) = self.lookup(name) {
            let value = place.borrow().clone();
            return match value {
                Value::Closure(closure) => self.apply(&closure, values),
                other => stuck(format!("not called: {other:?}")),
            };
        }
        let first = values.first();
        match (name, first) {
            ("Ok", Some(value)) => Ok(Value::ok(value.clone())),
            ("Err", Some(value)) => Ok(Value::Variant("Err", Some(Box::new(value.clone())))),
            ("Some", Some(value)) => Ok(Value::some(value.clone())),
            ("Error::new", Some(value)) => Ok(Value::Error(format!("error {}", value.show()?).into())),
            ("Counter::new" | "Cell::new", Some(value)) => Ok(Value::Cell(Rc::new(Cell::new(value.int()?)))),
            ("String::from", Some(value)) => Ok(value.seen()),
            ("GzEncoder::new", Some(Value::Response(at))) => Ok(Value::Body(*at, Rc::default(), true)),
            ("drop", Some(value)) => {
                self.drop_value(&value.clone());
                Ok(Value::Unit)
            }
            ("helper", Some(number)) => self.helper(number.int()?, &values),
            ("bump", Some(Value::Ref(place))) => {
                let next = match self.is_loose() {
                    true => self.anything(),
                    false => Value::Int(self.bounded(place.borrow().int()? + 1)),
                };
                *place.borrow_mut() = next.clone();
                Ok(next)
            }
            ("render", Some(value)) => {
                let shown = value.show()?.replace('\n', " ");
                let class = if reading { Class::Reading } else { Class::Effect };
                self.world.note(class, || format!("render {shown}"));
                Ok(Value::text(&format!("r{shown}")))
            }
            (_, Some(_)) => self.outside(name, &values),
            _ => stuck(format!("unknown function {name}")),
        }
    }

    /// `name`, `rows` and `state`, if that is still the parameter.
    fn is_shared_parameter(&self, arg: &Expr) -> bool {
        matches!(arg, Expr::Var(name) if matches!(&**name, "name" | "rows" | "state")
            && self.lookup(name).is_some_and(|(at, _)| at < self.parameters))
    }

    /// A function of the world, named by its kind and a number.
    fn outside(&mut self, name: &str, args: &[Value]) -> Eval {
        let site = args[0].int()?;
        if self.world.script().is_none() {
            let shown: Result<Vec<String>, Flow> = args.iter().map(Value::show).collect();
            let place = format!("{name} {}", shown?.join(" "));
            self.world.note(Class::Effect, || place);
        }
        if matches!(name, "effect" | "effect_of") {
            return Ok(Value::Unit);
        }
        let decision = self.world.decide(name, site);
        let failed = || Value::err(&format!("{name} {site}"));
        Ok(match name {
            "ask" => Value::Bool(decision.one_in(2)),
            "num" => decision.number(),
            "text" => text(&decision),
            "find" if decision.one_in(3) => Value::none(),
            "find" => Value::some(decision.number()),
            "verify" | "load" | "fetch" if decision.one_in(6) => failed(),
            "verify" => Value::ok(Value::Unit),
            "load" => Value::ok(decision.number()),
            "fetch" => Value::ok(text(&decision)),
            other => return stuck(format!("unknown function {other}")),
        })
    }

    /// A function that may do anything with a response.
    fn helper(&mut self, number: usize, args: &[Value]) -> Eval {
        let Some(Value::Response(at)) = args.last() else { return stuck("a helper without a response") };
        self.world.note(Class::Effect, || format!("helper {number}"));
        let decision = self.world.decide("helper", number).helped();
        let response = &mut self.responses[*at];
        match decision {
            Helped::Head if !response.committed() => {
                let _ = response.change(|head| set(head, "x-a", "helper".to_owned()));
            }
            Helped::Write => {
                let _ = response.write("helper");
            }
            Helped::Finish if response.phase != Phase::Finished => {
                response.ended_outside = true;
                response.finish();
            }
            _ => {}
        }
        Ok(Value::Unit)
    }

    pub fn drop_value(&mut self, value: &Value) {
        if let Value::Body(at, done, writes) = value {
            let writes = *writes || self.blind().drops && self.either();
            if writes && !done.replace(true) {
                self.world.note(Class::Write, || format!("{at} dropped"));
                let _ = self.responses[*at].write("<end>");
            }
        }
    }

    /// Notes a violation with the statements that may be blamed. Whether the operation says so: some responses do, some
    /// do not, which matters to a search only.
    fn broken(&mut self, at: usize, done: Result<(), Violation>) -> bool {
        let Err(violation) = done else { return false };
        let script = self.world.script();
        if script.is_none_or(|script| script.blind.state_of != Some(at)) {
            self.violations.push((self.statements.clone(), violation));
        }
        script.is_some() && self.either()
    }

    pub fn on_response(&mut self, at: usize, name: &str, args: &[Value], lenient: bool) -> Eval {
        if lenient && self.responses[at].committed() && !(self.blind().own_checks && self.either()) {
            return Ok(Value::err("late"));
        }
        if name == "on_commit" {
            return self.hook(at, args);
        }
        let shown: Vec<String> = args.iter().map(Value::show).collect::<Result<_, _>>()?;
        let text = |at: usize| shown.get(at).cloned().unwrap_or_default();
        let this = Value::Response(at);
        let number = match self.world.script() {
            Some(script) if !script.reads_head => 0,
            _ => args.first().and_then(|arg| arg.int().ok()).unwrap_or(0),
        };
        let valid = self.valid(shown.iter().any(|text| text.contains('\n')));
        let change: Box<dyn FnOnce(&mut Head)> = match name {
            "headers_mut" | "headers" => return Ok(Value::Head(at)),
            "status" if self.is_loose() => return Ok(self.anything()),
            "status" => return Ok(Value::Int(self.responses[at].head().status)),
            "head_sent" if self.blind().state_of == Some(at) => return Ok(Value::Bool(self.either())),
            "head_sent" => return Ok(Value::Bool(self.responses[at].committed())),
            "as_io_writer" => return Ok(Value::Body(at, Rc::default(), false)),
            "insert_header" => Box::new(|head| set(head, &text(0), text(1))),
            "append_header" => Box::new(|head| append(head, &text(0), text(1))),
            "remove_header" => Box::new(|head| drop(head.headers.remove(&lower(&text(0))))),
            "content_type" => Box::new(|head| set(head, "content-type", text(0))),
            "set_status" => Box::new(|head| head.status = number),
            "add_cookie" => Box::new(|head| head.cookies.push(format!("{}={}", text(0), text(1)))),
            "buffer" => {
                let writes = self.world.decide("buffer", at).below(3);
                let done = self.responses[at].keep_open(writes);
                return Ok(if self.broken(at, done) { Value::err("late") } else { Value::ok(this) });
            }
            "append_trailer" => return self.trailer(at, &text(0), &text(1)),
            "declare_trailer" => Box::new(|head| append(head, "trailer", text(0))),
            _ => return self.commits(at, name, &shown, number),
        };
        let field = lower(&text(0));
        if matches!(name, "insert_header" | "append_header") && self.responses[at].is_trailer(&field) {
            return self.trailer(at, &field, &text(1));
        }
        let declares = match name {
            "declare_trailer" => Some(text(0)),
            "insert_header" if field == "trailer" => Some(text(1)),
            _ => None,
        };
        if let Some(names) = declares {
            self.responses[at].declare(&names);
        }
        let done = self.responses[at].change(|head| {
            if valid {
                change(head);
            }
        });
        let valid = !self.broken(at, done) && valid;
        Ok(if valid { Value::ok(this) } else { Value::err("head") })
    }

    /// A hook that does nothing but insert fields.
    fn hook(&mut self, at: usize, args: &[Value]) -> Eval {
        let Some(Value::Closure(closure)) = args.first() else { return stuck("a hook without a closure") };
        let inserts = Rc::new(RefCell::new(Vec::new()));
        self.pending += 1;
        let applied = self.apply(&closure.clone(), vec![Value::Hook(inserts.clone())]);
        self.pending -= 1;
        applied?;
        let done = self.responses[at].hook(inserts.take());
        Ok(if self.broken(at, done) { Value::err("late") } else { Value::ok(Value::Response(at)) })
    }

    /// Whether a header takes a value.
    fn valid(&self, breaks: bool) -> bool {
        if self.is_loose() { !self.either() } else { !breaks }
    }

    fn trailer(&mut self, at: usize, name: &str, value: &str) -> Eval {
        let valid = self.valid(value.contains('\n'));
        let done = if valid { self.responses[at].append_trailer(&lower(name), value) } else { Ok(()) };
        self.broken(at, done);
        Ok(if valid { Value::ok(Value::Response(at)) } else { Value::err("head") })
    }

    fn commits(&mut self, at: usize, name: &str, shown: &[String], number: usize) -> Eval {
        let text = shown.first().cloned().unwrap_or_default();
        let sends = matches!(name, "write_head" | "send" | "send_error" | "redirect");
        let fails = match sends.then(|| self.world.decide("send", at)) {
            // Decided in any case, so that the same question is the same one after a hoist.
            Some(decision) if !self.responses[at].committed() => match decision.sent() {
                Sent::All => false,
                Sent::Part => true,
                Sent::Nothing => return Ok(Value::err("nothing sent")),
            },
            _ => false,
        };
        let response = &mut self.responses[at];
        let before = response.phase;
        let done = match name {
            "write" => return self.write(at, &text),
            "flush" => {
                response.flush();
                Ok(())
            }
            "finish" => {
                response.finish();
                Ok(())
            }
            "abort" => {
                response.finish();
                Ok(())
            }
            "write_head" => response.commit(number),
            "send" => response.send(|head| set(head, "content-length", text.len().to_string()), &text),
            "send_error" => response.send(
                |head| {
                    head.headers.clear();
                    head.cookies.clear();
                    head.status = number;
                },
                "error",
            ),
            "redirect" => response.send(
                |head| {
                    head.status = 303;
                    set(head, "location", text);
                },
                "",
            ),
            "send_informational" => response.inform(),
            "reset" => response.reset(),
            other => return stuck(format!("unknown operation {other}")),
        };
        // What had been sent when it failed, nobody knows: a write after it is no mistake.
        response.ended_outside |= fails;
        if self.broken(at, done) {
            self.responses[at].phase = before;
            return Ok(Value::err("late"));
        }
        self.world.note(Class::Write, || format!("{at} {name} {number}"));
        Ok(if fails { Value::err("sent in part") } else { Value::ok(Value::Unit) })
    }

    fn write(&mut self, at: usize, text: &str) -> Eval {
        self.world.note(Class::Write, || format!("{at} {text}"));
        let fails = self.world.decide("write", at).one_in(12);
        let response: &mut Response = &mut self.responses[at];
        let done = if fails && response.phase != Phase::Finished {
            response.flush();
            Ok(())
        } else {
            response.write(text)
        };
        self.broken(at, done);
        Ok(if fails { Value::err("write") } else { Value::ok(Value::Unit) })
    }

    /// A method of a view.
    pub fn on_view(&mut self, view: &Value, name: &str, args: &[Value]) -> Eval {
        let shown: Vec<String> = args.iter().map(Value::show).collect::<Result<_, _>>()?;
        match (view, name) {
            (Value::Head(_), "contains_key") if self.is_loose() => Ok(Value::Bool(self.either())),
            (Value::Head(at), "contains_key") => {
                Ok(Value::Bool(self.responses[*at].head().headers.contains_key(&lower(&shown[0]))))
            }
            (Value::Head(at), "len") => Ok(Value::Int(self.responses[*at].head().headers.len())),
            (Value::Head(at), _) => {
                let done = self.responses[*at].change(|head| match name {
                    "insert" => set(head, &shown[0], shown[1].clone()),
                    "append" => append(head, &shown[0], shown[1].clone()),
                    _ => drop(head.headers.remove(&lower(&shown[0]))),
                });
                self.broken(*at, done);
                Ok(Value::Unit)
            }
            (Value::Body(at, done, _), "finish") => {
                done.set(true);
                self.write(*at, "<end>")
            }
            (Value::Body(at, ..), "write_all") => self.write(*at, &shown[0]),
            _ => stuck(format!("unknown method of a view: {name}")),
        }
    }

    pub fn items(&self, all: Vec<Value>) -> Value {
        Value::Iter(Rc::new(RefCell::new(all)))
    }
}

fn text(decision: &Decision) -> Value {
    let at = match decision {
        Decision::Drawn(hash) => [1, 0, 2, 0, 0, 0, 0, 0][*hash as usize % 8],
        Decision::Open(script) if script.blind.values => 0,
        Decision::Open(script) => script.choose(if script.asks_length { 3 } else { 2 }),
    };
    Value::text(["text", "te\nxt", ""][at])
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn set(head: &mut Head, name: &str, value: String) {
    head.headers.insert(lower(name), vec![value]);
}

fn append(head: &mut Head, name: &str, value: String) {
    head.headers.entry(lower(name)).or_default().push(value);
}
