//! `place-country-mismatch`: a city with a country that it does not lie in.

use crate::corpus::Severity;
use crate::name::EntityKind;
use crate::name::gazetteer::{country_named, country_of};

use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "place-country-mismatch",
    group: "places",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A city followed by a country that it does not lie in: \u{201c}Kabul, Pakistan\u{201d}.",
        why: "One of the two is mistaken. Only large cities whose name no other city bears are compared, and lists of places \
              are left alone.",
        example: "//- a.txt\nHe was born in Kabul, Pakistan, in 1980.\n               ^^^^^^^^^^^^^^^ place-country-mismatch\n",
        instead: "//- a.txt\nHe was born in Kabul, Afghanistan, in 1980. He saw Tehran, Kabul, Pakistan and India.\n",
        fix: "Correct the city or the country.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let analysis = context.analysis;
    let prose = analysis.article.prose();
    let places: Vec<_> = analysis
        .names
        .iter()
        .filter(|mention| analysis.entities[mention.entity].kind == EntityKind::Place)
        .collect();
    for pair in places.windows(2) {
        let [city, country] = pair else { continue };
        let between = &prose
            [city.span.end as usize..(country.span.start as usize).max(city.span.end as usize)];
        if between != ", " || !clause::in_running_text(context, city.span) {
            continue;
        }
        let (own, said) = (
            country_of(context.words(city.span)),
            country_named(context.words(country.span)),
        );
        let (Some(own), Some(said)) = (own, said) else {
            continue;
        };
        if own == said || in_list(prose, city.span.start as usize, country.span.end as usize) {
            continue;
        }
        let span = city.span.join(country.span);
        let message = format!(
            "{} lies in {own}, which differs from {said}",
            context.words(city.span)
        );
        findings.push(context.finding(&RULE, span, message));
    }
}

/// "Tehran, Kabul, Pakistan and India".
fn in_list(prose: &str, start: usize, end: usize) -> bool {
    let before = prose[..start].trim_end();
    let behind = &prose[end..];
    let next = behind.trim_start_matches([',', ' ']);
    let enumerates = [" and ", ", and ", " or ", ", or ", " &"]
        .iter()
        .any(|joint| behind.starts_with(joint));
    let another = behind.starts_with(", ") && next.starts_with(char::is_uppercase);
    before.ends_with(',') || before.ends_with(" and") || enumerates || another
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn capitals_of_their_country_and_unknown_towns_are_left_alone() {
        check(
            "//- a.txt\nHe came from Tokyo, Japan, and from Springfield, Canada, to Paris, Texas, in 2020.\n",
        );
    }
}
