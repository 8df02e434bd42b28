//! `copydesk inspect`: everything that is understood of an article.

use std::fmt::Write;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::Analysis;
use crate::article::BlockKind;
use crate::corpus::Key;

use super::CLEAN;
use super::arguments::{Inspect, InspectFormat};
use super::folder::{self, display};
use super::json::bytes;
use super::timeml;

#[derive(Serialize, JsonSchema)]
#[schemars(title = "copydesk inspect --format json")]
pub struct Report {
    /// 1; changes only when something that is here changes its meaning.
    version: u8,
    articles: Vec<ArticleRow>,
}

#[derive(Serialize, JsonSchema)]
struct ArticleRow {
    /// From the working directory.
    path: String,
    title: String,
    date: Option<DateRow>,
    dates: Vec<TimeRow>,
    names: Vec<NameRow>,
    entities: Vec<EntityRow>,
    quotes: Vec<QuoteRow>,
    numbers: Vec<NumberRow>,
    blocks: Vec<BlockRow>,
}

/// The article's own date.
#[derive(Serialize, JsonSchema)]
struct DateRow {
    value: String,
    /// front-matter, config, dateline, line, file-name or option.
    from: String,
}

#[derive(Serialize, JsonSchema)]
struct TimeRow {
    bytes: [u32; 2],
    text: String,
    /// DATE, TIME, DURATION or SET (TIMEX3).
    r#type: &'static str,
    /// The TIMEX3 value.
    value: Option<String>,
    r#mod: Option<&'static str>,
    /// The first day, and the first one after the last.
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct NameRow {
    bytes: [u32; 2],
    text: String,
    kind: &'static str,
    entity: String,
}

#[derive(Serialize, JsonSchema)]
struct EntityRow {
    id: String,
    name: String,
    kind: &'static str,
    /// The id in the register.
    register: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct QuoteRow {
    bytes: [u32; 2],
    /// The entity that says it, where that is known.
    speaker: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct NumberRow {
    bytes: [u32; 2],
    text: String,
    value: f64,
    unit: Option<String>,
    noun: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct BlockRow {
    bytes: [u32; 2],
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
}

pub fn run(arguments: &Inspect) -> Result<u8, String> {
    if let Some(directory) = arguments.files.iter().find(|file| file.is_dir()) {
        return Err(format!(
            "{} is a folder; inspect takes articles",
            directory.display()
        ));
    }
    let work = folder::load(&arguments.files, &arguments.folder)?;
    let analyses = work
        .articles
        .iter()
        .filter_map(|key| Some((key, work.snapshot.analysis(key)?)));
    let analyses: Vec<(&Key, Arc<Analysis>)> = analyses.collect();
    super::print(&match arguments.format {
        InspectFormat::Json => json(&analyses),
        InspectFormat::Timeml => match analyses.as_slice() {
            [(key, analysis)] => timeml::document(&display(key), analysis),
            _ => return Err("TimeML holds one article; name one file".to_owned()),
        },
        InspectFormat::Text => analyses
            .iter()
            .map(|(key, analysis)| text(key, analysis))
            .collect(),
    });
    Ok(CLEAN)
}

fn json(analyses: &[(&Key, Arc<Analysis>)]) -> String {
    let report = Report {
        version: 1,
        articles: analyses
            .iter()
            .map(|(key, analysis)| article(key, analysis))
            .collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn article(key: &Key, analysis: &Analysis) -> ArticleRow {
    let words = |span| analysis.text.slice(span).to_owned();
    let day = |date: Date| date.to_string();
    let dates = analysis.times.iter().map(|time| TimeRow {
        bytes: bytes(time.span),
        text: words(time.span),
        r#type: time.expression.timex.name(),
        value: time.value.clone(),
        r#mod: time.expression.modifier,
        from: time.interval.map(|interval| day(interval.begin)),
        to: time.interval.map(|interval| day(interval.end)),
    });
    let names = analysis.names.iter().map(|mention| {
        let entity = &analysis.entities[mention.entity];
        NameRow {
            bytes: bytes(mention.span),
            text: words(mention.span),
            kind: entity.kind.word(),
            entity: entity.id.clone(),
        }
    });
    let entities = analysis.entities.iter().map(|entity| EntityRow {
        id: entity.id.clone(),
        name: entity.name.clone(),
        kind: entity.kind.word(),
        register: entity.register.clone(),
    });
    let quotes = analysis.quotations.iter().map(|quotation| QuoteRow {
        bytes: bytes(quotation.span),
        speaker: quotation
            .speaker
            .map(|speaker| analysis.entities[speaker.entity].id.clone()),
    });
    let numbers = analysis.quantities.iter().map(|quantity| NumberRow {
        bytes: bytes(quantity.span),
        text: words(quantity.span),
        value: quantity.value,
        unit: quantity.unit.map(|unit| unit.name.to_owned()),
        noun: quantity.noun_lemma().map(str::to_owned),
    });
    let blocks = analysis.article.blocks.iter().map(|block| {
        let (kind, level) = block_kind(block.kind);
        BlockRow {
            bytes: bytes(block.span),
            kind,
            level,
        }
    });
    ArticleRow {
        path: display(key),
        title: analysis.title.clone(),
        date: analysis.date.evidence.first().map(|evidence| DateRow {
            value: day(evidence.date),
            from: origin(evidence.origin),
        }),
        dates: dates.collect(),
        names: names.collect(),
        entities: entities.collect(),
        quotes: quotes.collect(),
        numbers: numbers.collect(),
        blocks: blocks.collect(),
    }
}

fn origin(origin: crate::analysis::Origin) -> String {
    let word = serde_json::to_value(origin).ok();
    word.and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn block_kind(kind: BlockKind) -> (&'static str, Option<u8>) {
    match kind {
        BlockKind::Heading { level } => ("heading", Some(level)),
        BlockKind::Paragraph => ("paragraph", None),
        BlockKind::ListItem => ("list-item", None),
        BlockKind::Quotation => ("quotation", None),
        BlockKind::TableCell => ("table-cell", None),
        BlockKind::Note => ("note", None),
        BlockKind::Comment => ("comment", None),
        BlockKind::Code => ("code", None),
    }
}

fn text(key: &Key, analysis: &Analysis) -> String {
    let row = article(key, analysis);
    let place = |bytes: [u32; 2]| {
        let (line, column) = analysis.text.line_column(bytes[0] as usize);
        format!("{line}:{column}")
    };
    let mut out = format!("{}: {}\n", row.path, row.title);
    let _ = match &row.date {
        Some(date) => writeln!(out, "  date  {} (from {})", date.value, date.from),
        None => writeln!(out, "  date  none"),
    };
    for time in &row.dates {
        let value = time.value.as_deref().unwrap_or("?");
        let _ = writeln!(
            out,
            "  {:>8}  {:8}  {:16} {}",
            place(time.bytes),
            time.r#type.to_lowercase(),
            value,
            time.text
        );
    }
    for name in &row.names {
        let kind = name.kind;
        let _ = writeln!(
            out,
            "  {:>8}  {:8}  {:16} {}",
            place(name.bytes),
            "name",
            kind,
            joined(name)
        );
    }
    for quote in &row.quotes {
        let words = analysis.text.slice(crate::text::Span::new(
            quote.bytes[0] as usize,
            quote.bytes[1] as usize,
        ));
        let _ = writeln!(
            out,
            "  {:>8}  {:8}  {:16} {words}",
            place(quote.bytes),
            "quote",
            quote.speaker.as_deref().unwrap_or_default()
        );
    }
    for number in &row.numbers {
        let counted = number.unit.as_deref().or(number.noun.as_deref());
        let value = format!("{} {}", number.value, counted.unwrap_or_default());
        let _ = writeln!(
            out,
            "  {:>8}  {:8}  {:16} {}",
            place(number.bytes),
            "number",
            value.trim_end(),
            number.text
        );
    }
    let headings = row.blocks.iter().filter(|block| block.level.is_some());
    for block in headings {
        let words = analysis.text.slice(crate::text::Span::new(
            block.bytes[0] as usize,
            block.bytes[1] as usize,
        ));
        let level = block.level.unwrap_or(1).to_string();
        let _ = writeln!(
            out,
            "  {:>8}  {:8}  {level:16} {words}",
            place(block.bytes),
            "heading"
        );
    }
    out
}

fn joined(name: &NameRow) -> String {
    let same = crate::name::slug(&name.text) == name.entity;
    if same {
        name.text.clone()
    } else {
        format!("{} = {}", name.text, name.entity)
    }
}
