//! The posts that an article gives to people: "deputy economy minister Latif Nazari", "Nazari, the
//! deputy minister of economy for the Taliban,".
//!
//! In: the prose with its names. Out: [`RoleMention`]s. A title counts where one of its words is a
//! head ("minister", "spokesman"); what cannot be read as a title is left alone. Two titles are the
//! same [`Post`] whatever the order of their words.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::text::{Span, without_possessive, words};

use super::english::{
    COUNTRIES, FIELD_NAMES, FORMER, OFFICES, PORTFOLIOS, POST_FIELDS, POST_HEADS, POST_RANKS,
    is_post_field,
};
use super::{EntityKind, NameMention};

/// A title beside the name of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleMention {
    /// Index into the article's entities.
    pub entity: usize,
    /// Bytes of the article: the words of the title.
    pub span: Span,
    pub post: Post,
    /// "former", "then", "outgoing": not the post of now.
    pub former: bool,
}

/// A title, taken apart. All words are in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Post {
    /// "minister".
    pub head: String,
    /// "deputy", "vice".
    pub ranks: Vec<String>,
    /// "economy"; sorted.
    pub fields: Vec<String>,
    pub acting: bool,
    /// No word says what the post is of, apart from a country: "French President".
    pub bare: bool,
}

impl Post {
    /// Reads the words of a title; `None` where none of them is a head.
    pub fn read(title: &str) -> Option<Post> {
        let mut post = Post {
            bare: true,
            ..Post::default()
        };
        for word in words(title) {
            let word = bare(word.text);
            let known = |list: &[&str]| list.contains(&&*word);
            if known(POST_HEADS) {
                post.head = word.into_owned();
            } else if known(POST_RANKS) {
                post.ranks.push(word.into_owned());
            } else if matches!(&*word, "acting" | "interim" | "caretaker") {
                post.acting = true;
            } else if is_post_field(&word) && word != "affairs" {
                let same = FIELD_NAMES.iter().find(|(other, _)| *other == word);
                let name = same.map_or(word, |(_, name)| Cow::Borrowed(*name));
                post.fields.push(name.into_owned());
            } else {
                post.bare &= is_title_word(&word) && word != "affairs";
            }
        }
        post.bare &= post.fields.is_empty();
        post.ranks.sort();
        post.fields.sort();
        post.fields.dedup();
        (!post.head.is_empty()).then_some(post)
    }

    /// The office of state that the title alone names: "president", "prime minister".
    pub fn office(&self) -> Option<&'static str> {
        let ranks: Vec<&str> = self.ranks.iter().map(String::as_str).collect();
        let found = OFFICES
            .iter()
            .find(|(head, high, _)| *head == self.head && *high == ranks.as_slice());
        found
            .filter(|_| self.bare && !self.acting)
            .map(|(.., office)| *office)
    }

    /// Nobody holds both posts at one time: two offices, the same kind of post with another field,
    /// or the same field with another rank.
    pub fn conflicts(&self, other: &Post) -> bool {
        if let (Some(office), Some(there)) = (self.office(), other.office()) {
            return office != there;
        }
        if self.head != other.head || self.fields.is_empty() || other.fields.is_empty() {
            return false;
        }
        let within = |a: &[String], b: &[String]| a.iter().all(|field| b.contains(field));
        let alike = within(&self.fields, &other.fields) || within(&other.fields, &self.fields);
        match alike {
            false => true,
            true => {
                self.fields == other.fields
                    && self.ranks != other.ranks
                    && !self.acting
                    && !other.acting
            }
        }
    }

    /// The same post.
    pub fn is_same(&self, other: &Post) -> bool {
        self.head == other.head && self.fields == other.fields && self.ranks == other.ranks
    }
}

/// A word of a title in lower case, without a possessive.
fn bare(word: &str) -> Cow<'_, str> {
    let bare = without_possessive(word);
    // Most words are as they should be.
    match bare.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true => Cow::Borrowed(bare),
        false => Cow::Owned(bare.to_lowercase().replace('\u{2019}', "'")),
    }
}

/// The titles beside the names of people. `blocks` are the spans of prose that a title cannot leave.
pub fn roles(
    prose: &str,
    blocks: &[Span],
    names: &[NameMention],
    kinds: impl Fn(usize) -> EntityKind,
) -> Vec<RoleMention> {
    let mut found = Vec::new();
    for mention in names
        .iter()
        .filter(|mention| kinds(mention.entity) == EntityKind::Person)
    {
        let at = blocks.partition_point(|block| block.end <= mention.span.start);
        let Some(block) = blocks
            .get(at)
            .filter(|block| block.start <= mention.span.start)
        else {
            continue;
        };
        let before = &prose[block.start as usize..mention.span.start as usize];
        let behind =
            &prose[mention.span.end as usize..(block.end as usize).max(mention.span.end as usize)];
        // "Like Vladimir Putin, the British Prime Minister": whoever is compared is somebody else.
        let compared = ends_with_like(before.trim_end());
        let behind = title_behind(behind).filter(|_| !compared);
        let titles = [
            title_before(before).map(|span| span.shifted(block.start as usize)),
            behind.map(|span| span.shifted(mention.span.end as usize)),
        ];
        // "..., Greek prime minister Kyriakos Mitsotakis and ..." is the next one of a list.
        let alone = |span: &Span| {
            let after = names.partition_point(|other| other.span.end <= span.start);
            let inside = names[after..]
                .iter()
                .take_while(|other| other.span.start < span.end);
            !inside
                .into_iter()
                .any(|other| kinds(other.entity) == EntityKind::Person)
        };
        for span in titles.into_iter().flatten().filter(alone) {
            let Some(post) = Post::read(&prose[span.range()]) else {
                continue;
            };
            let lead = near_end(&prose[block.start as usize..span.start as usize], 12);
            found.push(RoleMention {
                entity: mention.entity,
                span,
                former: is_former(lead) || is_former(&prose[span.range()]),
                post,
            });
        }
    }
    found
}

fn ends_with_like(before: &str) -> bool {
    let letters = before.len().checked_sub(4).and_then(|at| before.get(at..));
    letters.is_some_and(|letters| letters.eq_ignore_ascii_case("like"))
}

fn is_former(words_around: &str) -> bool {
    // "ex-minister", "president-elect"; but "Then Minister Aziz left" tells what came next.
    let mut words = words(words_around);
    words.any(|word| {
        let joined = words_around[word.span.end as usize..].starts_with('-');
        let next = word.text == "Then" && !joined;
        FORMER.contains(&word.text.to_lowercase().as_str()) && !next
    })
}

/// Words that a title is made of, besides the small ones between them.
static TITLE_WORDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lists = [
        POST_HEADS,
        POST_RANKS,
        POST_FIELDS,
        PORTFOLIOS,
        FORMER,
        &["acting", "interim", "caretaker"],
    ];
    let countries = COUNTRIES
        .iter()
        .flat_map(|(country, peoples, _)| std::iter::once(country).chain(peoples.iter()));
    let words = lists.into_iter().flatten().chain(countries);
    words.map(|word| word.to_lowercase()).collect()
});

fn is_title_word(word: &str) -> bool {
    TITLE_WORDS.contains(&*bare(word))
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "for" | "and" | "the" | "to" | "&")
}

/// The most words that are looked at on each side.
const LONGEST: usize = 9;

/// "deputy economy minister" right before the name.
fn title_before(before: &str) -> Option<Span> {
    let near = near_end(before, 120);
    let offset = before.len() - near.len();
    // Before most names there is none.
    let last = near_end(near.trim_end_matches(|c: char| !c.is_alphanumeric()), 40);
    words(last).last().filter(|last| is_title_word(last.text))?;
    let mut words: Vec<_> = words(near).collect();
    let mut end = near.len();
    let mut first = None;
    let mut taken = 0;
    while let Some(word) = words.pop() {
        let gap = &near[word.span.end as usize..end];
        let joined = gap
            .chars()
            .all(|c| c.is_whitespace() || c == '-' || c == '.');
        // "Lt. Gov." goes on; "said police. President" does not.
        let short = word.text.len() <= 4 && word.text.starts_with(char::is_uppercase);
        let joined = joined && (short || !gap.contains('.'));
        if !joined || taken == LONGEST {
            break;
        }
        let small = is_small(word.text) && first.is_some();
        if !is_title_word(word.text) && !small {
            break;
        }
        // A title ends with its head or with what it is of, and begins with no small word.
        if !small {
            first = Some(word.span.start as usize);
        }
        end = word.span.start as usize;
        taken += 1;
    }
    let first = first?;
    let title = near[first..].trim_end();
    Post::read(title)?;
    Some(Span::new(offset + first, offset + first + title.len()))
}

/// ", the deputy minister of economy for the Taliban," behind the name.
fn title_behind(behind: &str) -> Option<Span> {
    let near = near_start(behind, 140);
    let rest = near.strip_prefix(',')?;
    let start = near.len() - rest.len();
    let end = rest
        .find([
            ',', '.', ';', '(', ')', '\u{2014}', '\u{201c}', '"', ':', '\n',
        ])
        .unwrap_or(rest.len());
    let phrase = &rest[..end];
    let all: Vec<_> = words(phrase).collect();
    let mut first = 0;
    while all.get(first).is_some_and(|word| {
        matches!(
            word.text,
            "the" | "a" | "an" | "his" | "her" | "its" | "their"
        )
    }) {
        first += 1;
    }
    let head = all
        .iter()
        .position(|word| POST_HEADS.contains(&&*bare(word.text)))?;
    // Before the head only words of a title stand, or the name of whose post it is.
    let leads = all[first..head]
        .iter()
        .all(|word| is_title_word(word.text) || word.text.starts_with(char::is_uppercase));
    let last = all[head..]
        .iter()
        .skip(1)
        .take_while(|word| {
            is_title_word(word.text)
                || is_small(word.text)
                || word.text.starts_with(char::is_uppercase)
        })
        .count()
        + head;
    if !leads || head - first > 5 || all.len() > 2 * LONGEST {
        return None;
    }
    // "Like Nazari, the minister is not named": the subject of a clause.
    let goes_on = rest[end..].starts_with(['"', '\u{201c}']) && !phrase.trim().is_empty();
    let verb = all.get(last + 1).is_some_and(|word| {
        VERBS_BEHIND.contains(&word.text) || word.text.len() > 4 && word.text.ends_with("ed")
    });
    if goes_on || verb {
        return None;
    }
    let mut last = last;
    while last > head && is_small(all[last].text) {
        last -= 1;
    }
    Some(Span::new(
        start + all[first].span.start as usize,
        start + all[last].span.end as usize,
    ))
}

/// Behind a title these begin what it does.
const VERBS_BEHIND: &[&str] = &[
    "are", "can", "could", "did", "does", "had", "has", "have", "is", "may", "might", "must",
    "said", "says", "should", "told", "was", "were", "will", "would",
];

fn near_end(text: &str, bytes: usize) -> &str {
    let mut from = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

fn near_start(text: &str, bytes: usize) -> &str {
    let mut to = text.len().min(bytes);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_before_and_behind_a_name_are_read() {
        let before = |text: &str| title_before(text).map(|span| text[span.range()].to_owned());
        assert_eq!(
            before("On Monday deputy economy minister "),
            Some("deputy economy minister".into())
        );
        assert_eq!(
            before("met Deputy Minister of Economy "),
            Some("Deputy Minister of Economy".into())
        );
        assert_eq!(
            before("was ordered by police. Prime Minister "),
            Some("Prime Minister".into())
        );
        assert_eq!(before("said that "), None);
        assert_eq!(before("He met the minister and "), None);
        let behind = |text: &str| title_behind(text).map(|span| text[span.range()].to_owned());
        assert_eq!(
            behind(", the deputy minister of economy for the Taliban, said"),
            Some("deputy minister of economy for the Taliban".into())
        );
        assert_eq!(behind(", the British prime minister is not named"), None);
        assert_eq!(behind(", the minister \u{201c}is not named\u{201d}."), None);
        assert_eq!(behind(", who is minister, said"), None);
        assert_eq!(behind(" said"), None);
    }

    #[test]
    fn the_order_of_words_makes_no_other_post() {
        let post = |title| Post::read(title).expect("a post");
        assert!(post("Deputy Minister of Economy").is_same(&post("deputy economy minister")));
        assert!(
            !post("Deputy Minister of Economy")
                .conflicts(&post("Deputy Economic Affairs Minister"))
        );
        assert!(post("deputy economy minister").conflicts(&post("deputy foreign minister")));
        assert!(post("deputy foreign minister").conflicts(&post("foreign minister")));
        assert!(!post("acting foreign minister").conflicts(&post("deputy foreign minister")));
        assert!(!post("prime minister").conflicts(&post("foreign minister")));
        assert!(post("French President").conflicts(&post("prime minister")));
        assert!(post("Vice President").conflicts(&post("President")));
        assert!(!post("Premier").conflicts(&post("Chinese Prime Minister")));
        assert!(!post("president of the union").conflicts(&post("mayor")));
        assert!(post("Secretary of State").conflicts(&post("Secretary of Defense")));
        assert!(!post("Secretary of State for Defence").conflicts(&post("Defence Secretary")));
    }

    #[test]
    fn a_former_post_is_marked() {
        assert!(is_former("the former deputy minister"));
        assert!(is_former("ex-minister"));
        assert!(is_former("President-elect"));
        assert!(is_former("Then-Senator"));
        assert!(!is_former("home. Then Senator"));
        assert!(!is_former("the deputy minister"));
    }
}
