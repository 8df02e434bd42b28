//! One file of a cache: articles, and the facts that they share.
//!
//! In and out: bytes. A header says who wrote the file for which folder, a checksum that it is
//! whole. Behind it stand the articles, the names that they have, and the facts by their hashes
//! with the articles that have them, sorted as the index has them: an index is put together from
//! all shards at once without a look into any article. Last come the facts of each article, packed;
//! they stay in the file until somebody wants them.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::name::EntityKind;

use super::super::Key;
use super::super::directory::{Directory, Name};
use super::super::index::{Index, Kept};
use super::super::packed::Packed;
use super::super::posting::{Posting, Postings};
use super::super::register::Entry;
use super::super::sharded::{self, Sharded};
use super::Stamp;

/// What every file begins with: the shape of the file, and the analyser that wrote it.
const MAGIC: &str = concat!("copydesk facts 1 ", env!("COPYDESK_SOURCES"));

#[derive(Serialize, Deserialize)]
struct Header<'a> {
    magic: &'a str,
    root: &'a str,
    settings: u64,
}

/// An article as it is kept.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    /// From the root of the folder.
    path: &'a str,
    size: u64,
    changed: i64,
    text_hash: u64,
    date: Option<i32>,
    length: f32,
    title: &'a str,
    headings: &'a str,
    aliases: &'a str,
    noted: bool,
    /// Bytes of its facts, which stand behind those of the article before.
    packed: u32,
}

/// A name with the number of articles of the shard that have it.
#[derive(Serialize, Deserialize)]
struct NameRecord<'a> {
    name: &'a str,
    id: &'a str,
    kind: EntityKind,
    articles: u32,
}

/// The facts of the shard's articles; all numbers little-endian.
#[derive(Serialize, Deserialize)]
struct FactRecords<'a> {
    /// Where the facts of each shard of the index's map end; 4 bytes each.
    homes: &'a [u8],
    /// 8 bytes each; by the shard of the map, then by value.
    hashes: &'a [u8],
    /// Where the postings of each fact end; 4 bytes each.
    ends: &'a [u8],
    /// 4 bytes each: the article's number in the shard, and how often it has the fact.
    postings: &'a [u8],
}

/// The file of a shard, which is whole.
pub struct ShardFile {
    file: Arc<File>,
    /// All but the packed facts.
    head: Vec<u8>,
    /// Where the packed facts begin.
    facts: u64,
}

/// Bytes before the head: a checksum of all that follows, and the length of the head.
const LEAD: usize = 12;

/// Bytes that are read at once to see that they are whole.
const PIECE: usize = 1 << 18;

impl ShardFile {
    /// Reads a file; `None` where it is not whole.
    pub fn read(path: &Path) -> Option<ShardFile> {
        let mut file = File::open(path).ok()?;
        let mut checksum = [0; 8];
        file.read_exact(&mut checksum).ok()?;
        let mut length = [0; 4];
        file.read_exact(&mut length).ok()?;
        let mut hash = Xxh3::new();
        hash.update(&length);
        let length = u64::from(u32::from_le_bytes(length));
        // The length may be wrong: no room is made for more than there is.
        let mut head = Vec::new();
        Read::by_ref(&mut file)
            .take(length)
            .read_to_end(&mut head)
            .ok()?;
        hash.update(&head);
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece).ok()? {
                0 => break,
                read => hash.update(&piece[..read]),
            }
        }
        (hash.digest() == u64::from_le_bytes(checksum)).then_some(ShardFile {
            file: Arc::new(file),
            head,
            facts: LEAD as u64 + length,
        })
    }
}

/// A shard that was read; what it holds lies in the bytes of its file.
pub struct Shard<'a> {
    pub settings: u64,
    file: &'a ShardFile,
    articles: Vec<Record<'a>>,
    names: Vec<NameRecord<'a>>,
    facts: FactRecords<'a>,
}

impl<'a> Shard<'a> {
    /// What the file holds; `None` where it is not of this analyser and this folder.
    pub fn read(file: &'a ShardFile, root: &str) -> Option<Shard<'a>> {
        let (header, rest): (Header, _) = postcard::take_from_bytes(&file.head).ok()?;
        let (articles, names, facts) = postcard::from_bytes(rest).ok()?;
        (header.magic == MAGIC && header.root == root).then_some(Shard {
            settings: header.settings,
            file,
            articles,
            names,
            facts,
        })
    }

    /// The articles with their packed facts.
    fn articles(&self) -> impl Iterator<Item = (&Record<'a>, Packed)> {
        let mut at = self.file.facts;
        self.articles.iter().map(move |article| {
            let packed = Packed::Filed {
                file: self.file.file.clone(),
                at,
                bytes: article.packed,
            };
            at += u64::from(article.packed);
            (article, packed)
        })
    }

    /// The entity notes among its articles.
    pub fn notes(&self, root: &str) -> Vec<(Key, Arc<Entry>)> {
        let noted = self.articles().filter(|(article, _)| article.noted);
        let notes = noted.filter_map(|(article, packed)| {
            let key = key(root, article.path);
            let facts = packed.facts(&key)?;
            Some((key, facts.note?))
        });
        notes.collect()
    }
}

fn key(root: &str, path: &str) -> Key {
    format!("{root}/{path}").into()
}

fn number(bytes: &[u8], at: usize) -> usize {
    let four = bytes.get(at * 4..at * 4 + 4);
    let four = four.and_then(|four| four.try_into().ok());
    u32::from_le_bytes(four.unwrap_or_default()) as usize
}

impl FactRecords<'_> {
    /// The facts that belong into one shard of the index's map, with their postings.
    fn of_home(&self, home: usize) -> impl Iterator<Item = (u64, &[u8])> {
        let end = |list: &[u8], at: usize| at.checked_sub(1).map_or(0, |at| number(list, at));
        let facts = end(self.homes, home)..number(self.homes, home);
        facts.map(move |at| {
            let hash = self.hashes.get(at * 8..at * 8 + 8);
            let hash = hash.and_then(|hash| hash.try_into().ok());
            let postings = end(self.ends, at) * 4..number(self.ends, at) * 4;
            (
                u64::from_le_bytes(hash.unwrap_or_default()),
                self.postings.get(postings).unwrap_or_default(),
            )
        })
    }
}

/// Puts an index together.
pub fn index(shards: &[Shard], root: &Key) -> Index {
    let mut first = Vec::with_capacity(shards.len());
    let mut count = 0;
    for shard in shards {
        first.push(count as u32);
        count += shard.articles.len();
    }
    let by_fact = (0..sharded::SHARDS).into_par_iter().map(|home| {
        let mut map: FxHashMap<u64, Postings> = FxHashMap::default();
        for (shard, first) in shards.iter().zip(&first) {
            for (hash, postings) in shard.facts.of_home(home) {
                let known = map.entry(hash).or_default();
                let numbers = (0..postings.len() / 4).map(|at| number(postings, at) as u32);
                known.extend(numbers.map(|local| Posting::from_bits(local).moved(*first)));
            }
        }
        map
    });
    let by_fact: Vec<FxHashMap<u64, Postings>> = by_fact.collect();
    let kept: Vec<Vec<(Key, Kept)>> = shards
        .par_iter()
        .map(|shard| {
            shard
                .articles()
                .map(|(one, packed)| kept(root, one, packed))
                .collect()
        })
        .collect();
    let notes = shards.iter().flat_map(|shard| shard.notes(root)).collect();
    let mut directory = Directory::default();
    for one in shards.iter().flat_map(|shard| &shard.names) {
        let name = Name::new(one.name.into(), one.id.into(), one.kind);
        directory.add(name, one.articles);
    }
    Index::of_parts(
        kept.into_iter().flatten(),
        Sharded::from_shards(by_fact),
        directory,
        notes,
    )
}

fn kept(root: &Key, one: &Record, packed: Packed) -> (Key, Kept) {
    let kept = Kept {
        packed,
        stamp: Some(Stamp {
            size: one.size,
            changed: one.changed,
        }),
        text_hash: one.text_hash,
        date: one.date.and_then(crate::time::number::date_of),
        title: one.title.into(),
        outline: Kept::outline(one.title, one.headings),
        headings: one.headings.into(),
        aliases: one.aliases.into(),
        length: one.length,
    };
    (key(root, one.path), kept)
}

/// The bytes of a file, and where in them the packed facts of each article are.
pub struct Written {
    pub bytes: Vec<u8>,
    pub places: Vec<(Key, Packed, Range<usize>)>,
}

/// The bytes of a shard with these articles of the index. One that was not read from a file is
/// left out.
pub fn write(index: &Index, keys: &[&Key], root: &Key, settings: u64) -> Written {
    let mut blob: Vec<u8> = Vec::new();
    let mut places: Vec<(Key, Packed, Range<usize>)> = Vec::new();
    let mut articles: Vec<Record> = Vec::new();
    let mut names: FxHashMap<Name, u32> = FxHashMap::default();
    let mut facts: Vec<(usize, u64, u32)> = Vec::new();
    for key in keys {
        let Some((kept, stamp)) = index.kept(key).and_then(|kept| Some((kept, kept.stamp?))) else {
            continue;
        };
        let path = key
            .strip_prefix(&**root)
            .and_then(|path| path.strip_prefix('/'));
        let unpacked = kept.packed.unpacked(key);
        let Some(((path, unpacked), packed)) = path.zip(unpacked).zip(kept.packed.bytes()) else {
            continue;
        };
        let at = blob.len();
        blob.extend_from_slice(&packed);
        places.push(((*key).clone(), kept.packed.clone(), at..blob.len()));
        let local = articles.len() as u32;
        for one in unpacked.shared() {
            let posting = Posting::new(local, usize::from(one.count));
            facts.push((sharded::home(&one.hash), one.hash, posting.bits()));
        }
        for name in Directory::names_of(&unpacked.facts.entities) {
            *names.entry(name).or_default() += 1;
        }
        articles.push(Record {
            path,
            size: stamp.size,
            changed: stamp.changed,
            text_hash: kept.text_hash,
            date: kept.date.map(crate::time::number::of),
            length: kept.length,
            title: &kept.title,
            headings: &kept.headings,
            aliases: &kept.aliases,
            noted: unpacked.facts.note.is_some(),
            packed: packed.len() as u32,
        });
    }
    facts.sort_unstable();
    let (mut homes, mut hashes, mut ends, mut postings) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut count = 0u32;
    let mut at = 0;
    for home in 0..sharded::SHARDS {
        while at < facts.len() && facts[at].0 == home {
            let hash = facts[at].1;
            while at < facts.len() && facts[at].1 == hash && facts[at].0 == home {
                postings.extend(facts[at].2.to_le_bytes());
                at += 1;
            }
            hashes.extend(hash.to_le_bytes());
            ends.extend((at as u32).to_le_bytes());
            count += 1;
        }
        homes.extend(count.to_le_bytes());
    }
    let mut names: Vec<NameRecord> = names
        .iter()
        .map(|(name, articles)| NameRecord {
            name: &name.name,
            id: &name.id,
            kind: name.kind,
            articles: *articles,
        })
        .collect();
    names.sort_by(|a, b| (a.name, a.id, a.kind).cmp(&(b.name, b.id, b.kind)));
    let facts = FactRecords {
        homes: &homes,
        hashes: &hashes,
        ends: &ends,
        postings: &postings,
    };
    let header = Header {
        magic: MAGIC,
        root,
        settings,
    };
    // Writing into memory cannot fail.
    let head = postcard::to_allocvec(&(header, articles, names, facts)).unwrap_or_default();
    let mut bytes = vec![0; 8];
    bytes.extend((head.len() as u32).to_le_bytes());
    bytes.extend(head);
    let facts = bytes.len();
    bytes.extend(blob);
    let checksum = xxh3_64(&bytes[8..]).to_le_bytes();
    bytes[..8].copy_from_slice(&checksum);
    for (_, _, range) in &mut places {
        *range = range.start + facts..range.end + facts;
    }
    Written { bytes, places }
}

/// The bytes of a file: what is kept, behind its checksum and who wrote it for which folder.
pub fn sealed(kept: &impl Serialize, root: &str, settings: u64) -> Vec<u8> {
    let header = Header {
        magic: MAGIC,
        root,
        settings,
    };
    // Writing into memory cannot fail.
    let payload = postcard::to_allocvec(&(header, kept)).unwrap_or_default();
    let mut bytes = xxh3_64(&payload).to_le_bytes().to_vec();
    bytes.extend(payload);
    bytes
}

/// The settings that a file was written with, and what is kept in it; `None` where it is not
/// whole, or not of this analyser and this folder.
pub fn unsealed<'a>(bytes: &'a [u8], root: &str) -> Option<(u64, &'a [u8])> {
    let (checksum, rest) = bytes.split_first_chunk::<8>()?;
    if xxh3_64(rest) != u64::from_le_bytes(*checksum) {
        return None;
    }
    let (header, rest): (Header, _) = postcard::take_from_bytes(rest).ok()?;
    (header.magic == MAGIC && header.root == root).then_some((header.settings, rest))
}
