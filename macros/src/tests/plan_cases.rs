//! The cases, separated by `---`. A body alone gets the parameters `req: &Request, name: &str, n: u64, rows: Vec<Row>,
//! res: &mut ResponseWriter` and the output `Result<()>`. The marked statement either moves (`//~ above TEXT`: directly
//! above the line that starts with the text, `with TEXT`: a `let` that comes along) or stays (`//~ stays Reason`).

mod bindings;
mod conversions;
mod exits;
mod forms;
mod inferred;
mod leaving;
mod lets;
mod order;
mod plain;
mod pure;
mod purity;
mod reads;
mod shared;
mod simple;
mod sources;
mod values;

/// All of them.
pub(super) fn all() -> String {
    const ALL: &[&str] = &[
        bindings::CASES,
        conversions::CASES,
        exits::CASES,
        forms::CASES,
        inferred::CASES,
        leaving::CASES,
        lets::CASES,
        order::CASES,
        plain::CASES,
        pure::CASES,
        purity::CASES,
        reads::CASES,
        shared::CASES,
        simple::CASES,
        sources::CASES,
        values::CASES,
    ];
    ALL.join("\n---\n")
}
