//! What the rules between reports share: which articles may be compared, and when two of their
//! events are the same one.

use std::sync::Arc;

use jiff::Unit;

use crate::claim::statement::{Class, Role};
use crate::corpus::{EventFact, Facts, Key};
use crate::name::EntityKind;
use crate::text::Span;
use crate::time::{Granularity, Interval};

use super::{Context, Place};

/// The facts of the article itself.
pub fn own<'a>(context: &Context<'a>) -> Option<&'a Arc<Facts>> {
    context.folder.index.facts(context.key)
}

/// The facts of the related articles that may be compared, the most related first.
pub fn comparable<'a>(context: &Context<'a>) -> Vec<&'a Arc<Facts>> {
    let index = &context.folder.index;
    let related = context
        .related()
        .iter()
        .filter(|related| related.comparable);
    related
        .filter_map(|related| index.facts(&related.key))
        .collect()
}

/// A place in another article: its name for a message and its words.
pub struct Other {
    pub name: String,
    pub words: String,
    pub place: Place,
}

impl Other {
    pub fn at(context: &Context, key: &Key, span: Span) -> Option<Other> {
        let text = context.snapshot.text(key).ok()?;
        let words = text.as_str().get(span.range())?.to_owned();
        let name = context.place_name(key, &text, span);
        Some(Other {
            place: Place {
                key: key.clone(),
                span,
                message: format!("{name} says \u{201c}{words}\u{201d}"),
            },
            name,
            words,
        })
    }
}

/// Whether two names may be those of one and the same: a word of one is a word of the other, or
/// one is made of the initials of the other.
pub fn may_be_same(a: &str, b: &str) -> bool {
    let words = |id: &str| -> Vec<String> { id.split('-').map(str::to_owned).collect() };
    let (a_words, b_words) = (words(a), words(b));
    let initials = |words: &[String]| -> String {
        words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect()
    };
    let stem = |word: &str| -> String { word.chars().take(5).collect() };
    let shares = a_words
        .iter()
        .any(|word| b_words.iter().any(|other| stem(word) == stem(other)));
    shares || initials(&a_words) == b || initials(&b_words) == a
}

/// The role of the one whom such an event is about.
fn theme(class: Class) -> Option<Role> {
    match class {
        Class::Die | Class::Seize | Class::Resign => Some(Role::Subject),
        Class::Kill | Class::Arrest | Class::Appoint | Class::Elect | Class::Establish => {
            Some(Role::Object)
        }
        _ => None,
    }
}

/// Whether such an event happens to somebody once only.
fn is_unique(class: Class) -> bool {
    matches!(
        class,
        Class::Die | Class::Seize | Class::Establish | Class::Kill
    )
}

/// Whether an event is told as something that happened.
pub fn happened(event: &EventFact) -> bool {
    event.factual && !event.negated && !event.hedged && !event.repeated
}

/// The entity by which two events of different articles are known to be one, apart from when they
/// happened.
pub fn same_event<'a>(facts: &Facts, a: &'a EventFact, b: &EventFact) -> Option<&'a Arc<str>> {
    if a.class != b.class {
        return None;
    }
    let both = |role: Role| a.in_role(role).find(|id| b.has(role, id));
    match theme(a.class) {
        Some(role) => {
            let id = both(role)?;
            fits(facts.entity(id)?.kind, a.class).then_some(id)
        }
        // Whoever meets is met.
        None if a.class == Class::Meet => {
            let has = |id: &str| b.participants.iter().any(|(_, other)| **other == *id);
            let mut shared = a
                .participants
                .iter()
                .filter(|(_, id)| has(id))
                .map(|(_, id)| id);
            let first = shared.next()?;
            shared.any(|id| id != first).then_some(first)
        }
        None => both(Role::Subject).and(both(Role::Object)),
    }
}

fn fits(kind: EntityKind, class: Class) -> bool {
    match class {
        Class::Establish => kind == EntityKind::Organization,
        Class::Seize => matches!(kind, EntityKind::Organization | EntityKind::Person),
        _ => kind == EntityKind::Person,
    }
}

/// Whether the two dates can be two versions of one: what happens more than once must be near.
pub fn is_near(class: Class, a: Interval, b: Interval) -> bool {
    if is_unique(class) {
        return true;
    }
    let days = match a.granularity.max(b.granularity) {
        Granularity::Day => 10,
        Granularity::Week => 21,
        Granularity::Month => 70,
        _ => 740,
    };
    let apart = a.begin.since((Unit::Day, b.begin));
    apart.is_ok_and(|apart| apart.get_days().abs() <= days)
}

/// Whether both dates are days.
pub fn are_days(a: Interval, b: Interval) -> bool {
    a.granularity == Granularity::Day && b.granularity == Granularity::Day
}
