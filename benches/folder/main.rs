//! A folder of reports, end to end: over standard input and output, as an editor has it.
//!
//! `cargo bench --bench folder` writes seeded folders of 10, 1,000 and 10,000 reports (or as many
//! as are named: `-- 100000`) and prints for each how long a server takes to start, to read the
//! folder without and with a cache, to answer a keystroke and a question, how much memory it has,
//! and how long `check` takes. `-- write DIRECTORY COUNT` only writes a folder; `-- soak` works in
//! one for an hour, in minutes. Where `harper-ls` is found (on the PATH or as `HARPER_LS`) it gets
//! the same keystrokes in turn in the same run; `rumdl` (`RUMDL`) checks the same folder, and `iwes`
//! (`IWES`) is asked for names in it. Prints and judges nothing.

mod client;
mod generator;
mod soak;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use client::Server;

const KEYSTROKES: usize = 300;
const QUESTIONS: usize = 100;
const STARTS: usize = 5;
const SEED: u64 = 1;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["write", directory, count, ..] = words[..] {
        let count = count.parse().expect("a number of articles");
        return generator::write(Path::new(directory), count, SEED).expect("a folder");
    }
    if words.contains(&"soak") {
        return an_hour();
    }
    let named: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if named.is_empty() {
        vec![10, 1_000, 10_000]
    } else {
        named
    };
    for articles in sizes {
        measure(articles);
    }
}

/// How many reports lie in the folder that is worked in for an hour.
const SOAKED: usize = 1_000;

fn an_hour() {
    let desk = Desk::new(SOAKED);
    let mut server = desk.server();
    server.initialize(&desk.folder());
    server.indexed();
    println!("\n{SOAKED} articles");
    say_memory(&server, "after reading");
    let start = Instant::now();
    soak::soak(&desk, &mut server);
    println!("  in {:.0} s", start.elapsed().as_secs_f64());
    server.end();
}

/// A folder of reports with two of our own about one visit, and the place of its cache.
struct Desk {
    directory: tempfile::TempDir,
    bytes: u64,
}

impl Desk {
    fn new(articles: usize) -> Desk {
        let directory = tempfile::tempdir().expect("a directory");
        let desk = Desk {
            directory,
            bytes: 0,
        };
        generator::write(&desk.folder(), articles, SEED).expect("a folder");
        std::fs::write(desk.folder().join("copydesk.toml"), "").expect("a file");
        for (name, text) in [
            ("own.md", ten_kilobytes()),
            ("other.md", other()),
            ("large.md", megabyte()),
        ] {
            std::fs::write(desk.folder().join(name), text).expect("an article");
        }
        let bytes = size(&desk.folder());
        Desk { bytes, ..desk }
    }

    fn folder(&self) -> PathBuf {
        self.directory.path().join("folder")
    }

    fn cache(&self) -> PathBuf {
        self.directory.path().join("cache")
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder().join(name).display())
    }

    fn server(&self) -> Server {
        let program = Path::new(env!("CARGO_BIN_EXE_copydesk"));
        Server::start(program, &["server"], &self.cache()).expect("the server")
    }
}

fn size(directory: &Path) -> u64 {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

const VISIT: &str =
    "Economy Minister Latif Nazari visited the Nippon Foundation in Tokyo on 17 February 2025.";

fn ten_kilobytes() -> String {
    let mut text = format!("---\ntitle: The visit\ndate: 2025-02-18\n---\n\n{VISIT}\n\n");
    text += &generator::paragraphs(7, 10_000 - text.len());
    text
}

/// Another report of the same visit, which shares some paragraphs with the first.
fn other() -> String {
    let shared = generator::paragraphs(7, 5_000);
    format!(
        "---\ntitle: The same visit\ndate: 2025-02-19\n---\n\nOfficials in Tokyo waited for Latif Nazari. {VISIT}\n\n{shared}"
    )
}

fn megabyte() -> String {
    format!(
        "---\ntitle: Everything\ndate: 2015-06-20\n---\n\n{}",
        generator::paragraphs(9, 1_000_000)
    )
}

fn measure(articles: usize) {
    let desk = Desk::new(articles);
    let megabytes = desk.bytes as f64 / 1e6;
    println!("\n{articles} articles, {megabytes:.1} MB");
    started(&desk);
    let start = Instant::now();
    let mut server = desk.server();
    server.initialize(&desk.folder());
    // A small folder is read before anybody has asked for its titles.
    if articles >= 1_000 {
        server.glanced();
        let seconds = start.elapsed().as_secs_f64();
        let speed = megabytes / seconds;
        println!("  titles, dates, links without a cache: {seconds:.2} s, {speed:.1} MB/s");
    }
    server.indexed();
    let cold = start.elapsed();
    println!(
        "  read without a cache: {:.2} s, {:.1} MB/s",
        cold.as_secs_f64(),
        megabytes / cold.as_secs_f64()
    );
    say_memory(&server, "after reading");
    // The cache is written behind the answer.
    wait_for_cache(&desk);
    drop(server);
    let start = Instant::now();
    let mut server = desk.server();
    server.initialize(&desk.folder());
    server.indexed();
    println!(
        "  read from the cache: {:.2} s",
        start.elapsed().as_secs_f64()
    );
    say_memory(&server, "after a restart");
    questions(&desk, &mut server);
    notes(&desk);
    keystrokes(&desk, &mut server);
    say_memory(&server, "at the end");
    server.end();
    check(&desk);
}

fn wait_for_cache(desk: &Desk) {
    let mut last = 0;
    loop {
        let now = size(&desk.cache());
        if now == last && now > 0 {
            println!("  the cache: {:.1} MB", now as f64 / 1e6);
            return;
        }
        last = now;
        std::thread::sleep(Duration::from_millis(1000));
    }
}

fn started(desk: &Desk) {
    let empty = desk.directory.path().join("empty");
    std::fs::create_dir_all(&empty).expect("a directory");
    let times = (0..STARTS).map(|_| {
        let start = Instant::now();
        let mut server = desk.server();
        server.initialize(&empty);
        start.elapsed()
    });
    report("start to initialize", times.collect());
}

fn say_memory(server: &Server, when: &str) {
    let (now, most) = server.memory();
    println!(
        "  memory {when}: {} MB, at most {} MB",
        now / 1024,
        most / 1024
    );
}

/// The middle of the first line that begins with the words.
fn place(text: &str, words: &str) -> (usize, usize) {
    let line = text
        .lines()
        .position(|line| line.contains(words))
        .expect("the words");
    let column = text
        .lines()
        .nth(line)
        .and_then(|line| line.find(words))
        .expect("the words");
    (line, column)
}

fn questions(desk: &Desk, server: &mut Server) {
    let (text, uri) = (ten_kilobytes(), desk.uri("own.md"));
    server.open(&uri, &text);
    let (line, column) = place(&text, "Latif Nazari");
    let popular = generator::first_name();
    let at =
        json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": column + 8}});
    let with_declaration = json!({"textDocument": {"uri": uri}, "position": at["position"], "context": {"includeDeclaration": true}});
    let asked: [(&str, &str, Value); 6] = [
        ("hover", "textDocument/hover", at.clone()),
        ("definition", "textDocument/definition", at.clone()),
        ("references", "textDocument/references", with_declaration),
        (
            "workspace symbol",
            "workspace/symbol",
            json!({"query": popular}),
        ),
        (
            "workspace symbol, letters in order",
            "workspace/symbol",
            json!({"query": "ltfnz"}),
        ),
        ("completion", "textDocument/completion", at),
    ];
    for (name, method, params) in asked {
        let times = (0..QUESTIONS).map(|_| {
            let start = Instant::now();
            let answer = server.ask(method, params.clone());
            assert!(answer.get("result").is_some(), "{answer}");
            start.elapsed()
        });
        report(name, times.collect());
    }
}

/// The same names asked of a server that knows links and headings of the folder.
fn notes(desk: &Desk) {
    let program = std::env::var_os("IWES").unwrap_or("iwes".into());
    let start = Instant::now();
    let Some(mut peer) = Server::start_in(&desk.folder(), Path::new(&program), &[], &desk.cache())
    else {
        return;
    };
    peer.initialize(&desk.folder());
    let mut ask = || {
        let start = Instant::now();
        peer.ask(
            "workspace/symbol",
            json!({"query": generator::first_name()}),
        );
        start.elapsed()
    };
    ask();
    println!(
        "  iwes, to its first answer: {:.2} s",
        start.elapsed().as_secs_f64()
    );
    let times = (0..QUESTIONS).map(|_| ask()).collect();
    report("iwes, workspace symbol", times);
    say_memory(&peer, "of iwes");
}

fn keystrokes(desk: &Desk, server: &mut Server) {
    let own = desk.uri("own.md");
    let text = ten_kilobytes();
    let program = std::env::var_os("HARPER_LS").unwrap_or("harper-ls".into());
    let program = Path::new(&program);
    let mut peer = Server::start(program, &["--stdio"], &desk.cache());
    if let Some(peer) = &mut peer {
        peer.initialize(&desk.directory.path().join("empty"));
        peer.open(&own, &text);
    }
    let line = text.lines().count() / 2;
    let line = line + usize::from(text.lines().nth(line).is_none_or(str::is_empty));
    let type_at = |server: &mut Server, version| server.keystroke(&own, version, line, version);
    let in_a_row = |server: &mut Server| (1..=KEYSTROKES).map(|at| type_at(server, at)).collect();
    report("keystroke to findings, 10 KB", in_a_row(server));
    if let Some(peer) = &mut peer {
        report("the same, harper-ls", in_a_row(peer));
        // By turns, each finds the caches of the processor as the other has left them.
        let (mut times, mut peers) = (Vec::new(), Vec::new());
        for version in KEYSTROKES + 1..=2 * KEYSTROKES {
            times.push(type_at(server, version));
            peers.push(type_at(peer, version));
        }
        report("by turns with harper-ls", times);
        report("harper-ls by turns", peers);
    }
    related(desk, server);
    let large = desk.uri("large.md");
    server.open(&large, &megabyte());
    let times = (1..=KEYSTROKES / 5).map(|version| server.keystroke(&large, version, 5001, 3));
    report("keystroke to findings, 1 MB", times.collect());
}

/// The day of the visit is changed to and fro in one report; the other one's findings change.
fn related(desk: &Desk, server: &mut Server) {
    let (own, other) = (desk.uri("own.md"), desk.uri("other.md"));
    server.open(&other, &self::other());
    let (line, column) = place(&ten_kilobytes(), "17 February");
    let times = (0..QUESTIONS).map(|turn| {
        let start = Instant::now();
        server.notify(
            "textDocument/didChange",
            json!({
                "textDocument": {"uri": own, "version": KEYSTROKES + 1 + turn},
                "contentChanges": [{
                    "range": {"start": {"line": line, "character": column}, "end": {"line": line, "character": column + 2}},
                    "text": if turn % 2 == 0 { "19" } else { "17" }
                }]
            }),
        );
        server.findings(&other);
        start.elapsed()
    });
    report("keystroke to a related report's findings", times.collect());
}

fn check(desk: &Desk) {
    let own = PathBuf::from(env!("CARGO_BIN_EXE_copydesk"));
    let cache = desk.directory.path().join("check");
    let run = |program: &Path, name: &str| {
        let start = Instant::now();
        let status = Command::new(program)
            .args(["check", "."])
            .current_dir(desk.folder())
            .env("COPYDESK_CACHE", &cache)
            .env("XDG_CACHE_HOME", &cache)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if status.is_ok() {
            println!("  {name}: {:.2} s", start.elapsed().as_secs_f64());
        }
    };
    run(&own, "check, cold");
    run(&own, "check, from the cache");
    let rumdl = std::env::var_os("RUMDL").map_or(PathBuf::from("rumdl"), PathBuf::from);
    run(&rumdl, "rumdl check, cold");
    run(&rumdl, "rumdl check, from its cache");
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    println!(
        "  {name}: p50 {:.2} ms, p99 {:.2} ms ({})",
        at(0.5),
        at(0.99),
        times.len()
    );
}
