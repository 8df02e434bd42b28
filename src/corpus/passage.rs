//! Finds the words of a text fragment in a source.
//!
//! Case, kinds of quotation marks and dashes, and white space make no difference; marks of
//! Markdown between the words neither, because an article is searched in its prose.

use crate::article::Passage;
use crate::text::{Span, Text};

use super::{Key, Snapshot};

/// Where `wanted` stands in `source`, as bytes of it.
pub fn find(snapshot: &Snapshot, key: &Key, source: &Text, wanted: &Passage) -> Option<Span> {
    let parts = find_parts(snapshot, key, source, wanted)?;
    Some(whole(&parts))
}

/// Where each part of `wanted` stands in `source`, in the order of [`Passage::parts`].
pub fn find_parts(
    snapshot: &Snapshot,
    key: &Key,
    source: &Text,
    wanted: &Passage,
) -> Option<[Span; 4]> {
    let in_words = || {
        let analysis = snapshot.analysis(key)?;
        find_in(analysis.article.prose(), wanted)
    };
    find_in(source.as_str(), wanted).or_else(in_words)
}

/// From the start to the end, without the context.
fn whole([_, start, end, _]: &[Span; 4]) -> Span {
    Span {
        end: end.end.max(start.end),
        ..*start
    }
}

fn find_in(source: &str, wanted: &Passage) -> Option<[Span; 4]> {
    let source = Folded::new(source);
    let [prefix, start, end, suffix] = wanted.parts().map(|part| fold(part.unwrap_or_default()));
    let mut from = 0;
    while let Some(at) = source.text[from..].find(&start).map(|at| from + at) {
        let before = source.text[..at].trim_end();
        let words_end = at + start.len();
        let close = source.text[words_end..]
            .find(&end)
            .map(|len| words_end + len + end.len());
        let behind = close.and_then(|close| {
            let rest = source.text[close..].trim_start();
            rest.starts_with(&suffix)
                .then_some((close, source.text.len() - rest.len()))
        });
        if let (true, Some((close, behind))) = (before.ends_with(&prefix), behind) {
            return Some([
                source.span(before.len() - prefix.len(), before.len()),
                source.span(at, words_end),
                source.span(close - end.len(), close),
                source.span(behind, behind + suffix.len()),
            ]);
        }
        from = at + source.text[at..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn fold(text: &str) -> String {
    Folded::new(text).text.trim().to_owned()
}

/// A text without the differences that do not count, with the way back to its bytes.
struct Folded {
    text: String,
    /// For each byte of the folded text the byte of the original.
    origin: Vec<u32>,
    end: u32,
}

impl Folded {
    fn new(original: &str) -> Folded {
        let mut folded = Folded {
            text: String::with_capacity(original.len()),
            origin: Vec::with_capacity(original.len()),
            end: original.len() as u32,
        };
        for (at, c) in original.char_indices() {
            match c {
                c if c.is_whitespace() => {
                    if !folded.text.ends_with(' ') {
                        folded.push(' ', at);
                    }
                }
                '\u{2018}' | '\u{2019}' | '\u{201b}' => folded.push('\'', at),
                '\u{201c}' | '\u{201d}' | '\u{201e}' => folded.push('"', at),
                '\u{2010}'..='\u{2015}' => folded.push('-', at),
                '\u{ad}' | '\u{200b}' => {}
                c => c.to_lowercase().for_each(|lower| folded.push(lower, at)),
            }
        }
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.origin.resize(self.text.len(), at as u32);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let byte = |at: usize| self.origin.get(at).copied().unwrap_or(self.end) as usize;
        Span::new(byte(start), byte(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(start: &str, end: Option<&str>) -> Passage {
        Passage {
            prefix: None,
            start: start.into(),
            end: end.map(str::to_owned),
            suffix: None,
        }
    }

    fn place(source: &str, wanted: &Passage) -> Option<Span> {
        find_in(source, wanted).map(|parts| whole(&parts))
    }

    #[test]
    fn differences_that_do_not_count_are_passed_over() {
        let source = "He said \u{201c}The interim\n  regime\u{2019}s hope\u{201d} grows.";
        let found = place(source, &passage("\"the interim regime's hope\"", None)).expect("found");
        assert_eq!(
            &source[found.range()],
            "\u{201c}The interim\n  regime\u{2019}s hope\u{201d}"
        );
        let found = place(source, &passage("the interim", Some("hope"))).expect("found");
        assert_eq!(
            &source[found.range()],
            "The interim\n  regime\u{2019}s hope"
        );
        assert_eq!(place(source, &passage("interim rule", None)), None);
    }

    #[test]
    fn context_chooses_among_equal_words() {
        let source = "one word, two word";
        let wanted = Passage {
            prefix: Some("two".into()),
            ..passage("word", None)
        };
        assert_eq!(place(source, &wanted), Some(Span::new(14, 18)));
    }

    #[test]
    fn each_part_has_its_place() {
        let source = "Then he said  it rained all day on Monday.";
        let wanted = Passage {
            prefix: Some("he said".into()),
            suffix: Some("on Monday".into()),
            ..passage("it rained", Some("day"))
        };
        let parts = find_in(source, &wanted).expect("found");
        let words = parts.map(|span| &source[span.range()]);
        assert_eq!(words, ["he said", "it rained", "day", "on Monday"]);
    }
}
