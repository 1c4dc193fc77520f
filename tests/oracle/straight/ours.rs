//! What the macro says of a program.

use std::collections::BTreeSet;

use proc_macro2::{LineColumn, TokenStream};

use super::spell::{Spelled, ours};
use super::tree::Program;
use crate::args::Args;
use crate::effect::Effect;
use crate::graph::{Graph, Site, SiteId, Terminator};
use crate::handler::{Target, responses};
use crate::known::macros::Macros;
use crate::lower::{Input, Root, lower};
use crate::phase::{self, Phase};

const ARGUMENTS: &str = "deny(hoisted, checked), calls(fatal = never)";

/// Numbers of operations.
pub type Ops = BTreeSet<usize>;

/// The operations that it does not leave alone: it moves them, checks them, or rejects them.
///
/// # Errors
///
/// What it says otherwise.
pub fn verdict(program: &Program) -> Result<Ops, String> {
    let source = ours(program);
    let (args, item) = parse(&source)?;
    let Err(errors) = crate::expand(args, item) else { return Ok(Ops::new()) };
    let mut found = Ops::new();
    for error in errors {
        let text = error.to_string();
        if text.starts_with("the head is sent here") || text.starts_with("the response ends here") {
            continue;
        }
        let about = [
            "is too late",
            "is a second response",
            "comes after the end",
            "would be hoisted",
            "needs a run-time",
        ];
        if !about.iter().any(|words| text.contains(words)) {
            return Err(text);
        }
        found.insert(source.op_at(error.span().start()).ok_or(text)?);
    }
    Ok(found)
}

/// The operations that a path of the graph reaches too late, whatever is known of the values that lead there.
///
/// # Errors
///
/// If the program is no handler to the macro.
pub fn before_facts(program: &Program) -> Result<Ops, String> {
    let source = ours(program);
    let (args, item) = parse(&source)?;
    let args = Args::parse(args).map_err(|_| "the arguments")?;
    let target = Target::parse(item).map_err(|error| error.to_string())?;
    let mut found = Ops::new();
    for function in target.functions() {
        let tracked = responses(function.signature, function.block, &function.scope, &args, function.alone);
        let tracked = tracked.map_err(|error| error.to_string())?;
        let macros = Macros::of_block(function.block);
        let (body, never) = (Root::Function(function.block), &*function.scope.never);
        let signature = Some(function.signature);
        let mut lowered =
            lower(Input { signature, body, tracked: &tracked, macros: &macros, args: &args, never });
        forget(&mut lowered.graph);
        for response in 0..tracked.len() {
            let phases = phase::run(&lowered.graph, response, true);
            let sites = (0..).map(SiteId).zip(&lowered.graph.sites).zip(&lowered.origins);
            for ((id, site), origin) in sites {
                let late = phases.before(id).iter().any(|(state, _)| is_late(site, state.phase));
                if late && origin.node.is_some() && origin.responses.contains(&response) {
                    let what = format!("`{}` at no operation of the program", site.name);
                    found.insert(source.op_at(site.span.start()).ok_or(what)?);
                }
            }
        }
    }
    Ok(found)
}

/// Every edge can be taken.
fn forget(graph: &mut Graph) {
    for block in &mut graph.blocks {
        if let Terminator::Branch(edges) = &mut block.terminator {
            edges.iter_mut().for_each(|edge| edge.when.clear());
        }
    }
}

fn is_late(site: &Site, phase: Phase) -> bool {
    match site.effect {
        effect if effect.needs_open() => phase != Phase::Open,
        Effect::Write => site.content && phase == Phase::Finished,
        Effect::Trailer => phase == Phase::Finished,
        _ => false,
    }
}

fn parse(source: &Spelled) -> Result<(TokenStream, TokenStream), String> {
    let item: TokenStream = source.text.parse().map_err(|error| format!("{error}\n{}", source.text))?;
    Ok((ARGUMENTS.parse().expect("tokens"), item))
}

impl Spelled {
    /// The innermost operation at a place.
    fn op_at(&self, place: LineColumn) -> Option<usize> {
        let line: usize = self.text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
        let at = line + place.column;
        let around = self.ops.iter().filter(|(_, range)| range.contains(&at));
        around.max_by_key(|(_, range)| range.start).map(|(number, _)| *number)
    }
}
