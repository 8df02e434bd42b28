//! The language server: a session that owns the state, and conversion to and from the protocol.
//!
//! In: frames on standard input. Out: frames on standard output. A handler of the framework
//! (`backend`) does nothing but put its message into the queue of the `session` before its
//! first await, and await the answer. The session changes its state in the order of the queue; a
//! request is answered by a worker that holds an immutable view. Positions are converted in
//! `from_protocol` and `to_protocol` and nowhere else.

mod answer;
mod backend;
mod capabilities;
mod client;
mod event;
mod from_protocol;
mod index_job;
mod one_answer;
mod outbox;
mod pages;
mod parent;
mod sent_tokens;
mod session;
mod stdio;
mod to_protocol;
mod view;
mod watch;

use std::process::ExitCode;

use tower_lsp::{LspService, Server};

use backend::Backend;
use one_answer::OneAnswer;

#[cfg(fuzzing)]
pub use stdio::{End, pump};

/// How many requests may wait for an answer at once. The framework's default of four lets four
/// slow ones starve everything, cancellation included.
const CONCURRENCY: usize = 1024;

/// How many questions are worked on at once.
const WORKERS: usize = 4;

/// Serves one editor on standard input and output until it says `exit`, closes the input or is gone.
pub fn run() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(WORKERS)
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("copydesk: the server cannot start: {error}");
            return ExitCode::from(2);
        }
    };
    runtime.block_on(async {
        let service = LspService::build(Backend::new);
        #[cfg(debug_assertions)]
        let service = backend::with_test_requests(service);
        let (service, socket) = service.finish();
        let (input, output) = stdio::start();
        Server::new(input, output, socket)
            .concurrency_level(CONCURRENCY)
            .serve(OneAnswer(service))
            .await;
    });
    stdio::exit()
}
