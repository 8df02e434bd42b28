//! What this server says it can do, to an editor that can do so much.

use tower_lsp::gen_lsp_types::*;

use crate::query::semantic_token::TokenKind;
use crate::text::Encoding;

use super::answer::command::COMMANDS;
use super::client::Client;

/// The answer to `initialize`.
pub fn answer(client: &Client) -> InitializeResult {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(Save::Bool(true)),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QuickFix,
            CodeActionKind::RefactorRewrite,
        ]),
        resolve_provider: client.lazy_actions.then_some(true),
        ..CodeActionOptions::default()
    };
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(ChangeNotifications::Bool(true)),
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(TextDocumentSync::Options(sync)),
            hover_provider: Some(HoverProvider::Bool(true)),
            inlay_hint_provider: Some(InlayHintProvider::Bool(true)),
            definition_provider: Some(DefinitionProvider::Bool(true)),
            implementation_provider: Some(ImplementationProvider::Bool(true)),
            call_hierarchy_provider: Some(CallHierarchyProvider::Bool(true)),
            declaration_provider: Some(DeclarationProvider::Bool(true)),
            references_provider: Some(ReferencesProvider::Bool(true)),
            document_highlight_provider: Some(DocumentHighlightProvider::Bool(true)),
            document_link_provider: Some(DocumentLinkOptions::default()),
            document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
            workspace_symbol_provider: Some(WorkspaceSymbolProvider::Bool(true)),
            semantic_tokens_provider: Some(SemanticTokensProvider::SemanticTokensOptions(tokens())),
            folding_range_provider: Some(FoldingRangeProvider::Bool(true)),
            selection_range_provider: Some(SelectionRangeProvider::Bool(true)),
            code_lens_provider: Some(CodeLensOptions {
                resolve_provider: Some(true),
                ..CodeLensOptions::default()
            }),
            completion_provider: Some(CompletionOptions {
                // Letters start a completion in every editor; these start one as well.
                trigger_characters: Some(
                    ["[", "(", "#", "^", "@", "{", "="]
                        .map(str::to_owned)
                        .to_vec(),
                ),
                resolve_provider: Some(true),
                ..CompletionOptions::default()
            }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: COMMANDS.map(str::to_owned).to_vec(),
                ..ExecuteCommandOptions::default()
            }),
            diagnostic_provider: client.pulls.then(pull),
            rename_provider: Some(match client.prepares_rename {
                true => RenameProvider::RenameOptions(RenameOptions {
                    prepare_provider: Some(true),
                    ..RenameOptions::default()
                }),
                false => RenameProvider::Bool(true),
            }),
            code_action_provider: Some(CodeActionProvider::CodeActionOptions(actions)),
            workspace: Some(WorkspaceOptions {
                workspace_folders: Some(folders),
                ..WorkspaceOptions::default()
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "copydesk".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn tokens() -> SemanticTokensOptions {
    let words = TokenKind::ALL.map(|kind| kind.word().to_owned());
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: words.to_vec(),
            token_modifiers: Vec::new(),
        },
        range: Some(SemanticTokensOptionsRange::Bool(true)),
        full: Some(Full::SemanticTokensFullDelta(SemanticTokensFullDelta {
            delta: Some(true),
        })),
        ..SemanticTokensOptions::default()
    }
}

fn pull() -> DiagnosticProvider {
    DiagnosticProvider::DiagnosticOptions(DiagnosticOptions {
        identifier: Some("copydesk".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    })
}
