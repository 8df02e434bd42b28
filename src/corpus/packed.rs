//! The facts of an article as a few bytes, and those that were unpacked lately.
//!
//! In: [`Facts`]. Out: a kilobyte or two of postcard, which is all that the folder keeps of a closed
//! article, in memory or in a file (of the cache, or a [`super::spill`]). Whoever wants to read them has them unpacked; what
//! was unpacked lately is remembered, in as many places as there are here and no more.

use std::borrow::Cow;
use std::fs::File;
use std::sync::{Arc, Mutex, OnceLock};

use super::interned;
use super::{Fact, Facts, Key};

/// The facts of one article as the index keeps them.
#[derive(Clone, Debug)]
pub enum Packed {
    /// Not packed at all: those of an open article change with the next keystroke.
    Open(Arc<Facts>),
    Held(Arc<[u8]>),
    /// In a file that nobody writes to any more, where there are so many bytes at that offset.
    Filed {
        file: Arc<File>,
        at: u64,
        bytes: u32,
    },
}

impl Packed {
    pub fn of(facts: &Facts) -> Packed {
        Packed::Held(pack(facts).into())
    }

    /// The bytes; `None` where their file cannot be read.
    pub fn bytes(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Packed::Open(facts) => Some(Cow::Owned(pack(facts))),
            Packed::Held(bytes) => Some(Cow::Borrowed(bytes)),
            Packed::Filed { file, at, bytes } => {
                let mut read = vec![0; *bytes as usize];
                read_at(file, &mut read, *at).ok()?;
                Some(Cow::Owned(read))
            }
        }
    }

    /// Whether both are the same bytes at the same place.
    pub fn is(&self, other: &Packed) -> bool {
        match (self, other) {
            (Packed::Open(one), Packed::Open(other)) => Arc::ptr_eq(one, other),
            (Packed::Held(one), Packed::Held(other)) => Arc::ptr_eq(one, other),
            (
                Packed::Filed { file, at, .. },
                Packed::Filed {
                    file: other,
                    at: there,
                    ..
                },
            ) => Arc::ptr_eq(file, other) && at == there,
            _ => false,
        }
    }

    /// The same with what is derived from them.
    pub fn unpacked(&self, key: &Key) -> Option<Unpacked> {
        let facts = match self {
            Packed::Open(facts) => facts.clone(),
            _ => Arc::new(self.facts(key)?),
        };
        Some(Unpacked::new(facts))
    }

    /// The facts of the article at `key`; `None` where the bytes are no facts.
    pub fn facts(&self, key: &Key) -> Option<Facts> {
        let bytes = self.bytes()?;
        let facts: Facts = interned::apart(|| postcard::from_bytes(&bytes)).ok()?;
        Some(Facts {
            key: key.clone(),
            ..facts
        })
    }
}

fn pack(facts: &Facts) -> Vec<u8> {
    // Writing into memory cannot fail, and all facts can be written.
    let bytes = interned::apart(|| postcard::to_allocvec(facts));
    bytes.unwrap_or_default()
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(unix)]
pub(super) fn write_at(file: &File, bytes: &[u8], at: u64) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(windows)]
pub(super) fn write_at(file: &File, mut bytes: &[u8], mut at: u64) -> std::io::Result<()> {
    while !bytes.is_empty() {
        let written = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        if written == 0 {
            return Err(std::io::ErrorKind::WriteZero.into());
        }
        bytes = &bytes[written..];
        at += written as u64;
    }
    Ok(())
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> std::io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        at += read as u64;
    }
    Ok(())
}

/// A fact of an article, and how often the article has it.
#[derive(Clone, Debug)]
pub struct Shared {
    pub hash: u64,
    pub fact: Fact,
    pub count: u16,
}

/// The facts of an article with what is derived from them.
#[derive(Debug)]
pub struct Unpacked {
    pub facts: Arc<Facts>,
    shared: OnceLock<Box<[Shared]>>,
}

impl Unpacked {
    pub fn new(facts: Arc<Facts>) -> Unpacked {
        Unpacked {
            facts,
            shared: OnceLock::new(),
        }
    }

    /// What other articles may share with it, by hash, each fact once.
    pub fn shared(&self) -> &[Shared] {
        self.shared.get_or_init(|| {
            let facts = self.facts.shared().into_iter();
            let mut shared: Vec<Shared> = facts
                .map(|(fact, count)| Shared {
                    hash: fact.hash(),
                    fact,
                    count,
                })
                .collect();
            shared.sort_by(|a, b| a.hash.cmp(&b.hash).then(b.count.cmp(&a.count)));
            shared.dedup_by_key(|one| one.hash);
            shared.into()
        })
    }
}

/// What was unpacked lately. All clones of an index share it.
#[derive(Debug)]
pub struct Recent {
    places: Box<[Mutex<Option<Place>>]>,
}

/// What was unpacked, and from what: an article that changed is packed anew.
type Place = (Packed, Arc<Unpacked>);

/// Articles that are remembered: enough for the related ones of all that are open.
const PLACES: usize = 512;

impl Default for Recent {
    fn default() -> Recent {
        Recent {
            places: (0..PLACES).map(|_| Mutex::default()).collect(),
        }
    }
}

impl Recent {
    /// The facts of the article of that number.
    pub fn get(&self, number: u32, key: &Key, packed: &Packed) -> Option<Arc<Unpacked>> {
        let place = &self.places[number as usize % PLACES];
        if let Ok(place) = place.lock()
            && let Some((known, unpacked)) = &*place
            && known.is(packed)
        {
            return Some(unpacked.clone());
        }
        let unpacked = Arc::new(packed.unpacked(key)?);
        self.keep(number, packed, &unpacked);
        Some(unpacked)
    }

    pub fn keep(&self, number: u32, packed: &Packed, unpacked: &Arc<Unpacked>) {
        if let Ok(mut place) = self.places[number as usize % PLACES].lock() {
            *place = Some((packed.clone(), unpacked.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Facts, snapshot::analyse_text};

    #[test]
    fn facts_are_the_same_behind_their_bytes() {
        let text = "---\ntitle: The visit\nrelated: [talks.md]\n---\n# The visit\n\n\
            Economy Minister Latif Nazari met the Nippon Foundation in Tokyo on 17 February 2025, \
            the first such visit since 2021. \u{201c}We welcome engineers,\u{201d} he said [@nna].\n\n\
            At least 12 people were killed; the bridge cost $4 million, \u{20b4}3 million and 40 km. \
            See [talks](talks.md). The gunman was not named.\n";
        let key = "/visit.md".into();
        let facts = Facts::of(&key, &analyse_text(&key, text));
        let packed = Packed::of(&facts);
        assert_eq!(packed.facts(&key).as_ref(), Some(&facts));
        assert!(facts.numbers.len() >= 3 && !facts.claims.events.is_empty());
        let bytes = packed.bytes().expect("bytes");
        assert!(bytes.len() < 1500, "{}", bytes.len());
    }

    #[test]
    fn other_bytes_are_no_facts() {
        let bytes = Packed::Held(b"\xff\xff\xff\xff\xff"[..].into());
        assert_eq!(bytes.facts(&"/a.txt".into()), None);
    }
}
