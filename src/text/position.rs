//! One immutable revision of a text, its lines, and positions in the three encodings of LSP.

use std::sync::Arc;

use super::Span;

/// The unit in which an editor counts columns (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

/// A place as an editor names it: line and column from 0, the column in units of an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: u32,
    pub character: u32,
}

/// One revision of a text with its line table. Cheap to clone.
///
/// A line ends with LF, CR or CRLF and with nothing else, as LSP has it.
#[derive(Clone, Debug)]
pub struct Text {
    content: Arc<str>,
    line_starts: Arc<[u32]>,
}

impl Text {
    pub fn new(content: impl Into<Arc<str>>) -> Text {
        let content = content.into();
        let line_starts = line_starts(&content).into();
        Text {
            content,
            line_starts,
        }
    }

    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The content, shared.
    pub fn share(&self) -> Arc<str> {
        self.content.clone()
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The words of `span`, which is clamped to the text and widened to whole characters.
    pub fn slice(&self, span: Span) -> &str {
        let start = floor(&self.content, span.start as usize);
        let end = floor(&self.content, span.end as usize).max(start);
        &self.content[start..end]
    }

    /// Number of lines, at least 1.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The bytes of line `line` (from 0) without its line end; the last line where it is too large.
    pub fn line(&self, line: usize) -> Span {
        let line = line.min(self.line_starts.len() - 1);
        let start = self.line_starts[line] as usize;
        let next = self.line_starts.get(line + 1);
        let end = next.map_or(self.content.len(), |next| *next as usize);
        let words = self.content[start..end].trim_end_matches(['\r', '\n']);
        Span::new(start, start + words.len())
    }

    /// The line (from 0) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.line_starts.partition_point(|start| *start <= offset) - 1
    }

    /// Line and column from 1, the column in characters: what people and the JSON output count.
    pub fn line_column(&self, offset: usize) -> (u32, u32) {
        let position = self.position(offset, Encoding::Utf32);
        (position.line + 1, position.character + 1)
    }

    /// The editor's name for the byte at `offset`, which is clamped to the text.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = floor(&self.content, offset);
        let line = self.line_of(offset);
        let start = self.line_starts[line] as usize;
        let before = &self.content[start..offset];
        let character = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => str_indices::utf16::count(before),
            Encoding::Utf32 => str_indices::chars::count(before),
        };
        Position {
            line: line as u32,
            character: character as u32,
        }
    }

    /// The byte offset of a position. A line beyond the last is the end of the text, a column
    /// beyond its line the end of that line, a column inside a character the start of it.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.line_starts.len() {
            return self.content.len();
        }
        let span = self.line(line);
        let words = &self.content[span.range()];
        let column = position.character as usize;
        let bytes = match encoding {
            Encoding::Utf8 => floor(words, column),
            Encoding::Utf16 => str_indices::utf16::to_byte_idx(words, column),
            Encoding::Utf32 => str_indices::chars::to_byte_idx(words, column),
        };
        span.start as usize + bytes
    }
}

/// The largest character boundary of `text` at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let inside_crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        if !inside_crlf {
            starts.push((at + 1) as u32);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn only_lf_cr_and_crlf_end_a_line() {
        let text = Text::new("a\r\nb\rc\nd\u{2028}e\u{85}f\u{b}g");
        let lines: Vec<&str> = (0..text.line_count())
            .map(|line| text.slice(text.line(line)))
            .collect();
        assert_eq!(lines, ["a", "b", "c", "d\u{2028}e\u{85}f\u{b}g"]);
    }

    #[test]
    fn an_emoji_is_four_two_or_one_columns_wide() {
        let text = Text::new("\u{1f642}x");
        let columns = ENCODINGS.map(|encoding| text.position(4, encoding).character);
        assert_eq!(columns, [4, 2, 1]);
    }

    #[test]
    fn positions_beyond_the_text_are_clamped() {
        let text = Text::new("ab\ncd");
        let far = Position {
            line: 1_000_000_000,
            character: 1_000_000_000,
        };
        let wide = Position {
            line: 0,
            character: 1_000_000_000,
        };
        for encoding in ENCODINGS {
            assert_eq!(text.offset(far, encoding), 5);
            assert_eq!(text.offset(wide, encoding), 2);
        }
    }

    #[test]
    fn a_column_inside_a_character_is_its_start() {
        let text = Text::new("\u{1f642}x");
        let inside = |character| Position { line: 0, character };
        assert_eq!(text.offset(inside(1), Encoding::Utf16), 0);
        assert_eq!(text.offset(inside(3), Encoding::Utf8), 0);
    }

    proptest! {
        #[test]
        fn positions_round_trip(content in "[a-z\u{e9}\u{201c}\u{1f642}\r\n]{0,60}") {
            let text = Text::new(content.as_str());
            for (offset, _) in content.char_indices().chain([(content.len(), ' ')]) {
                let inside_crlf = offset > 0 && content[..offset].ends_with('\r')
                    && content[offset..].starts_with('\n');
                if inside_crlf {
                    continue;
                }
                for encoding in ENCODINGS {
                    let position = text.position(offset, encoding);
                    prop_assert_eq!(text.offset(position, encoding), offset);
                }
            }
        }
    }
}
