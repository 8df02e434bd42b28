//! Mistakes in clean news: three articles of `COPYDESK_DATA/news`, each alone and beside a copy of
//! itself.

use std::path::Path;

use crate::anywhere;
use crate::desk::{Desk, Row};

/// An article with mistakes of its own. The first words of a row only find the place.
#[rustfmt::skip]
const ARTICLES: &[(&str, &[Row])] = &[
    ("wn2019-011", &[
        // The day on top is not the day, or not the only one, or gone.
        (NEWS, "Monday, January 14", "Tuesday, January 14", &["weekday-mismatch"]),
        (NEWS, "Monday, January 14, 2019", "---\ndate: 2019-01-11\n---\n\nMonday, January 14, 2019", &["metadata-date-conflict"]),
        (NEWS, "Monday, January 14, 2019", "", &["undated-article"]),
        // Another day in the story, another year.
        (NEWS, "stabbed last night", "stabbed on Friday, January 12,", &["weekday-mismatch-inferred-year"]),
        (NEWS, "early today upon", "on January 12, 2018, upon", &["stale-year"]),
        (NEWS, "mayor since 1998", "mayor from 1998 to 1989", &["reversed-range"]),
        // A letter too far on, a post too many, a mark too few.
        (NEWS, "Brudzi\u{144}ski said Adamowicz", "Brudzi\u{144}ski said Adamowizc", &["similar-name"]),
        (NEWS, "Duda told local", "Prime Minister Duda told local", &["role-conflict"]),
        (NEWS, "everything,\" Stefaniak", "everything, Stefaniak", &["unbalanced-quote"]),
    ]),
    ("wn2019-006", &[
        (NEWS, "Monday, January 7", "Sunday, January 7", &["weekday-mismatch"]),
        (NEWS, "Monday, January 7, 2019", "---\ndate: 2019-01-04\n---\n\nMonday, January 7, 2019", &["metadata-date-conflict"]),
        (NEWS, "Monday, January 7, 2019", "", &["undated-article"]),
        (NEWS, "Trump said on Friday he", "Trump said on Friday, January 3, he", &["weekday-mismatch-inferred-year"]),
        (NEWS, "December 22, last year", "Sunday, December 22, 2018", &["weekday-mismatch"]),
        (NEWS, "President Trump claims", "Prime Minister Trump claims", &["role-conflict"]),
        (NEWS, "Schiff called", "Schfif called", &["similar-name"]),
        (NEWS, "threaten anybody.\"", "threaten anybody.", &["unbalanced-quote"]),
        (NEWS, "for \"years.\"", "for TK \"years.\"", &["placeholder"]),
    ]),
    ("wn2019-164", &[
        (NEWS, "Saturday, December 7", "Friday, December 7", &["weekday-mismatch"]),
        (NEWS, "Saturday, December 7, 2019", "---\ndate: 2019-12-03\n---\n\nSaturday, December 7, 2019", &["metadata-date-conflict"]),
        (NEWS, "Saturday, December 7, 2019", "", &["undated-article"]),
        (NEWS, "started November 20", "started November 31", &["impossible-date"]),
        (NEWS, "on November 15, shut", "on Saturday, November 15, shut", &["weekday-mismatch-inferred-year"]),
        (NEWS, "31 percent of Samoans", "TK percent of Samoans", &["placeholder"]),
        (NEWS, "hammer home their message.\"", "hammer home their message.", &["unbalanced-quote"]),
    ]),
];

const NEWS: &str = "news.txt";

fn text(id: &str) -> Option<String> {
    let data = std::env::var_os("COPYDESK_DATA")?;
    let files = std::fs::read_dir(Path::new(&data).join("news")).ok()?;
    let texts = files
        .flatten()
        .filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let lines: Vec<String> = texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    lines.iter().find_map(|line| {
        let article: serde_json::Value = serde_json::from_str(line).ok()?;
        (article["id"] == id).then(|| article["text"].as_str().unwrap_or_default().to_owned())
    })
}

fn desk(id: &str, files: &[&str]) -> Desk {
    let text = text(id).unwrap_or_else(|| panic!("COPYDESK_DATA has no article {id}"));
    let files = files.iter().map(|file| ((*file).to_owned(), text.clone()));
    Desk::new("/news", files)
}

#[test]
#[ignore = "reads COPYDESK_DATA"]
fn one_edit_of_clean_news_is_one_finding() {
    for (id, rows) in ARTICLES {
        desk(id, &["news.txt"]).check(rows);
    }
}

#[test]
#[ignore = "reads COPYDESK_DATA"]
fn one_wrong_sentence_in_clean_news_is_one_finding() {
    for (id, _) in ARTICLES {
        anywhere::alone(&desk(id, &["news.txt"]), "news.txt");
    }
}

#[test]
#[ignore = "reads COPYDESK_DATA"]
fn one_wrong_sentence_in_a_copy_is_one_finding_in_both() {
    for (id, _) in ARTICLES {
        anywhere::together(
            &desk(id, &["first.txt", "second.txt"]),
            "first.txt",
            "second.txt",
        );
    }
}
