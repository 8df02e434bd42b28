//! `textDocument/implementation`

use tower_lsp::gen_lsp_types::{
    Definition, ImplementationParams, ImplementationResponse, LocationLink,
};

use crate::query::implementation::implementation;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &ImplementationParams) -> Option<ImplementationResponse> {
    let at = pointed(view, &params.text_document_position_params);
    let found = implementation(&view.snapshot, &at.key, at.offset)?;
    let locations = found
        .places
        .iter()
        .map(|same| to_protocol::location(view, &same.place));
    if !view.client.implementation_links {
        return Some(ImplementationResponse::Definition(
            Definition::LocationList(locations.collect()),
        ));
    }
    let origin = to_protocol::range(&at.text, found.origin, view.client.encoding);
    let links = locations.map(|location| LocationLink {
        origin_selection_range: Some(origin),
        target_uri: location.uri,
        target_range: location.range,
        target_selection_range: location.range,
    });
    Some(ImplementationResponse::DefinitionLinkList(links.collect()))
}
