//! Everything that can happen to a session: what its queue holds.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Value;

use crate::corpus::cache::{Moved, Saved};
use crate::corpus::load::Skipped;
use crate::corpus::reading::Read;
use crate::corpus::{Index, Key};
use crate::rule::Finding;
use crate::text::Edit;

use super::client::Client;
use super::view::View;

/// Everything that can happen to a session.
pub enum Event {
    Start(Start),
    /// The editor is ready for requests and notifications of the server.
    Initialized,
    Opened {
        uri: String,
        key: Key,
        version: i32,
        text: String,
    },
    Changed {
        key: Key,
        version: i32,
        edits: Vec<Edit>,
    },
    Closed {
        key: Key,
    },
    /// Files that were created, changed or deleted on disk.
    Files(Vec<PathBuf>),
    /// New settings of the editor; `Null` says that they should be asked for.
    Settings(Value),
    Folders {
        added: Vec<Key>,
        removed: Vec<Key>,
    },
    Ask(Question),
    Indexed(Batch),
    /// A folder's cache was written.
    Saved {
        root: Key,
        run: u64,
        saved: Saved,
        moved: Moved,
    },
    /// The findings of closed files, for `diagnostics = "folder"`.
    Checked(Vec<(Key, Vec<Finding>)>),
}

/// What `initialize` says.
pub struct Start {
    pub client: Client,
    pub roots: Vec<Key>,
    pub settings: Value,
}

/// A request, and what answers it.
pub struct Question {
    pub cancelled: Arc<AtomicBool>,
    pub work: Box<dyn FnOnce(View) + Send>,
}

/// What a cache has of a folder.
pub struct Loaded {
    pub index: Index,
    pub saved: Saved,
}

/// What a job has found so far.
pub struct Batch {
    pub root: Key,
    /// Which job of the folder this is: an older one's batches are dropped.
    pub run: u64,
    /// What was known from the last time: the first batch has it, if there is one.
    pub loaded: Option<Loaded>,
    pub found: Vec<(Key, Result<Read, Skipped>)>,
    /// What was found is the last of a first glance at the articles.
    pub glanced: bool,
    pub done: usize,
    pub all: usize,
    /// All articles of the folder, with the last batch.
    pub finished: Option<Vec<Key>>,
}
