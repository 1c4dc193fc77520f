//! The cases, separated by `---`. A body alone gets the parameters `req: &Request, name: &str, n: u64, rows: Vec<Row>,
//! res: &mut ResponseWriter` and the output `Result<()>`. The marked statement either moves (`//~ above TEXT`: directly
//! above the line that starts with the text, `with TEXT`: a `let` that comes along) or stays (`//~ stays Reason`).

mod exits;
mod forms;
mod lets;
mod order;
mod purity;
mod values;

/// All of them.
pub(super) fn all() -> String {
    [exits::CASES, forms::CASES, lets::CASES, order::CASES, purity::CASES, values::CASES].join("\n---\n")
}
