//! `unbalanced-quote`: a quotation mark without a partner.

use crate::corpus::Severity;

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "unbalanced-quote",
    group: "quotations",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A quotation mark that never closes, or one that closes nothing.",
        why: "The reader cannot tell whose words end where. In a quotation of several paragraphs each one opens with \
              a mark and only the last one closes; apostrophes, feet and inches are no quotation marks.",
        example: "//- a.txt\nHe said \u{201c}the talks go on and left.\n        ^ unbalanced-quote\n",
        instead: "//- a.txt\nHe said \u{201c}the talks go on\u{201d} and left.\n",
        fix: "Add the missing mark where the quoted words begin or end. Look at the source: nobody else knows.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let mut last_block = None;
    for mark in &context.analysis.stray_marks {
        let block = context
            .analysis
            .article
            .block_at(mark.span.start as usize)
            .map(|block| block.span);
        // One wrong mark makes others look wrong: the first one of a paragraph is said.
        if block.is_some() && block == last_block {
            continue;
        }
        last_block = block;
        let message = match mark.opens {
            true => "this quotation mark never closes",
            false => "this quotation mark closes nothing",
        };
        findings.push(context.finding(&RULE, mark.span, message));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_mark_that_closes_nothing_is_said() {
        check(
            "//- a.txt\nHe said the talks go on\u{201d} and left.\n                       ^ unbalanced-quote\n",
        );
        check("//- a.txt\nHe said \"the talks go on and left.\n        ^ unbalanced-quote\n");
    }

    #[test]
    fn a_long_quotation_is_left_alone() {
        check("//- a.txt\n\u{201c}One thing.\n\n\u{201c}Another thing,\u{201d} he said.\n");
    }

    #[test]
    fn apostrophes_and_inches_are_left_alone() {
        check(
            "//- a.txt\nThe \u{2019}90s screens\u{2014}27\" wide\u{2014}were the boys\u{2019} own, 'as was' a 6'2\" man.\n",
        );
    }
}
