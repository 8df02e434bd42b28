//! Where something can be planted: patterns over plain text, and the shape of an article.

use regex::Regex;

use crate::{Article, Planted};

/// The pattern, which is part of the program.
pub fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

pub fn replaced(text: &str, start: usize, end: usize, with: &str) -> String {
    format!("{}{with}{}", &text[..start], &text[end..])
}

/// Where the text begins behind the line of the article's own date.
pub fn body(text: &str) -> usize {
    text.find('\n').unwrap_or(0)
}

/// One article, before and after.
pub fn alone(article: &Article, wrong: String) -> Option<Planted> {
    Some(Planted {
        clean: vec![("a.txt", article.text.clone())],
        wrong: vec![("a.txt", wrong)],
    })
}

/// The paragraphs, without the line of the date.
pub fn paragraphs(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| line.len() > 50).collect()
}

/// The sentence around byte `at`.
pub fn sentence(text: &str, at: usize) -> (usize, usize) {
    let ends = |end: &str| -> Option<usize> {
        let places = [". ", ".\" ", "? ", "! ", "\n", ".\n"];
        places.iter().filter_map(|mark| end.find(mark)).min()
    };
    let before = &text[..at];
    let starts = [". ", ".\" ", "? ", "! ", "\n"];
    let start = starts
        .iter()
        .filter_map(|mark| Some(before.rfind(mark)? + mark.len()))
        .max();
    let end = ends(&text[at..]).map_or(text.len(), |end| at + end + 1);
    (start.unwrap_or(0), end)
}

/// Whether byte `at` stands inside quotation marks of its line.
pub fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let before = &text[line..at];
    let straight = before.matches('"').count() % 2 == 1;
    let curly = before.matches('\u{201c}').count() > before.matches('\u{201d}').count();
    straight || curly
}

/// Words before a name that make a body, a place or a title of it.
const NO_NAMES: &[&str] = &[
    "Agency",
    "Airways",
    "Armed",
    "Attorney",
    "Center",
    "Central",
    "Chief",
    "Chosun",
    "City",
    "Committee",
    "Council",
    "County",
    "Department",
    "Deputy",
    "Emergency",
    "Festival",
    "Forces",
    "Fort",
    "General",
    "Grand",
    "Haddad",
    "High",
    "Hong",
    "House",
    "Joint",
    "Justice",
    "Korea",
    "Leap",
    "Los",
    "Minister",
    "Ministry",
    "Mount",
    "Mr",
    "Mrs",
    "Ms",
    "National",
    "Naval",
    "New",
    "North",
    "Observatory",
    "Police",
    "Pope",
    "Port",
    "President",
    "Prime",
    "Prince",
    "Representative",
    "Rio",
    "Safety",
    "Saint",
    "San",
    "Santa",
    "Sao",
    "Saudi",
    "Secretary",
    "Security",
    "Senator",
    "Society",
    "South",
    "Staff",
    "Supreme",
    "The",
    "United",
    "University",
    "Village",
    "West",
    "White",
];

/// Who speaks by a first and a last name, and where: "Anna Gruber said", "said Anna Gruber".
pub fn people(text: &str) -> Vec<(usize, &str)> {
    let name = r"([A-Z][a-z]+ [A-Z][a-z]{3,})";
    let forms = [
        format!(r"(?:[a-z,;.:\x22\x{{201d}}\n] ?){name} (?:said|told|added|stated)\b"),
        format!(r"\b(?:said|added) (?:[a-z]+ ){{0,3}}{name}[,.]"),
    ];
    let mut found: Vec<(usize, &str)> = Vec::new();
    for form in &forms {
        let hits = pattern(form);
        let hits = hits.captures_iter(text).filter_map(|hit| hit.get(1));
        found.extend(hits.map(|name| (name.start(), name.as_str())));
    }
    found.retain(|(_, name)| {
        let first = name.split(' ').next().unwrap_or_default();
        let last = name.rsplit(' ').next().unwrap_or_default();
        !NO_NAMES.contains(&first) && !NO_NAMES.contains(&last)
    });
    found.sort_unstable();
    found
}
