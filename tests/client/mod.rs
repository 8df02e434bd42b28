//! A language client that shows the tests the wire itself.
//!
//! It is for tests that must be able to send what no well-behaved client library would send
//! (broken frames, floods, a closed pipe) and must see everything the server does about it.
//!
//! What comes in: a folder for the server to work in, and either messages to frame
//! ([`Client::request`], [`Client::notify`]) or bytes to send as they are ([`Client::send_raw`]).
//! What goes out: the server's messages as plain [`Value`]s, its exit code, its standard error.
//!
//! Three threads serve the pipes, so that neither side can block the other: one writes what the
//! test has queued, one cuts standard output into frames, one collects standard error. The test's
//! own thread does the rest, and only while it waits for something: it answers the server's
//! requests and keeps in an inbox every message that nobody has asked for yet. A test that does not
//! wait is therefore a client that does not reply.
//!
//! Nothing waits for ever: every wait has a deadline, and whoever misses it says what was awaited
//! and what the server wrote to standard error. Dropping a [`Client`] kills its server.

#![allow(
    dead_code,
    reason = "each file of tests uses its own part of the client"
)]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How long an answer may take before a test gives up on it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Why an awaited message did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The server still runs but did not send it in time.
    Late,
    /// The server has closed its standard output.
    Closed,
}

/// A running server and the client's end of its pipes.
pub struct Client {
    child: Child,
    /// Bytes for the server; `None` once standard input is closed.
    outgoing: Option<Sender<Vec<u8>>>,
    /// Frames from the server, or what was wrong with its output.
    incoming: Receiver<Result<Value, String>>,
    /// Messages that have arrived and that nobody has asked for yet, oldest first.
    inbox: VecDeque<Value>,
    /// The methods of the requests that the server has made, in order.
    asked: Vec<String>,
    stderr: Arc<Mutex<Vec<u8>>>,
    stderr_reader: Option<JoinHandle<()>>,
    last_id: i64,
    folder: PathBuf,
    /// The workspace folder, where the client made it itself.
    _own_folder: Option<TempDir>,
    /// The server's home, so that it neither reads nor writes the user's own.
    _home: TempDir,
}

/// Starting and stopping.
impl Client {
    /// Starts a server in a new, empty folder.
    pub fn start() -> Client {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().to_path_buf();
        Client::launch(path, Some(folder))
    }

    /// Starts a server in a folder of the test's own.
    pub fn start_in(folder: &Path) -> Client {
        Client::launch(folder.to_path_buf(), None)
    }

    fn launch(folder: PathBuf, own_folder: Option<TempDir>) -> Client {
        let home = TempDir::new().expect("a temporary home");
        let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .arg("server")
            .current_dir(&folder)
            .env("HOME", home.path())
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");

        let stdin = child.stdin.take().expect("a piped standard input");
        let stdout = child.stdout.take().expect("a piped standard output");
        let stderr_pipe = child.stderr.take().expect("a piped standard error");

        let (outgoing, to_write) = mpsc::channel();
        let (read, incoming) = mpsc::channel();
        let stderr = Arc::new(Mutex::new(Vec::new()));
        let collected = Arc::clone(&stderr);
        thread::spawn(move || write_all(stdin, &to_write));
        thread::spawn(move || read_frames(stdout, &read));
        let stderr_reader = thread::spawn(move || collect(stderr_pipe, &collected));

        Client {
            child,
            outgoing: Some(outgoing),
            incoming,
            inbox: VecDeque::new(),
            asked: Vec::new(),
            stderr,
            stderr_reader: Some(stderr_reader),
            last_id: 0,
            folder,
            _own_folder: own_folder,
            _home: home,
        }
    }

    /// Closes the server's standard input, after everything queued so far has been written.
    pub fn close_stdin(&mut self) {
        self.outgoing = None;
    }

    /// Waits for the server to end. `None`: it still runs. A negative number: a signal killed it.
    pub fn wait_exit(&mut self, limit: Duration) -> Option<i32> {
        let deadline = Instant::now() + limit;
        // The end of standard output announces the end of the process.
        while self.pump(deadline).is_ok() {}
        loop {
            if let Some(status) = self.child.try_wait().expect("the state of the server") {
                return Some(exit_code(status));
            }
            if Instant::now() >= deadline {
                return None;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Ends the session as the protocol says and returns every message that nobody has asked for.
    pub fn end(&mut self) -> Vec<Value> {
        self.call("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        let code = self.wait_exit(PATIENCE);
        assert_eq!(code, Some(0), "the exit code; {}", self.report());
        self.inbox.drain(..).collect()
    }

    /// What the server has written to standard error: all of it once the server has ended.
    pub fn stderr(&mut self) -> String {
        let ended = matches!(self.child.try_wait(), Ok(Some(_)));
        if ended && let Some(reader) = self.stderr_reader.take() {
            reader.join().expect("the reader of standard error");
        }
        let bytes = self.stderr.lock().expect("what was collected");
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Sending.
impl Client {
    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        if let Some(outgoing) = &self.outgoing {
            // A server that has gone shows itself where the test waits for it, not here.
            let _ = outgoing.send(bytes.to_vec());
        }
    }

    /// Sends one message in a frame.
    pub fn send(&mut self, message: &Value) {
        self.send_raw(&frame(&message.to_string()));
    }

    /// Sends a request and returns its id. Parameters that are null are left out.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.last_id, "method": method});
        add_params(&mut message, params);
        self.send(&message);
        self.last_id
    }

    /// Sends a notification. Parameters that are null are left out.
    pub fn notify(&mut self, method: &str, params: Value) {
        let mut message = json!({"jsonrpc": "2.0", "method": method});
        add_params(&mut message, params);
        self.send(&message);
    }

    /// Takes a request back.
    pub fn cancel(&mut self, id: i64) {
        self.notify("$/cancelRequest", json!({"id": id}));
    }
}

/// Receiving.
impl Client {
    /// Waits for a message and takes it out of the inbox; the others stay there in their order.
    pub fn wait_for(
        &mut self,
        limit: Duration,
        wanted: impl Fn(&Value) -> bool,
    ) -> Result<Value, Missing> {
        let deadline = Instant::now() + limit;
        let mut looked_at = 0;
        loop {
            let found = self.inbox.iter().skip(looked_at).position(&wanted);
            if let Some(message) = found.and_then(|index| self.inbox.remove(looked_at + index)) {
                return Ok(message);
            }
            looked_at = self.inbox.len();
            self.pump(deadline)?;
        }
    }

    /// Waits for the response with this id: the whole message, `result` or `error`.
    pub fn answer(&mut self, id: impl Into<Value>) -> Value {
        let id = id.into();
        match self.try_answer(id.clone(), PATIENCE) {
            Ok(response) => response,
            Err(missing) => panic!("no answer to request {id} ({missing:?}); {}", self.report()),
        }
    }

    /// As [`Client::answer`], with a deadline of the caller's own and no panic.
    pub fn try_answer(&mut self, id: impl Into<Value>, limit: Duration) -> Result<Value, Missing> {
        let id = id.into();
        self.wait_for(limit, |message| is_response(message) && message["id"] == id)
    }

    /// Sends a request, waits for its answer and returns the result.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let mut response = self.answer(id);
        if response.get("error").is_some() || response.get("result").is_none() {
            panic!("{method} was answered with {response}; {}", self.report());
        }
        response["result"].take()
    }

    /// Waits for the next list of diagnostics for a document: the parameters of the notification.
    pub fn published(&mut self, uri: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let found = self.wait_for(PATIENCE, |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && wanted(&message["params"])
        });
        match found {
            Ok(mut message) => message["params"].take(),
            Err(missing) => panic!("no diagnostics for {uri} ({missing:?}); {}", self.report()),
        }
    }

    /// Waits for the diagnostics of this version of a document, or of a newer one.
    pub fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let params = self.published(uri, |params| {
            params["version"].as_i64().is_some_and(|of| of >= version)
        });
        let list = params["diagnostics"].as_array();
        list.expect("a list of diagnostics").clone()
    }

    /// How many requests with this method the server has made of the client.
    pub fn asked(&self, method: &str) -> usize {
        self.asked.iter().filter(|asked| *asked == method).count()
    }

    /// Receives one message: answers it if it is a request, else puts it in the inbox.
    fn pump(&mut self, deadline: Instant) -> Result<(), Missing> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Missing::Late);
        }
        let message = match self.incoming.recv_timeout(left) {
            Ok(Ok(message)) => message,
            Ok(Err(broken)) => panic!("{broken}; {}", self.report()),
            Err(RecvTimeoutError::Timeout) => return Err(Missing::Late),
            Err(RecvTimeoutError::Disconnected) => return Err(Missing::Closed),
        };
        match (message.get("id"), message["method"].as_str()) {
            (Some(id), Some(method)) => {
                let reply =
                    json!({"jsonrpc": "2.0", "id": id, "result": reply_to(method, &message)});
                self.asked.push(method.to_owned());
                self.send(&reply);
            }
            _ => self.inbox.push_back(message),
        }
        Ok(())
    }

    /// The rest of a failure's message: whether the server runs, and its standard error.
    fn report(&mut self) -> String {
        let state = match self.child.try_wait() {
            Ok(Some(status)) => format!("the server has ended ({status})"),
            _ => "the server runs".to_owned(),
        };
        format!("{state}; standard error:\n{}", self.stderr())
    }
}

/// The messages that most tests begin with.
impl Client {
    /// The URI of a file in the workspace folder, there or not.
    pub fn uri(&self, name: &str) -> String {
        format!("{}/{name}", file_uri(&self.folder))
    }

    /// The parameters of `initialize`, with what the caller sets laid over them.
    pub fn initialize_params(&self, overrides: Value) -> Value {
        let folder = file_uri(&self.folder);
        let mut params = json!({
            "processId": std::process::id(),
            "clientInfo": {"name": "copydesk-tests"},
            "rootUri": folder,
            "workspaceFolders": [{"uri": folder, "name": "tests"}],
            "capabilities": {
                "workspace": {
                    "configuration": true,
                    "workspaceFolders": true,
                    "didChangeWatchedFiles": {"dynamicRegistration": true},
                },
                "window": {"workDoneProgress": true},
                "textDocument": {
                    "hover": {"contentFormat": ["markdown", "plaintext"]},
                    "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
                },
            },
        });
        lay_over(&mut params, overrides);
        params
    }

    /// Goes through the handshake and returns the server's side of it.
    pub fn initialize(&mut self, overrides: Value) -> Value {
        let params = self.initialize_params(overrides);
        let result = self.call("initialize", params);
        self.notify("initialized", json!({}));
        result
    }

    /// Opens a document as its version 1.
    pub fn open(&mut self, uri: &str, text: &str) {
        let language = if uri.ends_with(".txt") {
            "plaintext"
        } else {
            "markdown"
        };
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces a range of a document, or all of it where the range is null.
    pub fn change(&mut self, uri: &str, version: i64, range: Value, text: &str) {
        let mut change = json!({"text": text});
        if !range.is_null() {
            change["range"] = range;
        }
        let document = json!({"uri": uri, "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [change]}),
        );
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        );
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Either fails only where the server has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A message's text with the header that belongs in front of it.
pub fn frame(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The position of a line and a column, both counted from 0.
pub fn position(line: u64, character: u64) -> Value {
    json!({"line": line, "character": character})
}

/// The range between two positions.
pub fn range(start: Value, end: Value) -> Value {
    json!({"start": start, "end": end})
}

/// Whether a message is an answer: it has an id and asks for nothing.
pub fn is_response(message: &Value) -> bool {
    message.get("id").is_some() && message.get("method").is_none()
}

/// A path as a `file:` URI, with everything escaped that is not plain.
pub fn file_uri(path: &Path) -> String {
    let path = path.to_str().expect("a path in UTF-8").replace('\\', "/");
    let mut uri = String::from("file://");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// What this client says to a request of the server: nothing is configured, everything is granted.
fn reply_to(method: &str, message: &Value) -> Value {
    if method != "workspace/configuration" {
        return Value::Null;
    }
    let items = message["params"]["items"].as_array();
    Value::Array(vec![Value::Null; items.map_or(0, Vec::len)])
}

fn add_params(message: &mut Value, params: Value) {
    if !params.is_null() {
        message["params"] = params;
    }
}

/// Merges objects member by member; any other value replaces what was there.
fn lay_over(base: &mut Value, overrides: Value) {
    match (base, overrides) {
        (Value::Object(base), Value::Object(overrides)) => {
            for (key, value) in overrides {
                lay_over(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, overrides) => *base = overrides,
    }
}

/// The exit code, or the number of the signal with a minus in front.
fn exit_code(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return -signal;
    }
    status.code().expect("an exit code")
}

/// The writer's thread: ends, and with that closes standard input, when the client closes its side
/// or the server has gone.
fn write_all(mut stdin: ChildStdin, outgoing: &Receiver<Vec<u8>>) {
    for bytes in outgoing {
        if stdin
            .write_all(&bytes)
            .and_then(|()| stdin.flush())
            .is_err()
        {
            return;
        }
    }
}

/// The reader's thread: ends with standard output, or at the first thing there that is no frame.
fn read_frames(stdout: ChildStdout, frames: &Sender<Result<Value, String>>) {
    let mut input = BufReader::with_capacity(1 << 16, stdout);
    while let Some(frame) = read_frame(&mut input).transpose() {
        let broken = frame.is_err();
        if frames.send(frame).is_err() || broken {
            return;
        }
    }
}

/// Reads one frame; `None` at the end of the output.
fn read_frame(input: &mut impl BufRead) -> Result<Option<Value>, String> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        match input.read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return Ok(None),
            Ok(_) if !line.ends_with(b"\n") => return Ok(None),
            Ok(_) => {}
        }
        let line = String::from_utf8_lossy(&line);
        match line.strip_suffix("\r\n") {
            Some("") => break,
            Some(header) => {
                if let Some(value) = header.strip_prefix("Content-Length: ") {
                    length = value.parse::<usize>().ok();
                }
            }
            None => return Err(format!("the server wrote {line:?} where a header belongs")),
        }
    }
    let length = length.ok_or("the server wrote a frame without a length")?;
    let mut body = vec![0; length];
    if input.read_exact(&mut body).is_err() {
        return Ok(None);
    }
    serde_json::from_slice(&body)
        .map(Some)
        .map_err(|error| format!("the server wrote a body that is not JSON: {error}"))
}

/// The thread that keeps standard error from filling up.
fn collect(mut stderr: ChildStderr, into: &Mutex<Vec<u8>>) {
    let mut chunk = [0; 4096];
    while let Ok(count @ 1..) = stderr.read(&mut chunk) {
        into.lock()
            .expect("what was collected")
            .extend_from_slice(&chunk[..count]);
    }
}
