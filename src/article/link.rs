//! Links and their targets: paths, headings, URLs and the very words of a source.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::text::Span;

/// A link of any form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub span: Span,
    /// The words that a reader sees.
    pub words: Span,
    /// Where the target is written; the words themselves in `[[…]]`.
    pub target_span: Span,
    pub kind: LinkKind,
    pub target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[words](target)`, and `[words][label]` once its label is found.
    Inline,
    /// `[[target]]` and `[[target|words]]`.
    Wiki,
    /// `<https://…>` and an address that stands bare in the text.
    Bare,
    Image,
    /// `[words][label]` where nothing defines the label.
    Undefined,
}

/// What a link points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Something with a scheme, `https:`, `mailto:`; never fetched.
    Url { address: String },
    /// A file of the folder. An empty path is the article itself.
    Local {
        /// Percent-decoded, as the article writes it: relative to the article or a note's name.
        path: String,
        heading: Option<String>,
        passage: Option<Passage>,
    },
}

/// The words of a source that a link names (URL Fragment Text Directives,
/// `#:~:text=[prefix-,]start[,end][,-suffix]`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub prefix: Option<String>,
    pub start: String,
    pub end: Option<String>,
    pub suffix: Option<String>,
}

impl Target {
    /// Reads the target of an inline link, as it is written.
    pub fn parse(written: &str) -> Target {
        if has_scheme(written) {
            return Target::Url {
                address: written.to_owned(),
            };
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, fragment),
            None => (written, ""),
        };
        let (heading, passage) = match fragment.split_once(":~:") {
            Some((heading, directives)) => (heading, Passage::parse(directives)),
            None => (fragment, None),
        };
        Target::Local {
            path: decode(path),
            heading: non_empty(decode(heading)),
            passage,
        }
    }

    /// Reads the target of a wikilink, which is never percent-encoded.
    pub fn parse_wiki(written: &str) -> Target {
        let (path, heading) = match written.split_once('#') {
            Some((path, heading)) => (path, heading),
            None => (written, ""),
        };
        Target::Local {
            path: path.trim().to_owned(),
            heading: non_empty(heading.trim().to_owned()),
            passage: None,
        }
    }
}

impl Passage {
    fn parse(directives: &str) -> Option<Passage> {
        let written = Written::split(directive(directives)?);
        let decoded = |part: Option<&str>| part.map(decode);
        Some(Passage {
            prefix: decoded(written.prefix),
            start: non_empty(decode(written.start))?,
            end: decoded(written.end),
            suffix: decoded(written.suffix),
        })
    }

    /// The parts in the order in which they are written.
    pub fn parts(&self) -> [Option<&str>; 4] {
        let (prefix, end) = (self.prefix.as_deref(), self.end.as_deref());
        [prefix, Some(&self.start), end, self.suffix.as_deref()]
    }
}

/// The text directive among the directives of a fragment, as it is written.
fn directive(directives: &str) -> Option<&str> {
    let mut all = directives.split('&');
    all.find_map(|part| part.strip_prefix("text="))
}

/// The parts of a text directive, each as it is written.
struct Written<'a> {
    prefix: Option<&'a str>,
    start: &'a str,
    end: Option<&'a str>,
    suffix: Option<&'a str>,
}

impl<'a> Written<'a> {
    fn split(text: &'a str) -> Written<'a> {
        let first = text
            .split_once(',')
            .and_then(|(part, rest)| Some((part.strip_suffix('-')?, rest)));
        let (prefix, text) = first.map_or((None, text), |(part, rest)| (Some(part), rest));
        let last = text
            .rsplit_once(',')
            .and_then(|(rest, part)| Some((rest, part.strip_prefix('-')?)));
        let (text, suffix) = last.map_or((text, None), |(rest, part)| (rest, Some(part)));
        // Writers forget to encode commas: what is more than a start and an end is one passage.
        let (start, end) = match text.split_once(',') {
            Some((start, end)) if !end.contains(',') => (start, Some(end)),
            _ => (text, None),
        };
        Written {
            prefix,
            start,
            end,
            suffix,
        }
    }
}

/// A link's target as it is written, with other words in some parts of its passage: in the order
/// of [`Passage::parts`].
pub fn with_passage(written: &str, parts: [Option<String>; 4]) -> Option<String> {
    let old = directive(written.split_once('#')?.1.split_once(":~:")?.1)?;
    let all = Written::split(old);
    let [prefix, start, end, suffix] = parts;
    let part = |old: Option<&str>, new: Option<String>| {
        let old = old?;
        Some(new.map_or(old.to_owned(), |new| encode(&new, old)))
    };
    let prefix = part(all.prefix, prefix).map(|words| words + "-");
    let suffix = part(all.suffix, suffix).map(|words| format!("-{words}"));
    let (start, end) = (part(Some(all.start), start), part(all.end, end));
    let new: Vec<String> = [prefix, start, end, suffix].into_iter().flatten().collect();
    let at = old.as_ptr() as usize - written.as_ptr() as usize;
    Some([&written[..at], &new.join(","), &written[at + old.len()..]].concat())
}

/// What may stand in a text directive as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'\'')
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'!');

/// Words as a part of an address, encoded no more than what stood there before.
pub fn encode(words: &str, before: &str) -> String {
    let plain_letters = !before.is_ascii();
    let plain_blanks = before.contains(' ');
    let mut encoded = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            ' ' if plain_blanks => encoded.push(c),
            c if !c.is_ascii() && plain_letters => encoded.push(c),
            c => encoded.extend(utf8_percent_encode(c.encode_utf8(&mut [0; 4]), PLAIN)),
        }
    }
    encoded
}

fn decode(written: &str) -> String {
    percent_decode_str(written).decode_utf8_lossy().into_owned()
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Whether the target starts with a scheme (RFC 3986); one letter is a drive.
fn has_scheme(written: &str) -> bool {
    let Some((scheme, _)) = written.split_once(':') else {
        return false;
    };
    let mut bytes = scheme.bytes();
    scheme.len() > 1
        && bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(written: &str) -> (String, Option<String>, Option<Passage>) {
        match Target::parse(written) {
            Target::Local {
                path,
                heading,
                passage,
            } => (path, heading, passage),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_passage_is_decoded() {
        let (path, heading, passage) =
            local("sources/a%20b.txt#Top:~:text=hoping%20for%20a%20stronger");
        assert_eq!(
            (path.as_str(), heading.as_deref()),
            ("sources/a b.txt", Some("Top"))
        );
        assert_eq!(passage.expect("passage").start, "hoping for a stronger");
    }

    #[test]
    fn a_passage_may_have_context_and_an_end() {
        let (_, _, passage) =
            local("a.txt#:~:text=he%20said-,first%20words,last%20words,-on%20Monday");
        let passage = passage.expect("passage");
        assert_eq!(passage.prefix.as_deref(), Some("he said"));
        assert_eq!(passage.start, "first words");
        assert_eq!(passage.end.as_deref(), Some("last words"));
        assert_eq!(passage.suffix.as_deref(), Some("on Monday"));
    }

    #[test]
    fn the_words_of_a_passage_are_written_anew_and_the_rest_stays() {
        let with_start = |written: &str, start: &str| {
            with_passage(written, [None, Some(start.to_owned()), None, None])
        };
        assert_eq!(
            with_start(
                "a%20b.txt#Top:~:text=he%20said-,one%20two,-so%2C&x=y",
                "one, 2-3"
            ),
            Some("a%20b.txt#Top:~:text=he%20said-,one%2C%202%2D3,-so%2C&x=y".to_owned())
        );
        assert_eq!(
            with_start(
                "a.txt#:~:text=wo der Käfig, so der Vogel, ja",
                "wo das Nest, ü"
            ),
            Some("a.txt#:~:text=wo das Nest%2C ü".to_owned())
        );
        assert_eq!(with_start("a.txt#Top", "one"), None);
    }

    #[test]
    fn addresses_and_drives_are_told_apart() {
        assert!(matches!(
            Target::parse("https://a.org/x#y"),
            Target::Url { .. }
        ));
        assert!(matches!(
            Target::parse("mailto:a@b.org"),
            Target::Url { .. }
        ));
        assert!(matches!(Target::parse("c:/notes.md"), Target::Local { .. }));
    }
}
