//! `textDocument/declaration`

use tower_lsp::gen_lsp_types::{Declaration, DeclarationParams, DeclarationResponse, LocationLink};

use crate::query::declaration::declaration;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &DeclarationParams) -> Option<DeclarationResponse> {
    let at = pointed(view, &params.text_document_position_params);
    let found = declaration(&view.snapshot, &at.key, at.offset)?;
    let locations = found
        .places
        .iter()
        .map(|place| to_protocol::location(view, place));
    if !view.client.declaration_links {
        return Some(DeclarationResponse::Declaration(Declaration::LocationList(
            locations.collect(),
        )));
    }
    let origin = to_protocol::range(&at.text, found.origin, view.client.encoding);
    let links = locations.map(|location| LocationLink {
        origin_selection_range: Some(origin),
        target_uri: location.uri,
        target_range: location.range,
        target_selection_range: location.range,
    });
    Some(DeclarationResponse::DeclarationLinkList(links.collect()))
}
