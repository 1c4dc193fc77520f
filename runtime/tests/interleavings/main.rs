//! Random handlers under random schedules: writes that are awaited, cancelled or never polled, servers that poll when
//! they need not, stop asking or leave, writers that live in other tasks. After each of them the response must be what
//! a simple model says, and whoever waits must have been woken.
#![cfg(feature = "tower")]
#![allow(missing_docs)]
#[path = "../support/cases.rs"]
mod cases;
mod model;
mod script;
mod verdict;
mod world;

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use headers_first::{BoxError, ResponseWriter, StreamLayer, service};
use http::{Method, Request, Response, Version};
use http_body_util::{BodyExt, Empty};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tower::{Layer, Service, service_fn};

use model::{End, Mode};
use script::{Script, Stage, Step};
use world::{Action, AnyBody, AnyResponse, First, Habits, Job, World};

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..6_usize).prop_map(Step::Write),
        2 => (0..6_usize).prop_map(Step::WriteOnce),
        1 => (0..6_usize).prop_map(Step::WriteNever),
        2 => (0..6_usize).prop_map(Step::WriteLater),
        3 => (1..6_usize).prop_map(Step::Sync),
        2 => Just(Step::Flush),
        1 => Just(Step::FlushOnce),
        3 => Just(Step::Wait),
        3 => Just(Step::Header),
        1 => Just(Step::Reset),
        2 => Just(Step::Trailer),
        1 => Just(Step::Finish),
        1 => Just(Step::Abort),
    ]
}

fn script() -> impl Strategy<Value = Script> {
    let mode = prop_oneof![Just(Mode::Service), Just(Mode::Owned), Just(Mode::Given)];
    let end = prop_oneof![
        6 => Just(End::Ok),
        2 => Just(End::Err),
        1 => Just(End::Panic),
        2 => Just(End::Drop),
        1 => Just(End::Never),
    ];
    let limit = option::weighted(0.3, 0..12_usize);
    let length = option::weighted(0.3, 0..16_usize);
    (mode, prop::bool::weighted(0.1), limit, length, vec(step(), 0..10), end).prop_map(
        |(mode, head_only, limit, length, steps, end)| {
            // A task that panics drops its writer, and that is all that anybody sees of it.
            let end = if mode == Mode::Given && end == End::Panic { End::Drop } else { end };
            Script { mode, head_only, limit, length, steps, end }
        },
    )
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        6 => Just(Action::ServerIfWoken),
        3 => Just(Action::Server),
        6 => Just(Action::WriterIfWoken),
        2 => Just(Action::Writer),
        4 => Just(Action::Permit),
        1 => Just(Action::Disconnect),
    ]
}

fn habits() -> impl Strategy<Value = Habits> {
    let shared_task = prop_oneof![
        3 => Just(None),
        1 => Just(Some(First::Server)),
        1 => Just(Some(First::Writer)),
    ];
    (any::<bool>(), shared_task, any::<bool>()).prop_map(|(fresh_wakers, shared_task, counts)| Habits {
        fresh_wakers,
        shared_task,
        counts,
    })
}

fn request(script: &Script) -> Request<()> {
    let mut request = Request::new(());
    *request.version_mut() = Version::HTTP_2;
    if script.head_only {
        *request.method_mut() = Method::HEAD;
    }
    request
}

/// The response as a server gets it.
fn boxed<S, B>(mut service: S, request: Request<()>) -> AnyResponse
where
    S: Service<Request<()>, Response = Response<B>, Error: Into<BoxError>> + 'static,
    B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + 'static,
{
    let response = service.call(request);
    Box::pin(async move {
        let response = response.await.map_err(Into::into)?;
        Ok(response.map(|body| Box::pin(body.map_err(Into::into)) as AnyBody))
    })
}

/// The handler in its service, or in a task of its own.
fn start(script: &Script, stage: &Stage) -> (AnyResponse, Option<Job>) {
    let (own, on) = (Arc::new(script.clone()), stage.clone());
    let taken = |req: &mut Request<()>| ResponseWriter::take_from(req.extensions_mut()).unwrap();
    match script.mode {
        Mode::Service => {
            let handler =
                service(async move |_: Request<()>, res: &mut ResponseWriter| on.play(&own, res).await);
            (boxed(handler, request(script)), None)
        }
        Mode::Owned => {
            let handler = service_fn(move |mut req: Request<()>| {
                let (own, on) = (Arc::clone(&own), on.clone());
                let mut res = taken(&mut req);
                async move { on.play(&own, &mut res).await.map(|()| Response::new(Empty::<Bytes>::new())) }
            });
            (boxed(StreamLayer::new().layer(handler), request(script)), None)
        }
        Mode::Given => {
            let given = Arc::new(Mutex::new(None));
            let (give, back) = (Arc::clone(&given), stage.clone());
            let handler = service_fn(move |mut req: Request<()>| {
                *give.lock().unwrap() = Some(taken(&mut req));
                let on = back.clone();
                async move {
                    on.lock().model.returned = true;
                    Ok::<_, BoxError>(Response::new(Empty::<Bytes>::new()))
                }
            });
            let response = boxed(StreamLayer::new().layer(handler), request(script));
            let mut res = given.lock().unwrap().take().unwrap();
            (response, Some(Box::pin(async move { drop(on.play(&own, &mut res).await) })))
        }
    }
}

/// Plays a script under a schedule; everything that is wrong afterwards.
fn play(script: &Script, actions: &[Action], habits: Habits) -> Vec<String> {
    let stage = Stage::default();
    stage.lock().model.head_only = script.head_only;
    let (response, writer) = start(script, &stage);
    let mut world = World::new(stage, response, writer, habits);
    actions.iter().for_each(|action| world.act(*action));
    world.settle();
    verdict::judge(&world, script)
}

#[test]
fn a_response_is_what_its_handler_wrote() {
    let schedules = (script(), vec(action(), 0..30), habits());
    cases::check(2_000, schedules, |(script, actions, habits)| play(&script, &actions, habits));
}
