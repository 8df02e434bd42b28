//! The same quotation in comparable reports, for the rules that compare quotations.

use std::sync::Arc;

use crate::corpus::same_quote::{SameQuote, same_in};
use crate::corpus::{Facts, QuoteFact};

use super::{Context, report};

/// One of the article's quotations with the same one elsewhere.
pub struct Pair {
    pub own: QuoteFact,
    pub other: QuoteFact,
    pub facts: Arc<Facts>,
    pub same: SameQuote,
}

/// Every pair of the article and the reports that it may be compared with, best report first.
pub fn pairs<'a>(context: &'a Context) -> &'a [Pair] {
    context.quotes.get_or_init(|| all_pairs(context))
}

fn all_pairs(context: &Context) -> Vec<Pair> {
    let Some(own) = report::own(context).filter(|own| !own.quotes.is_empty()) else {
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for other in report::comparable(context) {
        for quote in &own.quotes {
            pairs.extend(same_in(quote, other).into_iter().map(|same| Pair {
                own: quote.clone(),
                other: other.quotes[same.quote].clone(),
                facts: other.clone(),
                same,
            }));
        }
    }
    pairs
}
