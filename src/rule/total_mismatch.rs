//! `total-mismatch`: a total that is not the sum of the parts it lists.

use crate::claim::Quantity;
use crate::corpus::Severity;
use crate::text::Span;
use crate::time::number_like;

use super::enumeration::{Item, LONGEST_SENTENCE, enumerations, items, sums};
use super::rounding::written;
use super::{Context, Docs, EVERY, Finding, Fix, Rule, clause};

pub const RULE: Rule = Rule {
    name: "total-mismatch",
    group: "numbers",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A total that differs from the sum of the parts listed behind it: \"12 people: seven men and four women\".",
        why: "One of the numbers is a slip, or a part is missing. Only a whole list is added up: behind a colon, between \
              dashes or in brackets, or people told apart as men, women and children between commas. A list with \
              \"including\" or a rough number is left alone.",
        example: "//- a.txt\nPolice held 12 people: seven men and four women.\n            ^^ total-mismatch\n",
        instead: "//- a.txt\nPolice held 12 people: seven men and five women.\n",
        fix: "Add the parts up, find out which number is right, and take the quick fix if it is the sum.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let prose = context.analysis.article.prose();
    for list in enumerations(context) {
        let parts = items(prose, list.span).and_then(|items| parts(context, &items));
        findings.extend(parts.and_then(|parts| finding(context, list.count, &parts)));
    }
    for list in sums(context) {
        let parts = items(prose, list.span).and_then(|items| amounts(context, list.count, &items));
        findings.extend(parts.and_then(|parts| off(context, list.count, &parts)));
    }
    for total in &context.analysis.quantities {
        let parts = people_in_commas(context, total);
        findings.extend(parts.and_then(|parts| finding(context, total, &parts)));
    }
}

fn finding(context: &Context, total: &Quantity, parts: &[f64]) -> Option<Finding> {
    let sum: f64 = parts.iter().sum();
    // A part that is larger than the whole counts something else, and so do parts that are far
    // from filling it.
    let plausible = parts.iter().all(|part| *part < total.value) && sum * 2.0 > total.value;
    if sum == total.value || !plausible {
        return None;
    }
    let added: Vec<String> = parts.iter().map(|part| written(*part)).collect();
    let message = format!(
        "\u{201c}{}\u{201d} differs from the sum of its parts, {} = {}",
        context.words(total.phrase()),
        added.join(" + "),
        written(sum)
    );
    let mut finding = context.finding(&RULE, total.span, message);
    let text = number_like(context.words(total.number), sum as u32);
    finding.fixes.extend(text.map(|text| {
        let title = format!("Change the total to {text}");
        Fix::replace(title, context.key, total.number, text)
    }));
    Some(finding)
}

/// The amounts that the items start with, in the unit of the total.
fn amounts<'a>(
    context: &'a Context,
    total: &Quantity,
    items: &[Item],
) -> Option<Vec<&'a Quantity>> {
    let amount = |item: &Item| match context.analysis.quantities_in(item.span) {
        [one] => {
            let leads = one.span.start == item.span.start && !one.rate;
            let fits = leads && one.is_exact() && one.unit == total.unit;
            let short = item.text.split_whitespace().count() <= LONGEST_ITEM;
            (fits && short).then_some(one)
        }
        _ => None,
    };
    items.iter().map(amount).collect()
}

/// A finding where rounding does not explain what is left over.
fn off(context: &Context, total: &Quantity, parts: &[&Quantity]) -> Option<Finding> {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let room: f64 = parts.iter().map(|part| part.step).sum::<f64>() + total.step;
    let values: Vec<f64> = parts.iter().map(|part| part.value).collect();
    let scale = if total.value >= 1e6 { 1e6 } else { 1.0 };
    let plausible = values.iter().all(|part| *part < total.value) && sum * 2.0 > total.value;
    if (sum - total.value).abs() <= room / 2.0 * 1.001 || !plausible {
        return None;
    }
    let added: Vec<String> = values.iter().map(|part| written(part / scale)).collect();
    let millions = if scale > 1.0 { " million" } else { "" };
    let message = format!(
        "\u{201c}{}\u{201d} differs from the sum of its parts, {} = {}{millions}",
        context.words(total.span),
        added.join(" + "),
        written(sum / scale)
    );
    Some(context.finding(&RULE, total.span, message))
}

/// The numbers that the items start with. Nothing where one has none, or a rough one, or two.
fn parts(context: &Context, items: &[Item]) -> Option<Vec<f64>> {
    items.iter().map(|item| part(context, item)).collect()
}

fn part(context: &Context, item: &Item) -> Option<f64> {
    if item.text.split_whitespace().count() > LONGEST_ITEM {
        return None;
    }
    let inside = context.analysis.quantities_in(item.span);
    let digits = item.text.contains(|c: char| c.is_ascii_digit());
    match inside {
        [] if !digits => one(item.text),
        [count] => {
            let leads = count.span.start == item.span.start;
            let more = item.text[count.span.len()..].contains(|c: char| c.is_ascii_digit());
            let fits = leads && !more && count.is_exact() && count.is_count() && !count.attributive;
            // A bare number at the end is no count of anything: "numbers: 5 and 17".
            (fits && item.span.end > count.span.end).then_some(count.value)
        }
        _ => None,
    }
}

/// "a driver" is one.
fn one(text: &str) -> Option<f64> {
    let counted = text.starts_with("a ") || text.starts_with("an ") || text.starts_with("one ");
    counted.then_some(1.0)
}

const LONGEST_ITEM: usize = 8;

/// People in general, as totals.
const PEOPLE: &[&str] = &[
    "person",
    "victim",
    "passenger",
    "suspect",
    "adult",
    "child",
    "student",
    "civilian",
    "survivor",
    "fatality",
    "resident",
    "tourist",
    "hostage",
    "prisoner",
    "migrant",
    "patient",
    "protester",
    "worker",
    "teenager",
];

/// Kinds of people that leave nobody twice.
const KINDS: &[&str] = &[
    "man", "woman", "boy", "girl", "child", "adult", "male", "female", "teenager", "infant",
    "baby", "minor",
];

/// "Ten people, six men and four women, died": the list closes with a mark, and all its nouns are
/// kinds of people, so that the total is no member of the list.
fn people_in_commas(context: &Context, total: &Quantity) -> Option<Vec<f64>> {
    let fits = total.is_exact() && total.is_count() && PEOPLE.contains(&total.noun_lemma()?);
    if !fits || !clause::in_running_text(context, total.span) {
        return None;
    }
    let prose = context.analysis.article.prose();
    let sentence = context.analysis.sentence_at(total.span.start as usize);
    if sentence.len() > LONGEST_SENTENCE {
        return None;
    }
    let from = total.phrase().end as usize;
    let rest = prose.get(from..sentence.end as usize)?;
    let list = rest.strip_prefix(", ")?;
    let (joint, word) = list.match_indices(" and ").next()?;
    let behind = joint + word.len();
    let last = behind + list[behind..].find([',', '.', ';', ')', '\u{2014}'])?;
    let start = from + 2;
    // What stands before the total must be no list that it belongs to.
    let listed = clause::before(context, total.span.start as usize).trim_end();
    if listed.ends_with(',') || listed.ends_with(" and") {
        return None;
    }
    let items = items(prose, Span::new(start, start + last))?;
    let parts: Option<Vec<f64>> = items
        .iter()
        .map(|item| kind_of_people(context, item))
        .collect();
    let own = total.noun_lemma()?;
    let distinct = items.iter().all(|item| !item.text.ends_with(own));
    parts.filter(|_| distinct)
}

fn kind_of_people(context: &Context, item: &Item) -> Option<f64> {
    let words: Vec<&str> = item.text.split_whitespace().collect();
    let kind = match context.analysis.quantities_in(item.span) {
        [count] => count.noun_lemma().map(str::to_owned),
        [] => words.last().map(|word| (*word).to_owned()),
        _ => None,
    };
    let fits = words.len() <= 3 && KINDS.contains(&kind?.as_str());
    part(context, item).filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn parts_behind_colons_dashes_brackets_and_commas_are_added() {
        check(
            "//- a.txt\n\
             The team won 12 medals: five gold, four silver and two bronze.\n             ^^ total-mismatch\n\
             The bus carried 40 passengers (22 adults and 17 children).\n                ^^ total-mismatch\n\
             Three people, two men and two women, were rescued.\n^^^^^ total-mismatch\n\
             Five survivors\u{2014}two women, two boys and a girl and a baby\u{2014}were flown out.\n\
             Six people, three men, two women and a girl, were hurt.\n\
             Four people were hurt: a driver, two guards and two nurses.\n^^^^ total-mismatch\n",
        );
    }

    #[test]
    fn money_and_phrases_between_dashes_are_added() {
        check(
            "//- a.txt\n\
             The roof cost $8.5 million: $4 million for the wood and $3.5 million for the tiles.\n              ^^^^^^^^^^^^ total-mismatch\n\
             The roof cost $7.6 million: $4 million for the wood and $3.5 million for the tiles.\n\
             They freed 45 people \u{2013} 30 men and 12 women \u{2013} at night.\n           ^^ total-mismatch\n",
        );
    }

    #[test]
    fn partial_lists_and_rough_numbers_are_left_alone() {
        check(
            "//- a.txt\n\
             Police held 12 people, including seven men and four women.\n\
             Police held at least 12 people: seven men and four women.\n\
             Police held 12 people: about seven men and four women.\n\
             The fund has 40 projects: 12 schools and six roads.\n",
        );
    }

    #[test]
    fn lists_of_other_things_are_left_alone() {
        check(
            "//- a.txt\n\
             She bought 10 apples, six pears and five plums.\n\
             Police held 10 people, six soldiers and five guards.\n\
             The draw had two numbers: 5 and 17.\n\
             He faces two sentences: 10 years and 12 years.\n\
             They lost two sets: 6-4 and 6-3.\n",
        );
    }

    #[test]
    fn the_fix_keeps_the_style() {
        let fixture = Fixture::new("//- a.txt\nTwelve people, eight men and five women, came.\n");
        assert_eq!(
            fixture.fixed("Change the total"),
            "Thirteen people, eight men and five women, came.\n"
        );
    }
}
