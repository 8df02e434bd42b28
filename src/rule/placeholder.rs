//! `placeholder`: words that stand for words to come.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Severity;
use crate::text::Span;

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "placeholder",
    group: "desk",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A mark that something is still to come: TK, TKTK, XXX, ??, [CHECK].",
        why: "It was meant to be replaced before anybody reads it. The Roman numeral (\"Super Bowl XXX\") and \
              question marks behind a word are left alone.",
        example: "//- a.txt\nThe aid came to TK million dollars.\n                ^^ placeholder\n",
        instead: "//- a.txt\nThe aid came to 30 million dollars, at Super Bowl XXX, and why??\n",
        fix: "Fill in what is missing.",
    },
    check,
};

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\[(?:CHECK|TK|FIXME|TODO|CITATION NEEDED)[^\]\n]{0,60}\]|(?-u:\b)(?:TK)+(?-u:\b)|(?-u:\b)XXX+(?-u:\b)|\?\?+";
    Regex::new(pattern).expect("the pattern of placeholders is valid")
});

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let article = &context.analysis.article;
    for block in article.blocks.iter().filter(|block| block.kind.is_prose()) {
        let prose = article.prose_of(block);
        for found in PLACEHOLDER.find_iter(prose) {
            let (before, after) = (&prose[..found.start()], &prose[found.end()..]);
            if is_meant(found.as_str(), before, after) {
                let span = Span::from(found.range()).shifted(block.span.start as usize);
                let message = format!(
                    "\u{201c}{}\u{201d} is still to be filled in",
                    found.as_str()
                );
                findings.push(context.finding(&RULE, span, message));
            }
        }
    }
}

fn is_meant(found: &str, before: &str, after: &str) -> bool {
    let previous = before.chars().next_back();
    let glued = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '\u{2019}' | '\'' | '.')
        })
    };
    match found.as_bytes()[0] {
        b'?' => previous
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '$' | '\u{a3}' | '\u{20ac}')),
        b'X' => {
            let word = before
                .trim_end()
                .rsplit(char::is_whitespace)
                .next()
                .unwrap_or("");
            !glued(previous) && !after.starts_with('-') && !word.starts_with(char::is_uppercase)
        }
        b'T' => !glued(previous) && !after.starts_with(" Maxx") && !after.starts_with('-'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_marks_of_the_newsroom_are_found() {
        check(
            "//- a.txt\n\
             TKTK people came, [CHECK number] of them from ?? and XXX.\n\
             ^^^^ placeholder\n                  ^^^^^^^^^^^^^^ placeholder\n                                              ^^ placeholder\n                                                     ^^^ placeholder\n",
        );
    }

    #[test]
    fn names_and_numerals_are_left_alone() {
        check(
            "//- a.txt\nTK Maxx and the TK-1 sold the XXX-rated Super Bowl XXX. What?? she asked.\n",
        );
        check(
            "//- a.md\nThe `TK` key is [TK](https://tk.org/TK).[^1]\n                 ^^ placeholder\n\n[^1]: So it is.\n",
        );
    }
}
