//! The framework's handlers. Each puts its message into the session's queue before its first
//! await, which is what keeps their order, and awaits the answer. Nothing else happens here.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use tokio::sync::{oneshot, watch};
use tower_lsp::gen_lsp_types::*;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::{Client, LanguageServer};

use crate::corpus::Key;

use super::answer;
use super::capabilities;
use super::client;
use super::event::{Event, Question, Start};
use super::from_protocol;
use super::outbox::Outbox;
use super::parent;
use super::session;
use super::view::View;

pub struct Backend {
    events: Sender<Event>,
    /// Counts the changes of what is found in closed files.
    changes: watch::Receiver<u64>,
    /// The editor has asked for the findings of closed files before.
    has_pulled: AtomicBool,
    outbox: Outbox,
}

/// Tells the worker when nobody waits for its answer any more.
struct CancelOnDrop(Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Backend {
    pub fn new(client: Client) -> Backend {
        let outbox = Outbox::new(client);
        std::thread::spawn(crate::time::prepare);
        let (counter, changes) = watch::channel(0);
        Backend {
            events: session::start(outbox.clone(), counter),
            changes,
            has_pulled: AtomicBool::new(false),
            outbox,
        }
    }

    fn tell(&self, event: Event) {
        // The session's thread ends with the process and not before.
        let _ = self.events.send(event);
    }

    /// Asks a question in its turn. A worker that panics drops its end of the channel, and the
    /// request is answered with an error.
    async fn ask<R: Send + 'static>(
        &self,
        answer: impl FnOnce(&View) -> R + Send + 'static,
    ) -> Result<R> {
        let (reply, answered) = oneshot::channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let _guard = CancelOnDrop(cancelled.clone());
        let work = move |view: View| {
            let _ = reply.send(answer(&view));
        };
        self.tell(Event::Ask(Question {
            cancelled,
            work: Box::new(work),
        }));
        answered.await.map_err(|_| Error::internal_error())
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = client::Client::new(&params);
        let result = capabilities::answer(&client);
        if let Some(process) = params.process_id {
            parent::watch(process);
        }
        self.tell(Event::Start(Start {
            client,
            roots: roots(&params),
            settings: params.initialization_options.unwrap_or_default(),
        }));
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.tell(Event::Opened {
            key: from_protocol::key(&document.uri),
            uri: document.uri.0,
            version: document.version,
            text: document.text,
        });
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.tell(Event::Changed {
            key: from_protocol::key(&document.text_document_identifier.uri),
            version: document.version,
            edits: params
                .content_changes
                .into_iter()
                .map(from_protocol::edit)
                .collect(),
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        // What is saved is what the buffer holds; the file's neighbours may have come with it.
        let key = from_protocol::key(&params.text_document.uri);
        self.tell(Event::Files(vec![PathBuf::from(&*key)]));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Closed {
            key: from_protocol::key(&params.text_document.uri),
        });
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params
            .changes
            .iter()
            .map(|change| PathBuf::from(&*from_protocol::key(&change.uri)));
        self.tell(Event::Files(paths.collect()));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tell(Event::Settings(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let keys = |folders: &[WorkspaceFolder]| {
            folders
                .iter()
                .map(|folder| from_protocol::key(&folder.uri))
                .collect()
        };
        self.tell(Event::Folders {
            added: keys(&params.event.added),
            removed: keys(&params.event.removed),
        });
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask(move |view| answer::hover::answer(view, &params))
            .await
    }

    async fn goto_definition(
        &self,
        params: DefinitionParams,
    ) -> Result<Option<DefinitionResponse>> {
        self.ask(move |view| answer::definition::answer(view, &params))
            .await
    }

    async fn goto_implementation(
        &self,
        params: ImplementationParams,
    ) -> Result<Option<ImplementationResponse>> {
        self.ask(move |view| answer::implementation::answer(view, &params))
            .await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        self.ask(move |view| answer::call_hierarchy::prepare(view, &params))
            .await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.ask(move |view| answer::call_hierarchy::incoming(view, &params))
            .await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.ask(move |view| answer::call_hierarchy::outgoing(view, &params))
            .await
    }

    async fn goto_declaration(
        &self,
        params: DeclarationParams,
    ) -> Result<Option<DeclarationResponse>> {
        self.ask(move |view| answer::declaration::answer(view, &params))
            .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokens>> {
        self.ask(move |view| answer::semantic_token::full(view, &params))
            .await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensDeltaResponse>> {
        self.ask(move |view| answer::semantic_token::delta(view, &params))
            .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokens>> {
        self.ask(move |view| answer::semantic_token::range(view, &params))
            .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(move |view| answer::folding_range::answer(view, &params))
            .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(move |view| Some(answer::selection_range::answer(view, &params)))
            .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(move |view| answer::code_lens::answer(view, &params))
            .await
    }

    async fn code_lens_resolve(&self, params: CodeLens) -> Result<CodeLens> {
        self.ask(move |view| answer::code_lens::resolve(view, params))
            .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask(move |view| answer::completion::answer(view, &params))
            .await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        self.ask(move |view| answer::completion::resolve(view, params))
            .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
        if let Some(place) = answer::command::to_open(&params) {
            self.outbox
                .show_place(place.map_err(Error::invalid_params)?);
            return Ok(None);
        }
        let answer = self.ask(move |view| answer::command::answer(view, &params));
        answer.await?.map(Some).map_err(Error::invalid_params)
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReport> {
        self.ask(move |view| answer::diagnostic::of_document(view, &params))
            .await
    }

    /// An editor asks again as soon as it is answered: after the first time it waits for news.
    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReport> {
        let params = Arc::new(params);
        let mut changes = self.changes.clone();
        let mut answers_now = !self.has_pulled.swap(true, Ordering::Relaxed);
        loop {
            changes.borrow_and_update();
            let asked = params.clone();
            let report = self
                .ask(move |view| answer::diagnostic::of_workspace(view, &asked))
                .await?;
            if answers_now || answer::diagnostic::is_news(&report) {
                return Ok(report);
            }
            // The session's end ends the wait.
            answers_now = changes.changed().await.is_err();
        }
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        let answer = self.ask(move |view| answer::code_action::resolve(view, params));
        answer
            .await?
            .ok_or_else(|| Error::new(ErrorCode::ContentModified))
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResult>> {
        let answer = self.ask(move |view| answer::rename::prepare(view, &params));
        answer.await?.map(Some).map_err(refusal)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let answer = self.ask(move |view| answer::rename::answer(view, &params));
        answer.await?.map(Some).map_err(refusal)
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(move |view| answer::inlay_hint::answer(view, &params))
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.ask(move |view| answer::references::answer(view, &params))
            .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask(move |view| answer::highlight::answer(view, &params))
            .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(move |view| answer::document_link::answer(view, &params))
            .await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(move |view| answer::document_symbol::answer(view, &params))
            .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.ask(move |view| Some(answer::workspace_symbol::answer(view, &params)))
            .await
    }

    async fn code_action(
        &self,
        params: CodeActionParams,
    ) -> Result<Option<Vec<CodeActionResponse>>> {
        self.ask(move |view| answer::code_action::answer(view, &params))
            .await
    }
}

/// `RequestFailed`: the request is well-formed, and the editor shows a person why it was refused.
fn refusal(words: String) -> Error {
    Error {
        code: ErrorCode::ServerError(-32803),
        message: words.into(),
        data: None,
    }
}

/// The folders that the editor has opened. Old editors only know the two deprecated ways to say it.
#[allow(deprecated)]
fn roots(params: &InitializeParams) -> Vec<Key> {
    let folders = match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.clone(),
        _ => Vec::new(),
    };
    let of_folders: Vec<Key> = folders
        .iter()
        .map(|folder| from_protocol::key(&folder.uri))
        .collect();
    let of_uri = params.root_uri.iter().map(from_protocol::key);
    let of_path = params.root_path.iter().filter_map(|path| match path {
        RootPath::String(path) => Some(path.as_str().into()),
        RootPath::Null => None,
    });
    let roots = match of_folders.is_empty() {
        false => of_folders,
        true => of_uri.chain(of_path).take(1).collect(),
    };
    let is_path = |root: &Key| std::path::Path::new(&**root).is_absolute();
    roots.into_iter().filter(is_path).collect()
}

/// Requests that only tests send.
#[cfg(debug_assertions)]
pub fn with_test_requests(
    builder: tower_lsp::LspServiceBuilder<Backend>,
) -> tower_lsp::LspServiceBuilder<Backend> {
    builder
        .custom_method("copydesk/debug/text", Backend::test_text)
        .custom_method("copydesk/debug/panic", Backend::test_panic)
        .custom_method("copydesk/debug/sleep", Backend::test_sleep)
        .custom_method("copydesk/debug/ask", Backend::test_ask)
}

#[cfg(debug_assertions)]
impl Backend {
    /// The text that the server holds of an open file.
    async fn test_text(&self, params: serde_json::Value) -> Result<serde_json::Value> {
        let uri = params["uri"].as_str().unwrap_or_default().to_owned();
        self.ask(move |view| {
            let open = view.snapshot.open(&from_protocol::key(&Uri(uri)));
            open.map_or(serde_json::Value::Null, |analysis| {
                analysis.text.as_str().into()
            })
        })
        .await
    }

    /// Panics in a worker.
    async fn test_panic(&self, _params: serde_json::Value) -> Result<serde_json::Value> {
        self.ask(|_| panic!("a test asked for this")).await
    }

    /// Works for so many milliseconds, and stops when it is cancelled.
    async fn test_sleep(&self, params: serde_json::Value) -> Result<serde_json::Value> {
        let ms = params["ms"].as_u64().unwrap_or(0);
        self.ask(move |view| {
            for _ in 0..ms {
                if view.is_cancelled() {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            "slept".into()
        })
        .await
    }

    /// Waits for an answer of the editor.
    async fn test_ask(&self, _params: serde_json::Value) -> Result<serde_json::Value> {
        let (reply, answered) = oneshot::channel();
        self.outbox.ask_settings(move |_| {
            let _ = reply.send(());
        });
        answered.await.map_err(|_| Error::internal_error())?;
        Ok("asked".into())
    }
}
