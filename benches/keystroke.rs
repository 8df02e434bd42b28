//! From a keystroke to its findings, over standard input and output as an editor has it.
//!
//! `cargo bench --bench keystroke` types into a 10 KB article of a folder and waits for the
//! findings of each version. Where `harper-ls` is found (on the PATH or as `HARPER_LS`), it gets
//! the same keystrokes in turn in the same run. Prints p50, p99 and the largest, in milliseconds;
//! judges nothing.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const KEYSTROKES: usize = 400;
const ROUNDS: usize = 5;

struct Server {
    name: String,
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
}

impl Server {
    fn start(name: &str, program: &Path, arguments: &[&str]) -> Option<Server> {
        let mut child = Command::new(program)
            .args(arguments)
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
            name: name.to_owned(),
            child,
            input,
            messages,
        })
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input
            .write_all(frame.as_bytes())
            .expect("the server reads");
        self.input.flush().expect("the server reads");
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The next message that `wanted` takes; requests of the server are answered with nothing.
    fn wait(&mut self, mut wanted: impl FnMut(&Value) -> bool) -> Value {
        loop {
            let message = self
                .messages
                .recv_timeout(Duration::from_secs(60))
                .expect("an answer");
            if message.get("id").is_some() && message.get("method").is_some() {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
            } else if wanted(&message) {
                return message;
            }
        }
    }

    fn open(&mut self, folder: &Path, uri: &str, text: &str) {
        let root = format!("file://{}", folder.display());
        self.send(
            &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
                "processId": null, "rootUri": root, "capabilities": {},
                "workspaceFolders": [{"uri": root, "name": "bench"}]
            }}),
        );
        self.wait(|message| message["id"] == 1);
        self.notify("initialized", json!({}));
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 0, "text": text}}),
        );
        self.findings(uri);
    }

    fn findings(&mut self, uri: &str) {
        self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
        });
    }

    /// Types one character and waits for the findings of that version.
    fn keystroke(&mut self, uri: &str, version: usize, line: usize, column: usize) -> Duration {
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

/// A 10 KB article of ordinary paragraphs, one of them with a wrong weekday.
fn article() -> String {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/human-rights-brief.md");
    let seed = std::fs::read_to_string(seed).expect("the sample folder");
    let mut text = seed.clone();
    let paragraphs: Vec<&str> = seed.split("\n\n").filter(|part| part.len() > 100).collect();
    for (number, paragraph) in paragraphs.iter().cycle().enumerate() {
        if text.len() > 10_000 {
            break;
        }
        text += &format!(
            "\n\nPart {number}. {}",
            paragraph.replace("Tuesday", "Monday")
        );
    }
    text
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a directory");
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for file in std::fs::read_dir(seeds)
        .expect("the sample folder")
        .flatten()
    {
        if file.path().is_file() {
            std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("a copy");
        }
    }
    let article_path = folder.path().join("bench.md");
    std::fs::write(&article_path, article()).expect("the article");
    (folder, article_path)
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    println!(
        "{name:12} keystroke to findings, 10 KB: p50 {:.2} ms, p99 {:.2} ms, largest {:.2} ms ({} keystrokes)",
        at(0.5),
        at(0.99),
        at(1.0),
        times.len()
    );
}

fn main() {
    let (folder, path) = folder();
    let text = std::fs::read_to_string(&path).expect("the article");
    let uri = format!("file://{}", path.display());
    let harper = std::env::var_os("HARPER_LS").map_or(PathBuf::from("harper-ls"), PathBuf::from);
    let mut servers: Vec<(Server, Vec<Duration>)> = Vec::new();
    let own = Server::start(
        "copydesk",
        Path::new(env!("CARGO_BIN_EXE_copydesk")),
        &["server"],
    );
    servers.extend(own.map(|server| (server, Vec::new())));
    servers.extend(
        Server::start("harper-ls", &harper, &["--stdio"]).map(|server| (server, Vec::new())),
    );
    for (server, _) in &mut servers {
        server.open(folder.path(), &uri, &text);
    }
    let line = text.lines().count() / 2;
    let mut version = 0;
    for _ in 0..ROUNDS {
        for keystroke in 0..KEYSTROKES / ROUNDS {
            version += 1;
            for (server, times) in &mut servers {
                times.push(server.keystroke(&uri, version, line, keystroke));
            }
        }
    }
    if servers.len() == 1 {
        println!("harper-ls was not found: nothing to compare with");
    }
    for (server, times) in servers {
        report(&server.name.clone(), times);
    }
}
