//! `elapsed-time-mismatch`: so many years that are not the years between the dates.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Severity;
use crate::text::Span;
use crate::time::english::ROUGHLY;
use crate::time::{Derivation, Form, TimeMention, Unit, number_like, read_ordinal};

use super::{Context, Docs, EVERY, Finding, Fix, Rule, clause};

pub const RULE: Rule = Rule {
    name: "elapsed-time-mismatch",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A number of years that differs from the dates beside it: \"10 years ago, in 2011\".",
        why: "Old copy is used again and the number stays. One year more or less is normal, because the months are \
              not known, and rough numbers (\"about\", \"more than\") are left alone.",
        example: "//- 2025-02-17.txt\nThe plant closed 10 years ago, in 2011, after a fire.\n                 ^^^^^^^^^^^^ elapsed-time-mismatch\n",
        instead: "//- 2025-02-17.txt\nThe plant closed 14 years ago, in 2011, after a fire.\n",
        fix: "Take the quick fix for the right number, or look the year up.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let times = &context.analysis.times;
    for at in 0..times.len() {
        let elapsed = counted(context, at).or_else(|| years_after(context, at));
        findings.extend(elapsed.and_then(|elapsed| finding(context, &elapsed)));
    }
    for block in &context.analysis.article.blocks {
        let prose = context.analysis.article.prose_of(block);
        // Few blocks have the word, and the pattern is slow to find that out.
        let has_word = ["nniversary", "NNIVERSARY"]
            .iter()
            .any(|word| prose.contains(word));
        if block.kind.is_prose() && has_word {
            let found = ANNIVERSARY.captures_iter(prose).filter_map(|found| {
                let start = block.span.start as usize;
                let number = Span::from(found.name("number")?.range()).shifted(start);
                let from = found.get(0)?.end() + start;
                finding(context, &anniversary(context, block.span, number, from)?)
            });
            findings.extend(found);
        }
    }
}

/// A number of years that is said, and the years it lies between.
struct Elapsed {
    number: Span,
    said: i32,
    /// The year that stands in the text.
    year: Span,
    from: i32,
    to: i32,
}

fn finding(context: &Context, elapsed: &Elapsed) -> Option<Finding> {
    let right = elapsed.to - elapsed.from;
    let quoted = !clause::in_running_text(context, elapsed.number);
    let words = context.words(elapsed.number);
    if quoted || right < 1 || (right - elapsed.said).abs() <= 1 || clause::has_any(words, ROUGHLY) {
        return None;
    }
    let message = format!(
        "\u{201c}{words}\u{201d} differs from \u{201c}{}\u{201d}: from {} to {} it is {right} years",
        context.words(elapsed.year),
        elapsed.from,
        elapsed.to
    );
    let mut finding = context.finding(&RULE, elapsed.number, message);
    if let Some(text) = number_like(words, right.unsigned_abs()) {
        let title = format!("Change it to {text}");
        finding.fixes = vec![Fix::replace(title, context.key, elapsed.number, text)];
    }
    Some(finding)
}

/// The year of a date with a written year.
fn written_year(time: &TimeMention) -> Option<i32> {
    let calendar = matches!(time.expression.form, Form::Calendar { year: Some(_), .. });
    let written = calendar && time.derivation == Derivation::Written;
    Some(i32::from(time.interval.filter(|_| written)?.begin.year()))
}

/// What stands between two times of one sentence.
fn between<'a>(context: &'a Context, first: &TimeMention, second: &TimeMention) -> Option<&'a str> {
    let sentence = context.analysis.sentence_at(first.span.start as usize);
    let gap = first.span.end as usize..second.span.start as usize;
    let text = context.analysis.article.prose().get(gap)?;
    sentence.encloses(second.span).then_some(text)
}

/// "10 years ago, in 2011", "In 2011, 10 years ago," and "in 2011 and, four years later, in 2019".
fn counted(context: &Context, at: usize) -> Option<Elapsed> {
    let times = &context.analysis.times;
    let count = &times[at];
    let (amount, ago) = match count.expression.form {
        Form::Offset {
            unit: Unit::Year,
            amount,
        } => (amount, true),
        Form::FromLast {
            unit: Unit::Year,
            amount,
        } => (amount, false),
        _ => return None,
    };
    let base = i32::from(count.interval?.begin.year()) - amount;
    let previous = at.checked_sub(1).map(|at| &times[at]);
    // "four years later" counts from the year that stands before it in the sentence.
    let counts_from_year = previous.is_some_and(|previous| {
        written_year(previous) == Some(base) && between(context, previous, count).is_some()
    });
    if !ago && !counts_from_year {
        return None;
    }
    let is_in = |text: &str| matches!(text.trim(), ", in" | "in" | "(" | "(in" | ", on" | "on");
    let behind = times
        .get(at + 1)
        .filter(|next| between(context, count, next).is_some_and(is_in));
    let ahead = previous.filter(|previous| {
        let after = clause::after(context, count.span.end as usize);
        let apposed = after.starts_with([',', '.', ')']);
        ago && apposed && between(context, previous, count).is_some_and(|text| text.trim() == ",")
    });
    let year = behind.or(ahead)?;
    let written = written_year(year)?;
    Some(Elapsed {
        number: count.span,
        said: amount.abs(),
        year: year.span,
        from: base.min(written),
        to: base.max(written),
    })
}

/// "four years after the war of 2021, in 2024" and "In 2024, four years after the war of 2021".
fn years_after(context: &Context, at: usize) -> Option<Elapsed> {
    let times = &context.analysis.times;
    let count = &times[at];
    let Form::Length(length) = &count.expression.form else {
        return None;
    };
    let said: i32 = length.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()?;
    let start = times.get(at + 1)?;
    let what = between(context, count, start)?;
    let after = what.trim_start().strip_prefix("after ")?;
    // One noun phrase up to the year: a comma or an "and" may begin something else.
    let phrase = !after.contains([',', ';', ':', '(', '"', '\u{201c}', '\u{2014}'])
        && after.split_whitespace().count() <= NEAR
        && !clause::has_any(after, &["and", "but", "before", "since", "until"]);
    let from = written_year(start).filter(|_| phrase)?;
    let behind = times
        .get(at + 2)
        .filter(|end| between(context, start, end).is_some_and(|text| text.trim() == ", in"));
    let ahead = at.checked_sub(1).map(|at| &times[at]).filter(|end| {
        let apposed = between(context, end, count).is_some_and(|text| text.trim() == ",");
        let lead = clause::before(context, end.span.start as usize);
        apposed && lead.trim_end().to_lowercase().ends_with("in")
    });
    let to = written_year(behind.or(ahead)?)?;
    Some(Elapsed {
        number: count.span,
        said,
        year: start.span,
        from,
        to,
    })
}

/// How many words may stand before the year.
const NEAR: usize = 6;

static ANNIVERSARY: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?i)(?P<number>[0-9]{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)[ -]anniversary of ";
    Regex::new(pattern).expect("the pattern of an anniversary is valid")
});

/// "the 10th anniversary of the 2011 quake", against every year that the block speaks of and the
/// article's own: it is a mismatch only if it fits none of them.
fn anniversary(context: &Context, block: Span, number: Span, from: usize) -> Option<Elapsed> {
    let said = i32::try_from(read_ordinal(context.words(number))?).ok()?;
    let times = &context.analysis.times;
    let next = times.partition_point(|time| (time.span.start as usize) < from);
    let start = times.get(next)?;
    let sentence = context.analysis.sentence_at(from);
    let what = context
        .analysis
        .article
        .prose()
        .get(from..start.span.start as usize)?;
    let phrase = sentence.encloses(start.span)
        && !what.contains([',', ';', ':', '(', '"', '\u{201c}', '\u{2014}'])
        && what.split_whitespace().count() <= NEAR;
    let year = written_year(start).filter(|_| phrase)?;
    let article = context.analysis.date.value?;
    let own = i32::from(article.year());
    let fits = |now: i32| (now - year - said).abs() <= 1;
    let nearby = context
        .analysis
        .times_in(block)
        .filter(|time| time.span != start.span)
        .filter_map(|time| Some(i32::from(time.interval?.begin.year())));
    if fits(own) || nearby.into_iter().any(fits) {
        return None;
    }
    Some(Elapsed {
        number,
        said,
        year: start.span,
        from: year,
        to: own,
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn later_after_and_anniversaries_are_counted() {
        check(
            "//- 2025-02-17.txt\n\
             In 2011, 10 years ago, the plant closed.\n         ^^^^^^^^^^^^ elapsed-time-mismatch\n\
             He left in 2011 and, four years later, in 2019, he returned.\n                     ^^^^^^^^^^^^^^^^ elapsed-time-mismatch\n\
             \n\
             Four years after the war of 2014, in 2024, it fell.\n^^^^^^^^^^ elapsed-time-mismatch\n\
             \n\
             It was the tenth anniversary of the 2011 quake.\n           ^^^^^ elapsed-time-mismatch\n",
        );
    }

    #[test]
    fn one_year_and_rough_numbers_are_left_alone() {
        check(
            "//- 2025-02-17.txt\n\
             The plant closed 13 years ago, in 2011, and nearly 10 years ago, in 2013, it burned.\n\
             In 2011, four years after the war, he left.\n\
             \n\
             It was the 13th anniversary of the 2011 quake.\n",
        );
    }

    #[test]
    fn what_is_told_of_another_year_is_left_alone() {
        check(
            "//- 2025-02-17.txt\n\
             In 2021 he spoke at the 10th anniversary of the 2011 quake.\n\
             \n\
             He said: \u{201c}It was 10 years ago, in 2011.\u{201d}\n\
             //- a.txt\n\
             It was the 10th anniversary of the 2011 quake.\n",
        );
    }

    #[test]
    fn the_fix_keeps_the_style() {
        let fixture = Fixture::new("//- 2025-02-17.txt\nIt closed ten years ago, in 2011.\n");
        assert_eq!(
            fixture.fixed("Change it to"),
            "It closed fourteen years ago, in 2011.\n"
        );
        let fixture =
            Fixture::new("//- 2033-02-17.txt\nIt was the 10th anniversary of the 2011 quake.\n");
        assert_eq!(
            fixture.fixed("Change it to"),
            "It was the 22nd anniversary of the 2011 quake.\n"
        );
    }
}
