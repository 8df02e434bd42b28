//! The targets of links: articles by name and by path, headings, footnotes, citation keys.

use std::path::Path;

use crate::analysis::stem;
use crate::article::Target;
use crate::corpus::{Contents, Fact, Folder, Key, Snapshot, headings};
use crate::text::Span;
use crate::time::in_words;

use super::{Completion, CompletionKind, Place, Subject};

/// `[[name`, `[[name#heading`.
pub fn wikilink(place: &Place) -> Option<Vec<Completion>> {
    let open = place.before.rfind("[[")?;
    let inner = &place.before[open + 2..];
    if inner.contains("]]") {
        return None;
    }
    if inner.contains('|') {
        return Some(Vec::new());
    }
    if let Some((target, heading)) = inner.split_once('#') {
        let heading = heading.rsplit('#').next().unwrap_or(heading);
        let found = headings_of(place, &Target::parse_wiki(target), true);
        let rows = found.into_iter().enumerate().map(|(rank, (words, level))| {
            let detail = Some("#".repeat(level.into()));
            let item = closed(place, words, place.last(heading.len()), rank, "]]");
            Completion {
                kind: CompletionKind::Heading,
                detail,
                ..item
            }
        });
        return Some(rows.collect());
    }
    Some(names(place, place.last(inner.len())))
}

/// The articles under the names that lead to them, then the entities of the register.
fn names(place: &Place, span: Span) -> Vec<Completion> {
    let folder = place.cursor.folder;
    let index = &folder.index;
    let mut found = Vec::new();
    for facts in others(place) {
        let file = facts.key.rsplit('/').next().unwrap_or(facts.key);
        let name: std::sync::Arc<str> = stem(file).to_lowercase().into();
        // A name that several articles have needs its folder.
        let label = match index.count(&Fact::Name(name)) {
            0 | 1 => stem(file).to_owned(),
            _ => stem(folder.relative(facts.key).unwrap_or(file)).to_owned(),
        };
        let aliases = facts.aliases().map(str::to_owned);
        for (rank, label) in std::iter::once(label).chain(aliases).enumerate() {
            let item = closed(place, label, span, rank.min(1), "]]");
            found.push(Completion {
                filter: format!("{} {}", item.label, facts.title),
                detail: Some(facts.title.to_string()).filter(|title| *title != item.label),
                kind: CompletionKind::Article,
                subject: Subject::Article(facts.key.clone()),
                ..item
            });
        }
    }
    let entries = folder.register.entries.iter().map(|entry| {
        let item = closed(place, entry.id.clone(), span, 2, "]]");
        Completion {
            label: entry.name.clone(),
            text: item
                .text
                .replacen(&entry.id, &format!("{}|{}", entry.id, entry.name), 1),
            filter: format!("{} {}", entry.name, entry.id),
            detail: Some(entry.kind.word().to_owned()),
            kind: CompletionKind::Name,
            subject: Subject::Entity(entry.id.clone()),
            ..item
        }
    });
    found.extend(entries);
    found
}

/// `](path`, `](path#heading`, `](#heading`.
pub fn path(place: &Place) -> Option<Vec<Completion>> {
    let open = place.before.rfind("](")?;
    let inner = &place.before[open + 2..];
    if inner.contains([')', ' ']) {
        return None;
    }
    if inner.contains(":") {
        return Some(Vec::new());
    }
    Some(match inner.split_once('#') {
        Some((target, anchor)) => anchors(place, target, place.last(anchor.len())),
        None => paths(place, place.last(inner.len()), inner),
    })
}

fn anchors(place: &Place, target: &str, span: Span) -> Vec<Completion> {
    let found = headings_of(place, &Target::parse(target), false);
    let rows = found.into_iter().enumerate();
    rows.map(|(rank, (words, level))| Completion {
        text: headings::anchor(&words),
        filter: format!("{} {words}", headings::anchor(&words)),
        label: words,
        kind: CompletionKind::Heading,
        detail: Some("#".repeat(level.into())),
        span,
        rank,
        subject: Subject::Nothing,
    })
    .collect()
}

/// The articles of the folder by their paths from this one.
pub fn paths(place: &Place, span: Span, written: &str) -> Vec<Completion> {
    let from_root = written.starts_with('/');
    let directory = Path::new(&**place.cursor.key).parent();
    let row = |facts: Contents| {
        let folder = place.cursor.folder;
        let path = match from_root {
            true => format!("/{}", folder.relative(facts.key)?),
            false => path_between(directory?, Path::new(&**facts.key)),
        };
        let depth = path.matches('/').count();
        Some(Completion {
            text: path.replace('%', "%25").replace(' ', "%20"),
            filter: path.clone(),
            label: path,
            kind: CompletionKind::Article,
            detail: Some(facts.title.to_string()),
            span,
            rank: depth,
            subject: Subject::Article(facts.key.clone()),
        })
    };
    others(place).filter_map(row).collect()
}

/// `../wire/b.txt` from one directory to a file.
fn path_between(directory: &Path, file: &Path) -> String {
    let mut up = String::new();
    for ancestor in directory.ancestors() {
        if let Ok(rest) = file.strip_prefix(ancestor) {
            return up + &rest.to_string_lossy().replace('\\', "/");
        }
        up += "../";
    }
    file.to_string_lossy().into_owned()
}

/// `[^label`.
pub fn footnote(place: &Place) -> Option<Vec<Completion>> {
    let open = place.before.rfind("[^")?;
    let label = &place.before[open + 2..];
    if label.contains(']') {
        return None;
    }
    let article = &place.cursor.analysis.article;
    let here = place.cursor.offset;
    let notes = article.footnote_definitions.iter().map(|note| {
        let span = Span::new(note.label_span.end as usize, note.span.end as usize);
        let words = article.prose().get(span.range()).unwrap_or_default();
        let words = words.trim_start_matches([':', ' ']);
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (note.label.clone(), Some(words.chars().take(80).collect()))
    });
    let references = article
        .footnote_references
        .iter()
        .filter(|one| !one.span.touches(here));
    let references = references.map(|one| (one.label.clone(), None));
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    for (label, words) in notes.chain(references) {
        if !found.iter().any(|(known, _)| *known == label) {
            found.push((label, words));
        }
    }
    let rows = found.into_iter().enumerate().map(|(rank, (name, words))| {
        let item = closed(place, name, place.last(label.len()), rank, "]");
        Completion {
            kind: CompletionKind::Footnote,
            detail: words,
            ..item
        }
    });
    Some(rows.collect())
}

/// `[@key`: the keys that the open articles cite.
pub fn citation(place: &Place) -> Option<Vec<Completion>> {
    let open = place.before.rfind("[@")?;
    let key = &place.before[open + 2..];
    if key.contains(']') {
        return None;
    }
    let open = place.cursor.snapshot.open.values();
    let here = place.cursor.offset;
    let own = place.cursor.key;
    let mut keys: Vec<String> = Vec::new();
    for article in open {
        let citations = article.analysis.article.citations.iter();
        let is_here = place
            .cursor
            .snapshot
            .open(own)
            .is_some_and(|analysis| std::sync::Arc::ptr_eq(analysis, &article.analysis));
        let others = citations.filter(|one| !(is_here && one.span.touches(here)));
        keys.extend(others.map(|one| one.key.clone()));
    }
    keys.sort();
    keys.dedup();
    let rows = keys.into_iter().map(|name| {
        let item = closed(place, name, place.last(key.len()), 0, "]");
        Completion {
            kind: CompletionKind::Citation,
            ..item
        }
    });
    Some(rows.collect())
}

/// Words with the brackets behind them, as far as they do not stand there yet.
fn closed(place: &Place, label: String, span: Span, rank: usize, end: &str) -> Completion {
    let missing = (0..=end.len()).find(|at| place.after.starts_with(&end[*at..]));
    Completion {
        text: format!("{label}{}", &end[..missing.unwrap_or(end.len())]),
        ..Completion::value(label, span, rank)
    }
}

fn others<'a>(place: &'a Place) -> impl Iterator<Item = Contents<'a>> {
    let own = place.cursor.key;
    let articles = place.cursor.folder.index.contents();
    articles.filter(move |one| one.key != own)
}

/// The headings of a link's target with their levels, in order.
fn headings_of(place: &Place, target: &Target, wiki: bool) -> Vec<(String, u8)> {
    let Target::Local { path, .. } = target else {
        return Vec::new();
    };
    let cursor = &place.cursor;
    let keys = cursor.folder.resolve(cursor.key, path, wiki);
    let key = cursor.snapshot.existing(keys);
    let found = key.and_then(|key| headings::of(cursor.snapshot, &key));
    let found = found.unwrap_or_default().into_iter();
    found
        .map(|heading| (heading.words, heading.level))
        .collect()
}

/// Title, date and first words of an article.
pub fn about(snapshot: &Snapshot, folder: &Folder, key: &Key) -> Option<Vec<String>> {
    let facts = folder.index.facts(key)?;
    let mut lines = vec![facts.title.to_string()];
    lines.extend(facts.date.map(in_words));
    let analysis = snapshot.analysis(key)?;
    let first = analysis
        .sentences
        .iter()
        .find(|sentence| sentence.len() > 20);
    let first = first.map(|sentence| analysis.text.slice(*sentence));
    lines.extend(first.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")));
    Some(lines)
}
