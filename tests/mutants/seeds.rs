//! Mistakes in the sample folder.

use std::path::Path;

use copydesk::corpus::Profile;
use copydesk::rule::RULES;

use crate::desk::{Desk, Row};

const AID: &str = "aid-figures.txt";
const ARRIVAL: &str = "delegation-arrives.txt";
const NOTES: &str = "desk-notes.md";
const BRIEF: &str = "human-rights-brief.md";
const INTERVIEW: &str = "kabul-interview.md";
const OUTREACH: &str = "outreach-analysis.txt";
const RECOGNITION: &str = "recognition-explainer.md";
const REGISTER: &str = "entities.yml";
const CONFIG: &str = "copydesk.toml";

/// Two files more, for what no sample speaks of.
const NEW_YEAR: &str = "new-year.txt";
const WIRE: &str = "wire.txt";

const MORE: &[(&str, &str)] = &[
    (
        NEW_YEAR,
        "Sunday, January 5, 2025\n\nThe court in Graz ruled on Jan. 3, 2025, on the case of Paul Weber. \
         Judge Marianne Lindqvist sat on Jan. 2, 2025, with two aides. Police arrested Weber on Jan. 3, 2025.\n",
    ),
    (
        WIRE,
        "---\ndate: 2025-02-20\n---\n\nThe Nippon Foundation invited Latif Nazari to Tokyo. Paul Weber \
         allegedly attacked Jon Dahl in Kabul. At least 12 guards were hurt in Kabul when Paul Weber came. Police in Graz arrested Paul Weber on Jan. 3, 2025, said Judge Marianne Lindqvist.\n",
    ),
];

fn desk() -> Desk {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    Desk::read(&seeds, MORE).remembering(NOTES)
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // The weekday and the date do not fit each other.
    (ARRIVAL, "on Monday", "on Tuesday, Feb. 17, 2025", &["weekday-mismatch"]),
    (BRIEF, "Sunday, Feb. 16, 2025", "Monday, Feb. 16, 2025", &["weekday-mismatch"]),
    (AID, "Friday, Feb. 21", "Friday, Feb. 22", &["weekday-mismatch-inferred-year"]),
    (AID, "Wednesday, Feb. 26", "Thursday, Feb. 26", &["weekday-mismatch-inferred-year"]),
    // No month has the day.
    (BRIEF, "Sunday, Feb. 16, 2025", "Feb. 30, 2025", &["impossible-date"]),
    (RECOGNITION, "The Tokyo visit of February 2025", "The Tokyo visit of 31 April 2025", &["impossible-date"]),
    // The article loses its date, and "Tuesday" and "this year" count from nothing.
    (INTERVIEW, "date: 2025-03-25\n", "", &["undated-article"]),
    (CONFIG, "date = 2025-03-26", "", &["undated-article in outreach-analysis.txt"]),
    // The dateline, or the configuration, has another day than the article's head.
    (BRIEF, "Japan has used the visit", "TOKYO, Feb. 10, 2025 \u{2014} Japan has used the visit", &["metadata-date-conflict"]),
    (CONFIG, "date = 2025-03-26", "date = 2025-03-26\n[article.\"aid-figures.txt\"]\ndate = 2025-02-26", &["metadata-date-conflict in aid-figures.txt"]),
    // In January the old year is still written.
    (NEW_YEAR, "Jan. 3, 2025", "Jan. 3, 2024", &["stale-year"]),
    (NEW_YEAR, "sat on Jan. 2, 2025", "sat on Jan. 2, 2024", &["stale-year"]),
    // The year lies outside its decade, the month outside its quarter.
    (INTERVIEW, "for two decades", "in the 1990s, in 2003", &["period-mismatch"]),
    (AID, "The month ran as follows", "It was counted in May, in the third quarter, as follows", &["period-mismatch"]),
    // The range ends before it begins.
    (INTERVIEW, "for two decades", "from 2020 to 2001", &["reversed-range"]),
    (OUTREACH, "it has long paid", "from 2021 to 2002 it paid", &["reversed-range"]),
    // 3 April or 4 March?
    (RECOGNITION, "met reporters on", "met reporters on 03/04/2025, not on", &["ambiguous-date"]),
    (NOTES, "contains a slip", "of 03/04/2025 contains a slip", &["ambiguous-date"]),
    // They did it next month, they will do it last month.
    (BRIEF, "The guests had landed on Sunday, Feb. 16, 2025.", "The guests landed on Sunday, March 16, 2025.", &["future-date-in-past-tense"]),
    (AID, "The visit to Japan changed no figure", "The visit ended on March 21, 2025, and changed no figure", &["future-date-in-past-tense"]),
    (INTERVIEW, "Nazari went to Japan with a Taliban delegation in February 2025", "Nazari will meet them on Feb. 15, 2025", &["past-date-in-future-tense"]),
    (RECOGNITION, "The rest of the program stayed closed", "The rest of the program will begin on Feb. 18, 2025", &["past-date-in-future-tense"]),
    // Nobody dies twice.
    (BRIEF, "Afghan girls may not", "Anna Gruber, who taught them, died on Feb. 3, 2025. Gruber died on Feb. 5, 2025, in Graz. Afghan girls may not", &["two-dates-one-event"]),
    (RECOGNITION, "Kabul asks for builders.", "Paul Weber founded the Adler Institute in 1998. The Adler Institute was founded in 2001. Kabul asks for builders.", &["two-dates-one-event"]),
    // The years do not add up.
    (INTERVIEW, "Much of that work stopped in 2021", "Much of that work stopped six years ago, in 2021", &["elapsed-time-mismatch"]),
    (OUTREACH, "it has long paid", "since 2001, 10 years ago, it has paid", &["elapsed-time-mismatch"]),
    // Ten days do not fit between the 16th and the 21st.
    (BRIEF, "Afghan girls may not", "They were on a 10-day trip from Feb. 16 to Feb. 21. Afghan girls may not", &["duration-mismatch"]),
    (AID, "The month ran as follows.", "The stay lasted nine days, from Feb. 16 to Feb. 21.", &["duration-mismatch"]),
    // The register knows when he was born.
    (RECOGNITION, "Yoshimasa Hayashi met", "Yoshimasa Hayashi, 54, has met", &["age-mismatch"]),
    (AID, "Yoshimasa Hayashi answers", "Yoshimasa Hayashi, 74, answers", &["age-mismatch"]),
    // Two letters change places.
    (OUTREACH, "but Nazari said", "but Nazrai said", &["similar-name"]),
    (INTERVIEW, "Nazari denied", "Nazeri denied", &["similar-name"]),
    // He, or she, has another name in the other report.
    (BRIEF, "Yoshimasa Hayashi said", "Yoshimaza Hayashi said", &["variant-name in delegation-arrives.txt", "variant-name"]),
    (NEW_YEAR, "Marianne Lindqvist", "Marianne Lindquist", &["variant-name", "variant-name in wire.txt"]),
    // The register rules the name out.
    (INTERVIEW, "with a Taliban delegation", "with a Taleban delegation", &["avoided-name"]),
    (BRIEF, "The Nippon Foundation, a private body", "The Japan Foundation, a private body", &["avoided-name"]),
    // Which of the two?
    (BRIEF, "He added that", "Sara Hayashi, a teacher, agreed with Hayashi. He added that", &["ambiguous-surname"]),
    (BRIEF, "Hayashi told reporters", "Hayashi told Rana Hayashi, a cousin of Hayashi", &["ambiguous-surname"]),
    // Letters that nobody explains.
    (RECOGNITION, "a seat in international bodies", "a seat in the QZVK", &["undefined-acronym"]),
    (BRIEF, "together with its partners", "together with the QZVK", &["undefined-acronym"]),
    // One man, two posts.
    (OUTREACH, "Deputy Economy Minister Latif Nazari", "Deputy Foreign Minister Latif Nazari", &["role-conflict"]),
    (OUTREACH, "Deputy Minister of Economy in", "Deputy Minister of Health in", &["role-conflict"]),
    (RECOGNITION, "deputy economy minister", "deputy foreign minister", &["role-differs-between-reports", "role-differs-between-reports in outreach-analysis.txt"]),
    (BRIEF, "Chief Cabinet Secretary Yoshimasa", "Deputy Cabinet Secretary Yoshimasa", &["role-differs-between-reports in delegation-arrives.txt", "role-differs-between-reports"]),
    (OUTREACH, "Deputy Economy Minister Latif Nazari", "Former Deputy Economy Minister Latif Nazari", &["former-and-current"]),
    (OUTREACH, "Deputy Minister of Economy in", "former Deputy Minister of Economy in", &["former-and-current"]),
    // The parts make another sum.
    (RECOGNITION, "Kabul asks for builders.", "Kabul asks for 12 builders: seven masons and four joiners.", &["total-mismatch"]),
    (AID, "The sums look small", "The school cost $8.5 million: $4 million for the walls and $3.5 million for the roof. The sums look small", &["total-mismatch"]),
    // The list has more items, or fewer.
    (INTERVIEW, "He named the Education Ministry, the police and the airports as places where they work", "He named four trades: weavers, bakers and smiths", &["count-mismatch"]),
    (RECOGNITION, "aid for clinics, farms and schools", "aid for two things (clinics, farms and schools)", &["count-mismatch"]),
    // The share is another.
    (AID, "a drop of 10 percent", "a drop of 20 percent", &["percent-mismatch"]),
    (AID, "from $130 million", "from $160 million", &["percent-mismatch"]),
    // Miles are no kilometers.
    (INTERVIEW, "for two decades", "over 300 miles (300 km)", &["unit-conversion-mismatch"]),
    (OUTREACH, "a weak economy", "a dam of 50 meters (16 feet)", &["unit-conversion-mismatch"]),
    // Three were released, says the other report.
    (INTERVIEW, "Such a step", "Four American detainees were released in Afghanistan. Such a step", &["count-differs-between-reports", "count-differs-between-reports in outreach-analysis.txt"]),
    (INTERVIEW, "Such a step", "In Afghanistan two American detainees were freed. Such a step", &["count-differs-between-reports", "count-differs-between-reports in outreach-analysis.txt"]),
    // Million or billion?
    (AID, "The visit to Japan changed", "The fund in Switzerland holds $3.5 million. The visit to Japan changed", &["magnitude-differs"]),
    (AID, "The sums look small", "The United States held $1.17 million for Afghanistan, and then $1.17 billion for Afghanistan. The sums look small", &["magnitude-differs"]),
    // The city lies elsewhere.
    (ARRIVAL, "came from Kabul, where", "came from Kabul, Pakistan, where", &["place-country-mismatch"]),
    (OUTREACH, "set out his wishes in Kabul", "set out his wishes in Herat, Iran", &["place-country-mismatch"]),
    // Nothing of the report happened there.
    (ARRIVAL, "TOKYO", "LAHORE", &["dateline-not-in-article"]),
    (ARRIVAL, "TOKYO", "LIMA", &["dateline-not-in-article"]),
    // These are not the words of the source.
    (RECOGNITION, "We would welcome Japanese", "We will welcome Japanese", &["quote-wording-differs in kabul-interview.md", "quote-wording-differs in outreach-analysis.txt", "quote-not-in-source"]),
    (RECOGNITION, "every road that the war left", "every road that the flood left", &["quote-wording-differs in kabul-interview.md", "quote-wording-differs in outreach-analysis.txt", "quote-not-in-source"]),
    // These are not the words of the other report.
    (OUTREACH, "would welcome Japanese", "would welcome Chinese", &["quote-wording-differs in kabul-interview.md", "quote-wording-differs"]),
    (OUTREACH, "We do not rank our friends", "We do not count our friends", &["quote-wording-differs in kabul-interview.md", "quote-wording-differs"]),
    // The words are somebody else's.
    (INTERVIEW, "unfinished,\" he said.", "unfinished,\" Yoshimasa Hayashi said.", &["quote-speaker-differs", "quote-speaker-differs in recognition-explainer.md"]),
    (OUTREACH, "unfinished,\u{201d} he said.", "unfinished,\u{201d} said Yoshimasa Hayashi.", &["quote-speaker-differs", "quote-speaker-differs in recognition-explainer.md"]),
    // Where do the words end?
    (OUTREACH, "rank our friends,\u{201d}", "rank our friends,", &["unbalanced-quote"]),
    (BRIEF, "half of its people,\"", "half of its people,", &["unbalanced-quote"]),
    // The section, or the file, is not there.
    (NOTES, "kabul-interview.md#work-roads-and-power", "kabul-interview.md#work-and-roads", &["broken-link"]),
    (RECOGNITION, "[[kabul-interview]]", "[[tokyo-interview]]", &["broken-link"]),
    // A note that nobody calls, a note that is there twice.
    (RECOGNITION, "access to officials.[^2]", "access to officials.", &["footnote"]),
    (RECOGNITION, "access to officials.[^2]", "access to officials.[^2][^7]", &["footnote"]),
    // No bibliography has the key.
    (RECOGNITION, "access to officials.[^2]", "access to officials.[^2][@kyodo]", &["unknown-citation"]),
    (NOTES, "contains a slip", "contains a slip [@notice]", &["unknown-citation"]),
    // The source does not have the passage.
    (RECOGNITION, "text=welcome%20Japanese", "text=invite%20Japanese", &["lost-passage"]),
    (NOTES, "kabul-interview.md#work-roads-and-power", "kabul-interview.md#:~:text=work%20and%20roads", &["lost-passage"]),
    // The source is younger than what cites it.
    (INTERVIEW, "source: https://example.com/interviews/nazari", "source: desk-notes.md", &["source-after-article"]),
    (BRIEF, "dateline: Tokyo", "dateline: Tokyo\nsource: kabul-interview.md", &["source-after-article"]),
    // The wire has another day.
    (NEW_YEAR, "arrested Weber on Jan. 3, 2025", "arrested Weber on Jan. 4, 2025", &["event-date-differs", "event-date-differs in wire.txt"]),
    (WIRE, "arrested Paul Weber on Jan. 3, 2025", "arrested Paul Weber on Jan. 2, 2025", &["event-date-differs in new-year.txt", "event-date-differs"]),
    // One report names whom the other does not know.
    (RECOGNITION, "Officials of Japan\u{2019}s Foreign Ministry spoke", "The unidentified Taliban delegates spoke", &["named-elsewhere"]),
    (BRIEF, "Afghan girls may not", "The unnamed Taliban representatives were silent. Afghan girls may not", &["named-elsewhere"]),
    // The first trip, but where to?
    (RECOGNITION, "tested the line", "was the first visit of Taliban officials outside Asia since 2021, Japan said", &["superlative-differs in outreach-analysis.txt", "superlative-differs"]),
    (BRIEF, "Afghan girls may not", "It was the first trip of Taliban officials outside Asia since 2021, Japan said. Afghan girls may not", &["superlative-differs", "superlative-differs in outreach-analysis.txt"]),
    // The wire is not so sure.
    (NOTES, "A notice of", "As [the wire](wire.txt) has it, Paul Weber attacked Jon Dahl in Kabul. A notice of", &["hedge-dropped"]),
    (NOTES, "A notice of", "As [the wire](wire.txt) has it, 12 guards were hurt in Kabul when Paul Weber came. A notice of", &["hedge-dropped"]),
    // A "not" is missing.
    (ARRIVAL, "has not officially recognized", "has officially recognized", &["polarity-differs", "polarity-differs in human-rights-brief.md"]),
    (BRIEF, "has not officially recognized", "has officially recognized", &["polarity-differs in delegation-arrives.txt", "polarity-differs"]),
    // Somebody else invited him, the wire says.
    (NEW_YEAR, "with two aides", "when the Adler Academy invited Latif Nazari to Tokyo", &["participant-differs", "participant-differs in wire.txt"]),
    (NEW_YEAR, "with two aides", "when the Weber Institute invited Latif Nazari to Tokyo", &["participant-differs", "participant-differs in wire.txt"]),
    // Something is still to come.
    (OUTREACH, "The foundation gave no details", "The foundation gave TK details", &["placeholder"]),
    (BRIEF, "beyond the sixth grade", "beyond the [CHECK] grade", &["placeholder"]),
    // It was checked, but not this.
    (NOTES, "chief cabinet secretary in Tokyo", "foreign minister in Tokyo", &["changed-since-checked"]),
    (NOTES, "Latif Nazari is the deputy", "Latif Nazari is a deputy", &["changed-since-checked"]),
    // A number is left out, or given twice.
    (OUTREACH, "III. Japan", "IV. Japan", &["numbering"]),
    (OUTREACH, "IV. The Wider", "VI. The Wider", &["numbering"]),
    // What stands on top cannot be read.
    (BRIEF, "tags: [human rights, women, taliban]", "tags: [human rights, women", &["bad-metadata"]),
    (REGISTER, "type: event", "type: meeting", &["bad-metadata"]),
    // No rule has the name.
    (NOTES, "copydesk-ignore weekday-mismatch", "copydesk-ignore weekday-mismach", &["unknown-rule", "weekday-mismatch"]),
    (CONFIG, "profile = \"desk\"", "profile = \"desk\"\n[rules]\nweekdays = \"off\"", &["unknown-rule"]),
];

#[test]
fn one_edit_of_the_sample_folder_is_one_finding() {
    desk().check(ROWS);
}

#[test]
fn every_rule_that_is_on_has_two_mistakes() {
    let rows = |rule: &str| {
        let said = |finding: &&&str| finding.split(" in ").next() == Some(rule);
        let found = ROWS
            .iter()
            .filter(|(.., rules)| rules.iter().any(|one| said(&one)));
        found.count()
    };
    let on = RULES
        .iter()
        .filter(|rule| rule.profiles.contains(&Profile::Desk));
    let few: Vec<&str> = on
        .map(|rule| rule.name)
        .filter(|rule| rows(rule) < 2)
        .collect();
    assert_eq!(few, Vec::<&str>::new());
}
