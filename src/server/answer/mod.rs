//! From a request's parameters to a query and back to the protocol, one file each.

pub mod call_hierarchy;
pub mod code_action;
pub mod code_lens;
pub mod command;
pub mod completion;
pub mod declaration;
pub mod definition;
pub mod diagnostic;
pub mod document_link;
pub mod document_symbol;
pub mod folding_range;
pub mod highlight;
pub mod hover;
pub mod implementation;
pub mod inlay_hint;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_token;
pub mod workspace_symbol;

use tower_lsp::gen_lsp_types::TextDocumentPositionParams;

use crate::corpus::Key;
use crate::text::Text;

use super::from_protocol;
use super::view::View;

/// The file, its text and the byte that a request points at.
struct Pointed {
    key: Key,
    text: Text,
    offset: usize,
}

fn pointed(view: &View, params: &TextDocumentPositionParams) -> Pointed {
    let key = from_protocol::key(&params.text_document.uri);
    let text = view.text(&key);
    let offset = from_protocol::offset(&text, params.position, view.client.encoding);
    Pointed { key, text, offset }
}
