//! From prose to values: what counts from what.

use super::*;
use crate::time::recognise;
use jiff::civil::date;

/// The values of the times in `prose`, and how each came about.
pub fn values(prose: &str, article: Option<Date>) -> Vec<(String, Derivation)> {
    let reference = Reference {
        date: article,
        month_first: None,
        strategy: Strategy::Auto,
    };
    let found = recognise(prose);
    let mut resolver = Resolver::new(reference);
    let resolved = found.iter().map(|found| resolver.resolve(found, 0));
    resolved
        .map(|found| (found.value.unwrap_or_default(), found.derivation))
        .collect()
}

/// The value of the first time in `prose`, written on a Monday, 17 February 2025.
pub fn first(prose: &str) -> String {
    let found = values(prose, Some(date(2025, 2, 17)));
    found
        .first()
        .map_or(String::new(), |(value, _)| value.clone())
}

#[test]
fn relative_expressions_count_from_the_article() {
    let monday = Some(date(2025, 2, 17));
    let cases = [
        ("on Monday", "2025-02-17", Derivation::OwnDay),
        ("on Tuesday", "2025-02-11", Derivation::FromArticle),
        (
            "will meet on Tuesday",
            "2025-02-18",
            Derivation::FromArticle,
        ),
        ("last Monday", "2025-02-10", Derivation::FromArticle),
        ("yesterday", "2025-02-16", Derivation::FromArticle),
        ("last week", "2025-W07", Derivation::FromArticle),
        ("three years ago", "2022", Derivation::FromArticle),
        ("last May", "2024-05", Derivation::FromArticle),
        ("earlier this year", "2025", Derivation::FromArticle),
        ("Feb. 3", "2025-02-03", Derivation::YearFromArticle),
        ("Dec. 3", "2024-12-03", Derivation::YearFromArticle),
        ("in the 1990s", "199", Derivation::Written),
        ("currently", "PRESENT_REF", Derivation::None),
    ];
    for (prose, value, derivation) in cases {
        assert_eq!(
            values(prose, monday),
            [(value.to_owned(), derivation)],
            "{prose}"
        );
    }
}

#[test]
fn without_a_date_nothing_is_guessed() {
    assert_eq!(
        values("on Monday", None),
        [(String::new(), Derivation::NeedsArticleDate)]
    );
    assert_eq!(
        values("Feb. 3", None),
        [("XXXX-02-03".into(), Derivation::NeedsArticleDate)]
    );
    assert_eq!(
        values("03/04/2025", None),
        [(String::new(), Derivation::Ambiguous)]
    );
    assert_eq!(
        values("13/04/2025", None),
        [("2025-04-13".into(), Derivation::Written)]
    );
}

#[test]
fn an_undated_narrative_counts_from_what_was_mentioned() {
    use Derivation::{FromLastMention, Written};
    assert_eq!(
        values(
            "It began on 3 May 1917. On 24 June, and the following day, they met that year.",
            None
        ),
        [
            ("1917-05-03".to_owned(), Written),
            ("1917-06-24".to_owned(), FromLastMention),
            ("1917-06-25".to_owned(), FromLastMention),
            ("1917".to_owned(), FromLastMention),
        ]
    );
}

#[test]
fn a_year_that_is_only_mentioned_leads_no_story_on() {
    let found = values(
        "It began on 3 August 1964. A paper declassified in 2005 says that nothing happened on 4 August.",
        None,
    );
    assert_eq!(found[2].0, "1964-08-04");
    let found = values(
        "It began on 3 August 1964. In 1968, they met. It ended in March.",
        None,
    );
    assert_eq!(found[2].0, "1968-03");
}

#[test]
fn a_year_behind_two_dates_belongs_to_both() {
    use Derivation::{Written, YearShared};
    let shared = |prose| values(prose, Some(date(2025, 2, 17)));
    assert_eq!(
        shared("between March and April 1918"),
        [
            ("1918-03".to_owned(), YearShared),
            ("1918-04".to_owned(), Written)
        ]
    );
    assert_eq!(shared("from December to March 1918")[0].0, "1917-12");
    assert_eq!(shared("on March 3. In April 1918")[0].0, "2025-03-03");
}

#[test]
fn years_before_our_era_are_counted_backwards() {
    let found = values(
        "It began in April 480 BC. The following year, in the spring, they fled; by the 470s BC, in the 4th century BC.",
        None,
    );
    let found: Vec<&str> = found.iter().map(|(value, _)| value.as_str()).collect();
    assert_eq!(found, ["BC0480-04", "BC0479", "BC0479-SP", "BC047", "BC03"]);
}

#[test]
fn a_report_of_results_compares_like_with_like() {
    let day = Some(date(1989, 11, 2));
    let found = values(
        "Net rose in the third quarter from a year ago. In the first nine months it fell from a year ago.",
        day,
    );
    let found: Vec<&str> = found.iter().map(|(value, _)| value.as_str()).collect();
    assert_eq!(found, ["1989-Q3", "1988-Q3", "P9M", "1988"]);
}

#[test]
fn a_clock_alone_is_of_the_day_that_is_spoken_of() {
    assert_eq!(
        values("On 11 November 1918 he was shot at 10:57.", None)[1].0,
        "1918-11-11T10:57"
    );
    assert_eq!(
        values("He was shot at 10:57.", None)[0].1,
        Derivation::NeedsArticleDate
    );
}

#[test]
fn parts_of_the_day_and_seasons_have_their_letters() {
    let monday = Some(date(2025, 2, 17));
    let value = |prose| values(prose, monday)[0].0.clone();
    assert_eq!(value("Sunday night"), "2025-02-16TNI");
    assert_eq!(value("at 3:30 p.m. Sunday"), "2025-02-16T15:30");
    assert_eq!(value("this morning"), "2025-02-17TMO");
    assert_eq!(value("last summer"), "2024-SU");
    assert_eq!(value("the fourth quarter"), "2024-Q4");
    assert_eq!(value("the weekend"), "2025-W07-WE");
    assert_eq!(value("at Christmas"), "2024-12-25");
    assert_eq!(value("the 19th century"), "18");
    assert_eq!(value("several years"), "PXY");
    assert_eq!(value("every Tuesday"), "XXXX-WXX-2");
}
