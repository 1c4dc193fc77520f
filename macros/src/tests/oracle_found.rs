//! What the oracle of random handlers found, made small.

use super::harness::case;

#[test]
fn a_reference_through_which_a_counter_changes() {
    case(
        r#"
fn handler(rows: &[usize], res: &mut ResponseWriter) {
    let counter = Counter::new(1);
    res.write(rows.len());
    let r = &counter;
    r.hit();
    res.insert_header("X-A", counter.len()); //~ late
}"#,
    );
}

#[test]
fn a_clone_that_shares_a_cell() {
    case(
        r#"
fn handler(res: &mut ResponseWriter) {
    let hits = make();
    let same = hits.clone();
    res.write("x");
    same.replace(5);
    res.insert_header("X-A", hits.len()); //~ late
}"#,
    );
}

#[test]
fn a_reference_that_only_reads() {
    case(
        r#"
fn handler(res: &mut ResponseWriter) {
    let list = make();
    let shown = &list;
    res.write(shown.len());
    res.insert_header("X-A", list.len()); //~ hoist
}"#,
    );
}

#[test]
fn a_write_behind_a_redirect_in_a_loop() {
    case(
        r#"
fn handler(n: usize, res: &mut ResponseWriter) -> Result<(), Error> {
    loop {
        match n {
            0 => {
                res.write("two").map_err(|_| Error::new(1))?; //~ end
            }
            1 => {}
            _ => {}
        }
        res.redirect("/x").map_err(|_| Error::new(7))?; //~ second
    }
}"#,
    );
}

#[test]
fn a_check_that_shares_its_name_with_what_was_written() {
    case(
        r#"
fn handler(total: u8, res: &mut ResponseWriter) -> Result<(), Error> {
    res.write(total)?;
    let total = load()?;
    res.content_type("text/plain")?; //~ late
    Ok(())
}"#,
    );
}

#[test]
fn a_computed_value_is_handed_on_unchanged() {
    case(
        r#"
fn handler(n: u8, c: bool, res: &mut ResponseWriter) -> Result<(), Error> {
    let b = n * 2;
    for x in 0..3 {
        if (if c { b } else { 2 }) == 0 {
            res.write("two")?; //~ end
        }
        res.finish()?;
    }
    Ok(())
}"#,
    );
}

#[test]
fn what_is_inside_a_result_is_new_in_each_round() {
    case(
        r#"
fn handler(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
    for row in rows {
        match load(row).map_err(|_| Error::new(1))? {
            0 => res.write("zero")?,
            _ => res.insert_header("X-A", "b")?, //~ late
        }
    }
    Ok(())
}"#,
    );
    case(
        r#"
fn handler(rows: &[u8], res: &mut ResponseWriter) -> Result<(), Error> {
    for row in rows {
        match find(row).map(|found| found.kind) {
            Some(0) => res.write("zero")?,
            Some(_) => res.insert_header("X-A", "b")?, //~ check
            None => {}
        }
    }
    Ok(())
}"#,
    );
}
