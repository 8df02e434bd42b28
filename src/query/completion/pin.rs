//! The values of pins: `[Monday]{when=2025-02-17}`, `[the group]{ref=taliban}`.

use crate::text::Span;

use super::{Completion, CompletionKind, Place, Subject};

/// `None` where no `]{` is open before the cursor.
pub fn completions(place: &Place) -> Option<Vec<Completion>> {
    let open = place.before.rfind("]{")?;
    let inner = &place.before[open + 2..];
    if inner.contains('}') {
        return None;
    }
    let written = inner.rsplit(' ').next().unwrap_or(inner);
    let words_end = place.cursor.offset - inner.len() - 2;
    let bare = |value: &str| value.trim_start_matches('"').len();
    Some(match written.split_once('=') {
        Some(("when", value)) => dates(place, words_end, place.last(bare(value))),
        Some(("ref", value)) => entities(place, place.last(bare(value))),
        Some(_) => Vec::new(),
        None => attributes(place, place.last(written.len())),
    })
}

fn attributes(place: &Place, span: Span) -> Vec<Completion> {
    let rows = [
        ("when", "a date, 2025-02-17"),
        ("ref", "an entity of the register"),
    ];
    let rows = rows.iter().enumerate();
    rows.map(|(rank, (name, detail))| Completion {
        kind: CompletionKind::Key,
        detail: Some((*detail).to_owned()),
        text: format!("{name}="),
        ..value(place, (*name).to_owned(), span, rank)
    })
    .collect()
}

/// The value that the pinned words have by themselves, then the other values of the article.
fn dates(place: &Place, words_end: usize, span: Span) -> Vec<Completion> {
    let analysis = &place.cursor.analysis;
    let text = &analysis.text;
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    let mut add = |value: String, detail: Option<String>| {
        if !found.iter().any(|(known, _)| *known == value) {
            found.push((value, detail));
        }
    };
    let pinned = analysis.times.iter().find(|time| {
        let start = time.span.start as usize;
        start < words_end && time.span.touches(words_end)
    });
    for time in pinned.into_iter().chain(&analysis.times) {
        if let (Some(value), Some(interval)) = (&time.value, time.interval) {
            let words = format!("{}: {}", text.slice(time.span), interval.in_words());
            add(value.clone(), Some(words));
        }
    }
    if let Some(date) = analysis.date.value {
        add(
            date.to_string(),
            Some("the article\u{2019}s date".to_owned()),
        );
    }
    let rows = found.into_iter().take(50).enumerate();
    rows.map(|(rank, (label, detail))| Completion {
        detail,
        ..value(place, label, span, rank)
    })
    .collect()
}

fn entities(place: &Place, span: Span) -> Vec<Completion> {
    let entries = place.cursor.folder.register.entries.iter();
    entries
        .map(|entry| Completion {
            detail: Some(format!("{} \u{2014} {}", entry.name, entry.kind.word())),
            subject: Subject::Entity(entry.id.clone()),
            ..value(place, entry.id.clone(), span, 0)
        })
        .collect()
}

/// A value with the brace behind it, where there is none yet.
fn value(place: &Place, label: String, span: Span, rank: usize) -> Completion {
    let end = if place.after.starts_with(['}', '"']) {
        ""
    } else {
        "}"
    };
    Completion {
        text: format!("{label}{end}"),
        ..Completion::value(label, span, rank)
    }
}
