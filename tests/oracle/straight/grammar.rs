//! The language of straight programs, as data.
//!
//! A rule is a template with holes. Where the tokens are spelled differently (a closure or `async` block becomes a
//! labelled block, because what it captured would be moved as a whole), the second template says how; its holes name
//! those of the first by their position.
//!
//! | hole | filled with |
//! |---|---|
//! | `$n` `$c` `$o` `$l` | a number, a condition, an option, a list |
//! | `$q` `$Q` | a condition, an option in the head of a loop: no bare jump |
//! | `$g` | a condition that must be able to be either: a guard, a right side |
//! | `$p` `$k` | a condition without operations, a number that counts the calls of the unknown |
//! | `$S` `$t` `$i` `$h` `$f` | an expression statement, something with `?`, a number with `?`, an operation, a call that fails |
//! | `$m` | a number with `?` on a call whose outcome is followed |
//! | `$b` `$B` | a block, the body of the rule's own loop or labelled block |
//! | `$d` `$X` `$x` | a block that is left, an exit, a `return` |
//! | `$w` `$W` `$z` | a block with a number, that of the rule's own labelled block, a block with a condition |
//! | `$L` `$T` | a label or none, a label |
//! | `$A` `$F` `$G` `$U` `$Y` | the body of an `async` block, of a closure (a result, a number, nothing), of a `try` block |

/// What the own body of a rule lets jumps do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    No,
    Loop,
    /// Left with a number.
    NumberLoop,
    Labelled,
    NumberLabelled,
}

pub struct Rule {
    pub weight: usize,
    pub scope: Scope,
    pub ours: &'static str,
    /// Empty if it is the same.
    pub tokens: &'static str,
}

const fn rule(weight: usize, ours: &'static str) -> Rule {
    Rule { weight, scope: Scope::No, ours, tokens: "" }
}

const fn scoped(weight: usize, scope: Scope, ours: &'static str) -> Rule {
    Rule { weight, scope, ours, tokens: "" }
}

const fn spelled(weight: usize, ours: &'static str, tokens: &'static str) -> Rule {
    Rule { weight, scope: Scope::No, ours, tokens }
}

pub const STATEMENTS: &[Rule] = &[
    rule(90, "$t;"),
    rule(16, "let _ = $h;"),
    rule(10, "$h.ok();"),
    rule(8, "$h;"),
    rule(4, "$h.unwrap();"),
    rule(10, "e($k, $n);"),
    rule(4, "let x = $n;"),
    rule(14, "if $c $b"),
    rule(10, "if $c $b else $b"),
    rule(4, "if $c $b else if $c $b else $b"),
    rule(5, "if let Some(x) = $o $b else $b"),
    rule(3, "if let Some(x) = $o && $c $b"),
    rule(2, "if let Some(x) = $o && $c $b else $b"),
    rule(5, "match $n { 0 => $b, 1 | 2 => $b, 3.. if $g => $b, _ => $b }"),
    rule(4, "match $o { Some(x) => $b, _ if $g => $b, None => $b }"),
    rule(3, "match ($o, $n) { (Some(x), 0) => $b, (None, 1..=4) if $g => $b, _ => $b }"),
    rule(5, "match ($o, $o) { (Some(x), _) | (_, Some(x)) if $g => $b, _ => $b }"),
    rule(3, "match $n { 0 => $d, x => $b }"),
    rule(4, "match $m { 0 => $b, 1 | 2 => $b, _ => $b }"),
    rule(3, "match f($k).map(|x| x) { Ok(0) => $b, Ok(_) => $b, Err(_) => $b }"),
    rule(2, "match $n { 0 => (), _ if $g => (), _ => $X }"),
    rule(6, "let Some(x) = $o else $d;"),
    rule(3, "let (Some(x), true) = ($o, $c) else $d;"),
    scoped(8, Scope::Loop, "$Lloop $B"),
    scoped(7, Scope::Loop, "$Lwhile $q $B"),
    scoped(5, Scope::Loop, "$Lwhile let Some(x) = $Q $B"),
    scoped(9, Scope::Loop, "$Lfor x in $l $B"),
    scoped(3, Scope::Loop, "$Lfor x in 0..($n) $B"),
    scoped(4, Scope::NumberLoop, "let x: u32 = $Lloop $B;"),
    scoped(8, Scope::Labelled, "$T: $B"),
    scoped(4, Scope::NumberLabelled, "let x: u32 = $T: $W;"),
    rule(3, "$b"),
    rule(2, "unsafe $b"),
    rule(6, "if $c $d"),
    rule(2, "$X;"),
    rule(2, "if ($c || $X) $b"),
    rule(2, "if ($c && $X) $b else $b"),
    scoped(1, Scope::Loop, "$Lwhile ($q || $x) $B"),
    rule(2, "($c || $X);"),
    rule(2, "assert!($c, \"{}\", $n);"),
    rule(1, "assert_eq!($n, $n);"),
    rule(1, "debug_assert!($c);"),
    rule(2, "println!(\"{} {}\", $n, $n);"),
    rule(2, "v[at($n)] = $n;"),
    rule(2, "v[at($n)] += $n;"),
    rule(1, "*slot($n) = $n;"),
    spelled(3, "#[cfg(feature = \"f$k\")] $S", "if c(0) { $1 }"),
    spelled(6, "let _ = async $A.await;", "let _ = $0;"),
    spelled(3, "let task = async $A; e($k, n($k)); let _ = task.await;", "e($1, n($2)); let _ = $0;"),
    spelled(4, "let _ = (|| $F)();", "let _ = $0;"),
    spelled(2, "e($k, (|| $G)());", "e($0, $1);"),
    spelled(2, "let mut go = || $G; e($k, go()); if $p { e($k, go()); }", "e($1, $0); if $2 { e($3, $0); }"),
    spelled(2, "let mut go = || $G; while $p { e($k, go()); }", "while $1 { e($2, $0); }"),
    spelled(2, "let _: Result<u32, E> = try $Y;", "let _: Result<u32, E> = $0;"),
    spelled(2, "let _ = $o.map(|x| $G);", "let _ = match $0 { Some(x) => Some($1), None => None };"),
    spelled(2, "let x = $o.unwrap_or_else(|| $G);", "let x = match $0 { Some(x) => x, None => $1 };"),
    spelled(2, "let _ = $c.then(|| $G);", "if $0 { e(0, $1); }"),
    spelled(2, "let _ = $f.and_then(|x| $F);", "let _ = match $0 { Ok(x) => $1, Err(e) => Err(e) };"),
    spelled(2, "let x = $f.unwrap_or_else(|_| $G);", "let x = match $0 { Ok(x) => x, Err(_) => $1 };"),
    spelled(3, "$l.into_iter().for_each(|x| $U);", "for x in $0 { $1 }"),
    spelled(
        2,
        "let _ = $l.into_iter().try_fold(0, |_, x| $F);",
        "for x in $0 { match $1 { Ok(_) => (), Err(_) => break } }",
    ),
    spelled(1, "let _ = $l.into_iter().map(|x| $G).collect::<Vec<_>>();", "for x in $0 { e(0, $1); }"),
];

/// Statements that facts could tell more of than the paths do.
pub const FACTS: &[Rule] = &[
    rule(3, "flag = true;"),
    rule(3, "flag = false;"),
    rule(4, "if flag $b"),
    rule(4, "if !flag $b"),
    rule(2, "if flag $d"),
    rule(4, "if word $b else $b"),
    rule(2, "if word $d"),
    rule(3, "if x > 3 $b"),
    rule(2, "if maybe.is_some() $b"),
    rule(2, "if let Some(x) = maybe $b else $b"),
    rule(4, "match $o { Some(x) if $g => $b, Some(_) => $b, None => $b }"),
    rule(2, "match $n { 0 if $g => $b, 1 => $b, _ => $b }"),
    rule(2, "match x { 0 => $b, 1 if $g => $b, _ => $b }"),
    rule(2, "if $h.is_err() $b else $b"),
    rule(2, "if let Ok(_) = $h $b else $b"),
    rule(2, "match $h { Ok(_) => $b, Err(_) => $b }"),
    rule(2, "let Ok(_) = $h else $d;"),
    scoped(2, Scope::Loop, "$Lwhile flag $B"),
    rule(2, "let word = $z;"),
    spelled(2, "if res.head_sent() $b", "if c(0) $0"),
    spelled(2, "if res.head_sent() $d", "if c(0) $0"),
    spelled(3, "if (async $A.await).is_ok() $b else $b", "if ($0).is_ok() $1 else $2"),
    spelled(
        2,
        "let x = match (|| $F)() { Ok(x) => x, Err(_) => $w };",
        "let x = match $0 { Ok(x) => x, Err(_) => $1 };",
    ),
    spelled(2, "if $o.is_some_and(|x| $G > 3) $b", "if (match $0 { Some(x) => $1 > 3, None => false }) $2"),
];

pub const NUMBERS: &[Rule] = &[
    rule(60, "n($k)"),
    rule(6, "$i"),
    rule(5, "$w"),
    rule(5, "(if $c $w else $w)"),
    rule(3, "(if $c $d else $w)"),
    rule(3, "(match $n { 0 => $w, _ if $g => $n, _ => $n })"),
    rule(2, "(match $o { Some(x) => x, None => $X })"),
    rule(3, "($n + $n)"),
    rule(2, "pair($n, $n)"),
    rule(2, "[$n, $n][at($n)]"),
    rule(2, "(P { a: $n, b: $n }).b"),
    rule(1, "(P { b: $n, ..P { a: $n, b: $n } }).a"),
    rule(2, "$o.unwrap_or($n)"),
    rule(1, "($n, $n).0"),
    rule(1, "(($n as u8) as u32)"),
    rule(1, "vec![$n, $n][0]"),
];

pub const CONDITIONS: &[Rule] = &[
    rule(40, "c($k)"),
    rule(6, "($c && $g)"),
    rule(6, "($c || $g)"),
    rule(4, "(!$c)"),
    rule(3, "($n > $n)"),
    rule(2, "matches!($n, 0 | 2)"),
    rule(2, "matches!($o, Some(x) if $g)"),
    rule(3, "$z"),
    rule(2, "(if $c $z else $z)"),
    rule(2, "$o.is_some()"),
];

pub const PLAIN_CONDITIONS: &[Rule] = &[rule(1, "c($k)")];

pub const OPTIONS: &[Rule] =
    &[rule(20, "o($k)"), rule(2, "(if $c { $o } else { $o })"), rule(2, "$f.ok()"), rule(1, "$o.or($o)")];

pub const LISTS: &[Rule] = &[rule(10, "list($k)"), rule(2, "vec![$n, $n]"), rule(1, "[$n, $n].to_vec()")];

pub const FALLIBLE: &[Rule] = &[rule(10, "f($k)"), rule(2, "f($n)")];

/// With an outcome that is known.
pub const FOLLOWED: &[Rule] = &[rule(1, "f($k).map_err(|_| E)"), rule(1, "f($n).map(|x| x)")];

/// An operation whose error becomes another.
pub const MAPPED: Rule = rule(1, "$h.map_err(|_| E)");

/// What never goes on, beside `return` and jumps.
pub const ENDS: &[Rule] = &[
    rule(3, "panic!(\"{}\", $n)"),
    rule(3, "fatal($k)"),
    rule(1, "todo!()"),
    rule(1, "unreachable!()"),
    rule(1, "std::process::exit(2)"),
];

/// The first rule of a sort that can stand anywhere.
pub fn leaf(sort: char) -> Option<&'static Rule> {
    match sort {
        'n' => NUMBERS.first(),
        'c' | 'q' | 'g' => CONDITIONS.first(),
        'o' | 'Q' => OPTIONS.first(),
        'l' => LISTS.first(),
        'f' => FALLIBLE.first(),
        _ => None,
    }
}
