//! `textDocument/codeAction` and `codeAction/resolve`
//!
//! An editor that can wait gets the edits of an action when it is chosen. One that can be asked to
//! show a place is offered the other reports of a finding.

use serde_json::json;
use tower_lsp::gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Range, Uri,
};

use crate::query::code_action::{Action, code_actions};

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
    let can_do =
        |(_, action): &(usize, &Action)| action.opens.is_none() || view.client.shows_places;
    let actions = actions.iter().enumerate().filter(can_do);
    let actions = actions.map(|(at, action)| {
        let mut shown = to_protocol::action(view, action);
        match view.client.lazy_actions {
            _ if action.opens.is_some() => {}
            true => {
                let uri = &params.text_document.uri;
                shown.data = Some(json!({"uri": uri, "range": params.range, "at": at}));
            }
            false => shown.edit = Some(to_protocol::workspace_edit(view, &action.edits)),
        }
        shown
    });
    let wanted = actions.filter(|action| is_wanted(action, params.context.only.as_deref()));
    Some(wanted.map(CodeActionResponse::CodeAction).collect())
}

/// The edits of an action that was chosen; `None` where it is not offered any more.
pub fn resolve(view: &View, mut chosen: CodeAction) -> Option<CodeAction> {
    let Some(data) = chosen.data.clone() else {
        return Some(chosen);
    };
    let uri: Uri = serde_json::from_value(data.get("uri")?.clone()).ok()?;
    let range: Range = serde_json::from_value(data.get("range")?.clone()).ok()?;
    let at = data.get("at")?.as_u64()? as usize;
    let key = from_protocol::key(&uri);
    let selected = from_protocol::span(&view.text(&key), range, view.client.encoding);
    let actions = code_actions(&view.snapshot, &key, selected);
    let action = actions
        .get(at)
        .filter(|action| action.title == chosen.title)?;
    chosen.edit = Some(to_protocol::workspace_edit(view, &action.edits));
    Some(chosen)
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
