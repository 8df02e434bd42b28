//! Numbers of two reports that speak of the same thing, as far as their sentences show it.

use std::sync::Arc;

use crate::corpus::{Facts, NumberFact};

use super::{Context, report};

/// Whether the two numbers count the same of the same event: the same noun and unit, and
/// sentences that share two names, or one name and what happened; with a unit it takes two names.
pub fn same_thing(one: &NumberFact, two: &NumberFact) -> bool {
    if one.noun != two.noun || one.unit != two.unit || one.event != two.event {
        return false;
    }
    let shared = one
        .entities
        .iter()
        .filter(|id| two.entities.contains(id))
        .count();
    // Sums of money and measures stand beside many things.
    let needed = match (one.event, one.unit) {
        (Some(_), None) => 1,
        _ => 2,
    };
    shared >= needed
}

/// How many thousands one number is of the other: 1 for "5 million" and "5 billion". Nothing
/// where it is not the same number but for that.
pub fn thousands(one: &NumberFact, two: &NumberFact) -> Option<u32> {
    let (low, high) = match one.value < two.value {
        true => (one.value, two.value),
        false => (two.value, one.value),
    };
    if low <= 0.0 {
        return None;
    }
    let ratio = high / low;
    if ratio < 900.0 {
        return None;
    }
    (1..=3).find(|power| (ratio / 1000f64.powi(*power as i32) - 1.0).abs() < 0.001)
}

/// The facts of this article and of those that may be compared with it, best first.
pub fn comparable<'a>(context: &'a Context) -> Option<(&'a Arc<Facts>, Vec<&'a Arc<Facts>>)> {
    let own = report::own(context).filter(|own| !own.numbers.is_empty())?;
    Some((own, report::comparable(context)))
}
