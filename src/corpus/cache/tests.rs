use std::collections::BTreeMap;

use super::*;
use crate::analysis::Memory;
use crate::article::Format;
use crate::corpus::{Facts, Prepared, key, load};

/// A folder on disk with its cache beside it.
struct Disk {
    directory: tempfile::TempDir,
}

impl Disk {
    fn new(files: &[(&str, &str)]) -> Disk {
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::create_dir(directory.path().join("folder")).expect("a directory");
        let disk = Disk { directory };
        for (name, text) in files {
            std::fs::write(disk.path(name), text).expect("a file");
        }
        disk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join("folder").join(name)
    }

    fn cache(&self) -> Cache {
        Cache {
            directory: self.directory.path().join("cache"),
            root: self.root(),
        }
    }

    fn root(&self) -> Key {
        key(&self.directory.path().join("folder"))
    }

    /// The folder as it is read without a cache.
    fn read(&self) -> Folder {
        let mut folder = Folder::new(self.root());
        folder.read_declarations(&|_| None, &serde_json::Value::Null);
        for _ in 0..2 {
            for path in crate::corpus::discover::articles(&self.path(""), &folder.config) {
                let key = key(&path);
                let loaded = load::read(&path).expect("a text");
                let format = Format::of_path(&key);
                let analysis = folder.analyse(&key, loaded.text, format, &mut Memory::default());
                let facts = Facts::of(&key, &analysis);
                let prepared = Prepared::of_file(facts, loaded.stamp);
                folder.index.replace(&key, Some(prepared));
            }
            // The notes are known now.
            folder.read_declarations(&|_| None, &serde_json::Value::Null);
        }
        folder
    }

    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = std::fs::read_dir(self.directory.path().join("cache")).expect("a cache");
        let files = entries.flatten().map(|entry| entry.path());
        files
            .map(|path| (path.clone(), std::fs::read(path).expect("a file")))
            .collect()
    }
}

const FILES: &[(&str, &str)] = &[
    (
        "visit.md",
        "---\ntitle: The visit\ndate: 2025-02-17\naliases: [Tokyo trip]\n---\n# The visit\n\nMinister Latif Nazari met the Nippon Foundation in Tokyo on Monday. See [talks](talks.txt).\n",
    ),
    (
        "talks.txt",
        "Talks\n\nTOKYO, 18 February 2025 \u{2013} Latif Nazari said in Tokyo: \u{201c}We welcome engineers.\u{201d} At least 12 people came.\n",
    ),
    (
        "nazari.md",
        "---\ntype: person\nname: Latif Nazari\n---\nThe minister.\n",
    ),
];

#[test]
fn what_was_saved_is_what_is_loaded() {
    let disk = Disk::new(FILES);
    let folder = disk.read();
    disk.cache().save(&folder, &|_| false, &Saved::default());
    let fresh = {
        let mut folder = Folder::new(disk.root());
        folder.read_declarations(&|_| None, &serde_json::Value::Null);
        folder
    };
    let (index, _) = disk.cache().load(&fresh).expect("a cache");
    assert_eq!(index.dump(), folder.index.dump());
    assert_eq!(index.article_count(), 3);
    let visit = key(&disk.path("visit.md"));
    let stamp = Stamp::of(&disk.path("visit.md").metadata().expect("a file")).expect("a stamp");
    assert!(index.is_current(&visit, stamp));
    assert_eq!(index.related(&visit), folder.index.related(&visit));
}

#[test]
fn facts_that_moved_to_a_file_are_the_same() {
    let disk = Disk::new(FILES);
    let mut folder = disk.read();
    let before = folder.index.clone();
    let (_, moved) = disk.cache().save(&folder, &|_| false, &Saved::default());
    let talks = key(&disk.path("talks.txt"));
    folder.index.replace(&talks, None);
    folder.index.moved(moved);
    let visit = key(&disk.path("visit.md"));
    let kept = folder.index.kept(&visit).expect("the visit");
    assert!(matches!(kept.packed, Packed::Filed { .. }));
    assert_eq!(
        kept.packed.facts(&visit).as_ref(),
        before.facts(&visit).as_deref()
    );
    assert!(!folder.index.contains(&talks), "it went meanwhile");
}

#[test]
fn only_what_has_changed_is_written_again() {
    let disk = Disk::new(FILES);
    let mut folder = disk.read();
    let (saved, _) = disk.cache().save(&folder, &|_| false, &Saved::default());
    let before = disk.files();
    std::fs::write(disk.path("talks.txt"), "Talks\n\nNobody came to Tokyo.\n").expect("a file");
    let talks = key(&disk.path("talks.txt"));
    folder.index.replace(&talks, None);
    disk.cache().save(&folder, &|_| false, &saved);
    let after = disk.files();
    let changed: Vec<&PathBuf> = before
        .keys()
        .filter(|path| before[*path] != after[*path])
        .collect();
    assert_eq!(changed, [&disk.cache().file(shard_of(&talks))]);
}

#[test]
fn an_article_that_is_open_is_read_again_next_time() {
    let disk = Disk::new(FILES);
    let folder = disk.read();
    let talks = key(&disk.path("talks.txt"));
    disk.cache()
        .save(&folder, &|key| *key == talks, &Saved::default());
    let (index, _) = disk.cache().load(&folder).expect("a cache");
    assert!(!index.contains(&talks) && index.article_count() == 2);
}

#[test]
fn a_broken_or_foreign_file_is_as_good_as_none() {
    let disk = Disk::new(FILES);
    let folder = disk.read();
    disk.cache().save(&folder, &|_| false, &Saved::default());
    let talks = disk.cache().file(shard_of(&key(&disk.path("talks.txt"))));
    let whole = std::fs::read(&talks).expect("a shard");
    for at in (0..whole.len()).step_by(whole.len() / 5) {
        let mut broken = whole.clone();
        broken[at] ^= 0x20;
        std::fs::write(&talks, &broken).expect("a shard");
        let (index, saved) = disk.cache().load(&folder).expect("the other shards");
        assert_eq!(index.article_count(), 2);
        assert!(saved.0.contains(&u64::MAX), "it is written again");
        std::fs::write(&talks, &whole[..at]).expect("a shard");
        let (index, _) = disk.cache().load(&folder).expect("the other shards");
        assert_eq!(index.article_count(), 2);
    }
    // Another folder, or another date to count from.
    let mut other = folder.clone();
    other.fallback_date = Some(jiff::civil::date(2025, 1, 1));
    assert!(disk.cache().load(&other).is_none());
    let elsewhere = Cache {
        root: "/elsewhere".into(),
        ..disk.cache()
    };
    assert!(elsewhere.load(&folder).is_none());
}

#[test]
fn two_writers_do_not_meet_and_a_dead_one_leaves_nothing() {
    let disk = Disk::new(FILES);
    let folder = disk.read();
    let cache = disk.cache();
    cache.locked(|| {
        disk.cache().save(&folder, &|_| false, &Saved::default());
        assert!(disk.cache().load(&folder).is_none(), "nobody wrote");
        std::fs::write(disk.directory.path().join("cache/07.new-123"), "half").expect("a file");
    });
    disk.cache().save(&folder, &|_| false, &Saved::default());
    assert!(disk.cache().load(&folder).is_some());
    assert!(
        !disk
            .files()
            .keys()
            .any(|path| path.to_string_lossy().contains("new-"))
    );
}
