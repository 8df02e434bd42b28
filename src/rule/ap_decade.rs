//! `ap-decade`: "the 1990's", "the 90s".

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::{Profile, Severity};
use crate::text::{Span, words};

use super::{Context, Docs, Finding, Rule, ap};

pub const RULE: Rule = Rule {
    name: "ap-decade",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "A decade with an apostrophe before the s, or of two figures without one before them.",
        why: "The AP writes \"the 1990s\" and \"the '90s\". Only words that surely mean a decade are looked at: \
              \"1990's best film\" may be a year's, and temperatures are in the 90s.",
        example: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe film of the 1990's was a success.\n                ^^^^^^ ap-decade\n",
        instead: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe film of the 1990s was a success, as those of the '80s were.\n",
        fix: "Take the quick fix.",
    },
    check,
};

static DECADE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?-u:\b)(?:[Tt]he\s+|(?:[Tt]he\s+)?(?:early|late|mid)[ -](?:the\s+)?)(?P<decade>(?P<before>['\u{2018}\u{2019}]?)(?P<figures>1[0-9]{2}0|20[0-9]0|[2-9]0)(?P<behind>['\u{2019}]?)s)(?-u:\b)";
    Regex::new(pattern).expect("the pattern of decades is valid")
});

/// Words that count other things by tens.
const NO_DECADE: &[&str] = &[
    "temperature",
    "temperatures",
    "degrees",
    "weather",
    "heat",
    "high",
    "highs",
    "low",
    "lows",
    "percent",
    "age",
    "aged",
    "ages",
    "score",
    "scores",
    "points",
    "mph",
    "upper",
    "lower",
];

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for block in ap::copy(context) {
        let prose = context.analysis.article.prose_of(block);
        for found in DECADE.captures_iter(prose) {
            let Some(decade) = found.name("decade") else {
                continue;
            };
            let span = Span::from(decade.range()).shifted(block.span.start as usize);
            let instead = style(&found["before"], &found["figures"], prose);
            let surely = found["figures"].len() == 4 || !counts_other_things(context, span);
            if instead == decade.as_str() || ap::is_quoted(context, span) || !surely {
                continue;
            }
            let message = format!(
                "\u{201c}{}\u{201d} differs from AP style, which writes \u{201c}{instead}\u{201d}",
                decade.as_str()
            );
            findings.push(ap::finding(context, &RULE, span, message, &instead));
        }
    }
}

/// A mark that stands there already is kept, whichever way it bends.
fn style(before: &str, figures: &str, prose: &str) -> String {
    let mark = match (figures.len(), before) {
        (4, _) => "",
        (_, "") if prose.contains('\u{2019}') => "\u{2019}",
        (_, "") => "'",
        (_, before) => before,
    };
    format!("{mark}{figures}s")
}

fn counts_other_things(context: &Context, span: Span) -> bool {
    let sentence = context.analysis.sentence_at(span.start as usize);
    words(context.words(sentence)).any(|word| NO_DECADE.contains(&&*word.text.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn apostrophes_in_the_wrong_place_are_found() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             Hits of the '80's, the 90s and the late 1970's were played.\n            ^^^^^ ap-decade\n                       ^^^ ap-decade\n                                        ^^^^^^ ap-decade\n",
        );
    }

    #[test]
    fn years_and_other_tens_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             It was 1990's best film. Temperatures were in the 90s. He is in his 80s. The '90s ended.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             \u{201c}We loved the 1990's,\u{201d} she said of the 1990s.\n",
        );
    }
}
