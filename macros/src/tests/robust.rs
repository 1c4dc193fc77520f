//! No input makes the macro panic: random changes to the tokens of real handlers, seeded, and half-typed bodies.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::expand::expand;

const SOURCES: &[&str] = &[
    include_str!("../../../examples/export_expanded.rs"),
    "async fn f(res: &mut ResponseWriter, req: &Request) -> Result<()> {
        let Some(x) = req.get(\"a\") else { res.send_error(404)?; return Ok(()) };
        'a: loop { match x { Some(n) if n > 3 => break 'a, State::Part(_) => { res.write(n).await?; } _ => continue } }
        let h = res.headers_mut(); h.insert(\"A\", 1); if !res.headers_sent() { res.status = 3; }
        tokio::select! { a = b => { res.write(a).await?; }, else => {} }
        let r = (|| { res.finish()?; Ok(()) })(); write!(res, \"{x}\", y = 2)?; info!(%x, \"{}\", y);
        #[late(drop)] res.insert_header(\"X\", x)?; #[hoist] res.set_status(3)?; #[effect(write)] helper(res);
        Ok(())
    }",
    "impl Site { fn a(&mut self) { self.res.write(1); self.res.insert_header(\"A\", b); } }",
    "mod m { use a::B; fn f(res: ResponseWriter) { drop(res); async move { res.write(1) }; } }",
];

const ARGS: &[&str] = &[
    "",
    "response = res, deny(hoisted, checked)",
    "responses(self.res, res), calls(helper = write, next.run = never), late = log",
    "vocabulary = pingora, head(put), entry = unknown, warn(late, hoisted, checked)",
];

/// A small generator of random numbers, so that a seed names a case.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// Deletes, doubles, swaps or unwraps a token somewhere in the tree.
fn mutate(tokens: TokenStream, random: &mut Random) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    if trees.is_empty() {
        return TokenStream::new();
    }
    let at = random.below(trees.len());
    if let TokenTree::Group(group) = &trees[at] {
        if random.below(8) > 0 {
            let inner = mutate(group.stream(), random);
            trees[at] = Group::new(group.delimiter(), inner).into();
            return trees.into_iter().collect();
        }
    }
    match random.below(5) {
        0 => drop(trees.remove(at)),
        1 => trees.insert(at, trees[at].clone()),
        2 => {
            let other = random.below(trees.len());
            trees.swap(at, other);
        }
        3 => {
            let rest: TokenStream = trees.drain(at..).collect();
            trees.push(Group::new(Delimiter::Brace, rest).into());
        }
        _ => trees[at] = TokenTree::Ident(proc_macro2::Ident::new("res", proc_macro2::Span::call_site())),
    }
    trees.into_iter().collect()
}

fn try_seed(seed: u64) {
    let mut random = Random(seed);
    let args: TokenStream = ARGS[random.below(ARGS.len())].parse().expect("tokens");
    let mut item: TokenStream = SOURCES[random.below(SOURCES.len())].parse().expect("tokens");
    let (mut args, changes) = (args, 1 + random.below(6));
    for _ in 0..changes {
        item = mutate(item, &mut random);
    }
    if random.below(4) == 0 {
        args = mutate(args, &mut random);
    }
    let text = format!("#[headers_first({args})]\n{item}");
    let result = catch_unwind(AssertUnwindSafe(|| drop(expand(args, item))));
    assert!(result.is_ok(), "seed {seed} panics on\n{text}");
}

#[test]
fn random_tokens() {
    // HEADERS_FIRST_SEEDS=from..to runs others: a long run is a command, not a test.
    let seeds = std::env::var("HEADERS_FIRST_SEEDS").ok().and_then(|range| {
        let (from, to) = range.split_once("..")?;
        Some(from.parse().ok()?..to.parse().ok()?)
    });
    seeds.unwrap_or(0..4000).for_each(try_seed);
}

#[test]
fn half_typed_bodies_pass_through() {
    for source in [
        "fn f(res: &mut ResponseWriter) { res. }",
        "fn f(res: &mut ResponseWriter) { let = 5; }",
        "fn f(res: &mut ResponseWriter) { match x { a => } }",
        "fn f(res: &mut ResponseWriter) { res.write(1 2) }",
        "fn f(res: &mut",
    ] {
        let Ok(item) = source.parse::<TokenStream>() else { continue };
        let output = expand(TokenStream::new(), item.clone()).to_string();
        assert!(output.contains("compile_error"), "{output}");
        assert!(output.ends_with(&item.to_string()), "{output}");
    }
}

#[test]
fn a_fill_character_of_several_bytes() {
    let source = "fn f(res: &mut ResponseWriter, width: usize) { res.write(format!(\"{:→width$}\", 1)); }";
    assert!(expand(TokenStream::new(), source.parse().expect("tokens")).to_string().contains("width"));
}
