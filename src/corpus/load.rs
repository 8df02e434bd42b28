//! Reads files: any size, any encoding. What is not read is said with a reason.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::path::Path;
use std::sync::Mutex;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::text::Text;

use super::Key;
use super::cache::Stamp;

/// Files that are larger (in bytes) are not read from disk; an open one always is.
const LARGEST: u64 = 8 << 20;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skipped {
    TooLarge(u64),
    Binary,
    /// It was there a moment ago.
    Gone,
    Unreadable(String),
}

impl std::fmt::Display for Skipped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Skipped::TooLarge(bytes) => write!(
                f,
                "{} MB, more than the {} MB that are read",
                bytes >> 20,
                LARGEST >> 20
            ),
            Skipped::Binary => write!(f, "not a text"),
            Skipped::Gone => write!(f, "no such file"),
            Skipped::Unreadable(error) => write!(f, "{error}"),
        }
    }
}

/// The words of a file.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub text: Text,
    /// The bytes of the file are those of the text. Where they are not (UTF-16, Windows-1252)
    /// the file is read but never written.
    pub is_utf8: bool,
    /// What the file was known by when it was read.
    pub stamp: Option<Stamp>,
}

/// Reads one file.
pub fn read(path: &Path) -> Result<Loaded, Skipped> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Skipped::Gone,
        _ => Skipped::Unreadable(error.to_string()),
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Skipped::Unreadable("not a regular file".to_owned()));
    }
    if metadata.len() > LARGEST {
        return Err(Skipped::TooLarge(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(Loaded {
        stamp: Stamp::of(&metadata),
        ..decode(bytes)?
    })
}

fn decode(bytes: Vec<u8>) -> Result<Loaded, Skipped> {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !utf16 && bytes.contains(&0) {
        return Err(Skipped::Binary);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Loaded {
            text: Text::new(text),
            is_utf8: true,
            stamp: None,
        }),
        Err(error) => {
            // Old archives are Windows-1252; a byte order mark says otherwise.
            let (text, ..) = encoding_rs::WINDOWS_1252.decode(error.as_bytes());
            Ok(Loaded {
                text: Text::new(text.as_ref()),
                is_utf8: false,
                stamp: None,
            })
        }
    }
}

/// Files that were read lately: bounded.
#[derive(Default)]
pub struct Loader {
    recent: Mutex<Recent>,
    asked: Option<Mutex<BTreeMap<Key, Seen>>>,
}

/// What was at a path when somebody asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    Nothing,
    /// A directory, or a file that nobody looked into.
    Something,
    Text(Stamp),
}

impl Seen {
    /// Whether it is there still.
    pub fn holds(self, key: &Key) -> bool {
        let path = Path::new(&**key);
        match self {
            Seen::Nothing => !path.exists(),
            Seen::Something => path.exists(),
            Seen::Text(known) => stamp(path) == Some(known),
        }
    }
}

#[derive(Default)]
struct Recent {
    texts: FxHashMap<Key, (Stamp, Loaded)>,
    order: VecDeque<Key>,
}

/// How many texts of closed files are kept.
const KEPT: usize = 64;

impl Loader {
    /// A loader that remembers all that it was asked for.
    pub fn remembering() -> Loader {
        Loader {
            asked: Some(Mutex::default()),
            ..Loader::default()
        }
    }

    /// Everything that was asked for, as it was then.
    pub fn asked(&self) -> BTreeMap<Key, Seen> {
        let asked = self.asked.as_ref().and_then(|asked| asked.lock().ok());
        asked.map(|asked| asked.clone()).unwrap_or_default()
    }

    fn remember(&self, key: &Key, seen: Seen) {
        if let Some(Ok(mut asked)) = self.asked.as_ref().map(Mutex::lock) {
            asked.insert(key.clone(), seen);
        }
    }

    /// The words of a closed file, from memory where the file has not changed.
    pub fn text(&self, key: &Key) -> Result<Loaded, Skipped> {
        let path = Path::new(&**key);
        let stamp = stamp(path);
        self.remember(key, stamp.map_or(Seen::Nothing, Seen::Text));
        if let Ok(recent) = self.recent.lock()
            && let Some((known, loaded)) = recent.texts.get(key)
            && Some(*known) == stamp
        {
            return Ok(loaded.clone());
        }
        let loaded = read(path)?;
        if let (Some(stamp), Ok(mut recent)) = (stamp, self.recent.lock()) {
            recent.keep(key.clone(), stamp, loaded.clone());
        }
        Ok(loaded)
    }

    /// Whether there is a file or a directory at `key`.
    pub fn exists(&self, key: &Key) -> bool {
        let exists = Path::new(&**key).exists();
        if self.asked.is_some() {
            self.remember(
                key,
                if exists {
                    Seen::Something
                } else {
                    Seen::Nothing
                },
            );
        }
        exists
    }
}

impl Recent {
    fn keep(&mut self, key: Key, stamp: Stamp, loaded: Loaded) {
        if self.texts.insert(key.clone(), (stamp, loaded)).is_none() {
            self.order.push_back(key);
        }
        while self.order.len() > KEPT {
            if let Some(oldest) = self.order.pop_front() {
                self.texts.remove(&oldest);
            }
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    Stamp::of(&path.metadata().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_encodings_are_read_and_never_written() {
        let latin = decode(b"Caf\xe9".to_vec()).expect("text");
        assert_eq!((latin.text.as_str(), latin.is_utf8), ("Caf\u{e9}", false));
        let wide = decode(b"\xff\xfeH\0i\0".to_vec()).expect("text");
        assert_eq!((wide.text.as_str(), wide.is_utf8), ("Hi", false));
        assert_eq!(
            decode(b"PNG\0\x01".to_vec()).expect_err("binary"),
            Skipped::Binary
        );
    }
}
