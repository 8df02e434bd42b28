//! `ap-century`: "the 1st century", "the nineteenth century".

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::{Profile, Severity};
use crate::text::Span;
use crate::time::{Form, TimeMention, english::ORDINALS};

use super::{Context, Docs, Finding, Rule, ap};

pub const RULE: Rule = Rule {
    name: "ap-century",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "A century that the AP writes in words, or in figures.",
        why: "The first to the ninth century are written in words, later ones in figures. Names with capitals \
              (\"Twentieth Century Fox\") and rows of centuries are left alone.",
        example: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe church is of the nineteenth century.\n                     ^^^^^^^^^^ ap-century\n",
        instead: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe church is of the 19th century, the ruin of the first century.\n",
        fix: "Take the quick fix.",
    },
    check,
};

static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?-u:\b)(?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)[ -]century(?-u:\b)";
    Regex::new(pattern).expect("the pattern of centuries is valid")
});

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for time in &context.analysis.times {
        if let Form::Century { number } = time.expression.form
            && ap::is_copy(context, time.span)
        {
            findings.extend(mismatch(context, time, number));
        }
    }
}

fn mismatch(context: &Context, time: &TimeMention, number: i16) -> Option<Finding> {
    let found = ORDINAL.captures(context.words(time.span))?;
    let said = found.name("ordinal")?;
    let style = style(number)?;
    if said.as_str() == style {
        return None;
    }
    let span = Span::from(said.range()).shifted(time.span.start as usize);
    if in_a_row(context, span) {
        return None;
    }
    let message = format!(
        "\u{201c}{}\u{201d} differs from AP style, which writes \u{201c}{style} century\u{201d}",
        said.as_str()
    );
    Some(ap::finding(context, &RULE, span, message, &style))
}

/// "The eighth to 12th century": to change one of a row leaves the others behind.
fn in_a_row(context: &Context, span: Span) -> bool {
    let before = ap::before(context, span).trim_end();
    let last = before.rsplit(' ').next().unwrap_or("");
    matches!(last, "and" | "or" | "to")
        || before.ends_with(['-', '\u{2013}'])
            && !["mid-", "early-", "late-"]
                .iter()
                .any(|lead| before.ends_with(lead))
}

fn style(number: i16) -> Option<String> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    let ending = match (number % 10, number) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match number {
        1..=9 => ORDINALS.get(index).map(|word| (*word).to_owned()),
        _ => Some(format!("{number}{ending}")),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn words_and_figures_are_told_apart() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             A 2nd-century wall and a twenty-first-century roof stand there.\n  ^^^ ap-century\n                         ^^^^^^^^^^^^ ap-century\n",
        );
    }

    #[test]
    fn names_rows_and_quotations_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             The Twentieth Century Society likes the 21st century and the ninth century.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             The 8th to 9th century was quiet. \u{201c}It is a nineteenth century wall,\u{201d} he said.\n",
        );
    }
}
