//! From the protocol: addresses to keys, positions to bytes, edits.

use percent_encoding::percent_decode_str;
use tower_lsp::gen_lsp_types as lsp;

use crate::corpus::Key;
use crate::text::{Edit, Encoding, Position, Span, Text};

/// The key of an address: the path of a `file:` address, any other address as it is.
pub fn key(uri: &lsp::Uri) -> Key {
    let Some(rest) = uri.0.strip_prefix("file://") else {
        return uri.0.as_str().into();
    };
    // file:///path, file://localhost/path and file://server/share/path.
    let (host, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => ("", rest),
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path = match host {
        "" | "localhost" => without_drive_slash(&path),
        host => format!("//{host}{path}"),
    };
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        "/".into()
    } else {
        trimmed.into()
    }
}

/// `/C:/notes` is `c:/notes`.
fn without_drive_slash(path: &str) -> String {
    let bytes = path.as_bytes();
    let drive = bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    match drive {
        true => path[1..2].to_ascii_lowercase() + &path[2..],
        false => path.to_owned(),
    }
}

fn position(position: lsp::Position) -> Position {
    Position {
        line: position.line,
        character: position.character,
    }
}

/// The byte offset of a position, clamped to the text.
pub fn offset(text: &Text, at: lsp::Position, encoding: Encoding) -> usize {
    text.offset(position(at), encoding)
}

/// The bytes of a range, clamped to the text; a range that runs backwards is read forwards.
pub fn span(text: &Text, range: lsp::Range, encoding: Encoding) -> Span {
    let (a, b) = (
        offset(text, range.start, encoding),
        offset(text, range.end, encoding),
    );
    Span::new(a.min(b), a.max(b))
}

pub fn edit(change: lsp::TextDocumentContentChangeEvent) -> Edit {
    use lsp::TextDocumentContentChangeEvent as Change;
    match change {
        Change::TextDocumentContentChangePartial(partial) => Edit {
            range: Some((position(partial.range.start), position(partial.range.end))),
            text: partial.text,
        },
        Change::TextDocumentContentChangeWholeDocument(whole) => Edit {
            range: None,
            text: whole.text,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::to_protocol;
    use std::collections::HashMap;

    fn key_of(uri: &str) -> String {
        key(&lsp::Uri(uri.to_owned())).to_string()
    }

    #[test]
    fn addresses_of_files_become_paths_and_others_stay() {
        assert_eq!(key_of("file:///a%20b/c%5B1%5D.md"), "/a b/c[1].md");
        assert_eq!(key_of("file:///a b[1].md"), "/a b[1].md");
        assert_eq!(key_of("file:///C%3A/notes/a.md"), "c:/notes/a.md");
        assert_eq!(key_of("file:///folder/"), "/folder");
        assert_eq!(key_of("untitled:Untitled-1"), "untitled:Untitled-1");
        assert_eq!(key_of("git:/a/b.md?ref"), "git:/a/b.md?ref");
    }

    #[test]
    fn paths_round_trip() {
        for path in ["/a b/c[1].md", "/\u{e9}/100%.txt", "c:/notes/a#b?.md"] {
            let uri = to_protocol::uri(&path.into(), &HashMap::new());
            assert_eq!(key_of(&uri.0), path);
        }
    }
}
