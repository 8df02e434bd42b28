//! `textDocument/documentSymbol`

use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location,
    SymbolInformation, SymbolKind,
};

use crate::query::document_symbol::{Section, outline};
use crate::text::Text;

use super::super::view::View;
use super::super::{from_protocol, to_protocol};

pub fn answer(view: &View, params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let key = from_protocol::key(&params.text_document.uri);
    let text = view.text(&key);
    let sections = outline(&view.snapshot, &key)?;
    if view.client.hierarchical_symbols {
        let symbols = sections.iter().map(|section| symbol(view, &text, section));
        return Some(DocumentSymbolResponse::DocumentSymbolList(
            symbols.collect(),
        ));
    }
    let mut flat = Vec::new();
    let location = |section: &Section| Location {
        uri: params.text_document.uri.clone(),
        range: to_protocol::range(&text, section.span, view.client.encoding),
    };
    flatten(&sections, None, &location, &mut flat);
    Some(DocumentSymbolResponse::SymbolInformationList(flat))
}

fn symbol(view: &View, text: &Text, section: &Section) -> DocumentSymbol {
    let children: Vec<_> = section
        .children
        .iter()
        .map(|child| symbol(view, text, child))
        .collect();
    DocumentSymbol {
        name: section.name.clone(),
        detail: None,
        kind: SymbolKind::String,
        tags: None,
        #[allow(deprecated)]
        deprecated: None,
        range: to_protocol::range(text, section.span, view.client.encoding),
        selection_range: to_protocol::range(text, section.heading, view.client.encoding),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(
    sections: &[Section],
    container: Option<&str>,
    location: &impl Fn(&Section) -> Location,
    flat: &mut Vec<SymbolInformation>,
) {
    for section in sections {
        flat.push(SymbolInformation {
            #[allow(deprecated)]
            deprecated: None,
            location: location(section),
            base_symbol_information: BaseSymbolInformation {
                name: section.name.clone(),
                kind: SymbolKind::String,
                tags: None,
                container_name: container.map(str::to_owned),
            },
        });
        flatten(&section.children, Some(&section.name), location, flat);
    }
}
