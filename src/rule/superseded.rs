//! `superseded`: a newer report of the folder has a newer number for the same thing.

use jiff::Unit;

use crate::corpus::{Facts, NumberFact, Profile, Severity};

use super::comparison::{comparable, same_thing};
use super::count_differs_between_reports::{are_equal, is_count, same_days};
use super::{Context, Docs, Finding, Place, Rule};

pub const RULE: Rule = Rule {
    name: "superseded",
    group: "reports",
    severity: Severity::Information,
    profiles: &[Profile::Kb],
    docs: Docs {
        what: "A number for which a newer related report has another one.",
        why: "In a folder that is kept up to date the old page still gives the old number. Compared are exact numbers \
              with the same noun and unit, in sentences that share two names, or one name and what happened; what \
              happened once is compared with reports of the same month only; weights and distances are left alone, \
              because a sentence does not show what they measure. Reports at most two days apart contradict \
              each other, which count-differs-between-reports says.",
        example: "//- copydesk.toml\nprofile = \"kb\"\n//- 2023-02-17.txt\nThe Hadley Institute in Ostravia has 300 teachers, Eva Lind said in Fort Brakel.\n                                     ^^^ superseded\n//- 2023-09-12.txt\nEva Lind said in Fort Brakel that the Hadley Institute in Ostravia has 420 teachers.\n",
        instead: "//- copydesk.toml\nprofile = \"kb\"\n//- 2023-02-17.txt\nThe Hadley Institute in Ostravia has 420 teachers, Eva Lind said in Fort Brakel.\n//- 2023-09-12.txt\nEva Lind said in Fort Brakel that the Hadley Institute in Ostravia has 420 teachers.\n",
        fix: "Open the newer report, and take its number over or say of when the old one is.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some((own, others)) = comparable(context) else {
        return;
    };
    let mut newer: Vec<&Facts> = others
        .into_iter()
        .map(|other| other.as_ref())
        .filter(|other| other.date > own.date && own.date.is_some() && !same_days(own, other))
        .collect();
    // The newest number is the one to take.
    newer.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.key.cmp(&b.key)));
    let mut seen: Vec<&NumberFact> = Vec::new();
    let goes_on = |number: &&NumberFact| is_count(number) && !is_measure(number);
    for number in own.numbers.iter().rev().filter(goes_on) {
        if seen.iter().any(|later| same_thing(later, number)) {
            continue;
        }
        seen.push(number);
        let latest = newer.iter().find_map(|other| {
            let same = other.numbers.iter().rev();
            let mut same = same.filter(|there| is_count(there) && same_thing(number, there));
            Some((*other, same.next()?))
        });
        let Some((other, there)) = latest else {
            continue;
        };
        if !are_equal(number, there) && is_near(own, other, number) {
            findings.extend(finding(context, number, other, there));
        }
    }
}

/// A weight, a distance: a sum of money has the three letters of its currency.
fn is_measure(number: &NumberFact) -> bool {
    let currency = |unit: &str| unit.len() == 3 && unit.bytes().all(|c| c.is_ascii_uppercase());
    number.unit.is_some_and(|unit| !currency(unit))
}

/// The dead of one day are not those of another year.
const DAYS: i32 = 31;

fn is_near(own: &Facts, other: &Facts, number: &NumberFact) -> bool {
    let apart = own.date.zip(other.date).and_then(|(one, two)| {
        let apart = two.since((Unit::Day, one)).ok()?;
        Some(apart.get_days())
    });
    number.event.is_none() || apart.is_some_and(|days| days <= DAYS)
}

fn finding(
    context: &Context,
    number: &NumberFact,
    other: &Facts,
    there: &NumberFact,
) -> Option<Finding> {
    let text = context.snapshot.text(&other.key).ok()?;
    let said = text.as_str().get(there.span.range())?;
    let noun = number.noun.as_deref().or(number.unit).unwrap_or_default();
    let message = format!(
        "\u{201c}{}\u{201d} ({noun}) differs from \u{201c}{said}\u{201d} in {}, which is newer",
        context.words(number.span),
        context.place_name(&other.key, &text, there.span)
    );
    let mut finding = context.finding(&RULE, number.span, message);
    finding.related.push(Place {
        key: other.key.clone(),
        span: there.span,
        message: "the newer number".to_owned(),
    });
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    const KB: &str = "//- copydesk.toml\nprofile = \"kb\"\n";

    #[test]
    fn the_newest_report_has_the_last_word() {
        check(&format!(
            "{KB}//- 2023-02-17.txt\nThe Hadley Institute in Ostravia has 300 teachers, Eva Lind said.\n                                     ^^^ superseded\n\
             //- 2023-05-12.txt\nEva Lind said the Hadley Institute in Ostravia has 350 teachers.\n                                                   ^^^ superseded\n\
             //- 2023-09-12.txt\nThe Hadley Institute in Ostravia has 420 teachers, said Eva Lind.\n"
        ));
    }

    #[test]
    fn a_measure_may_be_of_another_thing() {
        check(&format!(
            "{KB}//- 2023-02-17.txt\nThe ferry of Fort Brakel in Ostravia takes 800 tons of grain, Eva Lind said.\n\
             //- 2023-09-12.txt\nEva Lind said in Fort Brakel, Ostravia, that the old ferry weighs 2,400 tons.\n"
        ));
    }

    #[test]
    fn an_older_report_another_event_and_another_profile_are_left_alone() {
        check(&format!(
            "{KB}//- 2023-02-17.txt\nA bomb killed 12 soldiers near Fort Brakel in Ostravia.\n\
             //- 2023-09-12.txt\nA bomb killed 14 soldiers near Fort Brakel in Ostravia.\n"
        ));
        check(
            "//- 2023-02-17.txt\nThe Hadley Institute in Ostravia has 300 teachers, Eva Lind said.\n\
             //- 2023-09-12.txt\nThe Hadley Institute in Ostravia has 420 teachers, said Eva Lind.\n",
        );
    }
}
