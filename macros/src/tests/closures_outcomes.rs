//! Closures given to methods of options, results and `bool`: on which outcome they run.

use super::harness::table;

#[test]
fn on_err_exactly() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = find().map_err(|e| { res.send_error(404); e })?;
            res.set_status(200);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = find().await.map_err(|e| { res.send_error(404); e }).context("user")?;
            res.set_status(200);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = find().or_else(|e| { res.send_error(404); Err(e) })?;
            res.set_status(200);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = find().or_else(|e| { res.send_error(404); Ok(1) })?;
            res.set_status(y()); //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let user = find().or_else(|e| { if a() { res.send_error(404); return Err(e); } Ok(1) })?;
            res.set_status(200);
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let Ok(user) = find().inspect_err(|e| { res.send_error(404); }) else { return };
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let user = find().ok_or_else(|| { res.send_error(404); 1 });
            if user.is_err() { return; }
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            let user = find().ok_or_else(|| { res.send_error(404); 1 });
            if let Err(e) = user { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let user = find().unwrap_or_else(|| { res.send_error(404); 1 });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let user = find().unwrap_or_else(|| { res.set_status(404); 1 });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            res.write("x");
            let user = find().unwrap_or_else(|| { res.set_status(404); 1 }); //~ late
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            find().map_err(|e| { res.set_status(404); e })?;
            res.write("x");
            find().map_err(|e| { res.set_status(404); e })?; //~ late
            Ok(())
        }

        fn f(res: &mut ResponseWriter) {
            let x = match find().map_err(|e| { res.send_error(404); }) { Ok(x) => x, Err(()) => return };
            res.set_status(200);
        }
        "#,
    );
}

#[test]
fn on_ok_exactly() {
    table(
        r#"
        fn f(res: &mut ResponseWriter, x: Option<u8>) {
            x.map(|v| res.write(v));
            if x.is_none() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            if find().map(|v| res.write(v)).is_none() { res.set_status(404); }
        }

        fn f(res: &mut ResponseWriter) {
            if find().is_some_and(|v| { res.write(v); true }) { return; }
            res.set_status(404);
        }

        fn f(res: &mut ResponseWriter) {
            if find().is_some_and(|v| { res.write(v); false }) { return; }
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            find().and_then(|v| { res.write(v); Some(1) });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let Some(_) = find().and_then(|v| { if a() { return None; } res.write(v); Some(1) }) else {
                res.set_status(404);
                return;
            };
        }

        fn f(res: &mut ResponseWriter) {
            find().map_or_else(|| { res.set_status(404); }, |v| { res.write(v); });
        }

        fn f(res: &mut ResponseWriter) {
            find().map_or_else(|e| { res.write("x"); }, |v| { res.set_status(200); });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            let sent = find().map_or(false, |v| { res.write(v); true });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            find().map_or_else(|| { res.set_status(404); }, drop);
            res.write("x");
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            let done = a.then(|| { res.write("x"); 1 });
            if done.is_none() { res.set_status(404); }
            if let Some(_) = done { res.set_status(y()); } //~ late
        }

        fn f(res: &mut ResponseWriter, a: bool) {
            a.then(|| { res.set_status(404); });
            res.write("x");
        }

        fn f(res: &mut ResponseWriter) {
            map.entry(1).or_insert_with(|| { res.write("x"); 1 });
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            cell.get_or_insert_with(|| { res.set_status(200); res.write("x"); 1 });
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            let line = body.next().map(|l| { res.insert_header("A", l); res.write(l); l }).transpose()?;
            Ok(())
        }

        fn f(res: &mut ResponseWriter) -> Result<()> {
            body.lines().map(|l| { res.insert_header("A", l); res.write(l); l }).collect::<Result<Vec<_>>>()?; //~ late
            Ok(())
        }
        "#,
    );
}

#[test]
fn functions_by_name() {
    table(
        r#"
        fn f(res: &mut ResponseWriter) {
            Some(res).map(send_it);
            res.set_status(y()); //~ check
        }

        fn f(res: &mut ResponseWriter) {
            Some(&mut *res).map(util::send_it);
            res.set_status(y()); //~ check
        }

        fn f(res: Option<&mut ResponseWriter>) {
            res.as_mut().map(send_it);
            res.unwrap().set_status(y()); //~ check
        }

        fn f(res: Option<&mut ResponseWriter>) {
            let res = res.ok_or(Error).map_err(Into::into).unwrap();
            res.set_status(200);
        }

        fn f(res: &mut ResponseWriter) {
            [&mut *res, other()].map(send_it);
            res.set_status(y()); //~ check
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            [&mut *a, &mut *b].map(|r| { r.write("x"); });
            a.set_status(y()); //~ late
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            [&mut *a, &mut *b].map(|r| { r.set_status(200); });
            a.write("x");
        }

        fn f(a: &mut ResponseWriter, b: &mut ResponseWriter) {
            for r in [&mut *a, &mut *b] { r.set_status(200); r.write("x"); }
        }

        fn f(res: &mut ResponseWriter) {
            Some(&mut *res).map(|r| r.write("x"));
            res.set_status(y()); //~ late
        }

        fn f(res: &mut ResponseWriter) {
            Some(&mut *res).into_iter().for_each(|r| { r.write("x"); });
            res.set_status(y()); //~ late
        }
        "#,
    );
}
