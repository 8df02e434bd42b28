//! `lost-passage`: the words that a link quotes are not in its local source any more.

use crate::article::{LinkKind, Target};
use crate::corpus::Severity;
use crate::corpus::passage;

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "lost-passage",
    group: "citations",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A link that names the very words of a source (`#:~:text=…`), which the source does not contain.",
        why: "The source was changed, or the words were never in it: the claim has lost its support. Case, curly or \
              straight marks and line breaks make no difference.",
        example: "//- a.md\nHe wants \u{201c}roads\u{201d}.[^1]\n\n[^1]: [Kyodo](kyodo.txt#:~:text=new%20roads)\n      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lost-passage\n//- kyodo.txt\nHe spoke of old roads.\n",
        instead: "//- a.md\nHe wants \u{201c}roads\u{201d}.[^1]\n\n[^1]: [Kyodo](kyodo.txt#:~:text=new%20roads)\n//- kyodo.txt\nHe spoke of New\u{20}\nroads.\n",
        fix: "Open the source and look for what it says now; then correct the claim or the link.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for link in &context.analysis.article.links {
        let Target::Local {
            path,
            passage: Some(wanted),
            ..
        } = &link.target
        else {
            continue;
        };
        let wiki = link.kind == LinkKind::Wiki;
        let keys = context.folder.resolve(context.key, path, wiki);
        let Some(key) = context.snapshot.existing(keys) else {
            continue;
        };
        let Ok(source) = context.snapshot.text(&key) else {
            continue;
        };
        if passage::find(context.snapshot, &key, &source, wanted).is_none() {
            let file = key.rsplit('/').next().unwrap_or(&key);
            let message = format!("{file} does not contain \u{201c}{}\u{201d}", wanted.start);
            findings.push(context.finding(&RULE, link.span, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn emphasis_marks_and_entities_of_a_source_do_not_hide_its_words() {
        check(
            "//- a.md\n[one](b.md#:~:text=he%20said%20%22so%20it%20is%22) and [two](b.md#:~:text=he,is)\n\
             //- b.md\nThen **he** *said* \u{201c}so it is\u{201d} and left.\n",
        );
    }

    #[test]
    fn a_missing_file_is_the_business_of_another_rule() {
        check("//- a.md\n[one](c.md#:~:text=words)\n^^^^^^^^^^^^^^^^^^^^^^^^^^ broken-link\n");
    }
}
