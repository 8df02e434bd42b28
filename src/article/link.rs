//! Links and their targets: paths, headings, URLs and the very words of a source.

use percent_encoding::percent_decode_str;

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
        let text = directives
            .split('&')
            .find_map(|part| part.strip_prefix("text="))?;
        let mut parts: Vec<&str> = text.split(',').collect();
        let prefix = parts
            .first()
            .and_then(|part| part.strip_suffix('-'))
            .map(decode);
        if prefix.is_some() && parts.len() > 1 {
            parts.remove(0);
        }
        let suffix = parts
            .last()
            .and_then(|part| part.strip_prefix('-'))
            .map(decode);
        if suffix.is_some() && parts.len() > 1 {
            parts.pop();
        }
        let start = non_empty(decode(parts.first()?))?;
        // Writers forget to encode commas: what is more than a start and an end is one passage.
        let (start, end) = match parts.len() {
            1 => (start, None),
            2 => (start, Some(decode(parts[1]))),
            _ => (decode(&parts.join(",")), None),
        };
        Some(Passage {
            prefix,
            start,
            end,
            suffix,
        })
    }
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
