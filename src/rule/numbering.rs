//! `numbering`: enumerators that skip or repeat a number.

use crate::article::{Block, BlockKind, Enumerator, Numerals, write_roman};
use crate::corpus::Severity;
use crate::text::Span;

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "numbering",
    group: "desk",
    severity: Severity::Hint,
    profiles: EVERY,
    docs: Docs {
        what: "Headings or items that are counted I, II, IV, or that give a number twice.",
        why: "A part was moved or lost. It is said once for each list; a count that starts again at one is a new list.",
        example: "//- a.txt\nI. The visit\nThey came.\nII. The talks\nThey spoke.\nIV. The end\n^^ numbering\nThey left.\n",
        instead: "//- a.txt\nI. The visit\n1. Arrival\nThey came.\n2. Welcome\nThey met.\nII. The talks\n1. Lunch\nThey ate.\n",
        fix: "Number the parts again, or look for the one that is missing.",
    },
    check,
};

/// A list that is being counted.
struct Counting {
    numerals: Numerals,
    last: u32,
    last_span: Span,
    /// It has been said of this list.
    said: bool,
}

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let article = &context.analysis.article;
    // One count for each level of headings, and one for a list of items.
    let mut levels: [Option<Counting>; 8] = Default::default();
    for block in &article.blocks {
        let level = match block.kind {
            BlockKind::Heading { level } => usize::from(level).min(6),
            BlockKind::ListItem => 7,
            _ => {
                levels[7] = None;
                continue;
            }
        };
        for deeper in &mut levels[level + 1..] {
            *deeper = None;
        }
        if let Some(enumerator) = block.enumerator {
            findings.extend(count(context, &mut levels[level], block, enumerator));
        }
    }
}

fn count(
    context: &Context,
    level: &mut Option<Counting>,
    block: &Block,
    enumerator: Enumerator,
) -> Option<Finding> {
    let lead = context
        .words(block.span)
        .find(|c: char| c.is_alphanumeric())
        .unwrap_or(0);
    let start = block.span.start as usize + lead;
    let span = Span::new(start, start + enumerator.numeral_len);
    let counting = level.get_or_insert(Counting {
        numerals: enumerator.numerals,
        last: enumerator.number.saturating_sub(1),
        last_span: span,
        said: false,
    });
    let starts_again =
        enumerator.number == 1 && counting.last != 1 || counting.numerals != enumerator.numerals;
    let expected = if starts_again {
        enumerator.number
    } else {
        counting.last + 1
    };
    let mut finding = None;
    if enumerator.number != expected && !counting.said {
        let last = write(counting.last, enumerator.numerals);
        let message = format!(
            "{} follows {last}",
            write(enumerator.number, enumerator.numerals)
        );
        finding = Some(context.finding(&RULE, span, message).beside(
            context.key,
            counting.last_span,
            format!("{last} stands here"),
        ));
        counting.said = true;
    }
    *counting = Counting {
        numerals: enumerator.numerals,
        last: enumerator.number,
        last_span: span,
        said: counting.said && !starts_again,
    };
    finding
}

fn write(number: u32, numerals: Numerals) -> String {
    match numerals {
        Numerals::Roman => write_roman(number),
        Numerals::Arabic => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_repeated_number_is_said_once() {
        check(
            "//- a.txt\n1. The visit\nThey came.\n2. The talks\nThey spoke.\n2. The end\n^ numbering\nThey left.\n5. After\nNothing.\n",
        );
    }

    #[test]
    fn sections_count_anew() {
        check(
            "//- a.txt\nI. One\n1. A\nText.\n2. B\nText.\nII. Two\n1. C\nText.\nConclusion\nText.\n\
             //- b.md\n## 1. One\n\nText.\n\n## 2. Two\n\n1. a\n1. b\n",
        );
    }
}
