//! What takes a value out of a variable and leaves another one: `first.take()`, `mem::take(&mut first)`,
//! `mem::replace(&mut first, false)`.

use syn::{Expr, ExprCall, Lit};

use crate::graph::{ConstId, Constant, Op, VarId};

use super::Lowerer;
use super::value::Value;

impl<'a> Lowerer<'a> {
    /// `Option::take`: it leaves `None`.
    pub(crate) fn option_taken(&mut self, receiver: &Value<'a>) -> Option<Value<'a>> {
        let (var, path) = receiver.place.clone().filter(|_| !receiver.access.is_some())?;
        let left = Value::constant(self.bad);
        Some(self.taken(var, &path, &left))
    }

    /// `mem::take` and `mem::replace` of a variable.
    pub(crate) fn memory_taken(
        &mut self,
        expr: &'a Expr,
        call: &'a ExprCall,
        segments: &[String],
    ) -> Option<Value<'a>> {
        if !takes_memory(segments) {
            return None;
        }
        let Expr::Reference(lent) = call.args.first()? else { return None };
        let (var, path) = self.place(&lent.expr).filter(|(var, path)| !self.access(*var, path).is_some())?;
        let left = match call.args.iter().nth(1) {
            Some(value) => self.expr(value),
            None => self.default_of(var, &path).map(Value::constant).unwrap_or_default(),
        };
        self.put_away(expr, &left);
        Some(self.taken(var, &path, &left))
    }

    fn taken(&mut self, var: VarId, path: &str, left: &Value<'a>) -> Value<'a> {
        self.mention(var);
        let Some(fact) = self.place_fact(var, path) else {
            self.change(var, path);
            return Value::default();
        };
        let kept = self.out.graph.fact(Vec::new());
        self.store(kept, &Self::fact_value(fact));
        self.change(var, path);
        self.store(fact, left);
        let inside = self.inner_fact(fact);
        self.emit(Op::Forget(inside));
        Self::fact_value(kept)
    }

    /// The default of the type of a variable, by what it was initialised with.
    fn default_of(&mut self, var: VarId, path: &str) -> Option<ConstId> {
        let made = self.built.get(&var).filter(|_| path.is_empty())?;
        match made {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Bool(_) => Some(self.no),
                Lit::Int(_) => Some(self.out.graph.constants.intern(Constant::Int(0))),
                _ => None,
            },
            Expr::Path(path) if path.path.is_ident("None") => Some(self.bad),
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) if path.path.is_ident("Some") => Some(self.bad),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether it is `mem::replace`, or `mem::take`.
pub(crate) fn takes_memory(segments: &[String]) -> bool {
    matches!(segments, [.., module, name] if module == "mem" && ["replace", "take"].contains(&name.as_str()))
}
