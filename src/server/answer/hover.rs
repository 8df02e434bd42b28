//! `textDocument/hover`

use tower_lsp::gen_lsp_types::{Hover, HoverParams};

use crate::query::hover::hover;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn answer(view: &View, params: &HoverParams) -> Option<Hover> {
    let at = pointed(view, &params.text_document_position_params);
    let card = hover(&view.snapshot, &at.key, at.offset)?;
    Some(to_protocol::hover(view, &at.text, &card))
}
