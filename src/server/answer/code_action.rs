//! `textDocument/codeAction`

use tower_lsp::gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse};

use crate::query::code_action::code_actions;

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

pub fn answer(view: &View, params: &CodeActionParams) -> Option<Vec<CodeActionResponse>> {
    // Editors without literals could only run commands.
    if !view.client.action_literals {
        return None;
    }
    let key = from_protocol::key(&params.text_document.uri);
    let selected = from_protocol::span(&view.text(&key), params.range, view.client.encoding);
    let actions = code_actions(&view.snapshot, &key, selected);
    let actions = actions
        .iter()
        .map(|action| to_protocol::action(view, action));
    let wanted = actions.filter(|action| is_wanted(action, params.context.only.as_deref()));
    Some(wanted.map(CodeActionResponse::CodeAction).collect())
}

/// "quickfix" wants "quickfix" and all kinds below it.
fn is_wanted(action: &CodeAction, only: Option<&[CodeActionKind]>) -> bool {
    let name = |kind: &CodeActionKind| {
        serde_json::to_value(kind)
            .ok()
            .and_then(|kind| kind.as_str().map(str::to_owned))
    };
    let own = action.kind.as_ref().and_then(name).unwrap_or_default();
    only.is_none_or(|only| {
        only.iter().filter_map(name).any(|wanted| {
            wanted.is_empty()
                || own == wanted
                || own
                    .strip_prefix(&wanted)
                    .is_some_and(|rest| rest.starts_with('.'))
        })
    })
}
