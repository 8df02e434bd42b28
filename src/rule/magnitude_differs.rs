//! `magnitude-differs`: million here and billion there.

use rustc_hash::FxHashMap;

use crate::corpus::{Facts, Key, NumberFact, Severity};
use crate::text::Text;

use super::comparison::{comparable, same_thing, thousands};
use super::twin::twins;
use super::{Context, Docs, EVERY, Finding, Rule, report};

pub const RULE: Rule = Rule {
    name: "magnitude-differs",
    group: "numbers",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "The same figures for the same thing, a thousand times as large: \"$4.2 million\" here, \"$4.2 billion\" there.",
        why: "Million and billion are mixed up more easily than digits. Compared are related reports, in sentences that \
              share two names, or one name and what happened, or all but their numbers, and sentences of one article \
              with the same two or more figures.",
        example: "//- a.txt\nOstravia bought Fort Brakel for $4.2 million.\n                                ^^^^^^^^^^^^ magnitude-differs\n//- b.txt\nFort Brakel was sold to Ostravia for $4.2 billion.\n                                     ^^^^^^^^^^^^ magnitude-differs\n",
        instead: "//- a.txt\nOstravia bought Fort Brakel for $4.2 billion.\n//- b.txt\nFort Brakel was sold to Ostravia for $4.2 billion.\n",
        fix: "Look the number up in the source.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    if let Some(own) = report::own(context) {
        findings.extend(inside(context, own));
    }
    let Some((own, others)) = comparable(context) else {
        return;
    };
    let same_sentences: Vec<(&NumberFact, &NumberFact)> = others
        .iter()
        .flat_map(|other| twins(context, own, other))
        .filter_map(|twin| twin.numbers())
        .flatten()
        .collect();
    for number in &own.numbers {
        let conflict = others.iter().find_map(|other| {
            let in_sentence = |there: &NumberFact| {
                let mut pairs = same_sentences.iter();
                pairs.any(|(one, two)| std::ptr::eq(*one, number) && std::ptr::eq(*two, there))
            };
            let mut there = other.numbers.iter();
            let there = there.find(|there| {
                let same = same_thing(number, there) || in_sentence(there);
                same && thousands(number, there).is_some()
            })?;
            let text = context.snapshot.text(&other.key).ok()?;
            finding(context, number, &other.key, &text, there)
        });
        let known = findings
            .iter()
            .any(|finding| finding.rule == RULE.name && finding.span == number.span);
        findings.extend(conflict.filter(|_| !known));
    }
}

/// Numbers by their unit, their noun and their [`figure_class`].
type Alike<'a> = FxHashMap<(Option<&'a str>, Option<&'a str>, u16), Vec<&'a NumberFact>>;

/// The second of two numbers of the article that share a name and two or more figures.
fn inside(context: &Context, own: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut alike = Alike::default();
    for number in own.numbers.iter().filter(|number| number.value > 0.0) {
        let (unit, noun) = (number.unit, number.noun.as_deref());
        let class = figure_class(number.value);
        let near = [
            (class + CLASSES - 1) % CLASSES,
            class,
            (class + 1) % CLASSES,
        ];
        let is_same = |earlier: &&&NumberFact| {
            let mut ids = earlier.entities.iter();
            thousands(earlier, number).is_some() && ids.any(|id| number.entities.contains(id))
        };
        let first = || {
            let earlier = near
                .iter()
                .filter_map(|class| alike.get(&(unit, noun, *class)));
            let first = earlier.filter_map(|earlier| earlier.iter().find(is_same));
            first.min_by_key(|earlier| earlier.span).copied()
        };
        let found = (figures(number) >= 2).then(first).flatten();
        alike.entry((unit, noun, class)).or_default().push(number);
        findings
            .extend(found.and_then(|earlier| {
                finding(context, number, context.key, context.text(), earlier)
            }));
    }
    findings
}

const CLASSES: u16 = 6000;

/// Numbers that are the same but for thousands are of one class or of neighbours: a long article has
/// many numbers, and not each of them is compared with all others.
fn figure_class(value: f64) -> u16 {
    // A thousandth more or less, which is as near as they must be, is 0.87 classes.
    let thousands = value.log10() / 3.0;
    (thousands.rem_euclid(1.0) * f64::from(CLASSES)) as u16 % CLASSES
}

/// How many figures a number has without the zeros at its end.
fn figures(number: &NumberFact) -> usize {
    let digits = format!("{:.6}", number.value).replace('.', "");
    digits.trim_matches('0').len()
}

fn finding(
    context: &Context,
    number: &NumberFact,
    key: &Key,
    text: &Text,
    there: &NumberFact,
) -> Option<Finding> {
    let said = text.as_str().get(there.span.range())?;
    let message = format!(
        "\u{201c}{}\u{201d} differs from \u{201c}{said}\u{201d} in {} by a factor of {}",
        context.words(number.span),
        context.place_name(key, text, there.span),
        super::rounding::written(1000f64.powi(thousands(number, there)? as i32))
    );
    Some(
        context
            .finding(&RULE, number.span, message)
            .beside(key, there.span, "the other number"),
    )
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, figure_class};
    use crate::fixture::check;

    #[test]
    fn numbers_that_are_the_same_but_for_thousands_are_of_near_classes() {
        for value in [0.004, 1.0, 3.75, 7.3, 999.9, 12_345.6] {
            for (power, off) in [(1, 0.9991), (2, 1.0009), (3, 1.0)] {
                let other = value * 1000f64.powi(power) * off;
                let apart = figure_class(value).abs_diff(figure_class(other));
                assert!(apart.min(CLASSES - apart) <= 1, "{value} {other}");
            }
        }
        assert_ne!(figure_class(3.75), figure_class(3.8));
    }

    #[test]
    fn two_numbers_of_one_article_are_compared() {
        check(
            "//- a.txt\nAnna Hadley lent it $3.75 billion.\n\nThe loan of Anna Hadley, $3.75 million, is due.\n                         ^^^^^^^^^^^^^ magnitude-differs\n",
        );
    }

    #[test]
    fn a_sentence_of_both_reports_needs_no_names() {
        check(
            "//- a.txt\nEva Lind of Fort Brakel was glad. The harbor works will cost $90 million, which is less than the first plan of the engineers.\n                                                             ^^^^^^^^^^^ magnitude-differs\n\
             //- b.txt\nEva Lind of Fort Brakel was glad. The harbor works will cost $90 billion, which is less than the first plan of the engineers.\n                                                             ^^^^^^^^^^^ magnitude-differs\n",
        );
    }

    #[test]
    fn round_numbers_and_other_things_are_left_alone() {
        check(
            "//- a.txt\nOstravia lent it $5 billion, and paid $5 million for the lawyers.\n\nOstravia has 12,000 teachers and 12 million pupils.\n",
        );
    }

    #[test]
    fn other_names_are_left_alone() {
        check(
            "//- a.txt\nOstravia lent it $3.75 billion.\n\nA boat costs $3.75 million.\n\
             //- b.txt\nThe harbour of Hadley cost $3.75 million.\n",
        );
    }
}
