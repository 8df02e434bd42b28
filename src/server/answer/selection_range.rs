//! `textDocument/selectionRange`

use tower_lsp::gen_lsp_types::{SelectionRange, SelectionRangeParams};

use crate::query::selection_range::selection_ranges;
use crate::text::Span;

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

/// One answer for each position, in their order: where nothing is known, the position itself.
pub fn answer(view: &View, params: &SelectionRangeParams) -> Vec<SelectionRange> {
    let key = from_protocol::key(&params.text_document.uri);
    let text = view.text(&key);
    let at = |position: &_| {
        let offset = from_protocol::offset(&text, *position, view.client.encoding);
        let spans = selection_ranges(&view.snapshot, &key, offset).unwrap_or_default();
        let range = |span: Span| to_protocol::range(&text, span, view.client.encoding);
        let mut outer = None;
        for span in spans.into_iter().rev() {
            outer = Some(Box::new(SelectionRange {
                range: range(span),
                parent: outer,
            }));
        }
        outer.map_or_else(
            || SelectionRange {
                range: range(Span::at(offset)),
                parent: None,
            },
            |innermost| *innermost,
        )
    };
    params.positions.iter().map(at).collect()
}
