//! Everything that the server says without being asked, in the order it was said.
//!
//! The session is a plain thread and never waits for the editor: it puts messages into the outbox,
//! and a task of the runtime sends them.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::*;

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
    messages: mpsc::UnboundedSender<Message>,
    client: Client,
    runtime: Handle,
}

/// How long an editor may take to answer a request of the server.
const PATIENCE: Duration = Duration::from_secs(10);

impl Outbox {
    /// Must be called inside the runtime.
    pub fn new(client: Client) -> Outbox {
        let (messages, incoming) = mpsc::unbounded_channel();
        let runtime = Handle::current();
        runtime.spawn(send_all(client.clone(), incoming));
        Outbox {
            messages,
            client,
            runtime,
        }
    }

    pub fn send(&self, message: Message) {
        let _ = self.messages.send(message);
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

async fn send_all(client: Client, mut messages: mpsc::UnboundedReceiver<Message>) {
    while let Some(message) = messages.recv().await {
        match message {
            Message::Findings(params) => {
                client
                    .publish_diagnostics(params.uri, params.diagnostics, params.version)
                    .await;
            }
            Message::Show(kind, text) => client.show_message(kind, text).await,
            Message::Log(text) => client.log_message(MessageType::Log, text).await,
            Message::Progress(params) => {
                client
                    .send_notification::<ProgressNotification>(params)
                    .await
            }
        }
    }
}
