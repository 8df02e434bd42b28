//! `textDocument/definition`

use tower_lsp::gen_lsp_types::{Definition, DefinitionParams, DefinitionResponse};

use crate::query::definition::definition;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &DefinitionParams) -> Option<DefinitionResponse> {
    let at = pointed(view, &params.text_document_position_params);
    let found = definition(&view.snapshot, &at.key, at.offset)?;
    let places = found.places.iter();
    Some(match view.client.definition_links {
        true => DefinitionResponse::DefinitionLinkList(to_protocol::links(
            view,
            &at.text,
            found.origin,
            places,
        )),
        false => DefinitionResponse::Definition(Definition::LocationList(to_protocol::locations(
            view, places,
        ))),
    })
}
