//! Texts that nobody writes: one phrase over and over, without a full stop or an end. What reads
//! them must not take the square of their length: with it each of these takes minutes.

use std::sync::Arc;

use copydesk::analysis::Memory;
use copydesk::article::Format;
use copydesk::corpus::{Facts, Folder, Key, Open, Prepared, Snapshot};
use copydesk::rule::{Context, check};
use copydesk::text::Text;

const PHRASES: &[&str] = &[
    "TK ",
    "[CQ] ",
    "May ",
    "Latif Nazari ",
    "Al-",
    "J. ",
    "A & B and ",
    "Ministry of ",
    "RSF (RSF) ",
    "\u{201c}We go,\u{201d} he said, ",
    "\u{201c}a \u{2018}b ",
    "Nazari killed Hayashi in Tokyo and ",
    "Prime Minister Latif Nazari, foreign minister of Japan, ",
    "12 men, 5 women and 7 children, ",
    "Monday, Feb. 17, 2025 ",
    "5 km (3 miles) ",
    "Kabul paid $15 million. Kabul paid $15 billion. ",
    "the first since 2020, ",
    "[a](b.md) ",
    "[^1] ",
    "[Monday]{when=2025-02-17} ",
    "<!-- copydesk-ignore dates --> ",
];

const BYTES: usize = 30_000;

#[test]
fn one_phrase_over_and_over_is_read_to_its_end() {
    let folder = Folder::new("/folder".into());
    for phrase in PHRASES {
        for file in ["/folder/a.md", "/folder/a.txt"] {
            let text = phrase.repeat(BYTES / phrase.len());
            read(&folder, file, &text);
        }
    }
}

#[test]
fn a_word_without_an_end_is_read_to_its_end() {
    let folder = Folder::new("/folder".into());
    for word in ["Ab", "x", "9", "\u{201c}", "(", "[", "-", "\u{301}"] {
        let text = format!("He met Latif A{} in Tokyo.", word.repeat(BYTES * 4));
        read(&folder, "/folder/a.txt", &text);
    }
}

#[test]
fn a_letter_in_the_first_of_two_endless_paragraphs_is_read_to_its_end() {
    let folder = Folder::new("/folder".into());
    let key: Key = "/folder/a.txt".into();
    let paragraph = "Xx ".repeat(BYTES);
    let mut memory = Memory::default();
    for typed in ["", "A", "Am", "Ami"] {
        let text = format!("{typed}{paragraph}\n\n{paragraph}");
        let analysis = folder.analyse(&key, Text::new(text), Format::Plain, &mut memory);
        assert_eq!(analysis.article.blocks.len(), 2);
    }
}

/// Does everything that is done for an open article.
fn read(folder: &Folder, file: &str, text: &str) {
    let (key, mut folder): (Key, Folder) = (file.into(), folder.clone());
    let format = Format::of_path(&key);
    let analysis = folder.analyse(&key, Text::new(text), format, &mut Memory::default());
    let analysis = Arc::new(analysis);
    let facts = Prepared::new(Facts::of(&key, &analysis));
    folder.index.replace(&key, Some(facts));
    let mut snapshot = Snapshot::default();
    snapshot.folders.push(folder);
    let open = Open {
        analysis: analysis.clone(),
        version: None,
    };
    Arc::make_mut(&mut snapshot.open).insert(key.clone(), open);
    let findings = check(&Context::new(
        &snapshot,
        &snapshot.folders[0],
        &key,
        &analysis,
    ));
    assert!(
        findings
            .iter()
            .all(|one| text.get(one.span.range()).is_some())
    );
}
