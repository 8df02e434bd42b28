//! Joins gold mentions of names as the program joins its own, to measure joining apart from
//! recognising.
//!
//!     cargo run --example join_names -- GOLD.jsonl > PREDICTIONS.jsonl
//!
//! `GOLD.jsonl` has `{"id","text","mentions":[[start,end,type,chain,kind,…]],"meta":{"topic"}}` a
//! line, offsets in code points. Written are `{"id","mentions":[[start,end,type,chain]]}` with chains
//! that hold within an article, and across the articles of one topic.

use std::collections::{BTreeMap, BTreeSet};

use copydesk::name::english::{TITLE_HEADS, TITLE_LEADS};
use copydesk::name::{Candidate, Declared, EntityKind, is_short, join, short_forms};
use copydesk::text::Span;
use regex::Regex;

fn main() {
    let path = std::env::args().nth(1).expect("a file of gold mentions");
    let text = std::fs::read_to_string(&path).expect("the file can be read");
    let documents: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON on each line"))
        .collect();
    let joined: Vec<Joined> = documents.iter().map(read).collect();
    // A short form is whoever has it alone in the topic.
    let mut full: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for document in &joined {
        for (id, name, kind) in &document.entities {
            for short in short_forms(name, *kind) {
                full.entry((document.topic.clone(), short))
                    .or_default()
                    .insert(id.clone());
            }
        }
    }
    for document in &joined {
        let mentions: Vec<serde_json::Value> = document
            .mentions
            .iter()
            .map(|(start, end, kind, entity)| {
                let (id, name, entity_kind) = &document.entities[*entity];
                let known = full.get(&(document.topic.clone(), id.clone()));
                let chain = match known {
                    Some(ids) if ids.len() == 1 && is_short(name, *entity_kind) => {
                        ids.first().unwrap_or(id)
                    }
                    _ => id,
                };
                serde_json::json!([start, end, kind, chain])
            })
            .collect();
        println!(
            "{}",
            serde_json::json!({"id": document.id, "mentions": mentions})
        );
    }
}

struct Joined {
    id: serde_json::Value,
    topic: String,
    /// Id, name and kind.
    entities: Vec<(String, String, EntityKind)>,
    /// Start, end, type, entity.
    mentions: Vec<(u64, u64, String, usize)>,
}

fn read(document: &serde_json::Value) -> Joined {
    let text = document["text"].as_str().expect("text");
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    let mut gold: Vec<(u64, u64, String)> = Vec::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for mention in document["mentions"].as_array().expect("mentions") {
        let name = mention[4] == "name" || mention[4] == "?";
        let word = mention[2].as_str().unwrap_or_default();
        let kind = match word {
            "person" | "PER" => EntityKind::Person,
            "organization" | "ORG" => EntityKind::Organization,
            "place" | "LOC" => EntityKind::Place,
            _ => continue,
        };
        let (Some(start), Some(end)) = (mention[0].as_u64(), mention[1].as_u64()) else {
            continue;
        };
        if !name || gold.iter().any(|(s, e, _)| (*s, *e) == (start, end)) {
            continue;
        }
        let span = Span::new(offsets[start as usize], offsets[end as usize]);
        let span = core(text, span, kind);
        gold.push((start, end, word.to_owned()));
        candidates.push(Candidate {
            span,
            words: Vec::new(),
            kind,
            margin: 1,
            weak: false,
        });
    }
    let pairs: Vec<(usize, &Candidate)> = candidates.iter().map(|one| (0, one)).collect();
    let (names, entities) = join(text, &pairs, &[], &[], &Declared::default());
    let mentions = gold
        .iter()
        .zip(&candidates)
        .filter_map(|((start, end, kind), candidate)| {
            let name = names.iter().find(|name| name.span == candidate.span)?;
            Some((*start, *end, kind.clone(), name.entity))
        });
    Joined {
        id: document["id"].clone(),
        topic: document["meta"]["topic"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        mentions: mentions.collect(),
        entities: entities
            .iter()
            .map(|entity| (entity.id.clone(), entity.name.clone(), entity.kind))
            .collect(),
    }
}

/// The name inside a noun phrase: the last run of capitalised words for people, else the longest.
fn core(text: &str, span: Span, kind: EntityKind) -> Span {
    let word = r"[\p{Lu}0-9][\w&.'’-]*";
    let small = r"(?:of|the|and|for|&|de|al|bin|van|von)";
    let run =
        Regex::new(&format!(r"{word}(?:\s+(?:{small}\s+)*{word})*")).expect("a valid pattern");
    let phrase = &text[span.range()];
    let runs: Vec<Span> = run
        .find_iter(phrase)
        .map(|found| Span::from(found.range()).shifted(span.start as usize))
        .collect();
    let found = match kind {
        EntityKind::Person => runs.last(),
        _ => runs.iter().max_by_key(|run| run.len()),
    };
    let mut found = found.copied().unwrap_or(span);
    let words = &text[found.range()];
    let bare = words.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    found = Span::new(found.start as usize, found.start as usize + bare.len());
    loop {
        let words = &text[found.range()];
        let Some((first, rest)) = words.split_once(char::is_whitespace) else {
            break;
        };
        let bare = first.trim_end_matches('.');
        let title = TITLE_HEADS.contains(&bare) || TITLE_LEADS.contains(&bare);
        if kind != EntityKind::Person || !title || rest.trim().is_empty() {
            break;
        }
        let start = found.end as usize - rest.trim_start().len();
        found = Span::new(start, found.end as usize);
    }
    for lead in ["The ", "A "] {
        if let Some(rest) = text[found.range()].strip_prefix(lead) {
            found = Span::new(found.end as usize - rest.len(), found.end as usize);
        }
    }
    found
}
