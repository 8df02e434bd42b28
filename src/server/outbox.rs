//! Everything that the server says without being asked, in the order it was said.
//!
//! The session is a plain thread and never waits for the editor. What it tells goes straight to the
//! thread that writes: a keystroke's findings need not pass two threads of the runtime, nor be made a
//! tree of JSON first. What it asks goes through the framework, which waits for the answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Serialize;
use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::*;

use super::stdio;

/// A message to the editor.
pub enum Message {
    Findings(PublishDiagnosticsParams),
    /// Shown to the person, once.
    Show(MessageType, String),
    Log(String),
    Progress(ProgressParams),
}

/// What an editor shows until it is asked to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Tokens,
    Lenses,
    Hints,
    Findings,
}

#[derive(Clone)]
pub struct Outbox {
    /// The editor has said `initialized`: before that it may be told nothing.
    open: Arc<AtomicBool>,
    client: Client,
    runtime: Handle,
}

/// A message of JSON-RPC that wants no answer.
#[derive(Serialize)]
struct Told<P> {
    jsonrpc: &'static str,
    method: LspNotificationMethod<'static>,
    params: P,
}

/// How long an editor may take to answer a request of the server.
const PATIENCE: Duration = Duration::from_secs(10);

impl Outbox {
    /// Must be called inside the runtime.
    pub fn new(client: Client) -> Outbox {
        Outbox {
            open: Arc::default(),
            client,
            runtime: Handle::current(),
        }
    }

    /// From now on the editor may be told something.
    pub fn open(&self) {
        self.open.store(true, Ordering::Release);
    }

    pub fn send(&self, message: Message) {
        if !self.open.load(Ordering::Acquire) {
            return;
        }
        match message {
            Message::Findings(params) => tell::<PublishDiagnosticsNotification>(params),
            Message::Show(kind, text) => {
                tell::<ShowMessageNotification>(ShowMessageParams::new(kind, text));
            }
            Message::Log(text) => {
                tell::<LogMessageNotification>(LogMessageParams::new(MessageType::Log, text));
            }
            Message::Progress(params) => tell::<ProgressNotification>(params),
        }
    }

    /// Asks the editor for its settings; the answer is handed to `then`.
    pub fn ask_settings(&self, then: impl FnOnce(serde_json::Value) + Send + 'static) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let items = vec![ConfigurationItem {
                section: Some("copydesk".to_owned()),
                ..ConfigurationItem::default()
            }];
            let answer = tokio::time::timeout(PATIENCE, client.configuration(items)).await;
            if let Ok(Ok(mut settings)) = answer
                && let Some(settings) = settings.pop()
            {
                then(settings);
            }
        });
    }

    /// Asks the editor to show a place.
    pub fn show_place(&self, place: Location) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let shown = client.show_document(ShowDocumentParams {
                uri: place.uri,
                external: None,
                take_focus: Some(true),
                selection: Some(place.range),
            });
            let _ = tokio::time::timeout(PATIENCE, shown).await;
        });
    }

    /// Asks the editor to ask again for what it shows.
    pub fn refresh(&self, shown: Shown) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let asked = async {
                match shown {
                    Shown::Tokens => client.semantic_tokens_refresh().await,
                    Shown::Lenses => client.code_lens_refresh().await,
                    Shown::Hints => client.inlay_hint_refresh().await,
                    Shown::Findings => client.workspace_diagnostic_refresh().await,
                }
            };
            let _ = tokio::time::timeout(PATIENCE, asked).await;
        });
    }

    /// Asks the editor to watch the files of the folders.
    pub fn register_watchers(&self) {
        let watchers = [
            "**/*.{txt,md,markdown}",
            "**/copydesk.toml",
            "**/entities.yml",
            "**/.copydesk/*.yml",
            "**/*.{bib,json}",
        ];
        let watchers: Vec<_> = watchers
            .map(|glob| serde_json::json!({"globPattern": glob}))
            .to_vec();
        let registration = Registration {
            id: "watch".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(serde_json::json!({ "watchers": watchers })),
        };
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let asked = client.register_capability(vec![registration]);
            let _ = tokio::time::timeout(PATIENCE, asked).await;
        });
    }

    /// Asks for a place to show progress, then hands over to `then`.
    pub fn create_progress(&self, token: String, then: impl FnOnce() + Send + 'static) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let created = client.create_work_done_progress(ProgressToken::String(token));
            if let Ok(Ok(())) = tokio::time::timeout(PATIENCE, created).await {
                then();
            }
        });
    }
}

fn tell<N: Notification>(params: N::Params) {
    let told = Told {
        jsonrpc: "2.0",
        method: N::METHOD,
        params,
    };
    // Keys are words and nothing fails to be written.
    if let Ok(body) = serde_json::to_vec(&told) {
        stdio::send(&body);
    }
}
