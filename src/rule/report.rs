//! What the rules between reports share: which articles may be compared, how a
//! finding names the other report, and when two events are the same one.

use std::sync::Arc;

use jiff::Unit;

use crate::claim::statement::{Class, Role};
use crate::corpus::{EventFact, Facts};
use crate::name::EntityKind;
use crate::text::Span;
use crate::time::{Granularity, Interval};

use super::{Context, Finding, Rule};

/// The facts of the article itself.
pub fn own<'a>(context: &'a Context) -> Option<&'a Arc<Facts>> {
    context.own_facts().as_ref()
}

/// The facts of the related articles that may be compared, the most related first.
pub fn comparable<'a>(context: &'a Context) -> Vec<&'a Arc<Facts>> {
    context.comparable().iter().collect()
}

/// A place in another article: its name for a message and its words.
pub struct Other {
    pub name: String,
    pub words: String,
}

impl Other {
    pub fn at(context: &Context, facts: &Facts, span: Span) -> Option<Other> {
        let text = context.snapshot.text(&facts.key).ok()?;
        Some(Other {
            words: text.as_str().get(span.range())?.to_owned(),
            name: context.place_name(&facts.key, &text, span),
        })
    }
}

/// A finding at `span` that names the place `there` of another article: `message` is given its
/// name and its words.
pub fn differs(
    context: &Context,
    rule: &Rule,
    span: Span,
    (other, there): (&Facts, Span),
    message: impl FnOnce(&Other) -> String,
) -> Option<Finding> {
    let place = Other::at(context, other, there)?;
    let finding = context.finding(rule, span, message(&place));
    Some(finding.beside(&other.key, there, super::says(&place.words)))
}

/// Whether two names may be those of one and the same: a word of one is a word of the other, or
/// one is made of the initials of the other.
pub fn may_be_same(a: &str, b: &str) -> bool {
    let shares = || {
        a.split('-')
            .any(|word| b.split('-').any(|other| stem(word) == stem(other)))
    };
    a == b || shares() || initials(a).eq(b.chars()) || initials(b).eq(a.chars())
}

/// The first five letters.
fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(5).map(|(at, _)| at);
    &word[..end.unwrap_or(word.len())]
}

fn initials(id: &str) -> impl Iterator<Item = char> {
    id.split('-').filter_map(|word| word.chars().next())
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

/// Whether the two tell, or deny, the same of the same person, whoever did it.
pub fn same_fate(facts: &Facts, a: &EventFact, b: &EventFact) -> bool {
    let shared = theme(a.class).and_then(|role| a.in_role(role).find(|id| b.has(role, id)));
    let person = shared.and_then(|id| facts.entity(id));
    a.class == b.class && person.is_some_and(|entity| entity.kind == EntityKind::Person)
}

/// Whether the reports are of the same day or two: what one of them says has not become untrue.
pub fn same_days(own: &Facts, other: &Facts) -> bool {
    own.date.zip(other.date).is_some_and(|(one, two)| {
        let apart = one.since((Unit::Day, two));
        apart.is_ok_and(|apart| apart.get_days().abs() <= 2)
    })
}

fn fits(kind: EntityKind, class: Class) -> bool {
    match class {
        Class::Establish => kind == EntityKind::Organization,
        Class::Seize => kind != EntityKind::Place,
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

#[cfg(test)]
mod tests {
    use crate::fixture::Fixture;

    /// The two reports of the acceptance story, which are nobody's to publish: they lie in the
    /// folder that `COPYDESK_REPORTS` names.
    fn reports() -> (String, String) {
        let folder = std::env::var_os("COPYDESK_REPORTS").expect("COPYDESK_REPORTS is set");
        let read = |start: &str| {
            let mut files = std::fs::read_dir(&folder).expect("a folder").flatten();
            let named =
                |file: &std::fs::DirEntry| file.file_name().to_string_lossy().starts_with(start);
            let file = files.find(named).expect("a report");
            std::fs::read_to_string(file.path()).expect("a text")
        };
        (read("000"), read("003"))
    }

    const DATES: &str = "//- copydesk.toml\n[article.\"000.txt\"]\ndate = 2025-03-26\n\
                         [article.\"003.txt\"]\ndate = 2025-02-17\n";

    /// "000:2 polarity-differs", without the places of other groups than reports.
    fn findings(dates: &str, first: &str, second: &str) -> Vec<String> {
        let source = format!("{dates}//- 000.txt\n{first}\n//- 003.txt\n{second}\n");
        let fixture = Fixture::new(&source);
        let found = fixture.findings().into_iter().map(|finding| {
            let text = fixture.text(&finding.key).expect("an article");
            let file = finding.key.rsplit('/').next().unwrap_or_default();
            let line = text.line_of(finding.span.start as usize) + 1;
            assert!(finding.severity.word() != "error" && finding.severity.word() != "warning");
            format!("{}:{line} {}", &file[..3], finding.rule)
        });
        let of_reports = |finding: &String| {
            let rule = finding
                .split(' ')
                .next_back()
                .and_then(crate::rule::by_name);
            rule.is_some_and(|rule| rule.group == "reports")
        };
        found.filter(of_reports).collect()
    }

    const ALWAYS: [&str; 3] = [
        "000:2 superlative-differs",
        "003:3 superlative-differs",
        "003:4 named-elsewhere",
    ];

    #[test]
    #[ignore = "needs COPYDESK_REPORTS, the two reports"]
    fn the_two_reports_of_the_story_differ_in_two_things() {
        let (first, second) = reports();
        for dates in ["", DATES] {
            assert_eq!(findings(dates, &first, &second), ALWAYS);
        }
    }

    #[test]
    #[ignore = "needs COPYDESK_REPORTS, the two reports"]
    fn one_edit_is_one_finding_and_its_mirror() {
        let (first, second) = reports();
        let later = first.replacen("in 2021", "in 2022", 1);
        let recognized = second.replace("has not officially", "has officially");
        let earlier = second.replace("Afghanistan in 2021", "Afghanistan in 2019");
        let agreeing = second.replace("Afghanistan in 2021", "Afghanistan in August 2021");
        let expected = |new: &[&str]| {
            let mut all: Vec<String> = ALWAYS
                .iter()
                .chain(new)
                .map(|one| one.to_string())
                .collect();
            all.sort();
            all
        };
        let sorted = |mut found: Vec<String>| {
            found.sort();
            found
        };
        let dates = ["000:2 event-date-differs", "003:3 event-date-differs"];
        let polarity = ["000:2 polarity-differs", "003:6 polarity-differs"];
        assert_eq!(sorted(findings(DATES, &later, &second)), expected(&dates));
        assert_eq!(sorted(findings(DATES, &first, &earlier)), expected(&dates));
        assert_eq!(
            sorted(findings(DATES, &first, &recognized)),
            expected(&polarity)
        );
        assert_eq!(sorted(findings(DATES, &first, &agreeing)), expected(&[]));
    }
}
