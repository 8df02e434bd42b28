//! `textDocument/foldingRange`

use tower_lsp::gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::query::folding_range::{FoldKind, folding_ranges};

use super::super::from_protocol;
use super::super::view::View;

pub fn answer(view: &View, params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let key = from_protocol::key(&params.text_document.uri);
    let folds = folding_ranges(&view.snapshot, &key)?;
    let ranges = folds.into_iter().map(|fold| FoldingRange {
        start_line: fold.first,
        end_line: fold.last,
        kind: match fold.kind {
            FoldKind::Section => None,
            FoldKind::FrontMatter => Some(FoldingRangeKind::Region),
        },
        ..FoldingRange::default()
    });
    Some(ranges.collect())
}
