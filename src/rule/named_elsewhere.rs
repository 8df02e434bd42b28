//! `named-elsewhere`: unidentified here, named in another report.

use crate::claim::statement::Calling;
use crate::corpus::{Facts, NamingFact, Severity, UnnamedFact};

use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "named-elsewhere",
    group: "reports",
    severity: Severity::Hint,
    profiles: EVERY,
    docs: Docs {
        what: "Somebody \"unidentified\", \"unnamed\" or \"anonymous\" whom a related report names.",
        why: "The name may be known by now, or be kept back on purpose: an editor should know which. The other \
              report must say that the one it names belongs to that group, or that the one was identified.",
        example: "//- kyodo.txt\nThe unidentified Taliban representatives visited Tokyo and Osaka in Japan.\n    ^^^^^^^^^^^^ named-elsewhere\nThe Nippon Foundation booked the hotels in Tokyo and Osaka.\n\
                  //- reuters.txt\nLatif Nazari was part of a Taliban delegation that visited Tokyo and Osaka in Japan.\nThe Nippon Foundation booked the hotels in Tokyo and Osaka.\n",
        instead: "//- kyodo.txt\nThe unidentified Taliban representatives visited Tokyo and Osaka in Japan.\nThe Nippon Foundation booked the hotels in Tokyo and Osaka.\n\
                  //- reuters.txt\nLatif Nazari spoke of a Taliban delegation that visited Tokyo and Osaka in Japan.\nThe Nippon Foundation booked the hotels in Tokyo and Osaka.\n",
        fix: "Open the other report; add the name, or leave it out on purpose and dismiss the hint.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(own) = report::own(context) else {
        return;
    };
    let reports = report::comparable(context);
    let mut known: Vec<Calling> = Vec::new();
    for unnamed in &own.claims.unnamed {
        let named = reports.iter().find_map(|other| {
            let mut namings = other.claims.namings.iter();
            let naming = namings.find(|naming| is_named(own, unnamed, naming))?;
            Some((*other, naming))
        });
        let Some((other, naming)) = named.filter(|_| !known.contains(&unnamed.calling)) else {
            continue;
        };
        known.push(unnamed.calling);
        findings.extend(finding(context, unnamed, other, naming));
    }
}

fn is_named(own: &Facts, unnamed: &UnnamedFact, naming: &NamingFact) -> bool {
    if unnamed.calling != naming.calling {
        return false;
    }
    match &naming.groups {
        Some(groups) => groups.iter().any(|group| unnamed.groups.contains(group)),
        // An article that has the name says "unidentified" of somebody else.
        None => naming.calling != Calling::Delegate && own.entity(&naming.person).is_none(),
    }
}

fn finding(
    context: &Context,
    unnamed: &UnnamedFact,
    other: &Facts,
    naming: &NamingFact,
) -> Option<Finding> {
    let name = &other.entity(&naming.person)?.name;
    let words = context.words(unnamed.span);
    let there = (other, naming.span);
    report::differs(context, &RULE, unnamed.span, there, |there| {
        format!(
            "\u{201c}{words}\u{201d} differs from {}, which names {name}",
            there.name
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn an_identified_gunman_has_a_name() {
        check(
            "//- a.txt\nAn unidentified gunman shot at guests of the Hotel Adler in Graz, Mayor Eva Lind said.\n   ^^^^^^^^^^^^ named-elsewhere\n\
             //- b.txt\nPolice in Graz identified the gunman as Paul Weber, Mayor Eva Lind said at the Hotel Adler.\n",
        );
    }

    #[test]
    fn an_article_that_has_the_name_is_left_alone() {
        check(
            "//- a.txt\nPaul Weber fled from Graz. An unidentified gunman followed him, Mayor Eva Lind said.\n\
             //- b.txt\nPolice in Graz identified the gunman as Paul Weber, Mayor Eva Lind said.\n",
        );
    }

    #[test]
    fn another_group_is_left_alone() {
        check(
            "//- a.txt\nUnnamed officials of the Interior Ministry spoke in Graz, Eva Lind said.\n\
             //- b.txt\nEva Lind said in Graz that Jon Dahl was part of a Sudmark delegation.\n",
        );
    }
}
