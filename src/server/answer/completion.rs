//! `textDocument/completion` and `completionItem/resolve`

use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, CompletionParams,
    CompletionResponse, Documentation, MarkupContent, MarkupKind, TextEdit, Uri,
};

use crate::query::completion::{Completion, CompletionKind, Subject, about, completions};

use super::super::view::View;
use super::super::{from_protocol, to_protocol};
use super::{Pointed, pointed};

pub fn answer(view: &View, params: &CompletionParams) -> Option<CompletionResponse> {
    let place = &params.text_document_position_params;
    let at = pointed(view, place);
    let found = completions(&view.snapshot, &at.key, at.offset)?;
    let uri = &place.text_document.uri;
    let items = found.items.iter().enumerate();
    let items = items.map(|(order, item)| completion(view, &at, uri, order, item));
    Some(CompletionResponse::CompletionList(CompletionList {
        is_incomplete: found.cut,
        items: items.collect(),
        ..CompletionList::default()
    }))
}

fn completion(
    view: &View,
    at: &Pointed,
    uri: &Uri,
    order: usize,
    item: &Completion,
) -> CompletionItem {
    let edit = TextEdit {
        range: to_protocol::range(&at.text, item.span, view.client.encoding),
        new_text: item.text.clone(),
    };
    CompletionItem {
        label: item.label.clone(),
        kind: Some(kind(item.kind)),
        detail: item.detail.clone(),
        // Editors sort by words: the number keeps our order whatever the labels are.
        sort_text: Some(format!("{order:04}")),
        filter_text: Some(item.filter.clone()),
        text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
        data: data(uri, &item.subject),
        ..CompletionItem::default()
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Name => CompletionItemKind::Class,
        CompletionKind::Article => CompletionItemKind::File,
        CompletionKind::Heading | CompletionKind::Footnote | CompletionKind::Citation => {
            CompletionItemKind::Reference
        }
        CompletionKind::Key => CompletionItemKind::Property,
        CompletionKind::Value => CompletionItemKind::Value,
    }
}

fn data(uri: &Uri, subject: &Subject) -> Option<Value> {
    match subject {
        Subject::Nothing => None,
        Subject::Entity(id) => Some(json!({"uri": uri, "entity": id})),
        Subject::Article(key) => Some(json!({"uri": uri, "article": &**key})),
    }
}

/// Adds what is known of what the item speaks of.
pub fn resolve(view: &View, mut item: CompletionItem) -> CompletionItem {
    let said = |name: &str| {
        let data = item.data.as_ref()?;
        data.get(name)?.as_str().map(str::to_owned)
    };
    let subject = match (said("entity"), said("article")) {
        (Some(id), _) => Subject::Entity(id),
        (None, Some(key)) => Subject::Article(key.into()),
        (None, None) => return item,
    };
    let key = said("uri").map(|uri| from_protocol::key(&Uri(uri)));
    let folder = key.and_then(|key| view.snapshot.folder(&key));
    let lines = folder.and_then(|folder| about(&view.snapshot, folder, &subject));
    item.documentation = lines.map(|lines| documentation(view, &lines));
    item
}

/// Who names no format is given plain words.
fn documentation(view: &View, lines: &[String]) -> Documentation {
    if !view.client.markdown_completions {
        return Documentation::String(lines.join("\n"));
    }
    let lines = lines.iter().map(|line| to_protocol::escaped(line));
    let lines: Vec<String> = lines.collect();
    Documentation::MarkupContent(MarkupContent {
        kind: MarkupKind::Markdown,
        value: lines.join("  \n"),
    })
}
