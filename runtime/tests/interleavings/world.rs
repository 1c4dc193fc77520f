//! A server and a scheduler that are as unkind as a server and a scheduler may be.
//!
//! A task is polled because it was woken, or for no reason. Only the waker of its last poll counts, and a task that
//! returned `Pending` and was not woken is not polled again when the random part is over: what still waits then has
//! lost its wake-up.
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use bytes::Bytes;
use headers_first::BoxError;
use http::header::CONTENT_LENGTH;
use http::response::Parts;
use http::{HeaderMap, Response, StatusCode};
use http_body::{Body, Frame};

use crate::script::Stage;

pub(crate) type AnyBody = Pin<Box<dyn Body<Data = Bytes, Error = BoxError>>>;
pub(crate) type AnyResponse = Pin<Box<dyn Future<Output = Result<Response<AnyBody>, BoxError>>>>;
pub(crate) type Job = Pin<Box<dyn Future<Output = ()>>>;

/// What happens next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Action {
    Server,
    ServerIfWoken,
    Writer,
    WriterIfWoken,
    /// Something that the handler waits for happens.
    Permit,
    Disconnect,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    /// Each poll brings another waker.
    pub(crate) fresh_wakers: bool,
    /// Server and writer share a task, and this one is polled first.
    pub(crate) shared_task: Option<First>,
    /// The server believes `is_end_stream` and counts the declared length, as hyper does.
    pub(crate) counts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum First {
    Server,
    Writer,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    Whole,
    CutOff,
    NoResponse,
    Disconnected,
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Task(Arc<Flag>);

impl Task {
    fn new() -> Self {
        Task(Arc::new(Flag(AtomicBool::new(true))))
    }

    fn is_woken(&self) -> bool {
        self.0.0.load(Ordering::Relaxed)
    }

    fn wake(&self) {
        self.0.0.store(true, Ordering::Relaxed);
    }

    /// The waker of the next poll; what was woken before is forgotten.
    fn waker(&mut self, fresh: bool) -> Waker {
        if fresh {
            *self = Task::new();
        }
        self.0.0.store(false, Ordering::Relaxed);
        Waker::from(Arc::clone(&self.0))
    }
}

pub(crate) enum Server {
    Asking(AnyResponse),
    Reading(AnyBody),
    Done(Outcome),
}

pub(crate) struct World {
    pub(crate) stage: Stage,
    pub(crate) server: Server,
    pub(crate) writer: Option<Job>,
    pub(crate) head: Option<Parts>,
    pub(crate) received: Vec<u8>,
    pub(crate) trailers: Option<HeaderMap>,
    /// What a size hint promised, and how much had been received then.
    pub(crate) hints: Vec<(u64, (u64, Option<u64>))>,
    pub(crate) length: Option<usize>,
    /// The handler has the writer, and runs where the response is polled.
    handler_in_body: bool,
    habits: Habits,
    tasks: [Task; 2],
}

const SERVER: usize = 0;
const WRITER: usize = 1;

impl World {
    pub(crate) fn new(stage: Stage, response: AnyResponse, writer: Option<Job>, habits: Habits) -> Self {
        let handler_in_body = writer.is_none();
        World {
            stage,
            server: Server::Asking(response),
            writer,
            head: None,
            received: Vec::new(),
            trailers: None,
            hints: Vec::new(),
            length: None,
            handler_in_body,
            habits,
            tasks: [Task::new(), Task::new()],
        }
    }

    pub(crate) fn act(&mut self, action: Action) {
        match action {
            Action::Server => self.poll(SERVER),
            Action::Writer => self.poll(WRITER),
            Action::ServerIfWoken if self.task(SERVER).is_woken() => self.poll(SERVER),
            Action::WriterIfWoken if self.task(WRITER).is_woken() => self.poll(WRITER),
            Action::ServerIfWoken | Action::WriterIfWoken => {}
            Action::Permit => self.permit(),
            Action::Disconnect => self.end(Outcome::Disconnected),
        }
    }

    /// Goes on for as long as anybody is woken, or waits for a permit.
    pub(crate) fn settle(&mut self) {
        for _ in 0..10_000 {
            let runs = |task: usize| self.task(task).is_woken() && self.is_alive(task);
            if runs(SERVER) {
                self.poll(SERVER);
            } else if runs(WRITER) {
                self.poll(WRITER);
            } else if self.stage.lock().waiting.is_some() {
                self.permit();
            } else {
                return;
            }
        }
        self.stage.complain("it never comes to rest");
    }

    fn is_alive(&self, task: usize) -> bool {
        let alive = [!matches!(self.server, Server::Done(_)), self.writer.is_some()];
        if self.habits.shared_task.is_some() { alive[SERVER] || alive[WRITER] } else { alive[task] }
    }

    fn task(&self, task: usize) -> &Task {
        &self.tasks[if self.habits.shared_task.is_some() { SERVER } else { task }]
    }

    fn permit(&mut self) {
        let waiting = {
            let mut shared = self.stage.lock();
            shared.permits += 1;
            shared.waiting.take()
        };
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    fn poll(&mut self, task: usize) {
        let index = if self.habits.shared_task.is_some() { SERVER } else { task };
        let waker = self.tasks[index].waker(self.habits.fresh_wakers);
        let mut cx = Context::from_waker(&waker);
        match self.habits.shared_task {
            Some(First::Server) => {
                self.poll_server(&mut cx);
                self.poll_writer(&mut cx);
            }
            Some(First::Writer) => {
                self.poll_writer(&mut cx);
                self.poll_server(&mut cx);
            }
            None if task == SERVER => self.poll_server(&mut cx),
            None => self.poll_writer(&mut cx),
        }
    }

    fn poll_writer(&mut self, cx: &mut Context<'_>) {
        if self.writer.as_mut().is_some_and(|writer| writer.as_mut().poll(cx).is_ready()) {
            self.writer = None;
        }
    }

    /// One poll. A server that got something asks again, sooner or later.
    fn poll_server(&mut self, cx: &mut Context<'_>) {
        match &mut self.server {
            Server::Asking(response) => match response.as_mut().poll(cx) {
                Poll::Pending => {}
                Poll::Ready(Err(_)) => self.end(Outcome::NoResponse),
                Poll::Ready(Ok(response)) => self.begin(response),
            },
            Server::Reading(body) => {
                self.stage.lock().taken = self.received.len();
                let (hint, over) = (body.size_hint(), body.is_end_stream());
                let frame = body.as_mut().poll_frame(cx);
                if over && !matches!(frame, Poll::Ready(None)) {
                    self.stage.complain("goes on after `is_end_stream`");
                }
                match frame {
                    Poll::Pending => {}
                    Poll::Ready(None) => self.end(Outcome::Whole),
                    Poll::Ready(Some(Err(_))) => self.end(Outcome::CutOff),
                    Poll::Ready(Some(Ok(frame))) => self.take(frame, (hint.lower(), hint.upper())),
                }
            }
            Server::Done(_) => {}
        }
    }

    fn begin(&mut self, response: Response<AnyBody>) {
        let (head, body) = response.into_parts();
        let bodiless = self.stage.lock().model.head_only || head.status == StatusCode::INTERNAL_SERVER_ERROR;
        self.stage.lock().closed |= bodiless;
        self.length =
            head.headers.get(CONTENT_LENGTH).map(|length| length.to_str().unwrap().parse().unwrap());
        self.head = Some(head);
        self.server = Server::Reading(body);
        if self.stage.lock().model.head_only {
            self.end(Outcome::Whole);
        }
        self.go_on();
    }

    fn take(&mut self, frame: Frame<Bytes>, hint: (u64, Option<u64>)) {
        match frame.into_data() {
            Ok(data) => {
                self.hints.push((self.received.len() as u64, hint));
                self.received.extend(&data);
            }
            Err(frame) => self.trailers = frame.into_trailers().ok(),
        }
        self.go_on();
    }

    /// The server has got something, and may have all that it wants.
    fn go_on(&mut self) {
        self.task(SERVER).wake();
        let Server::Reading(body) = &self.server else { return };
        let all = body.is_end_stream() || self.length == Some(self.received.len());
        if self.habits.counts && all {
            let shared = self.stage.lock();
            let cut = !shared.ended && self.handler_in_body && !shared.model.refused;
            drop(shared);
            if cut {
                self.stage.complain("the server has all, and the handler is not at its end");
            }
            self.end(Outcome::Whole);
        }
    }

    /// The server has no more to do with the response, and drops what it has of it: the handler too, if that is in it.
    fn end(&mut self, outcome: Outcome) {
        if matches!(self.server, Server::Done(_)) {
            return;
        }
        self.stage.lock().closed = true;
        self.server = Server::Done(outcome);
        let shared = self.stage.lock();
        let lives = shared.started && !shared.dropped && self.handler_in_body;
        drop(shared);
        if lives {
            self.stage.complain("the handler outlives its response");
        }
    }
}
