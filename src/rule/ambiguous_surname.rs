//! `ambiguous-surname`: a bare surname that two people of the article bear.

use crate::corpus::Severity;
use crate::name::EntityKind;

use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "ambiguous-surname",
    group: "names",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A surname alone, where two people of the article bear it.",
        why: "Readers cannot tell which of the two is meant. It is said once for each surname.",
        example: "//- a.txt\nMinister Sara Okafor and the banker John Okafor met in Lagos.\n\nOkafor said that the talks went well.\n^^^^^^ ambiguous-surname\n",
        instead: "//- a.txt\nMinister Sara Okafor and the banker John Okafor met in Lagos.\n\nSara Okafor said that the talks went well.\n",
        fix: "Write the first name as well.",
    },
    check,
};

/// Bytes before the surname in which both of them must have been named.
const NEAR: u32 = 300;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let analysis = context.analysis;
    let mut said: Vec<&str> = Vec::new();
    for (at, mention) in analysis.names.iter().enumerate() {
        let entity = &analysis.entities[mention.entity];
        let bare = entity.kind == EntityKind::Person
            && !entity.name.contains(' ')
            && entity.register.is_none();
        if !bare
            || said.contains(&entity.name.as_str())
            || !clause::in_running_text(context, mention.span)
        {
            continue;
        }
        if let [first, second, ..] = bearers(context, at).as_slice() {
            said.push(&entity.name);
            let message = format!("{} may be {first} or {second}", entity.name);
            findings.push(context.finding(&RULE, mention.span, message));
        }
    }
}

/// The full names that stand near before the surname at `at` of the names, and end with it, in the
/// order of the article. Where one of them has not been named for a while readers think of the
/// other.
fn bearers<'a>(context: &'a Context, at: usize) -> Vec<&'a str> {
    let analysis = context.analysis;
    let mention = &analysis.names[at];
    let ending = format!(" {}", analysis.entities[mention.entity].name);
    let before = analysis.names[..at].iter().rev();
    let near = before.take_while(|other| other.span.end + NEAR > mention.span.start);
    let near = near.filter(|other| other.span.end <= mention.span.start);
    let mut near: Vec<usize> = near.map(|other| other.entity).collect();
    near.sort_unstable();
    near.dedup();
    let near = near.into_iter().map(|entity| &analysis.entities[entity]);
    let bearers = near
        .filter(|other| other.kind == EntityKind::Person && other.name.ends_with(&ending))
        .map(|other| other.name.as_str());
    bearers.collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_only_bearer_is_left_alone() {
        check(
            "//- a.txt\nMinister Sara Okafor met the banker John Obi. Okafor said that it went well.\n",
        );
    }
}
