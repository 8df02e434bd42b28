//! The session: one thread owns the state, and everything that changes it passes through one
//! queue in the order it arrived.
//!
//! A question takes an immutable view at its place in that order and is answered by a worker.
//! Edits are applied at once, but an article is analysed only when somebody needs it: before a
//! view is taken, or when the queue is empty. So two thousand edits in a row cost one analysis.

mod documents;
mod findings;
mod folders;

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::corpus::{Key, Snapshot};
use crate::rule::Finding;

use super::client::Client;
use super::event::{Event, Question, Start};
use super::outbox::{Message, Outbox};
use super::pages;
use super::sent_tokens::SentTokens;
use super::view::View;
use super::watch::Watch;

use documents::Document;
use folders::FolderState;

pub use folders::declaration_keys;

struct Session {
    snapshot: Snapshot,
    client: Arc<Client>,
    settings: Value,
    /// What `initialize` brought: it holds where the editor has nothing else to say.
    first_settings: Value,
    /// How many times a folder has been read.
    runs: u64,
    documents: HashMap<Key, Document>,
    /// The addresses of open files, as the editor writes them.
    uris: Arc<HashMap<Key, String>>,
    folders: HashMap<Key, FolderState>,
    /// Open articles whose findings must be looked for again: edited ones first.
    edited: BTreeSet<Key>,
    touched: BTreeSet<Key>,
    published: HashMap<Key, Vec<Finding>>,
    sent_tokens: Arc<SentTokens>,
    initialized: bool,
    watch: Option<Watch>,
    outbox: Outbox,
    /// Counts the changes that a request for the findings of closed files waits for.
    changes: watch::Sender<u64>,
    events: Sender<Event>,
    runtime: Handle,
}

/// Findings wait no longer than this for a queue that never empties.
const LONGEST_WAIT: Duration = Duration::from_millis(100);

/// Starts the session's thread; must be called inside the runtime.
pub fn start(outbox: Outbox, changes: watch::Sender<u64>) -> Sender<Event> {
    let (events, queue) = channel();
    let session = Session {
        snapshot: Snapshot::default(),
        client: Arc::default(),
        settings: Value::Null,
        first_settings: Value::Null,
        runs: 0,
        documents: HashMap::new(),
        uris: Arc::default(),
        folders: HashMap::new(),
        edited: BTreeSet::new(),
        touched: BTreeSet::new(),
        published: HashMap::new(),
        sent_tokens: Arc::default(),
        initialized: false,
        watch: None,
        outbox,
        changes,
        events: events.clone(),
        runtime: Handle::current(),
    };
    std::thread::spawn(move || session.run(&queue));
    events
}

impl Session {
    fn run(mut self, queue: &Receiver<Event>) {
        let mut waiting_since: Option<Instant> = None;
        loop {
            let due = self.has_work();
            let since = *waiting_since.get_or_insert_with(Instant::now);
            let overdue = due && since.elapsed() > LONGEST_WAIT;
            let event = match (due, overdue) {
                (true, true) => Err(RecvTimeoutError::Timeout),
                (true, false) => queue.try_recv().map_err(|_| RecvTimeoutError::Timeout),
                (false, _) => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(event) => self.guarded(|session| session.handle(event)),
                Err(RecvTimeoutError::Timeout) => self.guarded(Session::work),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if !self.has_work() || overdue {
                waiting_since = None;
            }
        }
    }

    /// One step of the work that waits for an empty queue.
    fn work(&mut self) {
        if !self.analyse_one() {
            self.publish_one();
        }
    }

    fn has_work(&self) -> bool {
        self.documents.values().any(|document| document.dirty)
            || (self.initialized && !(self.edited.is_empty() && self.touched.is_empty()))
    }

    /// Whatever goes wrong in one step, the session lives on.
    fn guarded(&mut self, step: impl FnOnce(&mut Session)) {
        if catch_unwind(AssertUnwindSafe(|| step(self))).is_err() {
            let words = "copydesk: an internal error was caught; the session goes on";
            self.outbox.send(Message::Log(words.to_owned()));
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Start(start) => self.begin(start),
            Event::Initialized => self.initialized(),
            Event::Opened {
                uri,
                key,
                version,
                text,
            } => self.opened(uri, key, version, &text),
            Event::Changed {
                key,
                version,
                edits,
            } => self.changed(&key, version, &edits),
            Event::Closed { key } => self.closed(&key),
            Event::Files(paths) => self.files_changed(&paths),
            Event::Settings(settings) => self.settings_changed(settings),
            Event::Folders { added, removed } => self.folders_changed(added, &removed),
            Event::Ask(question) => self.ask(question),
            Event::Indexed(batch) => self.indexed(batch),
            Event::Saved {
                root,
                run,
                saved,
                moved,
            } => self.saved(&root, run, saved, moved),
            Event::Checked(checked) => self.checked(checked),
        }
    }

    fn begin(&mut self, start: Start) {
        self.client = Arc::new(start.client);
        self.settings = own_settings(start.settings);
        self.first_settings = self.settings.clone();
        for root in start.roots {
            self.add_folder(root);
        }
    }

    fn initialized(&mut self) {
        self.initialized = true;
        self.outbox.open();
        pages::write();
        self.snapshot.apart = pages::directory();
        if self.client.configuration {
            self.ask_settings();
        }
        self.start_watching();
        for root in self.roots() {
            self.start_indexing(&root);
            self.publish_declarations(&root);
        }
    }

    fn settings_changed(&mut self, settings: Value) {
        // VS Code and others send nothing and want to be asked.
        if settings.is_null() || settings.as_object().is_some_and(serde_json::Map::is_empty) {
            if self.client.configuration {
                self.ask_settings();
            }
            return;
        }
        let settings = own_settings(settings);
        if settings != self.settings {
            self.settings = settings;
            self.read_all_declarations();
        }
    }

    fn ask_settings(&self) {
        let (events, first) = (self.events.clone(), self.first_settings.clone());
        self.outbox.ask_settings(move |settings| {
            let settings = if settings.is_null() { first } else { settings };
            let _ = events.send(Event::Settings(serde_json::json!({ "copydesk": settings })));
        });
    }

    /// What an editor shows of open files by itself may be old now: it is asked to ask again.
    fn refresh(&self) {
        if !self.initialized {
            return;
        }
        for shown in &self.client.refreshes {
            self.outbox.refresh(*shown);
        }
    }

    /// Hands a question to a worker with the view of this moment.
    fn ask(&mut self, question: Question) {
        while self.analyse_one() {}
        let view = View {
            cancelled: question.cancelled.clone(),
            ..self.view()
        };
        self.runtime.spawn_blocking(move || {
            if !view.is_cancelled() {
                (question.work)(view);
            }
        });
    }

    fn view(&self) -> View {
        View {
            snapshot: self.snapshot.clone(),
            client: self.client.clone(),
            uris: self.uris.clone(),
            versions: self.declaration_versions(),
            sent_tokens: self.sent_tokens.clone(),
            cancelled: Arc::default(),
        }
    }
}

/// Settings come under our own name, or bare.
fn own_settings(settings: Value) -> Value {
    match settings.get("copydesk") {
        Some(own) => own.clone(),
        None => settings,
    }
}
