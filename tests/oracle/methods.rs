//! Methods of plain values.

use std::cell::RefCell;
use std::rc::Rc;

use super::ast::Expr;
use super::machine::Machine;
use super::value::{Eval, Flow, Place, Value, stuck};

impl Machine {
    pub fn method(&mut self, receiver: &Expr, name: &str, args: &[Expr]) -> Eval {
        let lenient = std::mem::take(&mut self.lenient);
        // `op.is_err()`: it is the operation that is looked at.
        self.lenient = lenient && matches!(name, "is_err" | "is_ok");
        let place = self.shared_place(receiver)?;
        let on = place.borrow().clone();
        let writes = matches!(
            (&on, name),
            (
                Value::Response(_) | Value::Body(..),
                "write" | "write_all" | "send" | "send_error" | "redirect"
            )
        );
        let args: Vec<Value> =
            args.iter().map(|arg| self.fed_beside(writes, arg)).collect::<Result<_, _>>()?;
        match &on {
            Value::Response(at) => self.on_response(*at, name, &args, lenient),
            Value::Head(_) | Value::Body(..) => self.on_view(&on, name, &args),
            Value::Hook(inserts) => {
                inserts.borrow_mut().push((args[0].show()?.to_ascii_lowercase(), args[1].show()?));
                Ok(Value::Unit)
            }
            Value::Variant(..) => self.on_variant(&place, name, &args),
            Value::List(_) => on_list(self, &place, name, &args),
            _ => self.on_plain(&on, name, &args),
        }
    }

    fn on_plain(&mut self, on: &Value, name: &str, args: &[Value]) -> Eval {
        match (on, name) {
            (Value::Str(_) | Value::Cell(_), "len") if self.is_loose() => Ok(self.loose_length(on)),
            (Value::Str(_), "is_empty") if self.is_loose() => Ok(self.loose_is_empty(on)),
            (_, "clone" | "to_owned" | "to_string" | "as_str" | "into") => {
                Ok(if name == "to_string" { Value::text(&on.show()?) } else { on.clone() })
            }
            (Value::Str(text), "len") => Ok(Value::Int(text.len())),
            (Value::Str(text), "is_empty") => Ok(Value::Bool(text.is_empty())),
            (Value::Cell(cell), "get" | "len") => Ok(Value::Int(cell.get())),
            (Value::Cell(cell), "hit" | "bump") => {
                cell.set(cell.get() + 1);
                Ok(Value::Int(cell.get()))
            }
            (Value::Cell(cell), "set") => {
                cell.set(args[0].int()?);
                Ok(Value::Unit)
            }
            (Value::Iter(items), "next") => Ok(self.next_item(items).map_or(Value::none(), Value::some)),
            (Value::Bool(value), "then") => match value {
                true => Ok(Value::some(self.closure(&args[0], vec![])?)),
                false => Ok(Value::none()),
            },
            (Value::Range(..), "for_each") => {
                let Value::Iter(items) = self.iterator(on.clone())? else { return stuck("no iterator") };
                self.each(&items, &args[0])
            }
            (Value::Iter(items), "enumerate") => {
                let pairs = items.take().into_iter().enumerate();
                Ok(self.items(pairs.map(|(at, item)| Value::Tuple(vec![Value::Int(at), item])).collect()))
            }
            (Value::Iter(items), "for_each") => self.each(items, &args[0]),
            _ => stuck(format!("unknown method {name} of {on:?}")),
        }
    }

    fn each(&mut self, items: &Rc<RefCell<Vec<Value>>>, closure: &Value) -> Eval {
        self.loops.push(items.clone());
        let mut done = Ok(Value::Unit);
        while done.is_ok() {
            let Some(item) = self.next_item(items) else { break };
            done = self.closure(closure, vec![item]);
        }
        self.loops.pop();
        done.map(|_| Value::Unit)
    }

    fn closure(&mut self, closure: &Value, args: Vec<Value>) -> Eval {
        match closure {
            Value::Closure(closure) => self.apply(&closure.clone(), args),
            other => stuck(format!("no closure: {other:?}")),
        }
    }

    fn on_variant(&mut self, place: &Place, name: &str, args: &[Value]) -> Eval {
        let on = place.borrow().clone();
        let Value::Variant(variant, inner) = on.clone() else { return stuck("no variant") };
        let good = matches!(variant, "Some" | "Ok");
        let value = || inner.as_deref().cloned().unwrap_or(Value::Unit);
        Ok(match name {
            "is_some" | "is_ok" => Value::Bool(good),
            "is_none" | "is_err" => Value::Bool(!good),
            "unwrap" | "expect" if good => value(),
            "unwrap" | "expect" => return Err(Flow::Panic),
            "unwrap_or" => {
                if good {
                    self.taken_out(value())
                } else {
                    args[0].clone()
                }
            }
            "unwrap_or_else" if good => value(),
            "unwrap_or_else" => self.closure(&args[0], inner.into_iter().map(|value| *value).collect())?,
            "ok" => {
                if good {
                    Value::some(value())
                } else {
                    Value::none()
                }
            }
            "ok_or" => {
                if good {
                    Value::ok(value())
                } else {
                    Value::Variant("Err", Some(Box::new(args[0].clone())))
                }
            }
            "clone" => on,
            "take" => {
                *place.borrow_mut() = Value::none();
                on
            }
            "map" if good => Value::Variant(variant, Some(Box::new(self.closure(&args[0], vec![value()])?))),
            "and_then" if good => self.closure(&args[0], vec![value()])?,
            "map_err" if !good => {
                Value::Variant(variant, Some(Box::new(self.closure(&args[0], vec![value()])?)))
            }
            "map" | "and_then" | "map_err" => on,
            _ => return stuck(format!("unknown method {name} of an option")),
        })
    }
}

const LONGEST: usize = 6;

/// A list of which nobody knows the elements.
fn on_loose_list(machine: &mut Machine, place: &Place, name: &str) -> Eval {
    let list = place.borrow().clone();
    Ok(match name {
        "len" => machine.loose_length(&list),
        "is_empty" => machine.loose_is_empty(&list),
        "clone" | "to_vec" => list,
        "first" => machine.loose_option(),
        "iter" => machine.items(vec![machine.anything()]),
        _ => {
            *place.borrow_mut() = machine.any_list();
            match name {
                "push" => Value::Unit,
                "pop" => machine.loose_option(),
                "drain" => machine.items(vec![machine.anything()]),
                _ => return stuck(format!("unknown method {name} of a list")),
            }
        }
    })
}

fn on_list(machine: &mut Machine, place: &Place, name: &str, args: &[Value]) -> Eval {
    if machine.is_loose() {
        return on_loose_list(machine, place, name);
    }
    let mut borrowed = place.borrow_mut();
    let Value::List(list) = &mut *borrowed else { return stuck("no list") };
    let option = |value: Option<Value>| value.map_or(Value::none(), Value::some);
    Ok(match name {
        "len" => Value::Int(list.len()),
        "is_empty" => Value::Bool(list.is_empty()),
        "clone" | "to_vec" => Value::List(list.clone()),
        // In a search lists stop growing, as numbers do.
        "push" if list.len() >= LONGEST && machine.world.script().is_some() => Value::Unit,
        "push" => {
            list.push(args[0].clone());
            Value::Unit
        }
        "pop" => option(list.pop()),
        "first" => option(list.first().cloned()),
        "iter" => machine.items(list.clone()),
        "drain" => machine.items(std::mem::take(list)),
        _ => return stuck(format!("unknown method {name} of a list")),
    })
}
