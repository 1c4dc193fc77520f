//! The two spellings of a program: for the macro, and with tokens for the borrow checker.
//!
//! With tokens, an operation with a need borrows its own token, and one that sends the head or ends the response moves the
//! tokens of all operations on that response for which this is too late; each is made anew first. Control flow is spelled
//! the same, except that closures, `async` and `try` blocks become labelled blocks, and `?` and `return` in them breaks.

use std::ops::Range;

use super::grammar::Rule;
use super::operations::{Leaves, Needs, RESPONSES};
use super::tree::{Block, Frame, Kind, Node, Part, Program};

/// A source text with the operations in it: their numbers and where they stand.
pub struct Spelled {
    pub text: String,
    pub ops: Vec<(usize, Range<usize>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Ours,
    Tokens,
}

const PARAMETERS: &str = "x: u32, mut flag: bool, word: bool, maybe: Option<u32>, v: &mut [u32]";

/// The handler that the macro gets.
pub fn ours(program: &Program) -> Spelled {
    let responses = RESPONSES.map(|name| format!("{name}: &mut ResponseWriter")).join(", ");
    let mut speller = Speller::new(program, Spelling::Ours);
    speller.put(&format!("{}fn handler({PARAMETERS}, {responses}) -> Result<u32, E> ", program.keyword()));
    speller.body();
    Spelled { text: speller.text, ops: speller.ops }
}

/// The function that the borrow checker gets.
pub fn tokens(program: &Program, name: &str) -> String {
    let mut speller = Speller::new(program, Spelling::Tokens);
    speller.put(&format!("{}fn {name}({PARAMETERS}) -> Result<u32, E> {{\n", program.keyword()));
    for (number, op) in program.ops.iter().enumerate() {
        if op.row.needs != Needs::Nothing {
            speller.put(&format!("let mut t{number} = T; "));
        }
    }
    speller.body();
    speller.put("\n}");
    speller.text
}

impl Program {
    fn keyword(&self) -> &'static str {
        if self.is_async { "async " } else { "" }
    }

    /// Moves the tokens of all operations that come too late after this one.
    fn moves(&self, number: usize) -> String {
        let (by, mut text) = (self.ops[number], String::new());
        for (other, op) in self.ops.iter().enumerate() {
            let late = match op.row.needs {
                Needs::Nothing => false,
                Needs::Open => by.row.leaves >= Leaves::Sent,
                Needs::Unfinished => by.row.leaves == Leaves::Ended,
            };
            if late && op.response == by.response {
                text += &format!("t{other} = T; gone(t{other}); ");
            }
        }
        text
    }
}

struct Speller<'p> {
    program: &'p Program,
    spelling: Spelling,
    text: String,
    ops: Vec<(usize, Range<usize>)>,
    /// The closures and blocks around, which became labelled blocks.
    frames: Vec<(Frame, u32)>,
    depth: usize,
}

impl<'p> Speller<'p> {
    fn new(program: &'p Program, spelling: Spelling) -> Self {
        Speller { program, spelling, text: String::new(), ops: Vec::new(), frames: Vec::new(), depth: 0 }
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn line(&mut self) {
        self.put("\n");
        self.put(&"    ".repeat(self.depth));
    }

    fn body(&mut self) {
        let program = self.program;
        self.braces(&program.body, ("Ok(n(0))", ""));
    }

    fn block(&mut self, block: &Block) {
        self.braces(block, ("", ""));
    }

    /// A block, with something around its tail.
    fn braces(&mut self, block: &Block, around: (&str, &str)) {
        self.put("{");
        self.depth += 1;
        for stmt in &block.stmts {
            self.line();
            self.node(stmt);
            if stmt.sort == 'X' {
                self.put(";");
            }
        }
        if block.tail.is_some() || !around.0.is_empty() {
            self.line();
            self.put(around.0);
            block.tail.iter().for_each(|tail| self.node(tail));
            self.put(around.1);
        }
        self.depth -= 1;
        self.line();
        self.put("}");
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            Kind::Filled(rule, parts) => self.filled(rule, parts),
            Kind::Op { number, chained, arg, awaited } => {
                self.op(*number, chained.as_deref(), arg.as_deref(), *awaited);
            }
            Kind::Try(inner) => match self.left_by(|frame| matches!(frame, Frame::Result | Frame::Try)) {
                Some(frame) => {
                    self.put("(match ");
                    self.node(inner);
                    self.put(&format!(" {{ Ok(ok) => ok, Err(e) => break 'f{frame} Err(e) }})"));
                }
                None => {
                    self.node(inner);
                    self.put("?");
                }
            },
            Kind::Return(before, value, after) => {
                match self.left_by(|frame| frame != Frame::Try) {
                    Some(frame) => self.put(&format!("break 'f{frame} {before}")),
                    None => self.put(&format!("return {before}")),
                }
                value.iter().for_each(|value| self.node(value));
                self.put(after);
            }
            Kind::Jump(text, value) => {
                self.put(text);
                self.put(" ");
                value.iter().for_each(|value| self.node(value));
            }
        }
    }

    /// The innermost labelled block that stands for what an exit leaves.
    fn left_by(&self, is_left: impl Fn(Frame) -> bool) -> Option<u32> {
        let frames = self.frames.iter().rev().filter(|_| self.spelling == Spelling::Tokens);
        frames.clone().find(|(frame, _)| is_left(*frame)).map(|(_, number)| *number)
    }

    fn filled(&mut self, rule: &Rule, parts: &[Part]) {
        let template = match self.spelling {
            Spelling::Tokens if !rule.tokens.is_empty() => rule.tokens,
            _ => rule.ours,
        };
        let mut pieces = template.split('$');
        self.put(pieces.next().unwrap_or_default());
        for (next, piece) in pieces.enumerate() {
            let (hole, text) = piece.split_at(1);
            let at = hole.parse().unwrap_or(next);
            match &parts[at] {
                Part::Text(text) => self.put(text),
                Part::Node(node) => self.node(node),
                Part::Block(block) => self.block(block),
                Part::Frame(frame, number, block) => self.frame(*frame, *number, block),
            }
            self.put(text);
        }
    }

    fn frame(&mut self, frame: Frame, number: u32, block: &Block) {
        let tokens = self.spelling == Spelling::Tokens;
        let around = match frame {
            Frame::Result => ("Ok::<u32, E>(", ")"),
            Frame::Try if tokens => ("Ok::<u32, E>(", ")"),
            _ => ("", ""),
        };
        if tokens {
            self.put(&format!("('f{number}: "));
        }
        self.frames.push((frame, number));
        self.braces(block, around);
        self.frames.pop();
        if tokens {
            self.put(")");
        }
    }

    fn op(&mut self, number: usize, chained: Option<&Node>, arg: Option<&Node>, awaited: bool) {
        match self.spelling {
            Spelling::Ours => self.on_response(number, chained, arg, awaited),
            Spelling::Tokens => self.on_tokens(number, chained, arg, awaited),
        }
    }

    fn on_response(&mut self, number: usize, chained: Option<&Node>, arg: Option<&Node>, awaited: bool) {
        let op = self.program.ops[number];
        let call = op.row.call.replace('@', &number.to_string());
        let on = chained.map_or(RESPONSES[op.response], |first| {
            self.node(first);
            "?"
        });
        let start = self.text.len();
        let call = call.replace('~', on);
        let (before, after) = call.split_once('#').unwrap_or((&call, ""));
        self.put(before);
        arg.iter().for_each(|arg| self.node(arg));
        self.put(after);
        self.ops.push((number, start..self.text.len()));
        if awaited {
            self.put(".await");
        }
    }

    fn on_tokens(&mut self, number: usize, chained: Option<&Node>, arg: Option<&Node>, awaited: bool) {
        let row = self.program.ops[number].row;
        let moves = if row.leaves == Leaves::Same { String::new() } else { self.program.moves(number) };
        self.put(if awaited { "ready(" } else { "" });
        self.put(if row.leaves == Leaves::Same { "" } else { "({ let done = " });
        match chained {
            Some(first) => {
                self.node(&Node { sort: 't', kind: Kind::Try(Box::new(first.clone())) });
                self.put(".also(");
            }
            None if row.needs == Needs::Nothing => self.put("free("),
            None => self.put("held("),
        }
        match arg {
            Some(arg) => self.node(arg),
            None => self.put("0"),
        }
        if row.needs != Needs::Nothing {
            self.put(&format!(", &t{number}"));
        }
        self.put(")");
        if row.leaves != Leaves::Same {
            self.put(&format!("; {moves}done }})"));
        }
        self.put(if awaited { ").await" } else { "" });
    }
}
