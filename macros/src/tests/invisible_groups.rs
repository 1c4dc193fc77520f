//! Types and expressions that a `macro_rules!` hands on stand in invisible groups, and mean the same.

use super::harness::table;

#[test]
fn types() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> group![Result<()>] {
            res.write("x")?;
            res.insert_header("X", "1")?; //~ hoist
            Ok(())
        }

        fn f(res: group![&mut ResponseWriter], size: group![u64]) -> Result<()> {
            res.write(show(size))?;
            res.insert_header("X", size); //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, size: group![u64]) -> Result<()> {
            res.write("x")?;
            count();
            res.insert_header("X", size)?; //~ hoist
            res.insert_header("Y", size.to_string())?; //~ hoist
            Ok(())
        }

        fn f(res: &mut ResponseWriter, size: group![Option<u64>]) {
            res.write(show(size));
            res.insert_header("X", group![size].map_or(group![0], |size| group![size])); //~ hoist
        }
        "#,
    );
}

#[test]
fn expressions() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, name: &str) {
            group![res].write("x");
            group![group![res].insert_header("X", group![name])]; //~ hoist
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            (group![group![res].headers_mut()]).insert("X", group!["1"]); //~ hoist
        }

        fn f(res: &mut ResponseWriter, total: Total) {
            let it = pick();
            res.write(group![it.shown + 1].to_string());
            res.insert_header("X", it.len()); //~ hoist
        }
        "#,
    );
}
