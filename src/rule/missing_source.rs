//! `missing-source`: a quotation with no source.

use crate::article::BlockKind;
use crate::claim::wording::tokens;
use crate::corpus::{Profile, Severity};
use crate::text::Span;

use super::{Context, Docs, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "missing-source",
    group: "citations",
    severity: Severity::Information,
    profiles: &[Profile::Checker],
    docs: Docs {
        what: "A quotation of six words or more in a paragraph that cites nothing, in an article without a source.",
        why: "A fact-checker needs the place that each quotation is from. A note, a key or a link anywhere in the \
              paragraph is a source, and so is `source:` or `url:` in the metadata. Only in the profile `checker`; \
              once for each paragraph.",
        example: "//- copydesk.toml\nprofile = \"checker\"\n//- a.md\nThe envoy said: \u{201c}We will never leave the old city.\u{201d}\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing-source\n",
        instead: "//- copydesk.toml\nprofile = \"checker\"\n//- a.md\nThe envoy said: \u{201c}We will never leave the old city.\u{201d}[^1]\n\n[^1]: Interview, 3 March 2025, on tape\n",
        fix: "Add a footnote, a link or `source:` that names where the words are from.",
    },
    check,
};

const FEWEST: usize = 6;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let metadata = &context.analysis.metadata;
    if !metadata.source.is_empty() || metadata.url.is_some() {
        return;
    }
    let article = &context.analysis.article;
    let mut last_block = None;
    for quotation in &context.analysis.quotations {
        let words = &article.prose()[quotation.words.range()];
        let Some(block) = article.block_at(quotation.span.start as usize) else {
            continue;
        };
        let running = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
        let long = quotation.depth == 0 && tokens(words).len() >= FEWEST;
        if running && long && last_block != Some(block.span) && !is_sourced(context, block.span) {
            last_block = Some(block.span);
            let message = "nothing in this paragraph says where these words are from";
            findings.push(context.finding(&RULE, quotation.span, message));
        }
    }
}

fn is_sourced(context: &Context, block: Span) -> bool {
    let article = &context.analysis.article;
    let notes = article.footnote_references.iter().map(|one| one.span);
    let keys = article.citations.iter().map(|one| one.span);
    let links = article.links.iter().map(|one| one.span);
    notes
        .chain(keys)
        .chain(links)
        .any(|span| block.encloses(span))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    const QUOTED: &str = "The envoy said: \u{201c}We will never leave the old city.\u{201d}";

    #[test]
    fn one_for_each_paragraph() {
        check(&format!(
            "//- copydesk.toml\nprofile = \"checker\"\n//- a.txt\n{QUOTED} \u{201c}We will stay here for ever,\u{201d} he said.\n\
             \u{20}               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing-source\n\n{QUOTED}\n\
             \u{20}               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing-source\n"
        ));
    }

    #[test]
    fn any_way_of_naming_a_source_is_enough() {
        let checker = "//- copydesk.toml\nprofile = \"checker\"\n//- a.md\n";
        check(&format!(
            "{checker}---\nsource: Kyodo News\n---\n{QUOTED}\n"
        ));
        check(&format!(
            "{checker}{QUOTED} See [the tape](https://a.org).\n"
        ));
        check(&format!(
            "{checker}The envoy said: \u{201c}We will never leave.\u{201d}\n"
        ));
        check(&format!("//- a.md\n{QUOTED}\n"));
    }
}
