//! A text in both formats: parsing, the whole analysis, every rule; and once more with the memory
//! of the text's first half, which must show nowhere.

#![no_main]

use std::collections::HashMap;
use std::sync::Arc;

use copydesk::analysis::{Analysis, Memory};
use copydesk::article::{Article, Format};
use copydesk::corpus::{Facts, Folder, Key, Open, Prepared, Snapshot};
use copydesk::rule::{self, Context};
use copydesk::text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in ["/folder/a.txt", "/folder/a.md"] {
        let key: Key = name.into();
        let article = Article::parse(&text.into(), Format::of_path(name));
        assert_eq!(article.prose().len(), text.len());
        let mut folder = Folder::new("/folder".into());
        let mut memory = Memory::default();
        folder.analyse(
            &key,
            Text::new(first_half(text)),
            Format::of_path(name),
            &mut memory,
        );
        // Who is who is remembered from the second revision on.
        analyse(&folder, &key, &without_middle(text), &mut memory);
        let remembered = analyse(&folder, &key, text, &mut memory);
        let fresh = analyse(&folder, &key, text, &mut Memory::default());
        assert_eq!(format!("{remembered:?}"), format!("{fresh:?}"));
        folder
            .index
            .replace(&key, Some(Prepared::new(Facts::of(&key, &fresh))));
        check(folder, &key, Arc::new(fresh));
    }
});

fn first_half(text: &str) -> &str {
    let half = (text.len() / 2..).find(|at| text.is_char_boundary(*at));
    &text[..half.unwrap_or(0)]
}

/// The text without the character in its middle.
fn without_middle(text: &str) -> String {
    let half = first_half(text);
    let mut rest = text[half.len()..].chars();
    rest.next();
    half.to_owned() + rest.as_str()
}

fn analyse(folder: &Folder, key: &Key, text: &str, memory: &mut Memory) -> Analysis {
    let analysis = folder.analyse(key, Text::new(text), Format::of_path(key), memory);
    let times = analysis.times.iter().map(|time| time.span);
    let names = analysis.names.iter().map(|name| name.span);
    for span in times.chain(names).chain(analysis.sentences.iter().copied()) {
        assert!(
            text.get(span.range()).is_some(),
            "{span:?} is no part of the text"
        );
    }
    analysis
}

fn check(folder: Folder, key: &Key, analysis: Arc<Analysis>) {
    let text = analysis.text.clone();
    let open = Open {
        analysis: analysis.clone(),
        version: None,
    };
    let snapshot = Snapshot {
        folders: vec![folder],
        open: Arc::new(HashMap::from([(key.clone(), open)])),
        ..Snapshot::default()
    };
    let context = Context::new(&snapshot, &snapshot.folders[0], key, &analysis);
    for finding in rule::check(&context) {
        assert!(
            text.as_str().get(finding.span.range()).is_some(),
            "{finding:?}"
        );
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
        for edit in edits.filter(|edit| edit.key == *key) {
            assert!(
                text.as_str().get(edit.span.range()).is_some(),
                "{finding:?}"
            );
        }
    }
}
