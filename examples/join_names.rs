//! Joins gold mentions of names as the program joins its own, to measure joining apart from
//! recognising.
//!
//!     cargo run --example join_names -- GOLD.jsonl > PREDICTIONS.jsonl
//!
//! `GOLD.jsonl` has `{"id","text","mentions":[[start,end,type,chain,kind,…]],"meta":{"topic"}}` a
//! line, offsets in code points. Written are `{"id","mentions":[[start,end,type,chain]]}` with chains
//! that hold within an article, and across the articles of one topic.

use std::collections::{BTreeMap, BTreeSet};

use copydesk::name::english::{COUNTRIES, TITLE_HEADS, TITLE_LEADS};
use copydesk::name::{
    BlockForms, Candidate, Declared, EntityKind, Form, is_short, join, short_forms,
};
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
                let known = known.filter(|_| is_short(name, *entity_kind));
                let mut meant = known.into_iter().flatten().filter(|full| {
                    // An institution is its country's only where the country is named.
                    let country = full.strip_suffix(&format!("-{id}"));
                    *entity_kind == EntityKind::Person
                        || country.is_none_or(|country| document.names(country))
                });
                let chain = match (meant.next(), meant.next()) {
                    (Some(full), None) => full,
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

impl Joined {
    fn names(&self, id: &str) -> bool {
        self.entities.iter().any(|(other, ..)| other == id)
    }
}

fn read(document: &serde_json::Value) -> Joined {
    let text = document["text"].as_str().expect("text");
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    let all: Vec<Phrase> = document["mentions"]
        .as_array()
        .expect("mentions")
        .iter()
        .filter_map(|mention| Phrase::read(mention, &offsets))
        .collect();
    let mut gold: Vec<(u64, u64, String)> = Vec::new();
    let mut candidates: Vec<Option<Candidate>> = Vec::new();
    for phrase in all.iter().filter(|phrase| phrase.is_name) {
        let Some(kind) = phrase.kind() else {
            continue;
        };
        let (start, end) = phrase.points;
        if gold.iter().any(|(s, e, _)| (*s, *e) == (start, end)) {
            continue;
        }
        gold.push((start, end, phrase.word.clone()));
        candidates.push(name_of(text, phrase, &all).map(|span| Candidate {
            span,
            words: Vec::new(),
            kind,
            margin: 1,
        }));
    }
    let found = candidates.iter().flatten();
    let forms = BlockForms {
        forms: found.map(|one| Form::read(text, one)).collect(),
        weak: Vec::new(),
    };
    let (names, entities) = join(text, &[(0, forms.into())], &[], &[], &Declared::default());
    let mut entities: Vec<(String, String, EntityKind)> = entities
        .iter()
        .map(|entity| (entity.id.clone(), entity.name.clone(), entity.kind))
        .collect();
    let mut mentions = Vec::new();
    for ((start, end, kind), candidate) in gold.iter().zip(&candidates) {
        let found = candidate
            .as_ref()
            .and_then(|candidate| names.iter().find(|name| name.span == candidate.span));
        let entity = found.map_or(entities.len(), |name| name.entity);
        if found.is_none() {
            // A phrase without a name of its own is joined with nothing.
            let id = format!("{} {start}-{end}", document["id"]);
            entities.push((id, String::new(), EntityKind::Unknown));
        }
        mentions.push((*start, *end, kind.clone(), entity));
    }
    Joined {
        id: document["id"].clone(),
        topic: document["meta"]["topic"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        mentions,
        entities,
    }
}

/// A gold mention: a noun phrase, which may have others inside.
struct Phrase {
    /// Code points of the document, as they stand in the file.
    points: (u64, u64),
    span: Span,
    word: String,
    is_name: bool,
}

impl Phrase {
    fn read(mention: &serde_json::Value, offsets: &[usize]) -> Option<Phrase> {
        let points = (mention[0].as_u64()?, mention[1].as_u64()?);
        Some(Phrase {
            points,
            span: Span::new(offsets[points.0 as usize], offsets[points.1 as usize]),
            word: mention[2].as_str()?.to_owned(),
            is_name: mention[4] == "name" || mention[4] == "?",
        })
    }

    fn kind(&self) -> Option<EntityKind> {
        Some(match self.word.as_str() {
            "person" | "PER" => EntityKind::Person,
            "organization" | "ORG" => EntityKind::Organization,
            "place" | "LOC" => EntityKind::Place,
            _ => return None,
        })
    }
}

/// The name of whoever a phrase is about: "Louis Gallois" of "Louis Gallois, the Airbus chief",
/// none of "a boy from Texas". The mentions inside a phrase are of others, unless nothing else is
/// left: then the one that ends it, or begins it, is its head.
fn name_of(text: &str, phrase: &Phrase, all: &[Phrase]) -> Option<Span> {
    let kind = phrase.kind()?;
    let inside: Vec<&Phrase> = all
        .iter()
        .filter(|other| {
            let within = phrase.span.start <= other.span.start && other.span.end <= phrase.span.end;
            within && other.span.len() < phrase.span.len()
        })
        .collect();
    let from = phrase.span.start as usize;
    let mut words = text[phrase.span.range()].to_owned();
    for other in inside.iter().filter(|other| other.is_name) {
        let range = other.span.start as usize - from..other.span.end as usize - from;
        if kind == EntityKind::Person || !is_part(&text[phrase.span.range()], range.clone()) {
            words.replace_range(range.clone(), &"\u{1}".repeat(range.len()));
        }
    }
    if let Some(found) = core(&words, kind) {
        return Some(found.shifted(from));
    }
    // "Airbus parent EADS", "EADS (the parent)"; but not two who are named together.
    let small = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        text.contains(',') || words.any(|word| PREPOSITIONS.contains(&word))
    };
    let ends = |other: &&&Phrase| {
        let before = &text[from..other.span.start as usize];
        other.span.end == phrase.span.end && !small(before)
    };
    let begins = |other: &&&Phrase| {
        let after = &text[other.span.end as usize..phrase.span.end as usize];
        let more = after.trim_start().strip_prefix([',', '(']);
        other.span.start == phrase.span.start
            && more.is_some_and(|more| !more.trim_start().starts_with(char::is_uppercase))
    };
    let same = || {
        let named = |other: &&&Phrase| other.is_name && other.word == phrase.word;
        inside.iter().filter(named)
    };
    let head = same().filter(ends).min_by_key(|other| other.span.len());
    let head = head.or_else(|| same().filter(begins).min_by_key(|other| other.span.len()));
    name_of(text, head?, all)
}

const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "at",
    "from",
    "with",
    "for",
    "to",
    "by",
    "like",
    "on",
    "near",
    "and",
    "or",
    "including",
];

/// Whether a mention inside a phrase is a part of its name: "University of Texas", "Texas Rangers".
fn is_part(phrase: &str, range: std::ops::Range<usize>) -> bool {
    let mut before = phrase[..range.start].split_whitespace().rev();
    let linked = before
        .next()
        .is_some_and(|word| matches!(word, "of" | "for" | "on" | "&"))
        && before
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase));
    let followed = phrase[range.end..]
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    linked || followed
}

/// The name in a noun phrase. What stands before the first comma, bracket or "of" counts most; a
/// person's name stands at its end, behind titles.
fn core(phrase: &str, kind: EntityKind) -> Option<Span> {
    let word = r"[0-9]?\p{Lu}[\w&.'’-]*";
    let small = r"(?:of|the|and|for|&|de|al|bin|van|von)";
    let run = match kind {
        EntityKind::Person => format!(r"\b{word}(?:\s+(?:(?:de|al|bin|van|von)\s+)*{word})*"),
        _ => format!(r"\b{word}(?:\s+(?:{small}\s+)*(?:{word}|[0-9]+))*"),
    };
    let run = Regex::new(&run).expect("a valid pattern");
    let part = match kind {
        EntityKind::Person => r",\s|\(|\s(?:of|from|in|who|with|at|for|and)\s",
        _ => r",\s|\(|\swho\s|\snear\s",
    };
    let part = Regex::new(part).expect("a valid pattern");
    let mut start = 0;
    let ends = part
        .find_iter(phrase)
        .map(|found| (found.start(), found.end()));
    for (end, next) in ends.chain([(phrase.len(), phrase.len())]) {
        let runs: Vec<Span> = run
            .find_iter(&phrase[start..end])
            .map(|found| Span::from(found.range()).shifted(start))
            .filter_map(|found| bare(phrase, found, kind))
            .collect();
        let found = match kind {
            EntityKind::Person => runs.last(),
            EntityKind::Place => runs.first(),
            _ => runs.iter().max_by_key(|run| run.len()),
        };
        if let Some(found) = found {
            return Some(*found);
        }
        start = next;
    }
    None
}

/// A run of words without possessive, article, and titles; none where nothing else is left.
fn bare(phrase: &str, run: Span, kind: EntityKind) -> Option<Span> {
    let words = &phrase[run.range()];
    let words = words
        .trim_end_matches("'s")
        .trim_end_matches("\u{2019}s")
        .trim_end_matches(['\'', '\u{2019}']);
    let mut found = Span::new(run.start as usize, run.start as usize + words.len());
    for lead in ["The ", "A "] {
        if phrase[found.range()].starts_with(lead) {
            found = Span::new(found.start as usize + lead.len(), found.end as usize);
        }
    }
    let words = phrase[found.range()].trim();
    let people = COUNTRIES
        .iter()
        .any(|(_, peoples, _)| peoples.contains(&words));
    if words.is_empty() || people || matches!(words, "The" | "A" | "An" | "European") {
        return None;
    }
    if kind != EntityKind::Person {
        return Some(found);
    }
    let title = |word: &str| {
        let word = word.trim_end_matches('.');
        TITLE_HEADS.contains(&word) || TITLE_LEADS.contains(&word) || word == "CEO"
    };
    let mut start = found.start as usize;
    for word in phrase[found.range()].split_inclusive(char::is_whitespace) {
        if !title(word.trim()) {
            break;
        }
        start += word.len();
    }
    // "Boeing Vice President Scott Carson": whose president is not his name.
    let rest = &phrase[start..found.end as usize];
    let mut at = start;
    for word in rest.split_inclusive(char::is_whitespace) {
        at += word.len();
        let two = phrase[at.min(found.end as usize)..found.end as usize]
            .split_whitespace()
            .count()
            > 1;
        if title(word.trim()) && two {
            start = at;
        }
    }
    (start < found.end as usize).then(|| Span::new(start, found.end as usize))
}
