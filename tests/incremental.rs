//! What is remembered never shows: an analysis after any edits is the analysis from scratch, and
//! an index after any changes is the index from scratch.

use copydesk::analysis::Memory;
use copydesk::article::Format;
use copydesk::corpus::{Facts, FactsMemory, Folder, Index, Key, Prepared};
use copydesk::text::Text;
use proptest::prelude::*;

const LINES: [&str; 16] = [
    "The Rapid Support Forces (RSF) said so. RSF men left with Nazari.",
    "Ms. Sara Okafor of the Taliban, and Kabul, met  RSF people; Okafor left.",
    "TOKYO \u{2014} Minister Latif Nazari said on Monday that the Taliban came.",
    "Nazari left Tokyo on Tuesday, Feb. 17, 2025, and \u{201c}never came back.",
    "\u{201c}We came,\u{201d} he said.\u{201d}",
    "I. The visit",
    "2. The talks",
    "See [[b]], [it](b.md#Top) and [^1].",
    "[^1]: A note.",
    "<!-- copydesk-ignore dates -->",
    "<!-- copydesk-off",
    "-->",
    "---",
    "date: 2025-02-17",
    "Hayashi told TK reporters, Yoshimasa Hayashi said \u{1f642}.",
    "",
];

/// One edit: a line put in, a line taken out, a few characters changed.
#[derive(Clone, Debug)]
enum Change {
    Insert(usize, usize),
    Remove(usize),
    Break(usize, usize),
    Type(usize, usize, usize),
}

/// What is typed into a line.
const TYPED: [&str; 9] = ["x", "A", " ", "(", ")", "\u{2019}s", ".", "RSF", "not "];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..20usize, 0..LINES.len()).prop_map(|(at, line)| Change::Insert(at, line)),
        (0..20usize).prop_map(Change::Remove),
        (0..20usize, 0..60usize).prop_map(|(line, at)| Change::Break(line, at)),
        (0..20usize, 0..60usize, 0..TYPED.len())
            .prop_map(|(line, at, typed)| Change::Type(line, at, typed)),
    ]
}

fn apply(lines: &mut Vec<String>, change: &Change) {
    match change {
        Change::Insert(at, line) => lines.insert(at % (lines.len() + 1), LINES[*line].to_owned()),
        Change::Remove(at) if !lines.is_empty() => {
            lines.remove(at % lines.len());
        }
        Change::Break(line, at) if !lines.is_empty() => {
            let index = line % lines.len();
            let chars: Vec<char> = lines[index].chars().collect();
            let at = at % (chars.len() + 1);
            lines[index] = chars[..at].iter().collect();
        }
        Change::Type(line, at, typed) if !lines.is_empty() => {
            let index = line % lines.len();
            let at = at % (lines[index].chars().count() + 1);
            let at = lines[index].chars().take(at).map(char::len_utf8).sum();
            lines[index].insert_str(at, TYPED[*typed]);
        }
        _ => {}
    }
}

/// What is remembered of an article.
#[derive(Default)]
struct Remembered(Memory, FactsMemory);

fn facts(folder: &Folder, key: &Key, text: &str, memory: &mut Remembered) -> (String, Facts) {
    let analysis = folder.analyse(key, Text::new(text), Format::of_path(key), &mut memory.0);
    let facts = Facts::remembering(key, &analysis, &mut memory.1);
    (format!("{analysis:?}"), facts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_analysis_after_edits_is_the_one_from_scratch(changes in prop::collection::vec(change(), 1..25)) {
        let folder = Folder::new("/folder".into());
        for file in ["/folder/a.md", "/folder/a.txt"] {
            let key: Key = file.into();
            let (mut lines, mut memory) = (Vec::new(), Remembered::default());
            for change in &changes {
                apply(&mut lines, change);
                let text = lines.join("\n");
                let remembered = facts(&folder, &key, &text, &mut memory);
                let fresh = facts(&folder, &key, &text, &mut Remembered::default());
                prop_assert_eq!(remembered, fresh);
            }
        }
    }

    #[test]
    fn an_index_after_changes_is_the_one_from_scratch(
        changes in prop::collection::vec((0..5usize, prop::option::weighted(0.8, prop::collection::vec(0..LINES.len(), 0..6))), 1..30)
    ) {
        let folder = Folder::new("/folder".into());
        let mut index = Index::default();
        let mut texts: Vec<Option<String>> = vec![None; 5];
        let key = |file: usize| -> Key { format!("/folder/{file}.md").into() };
        let of_text = |file: usize, text: &str| {
            Prepared::new(facts(&folder, &key(file), text, &mut Remembered::default()).1)
        };
        for (file, lines) in changes {
            let text = lines.map(|lines| lines.iter().map(|line| LINES[*line]).collect::<Vec<_>>().join("\n"));
            index.replace(&key(file), text.as_ref().map(|text| of_text(file, text)));
            texts[file] = text;
            // What is found here is remembered, and must be found anew where it is another.
            for file in 0..texts.len() {
                index.comparable(&key(file));
            }
        }
        let mut fresh = Index::default();
        for (file, text) in texts.iter().enumerate() {
            if let Some(text) = text {
                fresh.replace(&key(file), Some(of_text(file, text)));
            }
        }
        prop_assert_eq!(index.dump(), fresh.dump());
        for file in 0..texts.len() {
            prop_assert_eq!(index.comparable(&key(file)), fresh.comparable(&key(file)));
        }
    }

    #[test]
    fn no_text_panics(text in "(\\PC|\n|---\n|\\[\\[|<!--|-->|“|\"|Feb\\. |17|, 2025|Mon|day|# |> |\\||\\^1\\]|: ){0,60}") {
        let folder = Folder::new("/folder".into());
        for file in ["/folder/a.md", "/folder/a.txt"] {
            facts(&folder, &file.into(), &text, &mut Remembered::default());
        }
    }
}

#[test]
fn a_keystroke_reads_one_block() {
    let folder = Folder::new("/folder".into());
    let key: Key = "/folder/a.txt".into();
    let mut memory = Remembered::default();
    let lines: Vec<String> = (0..200)
        .map(|line| format!("Line {line} of the report."))
        .collect();
    facts(&folder, &key, &lines.join("\n"), &mut memory);
    assert_eq!(memory.0.recognised, 200);
    let edited = lines.join("\n").replace("Line 77 ", "Line 77x ");
    facts(&folder, &key, &edited, &mut memory);
    assert_eq!(memory.0.recognised, 1);
}
