//! `textDocument/declaration`

use tower_lsp::gen_lsp_types::{Declaration, DeclarationParams, DeclarationResponse};

use crate::query::declaration::declaration;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &DeclarationParams) -> Option<DeclarationResponse> {
    let at = pointed(view, &params.text_document_position_params);
    let found = declaration(&view.snapshot, &at.key, at.offset)?;
    let places = found.places.iter();
    Some(match view.client.declaration_links {
        true => DeclarationResponse::DeclarationLinkList(to_protocol::links(
            view,
            &at.text,
            found.origin,
            places,
        )),
        false => DeclarationResponse::Declaration(Declaration::LocationList(
            to_protocol::locations(view, places),
        )),
    })
}
