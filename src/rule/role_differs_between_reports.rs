//! `role-differs-between-reports`: two related reports give one person posts that nobody holds at
//! one time.

use crate::corpus::Severity;

use super::{Context, Docs, EVERY, Finding, Rule, report, role_conflict};

/// Reports further apart may both be right.
const DAYS: i64 = 60;

pub const RULE: Rule = Rule {
    name: "role-differs-between-reports",
    group: "roles",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A related report of about the same time gives a person another post.",
        why: "One of the two is mistaken, or the post has changed hands. Reports that lie more than sixty days apart are \
              not compared, nor is a person who has two posts in this article already.",
        example: "//- a.txt\nTOKYO, Feb. 17, 2025 \u{2014} Deputy Economy Minister Latif Nazari of Kabul came to Tokyo and met the Nippon Foundation.\n                       ^^^^^^^^^^^^^^^^^^^^^^^ role-differs-between-reports\n//- b.txt\nTOKYO, Feb. 18, 2025 \u{2014} Deputy Foreign Minister Latif Nazari of Kabul left Tokyo and thanked the Nippon Foundation.\n                       ^^^^^^^^^^^^^^^^^^^^^^^ role-differs-between-reports\n",
        instead: "//- a.txt\nTOKYO, Feb. 17, 2025 \u{2014} Deputy Economy Minister Latif Nazari of Kabul came to Tokyo and met the Nippon Foundation.\n//- b.txt\nTOKYO, Feb. 18, 2025 \u{2014} Deputy Minister of Economy Latif Nazari of Kabul left Tokyo and thanked the Nippon Foundation.\n",
        fix: "Find out which post it is; the other report is one jump away.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let analysis = context.analysis;
    if analysis.roles.is_empty() {
        return;
    }
    let mut said: Vec<usize> = Vec::new();
    for other in report::comparable(context) {
        let apart = match (analysis.date.value, other.date) {
            (Some(own), Some(other)) => own
                .until(other)
                .map_or(i64::MAX, |span| i64::from(span.get_days()).abs()),
            _ => 0,
        };
        if apart > DAYS {
            continue;
        }
        for role in analysis.roles.iter().filter(|role| !role.former) {
            if said.contains(&role.entity) || !role_conflict::is_of_now(context, role) {
                continue;
            }
            let id = &analysis.entities[role.entity].id;
            let theirs: Vec<_> = other
                .roles
                .iter()
                .filter(|theirs| *theirs.entity == **id && !theirs.former)
                .collect();
            let agrees = theirs
                .iter()
                .any(|theirs| !theirs.post.conflicts(&role.post));
            let conflict = theirs
                .iter()
                .find(|theirs| theirs.post.conflicts(&role.post));
            let Some(theirs) = conflict.filter(|_| !agrees) else {
                continue;
            };
            if role_conflict::has_conflict(context, role.entity) {
                continue;
            }
            let Ok(text) = context.snapshot.text(&other.key) else {
                continue;
            };
            said.push(role.entity);
            let place = context.place_name(&other.key, &text, theirs.span);
            let message = format!(
                "\u{201c}{}\u{201d} differs from \u{201c}{}\u{201d} in {place}",
                context.words(role.span),
                theirs.title
            );
            findings.push(context.finding(&RULE, role.span, message).beside(
                &other.key,
                theirs.span,
                format!("\u{201c}{}\u{201d}", theirs.title),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn reports_of_other_times_and_other_events_are_left_alone() {
        check(
            "//- a.txt\nTOKYO, Feb. 17, 2024 \u{2014} Deputy Economy Minister Latif Nazari of Kabul came to Tokyo and met the Nippon Foundation.\n\
             //- b.txt\nTOKYO, Feb. 18, 2025 \u{2014} Deputy Foreign Minister Latif Nazari of Kabul left Tokyo and thanked the Nippon Foundation.\n",
        );
    }
}
