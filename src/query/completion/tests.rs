//! What is offered where, as a person would see it.

use super::*;
use crate::fixture::Fixture;

fn offered(source: &str) -> Completions {
    let fixture = Fixture::new(source);
    let (key, offset) = fixture.cursor.clone().expect("$0");
    completions(&fixture.snapshot, &key, offset).expect("completions")
}

fn labels(source: &str) -> Vec<String> {
    let items = offered(source).items;
    items.into_iter().map(|item| item.label).collect()
}

/// The line of the cursor after the first completion with that label is taken.
fn taken(source: &str, label: &str) -> String {
    let fixture = Fixture::new(source);
    let (key, offset) = fixture.cursor.clone().expect("$0");
    let found = completions(&fixture.snapshot, &key, offset).expect("completions");
    let item = found.items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("no {label} among {:#?}", found.items));
    let text = fixture.text(&key).expect("text");
    let line = text.line(text.line_of(offset));
    let mut words = text.slice(line).to_owned();
    let at = item.span.start as usize - line.start as usize;
    words.replace_range(at..at + item.span.len(), &item.text);
    words
}

const PEOPLE: &str = "//- b.txt\nMinister Latif Nazari met Hamid Karim. Nazari left.\n";

#[test]
fn names_are_offered_once_two_letters_are_typed() {
    assert!(labels(&format!("//- a.txt\nThen N$0\n{PEOPLE}")).is_empty());
    assert_eq!(
        labels(&format!("//- a.txt\nThen Na$0\n{PEOPLE}")),
        ["Latif Nazari"]
    );
    assert!(labels(&format!("//- a.txt\nThen xy$0\n{PEOPLE}")).is_empty());
}

#[test]
fn a_name_takes_the_place_of_what_is_typed_of_it() {
    let source = |typed: &str| format!("//- a.txt\nThen {typed}$0 left.\n{PEOPLE}");
    for typed in ["Na", "na", "Lat", "Latif Na"] {
        let line = taken(&source(typed), "Latif Nazari");
        assert_eq!(line, "Then Latif Nazari left.", "{typed}");
    }
}

#[test]
fn forms_of_this_article_come_first_and_the_register_knows_aliases() {
    let source = "//- entities.yml\n- name: Nazari Institute\n  aliases: [Naz House]\n\
                  //- a.txt\nMinister Latif Nazari spoke. Nazari left. Then Na$0\n";
    assert_eq!(
        labels(source),
        ["Latif Nazari", "Nazari", "Naz House", "Nazari Institute"]
    );
}

#[test]
fn code_and_addresses_offer_no_names() {
    assert!(labels(&format!("//- a.md\n`Then Na$0`\n{PEOPLE}")).is_empty());
}

const LINKED: &str = "//- wire/kyodo.md\n---\ntitle: The interview\naliases: [Kabul talks]\n---\n# Top\n\n## Roads and power\n\nText.\n";

#[test]
fn wikilinks_offer_articles_aliases_and_the_register() {
    let source = format!("//- entities.yml\n- name: Latif Nazari\n//- a.md\nSee [[$0\n{LINKED}");
    assert_eq!(labels(&source), ["kyodo", "Kabul talks", "Latif Nazari"]);
    assert_eq!(taken(&source, "kyodo"), "See [[kyodo]]");
    assert_eq!(
        taken(&source, "Latif Nazari"),
        "See [[latif-nazari|Latif Nazari]]"
    );
    let closed = format!("//- a.md\nSee [[ky$0]] there.\n{LINKED}");
    assert_eq!(taken(&closed, "kyodo"), "See [[kyodo]] there.");
}

#[test]
fn paths_and_headings_are_offered_in_links() {
    let source = format!("//- a.md\nSee [it]($0)\n{LINKED}");
    assert_eq!(taken(&source, "wire/kyodo.md"), "See [it](wire/kyodo.md)");
    let up = format!("//- desk/a.md\nSee [it](..$0)\n{LINKED}");
    assert_eq!(taken(&up, "../wire/kyodo.md"), "See [it](../wire/kyodo.md)");
    let heading = format!("//- a.md\nSee [it](wire/kyodo.md#$0)\n{LINKED}");
    assert_eq!(labels(&heading), ["Top", "Roads and power"]);
    assert_eq!(
        taken(&heading, "Roads and power"),
        "See [it](wire/kyodo.md#roads-and-power)"
    );
    let wiki = format!("//- a.md\nSee [[kyodo#$0]]\n{LINKED}");
    assert_eq!(
        taken(&wiki, "Roads and power"),
        "See [[kyodo#Roads and power]]"
    );
    assert!(labels("//- a.md\nSee [it](https://a.org/$0)\n").is_empty());
}

#[test]
fn footnotes_are_offered_by_their_labels() {
    let source = "//- a.md\nSo.[^$0\n\n[^k]: The note.\n[^b]: Another.\n";
    assert_eq!(labels(source), ["k", "b"]);
    assert_eq!(taken(source, "k"), "So.[^k]");
}

#[test]
fn front_matter_offers_the_keys_that_are_missing_and_their_values() {
    let keys = labels("//- a.md\n---\ntitle: A\n$0\n---\nText.\n");
    assert!(
        !keys.contains(&"title".to_owned()) && keys[0] == "date",
        "{keys:?}"
    );
    assert_eq!(
        taken("//- a.md\n---\ntitle: A\nda$0\n---\nText.\n", "date"),
        "date: "
    );
    assert_eq!(
        labels("//- a.md\n---\ndate: $0\n---\nIt rained on Feb. 17, 2025.\n"),
        ["2025-02-17"]
    );
    let related = format!("//- a.md\n---\nrelated:\n  - $0\n---\nText.\n{LINKED}");
    assert_eq!(taken(&related, "wire/kyodo.md"), "  - wire/kyodo.md");
}

#[test]
fn pins_offer_the_value_of_their_words_first() {
    let source = "//- 2025-02-18.md\nIt rained on Feb. 3, 2025. On [Monday]{when=$0\n";
    assert_eq!(labels(source)[0], "2025-02-17");
    assert_eq!(
        taken(source, "2025-02-17"),
        "It rained on Feb. 3, 2025. On [Monday]{when=2025-02-17}"
    );
    let reference = "//- entities.yml\n- name: Taliban\n//- a.md\n[The group]{ref=$0}\n";
    assert_eq!(taken(reference, "taliban"), "[The group]{ref=taliban}");
}

#[test]
fn a_list_is_incomplete_only_if_it_is_cut() {
    let mut source = String::from("//- a.md\nSee [[$0\n");
    for number in 0..MOST {
        source += &format!("//- n{number:03}.md\nText.\n");
    }
    let found = offered(&source);
    assert!(!found.cut);
    source += "//- z.md\nText.\n";
    let found = offered(&source);
    assert!(found.cut);
    assert_eq!(found.items.len(), MOST);
}
