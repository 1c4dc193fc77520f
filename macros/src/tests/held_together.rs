//! Several responses held in one value: iterated, replaced, added to.

use super::harness::table;

#[test]
fn several_in_one_value() {
    table(
        r#"
        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let all = [a, b];
            for r in all { r.set_status(200); r.write("x"); }
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut all = vec![a, b];
            for r in all.iter_mut() { r.set_status(200); }
            for r in &mut all { r.write("x"); }
            for r in all { r.set_status(y()); } //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut all = vec![a, b];
            all.push(c);
            for r in all { r.write("x"); r.set_status(y()); } //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let all = [a, b];
            all.into_iter().for_each(|r| { r.write("x"); r.set_status(y()); }); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut all = vec![a];
            b.write("x");
            all.push(b);
            for r in all { r.set_status(y()); } //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut all = [a];
            b.write("x");
            all[0] = b;
            for r in all { r.set_status(y()); } //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            let mut page = Page { out: a, n: 1 };
            b.write("x");
            page.n = 2;
            page.out.set_status(200);
            page.out = b;
            page.out.set_status(y()); //~ late
        }
        "#,
    );
}
