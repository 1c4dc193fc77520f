//! Which locals are data for the body: what the writes of a stretch use, and what is filled for them.
//!
//! `let row = next(&mut rows)?; res.write(row)` feeds a write, and so does `write!(line, "{}", row.id)?` where nothing
//! but writes and more of the same looks at `line`.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Expr, Stmt};

use super::conversions::without_error_mapping;
use super::inside::{Kind, inside};
use super::names::{captures, identifiers, peeled, place, plain_name, unborrowed};
use super::{Question, uses};
use crate::effect::Effect;
use crate::lower::address;

#[derive(Default)]
pub(crate) struct Fed {
    /// Mentioned in the arguments of a write, with the number of `let`s before it.
    written: Vec<(String, usize)>,
    /// The number of each `let`, by address.
    lets: HashMap<usize, usize>,
    /// Declared by a `let` in the function and mentioned nowhere else than in writes and where it is filled.
    only_written: Vec<String>,
}

pub(crate) fn names<'a>(question: &Question<'a>, stretch: &[usize]) -> Fed {
    let mut count =
        Count { question, written: Vec::new(), lets: HashMap::new(), filled: Vec::new(), all: Vec::new() };
    for index in stretch {
        count.visit_stmt(&question.block.stmts[*index]);
    }
    let written: Vec<String> = count.written.iter().map(|(name, _)| name.clone()).collect();
    let times = |list: &[String], name: &String| list.iter().filter(|other| *other == name).count();
    let mut only_written: Vec<String> = count.filled.clone();
    only_written.sort_unstable();
    only_written.dedup();
    only_written.retain(|name| {
        let fed = times(&written, name) + times(&count.filled, name);
        times(&written, name) > 0 && fed == times(&count.all, name) && is_let(question, name)
    });
    Fed { written: count.written, lets: count.lets, only_written }
}

/// Whether a `let` of the function declares that name.
fn is_let(question: &Question<'_>, name: &str) -> bool {
    struct Lets<'n>(&'n str, bool);
    impl<'ast> Visit<'ast> for Lets<'_> {
        fn visit_local(&mut self, local: &'ast syn::Local) {
            self.1 |= plain_name(&local.pat).is_some_and(|(name, _)| name == self.0);
            visit::visit_local(self, local);
        }
    }
    let mut lets = Lets(name, false);
    lets.visit_block(question.body);
    lets.1
}

impl Fed {
    /// Whether a write behind a `let` of the stretch uses a name that it binds.
    pub(crate) fn is_written_after(&self, local: &syn::Local, name: &str) -> bool {
        let number = self.lets.get(&address(local));
        number.is_some_and(|number| self.written.iter().any(|(written, at)| written == name && at >= number))
    }

    /// Whether a statement only fills a local by `&mut` that only writes read.
    pub(crate) fn fills<'a>(&self, question: &Question<'a>, expr: &'a Expr) -> bool {
        let filled = filled(question, expr);
        !filled.is_empty() && filled.iter().all(|name| self.only_written.contains(name))
    }
}

/// The locals that a statement fills: `write!(line, ..)?`, `file.read_exact(&mut buf).await?`.
fn filled<'a>(question: &Question<'a>, expr: &'a Expr) -> Vec<String> {
    let Expr::Try(inner) = peeled(expr) else { return Vec::new() };
    let mut call = peeled(without_error_mapping(&inner.expr));
    if let Expr::Await(inner) = call {
        call = peeled(&inner.base);
    }
    let args: Vec<&Expr> = match call {
        Expr::MethodCall(call) => call.args.iter().collect(),
        Expr::Call(call) => call.args.iter().collect(),
        Expr::Macro(mac) => match inside(question, &mac.mac).kind {
            Kind::Write(target) => return local(question, unborrowed(target)).into_iter().collect(),
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    let lent = args.into_iter().filter_map(|arg| match peeled(arg) {
        Expr::Reference(reference) if reference.mutability.is_some() => Some(&*reference.expr),
        _ => None,
    });
    lent.filter_map(|target| local(question, target)).collect()
}

fn local(question: &Question<'_>, target: &Expr) -> Option<String> {
    let place = place(target).filter(|place| place.fields.is_empty())?;
    question.annotations.denotes(target).is_none().then_some(place.root)
}

struct Count<'q, 'a> {
    question: &'q Question<'a>,
    written: Vec<(String, usize)>,
    lets: HashMap<usize, usize>,
    filled: Vec<String>,
    all: Vec<String>,
}

impl<'q, 'a> Count<'q, 'a> {
    fn names_in(tokens: proc_macro2::TokenStream) -> Vec<String> {
        let (mut found, mut names) = (Vec::new(), Vec::new());
        captures(&tokens, &mut names);
        identifiers(tokens, &mut found);
        names.extend(found.iter().map(ToString::to_string));
        names
    }

    fn writes(&self, expr: &Expr) -> bool {
        self.question.annotations.operation(expr).is_some_and(|operation| {
            operation.responses.contains(&self.question.response)
                && matches!(operation.effect, Effect::Write | Effect::Commit | Effect::Send | Effect::Finish)
        })
    }
}

impl<'a> Visit<'a> for Count<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Local(local) => {
                if let Some(init) = &local.init {
                    self.visit_expr(&init.expr);
                    init.diverge.iter().for_each(|(_, diverge)| self.visit_expr(diverge));
                }
                let number = self.lets.len() + 1;
                self.lets.insert(address(local), number);
            }
            Stmt::Expr(expr, _) => {
                self.filled.extend(filled(self.question, expr));
                self.visit_expr(expr);
            }
            _ => visit::visit_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.writes(expr) {
            let args = match expr {
                Expr::MethodCall(call) => Some(&call.args),
                Expr::Call(call) => Some(&call.args),
                _ => None,
            };
            let used = args.into_iter().flatten().flat_map(|arg| uses::of_expr(self.question, arg));
            let at = self.lets.len();
            self.written.extend(used.map(|used| (used.place.root, at)));
        }
        if let Expr::MethodCall(call) = expr {
            if call.method == "clear" && call.args.is_empty() {
                self.filled.extend(local(self.question, &call.receiver));
            }
        }
        visit::visit_expr(self, expr);
    }

    fn visit_expr_path(&mut self, path: &'a syn::ExprPath) {
        self.all.extend(path.path.get_ident().map(ToString::to_string));
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        let names = Self::names_in(mac.tokens.clone());
        if let Kind::Write(target) = inside(self.question, mac).kind {
            if self.question.annotations.denotes(unborrowed(target)).is_some() {
                let at = self.lets.len();
                self.written.extend(names.iter().map(|name| (name.clone(), at)));
            }
        }
        self.all.extend(names);
    }
}
