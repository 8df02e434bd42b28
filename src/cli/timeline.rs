//! `copydesk timeline`: what happened when, as text, JSON or one page of HTML.

use std::fmt::Write;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::corpus::Key;
use crate::query::timeline::{self, Event, Told};
use crate::time::Granularity;

use super::CLEAN;
use super::arguments::{Timeline, TimelineFormat};
use super::folder::{self, Work, display};
use super::json::bytes;

#[derive(Serialize, JsonSchema)]
#[schemars(title = "copydesk timeline --format json")]
pub struct Report {
    /// 1; changes only when something that is here changes its meaning.
    version: u8,
    /// In the order of their dates.
    events: Vec<EventRow>,
}

#[derive(Serialize, JsonSchema)]
struct EventRow {
    /// The first day.
    from: String,
    /// The first day that is no part of it any more.
    to: String,
    /// day, week, month, quarter or year.
    granularity: String,
    /// From the working directory.
    path: String,
    /// The words that say when.
    bytes: [u32; 2],
    sentence: String,
    /// The ids of the entities that the sentence names.
    entities: Vec<String>,
    /// Which other events of the list, counted from 0, it differs from: they date what
    /// it tells otherwise.
    conflicts: Vec<usize>,
}

/// The page, with one place for the data.
const PAGE: &str = include_str!("timeline.html");
const DATA: &str = "/*DATA*/";

pub fn run(arguments: &Timeline) -> Result<u8, String> {
    let work = folder::load(&arguments.paths, &arguments.folder)?;
    let found = events(&work);
    super::print(&match arguments.format {
        TimelineFormat::Json => json(&found),
        TimelineFormat::Text => text(&work, &found),
        TimelineFormat::Html => html(&work, &found),
    });
    Ok(CLEAN)
}

fn events(work: &Work) -> Vec<Event> {
    let snapshot = &work.snapshot;
    let of_article = |key: &Key| {
        let folder = snapshot.folder(key)?;
        Some(timeline::told(snapshot, folder, key))
    };
    let told: Vec<Told> = work.articles.par_iter().filter_map(of_article).collect();
    timeline::in_order(told)
}

fn granularity(granularity: Granularity) -> String {
    let word = serde_json::to_value(granularity).ok();
    word.and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn json(found: &[Event]) -> String {
    let rows = found.iter().map(|event| EventRow {
        from: event.interval.begin.to_string(),
        to: event.interval.end.to_string(),
        granularity: granularity(event.interval.granularity),
        path: display(&event.key),
        bytes: bytes(event.span),
        sentence: event.sentence.clone(),
        entities: event.entities.iter().map(|(id, _)| id.clone()).collect(),
        conflicts: event.conflicts.clone(),
    });
    let report = Report {
        version: 1,
        events: rows.collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn line(work: &Work, event: &Event) -> usize {
    let text = work.snapshot.text(&event.key);
    text.map_or(1, |text| text.line_of(event.span.start as usize) + 1)
}

fn place(work: &Work, event: &Event) -> String {
    format!("{}:{}", display(&event.key), line(work, event))
}

/// A line for each date, with the sentences of that date below it, and below a sentence the dates
/// that differ from its own.
fn text(work: &Work, found: &[Event]) -> String {
    let mut out = String::new();
    let mut last = None;
    for event in found {
        if last != Some(event.interval) {
            let _ = writeln!(out, "{}", event.interval.in_words());
            last = Some(event.interval);
        }
        let _ = writeln!(out, "  {}  {}", place(work, event), event.sentence);
        for other in event.conflicts.iter().filter_map(|at| found.get(*at)) {
            let when = other.interval.in_words();
            let _ = writeln!(out, "    differs from {}: {when}", place(work, other));
        }
    }
    out
}

fn html(work: &Work, found: &[Event]) -> String {
    let rows = found.iter().map(|event| {
        let names = event.entities.iter().map(|(_, name)| name);
        json!({
            "from": event.interval.begin.to_string(),
            "to": event.interval.end.to_string(),
            "granularity": event.interval.granularity,
            "when": event.interval.in_words(),
            "path": display(&event.key),
            "line": line(work, event),
            "title": event.title,
            "sentence": event.sentence,
            "entities": names.collect::<Vec<_>>(),
            "conflicts": event.conflicts,
        })
    });
    let rows = json!(rows.collect::<Vec<_>>()).to_string();
    // Inside a script no "<" may look like the end of it.
    PAGE.replacen(DATA, &rows.replace('<', "\\u003c"), 1)
}
