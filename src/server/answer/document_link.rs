//! `textDocument/documentLink`

use tower_lsp::gen_lsp_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::query::Destination;
use crate::query::document_link::document_links;

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

pub fn answer(view: &View, params: &DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let key = from_protocol::key(&params.text_document.uri);
    let text = view.text(&key);
    let links = document_links(&view.snapshot, &key)?;
    let links = links.into_iter().map(|link| DocumentLink {
        range: to_protocol::range(&text, link.span, view.client.encoding),
        target: Some(target(view, &link.destination)),
        ..DocumentLink::default()
    });
    Some(links.collect())
}

fn target(view: &View, destination: &Destination) -> Uri {
    let place = match destination {
        Destination::Address(address) => return Uri(address.clone()),
        Destination::Place(place) => place,
    };
    let uri = to_protocol::uri(&place.key, &view.uris);
    if place.span.start == 0 {
        return uri;
    }
    // "#L12,5" opens the file at a line and a column in VS Code; others pass it over.
    let (line, column) = view.text(&place.key).line_column(place.span.start as usize);
    Uri(format!("{}#L{line},{column}", uri.0))
}
