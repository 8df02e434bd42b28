//! `percent-mismatch`: a change in percent that is not the change between the numbers beside it.

use crate::claim::{Quantity, quantity};
use crate::corpus::Severity;
use crate::text::Span;

use super::rounding::{Bounds, around, written};
use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "percent-mismatch",
    group: "numbers",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A percentage that differs from the two numbers beside it: \"from 200 to 250, a rise of 20 percent\".",
        why: "The percentage was taken of the wrong number, or one of the three was changed. A change is computed, and a \
              share: \"30 of the 120 trams (25 percent)\". Rounding is allowed for, and rough numbers and yearly rates \
              are left alone.",
        example: "//- a.txt\nExports rose from 200 tonnes to 250 tonnes, an increase of 20 percent.\n                                                           ^^^^^^^^^^ percent-mismatch\n",
        instead: "//- a.txt\nExports rose from 200 tonnes to 250 tonnes, an increase of 25 percent.\n",
        fix: "Compute it again from the source's numbers.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for sentence in &context.analysis.sentences {
        let quantities = context.analysis.quantities_in(*sentence);
        let percents = quantities.iter().filter(|one| one.is_percent()).count();
        if quantities.len() >= 3 && percents == 1 {
            findings.extend(quantities.windows(3).filter_map(|three| {
                mismatch(context, *sentence, three).or_else(|| share(context, three))
            }));
        }
    }
}

fn mismatch(context: &Context, sentence: Span, three: &[Quantity]) -> Option<Finding> {
    let at = three.iter().position(Quantity::is_percent)?;
    let percent = &three[at];
    let (first, second) = match at {
        0 => (&three[1], &three[2]),
        2 => (&three[0], &three[1]),
        _ => return None,
    };
    let comparable = first.unit == second.unit || first.unit.is_none() || second.unit.is_none();
    let exact = three.iter().all(Quantity::is_exact);
    let running = clause::in_running_text(context, percent.span);
    let words = context.words(sentence);
    if !comparable || !exact || !running || clause::has_any(words, YEARLY) {
        return None;
    }
    let gap = |one: &Quantity, two: &Quantity| {
        let gap = one.span.end as usize..two.span.start as usize;
        context.analysis.article.prose().get(gap)
    };
    let lead = clause::before(context, first.span.start as usize);
    let leads = last_word(lead);
    let between = gap(first, second)?;
    let (from, to) = match (leads.as_str(), last_word(between).as_str()) {
        ("from", "to") => (first, second),
        ("to", "from") => (second, first),
        _ => return None,
    };
    let near = match at {
        0 => gap(percent, first)?,
        _ => gap(second, percent)?,
    };
    if !belongs(near, at == 0) || clause::lower_words(between).len() > NEAR {
        return None;
    }
    report(context, from, to, percent)
}

/// "30 of its 120 trams (25 percent)", "30 of the 120, or 25 percent".
fn share(context: &Context, three: &[Quantity]) -> Option<Finding> {
    let [first, second, percent] = three else {
        return None;
    };
    let counts = [first, second].iter().all(|one| one.is_count());
    let exact = three.iter().all(Quantity::is_exact);
    if !percent.is_percent() || !counts || !exact || !clause::in_running_text(context, percent.span)
    {
        return None;
    }
    let prose = context.analysis.article.prose();
    let between = prose.get(first.span.end as usize..second.span.start as usize)?;
    let near = prose.get(second.span.end as usize..percent.span.start as usize)?;
    let of = |words: &[String]| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        matches!(
            words.as_slice(),
            ["of"] | ["of", "the" | "its" | "their" | "all" | "those"] | ["out", "of"]
        )
    };
    let set_off = |gap: &str| gap.ends_with('(') || gap.ends_with(", or ");
    // At most the noun stands between the whole and the percentage.
    let (part, whole) = (first, second);
    if !of(&clause::lower_words(between)) || !set_off(near) || !few(near) {
        return None;
    }
    if whole.value <= 0.0 || part.value > whole.value {
        return None;
    }
    let computed = part.value / whole.value * 100.0;
    if around(computed, 0.2).overlaps(said(percent)) {
        return None;
    }
    let message = format!(
        "\u{201c}{}\u{201d} differs from the share of \u{201c}{}\u{201d} in \u{201c}{}\u{201d}, which is {} {}",
        context.words(percent.span),
        context.words(part.span),
        context.words(whole.span),
        written(computed),
        quantity::PERCENT
    );
    Some(context.finding(&RULE, percent.span, message))
}

fn few(gap: &str) -> bool {
    clause::lower_words(gap).len() <= NEAR && gap.matches([',', ';', '(']).count() <= 1
}

/// Rates that are spread over time, or corrected for something.
const YEARLY: &[&str] = &[
    "adjusted",
    "annual",
    "annually",
    "annualized",
    "average",
    "compound",
    "inflation",
    "per",
    "real",
    "yearly",
    "points",
    "respectively",
    "while",
    "compared",
];

/// How many words may part the numbers.
const NEAR: usize = 4;

/// Words of change before a percentage.
const CHANGE: &[&str] = &[
    "a",
    "an",
    "or",
    "up",
    "down",
    "by",
    "of",
    "increase",
    "decrease",
    "rise",
    "drop",
    "fall",
    "decline",
    "gain",
    "jump",
    "reduction",
    "growth",
    "cut",
    "climb",
    "surge",
    "slump",
    "loss",
    "the",
    "that",
    "is",
    "some",
];

/// Whether the percentage is that of the two numbers: "rose 25 percent from ... to ...", "from ...
/// to ..., a rise of 25 percent".
fn belongs(gap: &str, leads: bool) -> bool {
    let words = clause::lower_words(gap);
    if leads {
        let from = words == ["from"];
        return words.len() <= 1 && (from || !gap.contains([',', ';']));
    }
    let Some((head, tail)) = gap.split_once([',', '(', '\u{2014}']) else {
        return false;
    };
    let change = clause::lower_words(tail);
    clause::lower_words(head).len() <= NEAR
        && change.iter().all(|word| CHANGE.contains(&word.as_str()))
}

fn last_word(text: &str) -> String {
    clause::lower_words(text.trim_end_matches(['$', '\u{a3}', '\u{20ac}']))
        .pop()
        .unwrap_or_default()
}

fn report(
    context: &Context,
    from: &Quantity,
    to: &Quantity,
    percent: &Quantity,
) -> Option<Finding> {
    if from.value <= 0.0 || to.value <= 0.0 || from.value == to.value {
        return None;
    }
    let change = |from: f64, to: f64| ((to - from) / from * 100.0).abs();
    let step = from.step.min(to.step);
    let (low, high) = (precise(from, step), precise(to, step));
    let ends = [
        change(low.low, high.low),
        change(low.low, high.high),
        change(low.high, high.low),
        change(low.high, high.high),
    ];
    let computed = Bounds {
        low: ends.iter().copied().fold(f64::INFINITY, f64::min),
        high: ends.iter().copied().fold(0.0, f64::max),
    };
    let said = said(percent);
    // "from 5 to 10, or 200 percent": of the old number.
    let share = change(from.value, to.value);
    let of_old = (to.value / from.value * 100.0 - percent.value).abs() <= 1.0;
    if computed.widened(0.02).overlaps(said) || of_old {
        return None;
    }
    let unit = quantity::PERCENT;
    let message = format!(
        "\u{201c}{}\u{201d} differs from the change between \u{201c}{}\u{201d} and \u{201c}{}\u{201d}, which is {} {unit}",
        context.words(percent.span),
        context.words(from.span),
        context.words(to.span),
        written(share)
    );
    Some(context.finding(&RULE, percent.span, message))
}

/// Whoever writes "from $2 million to $1.5 million" has both to the same place; a count of a few
/// things is not rounded at all.
fn precise(one: &Quantity, step: f64) -> Bounds {
    let few = one.value < 100.0 && one.unit.is_none() && step == 1.0;
    around(one.value, if few { 0.0 } else { step })
}

/// A percentage with a five or a zero at its end is often a round one.
fn said(percent: &Quantity) -> Bounds {
    let round = percent.value % 5.0 == 0.0 && percent.step == 1.0;
    around(percent.value, if round { 2.0 } else { percent.step })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn both_orders_are_computed() {
        check(
            "//- a.txt\n\
             Profit fell 40 percent to $1.5 million from $2 million.\n            ^^^^^^^^^^ percent-mismatch\n\
             The price rose from $4.20 to $5.10, or 31%.\n                                       ^^^ percent-mismatch\n\
             The herd grew 12 percent from 50 animals to 60 animals.\n              ^^^^^^^^^^ percent-mismatch\n",
        );
    }

    #[test]
    fn shares_are_computed() {
        check(
            "//- a.txt\n\
             The price fell by 33 percent, from $80 to $60.\n                  ^^^^^^^^^^ percent-mismatch\n\
             The city let 30 of its 120 trams (30 percent) stand still.\n                                  ^^^^^^^^^^ percent-mismatch\n\
             They closed 10 of the 40 schools, or 40 percent.\n                                     ^^^^^^^^^^ percent-mismatch\n\
             They closed 10 of the 40 schools, or 25 percent. It let 41 of the 120 trams (34 percent) stand still.\n\
             He asked 30 of his 120 friends for a loan at 30 percent. One in 10 of the 50 boys, or 40 percent, came.\n",
        );
    }

    #[test]
    fn rounding_is_allowed() {
        check(
            "//- a.txt\n\
             Profit fell 25 percent to $1.5 million from $2 million.\n\
             The price rose from $4.20 to $5.10, or 21%.\n\
             Output rose from 3.1 million to 3.6 million tonnes, up 15 percent.\n\
             Staff fell from 30 to 20, a cut of a third, or 33 percent.\n",
        );
    }

    #[test]
    fn yearly_rates_rough_numbers_and_points_are_left_alone() {
        check(
            "//- a.txt\n\
             Output rose from 100 to 200 tonnes, an annual increase of 7 percent.\n\
             Output rose from about 100 to 200 tonnes, an increase of 70 percent.\n\
             Support rose from 20 percent to 30 percent, up 10 percent.\n\
             Output rose from 100 to 200 tonnes while prices fell 7 percent.\n",
        );
    }
}
