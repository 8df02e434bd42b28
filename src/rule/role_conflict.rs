//! `role-conflict`: one person has two posts in one article that nobody holds at one time.

use jiff::Unit;

use crate::corpus::Severity;
use crate::name::RoleMention;
use crate::text::{Span, words};
use crate::time::Interval;

use super::{Context, Docs, EVERY, Finding, Rule, clause};
use crate::name::english::CHANGING_POSTS;

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
        && [a, b].iter().all(|role| is_of_now(context, role))
}

/// In fewer days nobody becomes something else unnoticed.
const DAYS: i32 = 300;

/// Whether the article itself says it, and of its own time: somebody who was elected, or of whom
/// an earlier year is told, may have had another post.
pub fn is_of_now(context: &Context, role: &RoleMention) -> bool {
    if !clause::in_running_text(context, role.span) {
        return false;
    }
    if role.post.office().is_none() {
        return true;
    }
    let around = around(context, role);
    let today = context.analysis.date.value;
    let long_ago = |interval: Interval| {
        let apart = today.and_then(|today| today.since((Unit::Day, interval.end)).ok());
        apart.is_none_or(|apart| apart.get_days() > DAYS)
    };
    let times = context.analysis.times.iter();
    let mut inside = times.filter(|time| around.overlaps(time.span));
    let earlier = inside.any(|time| time.interval.is_some_and(long_ago));
    !earlier && !says_change(context, around)
}

/// Whether somebody comes into a post or leaves one, in the article's own words.
fn says_change(context: &Context, around: Span) -> bool {
    let quotations = &context.analysis.quotations;
    words(context.words(around)).any(|word| {
        let place = word.span.shifted(around.start as usize);
        let changes = CHANGING_POSTS.contains(&word.text.to_lowercase().as_str());
        changes && !quotations.iter().any(|one| one.words.encloses(place))
    })
}

/// Bytes before and behind a title in which a word can be about the post.
const BEFORE: usize = 40;
const BEHIND: usize = 80;

fn around(context: &Context, role: &RoleMention) -> Span {
    let sentence = context.analysis.sentence_at(role.span.start as usize);
    let text = context.text().as_str();
    let mut start = (role.span.start as usize).saturating_sub(BEFORE);
    let mut end = (role.span.end as usize + BEHIND).min(text.len());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(
        start.max(sentence.start as usize),
        end.min(sentence.end as usize).max(role.span.end as usize),
    )
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
    fn what_becomes_of_things_in_a_quotation_is_no_change_of_a_post() {
        check(
            "//- a.txt\nPresident Rana Aziz came. Prime Minister Rana Aziz said: \u{201c}Small towns can become large.\u{201d}\n\
             \u{20}                         ^^^^^^^^^^^^^^ role-conflict\n",
        );
        check(
            "//- a.txt\nPresident Rana Aziz came. Prime Minister Rana Aziz was elected, which is \u{201c}a large step\u{201d}.\n",
        );
    }

    #[test]
    fn whoever_somebody_is_like_is_left_alone() {
        check(
            "//- a.txt\nPresident Vladimir Putin spoke.\n\nLike Vladimir Putin, the British Prime Minister is not named.\n",
        );
    }

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

    #[test]
    fn nobody_has_two_offices() {
        check(
            "//- a.txt\nFrench President Anna Gruber came to Graz.\n\nLater Prime Minister Gruber left for Linz.\n      ^^^^^^^^^^^^^^ role-conflict\n",
        );
    }

    #[test]
    fn offices_of_other_years_and_changes_are_left_alone() {
        check(
            "//- 2025-02-17.txt\nPresident Anna Gruber came to Graz. In 2019 Prime Minister Anna Gruber was there.\n\nThe president of the chess club, Jon Dahl, met Mayor Jon Dahl.\n\nMayor Rana Aziz was elected. Governor Rana Aziz said so.\n",
        );
        check(
            "//- a.txt\nPresident-elect Anna Gruber came to Graz. Senator Gruber left for Linz.\n\nVice President Jon Dahl will run against former President Jon Dahl.\n",
        );
    }
}
