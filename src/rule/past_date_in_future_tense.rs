//! `past-date-in-future-tense`: what will happen on a day that is over.

use jiff::ToSpan;

use crate::corpus::Severity;
use crate::time::english::{HAPPENINGS, INCIDENTS, OPENING};
use crate::time::{Derivation, TimeMention, in_words};

use super::future_date_in_past_tense::{NEAR_DAYS, names_its_year, written_day};
use super::{Context, Docs, EVERY, Finding, Rule, clause};

pub const RULE: Rule = Rule {
    name: "past-date-in-future-tense",
    group: "dates",
    severity: Severity::Warning,
    profiles: EVERY,
    docs: Docs {
        what: "A verb in the future with a date that lies before the article's date.",
        why: "The day is over, or the date has a wrong digit; often the sentence was taken over from an older \
              report. Only \"will\" and \"shall\" with a verb of what happens on a day count; \"would\", \
              headings and quotations are left alone, and so is the day before the article's date.",
        example: "//- 2025-02-17.txt\nThe council will meet on Feb. 10, 2025, in Rome.\n                         ^^^^^^^^^^^^^ past-date-in-future-tense\n",
        instead: "//- 2025-02-17.txt\nThe council met on Feb. 10, 2025, in Rome.\n",
        fix: "Put the verb into the past, or look the date up.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let Some(date) = context.analysis.date.value else {
        return;
    };
    for time in &context.analysis.times {
        let Some(day) = written_day(time) else {
            continue;
        };
        let over = day < date.saturating_sub(1.day());
        let near = date.saturating_sub(NEAR_DAYS.days()) <= day;
        let sure = time.derivation == Derivation::Written || near && !names_its_year(context, time);
        if !over || !sure || !clause::in_running_text(context, time.span) {
            continue;
        }
        if let Some(verb) = future_verb(context, time) {
            let message = format!(
                "\u{201c}{}\u{201d} differs from the future tense of \u{201c}{verb}\u{201d}: it lies before the article's date, {}",
                context.words(time.span),
                in_words(date)
            );
            findings.push(context.finding(&RULE, time.span, message));
        }
    }
}

/// "will meet", "will be held".
fn future_verb(context: &Context, time: &TimeMention) -> Option<String> {
    let lead = clause::Lead::of(context, time);
    let is_auxiliary = |word: &String| matches!(word.as_str(), "will" | "shall");
    let auxiliary = lead.words.iter().rposition(is_auxiliary)?;
    let opens = |word: &String| OPENING.contains(&word.as_str());
    let before = auxiliary.checked_sub(1).map(|at| lead.words[at].as_str());
    // "his will"
    let noun = matches!(
        before,
        Some("a" | "free" | "good" | "her" | "his" | "the" | "their")
    );
    if noun || lead.words[..auxiliary].iter().any(opens) {
        return None;
    }
    let adverb = |word: &&str| matches!(*word, "also" | "not" | "now" | "then" | "again");
    let rest = lead.words[auxiliary + 1..].iter().map(String::as_str);
    let adverbs = rest.clone().take_while(adverb).count();
    let passive = rest.clone().nth(adverbs) == Some("be");
    let verb = auxiliary + 1 + adverbs + usize::from(passive);
    let word = lead.words.get(verb)?;
    let known = HAPPENINGS.iter().any(|(past, present)| match passive {
        true => past == word,
        false => present == word,
    });
    // "will address the attack on Feb. 10": the attack was on that day.
    let incident = |word: &String| INCIDENTS.contains(&word.as_str());
    let of_incident = lead.words[verb..].iter().any(incident);
    let belongs = known && !of_incident && lead.belongs_to(verb);
    belongs.then(|| lead.words[auxiliary..=verb].join(" "))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_passive_and_a_near_date_without_a_year_are_read_too() {
        check(
            "//- 2025-02-17.txt\n\
             The hearing will be held in Rome on Feb. 10, 2025.\n                                    ^^^^^^^^^^^^^ past-date-in-future-tense\n\
             He will not attend the summit on Jan. 20.\n                                 ^^^^^^^ past-date-in-future-tense\n",
        );
    }

    #[test]
    fn what_is_told_of_the_past_is_left_alone() {
        check(
            "//- 2025-02-17.txt\n\
             The council would meet on Feb. 10, 2025, he had said.\n\
             He will have left on Feb. 10, 2025, and will address the attack on Feb. 11, 2025.\n\
             \u{201c}We will meet on Feb. 10, 2025,\u{201d} she wrote in January.\n\
             The reading of the will was held on Feb. 10, 2025.\n\
             The court will review the law signed on Feb. 10, 2025.\n",
        );
    }

    #[test]
    fn what_is_to_come_is_left_alone() {
        check(
            "//- 2025-02-17.txt\nThe council will meet on Feb. 16, 2025, and will vote on March 3.\n\
             //- a.txt\nThe council will meet on Feb. 10, 2025.\n",
        );
    }
}
