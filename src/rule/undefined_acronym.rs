//! `undefined-acronym`: an acronym that the article never explains.

use crate::corpus::Severity;
use crate::name::tagger::Tagger;
use crate::name::{EntityKind, is_short};
use crate::text::Span;

use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "undefined-acronym",
    group: "names",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "The acronym of an organisation that the article does not write out anywhere.",
        why: "Readers may not know it. Acronyms that are words of the language by now (NATO, BBC, FIFA), those that the \
              register declares, and those in quotations and headings are left alone.",
        example: "//- a.txt\nThe minister met officials of the QZVK in Nairobi on 3 March 2024.\n                                  ^^^^ undefined-acronym\n",
        instead: "//- a.txt\nThe minister met officials of the Quality Zone Vocational Kennel (QZVK) in Nairobi on 3 March 2024.\n",
        fix: "Write the name out at its first mention, or declare it in entities.yml.",
    },
    check,
};

/// From this rank on a word is not known to everybody (the ranks of the lexicon).
const RARE: u32 = 9;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let analysis = context.analysis;
    let mut said = vec![false; analysis.entities.len()];
    for mention in &analysis.names {
        let entity = &analysis.entities[mention.entity];
        let words = context.words(mention.span);
        let acronym = entity.kind == EntityKind::Organization
            && entity.register.is_none()
            && words.chars().all(char::is_uppercase)
            && words.len() > 2
            // "TKTK" and "XXX" are marks of the newsroom.
            && !words.bytes().all(|letter| matches!(letter, b'T' | b'K' | b'X'))
            && is_short(&entity.name, entity.kind);
        if !acronym || std::mem::replace(&mut said[mention.entity], true) {
            continue;
        }
        let known = Tagger::get().known(&words.to_lowercase());
        let common = known.rank() != 0 && known.rank() < RARE;
        if common
            || !clause::in_running_text(context, mention.span)
            || is_explained(context, mention.span)
        {
            continue;
        }
        let message = format!("{words} is not written out in this article");
        findings.push(context.finding(&RULE, mention.span, message));
    }
}

/// "ABC, the country's broadcaster,", "Always Be Careful (ABC)" and "ABC [Always Be Careful]" explain
/// themselves.
fn is_explained(context: &Context, span: Span) -> bool {
    let prose = context.analysis.article.prose();
    let (before, rest) = (&prose[..span.start as usize], &prose[span.end as usize..]);
    let bracket = |text: &str| text.trim_start().starts_with(['(', '[']);
    let behind_a_word = rest
        .split_once(' ')
        .is_some_and(|(_, rest)| bracket(rest.split_once(' ').map_or("", |(_, rest)| rest)));
    let apposition = [", the ", ", a ", ", an ", ", which "]
        .iter()
        .any(|lead| rest.starts_with(lead));
    before.ends_with(['(', '[']) || bracket(rest) || behind_a_word || apposition
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn known_explained_and_declared_ones_are_left_alone() {
        check("//- a.txt\nThe BBC and NATO met the QZVK, a club of walkers, in 2024.\n");
        check(
            "//- entities.yml\n- name: QZVK\n  type: organization\n//- a.txt\nHe met officials of the QZVK in 2024.\n",
        );
    }
}
