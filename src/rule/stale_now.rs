//! `stale-now`: "currently" in an article of a knowledge base that has grown old.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::corpus::{Profile, Severity};
use crate::text::Span;
use crate::time::in_words;

use super::{Context, Docs, Finding, Fix, Rule, ap};

pub const RULE: Rule = Rule {
    name: "stale-now",
    group: "dates",
    severity: Severity::Information,
    profiles: &[Profile::Kb],
    docs: Docs {
        what: "\"Currently\" or \"this year\" in an article that is more than twelve months older than the newest one.",
        why: "Who opens the page now reads it as of now. The article's date is compared with the newest date of any \
              article of the folder; the clock is never asked. Quotations and titles are left alone.",
        example: "//- copydesk.toml\nprofile = \"kb\"\n//- 2023-02-17.txt\nThe firm currently has 30 plants.\n         ^^^^^^^^^ stale-now\n//- 2025-02-19.txt\nThe firm was sold.\n",
        instead: "//- copydesk.toml\nprofile = \"kb\"\n//- 2023-02-17.txt\nThe firm has 30 plants as of 17 February 2023.\n//- 2025-02-19.txt\nThe firm was sold.\n",
        fix: "Take the quick fix, or bring the sentence up to date.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(date) = context.analysis.date.value else {
        return;
    };
    let times = context.analysis.times.iter().map(|time| time.span);
    let present: Vec<Span> = times
        .filter(|span| instead(context.words(*span), date).is_some())
        .filter(|span| ap::is_copy(context, *span))
        .collect();
    // The folder is asked last: few articles have such a word.
    if present.is_empty() {
        return;
    }
    let newest = context.folder.index.newest();
    let Some(newest) = newest.filter(|newest| is_stale(date, *newest)) else {
        return;
    };
    findings.extend(
        present
            .iter()
            .map(|span| finding(context, *span, date, newest)),
    );
}

fn is_stale(date: Date, newest: Date) -> bool {
    date.checked_add(12.months())
        .is_ok_and(|limit| limit < newest)
}

/// What says the same for good; nothing for other words.
fn instead(said: &str, date: Date) -> Option<String> {
    match said {
        "currently" => Some(format!("as of {}", in_words(date))),
        "Currently" => Some(format!("As of {}", in_words(date))),
        "this year" => Some(format!("in {}", date.year())),
        "This year" => Some(format!("In {}", date.year())),
        _ => None,
    }
}

fn finding(context: &Context, span: Span, date: Date, newest: Date) -> Finding {
    let said = context.words(span);
    let message = format!(
        "\u{201c}{said}\u{201d} is as of {}; the newest article here is of {}",
        in_words(date),
        in_words(newest)
    );
    let mut finding = context.finding(&RULE, span, message);
    finding.fixes = fix(context, span, date).into_iter().collect();
    finding
}

/// "This year's plan" cannot become "in 2023's plan".
fn fix(context: &Context, span: Span, date: Date) -> Option<Fix> {
    let instead = instead(context.words(span), date)?;
    let possessive = ap::rest(context, span).starts_with(['\'', '\u{2019}']);
    let last = ap::before(context, span).trim_end().to_lowercase();
    let led = ["of", "by", "for", "until", "since", "in", "during"]
        .iter()
        .any(|word| last.ends_with(&format!(" {word}")));
    let title = format!("Change to \u{201c}{instead}\u{201d}");
    (!possessive && !led).then(|| Fix::replace(title, context.key, span, instead))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    const OLD: &str = "//- copydesk.toml\nprofile = \"kb\"\n//- 2025-02-19.txt\nThe firm was sold.\n//- 2023-02-17.txt\n";

    #[test]
    fn the_words_become_the_date_of_the_article() {
        let fixture = Fixture::new(&format!("{OLD}Currently, it has 30 plants.\n"));
        assert_eq!(
            fixture.fixed("Change to"),
            "As of 17 February 2023, it has 30 plants.\n"
        );
        check(&format!(
            "{OLD}It opens two more this year.\n                  ^^^^^^^^^ stale-now\n"
        ));
    }

    #[test]
    fn young_articles_and_quotations_are_left_alone() {
        check(&format!(
            "{OLD}\u{201c}It is currently closed,\u{201d} he said of the plant, the first of its kind.\n"
        ));
        check(
            "//- copydesk.toml\nprofile = \"kb\"\n//- 2025-02-19.txt\nThe firm was sold.\n\
             //- 2024-02-19.txt\nIt currently has 30 plants.\n//- a.txt\nIt is currently closed.\n",
        );
    }

    #[test]
    fn other_profiles_do_not_have_it() {
        check(
            "//- 2025-02-19.txt\nThe firm was sold.\n//- 2023-02-17.txt\nIt currently has 30 plants.\n",
        );
    }
}
