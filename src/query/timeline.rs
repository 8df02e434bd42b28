//! What happened when? The dated sentences of some articles, in the order of their dates, and which
//! of them put one event on two dates.

use std::collections::{BTreeSet, HashMap};

use crate::article::{Article, Format};
use crate::corpus::{Fact, Facts, Folder, Key, Snapshot};
use crate::rule::{self, Context};
use crate::text::Span;
use crate::time::{Granularity, Interval};

use super::Place;
use super::entity::in_folder;
use super::related::title_and_date;

/// A sentence of an article that speaks of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub key: Key,
    /// Of its article.
    pub title: String,
    /// The words that say when.
    pub span: Span,
    pub interval: Interval,
    /// The sentence with one space between its words.
    pub sentence: String,
    /// The entities that the sentence names, as their ids and names.
    pub entities: Vec<(String, String)>,
    /// The other events of the list that differ from this one, as their places in it.
    pub conflicts: Vec<usize>,
    /// Where the sentence says the same time again.
    again: Vec<Span>,
}

/// What one article adds to a timeline.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// In the order of the text.
    events: Vec<Event>,
    /// The dates here that differ from others, here or elsewhere, of the same event.
    differences: Vec<[Place; 2]>,
}

/// The article and the reports that may be compared with it.
pub fn scope(folder: &Folder, key: &Key) -> Vec<Key> {
    let others = folder.index.comparable(key);
    std::iter::once(key.clone()).chain(others).collect()
}

/// What one article tells.
pub fn told(snapshot: &Snapshot, folder: &Folder, key: &Key) -> Told {
    let facts = folder.index.facts(key);
    let Some((facts, text)) = facts.zip(snapshot.text(key).ok()) else {
        return Told::default();
    };
    let (title, _) = title_and_date(folder, key);
    // Without the marks of links, notes and pins.
    let article = Article::parse(&text.share(), Format::of_path(key));
    let mut found: Vec<(Span, Event)> = Vec::new();
    for date in &facts.dates {
        // A decade or a century is no event.
        if date.interval.granularity > Granularity::Year {
            continue;
        }
        if let Some((sentence, event)) = found.last_mut()
            && *sentence == date.sentence
            && event.interval == date.interval
        {
            event.again.push(date.span);
            continue;
        }
        let event = Event {
            key: key.clone(),
            title: title.clone(),
            span: date.span,
            interval: date.interval,
            sentence: plain(article.prose(), date.sentence),
            entities: entities(folder, &facts, &date.entities),
            conflicts: Vec::new(),
            again: Vec::new(),
        };
        found.push((date.sentence, event));
    }
    Told {
        events: found.into_iter().map(|(_, event)| event).collect(),
        differences: differences(snapshot, folder, &facts),
    }
}

/// The findings that an event of this article has another date, here or in a related report.
fn differences(snapshot: &Snapshot, folder: &Folder, facts: &Facts) -> Vec<[Place; 2]> {
    let key = &facts.key;
    let analysis = may_differ(folder, facts).then(|| snapshot.analysis(key));
    let Some(analysis) = analysis.flatten() else {
        return Vec::new();
    };
    let context = Context::new(snapshot, folder, key, &analysis);
    let findings = rule::check_with(&context, rule::TWO_DATES).into_iter();
    let pairs = findings.filter_map(|finding| {
        let there = finding.related.into_iter().next()?;
        let place = |key, span| Place { key, span };
        Some([
            place(finding.key, finding.span),
            place(there.key, there.span),
        ])
    });
    pairs.collect()
}

/// Whether an event that this article dates is told again, here or elsewhere: else no rule can
/// find another date, and the article need not be read anew.
fn may_differ(folder: &Folder, facts: &Facts) -> bool {
    let events = facts.claims.events.iter();
    let dated = events.filter(|event| event.date.is_some());
    let mut keys = dated.flat_map(|event| {
        let ids = event.participants.iter().map(|(_, id)| id.clone());
        let ids: BTreeSet<_> = ids.collect();
        ids.into_iter().map(|id| Fact::Event(event.class, id))
    });
    let mut known = BTreeSet::new();
    keys.any(|fact| folder.index.count(&fact) > 1 || !known.insert(fact))
}

/// The events of some articles by their dates; of those that begin on one day, the most exact
/// first.
pub fn in_order(told: impl IntoIterator<Item = Told>) -> Vec<Event> {
    let (mut events, mut differences) = (Vec::new(), Vec::new());
    for told in told {
        events.extend(told.events);
        differences.extend(told.differences);
    }
    events.sort_by(|a: &Event, b: &Event| {
        let order = |event: &Event| (event.interval.begin, event.interval.end);
        (order(a), &a.key, a.span).cmp(&(order(b), &b.key, b.span))
    });
    let mut at: HashMap<(Key, Span), usize> = HashMap::new();
    for (index, event) in events.iter().enumerate() {
        for span in event.again.iter().chain([&event.span]) {
            at.insert((event.key.clone(), *span), index);
        }
    }
    let index = |place: &Place| at.get(&(place.key.clone(), place.span)).copied();
    for [one, other] in &differences {
        if let Some((one, other)) = index(one).zip(index(other)) {
            // A rule finds the first conflict of an event: its mirror may be another one.
            events[one].conflicts.push(other);
            events[other].conflicts.push(one);
        }
    }
    for event in &mut events {
        event.conflicts.sort();
        event.conflicts.dedup();
    }
    events
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn timeline(fixture: &Fixture, files: &[&str]) -> Vec<Event> {
        let told = files
            .iter()
            .map(|file| told(&fixture.snapshot, fixture.folder(), &fixture.key(file)));
        in_order(told)
    }

    /// "a.txt 2024-03-03 differs from [1]"
    fn conflicts(fixture: &Fixture, files: &[&str]) -> Vec<String> {
        let rows = timeline(fixture, files).into_iter().map(|event| {
            let file = event.key.rsplit('/').next().unwrap_or_default().to_owned();
            format!(
                "{file} {} differs from {:?}",
                event.interval.begin, event.conflicts
            )
        });
        rows.collect()
    }

    const DEATH: &str = "//- a.txt\nThe novelist Maria Keller died on March 3, 2024, in Vienna, her publisher Anna Gruber said.\n\
                         //- b.txt\nAnna Gruber mourned in Vienna: Maria Keller died on March 5, 2024, after a stroke.\n\
                         //- c.txt\nVienna mourns with Anna Gruber. Maria Keller died on March 5, 2024, in a hospital.\n";

    #[test]
    fn reports_that_date_one_event_differently_are_in_conflict_both_ways() {
        let fixture = Fixture::new(DEATH);
        assert_eq!(
            conflicts(&fixture, &["a.txt", "b.txt", "c.txt"]),
            [
                "a.txt 2024-03-03 differs from [1, 2]",
                "b.txt 2024-03-05 differs from [0]",
                "c.txt 2024-03-05 differs from [0]",
            ]
        );
        assert_eq!(
            conflicts(&fixture, &["b.txt", "c.txt"]),
            [
                "b.txt 2024-03-05 differs from []",
                "c.txt 2024-03-05 differs from []",
            ],
            "what is not in the list is no conflict of it"
        );
    }

    #[test]
    fn one_article_may_be_in_conflict_with_itself() {
        let fixture = Fixture::new(
            "//- a.txt\nMaria Keller died on March 3, 2024, in Vienna.\n\n\
             She wrote twelve novels before Keller died on March 5, 2024.\n",
        );
        assert_eq!(
            conflicts(&fixture, &["a.txt"]),
            [
                "a.txt 2024-03-03 differs from [1]",
                "a.txt 2024-03-05 differs from [0]",
            ]
        );
    }

    #[test]
    fn a_rule_that_is_off_and_words_that_were_checked_leave_no_conflict() {
        let off = format!("//- copydesk.toml\n[rules]\nevent-date-differs = \"off\"\n{DEATH}");
        let checked = DEATH.replace("2024,", "2024 (CQ),");
        for source in [off, checked] {
            let found = conflicts(&Fixture::new(&source), &["a.txt", "b.txt", "c.txt"]);
            assert!(found.iter().all(|row| row.ends_with("[]")), "{found:?}");
        }
    }

    #[test]
    fn a_sentence_has_none_of_the_marks_of_its_article() {
        let fixture = Fixture::new(
            "//- a.md\nOn [that Monday]{when=2025-02-17}, he met [the *others*](b.md).[^1]\n\n[^1]: So.\n",
        );
        let found = timeline(&fixture, &["a.md"]);
        assert_eq!(found[0].sentence, "On that Monday, he met the others.");
    }

    #[test]
    fn dated_sentences_are_events_in_the_order_of_time() {
        let fixture = Fixture::new(
            "//- 2025-02-18.txt\nMinister Latif Nazari left on Monday. He had come in January 2025; in January 2025 it snowed.\n\
             Roads were built in the 1990s.\n//- b.txt\nIn 2021, the road was closed.\n",
        );
        let found = timeline(&fixture, &["2025-02-18.txt", "b.txt"]);
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
