//! `Option<&mut ResponseWriter>` and other wrapped responses.

use super::harness::table;

#[test]
fn optional() {
    table(
        r#"
        fn f(res: Option<&mut ResponseWriter>) {
            if let Some(res) = res { res.set_status(200); res.write("x"); }
        }

        fn f(res: Option<&mut ResponseWriter>) {
            if let Some(res) = res { res.write("x"); res.set_status(y()); } //~ late
        }

        fn f(res: Option<&mut ResponseWriter>) {
            let Some(res) = res else { return };
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(mut res: Option<&mut ResponseWriter>) {
            if let Some(r) = res.as_mut() { r.write("x"); }
            if let Some(r) = res.as_deref_mut() { r.set_status(y()); } //~ late
        }

        fn f(mut res: Option<ResponseWriter>) {
            let mut r = res.take().unwrap();
            r.write("x");
            r.set_status(y()); //~ late
        }

        fn f(res: Option<&mut ResponseWriter>) {
            match res { Some(r) => { r.write("x"); r.set_status(y()); } None => {} } //~ late
        }

        fn f(res: Option<&mut ResponseWriter>) {
            res.map(|r| { r.write("x"); r.set_status(y()); }); //~ late
        }

        fn f(res: Option<&mut ResponseWriter>) {
            res.map(|r| { r.set_status(200); r.write("x"); });
        }

        fn f(mut res: Option<&mut ResponseWriter>) {
            if let Some(r) = &mut res { r.write("x"); }
            if res.is_none() { log(); }
            if let Some(r) = &mut res { r.set_status(y()); } //~ late
        }

        fn f(res: Box<ResponseWriter>) {
            res.write("x");
            res.set_status(y()); //~ late
        }

        fn f(res: Pin<&mut ResponseWriter>) {
            res.as_mut().write("x");
            res.as_mut().set_status(y()); //~ late
        }

        fn f(res: &RefCell<ResponseWriter>) {
            res.borrow_mut().write("x");
            res.borrow_mut().set_status(y()); //~ late
        }

        fn f(res: &Mutex<ResponseWriter>) {
            let mut r = res.lock().unwrap();
            r.set_status(200);
            r.write("x");
            r.set_status(y()); //~ late
        }

        async fn f(res: Arc<RwLock<ResponseWriter>>) {
            let mut r = res.write().await;
            r.set_status(200);
            r.write("x").await;
        }

        fn f(res: Arc<RwLock<ResponseWriter>>) {
            res.write().set_status(200);
            res.read().headers();
            res.write().write("x");
            res.write().set_status(y()); //~ late
        }
        "#,
    );
}
