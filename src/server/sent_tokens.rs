//! The semantic tokens that an editor holds of each file, so that it can be told what changed.
//!
//! This is no part of the session's state: it is written by whichever worker answers, and whoever
//! finds nothing here sends all tokens again.

use std::collections::HashMap;
use std::sync::Mutex;

use tower_lsp::gen_lsp_types::SemanticToken;

use crate::corpus::Key;

#[derive(Default)]
pub struct SentTokens {
    sent: Mutex<Sent>,
}

#[derive(Default)]
struct Sent {
    last: u64,
    by_file: HashMap<Key, (String, Vec<SemanticToken>)>,
}

/// Editors hold the tokens of the files that they show; more are forgotten.
const MOST: usize = 64;

impl SentTokens {
    /// Remembers what is sent of a file, and answers with its id.
    pub fn keep(&self, key: &Key, tokens: &[SemanticToken]) -> String {
        let Ok(mut sent) = self.sent.lock() else {
            return String::new();
        };
        sent.last += 1;
        let id = sent.last.to_string();
        if sent.by_file.len() >= MOST && !sent.by_file.contains_key(key) {
            sent.by_file.clear();
        }
        sent.by_file
            .insert(key.clone(), (id.clone(), tokens.to_vec()));
        id
    }

    /// What was sent of a file under this id, if that is the last that was sent.
    pub fn get(&self, key: &Key, id: &str) -> Option<Vec<SemanticToken>> {
        let sent = self.sent.lock().ok()?;
        let (known, tokens) = sent.by_file.get(key)?;
        (known == id).then(|| tokens.clone())
    }

    pub fn forget(&self, key: &Key) {
        if let Ok(mut sent) = self.sent.lock() {
            sent.by_file.remove(key);
        }
    }
}
