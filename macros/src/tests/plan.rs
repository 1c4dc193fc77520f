//! The rules of hoisting on small functions, in the form of `plan_cases.rs`.
//!
//! Method calls on `res` (and on views of it) are annotated from a table of a few names, and where the response is Open
//! is found by following the blocks, so these tests depend on nothing but the rules.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ItemFn, Stmt};

use crate::annotations::{Annotations, Denotes, Operation, Via};
use crate::effect::Effect;
use crate::known::headers;
use crate::known::macros::Macros;
use crate::plan::{Hoist, Question, Refusal, hoist};
use crate::vocabulary::Sets;

use super::plan_cases;

const METHODS: &[(&str, Effect, Sets, bool)] = &[
    ("insert_header", Effect::Head, Sets::NamedHeader, true),
    ("append_header", Effect::Head, Sets::NamedHeader, true),
    ("remove_header", Effect::Head, Sets::NamedHeader, true),
    ("content_type", Effect::Head, Sets::Headers(&["content-type"]), true),
    ("set_status", Effect::Head, Sets::Status, true),
    ("add_cookie", Effect::Head, Sets::Cookies, true),
    ("headers_mut", Effect::Head, Sets::Unknown, true),
    ("write", Effect::Write, Sets::Unknown, true),
    ("flush", Effect::Write, Sets::Unknown, true),
    ("write_head", Effect::Commit, Sets::Status, true),
    ("commit_with", Effect::Commit, Sets::Status, false),
    ("redirect", Effect::Send, Sets::Answer, true),
    ("send_error", Effect::Send, Sets::Answer, false),
    ("end", Effect::Finish, Sets::Unknown, true),
    ("abort", Effect::Abort, Sets::Unknown, true),
    ("reset", Effect::Reset, Sets::Unknown, true),
    ("on_commit", Effect::Hook, Sets::Unknown, true),
    ("headers", Effect::Read, Sets::Unknown, true),
    ("headers_sent", Effect::State, Sets::Unknown, true),
];

/// Annotates what is called on `res`, `self.res` and what is made from them.
struct Annotate<'m> {
    out: Annotations,
    macros: &'m Macros,
    views: Vec<(String, Denotes)>,
}

impl Annotate<'_> {
    fn denotes(&self, expr: &Expr) -> Option<Denotes> {
        match expr {
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                if name == "res" {
                    return Some(Denotes::Response(vec![0]));
                }
                self.views.iter().rev().find(|(view, _)| *view == name).map(|(_, denotes)| denotes.clone())
            }
            Expr::Field(field) => match &field.member {
                syn::Member::Named(name) if name == "res" => Some(Denotes::Response(vec![0])),
                _ => self.denotes(&field.base).map(|_| Denotes::HeadView(vec![0])),
            },
            Expr::Reference(inner) => self.denotes(&inner.expr),
            Expr::Unary(inner) => self.denotes(&inner.expr),
            Expr::Paren(inner) => self.denotes(&inner.expr),
            Expr::Try(inner) => self.denotes(&inner.expr),
            Expr::MethodCall(call) => {
                let denotes = self.denotes(&call.receiver)?;
                match call.method.to_string().as_str() {
                    "headers_mut" => Some(Denotes::HeadView(vec![0])),
                    "writer" => Some(Denotes::BodyView(vec![0])),
                    "insert_header" | "set_status" | "append_header" | "unwrap" | "ok" | "expect"
                    | "map_err" => Some(denotes),
                    _ => None,
                }
            }
            Expr::Call(call) => {
                let encoder = quote::ToTokens::to_token_stream(&call.func).to_string().contains("Encoder");
                (encoder && call.args.iter().any(|arg| self.denotes(arg).is_some()))
                    .then(|| Denotes::BodyView(vec![0]))
            }
            _ => None,
        }
    }

    fn operation(&mut self, expr: &Expr, effect: Effect, via: Via, name: &str, sets: Sets, sets_known: bool) {
        let header = match expr {
            Expr::MethodCall(call) => call.args.first().and_then(headers::named),
            _ => None,
        };
        let operation = Operation {
            responses: vec![0],
            effect,
            via,
            name: name.to_owned(),
            span: match expr {
                Expr::MethodCall(call) => call.method.span(),
                other => other.span(),
            },
            header,
            sets,
            sets_known,
        };
        self.out.set_operation(expr, operation);
    }

    fn method_call(&mut self, expr: &Expr, call: &syn::ExprMethodCall) {
        let Some(receiver) = self.denotes(&call.receiver) else { return };
        let name = call.method.to_string();
        match receiver {
            Denotes::HeadView(_) if ["get", "contains_key", "len"].contains(&&*name) => {}
            Denotes::HeadView(_) => {
                self.operation(expr, Effect::Head, Via::HeadView, &name, Sets::NamedHeader, true)
            }
            Denotes::BodyView(_) => {
                self.operation(expr, Effect::Write, Via::BodyView, &name, Sets::Unknown, true)
            }
            _ => {
                if ["writer", "unwrap", "ok", "expect", "map_err"].contains(&&*name) {
                    return;
                }
                match METHODS.iter().find(|(known, ..)| *known == name) {
                    Some((_, effect, sets, known)) => {
                        self.operation(expr, *effect, Via::Response, &name, sets.clone(), *known);
                    }
                    None => self.operation(expr, Effect::Opaque, Via::Unknown, &name, Sets::Unknown, false),
                }
            }
        }
    }
}

impl<'ast, 'm: 'ast> Visit<'ast> for Annotate<'m> {
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        if let Some(known) = self.macros.get(mac) {
            known.visit(self);
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        if matches!(expr, Expr::Closure(_) | Expr::Async(_)) && mentions(expr, "res") {
            self.operation(expr, Effect::Opaque, Via::Unknown, "closure", Sets::Unknown, false);
        }
        visit::visit_expr(self, expr);
        if let Some(denotes) = self.denotes(expr) {
            self.out.set_denotes(expr, denotes);
        }
        match expr {
            Expr::MethodCall(call) => self.method_call(expr, call),
            Expr::Assign(assign) if matches!(self.denotes(&assign.left), Some(Denotes::HeadView(_))) => {
                self.operation(expr, Effect::Head, Via::HeadView, "status", Sets::Status, true);
            }
            Expr::Call(call)
                if self.denotes(expr).is_none()
                    && call.args.iter().any(|arg| self.denotes(arg).is_some()) =>
            {
                self.operation(expr, Effect::Opaque, Via::Unknown, "call", Sets::Unknown, false);
            }
            Expr::Call(call) if is_exit(&call.func) => self.out.set_never_returns(expr),
            _ => {}
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        if let (syn::Pat::Ident(name), Some(init)) = (&local.pat, &local.init) {
            if let Some(denotes) = self.denotes(&init.expr) {
                self.views.push((name.ident.to_string(), denotes));
            }
        }
    }
}

fn is_exit(function: &Expr) -> bool {
    matches!(function, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "exit"))
}

fn mentions(expr: &Expr, name: &str) -> bool {
    let tokens = quote::ToTokens::to_token_stream(expr).to_string();
    tokens.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name)
}

/// Whether the head may have gone after a statement.
fn commits(annotations: &Annotations, stmt: &Stmt, macros: &Macros) -> bool {
    struct Commits<'m>(&'m Annotations, &'m Macros, bool);
    impl<'ast, 'm: 'ast> Visit<'ast> for Commits<'m> {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            if let Expr::Closure(_) = expr {
                return;
            }
            self.2 |= matches!(expr, Expr::Call(call) if mentions(&call.func, "send"));
            let operation = self.0.operation(expr);
            self.2 |= operation.is_some_and(|op| op.effect.commits() || op.effect == Effect::Opaque);
            visit::visit_expr(self, expr);
        }
        fn visit_macro(&mut self, mac: &'ast syn::Macro) {
            let text = mac.tokens.to_string();
            self.2 |=
                mac.path.is_ident("write") && (text.starts_with("res") || text.starts_with("self . res"));
            if let Some(known) = self.1.get(mac) {
                known.visit(self);
            }
        }
    }
    let mut commits = Commits(annotations, macros, false);
    commits.visit_stmt(stmt);
    // A branch that answers and returns leaves the response Open behind it.
    commits.2 && !quote::ToTokens::to_token_stream(stmt).to_string().contains("return Ok")
}

fn commits_surely(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Expr(expr, _) if matches!(expr, Expr::Try(_) | Expr::Await(_) | Expr::MethodCall(_)))
}

/// The block and index of the statement that starts on a line.
struct Find<'a> {
    line: usize,
    found: Option<(&'a Block, usize)>,
}

impl<'a> Visit<'a> for Find<'a> {
    fn visit_block(&mut self, block: &'a Block) {
        for (index, stmt) in block.stmts.iter().enumerate() {
            if stmt.span().start().line == self.line && self.found.is_none() {
                self.found = Some((block, index));
            }
        }
        visit::visit_block(self, block);
    }
}

fn boundaries(
    annotations: &Annotations,
    macros: &Macros,
    block: &Block,
    looped: bool,
) -> (Vec<bool>, Vec<bool>) {
    let any = block.stmts.iter().any(|stmt| commits(annotations, stmt, macros));
    let (mut every, mut some) = (vec![!(looped && any)], vec![true]);
    for stmt in &block.stmts {
        let commits = commits(annotations, stmt, macros);
        every.push(every[every.len() - 1] && !commits);
        some.push(some[some.len() - 1] && !(commits && commits_surely(stmt)));
    }
    (every, some)
}

pub(super) struct Expected<'c> {
    pub(super) line: usize,
    count: usize,
    pub(super) mark: &'c str,
}

pub(super) fn expected(source: &str) -> Expected<'_> {
    let (line, mark) = source
        .lines()
        .enumerate()
        .find_map(|(line, text)| Some((line + 1, text.split_once("//~ ")?.1)))
        .expect("a mark");
    match mark.strip_prefix("two ") {
        Some(mark) => Expected { line, count: 2, mark },
        None => Expected { line, count: 1, mark },
    }
}

fn run(source: &str) -> (Result<Hoist, Refusal>, Vec<usize>) {
    let item: ItemFn = syn::parse_str(source).unwrap_or_else(|error| panic!("{error}: {source}"));
    let macros = Macros::of_block(&item.block);
    let mut annotate = Annotate { out: Annotations::default(), macros: &macros, views: Vec::new() };
    annotate.visit_block(&item.block);
    let wanted = expected(source);
    let mut find = Find { line: wanted.line, found: None };
    find.visit_block(&item.block);
    let (block, index) = find.found.expect("a statement on the marked line");
    let looped = source.contains("// loop");
    let (open_before, may_be_open_before) = boundaries(&annotate.out, &macros, block, looped);
    let lines = block.stmts.iter().map(|stmt| stmt.span().start().line).collect();
    let question = Question {
        signature: &item.sig,
        body: &item.block,
        block,
        unit: (index..index + wanted.count).collect(),
        response: 0,
        open_before: &open_before,
        may_be_open_before: &may_be_open_before,
        moved: &[],
        annotations: &annotate.out,
        macros: &macros,
        answers_errors: !source.contains("PlainWriter"),
        inner_function: None,
        handler: None,
        vouched: source.contains("#[hoist]"),
    };
    (hoist(&question), lines)
}

/// A case as a whole function: a body alone gets the usual signature.
pub(super) fn whole(case: &str) -> String {
    let case = case.trim_matches('\n');
    let code = case.lines().find(|line| !line.starts_with("//")).unwrap_or_default();
    match code.starts_with("fn ") || code.starts_with("async fn ") {
        true => case.to_owned(),
        false => format!(
            "async fn handler(req: &Request, name: &str, n: u64, rows: Vec<Row>, res: &mut ResponseWriter) -> Result<()> {{\n{case}\n}}"
        ),
    }
}

/// `above TEXT [with TEXT]..` or `stays Reason`.
fn judge(case: &str) -> Result<(), String> {
    let source = whole(case);
    let wanted = expected(&source);
    let (result, lines) = run(&source);
    let line_of = |text: &str| line_of(&source, text);
    match (wanted.mark.strip_prefix("above "), wanted.mark.strip_prefix("stays ")) {
        (Some(place), _) => {
            let mut parts = place.split(" with ");
            let above = line_of(parts.next().unwrap_or_default().trim())?;
            let with = parts.map(|text| line_of(text.trim())).collect::<Result<Vec<_>, _>>()?;
            let hoist = result.map_err(|refusal| {
                format!("stays: {:?} on line {}", refusal.reason, refusal.span.start().line)
            })?;
            let got: Vec<usize> =
                hoist.statements.iter().map(|at| lines[*at]).filter(|l| *l < wanted.line).collect();
            match lines[hoist.above] == above && got == with {
                true => Ok(()),
                false => {
                    Err(format!("above line {} with {got:?}, not {above} with {with:?}", lines[hoist.above]))
                }
            }
        }
        (_, Some(reason)) => match result {
            Ok(hoist) => Err(format!("moves above line {}", lines[hoist.above])),
            Err(refusal) => {
                let got = format!("{:?}", refusal.reason);
                let starts = got.starts_with(reason);
                starts.then_some(()).ok_or_else(|| format!("{got} on line {}", refusal.span.start().line))
            }
        },
        _ => Err("a mark says `above` or `stays`".to_owned()),
    }
}

/// The first line that starts with a text.
pub(super) fn line_of(source: &str, text: &str) -> Result<usize, String> {
    let found = source.lines().position(|line| line.trim_start().starts_with(text));
    found.map(|at| at + 1).ok_or_else(|| format!("no line starts with `{text}`"))
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    let mut count = 0;
    let cases = plan_cases::all();
    for case in cases.split("\n---").filter(|case| !case.trim().is_empty()) {
        count += 1;
        if let Err(message) = judge(case) {
            wrong.push(format!("{}\n=> {message}\n", whole(case)));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n\n{}", wrong.len(), wrong.join("\n"));
}
