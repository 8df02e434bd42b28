//! `unattributed-quote`: six words or more with nobody saying them.

use crate::article::BlockKind;
use crate::claim::wording::tokens;
use crate::claim::{Quotation, cues};
use crate::corpus::{Profile, Severity};

use super::{Context, Docs, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "unattributed-quote",
    group: "quotations",
    severity: Severity::Hint,
    profiles: &[Profile::Checker],
    docs: Docs {
        what: "A quotation of six words or more with nobody saying them in its sentence or beside it.",
        why: "The reader asks who says so. Titles, signs and slogans are nobody's speech, headings and block quotations \
              are left alone. Only in the profile `checker`, and a hint, because published copy often leaves it to the \
              context: on 383 reports fewer than half of its findings were worth a look.",
        example: "//- copydesk.toml\nprofile = \"checker\"\n[rules]\nmissing-source = \"off\"\n//- a.txt\nThe talks are over. \u{201c}There was never a chance for any of us.\u{201d} It rained.\n                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-quote\n",
        instead: "//- copydesk.toml\nprofile = \"checker\"\n[rules]\nmissing-source = \"off\"\n//- a.txt\nThe talks are over. \u{201c}There was never a chance for any of us,\u{201d} the envoy said.\n",
        fix: "Say who said it, or put it into your own words.",
    },
    check,
};

const FEWEST: usize = 6;

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for quotation in &context.analysis.quotations {
        if is_speech(context, quotation) && !is_attributed(context, quotation) {
            let message = "nobody is said to say these words";
            findings.push(context.finding(&RULE, quotation.span, message));
        }
    }
}

fn is_speech(context: &Context, quotation: &Quotation) -> bool {
    let words = &context.analysis.article.prose()[quotation.words.range()];
    let block = context
        .analysis
        .article
        .block_at(quotation.span.start as usize);
    let running =
        block.is_some_and(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem));
    running && quotation.depth == 0 && tokens(words).len() >= FEWEST
}

/// In its sentence, or in the one before or behind it; of a row of paragraphs that are nothing but
/// quotations, each one goes on with those before it.
fn is_attributed(context: &Context, quotation: &Quotation) -> bool {
    let row = std::iter::successors(Some(quotation), |one| before_in_row(context, one));
    row.take(LONGEST_ROW)
        .any(|one| is_attributed_here(context, one))
}

/// Readers do not look back further.
const LONGEST_ROW: usize = 20;

/// The last quotation of the paragraph before, where nothing but blanks and marks lies between.
fn before_in_row<'a>(context: &'a Context, quotation: &Quotation) -> Option<&'a Quotation> {
    let quotations = &context.analysis.quotations;
    let at = quotations.partition_point(|one| one.span.start < quotation.span.start);
    let mut earlier = quotations[..at].iter().rev();
    let before = earlier.find(|one| one.depth == 0)?;
    let prose = context.analysis.article.prose();
    let between = prose.get(before.span.end as usize..quotation.span.start as usize)?;
    let row = between.contains('\n') && !between.contains(char::is_alphanumeric);
    row.then_some(before)
}

fn is_attributed_here(context: &Context, quotation: &Quotation) -> bool {
    if quotation.cue.is_some() || quotation.speaker.is_some() {
        return true;
    }
    let analysis = context.analysis;
    if is_handed_over(context, quotation) {
        return true;
    }
    let at = analysis
        .sentences
        .partition_point(|sentence| sentence.end <= quotation.span.start);
    let last = analysis
        .sentences
        .partition_point(|sentence| sentence.start < quotation.span.end);
    let from = at.saturating_sub(1);
    let to = (last + 1).min(analysis.sentences.len());
    let prose = analysis.article.prose();
    analysis.sentences[from..to.max(from)]
        .iter()
        .any(|sentence| {
            let found = cues(&prose[sentence.range()]);
            let start = sentence.start as usize;
            found
                .iter()
                .any(|cue| !quotation.span.encloses(cue.span.shifted(start)))
        })
}

/// A colon says that somebody is introduced, and so does a comma before or behind a whole sentence:
/// "…," the envoy mused.
fn is_handed_over(context: &Context, quotation: &Quotation) -> bool {
    let prose = context.analysis.article.prose();
    let before = &prose[..quotation.span.start as usize];
    let same_line = before.trim_end_matches([' ', '\u{a0}']);
    let line = prose[quotation.span.end as usize..].lines().next();
    let goes_on = line.is_some_and(|line| line.contains(char::is_alphabetic));
    let ends = prose[quotation.words.range()].trim_end().ends_with(',');
    let whole = !quotation.fragment;
    before.trim_end().ends_with(':') || whole && (same_line.ends_with(',') || ends && goes_on)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    const CHECKER: &str =
        "//- copydesk.toml\nprofile = \"checker\"\n[rules]\nmissing-source = \"off\"\n";

    #[test]
    fn words_that_nobody_says_are_said_in_the_checkers_profile_only() {
        check(&format!(
            "{CHECKER}//- a.txt\nIt was \u{201c}a day that will live in the books\u{201d} for the town.\n       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-quote\n"
        ));
        check(
            "//- a.txt\nIt was \u{201c}a day that will live in the books\u{201d} for the town.\n",
        );
    }

    #[test]
    fn a_title_a_short_one_and_one_attributed_beside_it_are_left_alone() {
        for text in [
            "The film, titled \u{201c}The day that will live in the books\u{201d}, is long.",
            "This is the order: \u{201c}Nobody leaves the town before the books close.\u{201d}",
            "This is the order:\n\n\u{201c}Nobody leaves the town before the books close.\u{201d}",
            "It was \u{201c}a day to remember\u{201d} for the town.",
            "It rained in town. \u{201c}It will live in the books for ever,\u{201d} mused the envoy. Then he left.",
            "It rained in town. Then the envoy went on, \u{201c}It will live in the books for ever.\u{201d}",
            "The envoy told reporters of it. \u{201c}It will live in the books for ever.\u{201d}\n\n\u{201c}Nobody leaves the town before it does.\u{201d}\n\n\u{201c}Not one of us will ever leave it.\u{201d}",
            "The envoy told reporters of it. \u{201c}It will live in the books for ever.\u{201d} Then he left.",
        ] {
            check(&format!("{CHECKER}//- a.txt\n{text}\n"));
        }
    }
}
