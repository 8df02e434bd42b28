//! A language server behind its pipes, as an editor has it.
//!
//! In: a program and its arguments. Out: how long it takes to answer. Requests of the server are
//! answered with nothing.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub struct Server {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    asked: u64,
}

impl Server {
    /// Starts a server whose caches lie in `cache`; `None` where there is no such program.
    pub fn start(program: &Path, arguments: &[&str], cache: &Path) -> Option<Server> {
        Server::start_in(Path::new("."), program, arguments, cache)
    }

    /// The same in a folder: some servers open the one that they are started in.
    pub fn start_in(
        folder: &Path,
        program: &Path,
        arguments: &[&str],
        cache: &Path,
    ) -> Option<Server> {
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env("COPYDESK_CACHE", cache)
            .env("XDG_CACHE_HOME", cache)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let input = child.stdin.take()?;
        let output = child.stdout.take()?;
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Some(Server {
            child,
            input,
            messages,
            asked: 0,
        })
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input
            .write_all(frame.as_bytes())
            .expect("the server reads");
        self.input.flush().expect("the server reads");
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The next message that `wanted` takes; requests of the server are answered with nothing.
    pub fn wait(&mut self, mut wanted: impl FnMut(&Value) -> bool) -> Value {
        loop {
            let message = self
                .messages
                .recv_timeout(Duration::from_secs(1200))
                .expect("an answer");
            if message.get("id").is_some() && message.get("method").is_some() {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            } else if wanted(&message) {
                return message;
            }
        }
    }

    /// Sends a request and waits for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Opens a folder; answers when `initialize` is answered.
    pub fn initialize(&mut self, folder: &Path) {
        let root = format!("file://{}", folder.display());
        self.ask(
            "initialize",
            json!({
                "processId": null, "rootUri": root,
                "capabilities": {"window": {"workDoneProgress": true}},
                "workspaceFolders": [{"uri": root, "name": "bench"}]
            }),
        );
        self.notify("initialized", json!({}));
    }

    /// Waits until the server says that it knows the titles and links of the folder.
    pub fn glanced(&mut self) {
        self.wait(|message| {
            let said = message["params"]["value"]["message"].as_str();
            message["method"] == "$/progress" && said.is_some_and(|said| said.contains("titles"))
        });
    }

    /// Waits until the server says that it has read the folder.
    pub fn indexed(&mut self) {
        self.wait(|message| {
            message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end"
        });
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 0, "text": text}}),
        );
        self.findings(uri);
    }

    /// Kilobytes of memory that are resident, now and at most.
    pub fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let kilobytes = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            let number = line.and_then(|line| line.split_whitespace().nth(1));
            number.and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        (kilobytes("VmRSS:"), kilobytes("VmHWM:"))
    }

    /// Asks the server to end as an editor does.
    pub fn end(mut self) {
        self.ask("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        let _ = self.child.wait();
    }

    pub fn findings(&mut self, uri: &str) {
        self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
        });
    }

    /// Types one character and waits for the findings of that version.
    pub fn keystroke(&mut self, uri: &str, version: usize, line: usize, column: usize) -> Duration {
        while self.messages.try_recv().is_ok() {}
        let at = json!({"line": line, "character": column});
        let start = Instant::now();
        self.notify(
            "textDocument/didChange",
            json!({
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"range": {"start": at, "end": at}, "text": "x"}]
            }),
        );
        self.findings(uri);
        start.elapsed()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((_, value)) if line.starts_with("Content-Length") => {
                length = value.parse().ok()?
            }
            None if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
