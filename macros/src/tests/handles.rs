//! Shared handles and responses by value, in real handlers.

use super::harness::table;

#[test]
fn shared() {
    table(
        r#"
        async fn f(res: Arc<Mutex<ResponseWriter>>) {
            res.lock().await.write("x").await;
            res.lock().await.set_status(y()); //~ late
        }

        async fn f(res: Arc<Mutex<ResponseWriter>>) {
            let r2 = res.clone();
            r2.lock().unwrap().write("x");
            res.lock().unwrap().set_status(y()); //~ late
        }

        async fn f(res: Arc<Mutex<ResponseWriter>>) {
            let r2 = Arc::clone(&res);
            tokio::spawn(async move { r2.lock().await.write("x").await; });
            res.lock().await.set_status(200); //~ check
        }

        async fn f(res: Arc<Mutex<ResponseWriter>>) {
            let r2 = Arc::clone(&res);
            tokio::spawn(async move { r2.lock().await.insert_header("A", "1"); }); //~ check
            res.lock().await.set_status(200);
            res.lock().await.write("x").await;
        }

        fn f(res: &mut ResponseWriter) {
            let cell = RefCell::new(&mut *res);
            let put = |k: &str| { cell.borrow_mut().insert_header(k, "1"); }; //~ late
            put("A");
            cell.borrow_mut().write("x");
            put("B");
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r2 = Rc::clone(&res);
            let on_row = move |row: &str| { r2.borrow_mut().write(row); };
            on_row("x");
            res.borrow_mut().set_status(y()); //~ late
        }

        fn f(res: Rc<RefCell<ResponseWriter>>) {
            let r2 = Rc::clone(&res);
            set_callback(move |row: &str| { r2.borrow_mut().write(row); });
            res.borrow_mut().set_status(200); //~ check
        }
        "#,
    );
}

#[test]
fn by_value() {
    table(
        r#"
        async fn f(mut res: ResponseWriter) {
            tokio::spawn(async move {
                res.set_status(200);
                res.write("x").await;
                res.set_status(y()); //~ late
            });
        }

        async fn f(mut res: ResponseWriter) {
            let task = async move { res.set_status(200); res.write("x").await; };
            task.await;
        }

        fn f(mut res: ResponseWriter) {
            res.write("x");
            let mut res = res;
            res.set_status(y()); //~ late
        }

        fn f(mut res: ResponseWriter) -> ResponseWriter {
            if cached() { res.send("x"); return res; }
            res.set_status(200);
            res
        }
        "#,
    );
}
