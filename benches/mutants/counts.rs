//! Numbers that do not fit those beside them. Clean news has few sums and shares, so a sentence
//! with a right one is put into the clean article first.

use crate::place::{alone, body, pattern, replaced};
use crate::{Article, Mistake, Planted};

pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a conversion that is off",
        rules: &["unit-conversion-mismatch"],
        plant: conversion,
        anywhere: true,
    },
    Mistake {
        name: "a total of other parts",
        rules: &["total-mismatch"],
        plant: total,
        anywhere: false,
    },
    Mistake {
        name: "a percentage of other numbers",
        rules: &["percent-mismatch"],
        plant: percent,
        anywhere: false,
    },
    Mistake {
        name: "a count of other names",
        rules: &["count-mismatch"],
        plant: count,
        anywhere: false,
    },
    Mistake {
        name: "a length of other dates",
        rules: &["duration-mismatch"],
        plant: duration,
        anywhere: false,
    },
    Mistake {
        name: "a number of years of other dates",
        rules: &["elapsed-time-mismatch"],
        plant: elapsed,
        anywhere: false,
    },
];

/// The first conversion in brackets gets another first figure.
fn conversion(article: &Article) -> Option<Planted> {
    let unit = "(?:km|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?|feet|foot|ft|kg|lbs?|pounds|acres|hectares|\u{b0}C|\u{b0}F|mph|km/h|inches|cm)";
    let pair = pattern(&format!(
        r"\d[\d,.]*[ \x{{a0}}]?{unit} \((?:about |approximately |around )?(\d)[\d,.]*[ \x{{a0}}]?{unit}\)"
    ));
    let hit = pair.captures(&article.text)?.get(1)?;
    let figure: usize = hit.as_str().parse().ok()?;
    let other = if figure > 5 { figure - 3 } else { figure + 3 };
    let wrong = replaced(&article.text, hit.start(), hit.end(), &other.to_string());
    alone(article, wrong)
}

/// A right and a wrong sentence at the end of the first paragraph.
fn sentences(article: &Article, right: &str, wrong: &str) -> Option<Planted> {
    let text = &article.text;
    let first = body(text);
    let at = first
        + pattern(r"[a-z]\.[ \x{a0}]*\n")
            .find(&text[first..])?
            .start()
        + 2;
    let with = |sentence: &str| replaced(text, at, at, &format!(" {sentence}"));
    Some(Planted {
        clean: vec![("a.txt", with(right))],
        wrong: vec![("a.txt", with(wrong))],
    })
}

/// One of the forms, by turns, with a right and with a wrong number.
fn one_of(article: &Article, forms: &[(&str, &str, &str)]) -> Option<Planted> {
    let (form, right, wrong) = forms[article.number % forms.len()];
    let with = |number: &str| form.replace("{}", number);
    sentences(article, &with(right), &with(wrong))
}

fn total(article: &Article) -> Option<Planted> {
    one_of(
        article,
        &[
            (
                "The blast hurt {} people: seven men, four women and a child.",
                "12",
                "14",
            ),
            (
                "The plane carried {} passengers (seven men, four women and a child).",
                "12",
                "15",
            ),
            (
                "The police held {} people, 14 men and nine women, over night.",
                "23",
                "25",
            ),
            (
                "The cost came to ${} million: $4 million for the roof and $3.5 million for the walls.",
                "7.5",
                "8.5",
            ),
            (
                "In all {} people \u{2013} 30 men and 12 women \u{2013} were freed.",
                "42",
                "45",
            ),
        ],
    )
}

fn percent(article: &Article) -> Option<Planted> {
    one_of(
        article,
        &[
            (
                "The number of visitors rose from 200 to 250, an increase of {} percent.",
                "25",
                "20",
            ),
            ("The price fell by {} percent, from $80 to $60.", "25", "33"),
            (
                "Sales grew {}% to 3,450 from 3,000 a year earlier.",
                "15",
                "25",
            ),
            (
                "They closed 10 of the 40 schools, or {} percent.",
                "25",
                "40",
            ),
            (
                "The city let 30 of its 120 trams ({} percent) stand still.",
                "25",
                "30",
            ),
        ],
    )
}

fn count(article: &Article) -> Option<Planted> {
    one_of(
        article,
        &[
            (
                "He thanked {} colleagues: Anna Gruber, Jon Dahl and Rana Aziz.",
                "three",
                "four",
            ),
            (
                "The prize went to {} authors (Anna Gruber, Jon Dahl, Rana Aziz and Karim Haddad).",
                "four",
                "three",
            ),
            (
                "It has {} offices: Graz, Linz, Wels and Steyr.",
                "four",
                "five",
            ),
        ],
    )
}

fn duration(article: &Article) -> Option<Planted> {
    one_of(
        article,
        &[
            (
                "They made a {}-day trip from June 1 to June 5.",
                "five",
                "ten",
            ),
            (
                "The fair lasted {} days, from March 3 to March 9.",
                "seven",
                "nine",
            ),
            (
                "He was mayor for {} years, from 1998 to 2006.",
                "eight",
                "ten",
            ),
        ],
    )
}

fn elapsed(article: &Article) -> Option<Planted> {
    let year: i32 = article.date.get(..4)?.parse().ok()?;
    let (right, wrong) = ("10", "15");
    let form = match article.number % 3 {
        0 => format!("The bridge was built {{}} years ago, in {}.", year - 10),
        1 => "She won in 2008, {} years after the defeat of 1998.".to_owned(),
        _ => format!(
            "This year is the {{}}th anniversary of the fire of {}.",
            year - 10
        ),
    };
    let with = |number: &str| form.replace("{}", number);
    sentences(article, &with(right), &with(wrong))
}
