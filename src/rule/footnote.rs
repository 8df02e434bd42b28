//! `footnote`: used and undefined, defined and unused, defined twice.

use std::collections::BTreeMap;

use crate::article::FootnoteDefinition;
use crate::corpus::Severity;

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "footnote",
    group: "citations",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A footnote that is used and not defined, defined twice, or (a hint) defined and never used.",
        why: "The reader looks for a source and finds none, or the wrong one.",
        example: "//- a.md\nHe promised aid.[^1]\n                ^^^^ footnote warning\n",
        instead: "//- a.md\nHe promised aid.[^1]\n\n[^1]: Kyodo, 25 March 2025\n",
        fix: "Write the note (`[^1]: …`), or take out the mark or the note that is left over.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let article = &context.analysis.article;
    let mut defined: BTreeMap<String, &FootnoteDefinition> = BTreeMap::new();
    for definition in &article.footnote_definitions {
        match defined.get(&fold(&definition.label)) {
            Some(first) => findings.push(twice(context, first, definition)),
            None => {
                defined.insert(fold(&definition.label), definition);
            }
        }
    }
    let used = |label: &str| {
        article
            .footnote_references
            .iter()
            .any(|reference| fold(&reference.label) == label)
    };
    for reference in &article.footnote_references {
        if !defined.contains_key(&fold(&reference.label)) {
            let message = format!(
                "nothing defines the footnote \u{201c}{}\u{201d}",
                reference.label
            );
            findings.push(context.finding(&RULE, reference.span, message));
        }
    }
    for (label, definition) in &defined {
        if !used(label) {
            let message = format!(
                "the footnote \u{201c}{}\u{201d} is never used",
                definition.label
            );
            let mut finding = context.finding(&RULE, definition.label_span, message);
            finding.severity = Severity::Hint;
            findings.push(finding);
        }
    }
}

/// Labels are the same whatever their case (CommonMark).
fn fold(label: &str) -> String {
    label.to_lowercase()
}

fn twice(context: &Context, first: &FootnoteDefinition, second: &FootnoteDefinition) -> Finding {
    let place = context.place_name(context.key, context.text(), first.label_span);
    let message = format!(
        "the footnote \u{201c}{}\u{201d} is defined at {place} too",
        second.label
    );
    context.finding(&RULE, second.label_span, message).beside(
        context.key,
        first.label_span,
        "the first definition, which counts",
    )
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn unused_and_repeated_notes_are_said_in_both_formats() {
        for file in ["a.md", "a.txt"] {
            check(&format!(
                "//- {file}\nHe promised aid.[^1]\n\n[^1]: One.\n\n[^1]: Two.\n^^^^ footnote warning\n\n[^x]: Three.\n^^^^ footnote hint\n"
            ));
        }
    }

    #[test]
    fn labels_match_in_any_case_and_code_is_left_alone() {
        check("//- a.md\nHe said so.[^Kyodo] In code: `[^2]`.\n\n[^kyodo]: Kyodo.\n");
    }
}
