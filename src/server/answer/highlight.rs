//! `textDocument/documentHighlight`

use tower_lsp::gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use crate::query::highlight::highlight;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let at = pointed(view, &params.text_document_position_params);
    let spans = highlight(&view.snapshot, &at.key, at.offset)?;
    let highlights = spans.into_iter().map(|span| DocumentHighlight {
        range: to_protocol::range(&at.text, span, view.client.encoding),
        kind: Some(DocumentHighlightKind::Text),
    });
    Some(highlights.collect())
}
