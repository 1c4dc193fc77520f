//! Vocabularies that users declare: the declaration, and what its rows mean.

use crate::effect::Effect;
use crate::vocabulary::{self, Gives, StateShape, Table, UserVocabulary};

fn parse(rows: &str) -> syn::Result<UserVocabulary> {
    syn::parse_str(&format!("pub my_writer for a::MyWriter<'_> {{ {rows} }}"))
}

#[track_caller]
fn table(rows: &str) -> Table {
    let mut table = Table::new(vocabulary::default());
    table.user(parse(rows).unwrap_or_else(|error| panic!("{rows}: {error}")));
    table
}

#[track_caller]
fn effect(table: &Table, call: &str) -> Option<Effect> {
    let call: syn::ExprMethodCall = syn::parse_str(&format!("w.{call}")).expect("a method call");
    let args: Vec<&syn::Expr> = call.args.iter().collect();
    table.lookup(&call.method.to_string(), &args, "MyWriter").map(|meaning| meaning.effect)
}

#[test]
fn effects_by_name() {
    let table = table("head: set, put; write: push; finish: done; never: quit");
    assert_eq!(effect(&table, "set(a, b)"), Some(Effect::Head));
    assert_eq!(effect(&table, "put()"), Some(Effect::Head));
    assert_eq!(effect(&table, "push(x)"), Some(Effect::Write));
    assert_eq!(effect(&table, "done()"), Some(Effect::Finish));
    assert_eq!(effect(&table, "quit()"), Some(Effect::Never));
    assert_eq!(effect(&table, "other()"), None);
    assert_eq!(effect(&table, "insert_header(a, b)"), None);
}

#[test]
fn the_methods_of_write_need_no_row() {
    let with = table("head: set");
    assert_eq!(effect(&with, "write_all(b)"), Some(Effect::Write));
    assert_eq!(effect(&table("head: write"), "write(b)"), Some(Effect::Head));
}

#[test]
fn numbers_of_arguments() {
    let table = table("read: kind(); head: kind(_), pair(_, _)");
    assert_eq!(effect(&table, "kind()"), Some(Effect::Read));
    assert_eq!(effect(&table, "kind(1)"), Some(Effect::Head));
    assert_eq!(effect(&table, "pair(1)"), None);
    assert_eq!(effect(&table, "pair(1, 2)"), Some(Effect::Head));
}

#[test]
fn views() {
    let table = table("head_view: head; body_view: sink()");
    assert_eq!(table.lookup("head", &[], "").map(|meaning| meaning.gives), Some(Gives::HeadView));
    assert_eq!(table.lookup("sink", &[], "").map(|meaning| meaning.gives), Some(Gives::BodyView));
}

#[test]
fn states() {
    let state = |rows| table(rows).declared_state().map(|(name, shape)| (name.to_owned(), shape));
    let named = |name: &str, shape| Some((name.to_owned(), shape));
    assert_eq!(state("state: is_started()"), named("is_started", StateShape::True));
    assert_eq!(state("state: started_at().is_some()"), named("started_at", StateShape::Some));
    assert_eq!(state("state: sent() != 0;"), named("sent", StateShape::NotZero));
    assert_eq!(state("head: set"), None);
    assert_eq!(state("state: is_sent(_)"), None);
}

#[test]
fn the_type_is_known_by_its_last_segment() {
    assert_eq!(parse("head: set").expect("a vocabulary").for_type(), "MyWriter");
}

#[test]
fn mistakes_are_reported_together() {
    let error =
        parse("heads: a; write: b; write: b; state: c().is_none(); finish: 5").err().expect("mistakes");
    let headlines: Vec<String> = error
        .into_iter()
        .map(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        headlines,
        ["unknown effect `heads`", "`b` is named twice", "expected `is_some()`", "expected ident"]
    );
}
