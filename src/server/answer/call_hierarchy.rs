//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `…/outgoingCalls`

use tower_lsp::gen_lsp_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Range,
    SymbolKind,
};

use crate::corpus::Key;
use crate::query::call_hierarchy::{self, Call, Item};
use crate::text::Span;

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

pub fn prepare(view: &View, params: &CallHierarchyPrepareParams) -> Option<Vec<CallHierarchyItem>> {
    let document = &params.text_document_position_params.text_document;
    let found = call_hierarchy::prepare(&view.snapshot, &from_protocol::key(&document.uri))?;
    Some(vec![item(view, &found)])
}

pub fn incoming(
    view: &View,
    params: &CallHierarchyIncomingCallsParams,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let key = from_protocol::key(&params.item.uri);
    let calls = call_hierarchy::incoming(&view.snapshot, &key)?;
    let calls = calls.iter().map(|call| CallHierarchyIncomingCall {
        from: item(view, &call.item),
        from_ranges: ranges(view, &call.item.key, call),
    });
    Some(calls.collect())
}

pub fn outgoing(
    view: &View,
    params: &CallHierarchyOutgoingCallsParams,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let key = from_protocol::key(&params.item.uri);
    let calls = call_hierarchy::outgoing(&view.snapshot, &key)?;
    let calls = calls.iter().map(|call| CallHierarchyOutgoingCall {
        to: item(view, &call.item),
        from_ranges: ranges(view, &key, call),
    });
    Some(calls.collect())
}

/// The places of a call, which stand in the article that cites.
fn ranges(view: &View, citing: &Key, call: &Call) -> Vec<Range> {
    let text = view.text(citing);
    let ranges = call
        .spans
        .iter()
        .map(|span| to_protocol::range(&text, *span, view.client.encoding));
    ranges.collect()
}

fn item(view: &View, item: &Item) -> CallHierarchyItem {
    let text = view.text(&item.key);
    let whole = Span::new(0, text.as_str().len());
    CallHierarchyItem {
        name: item.title.clone(),
        kind: SymbolKind::File,
        tags: None,
        detail: item.detail.clone(),
        uri: to_protocol::uri(&item.key, &view.uris),
        range: to_protocol::range(&text, whole, view.client.encoding),
        selection_range: to_protocol::range(&text, Span::at(0), view.client.encoding),
        data: None,
    }
}
