//! `age-mismatch`: an age that does not fit the birth.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use crate::analysis::parse_date;
use crate::corpus::Severity;
use crate::name::NameMention;
use crate::text::Span;
use crate::time::{Derivation, Form, Granularity, Interval, in_words};

use super::{Context, Docs, EVERY, Finding, Fix, Place, Rule, clause};

pub const RULE: Rule = Rule {
    name: "age-mismatch",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A person's age that differs from the year or day of birth.",
        why: "Ages are copied from older reports. The birth is the one that the article states or the register's \
              `born`; a year alone allows two ages, a full birthday one, or two in the week after it.",
        example: "//- 2025-02-17.txt\nMary Miller, 45, was elected. Miller was born in 1970 in Rome.\n             ^^ age-mismatch\n",
        instead: "//- 2025-02-17.txt\nMary Miller, 54, was elected. Miller was born in 1970 in Rome.\n",
        fix: "Take the quick fix for the right age, or mend the birth.",
    },
    check,
};

/// What the text or the register says of a birth.
struct Birth {
    interval: Interval,
    /// Where the article says it; `None` where the register does.
    span: Option<Span>,
}

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let article = &context.analysis.date;
    let Some(date) = article.value else { return };
    let latest = article.updated.map_or(date, |updated| updated.max(date));
    let mut told: Vec<usize> = Vec::new();
    for name in &context.analysis.names {
        let Some((span, age)) = age(context, name) else {
            continue;
        };
        if told.contains(&name.entity) || !clause::in_running_text(context, span) {
            continue;
        }
        let birth = stated_birth(context, name.entity).or_else(|| registered(context, name.entity));
        let Some(birth) = birth else { continue };
        let (youngest, _) = ages(birth.interval, date);
        let (_, oldest) = ages(birth.interval, latest);
        if (youngest..=oldest).contains(&age) || told_of_another_time(context, span, &birth) {
            continue;
        }
        told.push(name.entity);
        findings.push(finding(context, span, &birth, date));
    }
}

fn finding(context: &Context, span: Span, birth: &Birth, date: Date) -> Finding {
    let name = match birth.interval.granularity {
        Granularity::Day => in_words(birth.interval.begin),
        _ => birth.interval.in_words(),
    };
    let place = birth.span.map_or("the register".to_owned(), |span| {
        context.place_name(context.key, context.text(), span)
    });
    let message = format!(
        "The age {} differs from the birth in {place}: {name}",
        context.words(span)
    );
    let mut finding = context.finding(&RULE, span, message);
    finding.related.extend(birth.span.map(|span| Place {
        key: context.key.clone(),
        span,
        message: format!("born {name}"),
    }));
    let oldest = age_on(birth.interval.begin, date);
    let youngest = age_on(birth.interval.last_day(), date);
    let mut right = vec![youngest, oldest];
    right.dedup();
    let fixes = right.into_iter().map(|age| {
        Fix::replace(
            format!("Change the age to {age}"),
            context.key,
            span,
            age.to_string(),
        )
    });
    finding.fixes = fixes.collect();
    finding
}

static AGE_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"^, (?:aged? )?(?P<age>[0-9]{1,3})(?:[,.;]| (?:and|was|is|has|said|who)(?-u:\b))";
    Regex::new(pattern).expect("the pattern of an age is valid")
});

static AGE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?-u:\b)(?P<age>[0-9]{1,3})-year-old (?:Mr|Mrs|Ms|Dr)?\.? ?$";
    Regex::new(pattern).expect("the pattern of an age is valid")
});

/// The age written with a name: "Mary Miller, 45," or "45-year-old Mary Miller".
fn age(context: &Context, name: &NameMention) -> Option<(Span, i32)> {
    let (start, end) = (name.span.start as usize, name.span.end as usize);
    let behind = clause::after(context, end);
    let before = clause::before(context, start);
    // Nearly all names have neither.
    let (may_follow, may_lead) = (behind.starts_with(", "), before.contains("-year-old "));
    let follows = may_follow.then(|| AGE_BEHIND.captures(behind)).flatten();
    let leads = may_lead.then(|| AGE_BEFORE.captures(before)).flatten();
    let (span, at) = match (follows, leads) {
        (Some(found), _) => (found.name("age")?.range(), end),
        (None, Some(found)) => (found.name("age")?.range(), start - before.len()),
        (None, None) => return None,
    };
    let span = Span::from(span).shifted(at);
    Some((span, context.words(span).parse().ok()?))
}

static BORN: LazyLock<Regex> = LazyLock::new(|| {
    // Only what belongs to the name stands between it and its birth.
    let pattern = r"^(?:, (?:aged? )?[0-9]{1,3},?)?(?:,? who)?,?(?: was)? ?\(?born (?:in |on )?$";
    Regex::new(pattern).expect("the pattern of a birth is valid")
});

/// "Miller was born on March 3, 1970", "Miller (born 1970)".
fn stated_birth(context: &Context, entity: usize) -> Option<Birth> {
    let analysis = context.analysis;
    let prose = analysis.article.prose();
    let mentions = analysis.names.iter().filter(|name| name.entity == entity);
    mentions.into_iter().find_map(|name| {
        let end = name.span.end as usize;
        let time = analysis
            .times
            .iter()
            .filter(|time| time.span.start as usize >= end)
            .find(|time| written(time.derivation, &time.expression.form))?;
        let between = prose.get(end..time.span.start as usize)?;
        BORN.is_match(between).then_some(Birth {
            interval: time.interval?,
            span: Some(time.span),
        })
    })
}

fn written(derivation: Derivation, form: &Form) -> bool {
    derivation == Derivation::Written && matches!(form, Form::Calendar { .. })
}

fn registered(context: &Context, entity: usize) -> Option<Birth> {
    let id = context.analysis.entities[entity].register.as_deref()?;
    let born = context.folder.register.entry(id)?.born.as_deref()?.trim();
    let year = || Interval::year(born.parse().ok()?);
    let interval = parse_date(born).map(Interval::day).or_else(year)?;
    Some(Birth {
        interval,
        span: None,
    })
}

/// The youngest and the oldest that somebody born then may be called in an article of `date`.
fn ages(birth: Interval, date: Date) -> (i32, i32) {
    // The report may be of an event some days earlier.
    let earlier = date.saturating_sub(7.days());
    (age_on(birth.last_day(), earlier), age_on(birth.begin, date))
}

fn age_on(birth: Date, date: Date) -> i32 {
    let years = i32::from(date.year()) - i32::from(birth.year());
    let ahead = (birth.month(), birth.day()) > (date.month(), date.day());
    years - i32::from(ahead)
}

/// "Mary Miller, 45, won in 2015": another year in the sentence, or one that is over.
fn told_of_another_time(context: &Context, span: Span, birth: &Birth) -> bool {
    let sentence = context.analysis.sentence_at(span.start as usize);
    let prose = &context.analysis.article.prose()[sentence.range()];
    let other = context.analysis.times.iter().any(|time| {
        let dated = written(time.derivation, &time.expression.form);
        sentence.encloses(time.span) && Some(time.span) != birth.span && dated
    });
    other
        || clause::has_any(
            prose,
            &["then", "died", "killed", "late", "ago", "later", "earlier"],
        )
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn a_birthday_is_exact_and_the_register_counts() {
        check(
            "//- 2025-02-17.txt\n\
             Mary Miller, 55, who was born on March 3, 1970, was elected.\n             ^^ age-mismatch\n",
        );
        check(
            "//- entities.yml\n- id: mary-miller\n  type: person\n  name: Mary Miller\n  born: \"1970-03-03\"\n\
             //- 2025-02-17.txt\nThe mayor praised 45-year-old Mary Miller.\n                  ^^ age-mismatch\n",
        );
    }

    #[test]
    fn what_fits_the_year_or_the_week_is_left_alone() {
        check(
            "//- 2025-03-06.txt\n\
             Mary Miller, 54, was elected. Miller was born on March 3, 1970.\n\
             //- 2025-02-17.txt\n\
             John Smith, 55, was elected with Anna Jones, 54. Smith was born in 1970. Jones (born 1970) was not.\n",
        );
    }

    #[test]
    fn the_birth_of_another_and_another_time_are_left_alone() {
        check(
            "//- 2025-02-17.txt\n\
             Mary Miller, 45, was elected. Miller's mother was born in 1940.\n\
             John Smith, 45, won the prize in 2015. Smith was born in 1970.\n\
             //- a.txt\n\
             Anna Jones, 45, was elected. Jones was born in 1990.\n",
        );
    }

    #[test]
    fn the_right_ages_are_offered() {
        let fixture = Fixture::new(
            "//- 2025-02-17.txt\nMary Miller, 45, was elected. Miller was born on March 3, 1970.\n",
        );
        let fixed = fixture.fixed("Change the age to 54");
        assert!(fixed.starts_with("Mary Miller, 54, was"));
        assert_eq!(fixture.findings()[0].fixes.len(), 1);
    }
}
