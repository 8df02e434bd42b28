//! `workspace/symbol`

use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, SymbolInformation, SymbolKind, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};

use crate::name::EntityKind;
use crate::query::workspace_symbol::{self, Symbol, workspace_symbols};

use super::super::to_protocol;
use super::super::view::View;

pub fn answer(view: &View, params: &WorkspaceSymbolParams) -> WorkspaceSymbolResponse {
    let symbols = workspace_symbols(&view.snapshot, &params.query);
    let symbols = symbols.iter().map(|symbol| SymbolInformation {
        #[allow(deprecated)]
        deprecated: None,
        location: to_protocol::location(view, &symbol.place),
        base_symbol_information: BaseSymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol),
            tags: None,
            container_name: Some(symbol.container.clone()),
        },
    });
    WorkspaceSymbolResponse::SymbolInformationList(symbols.collect())
}

fn kind(symbol: &Symbol) -> SymbolKind {
    match symbol.kind {
        workspace_symbol::SymbolKind::Article => SymbolKind::File,
        workspace_symbol::SymbolKind::Heading => SymbolKind::String,
        workspace_symbol::SymbolKind::Entity(kind) => match kind {
            EntityKind::Person => SymbolKind::Class,
            EntityKind::Organization => SymbolKind::Module,
            EntityKind::Place => SymbolKind::Namespace,
            EntityKind::Event => SymbolKind::Event,
            EntityKind::Unknown => SymbolKind::Variable,
        },
    }
}
