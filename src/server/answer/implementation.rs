//! `textDocument/implementation`

use tower_lsp::gen_lsp_types::{Definition, ImplementationParams, ImplementationResponse};

use crate::query::implementation::implementation;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &ImplementationParams) -> Option<ImplementationResponse> {
    let at = pointed(view, &params.text_document_position_params);
    let found = implementation(&view.snapshot, &at.key, at.offset)?;
    let places = found.places.iter().map(|same| &same.place);
    Some(match view.client.implementation_links {
        true => ImplementationResponse::DefinitionLinkList(to_protocol::links(
            view,
            &at.text,
            found.origin,
            places,
        )),
        false => ImplementationResponse::Definition(Definition::LocationList(
            to_protocol::locations(view, places),
        )),
    })
}
