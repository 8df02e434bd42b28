//! To the protocol: keys to addresses, bytes to positions, findings to diagnostics, edits.

use std::collections::HashMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tower_lsp::gen_lsp_types as lsp;

use crate::corpus::{Key, Severity};
use crate::query::Place;
use crate::query::code_action::{Action, ActionKind};
use crate::query::hover::Card;
use crate::rule::{FileEdit, Finding};
use crate::text::{Encoding, Span, Text};

use super::pages;
use super::view::View;

/// What stays as it is in the path of an address (RFC 3986, as VS Code writes it).
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The address of a file: as the editor writes it where it is open.
pub fn uri(key: &Key, open: &HashMap<Key, String>) -> lsp::Uri {
    if let Some(known) = open.get(key) {
        return lsp::Uri(known.clone());
    }
    let encoded = utf8_percent_encode(key, UNSAFE);
    lsp::Uri(match key.as_bytes() {
        [b'/', b'/', ..] => format!("file:{encoded}"),
        [b'/', ..] => format!("file://{encoded}"),
        [_, b':', b'/', ..] => format!("file:///{encoded}"),
        _ => key.to_string(),
    })
}

pub fn position(text: &Text, offset: usize, encoding: Encoding) -> lsp::Position {
    let position = text.position(offset, encoding);
    lsp::Position {
        line: position.line,
        character: position.character,
    }
}

pub fn range(text: &Text, span: Span, encoding: Encoding) -> lsp::Range {
    lsp::Range {
        start: position(text, span.start as usize, encoding),
        end: position(text, span.end as usize, encoding),
    }
}

/// A place in any file.
pub fn location(view: &View, place: &Place) -> lsp::Location {
    lsp::Location {
        uri: uri(&place.key, &view.uris),
        range: range(&view.text(&place.key), place.span, view.client.encoding),
    }
}

/// Places one by one, for an editor that takes no links.
pub fn locations<'a>(view: &View, places: impl Iterator<Item = &'a Place>) -> Vec<lsp::Location> {
    places.map(|place| location(view, place)).collect()
}

/// Places as links: the words of `text` that lead there, and each place.
pub fn links<'a>(
    view: &View,
    text: &Text,
    origin: Span,
    places: impl Iterator<Item = &'a Place>,
) -> Vec<lsp::LocationLink> {
    let origin = range(text, origin, view.client.encoding);
    let link = |location: lsp::Location| lsp::LocationLink {
        origin_selection_range: Some(origin),
        target_uri: location.uri,
        target_range: location.range,
        target_selection_range: location.range,
    };
    places.map(|place| link(location(view, place))).collect()
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::Error,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        Severity::Information => lsp::DiagnosticSeverity::Information,
        Severity::Hint => lsp::DiagnosticSeverity::Hint,
    }
}

pub fn diagnostic(view: &View, text: &Text, finding: &Finding) -> lsp::Diagnostic {
    let related = finding
        .related
        .iter()
        .map(|place| lsp::DiagnosticRelatedInformation {
            location: location(
                view,
                &Place {
                    key: place.key.clone(),
                    span: place.span,
                },
            ),
            message: place.message.clone(),
        });
    let related: Vec<_> = related.collect();
    lsp::Diagnostic {
        range: range(text, finding.span, view.client.encoding),
        severity: Some(severity(finding.severity)),
        code: Some(lsp::Code::String(finding.rule.to_owned())),
        code_description: pages::file(finding.rule).map(|page| lsp::CodeDescription {
            href: uri(&page, &HashMap::new()),
        }),
        source: Some("copydesk".to_owned()),
        message: lsp::Message::String(finding.message.clone()),
        related_information: (view.client.related_information && !related.is_empty())
            .then_some(related),
        ..lsp::Diagnostic::default()
    }
}

/// A card as Markdown, or as plain text for an editor that shows nothing else.
pub fn hover(view: &View, text: &Text, card: &Card) -> lsp::Hover {
    let (kind, value) = match view.client.markdown {
        true => {
            let lines = card.lines.iter().map(|line| escaped(line));
            let lines: Vec<String> = lines.collect();
            let value = format!("**{}**\n\n{}", escaped(&card.title), lines.join("  \n"));
            (lsp::MarkupKind::Markdown, value)
        }
        false => (
            lsp::MarkupKind::PlainText,
            format!("{}\n{}", card.title, card.lines.join("\n")),
        ),
    };
    let value = value.trim_end().to_owned();
    lsp::Hover {
        contents: lsp::Contents::MarkupContent(lsp::MarkupContent { kind, value }),
        range: Some(range(text, card.span, view.client.encoding)),
    }
}

/// Words as Markdown shows them unchanged, with no more backslashes than needed: some editors show
/// those as they are. An underscore inside a word is no mark.
pub fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    let mut inside_word = false;
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let before_word = chars.peek().is_some_and(|next| next.is_alphanumeric());
        let mark = match c {
            '\\' | '`' | '*' | '<' => true,
            '_' => !(inside_word && before_word),
            '#' => escaped.is_empty(),
            _ => false,
        };
        if mark {
            escaped.push('\\');
        }
        escaped.push(c);
        inside_word = c.is_alphanumeric() || (c == '_' && inside_word);
    }
    escaped
}

/// The command that shows a place: its argument is a location.
pub const OPEN: &str = "copydesk.open";

/// An action without its edits.
pub fn action(view: &View, action: &Action) -> lsp::CodeAction {
    let diagnostics = action.finding.as_ref().map(|finding| {
        let text = view.text(&finding.key);
        vec![diagnostic(view, &text, finding)]
    });
    let command = action.opens.as_ref().map(|place| lsp::Command {
        title: action.title.clone(),
        command: OPEN.to_owned(),
        arguments: Some(vec![serde_json::json!(location(view, place))]),
        ..lsp::Command::default()
    });
    lsp::CodeAction {
        title: action.title.clone(),
        command,
        kind: Some(match action.kind {
            ActionKind::QuickFix => lsp::CodeActionKind::QuickFix,
            ActionKind::Rewrite => lsp::CodeActionKind::RefactorRewrite,
        }),
        diagnostics,
        is_preferred: action.preferred.then_some(true),
        ..lsp::CodeAction::default()
    }
}

/// Edits of several files, which may have to be created first.
pub fn workspace_edit(view: &View, edits: &[FileEdit]) -> lsp::WorkspaceEdit {
    let mut by_file: Vec<(&Key, Vec<&FileEdit>)> = Vec::new();
    for edit in edits {
        match by_file.iter_mut().find(|(key, _)| **key == edit.key) {
            Some((_, edits)) => edits.push(edit),
            None => by_file.push((&edit.key, vec![edit])),
        }
    }
    match view.client.document_changes {
        true => {
            let changes = by_file
                .iter()
                .flat_map(|(key, edits)| document_changes(view, key, edits));
            lsp::WorkspaceEdit {
                document_changes: Some(changes.collect()),
                ..lsp::WorkspaceEdit::default()
            }
        }
        false => {
            let changes = by_file
                .iter()
                .map(|(key, edits)| (uri(key, &view.uris), text_edits(view, key, edits)));
            lsp::WorkspaceEdit {
                changes: Some(changes.collect()),
                ..lsp::WorkspaceEdit::default()
            }
        }
    }
}

fn document_changes(view: &View, key: &Key, edits: &[&FileEdit]) -> Vec<lsp::DocumentChange> {
    let mut changes = Vec::new();
    if view.client.create_files && edits.iter().any(|edit| edit.create) {
        changes.push(lsp::DocumentChange::CreateFile(lsp::CreateFile {
            uri: uri(key, &view.uris),
            options: None,
            annotation_id: None,
        }));
    }
    let of_article = view.snapshot.open.get(key).and_then(|open| open.version);
    let version = of_article.or_else(|| view.versions.get(key).copied());
    let edits = text_edits(view, key, edits);
    changes.push(lsp::DocumentChange::TextDocumentEdit(
        lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier {
                version,
                text_document_identifier: lsp::TextDocumentIdentifier {
                    uri: uri(key, &view.uris),
                },
            },
            edits: edits.into_iter().map(lsp::Edit::TextEdit).collect(),
        },
    ));
    changes
}

fn text_edits(view: &View, key: &Key, edits: &[&FileEdit]) -> Vec<lsp::TextEdit> {
    let text = view.text(key);
    let edits = edits.iter().map(|edit| lsp::TextEdit {
        range: range(&text, edit.span, view.client.encoding),
        new_text: edit.text.clone(),
    });
    edits.collect()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn only_marks_are_escaped() {
        assert_eq!(
            escaped("003_a.txt (3), [x] *b* _c_ #"),
            "003_a.txt (3), [x] \\*b\\* \\_c\\_ #"
        );
        assert_eq!(escaped("# a <b>"), "\\# a \\<b>");
    }
}
