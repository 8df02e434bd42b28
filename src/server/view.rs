//! What a worker holds: an immutable view of the session at the moment the request arrived.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::corpus::{Key, Snapshot};
use crate::text::Text;

use super::client::Client;
use super::sent_tokens::SentTokens;

/// A view of the state for one request.
#[derive(Clone)]
pub struct View {
    pub snapshot: Snapshot,
    pub client: Arc<Client>,
    /// The addresses of open files, as the editor writes them.
    pub uris: Arc<HashMap<Key, String>>,
    /// The versions of open files that are no articles.
    pub versions: HashMap<Key, i32>,
    pub sent_tokens: Arc<SentTokens>,
    pub cancelled: Arc<AtomicBool>,
}

impl View {
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// The text of a file that is needed to name a place in it; empty where it is gone.
    pub fn text(&self, key: &Key) -> Text {
        self.snapshot.text(key).unwrap_or_else(|_| Text::new(""))
    }
}
