//! An open document: a rope that takes an editor's edits, and the [`Text`] of its last revision.

use ropey::{Rope, RopeSlice};

use super::{Encoding, Position, Text};

/// One change of an editor: the text between two positions replaced, or the whole text.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Positions in the text as the edits before this one left it; `None` replaces everything.
    pub range: Option<(Position, Position)>,
    pub text: String,
}

/// A text that is being edited.
#[derive(Clone, Debug)]
pub struct Document {
    rope: Rope,
    text: Text,
    version: i32,
}

impl Document {
    pub fn new(content: &str, version: i32) -> Document {
        Document {
            rope: Rope::from_str(content),
            text: Text::new(content),
            version,
        }
    }

    /// The editor's version number of this revision.
    pub fn version(&self) -> i32 {
        self.version
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Applies the edits of one notification in order. Positions are clamped to the text; a range
    /// whose end lies before its start is read the other way round.
    pub fn apply(&mut self, edits: &[Edit], version: i32, encoding: Encoding) {
        for edit in edits {
            match edit.range {
                None => self.rope = Rope::from_str(&edit.text),
                Some((from, to)) => {
                    let from = char_index(&self.rope, from, encoding);
                    let to = char_index(&self.rope, to, encoding);
                    self.rope.remove(from.min(to)..from.max(to));
                    self.rope.insert(from.min(to), &edit.text);
                }
            }
        }
        self.version = version;
        self.text = Text::new(String::from(&self.rope));
    }
}

fn char_index(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_chars();
    }
    let words = without_line_end(rope.line(line));
    let column = position.character as usize;
    let inside = match encoding {
        Encoding::Utf8 => words.byte_to_char(column.min(words.len_bytes())),
        Encoding::Utf16 => words.utf16_cu_to_char(column.min(words.len_utf16_cu())),
        Encoding::Utf32 => column.min(words.len_chars()),
    };
    rope.line_to_char(line) + inside
}

fn without_line_end(line: RopeSlice) -> RopeSlice {
    let mut end = line.len_chars();
    while end > 0 && matches!(line.char(end - 1), '\r' | '\n') {
        end -= 1;
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    fn edited(content: &str, edits: &[Edit]) -> String {
        let mut document = Document::new(content, 1);
        document.apply(edits, 2, Encoding::Utf16);
        document.text().as_str().to_owned()
    }

    #[test]
    fn each_edit_counts_from_what_the_one_before_left() {
        let edits = [
            Edit {
                range: Some((at(0, 0), at(0, 0))),
                text: "one\r\n".into(),
            },
            Edit {
                range: Some((at(1, 0), at(1, 3))),
                text: "two \u{1f642}".into(),
            },
            Edit {
                range: Some((at(1, 6), at(1, 6))),
                text: "!".into(),
            },
        ];
        assert_eq!(edited("abc", &edits), "one\r\ntwo \u{1f642}!");
    }

    #[test]
    fn a_range_that_runs_backwards_is_read_forwards() {
        let edit = Edit {
            range: Some((at(0, 3), at(0, 1))),
            text: String::new(),
        };
        assert_eq!(edited("abcd", &[edit]), "ad");
    }

    #[test]
    fn positions_beyond_the_text_append() {
        let far = at(1_000_000_000, 1_000_000_000);
        let edit = Edit {
            range: Some((far, far)),
            text: "!".into(),
        };
        assert_eq!(edited("a\nb", &[edit]), "a\nb!");
    }

    proptest! {
        #[test]
        fn the_rope_and_the_flat_text_agree_on_every_position(
            content in "[a\u{e9}\u{1f642}\r\n]{0,40}",
            line in 0u32..8, character in 0u32..12,
        ) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let mut document = Document::new(&content, 1);
                let flat = document.text().offset(at(line, character), encoding);
                let edit = Edit { range: Some((at(line, character), at(line, character))), text: "|".into() };
                document.apply(&[edit], 2, encoding);
                prop_assert_eq!(document.text().as_str().find('|'), Some(flat));
            }
        }
    }
}
