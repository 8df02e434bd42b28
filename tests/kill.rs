//! A process that is killed while it reads a folder or keeps what it knows leaves nothing behind
//! that misleads the next one.

#[allow(dead_code, reason = "the benchmark uses all of it")]
#[path = "../benches/folder/generator.rs"]
mod generator;

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use fastrand::Rng;

/// Kills in a run of all tests; `COPYDESK_KILLS` is another number.
const KILLS: usize = 10;
const ARTICLES: usize = 8;

fn copydesk(folder: &Path, cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("COPYDESK_CACHE", cache)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// All findings of a run that nobody kills.
fn findings(folder: &Path, cache: &Path, more: &[&str]) -> String {
    let arguments = [&["check", "--format", "json"], more].concat();
    let output = copydesk(folder, cache, &arguments).output();
    let output = output.expect("copydesk runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A server that has begun to read the folder.
fn server(folder: &Path, cache: &Path) -> Child {
    let mut child = copydesk(folder, cache, &["server"])
        .spawn()
        .expect("a server");
    let folder = folder.display();
    let initialize = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{"capabilities":{{}},"workspaceFolders":[{{"uri":"file://{folder}","name":"a"}}]}}}}"#
    );
    let initialized = r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#;
    let mut input = child.stdin.take().expect("its input");
    for message in [initialize.as_str(), initialized] {
        write!(input, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("a message");
    }
    // It ends with its input, so that stays open.
    child.stdin = Some(input);
    child
}

/// What the process that is killed has to do: all, some of it, or nothing.
fn prepare(random: &mut Rng, folder: &Path, cache: &Path) {
    match random.u8(..3) {
        0 => fs::remove_dir_all(cache).unwrap_or_default(),
        1 => {
            let entries = fs::read_dir(folder.join("000")).expect("articles");
            for path in entries.flatten().map(|entry| entry.path()) {
                if random.bool() {
                    let file = File::options().append(true).open(path).expect("a file");
                    file.set_modified(SystemTime::now()).expect("a time");
                }
            }
        }
        _ => {}
    }
}

#[test]
fn killed_at_any_moment_it_leaves_a_cache_that_can_be_trusted() {
    let folder = tempfile::tempdir().expect("a directory");
    let cache = tempfile::tempdir().expect("a directory");
    let (folder, cache) = (folder.path(), &cache.path().join("kept"));
    generator::write(folder, ARTICLES, 7).expect("articles");
    let wrong = "They came on Tuesday, Feb. 17, 2025, and left.\n";
    fs::write(folder.join("000/wrong.txt"), wrong).expect("an article");
    let start = Instant::now();
    let expected = findings(folder, cache, &["--no-cache"]);
    let whole = start.elapsed();
    assert!(expected.contains("weekday-mismatch"), "{expected}");
    let kills = std::env::var("COPYDESK_KILLS").ok();
    let kills = kills.and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let mut random = Rng::with_seed(11);
    for round in 0..kills {
        prepare(&mut random, folder, cache);
        let mut child = match round % 2 {
            0 => copydesk(folder, cache, &["check"]).spawn().expect("a run"),
            _ => server(folder, cache),
        };
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * random.f64()));
        child.kill().expect("it can be killed");
        child.wait().expect("it is gone");
        assert_eq!(findings(folder, cache, &[]), expected, "round {round}");
    }
}
