//! Standard input and output, each on a thread of its own.
//!
//! The framework reads, answers and writes in one task and gives up at the first frame that it
//! cannot read. So a pump stands before it that lets only whole, valid frames through: headers in
//! any case, lengths within reason, a lone surrogate replaced, bad JSON answered and skipped. The
//! pump sees `exit` and the end of input by itself, so the process ends when it should, whatever
//! the framework is waiting for. Behind it stands a writer that never makes the reader wait.

use std::borrow::Cow;
use std::io::{BufRead, Read, Write};
use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc as std_mpsc;
use std::task::{Context, Poll};
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc;

/// The client has asked for `shutdown`: only then `exit` is a success (LSP 3.17, "Exit").
static SHUT_DOWN: AtomicBool = AtomicBool::new(false);

/// The way to standard output, for whoever tells something or ends the process.
static OUTGOING: OnceLock<std_mpsc::Sender<Vec<u8>>> = OnceLock::new();

/// Frames with more bytes than this are refused.
const LARGEST_FRAME: usize = 1 << 30;

/// How long the last answers may take once the input has ended.
const GRACE: Duration = Duration::from_millis(500);

/// Whole frames from standard input.
pub struct Input {
    frames: mpsc::Receiver<Vec<u8>>,
    frame: Vec<u8>,
    read: usize,
}

/// Bytes for standard output.
pub struct Output(std_mpsc::Sender<Vec<u8>>);

/// Starts both threads.
pub fn start() -> (Input, Output) {
    let (frames, incoming) = mpsc::channel(64);
    let (outgoing, bytes) = std_mpsc::channel::<Vec<u8>>();
    let refusals = outgoing.clone();
    let _ = OUTGOING.set(outgoing.clone());
    std::thread::spawn(move || write(&bytes));
    std::thread::spawn(move || {
        let let_through = |frame| frames.blocking_send(frame).is_ok();
        let refuse = |answer| drop(refusals.send(answer));
        match pump(&mut std::io::stdin().lock(), let_through, refuse) {
            End::Exit => exit(),
            End::TooLarge(length) => {
                eprintln!(
                    "copydesk: a message of {length} bytes is refused; the largest has {LARGEST_FRAME}"
                );
                std::process::exit(1);
            }
            End::Input => {}
        }
        drop(frames);
        std::thread::sleep(GRACE);
        exit();
    });
    let input = Input {
        frames: incoming,
        frame: Vec::new(),
        read: 0,
    };
    (input, Output(outgoing))
}

/// Writes a message behind those that wait to be written.
pub fn send(body: &[u8]) {
    if let Some(outgoing) = OUTGOING.get() {
        let _ = outgoing.send(framed(body));
    }
}

/// Ends the process with the code that the protocol asks for. What is being written is written to
/// its end first: a client that reads half a message takes the server for broken.
pub fn exit() -> ! {
    if let Some(outgoing) = OUTGOING.get() {
        // Nothing to write asks the writer to end the process.
        let _ = outgoing.send(Vec::new());
        std::thread::sleep(GRACE);
    }
    std::process::exit(exit_code())
}

fn exit_code() -> i32 {
    if SHUT_DOWN.load(Ordering::SeqCst) {
        0
    } else {
        1
    }
}

fn write(bytes: &std_mpsc::Receiver<Vec<u8>>) {
    let mut out = std::io::stdout().lock();
    for bytes in bytes {
        if bytes.is_empty() {
            std::process::exit(exit_code());
        }
        if out.write_all(&bytes).and_then(|()| out.flush()).is_err() {
            // Nobody reads any more.
            std::process::exit(1);
        }
    }
}

/// Only what the pump itself must know of a message.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    method: Option<Cow<'a, str>>,
}

/// Why the pump stopped.
pub enum End {
    /// The input has ended, or nobody takes frames any more.
    Input,
    /// The client has said `exit`.
    Exit,
    /// A message of so many bytes is announced.
    TooLarge(usize),
}

/// What stands in the input behind what was read.
enum Next {
    Body(Vec<u8>),
    End,
    TooLarge(usize),
}

/// Hands every frame that can be read to `let_through`, until that says `false`, and an answer to
/// any other one to `refuse`.
pub fn pump(
    input: &mut impl BufRead,
    mut let_through: impl FnMut(Vec<u8>) -> bool,
    mut refuse: impl FnMut(Vec<u8>),
) -> End {
    loop {
        let mut body = match next_body(input) {
            Ok(Next::Body(body)) => body,
            Ok(Next::TooLarge(length)) => return End::TooLarge(length),
            Ok(Next::End) | Err(_) => return End::Input,
        };
        replace_lone_surrogates(&mut body);
        if std::str::from_utf8(&body).is_err() {
            body = String::from_utf8_lossy(&body).into_owned().into_bytes();
        }
        let is_object = body.trim_ascii_start().starts_with(b"{");
        match serde_json::from_slice::<Envelope>(&body) {
            Ok(envelope) if is_object => match envelope.method.as_deref() {
                Some("shutdown") => SHUT_DOWN.store(true, Ordering::SeqCst),
                Some("exit") => return End::Exit,
                _ => {}
            },
            _ => {
                let message = br#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}"#;
                refuse(framed(message));
                continue;
            }
        }
        if !let_through(framed(&body)) {
            return End::Input;
        }
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

/// The body of the next frame. Lines that are no header are passed over: whatever went wrong,
/// reading goes on at the next header.
fn next_body(input: &mut impl BufRead) -> std::io::Result<Next> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(Next::End);
        }
        if let Some(found) = content_length(&line) {
            length = found;
        } else if line.trim_ascii().is_empty()
            && let Some(length) = length
        {
            return body(input, length);
        }
    }
}

fn body(input: &mut impl BufRead, length: usize) -> std::io::Result<Next> {
    if length > LARGEST_FRAME {
        return Ok(Next::TooLarge(length));
    }
    let mut body = Vec::with_capacity(length.min(1 << 20));
    input.take(length as u64).read_to_end(&mut body)?;
    Ok(if body.len() == length {
        Next::Body(body)
    } else {
        Next::End
    })
}

/// The length that a header line gives: `Some(None)` where it gives none that can be read. The
/// name may stand anywhere in the line, behind what is left of a frame that was longer than said.
fn content_length(line: &[u8]) -> Option<Option<usize>> {
    const NAME: &[u8] = b"content-length:";
    let lower = line.to_ascii_lowercase();
    let at = memchr::memmem::rfind(&lower, NAME)?;
    let value = std::str::from_utf8(&lower[at + NAME.len()..])
        .unwrap_or("")
        .trim();
    let all_digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    // More digits than a number holds: far too large, and refused as such.
    let length = value.parse().unwrap_or(usize::MAX);
    Some(all_digits.then_some(length))
}

/// Replaces escapes of lone surrogates by the replacement character, which is as long: no JSON
/// reader takes them, and some editors send them when a cursor stands inside an emoji.
fn replace_lone_surrogates(body: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = body.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        at += found;
        match (escape_at(body, at), escape_at(body, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                body[at + 2..at + 6].copy_from_slice(b"FFFD");
                at += 6;
            }
            _ => at += 2,
        }
    }
}

/// The code unit of the escape `\uXXXX` at `at`.
fn escape_at(body: &[u8], at: usize) -> Option<u32> {
    let escape = body.get(at..at + 6)?;
    let digits = escape.strip_prefix(b"\\u")?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context,
        buffer: &mut ReadBuf,
    ) -> Poll<std::io::Result<()>> {
        if self.read == self.frame.len() {
            match self.frames.poll_recv(context) {
                Poll::Ready(Some(frame)) => {
                    self.frame = frame;
                    self.read = 0;
                }
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Pending => return Poll::Pending,
            }
        }
        let from = self.read;
        let length = buffer.remaining().min(self.frame.len() - from);
        buffer.put_slice(&self.frame[from..from + length]);
        self.read += length;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Output {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        if !bytes.is_empty() {
            let _ = self.0.send(bytes.to_vec());
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context) -> Poll<std::io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bodies(mut input: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        while let Ok(Next::Body(body)) = next_body(&mut input) {
            found.push(String::from_utf8_lossy(&body).into_owned());
        }
        found
    }

    #[test]
    fn headers_are_read_in_any_form_and_garbage_is_passed_over() {
        let input = b"Content-Type: x\r\ncontent-length: 2\r\n\r\n{}garbage\r\n\r\nContent-Length: 3\n\n{1}";
        assert_eq!(bodies(input), ["{}", "{1}"]);
    }

    #[test]
    fn a_length_that_is_one_too_long_costs_one_message_more_at_most() {
        let input =
            b"Content-Length: 3\r\n\r\n{}Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n\r\n{}";
        assert_eq!(bodies(input).last().map(String::as_str), Some("{}"));
    }

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_are_kept() {
        let mut body = br#""a\ud800b \ud83d\ude42 \\ud800 \udc00""#.to_vec();
        replace_lone_surrogates(&mut body);
        assert_eq!(body, br#""a\uFFFDb \ud83d\ude42 \\ud800 \uFFFD""#);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(mut body in proptest::collection::vec(prop_oneof![Just(b'\\'), Just(b'u'), Just(b'd'), Just(b'8'), any::<u8>()], 0..40)) {
            replace_lone_surrogates(&mut body);
            content_length(&body);
        }
    }
}
