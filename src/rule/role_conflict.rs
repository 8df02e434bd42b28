//! `role-conflict`: one person has two posts in one article that nobody holds at one time.

use crate::corpus::Severity;
use crate::name::RoleMention;

use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "role-conflict",
    group: "roles",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "One person, two titles in one article that cannot be the same post.",
        why: "One of the two was mistaken, often by copying from an older report. The order of the words, capitals, \
              \u{201c}of\u{201d} and other names of the same field make no difference, and a former or acting post \
              is left alone.",
        example: "//- a.txt\nDeputy Economy Minister Latif Nazari came to Tokyo.\n\nDeputy Foreign Minister Latif Nazari spoke of roads.\n^^^^^^^^^^^^^^^^^^^^^^^ role-conflict\n",
        instead: "//- a.txt\nDeputy Economy Minister Latif Nazari came to Tokyo.\n\nNazari, the deputy minister of economy, spoke of roads.\n",
        fix: "Find out which post it is, and correct the other place, which is named in the message.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let roles = &context.analysis.roles;
    for (at, role) in roles.iter().enumerate() {
        let earlier = roles[..at]
            .iter()
            .find(|earlier| conflicts(context, earlier, role));
        let Some(earlier) = earlier else { continue };
        let again = roles[..at].iter().any(|one| {
            one.entity == role.entity && one.post.is_same(&role.post) && one.span != role.span
        });
        if again {
            continue;
        }
        let (own, other) = (context.words(role.span), context.words(earlier.span));
        let place = context.place_name(context.key, context.text(), earlier.span);
        let message =
            format!("\u{201c}{own}\u{201d} differs from \u{201c}{other}\u{201d} in {place}");
        findings.push(context.finding(&RULE, role.span, message).beside(
            context.key,
            earlier.span,
            format!("\u{201c}{other}\u{201d}"),
        ));
    }
}

fn conflicts(context: &Context, a: &RoleMention, b: &RoleMention) -> bool {
    a.entity == b.entity
        && !a.former
        && !b.former
        && a.post.conflicts(&b.post)
        && clause::in_running_text(context, a.span)
        && clause::in_running_text(context, b.span)
}

/// Whether the article itself gives this person two posts.
pub fn has_conflict(context: &Context, entity: usize) -> bool {
    let roles = context
        .analysis
        .roles
        .iter()
        .filter(|role| role.entity == entity);
    let roles: Vec<&RoleMention> = roles.collect();
    roles
        .iter()
        .any(|a| roles.iter().any(|b| conflicts(context, a, b)))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn another_rank_of_the_same_field_is_another_post() {
        check(
            "//- a.txt\nForeign Minister Rana Aziz came. Later Deputy Foreign Minister Rana Aziz left.\n                                       ^^^^^^^^^^^^^^^^^^^^^^^ role-conflict\n",
        );
    }

    #[test]
    fn former_and_acting_posts_and_other_people_are_left_alone() {
        check(
            "//- a.txt\nFormer Finance Minister Rana Aziz came. Foreign Minister Rana Aziz left.\n",
        );
        check("//- a.txt\nFinance Minister Rana Aziz met Foreign Minister Karim Haddad.\n");
        check(
            "//- a.txt\nActing Foreign Minister Rana Aziz came. Foreign Minister Rana Aziz left.\n",
        );
    }
}
