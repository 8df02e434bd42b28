//! `textDocument/diagnostic` and `workspace/diagnostic`: the findings, for editors that ask.
//!
//! A list is known by the hash of what would be sent, so an editor that has it already is told so.

use tower_lsp::gen_lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::corpus::{Diagnostics, Folder, Key, discover};
use crate::rule::{self, Context, Finding};

use super::super::session::declaration_keys;
use super::super::view::View;
use super::super::{from_protocol, to_protocol};

/// The findings of one file, which is open.
pub fn of_document(view: &View, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReport {
    let key = from_protocol::key(&params.text_document.uri);
    let items = diagnostics(view, &key, &findings(view, &key));
    let id = result_id(&items);
    match params.previous_result_id.as_ref() == Some(&id) {
        true => DocumentDiagnosticReport::RelatedUnchangedDocumentDiagnosticReport(
            RelatedUnchangedDocumentDiagnosticReport {
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id: id,
                },
                ..RelatedUnchangedDocumentDiagnosticReport::default()
            },
        ),
        false => DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(
            RelatedFullDocumentDiagnosticReport {
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items,
                },
                ..RelatedFullDocumentDiagnosticReport::default()
            },
        ),
    }
}

/// The findings of the files that are not open: what the folders declare and, where the folder
/// wants it, its articles.
pub fn of_workspace(view: &View, params: &WorkspaceDiagnosticParams) -> WorkspaceDiagnosticReport {
    let previous = params.previous_result_ids.iter();
    let previous: Vec<(Key, &str)> = previous
        .map(|known| (from_protocol::key(&known.uri), known.value.as_str()))
        .collect();
    let mut keys: Vec<Key> = view.snapshot.folders.iter().flat_map(closed).collect();
    keys.extend(previous.iter().map(|(key, _)| key.clone()));
    keys.retain(|key| !view.uris.contains_key(key));
    keys.sort();
    keys.dedup();
    let mut items = Vec::new();
    for key in keys {
        if view.is_cancelled() {
            break;
        }
        let known = previous.iter().find(|(known, _)| *known == key);
        let found = match is_wanted(view, &key) {
            true => diagnostics(view, &key, &findings(view, &key)),
            false => Vec::new(),
        };
        if found.is_empty() && known.is_none() {
            continue;
        }
        let id = result_id(&found);
        let uri = to_protocol::uri(&key, &view.uris);
        let report = match known.is_some_and(|(_, known)| *known == id) {
            true => WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id: id,
                },
            }
            .into(),
            false => WorkspaceFullDocumentDiagnosticReport {
                uri,
                version: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items: found,
                },
            }
            .into(),
        };
        items.push(report);
    }
    WorkspaceDiagnosticReport { items }
}

/// Whether a report tells an editor anything that it does not know.
pub fn is_news(report: &WorkspaceDiagnosticReport) -> bool {
    use WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport as Full;
    report.items.iter().any(|item| matches!(item, Full(_)))
}

/// The files of a folder whose findings are shown though they are not open.
fn closed(folder: &Folder) -> Vec<Key> {
    let mut keys = Vec::new();
    if !folder.root.is_empty() {
        keys.extend(declaration_keys(&folder.root));
    }
    if folder.config.diagnostics == Diagnostics::Folder {
        keys.extend(folder.index.articles().cloned());
    }
    keys
}

/// A file may have left the folder, or the folder may not want its findings any more.
fn is_wanted(view: &View, key: &Key) -> bool {
    view.snapshot.folder(key).is_some_and(|folder| {
        is_declaration(folder, key)
            || (folder.config.diagnostics == Diagnostics::Folder && folder.index.contains(key))
    })
}

fn is_declaration(folder: &Folder, key: &Key) -> bool {
    let declares = folder.relative(key).is_some_and(discover::is_declaration);
    declares && !folder.root.is_empty()
}

fn findings(view: &View, key: &Key) -> Vec<Finding> {
    let Some(folder) = view.snapshot.folder(key) else {
        return Vec::new();
    };
    if is_declaration(folder, key) {
        let mut found = rule::check_declarations(folder);
        found.retain(|finding| finding.key == *key);
        return found;
    }
    let analysis = view.snapshot.analysis(key);
    analysis.map_or_else(Vec::new, |analysis| {
        rule::check(&Context::new(&view.snapshot, folder, key, &analysis))
    })
}

fn diagnostics(view: &View, key: &Key, findings: &[Finding]) -> Vec<Diagnostic> {
    let text = view.text(key);
    let found = findings.iter();
    found
        .map(|finding| to_protocol::diagnostic(view, &text, finding))
        .collect()
}

fn result_id(items: &[Diagnostic]) -> String {
    let words = serde_json::to_string(items).unwrap_or_default();
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(words.as_bytes()))
}
