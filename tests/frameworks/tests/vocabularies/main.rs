//! Handles of real frameworks: what is set beside a body that streams arrives, and is silent. What is set inside of the
//! stream never would: that is in `ui/`.

mod poem_cookies;
mod tower_cookies_handle;
mod tower_sessions_handle;

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
