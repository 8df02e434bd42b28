//! A register and a text: what is declared, the names found, their joins, and the facts of them,
//! which must be the same behind their bytes.

#![no_main]

use copydesk::analysis::Memory;
use copydesk::article::Format;
use copydesk::corpus::{Facts, Folder, Key, Prepared};
use copydesk::text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (register, text) = input;
    let mut folder = Folder::new("/folder".into());
    let declared = |path: &str| path.ends_with("/entities.yml").then(|| Text::new(register));
    folder.read_declarations(&declared, &serde_json::Value::Null);
    let key: Key = "/folder/a.md".into();
    let analysis = folder.analyse(
        &key,
        Text::new(text),
        Format::Markdown,
        &mut Memory::default(),
    );
    for mention in &analysis.names {
        assert!(text.get(mention.span.range()).is_some(), "{mention:?}");
        assert!(mention.entity < analysis.entities.len(), "{mention:?}");
    }
    let in_order = analysis
        .names
        .windows(2)
        .all(|pair| pair[0].span <= pair[1].span);
    assert!(in_order, "{:?}", analysis.names);
    let facts = Facts::of(&key, &analysis);
    folder
        .index
        .replace(&key, Some(Prepared::of_file(facts.clone(), None)));
    assert_eq!(folder.index.facts(&key).as_deref(), Some(&facts));
});
