//! `dateline-not-in-article`: the place of the dateline has nothing to do with the report.

use crate::corpus::Severity;
use crate::name::gazetteer::{country_of, peoples_of};
use crate::text::{without_possessive, words};

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "dateline-not-in-article",
    group: "places",
    severity: Severity::Hint,
    profiles: EVERY,
    docs: Docs {
        what: "Neither the place of the dateline nor its country or people occurs in the report.",
        why: "The dateline may have been left over from another report. Only places are looked at whose country Copydesk \
              knows.",
        example: "//- a.txt\nLAHORE \u{2014} Japan and the Taliban spoke of roads in 2025.\n^^^^^^ dateline-not-in-article\n",
        instead: "//- a.txt\nTOKYO \u{2014} Japan and the Taliban spoke of roads in 2025.\n",
        fix: "Check where the report was written.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let analysis = context.analysis;
    let prose = analysis.article.prose();
    let block = analysis
        .article
        .blocks
        .iter()
        .filter(|block| block.kind.is_prose())
        .take(4)
        .find_map(|block| {
            let dateline = crate::article::dateline(analysis.article.prose_of(block))?;
            Some((block.span.start as usize, dateline))
        });
    let Some((start, dateline)) = block else {
        return;
    };
    let span = dateline.place.shifted(start);
    let place = context.words(span);
    let Some(country) = country_of(place) else {
        return;
    };
    let rest = &prose[start + dateline.span.end as usize..];
    let region = dateline
        .region
        .map(|region| context.words(region.shifted(start)).to_lowercase());
    let mut wanted: Vec<String> = peoples_of(country)
        .iter()
        .map(|people| people.to_lowercase())
        .collect();
    wanted.push(country.to_lowercase());
    wanted.push(place.to_lowercase());
    wanted.extend(region);
    let alone = words(rest).any(|word| wanted.iter().any(|name| is_called(word.text, name)));
    let phrases = || {
        let text = rest.to_lowercase();
        let mut phrases = wanted.iter().filter(|name| name.contains(' '));
        phrases.any(|phrase| text.contains(phrase.as_str()))
    };
    let occurs = alone || phrases();
    if !occurs {
        let message = format!("neither {place} nor {country} occurs in this report");
        findings.push(context.finding(&RULE, span, message));
    }
}

/// Whether a word is a name in lower case, but for a possessive.
fn is_called(word: &str, name: &str) -> bool {
    let bare = without_possessive(word);
    bare.chars().flat_map(char::to_lowercase).eq(name.chars())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_country_its_people_and_unknown_towns_are_enough() {
        check("//- a.txt\nKABUL, Feb. 17, 2025 (Reuters) - Afghan officials said no.\n");
        check("//- a.txt\nKABUL (Reuters) - KABUL'S AIRPORT WAS CLOSED.\n");
        check("//- a.txt\nSPRINGFIELD \u{2014} The council met in 2025.\n");
    }
}
