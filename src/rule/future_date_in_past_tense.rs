//! `future-date-in-past-tense`: what happened on a day that has not come.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::corpus::Severity;
use crate::time::english::{AHEAD, FUTURE_WORDS, HAPPENINGS, OPENING};
use crate::time::{Derivation, Form, Tense, TimeMention, TimexType, in_words};

use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "future-date-in-past-tense",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A verb in the past with a date that lies after the article's date.",
        why: "The year, the month or the tense is a slip. Only a verb of what happens on a day counts, right before \
              the date; plans, conditions, headings and quotations are left alone, and so is the day after the \
              article's date.",
        example: "//- 2025-02-17.txt\nThe minister resigned on March 3, 2025, after a row.\n                         ^^^^^^^^^^^^^ future-date-in-past-tense\n",
        instead: "//- 2025-02-17.txt\nThe minister resigned on March 3, 2024, after a row.\n",
        fix: "Look the date up; if the article was written later, change its date or add `updated`.",
    },
    check,
};

/// A date whose year is inferred counts if it is no further ahead than this.
pub const NEAR_DAYS: i64 = 60;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let article = &context.analysis.date;
    let Some(date) = article.value else { return };
    let latest = article.updated.map_or(date, |updated| updated.max(date));
    for time in &context.analysis.times {
        let Some(day) = written_day(time) else {
            continue;
        };
        // A day's grace for time zones and for what is added at night.
        if latest.saturating_add(1.day()) >= day {
            continue;
        }
        let near = day <= latest.saturating_add(NEAR_DAYS.days());
        let sure = time.derivation == Derivation::Written || near && !names_its_year(context, time);
        let readable = clause::in_running_text(context, time.span) && !dates_article(context, time);
        if !sure || time.expression.tense == Tense::Future || !readable {
            continue;
        }
        if let Some(verb) = past_verb(context, time) {
            let message = format!(
                "\u{201c}{}\u{201d} differs from the past tense of \u{201c}{verb}\u{201d}: it lies after the article's date, {}",
                context.words(time.span),
                in_words(latest)
            );
            findings.push(context.finding(&RULE, time.span, message));
        }
    }
}

/// The day of a date that is written with its month.
pub fn written_day(time: &TimeMention) -> Option<Date> {
    let day_and_month = matches!(
        time.expression.form,
        Form::Calendar {
            month: Some(_),
            day: Some(_),
            ..
        }
    );
    let derived = matches!(
        time.derivation,
        Derivation::Written | Derivation::YearShared | Derivation::YearFromArticle
    );
    let plain = time.expression.timex == TimexType::Date && time.expression.modifier.is_none();
    time.day().filter(|_| day_and_month && derived && plain)
}

/// "December 22, last year", "the year-ago quarter ended Oct. 31": where a sentence speaks of years
/// in other words, nobody knows which one the date is in.
pub fn names_its_year(context: &Context, time: &TimeMention) -> bool {
    let sentence = context.analysis.sentence_at(time.span.start as usize);
    let prose = &context.analysis.article.prose()[sentence.range()];
    clause::has_any(
        prose,
        &[
            "year",
            "year's",
            "year\u{2019}s",
            "years",
            "quarter",
            "fiscal",
        ],
    )
}

/// "Published Feb. 20, 2025" is about the article itself.
fn dates_article(context: &Context, time: &TimeMention) -> bool {
    let evidence = &context.analysis.date.evidence;
    evidence
        .iter()
        .filter_map(|evidence| evidence.span)
        .any(|span| span.overlaps(time.span))
}

fn past_verb(context: &Context, time: &TimeMention) -> Option<String> {
    let sentence = context.analysis.sentence_at(time.span.start as usize);
    let says = |list: &[&str]| clause::says_any(context, sentence, list);
    if says(FUTURE_WORDS) || says(AHEAD) {
        return None;
    }
    let lead = clause::Lead::of(context, time);
    let is_verb = |word: &String| HAPPENINGS.iter().any(|(past, _)| past == word);
    let at = lead.words.iter().rposition(is_verb)?;
    let opens = |word: &String| OPENING.contains(&word.as_str());
    if !lead.belongs_to(at) || lead.words[..at].iter().any(opens) {
        return None;
    }
    let before_date = clause::before(context, time.span.start as usize);
    if clause::lower_words(before_date).first() == Some(&lead.words[at]) {
        // "Published March 3, 2025" has nobody who does it.
        return None;
    }
    // "be held" is no past, and "the left on" no verb.
    let before = at.checked_sub(1).map(|at| lead.words[at].as_str());
    let other = matches!(before, Some("be" | "being" | "the" | "a" | "an"));
    (!other).then(|| lead.words[at].clone())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_passive_and_a_date_without_on_are_read_too() {
        check(
            "//- 2025-02-17.txt\n\
             Two men were killed in an attack on March 3, 2025.\n                                    ^^^^^^^^^^^^^ future-date-in-past-tense\n\
             The ministers met Monday, March 3, 2025, in Rome.\n                  ^^^^^^^^^^^^^^^^^^^^^ future-date-in-past-tense\n\
             The rector resigned on May 5, 2025.\n                       ^^^^^^^^^^^ future-date-in-past-tense\n",
        );
    }

    #[test]
    fn plans_and_events_to_come_are_left_alone() {
        check(
            "//- 2025-02-17.txt\n\
             He was to resign on March 3, 2025, and had planned to leave on March 4, 2025.\n\
             She announced that she left the vote on March 3, 2025, to others.\n\
             The team won a place in the final on March 3, 2025.\n\
             He signed a contract until March 3, 2025, and agreed to meet on March 4, 2025.\n\
             The shutdown started on March 3, last year, and ended on March 4 that year.\n\
             Published on March 3, 2025\n\
             They voted for the law, effective on March 3, 2025.\n\
             \u{201c}He resigned on March 3, 2025,\u{201d} she said.\n",
        );
    }

    #[test]
    fn the_day_of_the_update_and_the_day_after_count() {
        check(
            "//- a.md\n---\ndate: 2025-02-17\nupdated: 2025-03-03\n---\nHe resigned on March 3, 2025.\n\
             //- 2025-03-02.txt\nHe resigned on March 3, 2025.\n\
             //- b.txt\nHe resigned on March 3, 2025.\n",
        );
    }
}
