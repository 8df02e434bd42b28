//! `textDocument/references`

use tower_lsp::gen_lsp_types::{Location, ReferenceParams};

use crate::query::references::references;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &ReferenceParams) -> Option<Vec<Location>> {
    let at = pointed(view, &params.text_document_position_params);
    let places = references(
        &view.snapshot,
        &at.key,
        at.offset,
        params.context.include_declaration,
    )?;
    let mut locations = Vec::with_capacity(places.len());
    for place in &places {
        if view.is_cancelled() {
            return None;
        }
        locations.push(to_protocol::location(view, place));
    }
    Some(locations)
}
