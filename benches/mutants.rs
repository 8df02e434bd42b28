//! Plants one mistake at a time in clean news and counts who notices: for each kind of mistake the
//! share that its rule finds, and the findings besides that it causes.
//!
//! `COPYDESK_DATA` holds `news/wikinews.jsonl` (`{"id","date","text"}` a line). Only the articles in
//! which a mistake of the kind can be planted count.

use std::collections::BTreeMap;
use std::sync::Arc;

use copydesk::analysis::{Memory, parse_date};
use copydesk::article::Format;
use copydesk::corpus::{Facts, Folder, Key, Open, Snapshot};
use copydesk::rule::{Context, Finding, check};
use copydesk::text::Text;
use regex::Regex;

/// A kind of mistake: what it is called, who should notice, and how it is made.
struct Mutation {
    name: &'static str,
    rules: &'static [&'static str],
    plant: fn(&str) -> Option<String>,
}

const MUTATIONS: &[Mutation] = &[
    Mutation {
        name: "a wrong weekday",
        rules: &["weekday-mismatch", "weekday-mismatch-inferred-year"],
        plant: weekday,
    },
    Mutation {
        name: "a day that no month has",
        rules: &["impossible-date"],
        plant: impossible,
    },
    Mutation {
        name: "a surname with two letters swapped",
        rules: &["similar-name"],
        plant: surname,
    },
    Mutation {
        name: "a quotation that never closes",
        rules: &["unbalanced-quote"],
        plant: quote,
    },
    Mutation {
        name: "a link to a missing file",
        rules: &["broken-link"],
        plant: link,
    },
    Mutation {
        name: "TK left in a sentence",
        rules: &["placeholder"],
        plant: placeholder,
    },
    Mutation {
        name: "a range that ends before it begins",
        rules: &["reversed-range"],
        plant: range,
    },
];

fn main() {
    let Some(data) = std::env::var_os("COPYDESK_DATA").map(std::path::PathBuf::from) else {
        println!("mutants: set COPYDESK_DATA to the folder that holds news/wikinews.jsonl");
        return;
    };
    let path = data.join("news/wikinews.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("mutants: {} cannot be read", path.display());
        return;
    };
    let articles: Vec<serde_json::Value> = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    println!(
        "{:<40} {:>8} {:>8} {:>8} {:>8}",
        "mistake", "planted", "found", "recall", "noise"
    );
    for mutation in MUTATIONS {
        let (mut planted, mut found, mut noise) = (0, 0, 0);
        for article in &articles {
            let (Some(text), Some(date)) = (article["text"].as_str(), article["date"].as_str())
            else {
                continue;
            };
            let Some(mutant) = (mutation.plant)(text) else {
                continue;
            };
            let (before, after) = (findings(text, date), findings(&mutant, date));
            let mut new = counts(&after);
            for (rule, count) in counts(&before) {
                let left = new.entry(rule).or_default();
                *left = left.saturating_sub(count);
            }
            let expected: usize = mutation
                .rules
                .iter()
                .filter_map(|rule| new.remove(rule))
                .sum();
            planted += 1;
            found += usize::from(expected > 0);
            noise += new.values().sum::<usize>();
        }
        let recall = f64::from(found as u32) / f64::from((planted as u32).max(1));
        println!(
            "{:<40} {planted:>8} {found:>8} {recall:>8.2} {noise:>8}",
            mutation.name
        );
    }
}

fn counts(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}

/// The findings in an article that stands alone in its folder.
fn findings(text: &str, date: &str) -> Vec<Finding> {
    let key: Key = "/mutants/a.txt".into();
    let mut folder = Folder::new("/mutants".into());
    folder.fallback_date = parse_date(date);
    let analysis =
        Arc::new(folder.analyse(&key, Text::new(text), Format::Plain, &mut Memory::default()));
    folder
        .index
        .replace(&key, Some(Arc::new(Facts::of(&key, &analysis))));
    let mut snapshot = Snapshot::default();
    let open = Open {
        analysis: analysis.clone(),
        version: None,
    };
    snapshot.open = Arc::new([(key.clone(), open)].into());
    snapshot.folders.push(folder);
    check(&Context::new(
        &snapshot,
        &snapshot.folders[0],
        &key,
        &analysis,
    ))
}

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The weekday of the first full date becomes the next one.
fn weekday(text: &str) -> Option<String> {
    let pattern = Regex::new(r"(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?").ok()?;
    // The line of the article's own date is left alone.
    let first = text.find('\n').unwrap_or(0);
    let hit = pattern.captures_iter(&text[first..]).next()?.get(1)?;
    let at = WEEKDAYS.iter().position(|day| *day == hit.as_str())?;
    Some(replaced(
        text,
        first + hit.start(),
        first + hit.end(),
        WEEKDAYS[(at + 1) % 7],
    ))
}

fn impossible(text: &str) -> Option<String> {
    let pattern = Regex::new(r"(?:April|June|September|November) (\d{1,2})\b").ok()?;
    let first = text.find('\n').unwrap_or(0);
    let hit = pattern.captures_iter(&text[first..]).next()?.get(1)?;
    Some(replaced(text, first + hit.start(), first + hit.end(), "31"))
}

/// The last mention of a surname that occurs three times.
fn surname(text: &str) -> Option<String> {
    let pattern = Regex::new(r"\b[A-Z][a-z]{3,} ([A-Z][a-z]{5,})\b").ok()?;
    for hit in pattern.captures_iter(text) {
        let name = hit.get(1)?.as_str();
        let speaks = Regex::new(&format!(r"\b{name} (?:said|told|added)\b")).ok()?;
        let places: Vec<usize> = text.match_indices(name).map(|(at, _)| at).collect();
        let Some(last) = speaks.find_iter(text).last().filter(|_| places.len() >= 3) else {
            continue;
        };
        let mut letters: Vec<char> = name.chars().collect();
        let at = (2..letters.len() - 1).find(|at| letters[*at] != letters[at + 1])?;
        letters.swap(at, at + 1);
        let swapped: String = letters.into_iter().collect();
        return Some(replaced(
            text,
            last.start(),
            last.start() + name.len(),
            &swapped,
        ));
    }
    None
}

fn quote(text: &str) -> Option<String> {
    let pattern = Regex::new("\"[A-Z][^\"\\n]{30,}[,.](\") ").ok()?;
    let hit = pattern.captures_iter(text).next()?.get(1)?;
    Some(replaced(text, hit.start(), hit.end(), ""))
}

fn link(text: &str) -> Option<String> {
    let at = text.find(". ")?;
    Some(replaced(text, at, at, " [source](sources/missing.txt)"))
}

fn placeholder(text: &str) -> Option<String> {
    let at = text.find(" percent").or_else(|| text.find(" people"))?;
    Some(replaced(text, at, at, " TK"))
}

fn range(text: &str) -> Option<String> {
    let at = text.find(" said")?;
    let line = text[at..].find(". ")? + at;
    Some(replaced(text, line, line, ". It ran from 2015 to 2011"))
}

fn replaced(text: &str, start: usize, end: usize, with: &str) -> String {
    format!("{}{with}{}", &text[..start], &text[end..])
}
