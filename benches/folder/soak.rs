//! An hour's work in minutes: edits, questions and changes of files in turn, as fast as they are
//! answered, with the server's memory after each tenth. It should stay flat.
//!
//! In: a folder and a server that has read it. Out: lines to read.

use std::path::Path;

use serde_json::json;

use super::client::Server;
use super::{Desk, generator, place, ten_kilobytes};

/// Three characters a second for an hour.
const EDITS: usize = 10_800;

/// Edits between two changes of a file: a file every ten seconds.
const BETWEEN_FILES: usize = 30;

/// Edits between two questions.
const BETWEEN_QUESTIONS: usize = 10;

/// Edits between two articles: two minutes.
const BETWEEN_ARTICLES: usize = 360;

pub fn soak(desk: &Desk, server: &mut Server) {
    let text = ten_kilobytes();
    let (line, column) = place(&text, "Latif Nazari");
    let mut uri = article(desk, 0, &text);
    server.open(&uri, &text);
    for edit in 0..EDITS {
        if edit % BETWEEN_ARTICLES == BETWEEN_ARTICLES - 1 {
            server.notify(
                "textDocument/didClose",
                json!({"textDocument": {"uri": uri}}),
            );
            uri = article(desk, edit / BETWEEN_ARTICLES % 7, &text);
            server.open(&uri, &text);
        }
        if edit % BETWEEN_FILES == 0 {
            change_file(&desk.folder(), edit / BETWEEN_FILES);
        }
        type_or_delete(server, &uri, line + 2, edit);
        if edit % BETWEEN_QUESTIONS == 0 {
            let position = json!({"line": line, "character": column + 8});
            let at = json!({"textDocument": {"uri": uri}, "position": position, "context": {"includeDeclaration": true}});
            for method in ["hover", "references", "completion"] {
                server.ask(&format!("textDocument/{method}"), at.clone());
            }
            server.ask(
                "workspace/symbol",
                json!({"query": generator::first_name()}),
            );
        }
        if (edit + 1) % (EDITS / 10) == 0 {
            let (now, most) = server.memory();
            println!(
                "  memory after {} edits: {} MB, at most {} MB",
                edit + 1,
                now / 1024,
                most / 1024
            );
        }
    }
}

/// One of the articles that are worked on, as a file.
fn article(desk: &Desk, number: usize, text: &str) -> String {
    let name = format!("desk-{number}.md");
    std::fs::write(desk.folder().join(&name), text).expect("an article");
    desk.uri(&name)
}

/// A file comes, changes, gets another name and goes.
fn change_file(folder: &Path, turn: usize) {
    let number = turn / 4;
    let (first, second) = (
        folder.join(format!("wire-{number}.txt")),
        folder.join(format!("filed-{number}.txt")),
    );
    let text = |seed: usize| generator::paragraphs(seed as u64, 3_000);
    let done = match turn % 4 {
        0 => std::fs::write(first, text(turn)),
        1 => std::fs::write(first, text(turn + 1)),
        2 => std::fs::rename(first, second),
        _ => std::fs::remove_file(second),
    };
    done.expect("a change of a file");
}

/// Types a letter, or deletes the one that the last edit typed, and waits for an answer about the
/// article as it is then.
fn type_or_delete(server: &mut Server, uri: &str, line: usize, edit: usize) {
    let (from, to, text) = match edit % 2 {
        0 => (0, 0, "x"),
        _ => (0, 1, ""),
    };
    let range =
        json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    server.notify(
        "textDocument/didChange",
        json!({
            "textDocument": {"uri": uri, "version": edit + 1},
            "contentChanges": [{"range": range, "text": text}]
        }),
    );
    server.ask(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": uri}}),
    );
}
