//! `relative-day-word`: today, yesterday, tomorrow in copy.

use std::sync::LazyLock;

use jiff::ToSpan;
use regex::Regex;

use crate::corpus::Severity;
use crate::text::Span;
use crate::time::{Form, TimeMention, Unit, weekday_name};

use super::{Context, Docs, Finding, Fix, Rule, ap};

pub const RULE: Rule = Rule {
    name: "relative-day-word",
    group: "dates",
    severity: Severity::Hint,
    profiles: &[],
    docs: Docs {
        what: "Today, yesterday or tomorrow in copy.",
        why: "Who reads it on another day counts from that day; many desks write the weekday. It is a question of \
              style, so the rule is off until `copydesk.toml` sets it. Quotations, titles, names (\"USA Today\") and \
              today in the sense of nowadays (\"until today\", \"today's world\") are left alone.",
        example: "//- copydesk.toml\n[rules]\nrelative-day-word = \"hint\"\n//- 2025-02-19.txt\nThe court ruled yesterday in the case.\n                ^^^^^^^^^ relative-day-word\n",
        instead: "//- copydesk.toml\n[rules]\nrelative-day-word = \"hint\"\n//- 2025-02-19.txt\nThe court ruled Tuesday in the case.\n",
        fix: "Take the quick fix for the weekday; it needs the article's date.",
    },
    check,
};

static DAY_WORD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?-u:\b)(?:[Tt]oday|[Yy]esterday|[Tt]omorrow)(?-u:\b)";
    Regex::new(pattern).expect("the pattern of day words is valid")
});

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for time in &context.analysis.times {
        let Form::Offset {
            unit: Unit::Day,
            amount,
        } = time.expression.form
        else {
            continue;
        };
        let Some(span) = day_word(context, time) else {
            continue;
        };
        if ap::is_copy(context, span) && !is_a_name_or_nowadays(context, span) {
            findings.push(finding(context, span, amount));
        }
    }
}

/// The word alone: "yesterday" of "late yesterday afternoon".
fn day_word(context: &Context, time: &TimeMention) -> Option<Span> {
    let found = DAY_WORD.find(context.words(time.span))?;
    Some(Span::from(found.range()).shifted(time.span.start as usize))
}

fn is_a_name_or_nowadays(context: &Context, span: Span) -> bool {
    let before = ap::before(context, span).trim();
    let opens = before.is_empty() || before.ends_with(['\u{201c}', '"', '(', '\u{2014}']);
    let name = context.words(span).starts_with(char::is_uppercase) && !opens;
    let last = before.rsplit(' ').next().unwrap_or("").to_lowercase();
    let nowadays = [
        "until", "till", "to", "of", "than", "from", "even", "still", "and",
    ];
    let rest = ap::rest(context, span);
    let possessive = rest.starts_with(['\'', '\u{2019}']);
    name || possessive || nowadays.contains(&&*last)
}

fn finding(context: &Context, span: Span, amount: i32) -> Finding {
    let said = context.words(span);
    let date = context.analysis.date.value;
    let day = date.and_then(|date| date.checked_add(i64::from(amount).days()).ok());
    let Some(day) = day else {
        let message = format!("\u{201c}{said}\u{201d} counts from the day of reading");
        return context.finding(&RULE, span, message);
    };
    let weekday = weekday_name(day.weekday());
    let message = format!("\u{201c}{said}\u{201d} is {weekday}, counted from this article");
    let mut finding = context.finding(&RULE, span, message);
    let title = format!("Change to \u{201c}{weekday}\u{201d}");
    finding.fixes = vec![Fix::replace(title, context.key, span, weekday)];
    finding
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    const ON: &str = "//- copydesk.toml\n[rules]\nrelative-day-word = \"hint\"\n";

    #[test]
    fn each_word_becomes_its_weekday() {
        let fixture = Fixture::new(&format!(
            "{ON}//- 2025-02-19.txt\nIt closed late yesterday afternoon.\n"
        ));
        assert_eq!(
            fixture.fixed("Change to"),
            "It closed late Tuesday afternoon.\n"
        );
        check(&format!(
            "{ON}//- 2025-02-19.txt\nIt opens tomorrow.\n         ^^^^^^^^ relative-day-word\n"
        ));
    }

    #[test]
    fn quotations_names_and_nowadays_are_left_alone() {
        check(&format!(
            "{ON}//- 2025-02-19.txt\n\u{201c}We meet today,\u{201d} she told USA Today. It lasts until today.\n"
        ));
        check(&format!(
            "{ON}//- 2025-02-19.txt\nToday\u{2019}s readers are not those of tomorrow.\n"
        ));
    }

    #[test]
    fn it_is_off_until_it_is_set() {
        check("//- 2025-02-19.txt\nThe court ruled yesterday.\n");
    }
}
