//! Mistakes that only the cited source shows: a folder of an article and the wire that it cites.

use crate::place::{paragraphs, pattern, replaced};
use crate::{Article, Mistake, Planted};

pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a quotation with another word",
        rules: QUOTED,
        plant: |article| quotation(article, changed),
        anywhere: false,
    },
    Mistake {
        name: "a quotation with a word left out",
        rules: QUOTED,
        plant: |article| quotation(article, dropped),
        anywhere: false,
    },
    Mistake {
        name: "a quotation with a \"not\" more or less",
        rules: QUOTED,
        plant: |article| quotation(article, negated),
        anywhere: false,
    },
    Mistake {
        name: "a claim without its \"allegedly\"",
        rules: &["hedge-dropped"],
        plant: hedge,
        anywhere: true,
    },
    Mistake {
        name: "a passage that the source does not have",
        rules: &["lost-passage"],
        plant: passage,
        anywhere: false,
    },
];

/// The source, which is an article of the folder too, has its own finding.
const QUOTED: &[&str] = &["quote-not-in-source", "quote-wording-differs"];

/// The wire is the article; what cites it is the paragraph with a quotation, which `change` alters.
fn quotation(article: &Article, change: fn(&str) -> Option<String>) -> Option<Planted> {
    let quoted =
        pattern("[\"\u{201c}]([A-Z][^\"\u{201c}\u{201d}\\n\\[\\]]{40,300}[,.])[\"\u{201d}]");
    let paragraph = paragraphs(&article.text)
        .into_iter()
        .find(|paragraph| quoted.is_match(paragraph) && !paragraph.contains(['[', '*', '_']))?;
    let hit = quoted.captures(paragraph)?.get(1)?;
    let wrong = change(hit.as_str())?;
    let citing = |words: &str| {
        let form = article.number % 3;
        let mark = ["[^1]", " ([the wire](wire.txt))", ""][form];
        let before = &paragraph[..hit.start()];
        let (closing, after) = paragraph[hit.end()..].split_at(
            paragraph[hit.end()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8),
        );
        let note = ["\n\n[^1]: [The wire](wire.txt)\n", "\n", "\n"][form];
        let source = ["", "", "source: wire.txt\n"][form];
        format!(
            "---\ndate: {}\n{source}---\n{before}{words}{closing}{mark}{after}{note}",
            article.date
        )
    };
    let wire = || ("wire.txt", article.text.clone());
    Some(Planted {
        clean: vec![wire(), ("a.md", citing(hit.as_str()))],
        wrong: vec![wire(), ("a.md", citing(&wrong))],
    })
}

/// A longer word in the middle becomes another one.
pub fn changed(words: &str) -> Option<String> {
    let long = pattern(r"\b[a-z]{5,}\b");
    let hits: Vec<_> = long.find_iter(words).collect();
    let hit = hits.get(hits.len() / 2)?;
    let other = if hit.as_str() == "window" {
        "garden"
    } else {
        "window"
    };
    Some(replaced(words, hit.start(), hit.end(), other))
}

/// A word in the middle goes.
pub fn dropped(words: &str) -> Option<String> {
    let inner = pattern(r" [a-z]+ ");
    let hits: Vec<_> = inner.find_iter(words).collect();
    let hit = hits.get(hits.len() / 2)?;
    Some(replaced(words, hit.start(), hit.end(), " "))
}

/// A "not" goes or comes.
pub fn negated(words: &str) -> Option<String> {
    if let Some(hit) = pattern(r"\b(?:not|never) ").find(words) {
        return Some(replaced(words, hit.start(), hit.end(), ""));
    }
    let verb = pattern(r"\b(?:is|are|was|were|will|would|can|could|should|has|have|must|do|did) ");
    let hit = verb.find(words)?;
    Some(replaced(words, hit.end(), hit.end(), "not "))
}

/// The sentence with "allegedly" and two names, without it.
fn hedge(article: &Article) -> Option<Planted> {
    let hedged = pattern(
        r"\b[A-Z][\w'-]+ (?:(?:was|were|had|has) )?((?:allegedly|reportedly) )\w+ [^.\n]*[A-Z][^.\n]*\.",
    );
    let paragraph = paragraphs(&article.text).into_iter().find(|paragraph| {
        hedged.is_match(paragraph) && !paragraph.contains(['[', '*', '_', '"', '\u{201c}'])
    })?;
    let hit = hedged.captures(paragraph)?.get(1)?;
    let citing = |paragraph: &str| {
        format!(
            "---\ndate: {}\n---\n{paragraph} More is in [the wire](wire.txt).\n",
            article.date
        )
    };
    let wire = || ("wire.txt", article.text.clone());
    Some(Planted {
        clean: vec![wire(), ("a.md", citing(paragraph))],
        wrong: vec![
            wire(),
            (
                "a.md",
                citing(&replaced(paragraph, hit.start(), hit.end(), "")),
            ),
        ],
    })
}

/// A link to the very words of the source, one of which is another.
fn passage(article: &Article) -> Option<Planted> {
    let words = pattern(r"\b[a-z]+(?: [a-z]+){6}\b");
    let paragraph = *paragraphs(&article.text).first()?;
    let right = words.find(paragraph)?.as_str();
    let wrong = right.replacen(' ', " seldom ", 1);
    let citing = |words: &str| {
        let words = words.replace(' ', "%20");
        format!(
            "---\ndate: {}\n---\nSo it [was told](wire.txt#:~:text={words}).\n",
            article.date
        )
    };
    let wire = || ("wire.txt", article.text.clone());
    Some(Planted {
        clean: vec![wire(), ("a.md", citing(right))],
        wrong: vec![wire(), ("a.md", citing(&wrong))],
    })
}
