//! `avoided-name`: a form of a name that the register says to avoid.

use crate::corpus::Severity;
use crate::text::Span;

use super::{Context, Docs, EVERY, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "avoided-name",
    group: "names",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A form of a name that the `avoid` list of its entry in entities.yml rules out.",
        why: "The house has decided how this name is written. Quotations are found as well, but changed only if you \
              choose to.",
        example: "//- entities.yml\n- name: Kyiv\n  type: place\n  avoid: [Kiev]\n//- a.txt\nHe went to Kiev.\n           ^^^^ avoided-name\n",
        instead: "//- entities.yml\n- name: Kyiv\n  type: place\n  avoid: [Kiev]\n//- a.txt\nHe went to Kyiv.\n",
        fix: "Take the quick fix, which writes the register\u{2019}s name.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let prose = context.analysis.article.prose();
    for entry in &context.folder.register.entries {
        for form in entry.avoid.iter().filter(|form| form.chars().count() > 1) {
            for (start, _) in prose.match_indices(form.as_str()) {
                let span = Span::new(start, start + form.len());
                if !stands_alone(prose, span) {
                    continue;
                }
                let message = format!(
                    "\u{201c}{form}\u{201d} differs from \u{201c}{}\u{201d} in entities.yml",
                    entry.name
                );
                let mut finding = context.finding(&RULE, span, message);
                let title = format!("Write {}", entry.name);
                finding
                    .fixes
                    .push(Fix::replace(title, context.key, span, &entry.name));
                findings.push(finding);
            }
        }
    }
}

fn stands_alone(prose: &str, span: Span) -> bool {
    let before = prose[..span.start as usize].chars().next_back();
    let after = prose[span.end as usize..].chars().next();
    ![before, after]
        .iter()
        .flatten()
        .any(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn parts_of_words_are_left_alone() {
        check(
            "//- entities.yml\n- name: Kyiv\n  avoid: [Kiev]\n//- a.txt\nThe Kievan Rus was here.\n",
        );
    }
}
