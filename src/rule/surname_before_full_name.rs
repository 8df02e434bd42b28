//! `surname-before-full-name`: the first mention of a person is a bare surname.

use crate::article::BlockKind;
use crate::corpus::Severity;
use crate::name::{EntityKind, JoinReason};

use super::{Context, Docs, Finding, Profile, Rule};

pub const RULE: Rule = Rule {
    name: "surname-before-full-name",
    group: "names",
    severity: Severity::Information,
    profiles: &[Profile::Checker],
    docs: Docs {
        what: "A person is first mentioned by the surname alone, and the full name comes later.",
        why: "Readers meet somebody they do not know. Headings do not count.",
        example: "//- copydesk.toml\nprofile = \"checker\"\n//- a.txt\nMinister Haddad came to Rome.\n         ^^^^^^ surname-before-full-name\n\nKarim Haddad, a former banker, said so.\n",
        instead: "//- copydesk.toml\nprofile = \"checker\"\n//- a.txt\nMinister Karim Haddad came to Rome.\n\nHaddad, a former banker, said so.\n",
        fix: "Write the full name at the first mention.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let analysis = context.analysis;
    for (index, entity) in analysis.entities.iter().enumerate() {
        if entity.kind != EntityKind::Person || !entity.name.contains(' ') {
            continue;
        }
        let in_text = analysis.names.iter().filter(|mention| {
            let block = analysis.article.block_at(mention.span.start as usize);
            let heading =
                block.is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }));
            mention.entity == index && !heading && mention.reason != JoinReason::Linked
        });
        let mut in_text = in_text.map(|mention| mention.span);
        let Some(first) = in_text.next() else {
            continue;
        };
        let full = in_text.find(|span| context.words(*span).contains(' '));
        if context.words(first).contains(' ') {
            continue;
        }
        if let Some(full) = full {
            let place = context.place_name(context.key, context.text(), full);
            let message = format!("the full name, {}, comes only in {place}", entity.name);
            findings.push(context.finding(&RULE, first, message).beside(
                context.key,
                full,
                "the full name",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn headings_and_people_without_a_full_name_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"checker\"\n//- a.md\n# Haddad in Rome\n\nKarim Haddad came to Rome. Haddad spoke. Trump did not.\n",
        );
    }
}
