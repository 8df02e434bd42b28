//! The pages of the rules, written once into the user's cache directory: what the link behind a
//! diagnostic's code opens.

use std::path::PathBuf;
use std::sync::OnceLock;

use etcetera::{BaseStrategy, choose_base_strategy};

use crate::corpus::{Key, key};
use crate::rule::{RULES, page};

static DIRECTORY: OnceLock<Option<PathBuf>> = OnceLock::new();

/// Writes the pages. Without a place to write to there are no links, and that is all.
pub fn write() {
    DIRECTORY.get_or_init(|| {
        let cache = choose_base_strategy().ok()?.cache_dir();
        let directory = cache
            .join("copydesk")
            .join(concat!("rules-", env!("CARGO_PKG_VERSION")));
        std::fs::create_dir_all(&directory).ok()?;
        for rule in RULES {
            let file = directory.join(rule.name).with_extension("md");
            let words = page(rule);
            let known = std::fs::read_to_string(&file).is_ok_and(|known| known == words);
            if !known {
                std::fs::write(&file, words).ok()?;
            }
        }
        Some(directory)
    });
}

/// Where the pages are.
pub fn directory() -> Option<Key> {
    Some(key(DIRECTORY.get()?.as_ref()?))
}

/// The file of a rule's page.
pub fn file(rule: &str) -> Option<Key> {
    let directory = DIRECTORY.get()?.as_ref()?;
    Some(key(&directory.join(rule).with_extension("md")))
}
