//! Prints a handler as Rust, one statement a line, and knows which statement stands on which line.

use super::ast::{Expr, Handler, PARAMETERS, Pat, Stmt, StmtKind};

/// The source text with the statement of each line; lines count from 1.
pub struct Source {
    pub text: String,
    pub statements: Vec<u32>,
}

pub fn print(handler: &Handler) -> Source {
    print_as(handler, "handler")
}

pub fn print_as(handler: &Handler, name: &str) -> Source {
    let mut printer = Printer { text: String::new(), lines: vec![0, 0], stack: vec![0], depth: 0 };
    let keyword = if handler.is_async { "async " } else { "" };
    printer.put(&format!("{keyword}fn {name}({PARAMETERS}) -> Result<(), Error> "));
    printer.block(&handler.body);
    Source { text: printer.text, statements: printer.lines }
}

struct Printer {
    text: String,
    lines: Vec<u32>,
    stack: Vec<u32>,
    depth: usize,
}

impl Printer {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn line(&mut self) {
        self.text.push('\n');
        self.text.push_str(&"    ".repeat(self.depth));
        self.lines.push(*self.stack.last().expect("a statement"));
    }

    fn block(&mut self, block: &[Stmt]) {
        self.put("{");
        self.depth += 1;
        for stmt in block {
            self.stack.push(stmt.id);
            self.line();
            self.stmt(stmt);
            self.stack.pop();
        }
        self.depth -= 1;
        self.line();
        self.put("}");
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Let { pat, init, diverge } => {
                self.put("let ");
                self.pat(pat);
                if let Some(init) = init {
                    self.put(" = ");
                    self.expr(init);
                }
                if let Some(diverge) = diverge {
                    self.put(" else ");
                    self.block(diverge);
                }
                self.put(";");
            }
            StmtKind::Expr(expr, semicolon) => {
                self.expr(expr);
                if *semicolon {
                    self.put(";");
                }
            }
            StmtKind::Checked(inner) => {
                self.put("/* checked */ ");
                self.stmt(inner);
            }
        }
    }

    fn pat(&mut self, pat: &Pat) {
        match pat {
            Pat::Wild => self.put("_"),
            Pat::Bind { name, mutable } => {
                if *mutable {
                    self.put("mut ");
                }
                self.put(name);
            }
            Pat::Lit(lit) => self.expr(lit),
            Pat::Variant(name, parts) => {
                self.put(name);
                if !parts.is_empty() {
                    self.pats("(", parts, ", ", ")");
                }
            }
            Pat::Tuple(parts) => self.pats("(", parts, ", ", ")"),
            Pat::Or(parts) => self.pats("", parts, " | ", ""),
        }
    }

    fn pats(&mut self, open: &str, parts: &[Pat], between: &str, close: &str) {
        self.put(open);
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                self.put(between);
            }
            self.pat(part);
        }
        self.put(close);
    }

    fn list(&mut self, exprs: &[Expr]) {
        self.put("(");
        for (at, expr) in exprs.iter().enumerate() {
            if at > 0 {
                self.put(", ");
            }
            self.expr(expr);
        }
        self.put(")");
    }

    /// An operand or receiver, in parentheses where they are needed.
    fn operand(&mut self, expr: &Expr) {
        use Expr::*;
        let plain = matches!(
            expr,
            Unit | Int(_)
                | Bool(_)
                | Str(_)
                | Var(_)
                | Format(_)
                | Tuple(_)
                | Call(..)
                | Method(..)
                | Field(..)
                | Index(..)
                | Try(_)
                | Await(_)
                | Async(_)
        );
        if plain {
            self.expr(expr);
        } else {
            self.put("(");
            self.expr(expr);
            self.put(")");
        }
    }

    fn label(&mut self, label: &Option<String>) {
        if let Some(label) = label {
            self.put(&format!("'{label}: "));
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Unit => self.put("()"),
            Expr::Int(number) => self.put(&number.to_string()),
            Expr::Bool(value) => self.put(&value.to_string()),
            Expr::Str(text) => self.put(&format!("{text:?}")),
            Expr::Var(name) => self.put(name),
            Expr::Format(text) => self.put(&format!("format!({text:?})")),
            Expr::Binary(op, left, right) => self.binary(op, left, right),
            Expr::Not(inner) => self.prefixed("!", inner),
            Expr::Ref(true, inner) => self.prefixed("&mut ", inner),
            Expr::Ref(false, inner) => self.prefixed("&", inner),
            Expr::Deref(inner) => self.prefixed("*", inner),
            Expr::Tuple(parts) => self.list(parts),
            Expr::Call(name, args) => {
                self.put(name);
                self.list(args);
            }
            Expr::Method(receiver, name, args) => {
                self.operand(receiver);
                self.put(&format!(".{name}"));
                self.list(args);
            }
            Expr::Field(base, name) => {
                self.operand(base);
                self.put(&format!(".{name}"));
            }
            Expr::Index(base, index) => {
                self.operand(base);
                self.put("[");
                self.expr(index);
                self.put("]");
            }
            Expr::Try(inner) => {
                self.operand(inner);
                self.put("?");
            }
            Expr::Await(inner) => {
                self.operand(inner);
                self.put(".await");
            }
            Expr::Let(pat, inner) => {
                self.put("let ");
                self.pat(pat);
                self.put(" = ");
                self.expr(inner);
            }
            Expr::Async(body) => {
                self.put("async ");
                self.expr(body);
            }
            Expr::Closure(params, body) => {
                self.put(&format!("|{}| ", params.join(", ")));
                self.expr(body);
            }
            Expr::Assign(op, left, right) => {
                self.expr(left);
                self.put(&format!(" {op} "));
                self.expr(right);
            }
            Expr::Range(from, to) => {
                from.iter().for_each(|from| self.operand(from));
                self.put("..");
                to.iter().for_each(|to| self.operand(to));
            }
            Expr::Checked(inner) => {
                self.put("/* checked */ ");
                self.operand(inner);
            }
            _ => self.control(expr),
        }
    }

    fn prefixed(&mut self, prefix: &str, inner: &Expr) {
        self.put(prefix);
        self.operand(inner);
    }

    fn binary(&mut self, op: &str, left: &Expr, right: &Expr) {
        let chain = |side: &Expr| matches!(side, Expr::Let(..));
        for (at, side) in [left, right].into_iter().enumerate() {
            if at > 0 {
                self.put(&format!(" {op} "));
            }
            if chain(side) { self.expr(side) } else { self.operand(side) }
        }
    }

    fn control(&mut self, expr: &Expr) {
        match expr {
            Expr::If(cond, then, other) => {
                self.put("if ");
                self.expr(cond);
                self.put(" ");
                self.block(then);
                if let Some(other) = other {
                    self.put(" else ");
                    self.expr(other);
                }
            }
            Expr::Match(on, arms) => {
                self.put("match ");
                self.expr(on);
                self.put(" {");
                self.depth += 1;
                for arm in arms {
                    self.line();
                    self.pat(&arm.pat);
                    if let Some(guard) = &arm.guard {
                        self.put(" if ");
                        self.expr(guard);
                    }
                    self.put(" => ");
                    self.expr(&arm.body);
                    self.put(",");
                }
                self.depth -= 1;
                self.line();
                self.put("}");
            }
            Expr::Loop(label, block) => self.looped(label, "loop ", None, block),
            Expr::While(label, cond, block) => self.looped(label, "while ", Some(cond), block),
            Expr::For(label, pat, over, block) => {
                self.label(label);
                self.put("for ");
                self.pat(pat);
                self.put(" in ");
                self.expr(over);
                self.put(" ");
                self.block(block);
            }
            Expr::Block(label, block) => self.looped(label, "", None, block),
            Expr::Break(label, value) => self.jump("break", label, value.as_deref()),
            Expr::Continue(label) => self.jump("continue", label, None),
            Expr::Return(value) => self.jump("return", &None, value.as_deref()),
            _ => unreachable!("printed by `expr`"),
        }
    }

    fn looped(&mut self, label: &Option<String>, keyword: &str, cond: Option<&Expr>, block: &[Stmt]) {
        self.label(label);
        self.put(keyword);
        if let Some(cond) = cond {
            self.expr(cond);
            self.put(" ");
        }
        self.block(block);
    }

    fn jump(&mut self, keyword: &str, label: &Option<String>, value: Option<&Expr>) {
        self.put(keyword);
        if let Some(label) = label {
            self.put(&format!(" '{label}"));
        }
        if let Some(value) = value {
            self.put(" ");
            self.expr(value);
        }
    }
}
