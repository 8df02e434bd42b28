//! Mistakes that an article shows by itself.

use crate::place::{alone, body, is_quoted, pattern, people, replaced, sentence};
use crate::{Article, Mistake, Planted};

pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a wrong weekday",
        rules: DATES,
        plant: weekday,
        anywhere: false,
    },
    Mistake {
        name: "a shifted date, its weekday kept",
        rules: DATES,
        plant: shifted,
        anywhere: false,
    },
    Mistake {
        name: "a day that no month has",
        rules: &["impossible-date"],
        plant: impossible,
        anywhere: false,
    },
    Mistake {
        name: "a range that ends before it begins",
        rules: &["reversed-range"],
        plant: range,
        anywhere: false,
    },
    Mistake {
        name: "a surname with two letters swapped",
        rules: &["similar-name"],
        plant: surname,
        anywhere: false,
    },
    Mistake {
        name: "another post for the same person",
        rules: &["role-conflict"],
        plant: post,
        anywhere: false,
    },
    Mistake {
        name: "a quotation that never closes",
        rules: &["unbalanced-quote"],
        plant: quote,
        anywhere: false,
    },
    Mistake {
        name: "a link to a missing file",
        rules: &["broken-link"],
        plant: link,
        anywhere: false,
    },
    Mistake {
        name: "TK left in a sentence",
        rules: &["placeholder"],
        plant: placeholder,
        anywhere: false,
    },
];

const DATES: &[&str] = &["weekday-mismatch", "weekday-mismatch-inferred-year"];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const DATE: &str = r"(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (?:January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})(?:, \d{4})?";

/// The weekday of the first full date becomes the next one.
fn weekday(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let first = body(text);
    let hit = pattern(DATE).captures(&text[first..])?.get(1)?;
    let at = WEEKDAYS.iter().position(|day| *day == hit.as_str())?;
    let next = WEEKDAYS[(at + 1) % 7];
    let (start, end) = (first + hit.start(), first + hit.end());
    alone(article, replaced(text, start, end, next))
}

/// The day of the first full date becomes one that is one to three days off.
fn shifted(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let first = body(text);
    let hit = pattern(DATE).captures(&text[first..])?.get(2)?;
    let day: usize = hit.as_str().parse().ok()?;
    let off = article.number % 3 + 1;
    let other = if day > 3 { day - off } else { day + off };
    let (start, end) = (first + hit.start(), first + hit.end());
    alone(article, replaced(text, start, end, &other.to_string()))
}

fn impossible(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let first = body(text);
    let month = pattern(r"(?:April|June|September|November) (\d{1,2})\b");
    let hit = month.captures(&text[first..])?.get(1)?;
    let (start, end) = (first + hit.start(), first + hit.end());
    alone(article, replaced(text, start, end, "31"))
}

fn range(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let at = text.find(" said")?;
    let line = text[at..].find(". ")? + at;
    alone(
        article,
        replaced(text, line, line, ". It ran from 2015 to 2011"),
    )
}

/// The last mention of a surname that occurs three times.
fn surname(article: &Article) -> Option<Planted> {
    let text = &article.text;
    for (_, person) in people(text) {
        let name = person.rsplit(' ').next().filter(|name| name.len() > 5);
        let Some(name) = name.filter(|name| text.matches(name).count() >= 3) else {
            continue;
        };
        let speaks = pattern(&format!(r"\b{name} (?:said|told|added)\b"));
        if let Some(last) = speaks.find_iter(text).last() {
            let end = last.start() + name.len();
            return alone(article, replaced(text, last.start(), end, &misspelt(name)?));
        }
    }
    None
}

/// The name with two of its inner letters swapped.
pub fn misspelt(name: &str) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    let at = (2..letters.len().checked_sub(1)?).find(|at| letters[*at] != letters[at + 1])?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

/// Titles, each with one that the same person does not have beside it.
const POSTS: &[(&str, &str)] = &[
    ("President", "Prime Minister"),
    ("Vice President", "President"),
    ("Prime Minister", "President"),
    ("Foreign Minister", "Finance Minister"),
    ("Finance Minister", "Interior Minister"),
    ("Interior Minister", "Foreign Minister"),
    ("Defense Minister", "Foreign Minister"),
    ("Defence Minister", "Foreign Minister"),
    ("Health Minister", "Education Minister"),
    ("Secretary of State", "Secretary of Defense"),
    ("Foreign Secretary", "Home Secretary"),
    ("Home Secretary", "Foreign Secretary"),
    ("Governor", "Mayor"),
    ("Mayor", "Governor"),
    ("Senator", "Governor"),
    ("Chancellor", "President"),
];

/// A title before a name, a title before the same name later on.
pub fn titled(text: &str) -> Vec<(usize, usize, &'static str, String)> {
    let titles: Vec<&str> = POSTS.iter().map(|(title, _)| *title).collect();
    let mut by_length = titles.clone();
    by_length.sort_by_key(|title| std::cmp::Reverse(title.len()));
    let titles = by_length.join("|");
    let name = r"((?:[A-Z][\w'.-]+ ){0,2}[A-Z][\w-]{3,})";
    let titled = pattern(&format!(r"\b({titles}) {name}"));
    let mut found = Vec::new();
    for hit in titled.captures_iter(text) {
        let (Some(title), Some(name)) = (hit.get(1), hit.get(2)) else {
            continue;
        };
        let before = text[..title.start()].to_lowercase();
        let other = [
            "former ",
            "then-",
            "ex-",
            "deputy ",
            "acting ",
            "assistant ",
            "lord ",
        ];
        let surname = name.as_str().rsplit(' ').next().unwrap_or_default();
        let known = POSTS.iter().find(|(known, _)| *known == title.as_str());
        if let Some((_, becomes)) = known
            && !other.iter().any(|word| before.ends_with(word))
            && !is_quoted(text, title.start())
            && !["Candidate", "General", "Minister"].contains(&surname)
            && is_of_now(text, title.start())
        {
            found.push((title.start(), title.end(), *becomes, surname.to_owned()));
        }
    }
    found
}

/// No year, and nobody who comes into office, is named in the sentence.
fn is_of_now(text: &str, at: usize) -> bool {
    let (start, end) = sentence(text, at);
    let changes = r"\b(?:1[5-9]\d\d|20\d\d|elected|appointed|became|served|sworn|succeed\w*|successor|predecessor|inaugurat\w+|nominated|resigned|until)\b";
    !pattern(changes).is_match(&text[start..end])
}

/// The last of two titles of a person becomes another one.
fn post(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let found = titled(text);
    for (at, (start, end, becomes, surname)) in found.iter().enumerate().rev() {
        let title = &text[*start..*end];
        let earlier = found[..at]
            .iter()
            .any(|(from, to, _, other)| other == surname && &text[*from..*to] == title);
        if earlier {
            return alone(article, replaced(text, *start, *end, becomes));
        }
    }
    None
}

fn quote(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let closed = pattern("\"[A-Z][^\"\\n]{30,}[,.](\") ");
    let hit = closed.captures(text)?.get(1)?;
    alone(article, replaced(text, hit.start(), hit.end(), ""))
}

fn link(article: &Article) -> Option<Planted> {
    let at = article.text.find(". ")?;
    let link = " [source](sources/missing.txt)";
    alone(article, replaced(&article.text, at, at, link))
}

fn placeholder(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let at = text.find(" percent").or_else(|| text.find(" people"))?;
    alone(article, replaced(text, at, at, " TK"))
}
