//! `textDocument/prepareRename` and `textDocument/rename`

use tower_lsp::gen_lsp_types::{
    PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, TextDocumentPositionParams,
    WorkspaceEdit,
};

use crate::query::rename;

use super::super::to_protocol;
use super::super::view::View;
use super::pointed;

pub fn prepare(
    view: &View,
    params: &TextDocumentPositionParams,
) -> Result<PrepareRenameResult, String> {
    let at = pointed(view, params);
    let found = rename::prepare(&view.snapshot, &at.key, at.offset)?;
    let place = PrepareRenamePlaceholder {
        range: to_protocol::range(&at.text, found.span, view.client.encoding),
        placeholder: found.name,
    };
    Ok(PrepareRenameResult::PrepareRenamePlaceholder(place))
}

pub fn answer(view: &View, params: &RenameParams) -> Result<WorkspaceEdit, String> {
    let at = pointed(view, &params.text_document_position_params);
    let edits = rename::rename(&view.snapshot, &at.key, at.offset, &params.new_name)?;
    Ok(to_protocol::workspace_edit(view, &edits))
}
