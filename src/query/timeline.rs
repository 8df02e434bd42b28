//! What happened when? The dated sentences of some articles, in the order of their dates.

use crate::article::{Article, Format};
use crate::corpus::{Facts, Folder, Key, Snapshot};
use crate::text::Span;
use crate::time::{Granularity, Interval};

use super::entity::in_folder;

/// A sentence of an article that speaks of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub key: Key,
    /// The words that say when.
    pub span: Span,
    pub interval: Interval,
    /// The sentence with one space between its words.
    pub sentence: String,
    /// The entities that the sentence names, as their ids and names.
    pub entities: Vec<(String, String)>,
}

/// The article and the reports that may be compared with it.
pub fn scope(folder: &Folder, key: &Key) -> Vec<Key> {
    let related = folder.index.related(key).into_iter();
    let comparable = related.filter(|other| other.comparable);
    let others = comparable.map(|other| other.key);
    std::iter::once(key.clone()).chain(others).collect()
}

/// The events of one article, in the order of its text.
pub fn events(snapshot: &Snapshot, folder: &Folder, key: &Key) -> Vec<Event> {
    let facts = folder.index.facts(key);
    let Some((facts, text)) = facts.zip(snapshot.text(key).ok()) else {
        return Vec::new();
    };
    // Without the marks of links, notes and pins.
    let article = Article::parse(&text.share(), Format::of_path(key));
    let mut found: Vec<(Span, Event)> = Vec::new();
    for date in &facts.dates {
        // A decade or a century is no event.
        if date.interval.granularity > Granularity::Year {
            continue;
        }
        let again = found.last().is_some_and(|(sentence, event)| {
            *sentence == date.sentence && event.interval == date.interval
        });
        if again {
            continue;
        }
        let event = Event {
            key: key.clone(),
            span: date.span,
            interval: date.interval,
            sentence: plain(article.prose(), date.sentence),
            entities: entities(folder, facts, &date.entities),
        };
        found.push((date.sentence, event));
    }
    found.into_iter().map(|(_, event)| event).collect()
}

/// A sentence with one space between its words, and none where a mark stood before a comma.
fn plain(prose: &str, sentence: Span) -> String {
    let words = prose.get(sentence.range()).unwrap_or_default();
    let mut plain = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        let closes = word.starts_with([',', '.', ';', ':', '!', '?', ')', '\u{201d}']);
        if !plain.is_empty() && !closes {
            plain.push(' ');
        }
        plain += word;
    }
    plain
}

fn entities(folder: &Folder, facts: &Facts, ids: &[std::sync::Arc<str>]) -> Vec<(String, String)> {
    let named = ids.iter().filter_map(|id| {
        let (id, name) = in_folder(folder, &facts.key, facts.entity(id)?);
        Some((id.to_string(), name.to_string()))
    });
    named.collect()
}

/// By their dates; of those that begin on one day, the most exact first.
pub fn sort(events: &mut [Event]) {
    events.sort_by(|a, b| {
        let order = |event: &Event| (event.interval.begin, event.interval.end);
        (order(a), &a.key, a.span).cmp(&(order(b), &b.key, b.span))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn a_sentence_has_none_of_the_marks_of_its_article() {
        let fixture = Fixture::new(
            "//- a.md\nOn [that Monday]{when=2025-02-17}, he met [the *others*](b.md).[^1]\n\n[^1]: So.\n",
        );
        let found = events(&fixture.snapshot, fixture.folder(), &fixture.key("a.md"));
        assert_eq!(found[0].sentence, "On that Monday, he met the others.");
    }

    #[test]
    fn dated_sentences_are_events_in_the_order_of_time() {
        let fixture = Fixture::new(
            "//- 2025-02-18.txt\nMinister Latif Nazari left on Monday. He had come in January 2025; in January 2025 it snowed.\n\
             Roads were built in the 1990s.\n//- b.txt\nIn 2021, the road was closed.\n",
        );
        let mut found: Vec<Event> = ["2025-02-18.txt", "b.txt"]
            .into_iter()
            .flat_map(|file| events(&fixture.snapshot, fixture.folder(), &fixture.key(file)))
            .collect();
        sort(&mut found);
        let rows: Vec<(String, &str)> = found
            .iter()
            .map(|event| (event.interval.begin.to_string(), event.sentence.as_str()))
            .collect();
        assert_eq!(
            rows,
            [
                ("2021-01-01".to_owned(), "In 2021, the road was closed."),
                (
                    "2025-01-01".to_owned(),
                    "He had come in January 2025; in January 2025 it snowed."
                ),
                (
                    "2025-02-17".to_owned(),
                    "Minister Latif Nazari left on Monday."
                ),
            ]
        );
        let nazari = ("latif-nazari".to_owned(), "Latif Nazari".to_owned());
        assert_eq!(found[2].entities, [nazari]);
    }
}
