//! What one article claims, for comparison with others: plain facts, without its words.
//!
//! In: an [`Analysis`]. Out: [`ClaimFacts`]. Here the stretches of a clause become participants,
//! and an event gets the date that governs it. Headings and quotations claim nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::{Analysis, digest};
use crate::claim::statement::english::{AUXILIARIES, REPEATING, SCOPE_WORDS};
use crate::claim::statement::{Calling, Class, Degree, Event, Form, Head, Role};
use crate::name::EntityKind;
use crate::text::{Span, words};
use crate::time::{Derivation, Interval, TimeMention, TimexType};

use super::Fact;
use super::english::{GROUPS, LEADING, NOT_ON};
use super::interned;

/// An event with its participants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFact {
    pub span: Span,
    pub class: Class,
    pub negated: bool,
    pub factual: bool,
    pub hedged: bool,
    /// The sentence may speak of another time that the same happened: "again", "the second".
    pub repeated: bool,
    /// Ids of entities, by role.
    #[serde(with = "interned::pairs")]
    pub participants: Vec<(Role, Arc<str>)>,
    pub date: Option<EventDate>,
}

/// The date that governs an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    pub span: Span,
    pub interval: Interval,
}

/// A superlative with its scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuperlativeFact {
    pub span: Span,
    pub degree: Degree,
    pub head: Head,
    pub hedged: bool,
    pub scope: Option<Span>,
    /// Hashes of the words of the scope.
    pub scope_words: Vec<u32>,
    /// The entities of the sentence.
    #[serde(with = "interned::list")]
    pub entities: Vec<Arc<str>>,
    /// The dates of the sentence.
    pub dates: Vec<Interval>,
    /// What else happens in the sentence.
    pub events: Vec<Class>,
}

/// Somebody whom the article does not name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnnamedFact {
    pub span: Span,
    pub calling: Calling,
    #[serde(with = "interned::list")]
    pub groups: Vec<Arc<str>>,
}

/// A name for somebody of that calling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamingFact {
    pub span: Span,
    pub calling: Calling,
    #[serde(with = "interned")]
    pub person: Arc<str>,
    /// The groups that the person belongs to; `None` where the person is identified.
    #[serde(with = "interned::optional_list")]
    pub groups: Option<Vec<Arc<str>>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimFacts {
    pub events: Vec<EventFact>,
    pub superlatives: Vec<SuperlativeFact>,
    pub unnamed: Vec<UnnamedFact>,
    pub namings: Vec<NamingFact>,
}

impl EventFact {
    pub fn has(&self, role: Role, id: &str) -> bool {
        self.participants
            .iter()
            .any(|(known, other)| *known == role && **other == *id)
    }

    pub fn in_role(&self, role: Role) -> impl Iterator<Item = &Arc<str>> {
        let those = self
            .participants
            .iter()
            .filter(move |(known, _)| *known == role);
        those.map(|(_, id)| id)
    }
}

impl ClaimFacts {
    pub fn of(analysis: &Analysis, ids: &[Arc<str>]) -> ClaimFacts {
        let reader = Reader { analysis, ids };
        let said = &analysis.statements;
        ClaimFacts {
            events: said
                .events
                .iter()
                .filter_map(|event| reader.event(event))
                .collect(),
            superlatives: reader.superlatives(),
            unnamed: reader.unnamed(),
            namings: reader.namings(),
        }
    }

    /// The keys under which other articles make claims on the same things.
    pub fn shared(&self) -> BTreeSet<Fact> {
        let mut shared: BTreeSet<Fact> = BTreeSet::new();
        self.each_with_key(|fact, _| {
            shared.insert(fact);
        });
        shared
    }

    /// The keys of claims that differ from those of `old`, places apart.
    pub fn changed(&self, old: &ClaimFacts) -> BTreeSet<Fact> {
        let set = |claims: &ClaimFacts| {
            let mut set: Vec<(Fact, u64)> = Vec::new();
            claims.each_with_key(|fact, digest| set.push((fact, digest)));
            set.sort_unstable();
            set.dedup();
            set
        };
        let (new, old) = (set(self), set(old));
        let come = new.iter().filter(|one| old.binary_search(one).is_err());
        let gone = old.iter().filter(|one| new.binary_search(one).is_err());
        come.chain(gone).map(|(fact, _)| fact.clone()).collect()
    }

    /// Each claim under each of its keys, with a hash of what it says.
    fn each_with_key(&self, mut each: impl FnMut(Fact, u64)) {
        for event in &self.events {
            let interval = event.date.map(|date| date.interval);
            let said = (
                event.negated,
                event.factual,
                event.hedged,
                &event.participants,
                interval,
            );
            for (_, id) in &event.participants {
                each(Fact::Event(event.class, id.clone()), digest(&said));
            }
        }
        for one in &self.superlatives {
            let said = (
                one.head,
                one.hedged,
                &one.scope_words,
                &one.dates,
                &one.events,
            );
            for id in &one.entities {
                each(Fact::Superlative(one.degree, id.clone()), digest(&said));
            }
        }
        for one in &self.unnamed {
            each(Fact::Called(one.calling), digest(&one.groups));
        }
        for one in &self.namings {
            each(
                Fact::Called(one.calling),
                digest(&(&one.person, &one.groups)),
            );
        }
    }
}

struct Reader<'a> {
    analysis: &'a Analysis,
    ids: &'a [Arc<str>],
}

impl Reader<'_> {
    fn entities(&self, span: Span) -> Vec<Arc<str>> {
        let found = self.analysis.entities_in(span);
        found
            .into_iter()
            .map(|entity| self.ids[entity].clone())
            .collect()
    }

    fn event(&self, event: &Event) -> Option<EventFact> {
        if self.analysis.is_quoted(event.span) {
            return None;
        }
        let sentence = self.analysis.sentence_at(event.span.start as usize);
        let mut participants: Vec<(Role, Arc<str>)> = Vec::new();
        for (role, span) in &event.participants {
            let mut found = self.participants(*span, event, *role);
            if found.is_empty() {
                found.extend(self.group(*span, sentence));
            }
            participants.extend(found.into_iter().map(|id| (*role, id)));
        }
        participants.sort();
        participants.dedup();
        (!participants.is_empty()).then(|| EventFact {
            span: event.span,
            class: event.class,
            negated: event.negated,
            factual: event.factual,
            hedged: event.hedged,
            repeated: self.has_any(sentence, REPEATING),
            participants,
            date: self.date(event, sentence),
        })
    }

    /// The entities of a stretch that are themselves meant: not "an aide of Nazari" or "Nazari's
    /// aide".
    fn participants(&self, span: Span, event: &Event, role: Role) -> Vec<Arc<str>> {
        let prose = self.analysis.article.prose();
        let before_verb = event.form == Form::Verb && span.end <= event.span.start;
        let meant = self.analysis.names_in(span).filter(|mention| {
            let lead = &prose[span.start as usize..mention.span.start as usize];
            let rest = &prose[mention.span.end as usize..];
            let behind = &prose[mention.span.end as usize..span.end as usize];
            let owns = rest.starts_with("'s") || rest.starts_with('\u{2019}');
            let led = words(lead).filter(|word| word.text != "the").last();
            let led = led.is_some_and(|word| LEADING.contains(&word.text.to_lowercase().as_str()));
            let person = self.analysis.entities[mention.entity].kind == EntityKind::Person;
            let next = words(behind).next().map(|word| word.text);
            let head = !person
                || !before_verb
                || next.is_none_or(|next| {
                    next == "and"
                        || !next.starts_with(char::is_lowercase)
                        || AUXILIARIES.contains(&next)
                        || next.ends_with("ly")
                });
            match (event.form, before_verb) {
                (Form::Noun, _) => role == Role::Subject || !owns,
                (Form::Verb, true) => !owns && !led && head,
                (Form::Verb, false) => !owns,
            }
        });
        let mut found: Vec<Arc<str>> = meant
            .map(|mention| self.ids[mention.entity].clone())
            .collect();
        found.sort();
        found.dedup();
        found
    }

    fn has_any(&self, span: Span, list: &[&str]) -> bool {
        let prose = &self.analysis.article.prose()[span.range()];
        words(prose).any(|word| list.contains(&word.text.to_lowercase().as_str()))
    }

    /// "the group's return": the organization that the sentence named last.
    fn group(&self, span: Span, sentence: Span) -> Option<Arc<str>> {
        if !self.has_any(span, GROUPS) {
            return None;
        }
        let organization = self.analysis.names_in(sentence).rev().find(|mention| {
            mention.span.end <= span.start
                && self.analysis.entities[mention.entity].kind == EntityKind::Organization
        })?;
        Some(self.ids[organization.entity].clone())
    }

    fn date(&self, event: &Event, sentence: Span) -> Option<EventDate> {
        let times = &self.analysis.times;
        let next = times.partition_point(|time| time.span.start < event.reach.start);
        let behind = times
            .get(next)
            .filter(|time| event.reach.contains(time.span.start as usize));
        let opening = || {
            let first = self.analysis.times_in(sentence).next()?;
            let near = first.span.start < sentence.start + 5 && first.span.end <= event.span.start;
            (event.opens && near).then_some(first)
        };
        let time = behind.or_else(opening)?;
        let interval = time.interval.filter(|_| is_point(time))?;
        let lead =
            &self.analysis.article.prose()[sentence.start as usize..time.span.start as usize];
        let before = words(lead).last().map(|word| word.text.to_lowercase());
        let elsewhere = before.is_some_and(|word| NOT_ON.contains(&word.as_str()));
        (!elsewhere).then_some(EventDate {
            span: time.span,
            interval,
        })
    }

    fn superlatives(&self) -> Vec<SuperlativeFact> {
        let said = self.analysis.statements.superlatives.iter();
        let said = said.filter(|one| !self.analysis.is_quoted(one.span));
        let facts = said.map(|one| {
            let sentence = self.analysis.sentence_at(one.span.start as usize);
            let times = self.analysis.times_in(sentence);
            SuperlativeFact {
                span: one.span,
                degree: one.degree,
                head: one.head,
                hedged: one.hedged,
                scope: one.scope,
                scope_words: one
                    .scope
                    .map_or(Vec::new(), |scope| self.scope_words(scope)),
                entities: self.entities(sentence),
                dates: times
                    .filter(|time| is_point(time))
                    .filter_map(|time| time.interval)
                    .collect(),
                events: self.classes(sentence, one.head),
            }
        });
        facts.collect()
    }

    fn classes(&self, sentence: Span, head: Head) -> Vec<Class> {
        let events = self.analysis.events_in(sentence);
        let others = events.filter(|event| Head::Event(event.class) != head);
        others.map(|event| event.class).collect()
    }

    fn scope_words(&self, scope: Span) -> Vec<u32> {
        let prose = &self.analysis.article.prose()[scope.range()];
        let lower = words(prose).map(|word| word.text.to_lowercase());
        let telling = lower.filter(|word| {
            !matches!(word.as_str(), "the" | "a" | "an") && !SCOPE_WORDS.contains(&word.as_str())
        });
        telling
            .map(|word| xxh3_64(word.as_bytes()) as u32)
            .collect()
    }

    fn unnamed(&self) -> Vec<UnnamedFact> {
        let said = self.analysis.statements.unnamed.iter();
        let said = said.filter(|one| !self.analysis.is_quoted(one.span));
        let facts = said.map(|one| UnnamedFact {
            span: one.span,
            calling: one.calling,
            groups: self.entities(one.phrase),
        });
        facts.collect()
    }

    fn namings(&self) -> Vec<NamingFact> {
        let said = self.analysis.statements.namings.iter();
        let facts = said.filter_map(|one| {
            let mention = self.analysis.names.iter().find(|mention| {
                one.name.overlaps(mention.span)
                    && self.analysis.entities[mention.entity].kind == EntityKind::Person
            })?;
            Some(NamingFact {
                span: mention.span,
                calling: one.calling,
                person: self.ids[mention.entity].clone(),
                groups: one.group.map(|group| self.entities(group)),
            })
        });
        facts.collect()
    }
}

/// Whether it is a date that is sure enough to set against another one.
fn is_point(time: &TimeMention) -> bool {
    let kind = matches!(time.expression.timex, TimexType::Date | TimexType::Time);
    let sure = !matches!(
        time.derivation,
        Derivation::FromLastMention | Derivation::Ambiguous | Derivation::None
    );
    kind && sure && time.expression.modifier.is_none()
}
