//! Parameters that a pattern takes apart.

use super::harness::table;

#[test]
fn patterns() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, &limit: &u8) {
            if limit > 3 { res.write("x"); }
            if limit <= 3 { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter, Path(id): Path<u32>) {
            if id == 0 { res.write("x"); }
            if id != 0 { res.set_status(404); }
        }
        "#,
    );
}
