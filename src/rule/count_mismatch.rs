//! `count-mismatch`: a list that has more or fewer items than its count says.

use crate::claim::Quantity;
use crate::corpus::Severity;
use crate::name::english::{COUNTRIES, is_company_ending};
use crate::time::number_like;

use super::enumeration::{Item, enumerations, items};
use super::{Context, Docs, EVERY, Finding, Fix, Rule};

pub const RULE: Rule = Rule {
    name: "count-mismatch",
    group: "numbers",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A count that differs from the number of items listed behind it: \"three ministers: Abe, Kono, Mori and Suga\".",
        why: "An item was added or cut and the count stayed. Only short, plain lists behind a colon, between dashes or \
              in brackets are counted, and only names alone or common words alone: titles and places bring commas of \
              their own.",
        example: "//- a.txt\nHe named three ministers: Abe, Kono, Mori and Suga.\n         ^^^^^ count-mismatch\n",
        instead: "//- a.txt\nHe named four ministers: Abe, Kono, Mori and Suga.\n",
        fix: "Count the items; take the quick fix if the list is right.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let prose = context.analysis.article.prose();
    for list in enumerations(context) {
        // Numbers among the items are added up by another rule.
        let numbers = context.analysis.quantities_in(list.span);
        let items = items(prose, list.span).filter(|_| numbers.is_empty());
        let counted = items.filter(|items| is_plain(list.count, items));
        findings.extend(counted.and_then(|items| finding(context, list.count, items.len())));
    }
}

fn finding(context: &Context, count: &Quantity, listed: usize) -> Option<Finding> {
    let said = count.value as usize;
    // Twice as many: every item has something behind a comma.
    if listed == said || listed == 2 * said {
        return None;
    }
    let message = format!(
        "\u{201c}{}\u{201d} differs from the {listed} that are listed",
        context.words(count.phrase())
    );
    let mut finding = context.finding(&RULE, count.span, message);
    let text = number_like(context.words(count.number), listed as u32);
    finding.fixes.extend(text.map(|text| {
        let title = format!("Change the count to {text}");
        Fix::replace(title, context.key, count.number, text)
    }));
    Some(finding)
}

/// Longer lists are seldom whole.
const MOST: f64 = 12.0;

/// What is named with a place behind a comma.
const NAMED_WITH_PLACES: &[&str] = &[
    "airport",
    "church",
    "city",
    "college",
    "community",
    "hospital",
    "location",
    "person",
    "place",
    "prison",
    "school",
    "site",
    "suburb",
    "town",
    "university",
    "venue",
    "village",
];

fn is_plain(count: &Quantity, items: &[Item]) -> bool {
    let with_places = count
        .noun_lemma()
        .is_none_or(|noun| NAMED_WITH_PLACES.contains(&noun));
    if count.value > MOST || with_places {
        return false;
    }
    let names = items.iter().all(is_name);
    let common = items.iter().all(is_common);
    let country = matches!(
        count.noun_lemma(),
        Some("country" | "nation" | "state" | "member")
    );
    let with_country = !country && items.iter().any(|item| is_country(item.text));
    (names || common) && !with_country
}

fn is_name(item: &Item) -> bool {
    let text = item.text.strip_prefix("the ").unwrap_or(item.text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let ending = words.last().is_some_and(|word| {
        let word = word.trim_end_matches('.').to_lowercase();
        matches!(word.as_str(), "jr" | "sr" | "ii" | "iii") || is_company_ending(&word)
    });
    let plain = text
        .chars()
        .all(|c| c.is_alphabetic() || " .'-\u{2019}".contains(c));
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase));
    let particles = words.len() - capitals.count();
    words.len() <= 5
        && words[0].starts_with(char::is_uppercase)
        && particles <= 1
        && plain
        && !(words.len() == 1 && ending)
}

/// Words that open a clause or a phrase of its own.
const OPENING: &[&str] = &[
    "to", "who", "which", "that", "where", "when", "with", "by", "in", "on", "at", "for", "is",
    "are", "was", "were", "has", "had", "have", "will", "not", "as", "if", "then", "he", "she",
    "it", "they", "we", "his", "her", "their",
];

fn is_common(item: &Item) -> bool {
    let mut words = item.text.split_whitespace();
    let plain = item
        .text
        .chars()
        .all(|c| c.is_lowercase() || " -".contains(c));
    plain && item.text.split_whitespace().count() <= 3 && words.all(|word| !OPENING.contains(&word))
}

fn is_country(text: &str) -> bool {
    COUNTRIES.iter().any(|(name, ..)| *name == text)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn names_and_common_words_are_counted() {
        check(
            "//- a.txt\n\
             The bill has two parts: taxes, wages and pensions.\n             ^^^ count-mismatch\n\
             Four countries (France, Italy and Spain) signed it.\n^^^^ count-mismatch\n\
             Two judges\u{2014}Anna Lee, Ben Ode and Carl Ito\u{2014}agreed.\n^^^ count-mismatch\n",
        );
    }

    #[test]
    fn commas_of_their_own_are_left_alone() {
        check(
            "//- a.txt\n\
             He saw two cities: Portland, Oregon, and Lima.\n\
             Two men were held: Anna Lee, a nurse, and Ben Ode.\n\
             It has two aims: to cut costs, to hire and to grow.\n\
             Two teams won: France, led by Deschamps, and Italy.\n\
             Two firms merged: Marks and Spencer and Tesco.\n",
        );
    }

    #[test]
    fn what_is_only_some_of_it_is_left_alone() {
        check(
            "//- a.txt\n\
             Five countries (including France, Italy and Spain) signed it.\n\
             At least two countries (France, Italy and Spain) signed it.\n\
             Two countries: France and Italy.\n\
             Three bills passed in two chambers: taxes, wages, pensions and rents.\n",
        );
    }

    #[test]
    fn the_fix_keeps_the_style() {
        let fixture = Fixture::new("//- a.txt\nTwo firms merged: Acme, Bolt and Corex.\n");
        assert_eq!(
            fixture.fixed("Change the count"),
            "Three firms merged: Acme, Bolt and Corex.\n"
        );
    }
}
