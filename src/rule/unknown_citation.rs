//! `unknown-citation`: a citation key that no bibliography of the folder lists.

use crate::article::{Citation, Format};
use crate::corpus::Severity;
use crate::text::Span;
use crate::text::one_edit_apart;

use super::{Context, Docs, EVERY, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "unknown-citation",
    group: "citations",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A citation key, `[@key]`, that is in no bibliography of the folder.",
        why: "The way from the claim to its source is cut. BibTeX (`.bib`) and CSL-JSON (`references.json`, \
              `bibliography.json`, `library.json`, `.csl.json` and the like) are read, at the folder's root and one directory below. \
              In Markdown without any bibliography the first key is a hint; where a bibliography cannot be read, the \
              rule is silent.",
        example: "//- a.md\nHe promised aid [@kyodo2024].\n                 ^^^^^^^^^^ unknown-citation\n//- references.bib\n@misc{kyodo2025, title = {The talks}}\n",
        instead: "//- a.md\nHe promised aid [@kyodo2025; see @abe, p. 3].\n//- references.bib\n@misc{kyodo2025, title = {The talks}}\n@misc{abe, title = {The visit}}\n",
        fix: "Correct the key (the quick fix offers one of nearly that name), or add the source to the bibliography.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let bibliography = &context.folder.bibliography;
    let article = &context.analysis.article;
    if !bibliography.is_whole() {
        return;
    }
    if !bibliography.exists() {
        // The bibliography may lie outside the folder; in plain text it may be no key at all.
        let first = article.citations.first();
        let first = first.filter(|_| article.format == Format::Markdown && is_in_folder(context));
        findings.extend(first.map(|citation| {
            let message = "this folder has no bibliography that could list this key";
            let mut finding = context.finding(&RULE, citation.span, message);
            finding.severity = Severity::Hint;
            finding
        }));
        return;
    }
    for citation in &article.citations {
        // Pandoc's keys of figures and tables.
        let is_part = citation.key.contains(':') && bibliography.entry(&citation.key).is_none();
        if bibliography.entry(&citation.key).is_none() && !is_part {
            findings.push(unknown(context, citation));
        }
    }
}

fn is_in_folder(context: &Context) -> bool {
    !context.folder.root.is_empty()
}

fn unknown(context: &Context, citation: &Citation) -> Finding {
    let message = format!(
        "no bibliography of this folder lists \u{201c}{}\u{201d}",
        citation.key
    );
    let mut finding = context.finding(&RULE, citation.span, message);
    let entries = context.folder.bibliography.entries().iter();
    let names = entries.map(|entry| entry.name.as_str());
    let near = names.filter(|name| one_edit_apart(name, &citation.key));
    let key_span = Span::new(citation.span.start as usize + 1, citation.span.end as usize);
    finding.fixes = near
        .take(3)
        .map(|name| Fix::replace(format!("Cite {name}"), context.key, key_span, name))
        .collect();
    finding
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn keys_are_looked_up_in_csl_json_too() {
        check(
            "//- a.txt\nHe promised aid [@kyodo] and roads [@nobody].\n                                    ^^^^^^^ unknown-citation\n\
             //- references.json\n[{\"id\": \"kyodo\"}]\n",
        );
    }

    #[test]
    fn without_a_bibliography_only_markdown_hints_and_a_broken_one_is_silent() {
        check(
            "//- a.md\nOne [@a] and two [@b].\n     ^^ unknown-citation hint\n//- b.txt\nThe post of [@realname] is gone.\n",
        );
        check("//- a.md\nOne [@a].\n//- references.bib\n@misc{b, title = {\n");
    }

    #[test]
    fn a_key_of_nearly_that_name_is_offered() {
        let fixture = Fixture::new(
            "//- a.md\nOne [@kyoda2025].\n//- references.bib\n@misc{kyodo2025, title = {A}}\n",
        );
        assert_eq!(fixture.fixed("Cite kyodo2025"), "One [@kyodo2025].\n");
    }
}
