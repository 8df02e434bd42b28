//! `former-and-current`: "former X" and "X" for the same person in one article.

use crate::corpus::Severity;

use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "former-and-current",
    group: "roles",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A person holds a post in one place of an article and is a former holder of it in another.",
        why: "Either the post is still held or it is not. Only titles with a field or a rank are compared, word by word; \
              a bare \u{201c}president\u{201d} is a courtesy that stays.",
        example: "//- a.txt\nFormer Finance Minister Rana Aziz came to Rome.\n\nFinance Minister Rana Aziz met the pope.\n^^^^^^^^^^^^^^^^ former-and-current\n",
        instead: "//- a.txt\nFormer Finance Minister Rana Aziz came to Rome.\n\nThe former finance minister, Rana Aziz, met the pope.\n",
        fix: "Add or drop \u{201c}former\u{201d} in one of the two places.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let roles = &context.analysis.roles;
    // "Secretary of State Clinton" is said of the former one too.
    let telling = |post: &crate::name::Post| post.fields.iter().any(|field| field != "state");
    let mut said: Vec<usize> = Vec::new();
    for role in roles
        .iter()
        .filter(|role| !role.former && telling(&role.post))
    {
        let former = roles.iter().find(|other| {
            other.entity == role.entity && other.former && other.post.is_same(&role.post)
        });
        let Some(former) = former else { continue };
        if said.contains(&role.entity) || !clause::in_running_text(context, role.span) {
            continue;
        }
        said.push(role.entity);
        let place = context.place_name(context.key, context.text(), former.span);
        let words = context.words(role.span);
        let message = format!("\u{201c}{words}\u{201d} differs from a former one in {place}");
        findings.push(context.finding(&RULE, role.span, message).beside(
            context.key,
            former.span,
            "a former one here",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn another_post_and_a_bare_title_are_left_alone() {
        check(
            "//- a.txt\nFormer Finance Minister Rana Aziz came. Foreign Minister Rana Aziz left.\n",
        );
        check("//- a.txt\nFormer President Rana Aziz came. President Rana Aziz left.\n");
    }
}
