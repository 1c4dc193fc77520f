//! Whether an error that leaves an `async` block leaves the function.

use super::harness::table;

#[test]
fn blocks() {
    table(
        r#"
        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let shown = async {
                let shown = render();
                res.write(shown).await;
                res.insert_header("X", "1"); //~ hoist
            };
            shown.await;
            Ok(())
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            count();
            let shown = async {
                res.write("x").await?;
                res.insert_header("X", "1")?; //~ hoist
                Ok(())
            }
            .await;
            shown
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let shown = async {
                res.write("x").await?;
                res.insert_header("X", "1")?; //~ late
                Ok(())
            }
            .await;
            count();
            shown
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            let shown = async {
                res.write("x").await?;
                res.insert_header("X", "1")?; //~ hoist
                Ok(())
            };
            let span = span();
            shown.await
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            async {
                res.write("x").await?;
                res.insert_header("X", "1")?; //~ late
                Ok(())
            }
            .retried()
            .await
        }

        async fn f(res: &mut ResponseWriter) -> Result<()> {
            with_limit(
                async {
                    res.write("x").await?;
                    res.insert_header("X", "1")?; //~ late
                    Ok(())
                },
                4,
            )
            .await
        }
        "#,
    );
}
