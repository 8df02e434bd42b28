//! Mistakes in two real reports on one event, which `COPYDESK_REPORTS` names.

use crate::anywhere;
use crate::desk::{Desk, Row};

const FIRST: &str = "000.txt";
const SECOND: &str = "003.txt";
const CONFIG: &str = "copydesk.toml";

/// The words only find the place.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    // The weekday and the date do not fit each other; the article loses its date.
    (SECOND, "on Monday", "on Tuesday, Feb. 17, 2025", &["weekday-mismatch"]),
    (FIRST, "in February 2025", "on Tuesday, Feb. 17, 2025", &["weekday-mismatch"]),
    (SECOND, "on Monday", "on Sunday, Feb. 17", &["weekday-mismatch-inferred-year"]),
    (FIRST, "in February 2025", "on Sunday, March 17", &["weekday-mismatch-inferred-year"]),
    (SECOND, "on Monday", "on Feb. 30, 2025", &["impossible-date"]),
    (FIRST, "in February 2025", "on 31 April 2025", &["impossible-date"]),
    (CONFIG, "date = 2025-02-17", "", &["undated-article in 003.txt"]),
    (CONFIG, "date = 2025-03-26", "", &["undated-article in 000.txt"]),
    (SECOND, "TOKYO \u{2014}", "TOKYO, Feb. 10, 2025 \u{2014}", &["metadata-date-conflict"]),
    (FIRST, "The Taliban administration has", "KABUL, March 20, 2025 \u{2014} The Taliban administration has", &["metadata-date-conflict"]),
    // The other report has another year, another post, another name.
    (FIRST, "to power in 2021", "to power in 2022", &["event-date-differs", "event-date-differs in 003.txt"]),
    (SECOND, "of Afghanistan in 2021", "of Afghanistan in 2019", &["event-date-differs", "event-date-differs in 000.txt"]),
    (SECOND, "the deputy economy minister", "the deputy foreign minister", &["role-differs-between-reports", "role-differs-between-reports in 000.txt"]),
    (SECOND, "Latif Nazari", "Latiff Nazari", &["variant-name", "variant-name in 000.txt"]),
    // A letter, a post.
    (FIRST, "Nazari expressed hope", "Nazeri expressed hope", &["similar-name"]),
    (FIRST, "Nazari reiterated", "Nazrai reiterated", &["similar-name"]),
    (FIRST, "Deputy Economy Minister", "Deputy Foreign Minister", &["role-conflict"]),
    (FIRST, "Deputy Minister of Economy", "Deputy Minister of Health", &["role-conflict"]),
    (FIRST, "Deputy Economy Minister", "former Deputy Economy Minister", &["former-and-current"]),
    (FIRST, "Deputy Minister of Economy", "former Deputy Minister of Economy", &["former-and-current"]),
    // The marks of a quotation, its words, its speaker.
    (FIRST, "relationship with Japan\u{201d}", "relationship with Japan", &["unbalanced-quote"]),
    (SECOND, "delegation\u{201d} was", "delegation was", &["unbalanced-quote"]),
    // A "not" is missing.
    (SECOND, "has not officially", "has officially", &["polarity-differs", "polarity-differs in 000.txt"]),
    // Nothing of the report happened there.
    (SECOND, "TOKYO", "LAHORE", &["dateline-not-in-article"]),
    (SECOND, "TOKYO", "LIMA", &["dateline-not-in-article"]),
    // Something is still to come, or was counted badly.
    (SECOND, "the attendees", "the TK attendees", &["placeholder"]),
    (FIRST, "three detained", "[CHECK] detained", &["placeholder"]),
    (FIRST, "III. Japan", "IV. Japan", &["numbering"]),
    (FIRST, "V. Japan", "VI. Japan", &["numbering"]),
    // No rule has the name.
    (CONFIG, "[article.\"000.txt\"]", "[rules]\nweekdays = \"off\"\n[article.\"000.txt\"]", &["unknown-rule"]),
];

/// The days of the two, and one day for both: a count may have gone on.
const DAYS: &str =
    "[article.\"000.txt\"]\ndate = 2025-03-26\n[article.\"003.txt\"]\ndate = 2025-02-17\n";
const ONE_DAY: &str =
    "[article.\"000.txt\"]\ndate = 2025-03-26\n[article.\"003.txt\"]\ndate = 2025-03-26\n";

fn desk(config: &str) -> Desk {
    let folder = std::env::var_os("COPYDESK_REPORTS").expect("COPYDESK_REPORTS");
    let read = |start: &str| {
        let mut files = std::fs::read_dir(&folder).expect("the reports").flatten();
        let file = files.find(|file| file.file_name().to_string_lossy().starts_with(start));
        std::fs::read_to_string(file.expect("a report").path()).expect("a text")
    };
    let files = [
        (FIRST, read("000")),
        (SECOND, read("003")),
        (CONFIG, config.to_owned()),
    ];
    Desk::new(
        "/reports",
        files.map(|(name, text)| (name.to_owned(), text)),
    )
}

#[test]
#[ignore = "reads COPYDESK_REPORTS"]
fn one_edit_of_the_reports_is_one_finding() {
    desk(DAYS).check(ROWS);
}

#[test]
#[ignore = "reads COPYDESK_REPORTS"]
fn one_wrong_sentence_in_a_report_is_one_finding() {
    anywhere::alone(&desk(DAYS), SECOND);
}

#[test]
#[ignore = "reads COPYDESK_REPORTS"]
fn one_wrong_sentence_is_one_finding_in_both_reports() {
    anywhere::together(&desk(ONE_DAY), FIRST, SECOND);
}
