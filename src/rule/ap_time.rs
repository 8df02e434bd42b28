//! `ap-time`: the time of day.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::{Profile, Severity};
use crate::text::Span;

use super::{Context, Docs, Finding, Rule, ap};

pub const RULE: Rule = Rule {
    name: "ap-time",
    group: "ap",
    severity: Severity::Hint,
    profiles: &[Profile::Ap],
    docs: Docs {
        what: "A time of day that is not written like \"9 a.m.\", \"2:30 p.m.\", \"noon\" or \"midnight\".",
        why: "The AP writes figures, a space and lower case with stops, no \":00\", and noon and midnight for 12 p.m. \
              and 12 a.m. Times of the 24-hour clock are left alone.",
        example: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe doors open at 9:00 AM every day.\n                  ^^^^^^^ ap-time\n",
        instead: "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\nThe doors open at 9 a.m. and close at 5:30 p.m. or at midnight.\n",
        fix: "Take the quick fix.",
    },
    check,
};

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?-u:\b)(?:(?P<hour>0?[1-9]|1[0-2])(?:[:.](?P<minute>[0-5][0-9]))?\s?(?P<half>[aApP]\.\s?[mM]\.?|[ap]m|[AP]M)|(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?P<dotted>[ap]\.m\.?))(?-u:\b{end-half})";
    Regex::new(pattern).expect("the pattern of times is valid")
});

const HOURS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

fn check(context: &Context, findings: &mut Vec<Finding>) {
    for block in ap::copy(context) {
        let prose = context.analysis.article.prose_of(block);
        for found in TIME.captures_iter(prose) {
            let Some(whole) = found.get(0) else { continue };
            let span = Span::from(whole.range()).shifted(block.span.start as usize);
            let (before, after) = (&prose[..whole.start()], &prose[whole.end()..]);
            if is_number(before) || is_minister(whole.as_str(), after) {
                continue;
            }
            let Some(instead) = style(context, &found, span, after) else {
                continue;
            };
            if instead == whole.as_str() || ap::is_quoted(context, span) {
                continue;
            }
            let message = format!(
                "\u{201c}{}\u{201d} differs from AP style, which writes \u{201c}{instead}\u{201d}",
                whole.as_str()
            );
            findings.push(ap::finding(context, &RULE, span, message, &instead));
        }
    }
}

/// "1:12 a.m." and "$3.10 am" are read from their first figure or not at all.
fn is_number(before: &str) -> bool {
    before.ends_with(['.', ':', ',', '$', '/', '#'])
}

/// "On Feb. 3 PM Modi said".
fn is_minister(said: &str, after: &str) -> bool {
    let name = after.strip_prefix(' ').is_some_and(|after| {
        let mut chars = after.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    });
    said.ends_with("PM") && name
}

fn style(context: &Context, found: &Captures, span: Span, after: &str) -> Option<String> {
    let hour = hour(found)?;
    let half = found
        .name("half")
        .or_else(|| found.name("dotted"))?
        .as_str();
    let afternoon = half.starts_with(['p', 'P']);
    let minute = found.name("minute").map(|minute| minute.as_str());
    let minute = minute.filter(|minute| *minute != "00");
    let stop_ends_sentence = half.ends_with('.') && ap::ends_sentence(context, span);
    if let (12, None) = (hour, minute) {
        let word = if afternoon { "noon" } else { "midnight" };
        let stop = if stop_ends_sentence { "." } else { "" };
        return Some(format!("{word}{stop}"));
    }
    let minute = minute
        .map(|minute| format!(":{minute}"))
        .unwrap_or_default();
    // The stop of the sentence stands there already.
    let stop = if after.starts_with('.') { "" } else { "." };
    let letter = if afternoon { 'p' } else { 'a' };
    Some(format!("{hour}{minute} {letter}.m{stop}"))
}

fn hour(found: &Captures) -> Option<usize> {
    match found.name("word") {
        Some(word) => HOURS
            .iter()
            .position(|hour| *hour == word.as_str())
            .map(|at| at + 1),
        None => found.name("hour")?.as_str().parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, check};

    #[test]
    fn spaces_stops_zeros_and_words_are_found() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             It ran from 6am to 7:00 p.m. and from nine a.m. to 12 p.m. there.\n            ^^^ ap-time\n                   ^^^^^^^^^ ap-time\n                                      ^^^^^^^^^ ap-time\n                                                   ^^^^^^^ ap-time\n",
        );
    }

    #[test]
    fn the_stop_of_the_sentence_is_not_doubled_or_lost() {
        let fixed = |copy: &str| {
            let fixture = Fixture::new(&format!(
                "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n{copy}\n"
            ));
            fixture.fixed("Change to")
        };
        assert_eq!(
            fixed("It ended at 6pm. He left."),
            "It ended at 6 p.m. He left.\n"
        );
        assert_eq!(fixed("It ended at 12 p.m."), "It ended at noon.\n");
        assert_eq!(fixed("At 12:00 a.m. it ended."), "At midnight it ended.\n");
    }

    #[test]
    fn other_clocks_and_other_words_are_left_alone() {
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             It began at 15:30 UTC and 9 a.m. local time, 2:30 p.m. in Rome; I am 9. At 12:05 a.m. it ended.\n",
        );
        check(
            "//- copydesk.toml\nprofile = \"ap\"\n//- 2019-06-20.txt\n\
             On Feb. 3 PM Modi spoke. \u{201c}Come at 9am,\u{201d} she said.\n",
        );
    }
}
