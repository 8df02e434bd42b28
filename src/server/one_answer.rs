//! Exactly one answer for each request, whatever happens to it.
//!
//! A panic in a handler becomes an error: without this the framework's task unwinds and the
//! process stays behind, mute. A request whose name the framework passes over (`$/…`) is refused.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::FutureExt;
use tower::Service;
use tower_lsp::jsonrpc::{Error, Request, Response};

pub struct OneAnswer<S>(pub S);

impl<S> Service<Request> for OneAnswer<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let id = request.id().cloned();
        let answer = AssertUnwindSafe(self.0.call(request)).catch_unwind();
        Box::pin(async move {
            let refused = |error: Error| id.map(|id| Response::from_error(id, error));
            match answer.await {
                Ok(Ok(None)) => Ok(refused(Error::method_not_found())),
                Ok(answer) => answer,
                Err(_) => Ok(refused(Error::internal_error())),
            }
        })
    }
}
