//! `textDocument/inlayHint`

use tower_lsp::gen_lsp_types::{InlayHint, InlayHintParams, Label};

use crate::query::inlay_hint::inlay_hints;

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

pub fn answer(view: &View, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let key = from_protocol::key(&params.text_document.uri);
    let text = view.text(&key);
    let part = from_protocol::span(&text, params.range, view.client.encoding);
    let hints = inlay_hints(&view.snapshot, &key, part)?;
    let hints = hints.into_iter().map(|hint| InlayHint {
        position: to_protocol::position(&text, hint.offset, view.client.encoding),
        label: Label::String(hint.words),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    Some(hints.collect())
}
