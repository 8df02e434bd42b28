//! Keys and values of the front matter.

use std::collections::BTreeSet;

use crate::article::metadata::{Field, keys};
use crate::name::EntityKind;
use crate::text::Span;
use crate::time::in_words;

use super::{Completion, CompletionKind, Place, link};

/// `None` outside a front matter.
pub fn completions(place: &Place) -> Option<Vec<Completion>> {
    let separator = separator(place)?;
    let before = place.before;
    let Some((key, value)) = before.split_once(separator) else {
        let is_key = before.chars().all(|c| c.is_ascii_alphabetic());
        return Some(if is_key {
            own_keys(place, separator)
        } else {
            list_item(place)
        });
    };
    Some(values(place, key.trim(), value))
}

/// What parts a key from its value, if the cursor is between the fences.
fn separator(place: &Place) -> Option<char> {
    let analysis = &place.cursor.analysis;
    let text = analysis.text.as_str();
    let offset = place.cursor.offset;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let fence = ["---", "+++"]
        .into_iter()
        .find(|fence| text[start..].lines().next().map(str::trim_end) == Some(*fence))?;
    let inside = match &analysis.article.front_matter {
        Some(front) => front.inner.touches(offset) && offset > start + fence.len(),
        // One that was only begun: its fence, and no blank line before the cursor.
        None => {
            let above = text.get(start..offset)?;
            let mut lines = above.lines().skip(1);
            above.contains('\n') && lines.all(|line| !line.trim().is_empty() && line != fence)
        }
    };
    inside.then_some(if fence == "---" { ':' } else { '=' })
}

fn own_keys(place: &Place, separator: char) -> Vec<Completion> {
    let front = place.cursor.analysis.article.front_matter.as_ref();
    let text = &place.cursor.analysis.text;
    let written = front.map_or("", |front| text.slice(front.inner));
    let here = text.line_of(place.cursor.offset);
    let first = front.map_or(0, |front| text.line_of(front.inner.start as usize));
    let is_used = |key: &str| {
        let mut lines = written.lines().enumerate();
        lines.any(|(at, line)| {
            let name = line.split([':', '=']).next().unwrap_or(line).trim();
            first + at != here && name == key
        })
    };
    let end = if separator == '=' { " = " } else { ": " };
    let end = match place.after.trim_start().starts_with(separator) {
        true => "",
        false => end,
    };
    let key = |(rank, key): (usize, &str)| Completion {
        kind: CompletionKind::Key,
        text: format!("{key}{end}"),
        ..Completion::value(key.to_owned(), place.last(place.before.len()), rank)
    };
    let free = keys().enumerate().filter(|(_, key)| !is_used(key));
    free.map(key).collect()
}

/// An item of a list that stands below its key.
fn list_item(place: &Place) -> Vec<Completion> {
    let Some(value) = place.before.trim_start().strip_prefix("- ") else {
        return Vec::new();
    };
    let text = place.cursor.analysis.text.as_str();
    let line_start = place.cursor.offset - place.before.len();
    let above = text[..line_start].lines().rev();
    let key = above
        .map(str::trim_end)
        .find(|line| !line.trim_start().starts_with('-'))
        .and_then(|line| line.strip_suffix(':'));
    key.map_or_else(Vec::new, |key| values(place, key.trim(), value))
}

fn values(place: &Place, key: &str, written: &str) -> Vec<Completion> {
    // The last item of a list in brackets.
    let last = written.rsplit(['[', ',']).next().unwrap_or(written);
    let last = last.trim_start().trim_start_matches(['"', '\'']);
    let span = place.last(last.len());
    match key {
        "date" | "updated" => dates(place, span),
        "related" | "source" => link::paths(place, span, last),
        "author" => used(place, span, |metadata| metadata.author.iter().collect()),
        "tags" => used(place, span, |metadata| metadata.tags.iter().collect()),
        "dateline" => places(place, span),
        _ => Vec::new(),
    }
}

/// The days that the article names in full, then the days of the related reports.
fn dates(place: &Place, span: Span) -> Vec<Completion> {
    let cursor = &place.cursor;
    let times = cursor.analysis.times.iter();
    let named = times
        .filter(|time| time.expression.has_year())
        .filter_map(|time| time.day());
    let related = cursor.folder.index.related(cursor.key);
    let index = &cursor.folder.index;
    let others = related
        .iter()
        .filter_map(|other| index.facts(&other.key)?.date);
    let mut days: Vec<jiff::civil::Date> = Vec::new();
    for day in named.chain(others) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let rows = days.into_iter().take(20).enumerate();
    rows.map(|(rank, day)| Completion {
        detail: Some(in_words(day)),
        ..Completion::value(day.to_string(), span, rank)
    })
    .collect()
}

/// What other open articles have under a key.
fn used(
    place: &Place,
    span: Span,
    fields: impl Fn(&crate::article::Metadata) -> Vec<&Field>,
) -> Vec<Completion> {
    let open = place.cursor.snapshot.open.iter();
    let others = open.filter(|(key, _)| *key != place.cursor.key);
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (_, other) in others {
        let fields = fields(&other.analysis.metadata);
        found.extend(fields.into_iter().map(|field| field.value.clone()));
    }
    found
        .into_iter()
        .map(|words| Completion::value(words, span, 0))
        .collect()
}

/// The places that the article names.
fn places(place: &Place, span: Span) -> Vec<Completion> {
    let entities = place.cursor.analysis.entities.iter();
    entities
        .filter(|entity| entity.kind == EntityKind::Place)
        .map(|entity| Completion::value(entity.name.clone(), span, 0))
        .collect()
}
