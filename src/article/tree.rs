//! A tree of keys and values in which every node knows its bytes, read from YAML or TOML.
//!
//! In: the text of a front matter, a register or a configuration. Out: the part that can be read,
//! and a [`Problem`] at the exact place of everything that cannot. Half-written metadata is the
//! normal case while somebody types, so an error never hides what stands before it.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use crate::text::Span;

/// Something in metadata that cannot be used, for the rule `bad-metadata`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Span,
    pub message: String,
}

impl Problem {
    pub fn new(span: Span, message: impl Into<String>) -> Problem {
        Problem {
            span,
            message: message.into(),
        }
    }
}

/// A value and the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    /// Any scalar: text, number, date, truth value, as it is written.
    Scalar(String),
    Sequence(Vec<Node>),
    Mapping(Vec<(Key, Node)>),
}

/// The key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub span: Span,
    pub name: String,
}

impl Node {
    /// The scalar's text; `None` for anything else.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The pairs of a mapping; empty for anything else.
    pub fn pairs(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Mapping(pairs) => pairs,
            _ => &[],
        }
    }

    /// The items of a sequence; a lone value counts as a list of one, nothing as an empty list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    pub fn get(&self, name: &str) -> Option<&Node> {
        let found = self.pairs().iter().find(|(key, _)| key.name == name);
        found.map(|(_, node)| node)
    }

    /// The same value further on by so many bytes.
    pub fn shifted(self, bytes: usize) -> Node {
        let value = match self.value {
            Value::Sequence(items) => {
                Value::Sequence(items.into_iter().map(|item| item.shifted(bytes)).collect())
            }
            Value::Mapping(pairs) => {
                let pairs = pairs.into_iter().map(|(key, node)| {
                    let span = key.span.shifted(bytes);
                    (Key { span, ..key }, node.shifted(bytes))
                });
                Value::Mapping(pairs.collect())
            }
            value => value,
        };
        Node {
            span: self.span.shifted(bytes),
            value,
        }
    }

    /// What kind of value this is, in the words of an error message.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "a single value",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a table of keys",
        }
    }
}

/// Reads YAML. Aliases (`*name`) and tags are not followed; a second document is not read.
pub fn read_yaml(text: &str) -> (Option<Node>, Vec<Problem>) {
    let read = catch_unwind(AssertUnwindSafe(|| YamlReader::new(text).read()));
    read.unwrap_or_else(|_| {
        let whole = Span::new(0, text.len());
        (None, vec![Problem::new(whole, "this YAML cannot be read")])
    })
}

/// Reads TOML.
pub fn read_toml(text: &str) -> (Option<Node>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors.iter().map(|error| {
        let span = error.span().map_or(Span::at(text.len()), Span::from);
        Problem::new(span, error.message().to_owned())
    });
    let problems = problems.collect();
    let span = Span::from(table.span());
    (Some(toml_table(table.get_ref(), span)), problems)
}

fn toml_table(table: &DeTable, span: Span) -> Node {
    let mut pairs: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| {
            let key = Key {
                span: key.span().into(),
                name: key.get_ref().to_string(),
            };
            (key, toml_value(value.get_ref(), value.span().into()))
        })
        .collect();
    pairs.sort_by_key(|(key, _)| key.span);
    Node {
        span,
        value: Value::Mapping(pairs),
    }
}

fn toml_value(value: &DeValue, span: Span) -> Node {
    let value = match value {
        DeValue::String(text) => Value::Scalar(text.to_string()),
        DeValue::Integer(number) => Value::Scalar(number.to_string()),
        DeValue::Float(number) => Value::Scalar(number.to_string()),
        DeValue::Boolean(truth) => Value::Scalar(truth.to_string()),
        DeValue::Datetime(date) => Value::Scalar(date.to_string()),
        DeValue::Array(items) => {
            let items = items.iter();
            Value::Sequence(
                items
                    .map(|item| toml_value(item.get_ref(), item.span().into()))
                    .collect(),
            )
        }
        DeValue::Table(table) => return toml_table(table, span),
    };
    Node { span, value }
}

/// How deep a YAML tree may nest: deeper ones are somebody's attack or accident.
const DEEPEST: usize = 64;

struct YamlReader<'a> {
    text: &'a str,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    /// Bytes of each character's start, where the text is not all ASCII.
    offsets: Option<Vec<u32>>,
    problems: Vec<Problem>,
}

/// A container that is being filled.
struct Open {
    start: usize,
    value: Value,
    key: Option<Key>,
}

impl<'a> YamlReader<'a> {
    fn new(text: &'a str) -> YamlReader<'a> {
        let offsets = (!text.is_ascii()).then(|| {
            let starts = text.char_indices().map(|(at, _)| at as u32);
            starts.chain([text.len() as u32]).collect()
        });
        YamlReader {
            text,
            parser: Parser::new_from_str(text),
            offsets,
            problems: Vec::new(),
        }
    }

    fn byte(&self, marker: &saphyr_parser::Marker) -> usize {
        let index = marker.index();
        let byte = match &self.offsets {
            None => index,
            Some(offsets) => offsets
                .get(index)
                .map_or(self.text.len(), |at| *at as usize),
        };
        byte.min(self.text.len())
    }

    fn read(mut self) -> (Option<Node>, Vec<Problem>) {
        let mut open: Vec<Open> = Vec::new();
        let mut root = None;
        while let Some(event) = self.parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = self.byte(error.marker());
                    self.problem(at, error.info());
                    break;
                }
            };
            let span = Span::new(self.byte(&span.start), self.byte(&span.end));
            let finished = match event {
                Event::MappingStart(..) => {
                    open.push(Open::new(span, Value::Mapping(Vec::new())));
                    None
                }
                Event::SequenceStart(..) => {
                    open.push(Open::new(span, Value::Sequence(Vec::new())));
                    None
                }
                Event::MappingEnd | Event::SequenceEnd => open.pop().map(|open| open.close(span)),
                Event::Scalar(text, style, ..) => Some(scalar(text, style, span)),
                Event::Alias(_) => Some(Node {
                    span,
                    value: Value::Null,
                }),
                Event::DocumentEnd => {
                    self.what_is_left(span.end as usize);
                    break;
                }
                _ => None,
            };
            if open.len() > DEEPEST {
                self.problem(span.start as usize, "nested too deeply");
                break;
            }
            if let Some(node) = finished {
                self.place(node, &mut open, &mut root);
            }
        }
        self.close_all(open, &mut root);
        (root, self.problems)
    }

    /// Keys behind the end of what could be read are lost: the first one is said.
    fn what_is_left(&mut self, end: usize) {
        let rest = &self.text[end..];
        let words = rest.trim_start();
        if !(words.is_empty() || words.starts_with("---") || words.starts_with("...")) {
            let at = self.text.len() - words.len();
            self.problem(
                at,
                "this line does not go on with the keys above it; look at their indent",
            );
        }
    }

    /// Marks the rest of the line at `at`; at the end of the text, the last line that has words.
    fn problem(&mut self, at: usize, message: &str) {
        let at = match self.text[at..].trim().is_empty() {
            true => {
                let words = self.text.trim_end();
                words.rfind('\n').map_or(0, |end| end + 1)
            }
            false => at,
        };
        let rest = &self.text[at..];
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.problems
            .push(Problem::new(Span::new(at, at + line), message));
    }

    fn place(&mut self, node: Node, open: &mut [Open], root: &mut Option<Node>) {
        let Some(parent) = open.last_mut() else {
            root.get_or_insert(node);
            return;
        };
        match (&mut parent.value, parent.key.take()) {
            (Value::Sequence(items), _) => items.push(node),
            (Value::Mapping(pairs), Some(key)) => {
                if pairs.iter().any(|(known, _)| known.name == key.name) {
                    let message = format!("\"{}\" is given twice; the first one counts", key.name);
                    self.problems.push(Problem::new(key.span, message));
                } else {
                    pairs.push((key, node));
                }
            }
            (_, None) => match node.scalar() {
                Some(name) => {
                    parent.key = Some(Key {
                        span: node.span,
                        name: name.to_owned(),
                    });
                }
                None => {
                    self.problems
                        .push(Problem::new(node.span, "a key must be a single value"));
                    parent.key = Some(Key {
                        span: node.span,
                        name: String::new(),
                    });
                }
            },
            (_, Some(_)) => {}
        }
    }

    /// Keeps what was read before an error: every container still open ends with the text.
    fn close_all(&mut self, mut open: Vec<Open>, root: &mut Option<Node>) {
        let end = Span::at(self.text.len());
        while let Some(last) = open.pop() {
            let node = last.close(end);
            self.place(node, &mut open, root);
        }
    }
}

impl Open {
    fn new(span: Span, value: Value) -> Open {
        Open {
            start: span.start as usize,
            value,
            key: None,
        }
    }

    fn close(self, end: Span) -> Node {
        Node {
            span: Span::new(self.start, end.end as usize),
            value: self.value,
        }
    }
}

fn scalar(text: Cow<str>, style: ScalarStyle, span: Span) -> Node {
    let nothing = style == ScalarStyle::Plain && matches!(text.as_ref(), "" | "~" | "null");
    let value = match nothing {
        true => Value::Null,
        false => Value::Scalar(text.into_owned()),
    };
    Node { span, value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn yaml(text: &str) -> (Node, Vec<Problem>) {
        let (node, problems) = read_yaml(text);
        (node.expect("a tree"), problems)
    }

    #[test]
    fn a_value_knows_its_bytes_behind_characters_of_many_bytes() {
        let text = "title: \u{201c}Caf\u{e9}\u{201d}\ndate: 2025-02-17\n";
        let (node, problems) = yaml(text);
        let date = node.get("date").expect("date");
        assert_eq!(&text[date.span.range()], "2025-02-17");
        assert!(problems.is_empty());
    }

    #[test]
    fn what_stands_before_an_error_is_kept() {
        let text = "title: A\ndate: 2025-02-17\ntags: [a, b\nurl: x: y\n";
        let (node, problems) = yaml(text);
        assert_eq!(node.get("title").and_then(Node::scalar), Some("A"));
        assert_eq!(node.get("date").and_then(Node::scalar), Some("2025-02-17"));
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn keys_behind_the_end_of_what_can_be_read_are_said() {
        let text = " title: A\ndate: 2025-02-17\n";
        let (node, problems) = yaml(text);
        assert_eq!(node.get("title").and_then(Node::scalar), Some("A"));
        assert_eq!(&text[problems[0].span.range()], "date: 2025-02-17");
    }

    #[test]
    fn a_key_given_twice_is_said_at_the_second() {
        let text = "title: A\ntitle: B\n";
        let (node, problems) = yaml(text);
        assert_eq!(node.get("title").and_then(Node::scalar), Some("A"));
        assert_eq!(problems[0].span, Span::new(9, 14));
    }

    #[test]
    fn toml_before_an_error_is_kept() {
        let (node, problems) =
            read_toml("profile = \"kb\"\nlocale = \n[rules]\nplaces = \"off\"\n");
        let node = node.expect("a tree");
        assert_eq!(node.get("profile").and_then(Node::scalar), Some("kb"));
        assert_eq!(problems.len(), 1);
        let places = node.get("rules").and_then(|rules| rules.get("places"));
        assert_eq!(places.and_then(Node::scalar), Some("off"));
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "[\\-: \n\\[\\]{}a-b\"'&*!|>#%@\u{e9}0-9=.]{0,60}") {
            read_yaml(&text);
            read_toml(&text);
        }
    }
}
