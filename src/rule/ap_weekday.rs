//! `ap-weekday`: the weekday near the article's date, the month and the figure beyond.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::corpus::{Profile, Severity};
use crate::text::Span;
use crate::time::{Form, TimeMention, Which, in_words, weekday_name};

use super::ap::{self, WrittenDate};
use super::{Context, Docs, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "ap-weekday",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "An abbreviated weekday, a date within seven days of the article, or a weekday beyond them.",
        why: "The AP never abbreviates a weekday in prose. Within seven days of the article it writes the weekday \
              alone, beyond them the month and the figure. The seventh day itself, ranges of days, dates that are \
              names (\"the Jan. 6 Committee\") and undated articles are left alone.",
        example: "//- 2025-02-19.txt\nThe court ruled on Feb. 14 in the case.\n                   ^^^^^^^ ap-weekday\n//- copydesk.toml\nprofile = \"ap\"\n",
        instead: "//- 2025-02-19.txt\nThe court ruled on Friday in the case, and on Monday, Jan. 6, in another.\n//- copydesk.toml\nprofile = \"ap\"\n",
        fix: "Take the quick fix.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let today = context.analysis.date.value;
    for date in ap::dates(context) {
        let near = today.and_then(|today| near_date(context, &date, today));
        findings.extend(near.or_else(|| abbreviated(context, &date)));
    }
    let Some(today) = today else { return };
    for time in &context.analysis.times {
        findings.extend(far_weekday(context, time, today));
    }
}

/// "Mon., Feb. 17".
fn abbreviated(context: &Context, date: &WrittenDate) -> Option<Finding> {
    let (weekday, written) = date.time.weekday()?;
    let said = context.words(written);
    let full = weekday_name(weekday);
    if said.ends_with("day") || said.chars().all(|c| !c.is_lowercase()) {
        return None;
    }
    let stop = usize::from(ap::rest(context, written).starts_with('.'));
    let span = Span::new(written.start as usize, written.end as usize + stop);
    let message = format!(
        "\u{201c}{}\u{201d} is abbreviated; the AP writes \u{201c}{full}\u{201d}",
        context.words(span)
    );
    Some(ap::finding(context, &RULE, span, message, full))
}

/// A month and a day so near that the weekday says it.
fn near_date(context: &Context, date: &WrittenDate, today: Date) -> Option<Finding> {
    let day = date.time.day()?;
    date.day?;
    let known = date.time.weekday();
    // A weekday that does not fit is another rule's, and nobody knows which of the two is right.
    let fits = known.is_none_or(|(weekday, _)| weekday == day.weekday());
    if !fits || days_between(today, day) >= 7 || is_name_or_range(context, date) {
        return None;
    }
    let mut span = known.map_or(date.span(), |(_, weekday)| weekday.join(date.span()));
    let weekday = weekday_name(day.weekday());
    let message = format!(
        "\u{201c}{}\u{201d} is within seven days of this article, where the AP writes \u{201c}{weekday}\u{201d}",
        context.words(span)
    );
    let rest = ap::rest(context, span);
    // The comma behind came with the weekday before the date, or with the year.
    if rest.starts_with(',') && (known.is_some() || date.year.is_some()) {
        let finding_span = span;
        span = Span::new(span.start as usize, span.end as usize + 1);
        let mut finding = ap::finding(context, &RULE, span, message, weekday);
        finding.span = finding_span;
        return Some(finding);
    }
    Some(ap::finding(context, &RULE, span, message, weekday))
}

/// Words before a date that a weekday cannot follow, or that speak of more than one day.
const NOT_BEFORE: &[&str] = &[
    "every", "each", "annual", "since", "between", "from", "to", "and",
];

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other)
        .map_or(i32::MAX, |span| span.get_days().abs())
}

/// "Feb. 13-15", "the Jan. 6 Committee", "every Feb. 14", "Feb. 14's", and the day that needs no year.
fn is_name_or_range(context: &Context, date: &WrittenDate) -> bool {
    static RANGE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^(?:\s?[-\u{2013}\u{2014}/]|,?\s+(?:to|and|or|through|until)\s+(?:[A-Z][a-z]+\.?\s+)?[0-9]|['\u{2019}])";
        Regex::new(pattern).expect("the pattern of ranges is valid")
    });
    let span = date.span();
    let rest = ap::rest(context, span);
    let name = rest
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let start = date
        .time
        .weekday()
        .map_or(span, |(_, weekday)| weekday.join(span));
    let before = ap::before(context, start).trim_end().to_lowercase();
    let last = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '-')
        .find(|word| !word.is_empty())
        .unwrap_or("");
    // "Next Wednesday, July 31" says the weekday already, in words of its own.
    let led = NOT_BEFORE.contains(&last)
        || last.ends_with("day")
        || before.ends_with(['-', '\u{2013}', '(']);
    // "It is observed on March 8" is so every year.
    let yearly = ["observed on", "celebrated on", "birthday on"];
    let yearly = yearly.iter().any(|words| before.ends_with(words));
    let issue = [" issue", " edition"];
    let issue = issue.iter().any(|word| rest.starts_with(word));
    let attacks = date.month == 9 && date.day.is_some_and(|day| context.words(day) == "11");
    RANGE.is_match(rest) || name || led || yearly || issue || attacks
}

/// "Last Monday" of the week before.
fn far_weekday(context: &Context, time: &TimeMention, today: Date) -> Option<Finding> {
    let Form::Weekday { which, .. } = time.expression.form else {
        return None;
    };
    let day = time.day()?;
    let counted = matches!(which, Which::Last | Which::Next);
    let plain = time.expression.part.is_none() && time.expression.modifier.is_none();
    if !counted || !plain || days_between(today, day) <= 7 || !ap::is_copy(context, time.span) {
        return None;
    }
    let instead = format!("{} {}", ap::month_with_a_day(day.month()), day.day());
    let message = format!(
        "\u{201c}{}\u{201d} is {}, more than seven days from this article, where the AP writes \u{201c}{instead}\u{201d}",
        context.words(time.span),
        in_words(day)
    );
    Some(ap::finding(context, &RULE, time.span, message, &instead))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn near_dates_and_abbreviations_are_found() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2025-02-19.txt\n\
             It closed Mon., Jan. 6, and reopens on Saturday, Feb. 22, in Rome.\n          ^^^^ ap-weekday\n                                       ^^^^^^^^^^^^^^^^^ ap-weekday\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n[rules]\nundated-article = \"off\"\n//- a.txt\nIt closed Mon., Feb. 17, in Rome.\n          ^^^^ ap-weekday\n",
        );
    }

    #[test]
    fn the_comma_of_the_weekday_goes_with_it() {
        let fixture = Fixture::new(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2025-02-19.txt\nOn Monday, Feb. 17, it closed.\n",
        );
        assert_eq!(fixture.fixed("Change to"), "On Monday it closed.\n");
    }

    #[test]
    fn far_dates_ranges_and_names_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2025-02-19.txt\n\
             It ran Feb. 17-20 and on Feb. 26, Feb. 12 and Jan. 6. The Feb. 20 Movement met on Monday. \
             Every Feb. 21 it snows; it has since Feb. 14, and until next Monday, Feb. 24, it will. The Feb. 17 issue said that it is observed on Feb. 16.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2025-02-19.txt\n\
             \u{201c}It was Feb. 17,\u{201d} he said. It was so on Feb. 17, 2023.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n[rules]\nundated-article = \"off\"\n//- a.txt\nIt closed on Feb. 17, in Rome.\n",
        );
    }
}
