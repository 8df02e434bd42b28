//! What the editor can do, as far as an answer depends on it.

use tower_lsp::gen_lsp_types::InitializeParams;

use crate::text::Encoding;

use super::outbox::Shown;

/// What matters of an editor's capabilities.
#[derive(Clone, Debug, Default)]
pub struct Client {
    pub encoding: Encoding,
    pub markdown: bool,
    /// What is said of a completion may be Markdown.
    pub markdown_completions: bool,
    pub definition_links: bool,
    pub implementation_links: bool,
    pub declaration_links: bool,
    pub hierarchical_symbols: bool,
    pub prepares_rename: bool,
    pub document_changes: bool,
    pub create_files: bool,
    pub action_literals: bool,
    pub watches_files: bool,
    pub configuration: bool,
    pub progress: bool,
    pub related_information: bool,
    /// The editor can be asked to show a place.
    pub shows_places: bool,
    /// Edits of a code action may follow when it is chosen.
    pub lazy_actions: bool,
    /// The editor asks for findings itself.
    pub pulls: bool,
    /// What the editor can be asked to ask for again.
    pub refreshes: Vec<Shown>,
}

impl Client {
    pub fn new(params: &InitializeParams) -> Client {
        // As JSON: a few dozen optional structures deep in each other are no easier as types.
        let json = serde_json::to_value(&params.capabilities).unwrap_or_default();
        let at = |path: &str| json.pointer(path);
        let is = |path: &str| {
            at(path)
                .and_then(serde_json::Value::as_bool)
                .unwrap_or(false)
        };
        let lists = |path: &str, word: &str| {
            let list = at(path).and_then(serde_json::Value::as_array);
            list.is_some_and(|list| list.iter().any(|item| item.as_str() == Some(word)))
        };
        let encodings = "/general/positionEncodings";
        let operations = "/workspace/workspaceEdit/resourceOperations";
        Client {
            // UTF-8 first: it needs no conversion.
            encoding: match () {
                () if lists(encodings, "utf-8") => Encoding::Utf8,
                () if lists(encodings, "utf-16") || !lists(encodings, "utf-32") => Encoding::Utf16,
                () => Encoding::Utf32,
            },
            markdown: lists("/textDocument/hover/contentFormat", "markdown"),
            markdown_completions: lists(
                "/textDocument/completion/completionItem/documentationFormat",
                "markdown",
            ),
            definition_links: is("/textDocument/definition/linkSupport"),
            implementation_links: is("/textDocument/implementation/linkSupport"),
            declaration_links: is("/textDocument/declaration/linkSupport"),
            hierarchical_symbols: is(
                "/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport",
            ),
            // Who can create files in an edit can take edits by document: Neovim says only the one.
            document_changes: is("/workspace/workspaceEdit/documentChanges")
                || at(operations).is_some(),
            prepares_rename: is("/textDocument/rename/prepareSupport"),
            create_files: lists(operations, "create"),
            action_literals: at("/textDocument/codeAction/codeActionLiteralSupport").is_some(),
            watches_files: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            configuration: is("/workspace/configuration"),
            progress: is("/window/workDoneProgress"),
            related_information: is("/textDocument/publishDiagnostics/relatedInformation"),
            shows_places: is("/window/showDocument/support"),
            lazy_actions: is("/textDocument/codeAction/dataSupport")
                && lists("/textDocument/codeAction/resolveSupport/properties", "edit"),
            // One that cannot be told to ask again would show old findings.
            pulls: at("/textDocument/diagnostic").is_some()
                && is("/workspace/diagnostics/refreshSupport"),
            refreshes: [
                ("semanticTokens", Shown::Tokens),
                ("codeLens", Shown::Lenses),
                ("inlayHint", Shown::Hints),
                ("diagnostics", Shown::Findings),
            ]
            .into_iter()
            .filter(|(name, _)| is(&format!("/workspace/{name}/refreshSupport")))
            .map(|(_, shown)| shown)
            .collect(),
        }
    }
}
