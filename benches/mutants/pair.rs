//! Mistakes that only another report shows: a folder of the article and of a shortened copy of it,
//! its headline, its first three paragraphs, and the paragraph with the mistake.

use regex::Regex;

use crate::place::{is_quoted, paragraphs, pattern, people, replaced, sentence};
use crate::single::{misspelt, titled};
use crate::source::{changed, negated};
use crate::{Article, File, Mistake, Planted};

pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a denial of who did what to whom",
        rules: &["polarity-differs"],
        plant: denial,
        anywhere: true,
    },
    Mistake {
        name: "a denial of what happened to somebody",
        rules: &["polarity-differs"],
        plant: denial_of_fate,
        anywhere: true,
    },
    Mistake {
        name: "a denial of anything (mostly not meant to be found)",
        rules: &["polarity-differs"],
        plant: denial_of_anything,
        anywhere: false,
    },
    Mistake {
        name: "another participant",
        rules: &["participant-differs"],
        plant: participant,
        anywhere: true,
    },
    Mistake {
        name: "another date of an event",
        rules: &["event-date-differs"],
        plant: date,
        anywhere: true,
    },
    Mistake {
        name: "a superlative of another scope",
        rules: &["superlative-differs"],
        plant: superlative,
        anywhere: true,
    },
    Mistake {
        name: "another count of the dead or hurt",
        rules: &["count-differs-between-reports"],
        plant: count,
        anywhere: true,
    },
    Mistake {
        name: "a million for a billion",
        rules: &["magnitude-differs"],
        plant: magnitude,
        anywhere: true,
    },
    Mistake {
        name: "another post in the other report",
        rules: &["role-differs-between-reports", "role-conflict"],
        plant: post,
        anywhere: true,
    },
    Mistake {
        name: "another spelling of a name",
        rules: &["variant-name"],
        plant: name,
        anywhere: true,
    },
    Mistake {
        name: "a quotation of another speaker",
        rules: &["quote-speaker-differs"],
        plant: speaker,
        anywhere: true,
    },
    Mistake {
        name: "a quotation with another word",
        rules: &["quote-wording-differs"],
        plant: |article| wording(article, changed),
        anywhere: true,
    },
    Mistake {
        name: "a quotation with a \"not\" more or less",
        rules: &["quote-wording-differs", "polarity-differs"],
        plant: |article| wording(article, negated),
        anywhere: true,
    },
];

/// The article and its shortened copy, where `change` alters the sentence around byte `at` of the
/// text, given where that byte is in the sentence.
fn pair(
    article: &Article,
    at: usize,
    change: impl Fn(&str, usize) -> Option<String>,
) -> Option<Planted> {
    let (start, end) = sentence(&article.text, at);
    let right = &article.text[start..end];
    let wrong = change(right, at - start)?;
    copies(article, at, |paragraph| {
        paragraph.replacen(right, &wrong, 1)
    })
}

/// The same, where `change` alters each paragraph of the copy.
fn copies(article: &Article, at: usize, change: impl Fn(&str) -> String) -> Option<Planted> {
    let all = paragraphs(&article.text);
    let holds = |paragraph: &&&str| {
        let start = paragraph.as_ptr() as usize - article.text.as_ptr() as usize;
        (start..start + paragraph.len()).contains(&at)
    };
    let own = *all.iter().find(holds)?;
    let mut kept: Vec<&str> = all.iter().take(3).copied().collect();
    if !kept.contains(&own) {
        kept.push(own);
    }
    let title = serde_json::to_string(&article.title).ok()?;
    let file = |name, body: &str| -> File {
        let date = &article.date;
        (
            name,
            format!("---\ndate: {date}\ntitle: {title}\n---\n{body}\n"),
        )
    };
    let first = || file("a.txt", &all.join("\n\n"));
    let wrong: Vec<String> = kept.iter().map(|paragraph| change(paragraph)).collect();
    let kept = kept.join("\n\n");
    let wrong = wrong.join("\n\n");
    (kept != wrong).then(|| Planted {
        clean: vec![first(), file("b.txt", &kept)],
        wrong: vec![first(), file("b.txt", &wrong)],
    })
}

/// The first hit of a pattern outside quotations, from the article's text on.
fn told<'a>(text: &'a str, pattern: &Regex) -> Option<regex::Captures<'a>> {
    pattern.captures_iter(text).find(|hit| {
        let at = hit.get(0).map_or(0, |all| all.start());
        !is_quoted(text, at)
    })
}

/// Verbs with their infinitives.
const VERBS: &[(&str, &str)] = &[
    ("met", "meet"),
    ("visited", "visit"),
    ("signed", "sign"),
    ("bought", "buy"),
    ("acquired", "acquire"),
    ("invited", "invite"),
    ("killed", "kill"),
    ("arrested", "arrest"),
    ("attacked", "attack"),
    ("defeated", "defeat"),
    ("appointed", "appoint"),
    ("founded", "found"),
    ("recognized", "recognize"),
    ("won", "win"),
    ("elected", "elect"),
];

fn verbs() -> String {
    let verbs: Vec<&str> = VERBS.iter().map(|(verb, _)| *verb).collect();
    verbs.join("|")
}

const NAME: &str = r"[A-Z][\w'.-]*[a-z](?: [A-Z][\w'-]+)*";

/// "Abe met Kishi" becomes "Abe did not meet Kishi"; "was invited by Abe", "was not invited by".
fn denial(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let active = pattern(&format!(
        r"\b{NAME} ((?:{})) (?:with |the )?[A-Z]\w+",
        verbs()
    ));
    let passive = pattern(&format!(
        r"\b{NAME} (?:was|were) ()(?:{}) by (?:the )?[A-Z]\w+",
        verbs()
    ));
    let hit = told(text, &active).or_else(|| told(text, &passive))?;
    let verb = hit.get(1)?;
    let denied = match VERBS.iter().find(|(past, _)| *past == verb.as_str()) {
        Some((_, verb)) => format!("did not {verb}"),
        None => "not ".to_owned(),
    };
    pair(article, verb.start(), |sentence, at| {
        Some(replaced(sentence, at, at + verb.len(), &denied))
    })
}

/// "Abe was arrested", "Abe died", "Abe resigned".
fn denial_of_fate(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let fate = pattern(&format!(
        r"\b{NAME} (?:(?:was|were) ()(?:killed|arrested|elected|appointed|detained|murdered)|(died|resigned))\b"
    ));
    let hit = told(text, &fate)?;
    let (span, denied) = match hit.get(2) {
        Some(verb) if verb.as_str() == "died" => (verb, "did not die"),
        Some(verb) => (verb, "has not resigned"),
        None => (hit.get(1)?, "not "),
    };
    pair(article, span.start(), |sentence, at| {
        Some(replaced(sentence, at, at + span.len(), denied))
    })
}

fn denial_of_anything(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let verb = pattern(&format!(
        r"\b{NAME} (?:was|were|is|has|have|had|will) ()[a-z]"
    ));
    let at = told(text, &verb)?.get(1)?.start();
    pair(article, at, |sentence, at| {
        Some(replaced(sentence, at, at, "not "))
    })
}

/// Who did it is somebody whom the article does not know.
fn participant(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let verbs = "invited|bought|acquired|purchased|killed|murdered|assassinated|arrested|founded|established";
    let active = pattern(&format!(r"\b({NAME}) (?:{verbs}) (?:the )?[A-Z]\w+"));
    let passive = pattern(&format!(
        r"\b{NAME} (?:was|were) (?:{verbs}) by (?:the )?({NAME})"
    ));
    let hit = told(text, &active).or_else(|| told(text, &passive))?;
    let name = hit.get(1)?;
    let particle = text[..name.start()].ends_with("bin ");
    if particle {
        return None;
    }
    let other = match article.number % 2 {
        0 => "Karim Haddad",
        _ => "Hadley Group",
    };
    pair(article, name.start(), |sentence, at| {
        Some(replaced(sentence, at, at + name.len(), other))
    })
}

const MONTHS: &str = "January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\.";

/// "Abe died on March 3": the day, month or year of an event with a name is another one.
fn date(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let verbs = "died|resigned|killed|murdered|arrested|detained|founded|established|elected|appointed|took power|took control";
    let weekday = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
    let dated = pattern(&format!(
        r"\b{NAME},? (?:(?:was|were|had|has|been|first|also) )*(?:{verbs}) (?:[^\s,.;]+ ){{0,5}}(?:(?:on|in) )?(?:({weekday})|(?:{MONTHS}) (\d{{1,2}})\b|(?:{MONTHS}) ((?:19|20)\d\d)|((?:19|20)\d\d))"
    ));
    let hit = dated.captures_iter(text).find(|hit| {
        let name = hit.get(0).map_or("", |all| all.as_str());
        let pronoun = ["It", "He", "She", "They", "When", "This", "That"];
        let at = hit.get(0).map_or(0, |all| all.start());
        !pronoun
            .iter()
            .any(|word| name.starts_with(&format!("{word} ")))
            && !is_quoted(text, at)
    })?;
    let (at, other) = match (hit.get(1), hit.get(2), hit.get(3).or(hit.get(4))) {
        (Some(weekday), ..) => {
            let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
            let known = days.iter().position(|day| *day == weekday.as_str());
            (weekday, days[(known.unwrap_or(0) + 3) % 5].to_owned())
        }
        (_, Some(day), _) => {
            let number: usize = day.as_str().parse().ok()?;
            let other = if number > 2 { number - 2 } else { number + 2 };
            (day, other.to_string())
        }
        (_, _, year) => {
            let number: usize = year?.as_str().parse().ok()?;
            (year?, (number - 1).to_string())
        }
    };
    pair(article, at.start(), |sentence, from| {
        Some(replaced(sentence, from, from + at.len(), &other))
    })
}

/// "the first woman in Asia" becomes "the first woman in Latin America".
fn superlative(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let scoped = pattern(
        r"[A-Z][\w'-]+[^.\n]*\b(?:is|are|was|became|become|be|as|makes it|\w+,) the (?:first|only|largest|biggest|oldest|youngest|highest|tallest|longest|deadliest|worst) (?:[a-z-]+ ){1,4}(?:in|outside|within) ((?:the )?[A-Z]\w+(?: [A-Z]\w+)*)(?:[,.]| to | and | since )",
    );
    let scope = told(text, &scoped)?.get(1)?;
    pair(article, scope.start(), |sentence, at| {
        Some(replaced(sentence, at, at + scope.len(), "Latin America"))
    })
}

const NUMBERS: [&str; 12] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen",
];

/// "killed 12 people": two more.
fn count(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let noun = "people|persons|men|women|children|soldiers|officers|civilians|passengers|students|workers|others";
    let number = format!(
        r"(\d{{1,3}}|{}|{})",
        NUMBERS.join("|"),
        "Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
    );
    let harm = "killed|died|dead|injured|wounded|hurt|arrested|rescued|missing";
    let behind = pattern(&format!(
        r"{number} (?:{noun}) (?:were |have been |had been |was )?(?:{harm})"
    ));
    let before = pattern(&format!(
        r"\b(?:killing|killed|injuring|injured|wounding|wounded|arrested) {number} (?:{noun})\b"
    ));
    let hits = behind.captures_iter(text).chain(before.captures_iter(text));
    let rough = [
        "at least ",
        "about ",
        "some ",
        "nearly ",
        "than ",
        "to ",
        "around ",
        "another ",
        "over ",
        "other ",
    ];
    let mut exact = hits.filter_map(|hit| hit.get(1)).filter(|number| {
        let lead = text[..number.start()].to_lowercase();
        !is_quoted(text, number.start()) && !rough.iter().any(|word| lead.ends_with(word))
    });
    let number = exact.next()?;
    let other = match number.as_str().parse::<usize>() {
        Ok(value) if value >= 2 => (value + value / 3 + 1).to_string(),
        Ok(_) => return None,
        Err(_) => {
            let word = number.as_str().to_lowercase();
            let at = NUMBERS.iter().position(|known| **known == word)?;
            let other = NUMBERS[(at + 1) % NUMBERS.len()];
            let capital = number.as_str().starts_with(char::is_uppercase);
            match capital {
                true => format!("{}{}", other[..1].to_uppercase(), &other[1..]),
                false => other.to_owned(),
            }
        }
    };
    pair(article, number.start(), |sentence, at| {
        Some(replaced(sentence, at, at + number.len(), &other))
    })
}

fn magnitude(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let sum = pattern(r"[$\u{a3}\u{20ac}]\d[\d,.]* ((?:b|m)illion)\b");
    let word = told(text, &sum)?.get(1)?;
    let other = match word.as_str() {
        "million" => "billion",
        _ => "million",
    };
    pair(article, word.start(), |sentence, at| {
        Some(replaced(sentence, at, at + word.len(), other))
    })
}

/// Every title of a person becomes another one.
fn post(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let (start, end, becomes, surname) = titled(text).into_iter().next()?;
    let (title, at) = (&text[start..end], start);
    let own = pattern(&format!(
        r"\b{title} ((?:[A-Z][\w'.-]+ ){{0,2}}{surname})\b"
    ));
    copies(article, at, |paragraph| {
        own.replace_all(paragraph, format!("{becomes} $1"))
            .into_owned()
    })
}

/// Somebody who speaks has two letters of the surname swapped wherever it stands.
fn name(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let (at, person) = people(text).into_iter().find(|(_, person)| {
        let surname = person.rsplit(' ').next().unwrap_or_default();
        surname.len() > 5
    })?;
    let right = person.rsplit(' ').next()?;
    let wrong = misspelt(right)?;
    copies(article, at, |paragraph| {
        let pieces = paragraph.split('"').enumerate();
        // What somebody says is left as it is.
        let pieces = pieces.map(|(at, piece)| match at % 2 {
            0 => piece.replace(right, &wrong),
            _ => piece.to_owned(),
        });
        pieces.collect::<Vec<_>>().join("\"")
    })
}

/// A quotation of eight words and more with its speaker's name.
fn quoted(text: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let name = r"((?:[A-Z][a-z'-]+ ){0,2}[A-Z][a-z'-]{3,})";
    let words = "[\"\u{201c}]([A-Z][^\"\u{201c}\u{201d}\\n\\[\\]]{50,300}[,.!?])[\"\u{201d}]";
    let forms = [
        format!(r"{words} (?:said|added) {name}[.,]"),
        format!(r"{words} {name} (?:said|added|told)\b"),
        format!(r"\b{name} (?:said|added)[,:]? {words}"),
    ];
    for (at, form) in forms.iter().enumerate() {
        let Some(hit) = pattern(form).captures(text) else {
            continue;
        };
        let (Some(one), Some(two)) = (hit.get(1), hit.get(2)) else {
            continue;
        };
        let (words, name) = if at == 2 { (two, one) } else { (one, two) };
        let surname = name.as_str().rsplit(' ').next().unwrap_or_default();
        let known = people(text);
        let full = known.iter().any(|(_, known)| *known == name.as_str());
        let bare = surname == name.as_str()
            && known
                .iter()
                .any(|(_, known)| known.ends_with(&format!(" {surname}")));
        let before = text[..name.start()].trim_end();
        let part = ["the", "of", "for", "'s", "at"]
            .iter()
            .any(|word| before.ends_with(word));
        // "... now." Abe added that: another sentence.
        let same = at != 1 || !words.as_str().ends_with('.');
        let person = (full || bare) && !part && same;
        if words.as_str().split_whitespace().count() >= 8 && person {
            return Some((words.range(), name.range()));
        }
    }
    None
}

/// Another person of the article says it.
fn speaker(article: &Article) -> Option<Planted> {
    let text = &article.text;
    let (words, name) = quoted(text)?;
    let own = &text[name.clone()];
    let surname = own.rsplit(' ').next()?;
    let others = people(text).into_iter().map(|(_, other)| other);
    let mut others = others.filter(|other| !other.contains(surname));
    let other = others.next().unwrap_or("Karim Haddad");
    let quotation = &text[words.clone()];
    let from = words.start.min(name.start);
    let (right, wrong) = (
        &text[from..words.end.max(name.end)],
        replaced(
            &text[from..words.end.max(name.end)],
            name.start - from,
            name.end - from,
            other,
        ),
    );
    let holds = wrong.contains(quotation);
    let planted = copies(article, from, |paragraph| {
        paragraph.replacen(right, &wrong, 1)
    });
    planted.filter(|_| holds)
}

fn wording(article: &Article, change: fn(&str) -> Option<String>) -> Option<Planted> {
    let (words, _) = quoted(&article.text)?;
    let right = &article.text[words.clone()];
    let wrong = change(right)?;
    copies(article, words.start, |paragraph| {
        paragraph.replacen(right, &wrong, 1)
    })
}
