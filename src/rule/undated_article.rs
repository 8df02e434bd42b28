//! `undated-article`: "Monday" in an article that does not say when it was written.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::analysis::Analysis;
use crate::corpus::{DateFact, Key, Severity};
use crate::time::{Derivation, Form, Granularity, Interval, TimeMention};

use super::{Context, Docs, EVERY, Finding, Fix, Place, Rule, report, says, set_article_date};

pub const RULE: Rule = Rule {
    name: "undated-article",
    group: "dates",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "An expression that counts from the article's date, in an article that has none.",
        why: "Without a date nobody can check \"Monday\" or find the report again by its day. It is said once per \
              file, and never of \"now\", \"recently\" and the like.",
        example: "//- a.txt\nThe minister spoke to reporters on Monday about the talks.\n                                   ^^^^^^ undated-article\n",
        instead: "//- 2025-02-17-talks.txt\nThe minister spoke to reporters on Monday about the talks.\n",
        fix: "Take the quick fix \"Set the article's date\": it offers the days that related reports allow. In \
              Markdown it writes the front matter, for plain text `copydesk.toml`, so that the copy stays untouched.",
    },
    check,
};

/// The most dates that are offered.
const OFFERED: usize = 6;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let needs_date = |time: &&TimeMention| time.derivation == Derivation::NeedsArticleDate;
    let waiting: Vec<&TimeMention> = context.analysis.times.iter().filter(needs_date).collect();
    // A date without a year may have it from the sentence before: only words that count from the
    // article's day are sure to need one.
    let relative = |time: &&&TimeMention| time.expression.is_relative();
    let Some(time) = waiting.iter().find(relative).or(waiting.first()) else {
        return;
    };
    let words = context.words(time.span);
    let mut message =
        format!("\u{201c}{words}\u{201d} has no date to count from: this article is undated");
    let candidates = candidates(context, time);
    let mut places = Vec::new();
    for candidate in &candidates {
        let known = places
            .iter()
            .any(|place: &Place| place.key == candidate.place.key);
        if !known {
            places.push(candidate.place.clone());
        }
    }
    if let Some(candidate) = candidates.first() {
        message += &format!("; {} {}", candidate.report, candidate.place.message);
    }
    let mut finding = context.finding(&RULE, time.span, message);
    finding.fixes = candidates
        .iter()
        .map(|candidate| fix(context, candidate))
        .collect();
    finding.related = places;
    findings.push(finding);
}

/// A day that the article may be of.
struct Candidate {
    date: Date,
    /// The place in a report that allows it.
    place: Place,
    /// That report, as a message names it.
    report: String,
}

fn fix(context: &Context, candidate: &Candidate) -> Fix {
    let file = candidate.place.key.rsplit('/').next().unwrap_or_default();
    set_article_date(context, candidate.date, &format!("from {file}"))
}

/// The days that related reports allow: "Monday" here and "February 2025" there are the Mondays of
/// that month; a related report's own date is a candidate where the words fit any day.
fn candidates(context: &Context, time: &TimeMention) -> Vec<Candidate> {
    let weekday = match time.expression.form {
        Form::Weekday { weekday, .. } => Some(weekday),
        _ => None,
    };
    let from_month = weekday.and_then(|weekday| from_dates(context, weekday));
    from_month.unwrap_or_else(|| from_articles(context, weekday))
}

/// The month or day that a related report gives to what this article is about: two names of its
/// sentence are named here too. The one that shares most names wins, then the latest.
fn from_dates(context: &Context, weekday: Weekday) -> Option<Vec<Candidate>> {
    let own = names(context.analysis);
    let mut best: Option<((usize, Date), DateFact, &Key)> = None;
    for related in context.related().iter().take(10) {
        let Some(facts) = context.folder.index.facts(&related.key) else {
            continue;
        };
        for date in &facts.dates {
            let shared = date
                .entities
                .iter()
                .filter(|id| own.contains(&***id))
                .count();
            let fine = date.written && date.interval.granularity <= Granularity::Month;
            let rank = (shared, date.interval.begin);
            if fine && shared >= 2 && best.as_ref().is_none_or(|(known, ..)| *known < rank) {
                best = Some((rank, date.clone(), &related.key));
            }
        }
    }
    let (_, fact, key) = best?;
    let text = context.snapshot.text(key).ok()?;
    let place = Place {
        key: key.clone(),
        span: fact.span,
        message: says(text.slice(fact.span)),
    };
    let report = context.place_name(key, &text, fact.span);
    let days = weekdays_of(fact.interval, weekday);
    let candidates = days.into_iter().take(OFFERED).map(|date| Candidate {
        date,
        place: place.clone(),
        report: report.clone(),
    });
    Some(candidates.collect())
}

fn names(analysis: &Analysis) -> BTreeSet<&str> {
    analysis
        .entities
        .iter()
        .map(|entity| entity.id.as_str())
        .collect()
}

fn weekdays_of(interval: Interval, weekday: Weekday) -> Vec<Date> {
    if interval.granularity == Granularity::Day {
        let back = i64::from(weekday.until(interval.begin.weekday()));
        return vec![interval.begin.saturating_sub(back.days())];
    }
    let mut day = interval
        .begin
        .saturating_add(i64::from(interval.begin.weekday().until(weekday)).days());
    let mut days = Vec::new();
    while interval.contains(day) && days.len() < OFFERED {
        days.push(day);
        day = day.saturating_add(7.days());
    }
    days
}

fn from_articles(context: &Context, weekday: Option<Weekday>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for other in report::comparable(context) {
        let Some(date) = other.date else { continue };
        let day = weekday.map_or(date, |weekday| weekdays_of(Interval::day(date), weekday)[0]);
        if candidates.iter().any(|known| known.date == day) || candidates.len() == 3 {
            continue;
        }
        let file = other.key.rsplit('/').next().unwrap_or_default();
        candidates.push(Candidate {
            date: day,
            place: Place {
                key: other.key.clone(),
                span: crate::text::Span::default(),
                message: format!("is of {date}"),
            },
            report: file.to_owned(),
        });
    }
    candidates
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn it_is_said_once_and_not_of_vague_words() {
        check(
            "//- a.txt\nThe talks now failed; recently they had not.\nHe left on Monday and came on Tuesday.\n           ^^^^^^ undated-article\n",
        );
    }

    #[test]
    fn a_dated_article_and_full_dates_are_left_alone() {
        check(
            "//- a.md\n---\ndate: 2025-02-17\n---\nHe left on Monday.\n\
             //- b.txt\nHe left on Monday, Feb. 17, 2025.\n",
        );
    }

    #[test]
    fn a_related_report_gives_the_candidates() {
        let fixture = Fixture::new(
            "//- a.txt\nLatif Nazari came to Tokyo with the Taliban, a minister said on Monday.\n\
             //- b.txt\nLatif Nazari of the Taliban visited Tokyo in February 2025, he said, and not in 2021.\n",
        );
        let finding = &fixture.findings()[0];
        let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
        let day = |day: u8| format!("Set the article's date to {day} February 2025 (from b.txt)");
        assert_eq!(titles, [day(3), day(10), day(17), day(24)]);
        assert_eq!(
            finding.related[0].message,
            "says \u{201c}February 2025\u{201d}"
        );
        assert!(
            finding
                .message
                .ends_with("; b.txt:1 says \u{201c}February 2025\u{201d}")
        );
        assert_eq!(
            finding.fixes[2].edits[0].text,
            "[article.\"a.txt\"]\ndate = 2025-02-17\n"
        );
    }

    #[test]
    fn markdown_gets_front_matter_and_an_existing_table_is_used() {
        let fixture = Fixture::new(
            "//- copydesk.toml\n[article.\"a.txt\"]\ntitle = \"A\"\n\
             //- a.txt\nLatif Nazari came to Tokyo with the Taliban, a minister said on Monday.\n\
             //- b.md\nLatif Nazari met the Taliban in Tokyo on Monday.\n\
             //- c.txt\nLatif Nazari of the Taliban visited Tokyo in February 2025, he said.\n",
        );
        assert_eq!(
            fixture.fixed("Set the article's date to 3 "),
            "[article.\"a.txt\"]\ntitle = \"A\"\ndate = 2025-02-03\n"
        );
        let markdown = fixture
            .findings()
            .into_iter()
            .find(|finding| finding.key.ends_with("b.md"))
            .expect("finding");
        assert_eq!(
            markdown.fixes[0].edits[0].text,
            "---\ndate: 2025-02-03\n---\n\n"
        );
    }
}
