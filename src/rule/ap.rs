//! What the rules of the group `ap` share: which words are the article's own copy, and the parts
//! of a date as they are written.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{Block, BlockKind};
use crate::text::{Span, words};
use crate::time::{Form, TimeMention, english::MONTHS, lone_date};

use super::{Context, Finding, Fix, Rule};

/// The months as the AP writes them with a day.
const WITH_A_DAY: [&str; 12] = [
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
];

/// The parts of a month with or without a day and a year, in bytes of the article.
pub struct WrittenDate<'a> {
    pub time: &'a TimeMention,
    pub month: i8,
    /// The name of the month with its stop.
    pub name: Span,
    /// The figures alone.
    pub day: Option<Span>,
    /// The "st" of "1st".
    pub ordinal: Option<Span>,
    pub year: Option<Span>,
    pub month_first: bool,
}

impl WrittenDate<'_> {
    /// Everything from the first part to the last one, without a weekday.
    pub fn span(&self) -> Span {
        let parts = [self.day, self.ordinal, self.year].into_iter().flatten();
        parts.fold(self.name, Span::join)
    }
}

/// The month of this number as the AP writes it with a day.
pub fn month_with_a_day(month: i8) -> &'static str {
    WITH_A_DAY[index(month)]
}

pub fn month_alone(month: i8) -> &'static str {
    MONTHS[index(month)].0
}

fn index(month: i8) -> usize {
    usize::try_from(month - 1).unwrap_or(0).min(11)
}

/// A finding with the fix that every rule of the group has.
pub fn finding(
    context: &Context,
    rule: &Rule,
    span: Span,
    message: String,
    instead: &str,
) -> Finding {
    let mut finding = context.finding(rule, span, message);
    let title = match instead.is_empty() {
        true => format!("Remove \u{201c}{}\u{201d}", context.words(span)),
        false => format!("Change to \u{201c}{instead}\u{201d}"),
    };
    finding.fixes = vec![Fix::replace(title, context.key, span, instead)];
    finding
}

/// The blocks of running copy.
pub fn copy<'a>(context: &'a Context) -> impl Iterator<Item = &'a Block> {
    let blocks = context.analysis.article.blocks.iter();
    blocks.filter(|block| is_copy_block(context, block))
}

/// A title keeps its capitals and its own style, a block quotation is somebody else's, and a date
/// that stands alone dates the article.
fn is_copy_block(context: &Context, block: &Block) -> bool {
    let prose = context.analysis.article.prose_of(block);
    let own = match block.kind {
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Note => true,
        BlockKind::Heading { .. } => !is_title_case(prose),
        _ => false,
    };
    own && lone_date(prose.trim()).is_none()
}

/// Whether the words are the article's own and not a title's or a quotation's.
pub fn is_copy(context: &Context, span: Span) -> bool {
    let block = context.analysis.article.block_at(span.start as usize);
    !is_quoted(context, span) && block.is_some_and(|block| is_copy_block(context, block))
}

pub fn is_quoted(context: &Context, span: Span) -> bool {
    context.analysis.is_quoted(span)
}

fn is_title_case(prose: &str) -> bool {
    let long: Vec<&str> = words(prose)
        .map(|word| word.text)
        .filter(|word| word.chars().count() > 3)
        .collect();
    let capitals = long
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    capitals * 3 >= long.len() * 2
}

/// The prose of the block behind a span.
pub fn rest<'a>(context: &'a Context, span: Span) -> &'a str {
    let end = span.end as usize;
    let article = &context.analysis.article;
    let block = article.block_at(span.start as usize);
    let block_end = block.map_or(end, |block| block.span.end as usize);
    article.prose().get(end..block_end).unwrap_or("")
}

/// The prose of the sentence before a span.
pub fn before<'a>(context: &'a Context, span: Span) -> &'a str {
    let start = span.start as usize;
    let sentence = context.analysis.sentence_at(start);
    let prose = context.analysis.article.prose();
    prose.get(sentence.start as usize..start).unwrap_or("")
}

/// Whether a stop at the end of the span also ends the sentence.
pub fn ends_sentence(context: &Context, span: Span) -> bool {
    let sentence = context.analysis.sentence_at(span.start as usize);
    rest(context, span).trim().is_empty() || sentence.end <= span.end
}

/// The months of the copy, with the days and years that stand with them.
pub fn dates<'a>(context: &'a Context) -> Vec<WrittenDate<'a>> {
    let times = context.analysis.times.iter();
    times
        .filter_map(|time| written(context, time))
        .filter(|date| is_copy(context, date.time.span))
        .collect()
}

fn written<'a>(context: &Context, time: &'a TimeMention) -> Option<WrittenDate<'a>> {
    let dated = matches!(
        time.expression.form,
        Form::Calendar { month: Some(_), .. } | Form::MonthOf { .. }
    );
    if !dated {
        return None;
    }
    let prose = context.analysis.article.prose();
    let slice = prose.get(time.span.range())?;
    let day_first = DAY_FIRST.captures(slice);
    let month_first = day_first.is_none();
    let parts = day_first.or_else(|| MONTH_FIRST.captures(slice))?;
    let span = |name: &str| {
        let part = parts.name(name)?;
        Some(Span::from(part.range()).shifted(time.span.start as usize))
    };
    Some(WrittenDate {
        time,
        month: month_number(parts.name("month")?.as_str())?,
        name: span("name")?,
        day: span("day"),
        ordinal: span("ordinal"),
        year: span("year"),
        month_first,
    })
}

/// Names in capitals are a dateline's, which has a style of its own.
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)(?P<name>(?P<month>{months})(?-u:\b)\.?)(?:\s+(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th)?(?-u:\b))?(?:(?:,\s*|\s+)(?P<year>[12][0-9]{3})(?-u:\b))?",
    )
});

static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?-u:\b)(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th)?\s+(?:of\s+)?(?P<name>(?P<month>{months})(?-u:\b)\.?)(?:,?\s+(?P<year>[12][0-9]{3})(?-u:\b))?",
    )
});

fn pattern(source: &str) -> Regex {
    let names = MONTHS
        .iter()
        .flat_map(|(full, short)| std::iter::once(full).chain(short.iter()));
    let names: Vec<&str> = names.copied().collect();
    let source = source.replace("{months}", &names.join("|"));
    Regex::new(&source).expect("the patterns of written dates are valid")
}

fn month_number(name: &str) -> Option<i8> {
    let found = MONTHS
        .iter()
        .position(|(full, short)| *full == name || short.contains(&name))?;
    i8::try_from(found + 1).ok()
}
