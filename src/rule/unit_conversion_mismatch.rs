//! `unit-conversion-mismatch`: a measure that is not the one in brackets behind it.

use crate::claim::Quantity;
use crate::claim::quantity::{CELSIUS, Dimension, Unit};
use crate::corpus::Severity;

use super::rounding::{Bounds, around, rough, written};
use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "unit-conversion-mismatch",
    group: "numbers",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A measure that differs from its conversion in brackets: \"5 km (5 miles)\"; or two sums of money whose rate changes within the article.",
        why: "A digit was lost, or the wrong factor was used. Rounded numbers have room, and so have words that stand \
              for several units (tons, gallons). Exchange rates are compared with the first pair of the article.",
        example: "//- a.txt\nThe fire burned 5 km (5 miles) away.\n                      ^^^^^^^ unit-conversion-mismatch\n",
        instead: "//- a.txt\nThe fire burned 5 km (3 miles) away.\n",
        fix: "Convert the number of the source again.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let pairs = pairs(context);
    for (first, second) in &pairs {
        findings.extend(measure(context, first, second));
    }
    findings.extend(rates(context, &pairs));
}

type Pair<'a> = (&'a Quantity, &'a Quantity);

/// A quantity with nothing but the other one in the brackets behind it.
fn pairs<'a>(context: &'a Context) -> Vec<Pair<'a>> {
    let quantities = &context.analysis.quantities;
    let found = (1..quantities.len()).filter_map(|at| {
        let (first, second) = (&quantities[at - 1], &quantities[at]);
        let prose = context.analysis.article.prose();
        let gap = prose.get(first.span.end as usize..second.span.start as usize)?;
        let behind = prose.get(second.span.end as usize..)?;
        let lead = gap
            .trim_start()
            .strip_prefix('(')?
            .trim_end_matches(['~', '\u{2248}', ' ']);
        let clear = lead.is_empty() || LEADS.contains(&lead.to_lowercase().as_str());
        // "6 feet 2 inches (188 cm)": the first unit alone is not what is converted.
        let compound = at.checked_sub(2).is_some_and(|before| {
            let before = &quantities[before];
            let between = prose.get(before.span.end as usize..first.span.start as usize);
            let same = dimension(before) == dimension(first);
            same && between.is_some_and(|gap| gap.len() <= 5)
        });
        let closed = behind.starts_with(')') || behind.starts_with(';') || behind.starts_with(',');
        (clear && closed && !compound).then_some((first, second))
    });
    found.collect()
}

/// Words in the brackets before the number.
const LEADS: &[&str] = &[
    "about",
    "approximately",
    "around",
    "roughly",
    "nearly",
    "or",
    "or about",
    "some",
    "c.",
    "over",
    "almost",
    "up to",
    "more than",
    "equivalent to",
    "equal to",
    "i.e.,",
];

fn dimension(quantity: &Quantity) -> Option<Dimension> {
    quantity.unit.map(|unit| unit.dimension)
}

fn measure(context: &Context, first: &Quantity, second: &Quantity) -> Option<Finding> {
    let (from, to) = (first.unit?, second.unit?);
    if from == to
        || from.dimension != to.dimension
        || first.upper.is_some() != second.upper.is_some()
    {
        return None;
    }
    let ends = [
        (Some(first.value), Some(second.value)),
        (first.upper, second.upper),
    ];
    let mut ends = ends.into_iter().filter_map(|(one, two)| Some((one?, two?)));
    let differs = ends.any(|(one, two)| {
        let said = rough(two, second.step).widened(SLACK);
        let ways = conversions(from, to);
        let computed = ways
            .iter()
            .map(|convert| rough(one, first.step).map(convert));
        !ways.is_empty()
            && computed
                .into_iter()
                .all(|computed| !computed.overlaps(said))
    });
    let convert = conversions(from, to).into_iter().next()?;
    differs.then(|| {
        let message = format!(
            "\u{201c}{}\u{201d} differs from \u{201c}{}\u{201d}, which is {} {}",
            context.words(second.span),
            context.words(first.span),
            written(convert(first.value)),
            to.name
        );
        context.finding(&RULE, second.span, message)
    })
}

/// More than rounding: writers convert with round factors, and cut where they should round.
const SLACK: f64 = 0.03;

type Convert = Box<dyn Fn(f64) -> f64>;

/// All that somebody may mean by the conversion.
fn conversions(from: Unit, to: Unit) -> Vec<Convert> {
    if from.dimension == Dimension::Temperature {
        // A temperature, or a difference of temperatures.
        return match from.name == CELSIUS {
            true => vec![
                Box::new(|value| value * 1.8 + 32.0),
                Box::new(|value| value * 1.8),
            ],
            false => vec![
                Box::new(|value| (value - 32.0) / 1.8),
                Box::new(|value| value / 1.8),
            ],
        };
    }
    let pairs = from
        .factors
        .iter()
        .flat_map(|one| to.factors.iter().map(move |two| one / two));
    pairs
        .map(|factor| Box::new(move |value: f64| value * factor) as Convert)
        .collect()
}

/// Exchange rates that differ from the first one of the article between the same currencies.
fn rates(context: &Context, pairs: &[Pair]) -> Vec<Finding> {
    let mut known: Vec<(Pair, Bounds)> = Vec::new();
    let mut findings = Vec::new();
    for pair in pairs {
        let Some(rate) = rate(pair) else { continue };
        let same = known
            .iter()
            .find(|(other, _)| other.0.unit == pair.0.unit && other.1.unit == pair.1.unit);
        match same {
            None => known.push((*pair, rate)),
            Some((_, first)) if first.widened(RATE_SLACK).overlaps(rate) => {}
            Some((other, _)) if clause::in_running_text(context, pair.1.span) => {
                findings.push(changed_rate(context, other, pair));
            }
            Some(_) => {}
        }
    }
    findings
}

/// Rates move from day to day, and from source to source.
const RATE_SLACK: f64 = 0.15;

fn rate(pair: &Pair) -> Option<Bounds> {
    let (from, to) = (pair.0.unit?, pair.1.unit?);
    let money = from.dimension == Dimension::Money && to.dimension == Dimension::Money;
    if !money || from == to || pair.0.upper.is_some() || pair.1.upper.is_some() {
        return None;
    }
    let (one, two) = (
        around(pair.0.value, pair.0.step),
        around(pair.1.value, pair.1.step),
    );
    (one.low > 0.0).then(|| Bounds {
        low: two.low / one.high,
        high: two.high / one.low,
    })
}

fn changed_rate(context: &Context, first: &Pair, second: &Pair) -> Finding {
    let first_span = first.0.span.join(first.1.span);
    let message = format!(
        "\u{201c}{} ({})\u{201d} differs from the rate of \u{201c}{} ({})\u{201d} in {}",
        context.words(second.0.span),
        context.words(second.1.span),
        context.words(first.0.span),
        context.words(first.1.span),
        context.place_name(context.key, context.text(), first_span)
    );
    context
        .finding(&RULE, second.1.span, message)
        .beside(context.key, first_span, "the first pair")
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn lengths_weights_temperatures_and_ranges_are_converted() {
        check(
            "//- a.txt\n\
             It weighed 82 kg (320 pounds).\n                  ^^^^^^^^^^ unit-conversion-mismatch\n\
             It was 35 \u{b0}C (59 \u{b0}F).\n              ^^^^^ unit-conversion-mismatch\n\
             Waves of 18 to 23 feet (15 to 17 meters) came.\n                        ^^^^^^^^^^^^^^^ unit-conversion-mismatch\n",
        );
    }

    #[test]
    fn rounding_is_allowed() {
        check(
            "//- a.txt\n\
             It was 500 km (300 miles) away, then 8 km (5 miles), then 2300 miles (3700 km).\n\
             Winds of 13 mph (20 km/h), 14 feet (four meters), 6.05 hectares (14.95 acres; 0.06 square km).\n\
             A rise of 2 \u{b0}C (3.6 \u{b0}F) to 30 \u{b0}C (86 \u{b0}F).\n\
             He is 6 feet 2 inches (188 cm) tall and weighs 12 tons (10.9 tonnes).\n",
        );
    }

    #[test]
    fn what_is_no_conversion_is_left_alone() {
        check(
            "//- a.txt\n\
             They won 203,091 votes (0.15 percent) and ran 5 km (20 minutes).\n\
             It cost $5 (a loss of $3) and 30 miles (10 miles less than before).\n",
        );
    }

    #[test]
    fn a_rate_that_changes_is_found() {
        check(
            "//- a.txt\n\
             It cost A$100 million (US$70 million).\n\
             It sold for A$200 million (US$98 million).\n                           ^^^^^^^^^^^^^ unit-conversion-mismatch\n\
             It rents for A$55 (US$40).\n",
        );
    }
}
