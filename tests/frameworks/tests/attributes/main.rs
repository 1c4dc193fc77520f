//! Other attributes around ours, on every side: what is on time stays silent (`deny(hoisted, checked)`), what is late is
//! moved and arrives. What is rejected stands in `ui/`.

mod async_trait_impl;
mod configured;
mod debug_handler;
mod instrument;
mod routes_actix;
mod routes_rocket;
mod support;
mod tokio_main;
