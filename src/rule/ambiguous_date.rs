//! `ambiguous-date`: 03/04/2025.

use jiff::civil::Date;

use crate::corpus::Severity;
use crate::time::{Derivation, Form, in_words, month_first_words};

use super::{Context, Docs, EVERY, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "ambiguous-date",
    group: "dates",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A date in numbers that can be two days.",
        why: "03/04/2025 is March 4 to one reader and 3 April to another. It is said only where no `locale` is set: \
              with one, the date is read that way.",
        example: "//- a.txt\nThe form was signed on 03/04/2025 in Geneva.\n                       ^^^^^^^^^^ ambiguous-date\n",
        instead: "//- a.txt\nThe form was signed on 3 April 2025 in Geneva.\n",
        fix: "Take the quick fix for the right one of the two days, which writes it out; or set `locale` in \
              `copydesk.toml`.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for time in &context.analysis.times {
        let Form::Slashed {
            first,
            second,
            year,
        } = time.expression.form
        else {
            continue;
        };
        let readings = (
            Date::new(year, first, second),
            Date::new(year, second, first),
        );
        let (Ok(month_first), Ok(day_first)) = readings else {
            continue;
        };
        if time.derivation != Derivation::Ambiguous {
            continue;
        }
        let message = format!(
            "\u{201c}{}\u{201d} can be {} or {}",
            context.words(time.span),
            in_words(month_first),
            in_words(day_first)
        );
        let mut finding = context.finding(&RULE, time.span, message);
        finding.fixes = [month_first, day_first]
            .map(|date| {
                let words = written_out(context, date);
                Fix::replace(format!("Write {words}"), context.key, time.span, words)
            })
            .to_vec();
        findings.push(finding);
    }
}

/// The date in words, with the day first only if the article's other dates have it so.
fn written_out(context: &Context, date: Date) -> String {
    let day_first = context.analysis.times.iter().any(|time| {
        let day = matches!(
            time.expression.form,
            Form::Calendar {
                month: Some(_),
                day: Some(_),
                ..
            }
        );
        let words = context.words(time.span);
        day && words.starts_with(|c: char| c.is_ascii_digit())
            && words.contains(|c: char| c.is_ascii_alphabetic())
    });
    if day_first {
        in_words(date)
    } else {
        month_first_words(date)
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn both_readings_are_offered_in_the_style_of_the_article() {
        let fixture = Fixture::new("//- a.txt\nIt was signed on 03/04/2025.\n");
        assert_eq!(
            fixture.fixed("Write March"),
            "It was signed on March 4, 2025.\n"
        );
        let fixture = Fixture::new("//- a.txt\nIt was signed on 03/04/2025, not on 2 May 2024.\n");
        assert_eq!(
            fixture.fixed("Write 3"),
            "It was signed on 3 April 2025, not on 2 May 2024.\n"
        );
    }

    #[test]
    fn what_can_be_one_day_only_is_left_alone() {
        check("//- a.txt\nIt was signed on 13/04/2025, on 04/13/2025 and on 04/04/2025.\n");
    }

    #[test]
    fn a_locale_settles_it() {
        check("//- copydesk.toml\nlocale = \"en-GB\"\n//- a.txt\nIt was signed on 03/04/2025.\n");
    }
}
