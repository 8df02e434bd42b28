//! One article, understood: an [`Input`] goes in, an [`Analysis`] comes out.
//!
//! An analysis is a pure function of its input. Blocks are the unit of recomputation: what is
//! recognised inside a block is kept in a [`Memory`] under the hash of its prose, so that a
//! keystroke costs one block; what depends on the whole article (its date, joining names) is a
//! cheap second pass over what was recognised.

mod article_date;
mod memory;
mod remembered;

use std::sync::Arc;

use jiff::civil::Date;

use crate::article::tree::Problem;
use crate::article::{Article, Block, BlockKind, Format, Metadata, Target};
use crate::claim::statement::Event;
use crate::claim::{
    Gist, Paragraph, Quantity, Quotation, Statements, StrayMark, Told, attribute, gists, lexemes,
    quotations, terms,
};
use crate::name::{
    Assigned, BlockForms, BlockNames, Declared, DeclaredHit, Entity, Joinable, NameMemory,
    NameMention, RoleMention, join_again, roles,
};
use crate::text::{Span, Text};
use crate::time::{Reference, Resolver, Strategy, TimeMention, resolve_pin};

pub use article_date::{ArticleDate, DateEvidence, Origin, parse_date};
pub use memory::{Depth, Memory, Recognised};
pub use remembered::{Remembered, digest};

/// Everything that an analysis depends on.
pub struct Input<'a> {
    pub text: Text,
    pub format: Format,
    /// The file's name without its folder.
    pub file_name: &'a str,
    /// What the configuration says of this article; it yields to the front matter.
    pub configured: Option<&'a Metadata>,
    /// A date for an article that has none (`--date`).
    pub fallback_date: Option<Date>,
    /// Whether 03/04/2025 has the month first; `None` where no locale is set.
    pub month_first: Option<bool>,
    /// What dates without a year count from.
    pub strategy: Strategy,
    pub declared: &'a Declared,
    pub depth: Depth,
}

/// What is understood of one article. All spans count bytes of [`Analysis::text`].
#[derive(Clone, Debug)]
pub struct Analysis {
    pub depth: Depth,
    pub text: Text,
    pub article: Article,
    /// Configuration and front matter together.
    pub metadata: Metadata,
    pub title: String,
    pub date: ArticleDate,
    pub sentences: Vec<Span>,
    pub times: Vec<TimeMention>,
    pub names: Vec<NameMention>,
    pub entities: Vec<Entity>,
    /// The posts that people are given.
    pub roles: Vec<RoleMention>,
    pub quotations: Vec<Quotation>,
    pub stray_marks: Vec<StrayMark>,
    pub quantities: Vec<Quantity>,
    /// What the running text states; headings state nothing.
    pub statements: Statements,
    /// The sentences of the running text that say enough to be known again, in order.
    pub gists: Vec<Gist>,
    /// The most telling words with the number of times they are said, the first first; a word of the
    /// title counts more.
    pub terms: Vec<(String, u16)>,
    /// Metadata that cannot be used, at its place.
    pub problems: Vec<Problem>,
}

/// Analyses an article; `memory` is that of its last revision and becomes that of this one.
pub fn analyse(input: &Input, memory: &mut Memory) -> Analysis {
    let shared = input.text.share();
    let article = Article::parse(&shared, input.format);
    let recognised = memory.recognise(&article, input.declared, input.depth);
    let mut problems = front_matter_problems(&article);
    let metadata = input
        .configured
        .cloned()
        .unwrap_or_default()
        .overridden_by(&article.metadata());
    let date = article_date::find(input, &article, &metadata, &recognised, &mut problems);
    let reference = Reference {
        date: date.value,
        month_first: input.month_first,
        strategy: input.strategy,
    };
    let times = times(&article, &recognised, reference, &mut problems);
    let (names, entities) = names(&input.text, &article, &recognised, input.declared, memory);
    let blocks: Vec<Span> = recognised.iter().map(|(block, _)| block.span).collect();
    let roles = roles(article.prose(), &blocks, &names, |entity| {
        entities[entity].kind
    });
    let marks = recognised
        .iter()
        .map(|(block, found)| (block.span.start as usize, &found.marks));
    let quantities = quantities(&recognised, &times);
    let (mut quotations, stray_marks) = quotations(marks);
    attribute_quotations(&mut quotations, &article, &recognised, &names, &entities);
    let statements = statements(&recognised);
    let title = title(&article, &metadata, input);
    let gists = sentence_gists(
        &recognised,
        &times,
        &quantities,
        &quotations,
        &mut memory.gists,
    );
    let terms = telling_words(&article, &recognised, &title, input.depth);
    let sentences = recognised.iter().flat_map(|(block, found)| {
        found
            .sentences
            .iter()
            .map(|sentence| sentence.shifted(block.span.start as usize))
    });
    Analysis {
        depth: input.depth,
        sentences: sentences.collect(),
        text: input.text.clone(),
        metadata,
        title,
        date,
        times,
        names,
        entities,
        roles,
        quotations,
        stray_marks,
        quantities,
        statements,
        gists,
        terms,
        problems,
        article,
    }
}

impl Analysis {
    /// The sentence that holds the byte at `offset`; the block, or nothing, where there is none.
    pub fn sentence_at(&self, offset: usize) -> Span {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.start as usize <= offset);
        let found = after
            .checked_sub(1)
            .map(|at| self.sentences[at])
            .filter(|sentence| sentence.touches(offset));
        let block = || self.article.block_at(offset).map(|block| block.span);
        found.or_else(block).unwrap_or(Span::at(offset))
    }

    /// The name at `offset`.
    pub fn name_at(&self, offset: usize) -> Option<&NameMention> {
        self.names
            .iter()
            .find(|mention| mention.span.touches(offset))
    }

    /// The time expression at `offset`.
    pub fn time_at(&self, offset: usize) -> Option<&TimeMention> {
        self.times
            .iter()
            .find(|mention| mention.span.touches(offset))
    }

    /// Whether a quotation overlaps `span`.
    pub fn is_quoted(&self, span: Span) -> bool {
        let begun = self
            .quotations
            .partition_point(|one| one.span.start < span.end);
        // Those that are in no other do not overlap, and hold all others.
        let mut outermost = self.quotations[..begun].iter().rev();
        let last = outermost.find(|one| one.depth == 0);
        last.is_some_and(|one| one.span.overlaps(span))
    }

    /// The quantities inside `span`, in order.
    pub fn quantities_in(&self, span: Span) -> &[Quantity] {
        let quantities = &self.quantities;
        let first = quantities.partition_point(|one| one.span.start < span.start);
        let inside = quantities[first..]
            .iter()
            .take_while(|one| one.span.end <= span.end);
        &quantities[first..first + inside.count()]
    }

    /// The names inside `span`, in order.
    pub fn names_in(&self, span: Span) -> impl DoubleEndedIterator<Item = &NameMention> {
        inside(&self.names, span, |mention| mention.span)
    }

    /// The time expressions inside `span`, in order.
    pub fn times_in(&self, span: Span) -> impl DoubleEndedIterator<Item = &TimeMention> {
        inside(&self.times, span, |time| time.span)
    }

    /// The events that are told inside `span`, in order.
    pub fn events_in(&self, span: Span) -> impl DoubleEndedIterator<Item = &Event> {
        inside(&self.statements.events, span, |event| event.span)
    }

    /// The entities named inside `span`, as indices, each once.
    pub fn entities_in(&self, span: Span) -> Vec<usize> {
        let mut entities: Vec<usize> = self.names_in(span).map(|one| one.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        entities
    }
}

/// Those of a list, which is in order, that are inside `span`.
fn inside<T>(
    list: &[T],
    span: Span,
    place: impl Fn(&T) -> Span,
) -> impl DoubleEndedIterator<Item = &T> {
    let first = list.partition_point(|one| place(one).start < span.start);
    let last = list.partition_point(|one| place(one).start <= span.end);
    let begun = list[first..last.max(first)].iter();
    begun.filter(move |one| span.encloses(place(one)))
}

fn attribute_quotations(
    quotations: &mut [Quotation],
    article: &Article,
    recognised: &[(&Block, Arc<Recognised>)],
    names: &[NameMention],
    entities: &[Entity],
) {
    let paragraphs: Vec<Paragraph> = recognised
        .iter()
        .map(|(block, found)| Paragraph {
            start: block.span.start as usize,
            end: block.span.end as usize,
            sentences: &found.sentences,
            cues: &found.cues,
        })
        .collect();
    let told = Told {
        prose: article.prose(),
        paragraphs: &paragraphs,
        names,
        entities,
    };
    attribute(quotations, &told);
}

fn statements(recognised: &[(&Block, Arc<Recognised>)]) -> Statements {
    let mut statements = Statements::default();
    for (block, found) in recognised
        .iter()
        .filter(|(block, _)| block.kind.is_running())
    {
        statements.add(&found.statements, block.span.start as usize);
    }
    statements
}

fn sentence_gists(
    recognised: &[(&Block, Arc<Recognised>)],
    times: &[TimeMention],
    quantities: &[Quantity],
    quotations: &[Quotation],
    memory: &mut Remembered<Arc<[Gist]>>,
) -> Vec<Gist> {
    memory.begin();
    let times = times.iter().map(|time| time.span);
    let numbers = quantities.iter().map(|one| one.span);
    let mut apart: Vec<Span> = times.chain(numbers).collect();
    apart.sort_unstable();
    let quoted: Vec<Span> = quotations.iter().map(|one| one.span).collect();
    let running = recognised
        .iter()
        .filter(|(block, _)| block.kind.is_running());
    let (mut apart, mut quoted) = (apart.as_slice(), quoted.as_slice());
    let mut all = Vec::new();
    for (block, found) in running {
        (apart, quoted) = (behind(apart, block.span), behind(quoted, block.span));
        let (apart, quoted) = (within(apart, block.span), within(quoted, block.span));
        let own = memory.get(digest(&(found.hash, &apart, &quoted)), || {
            gists(&found.sentences, &found.lexemes, &apart, &quoted).into()
        });
        all.extend(own.iter().map(|gist| Gist {
            span: gist.span.shifted(block.span.start as usize),
            ..*gist
        }));
    }
    all
}

/// The list without those at its begin that end before the block.
fn behind(list: &[Span], block: Span) -> &[Span] {
    let over = list.iter().take_while(|one| one.end <= block.start);
    &list[over.count()..]
}

/// What of each is in the block, in bytes of the block.
fn within(list: &[Span], block: Span) -> Vec<Span> {
    let begun = list.iter().take_while(|one| one.start < block.end);
    let inside = begun.filter(|one| one.end > block.start).map(|one| {
        let start = one.start.max(block.start) - block.start;
        Span::new(
            start as usize,
            (one.end.min(block.end) - block.start) as usize,
        )
    });
    inside.collect()
}

/// The words of metadata (a description, tags) tell as much as those of the text.
fn telling_words(
    article: &Article,
    recognised: &[(&Block, Arc<Recognised>)],
    title: &str,
    depth: Depth,
) -> Vec<(String, u16)> {
    if depth == Depth::Glance {
        return Vec::new();
    }
    let front = article.front_matter.as_ref();
    let front = front.map_or("", |front| &article.prose()[front.span.range()]);
    let in_front = lexemes(front);
    let blocks = recognised
        .iter()
        .map(|(block, found)| (article.prose_of(block), found.lexemes.as_slice()));
    terms(
        std::iter::once((front, in_front.as_slice())).chain(blocks),
        title,
    )
}

fn front_matter_problems(article: &Article) -> Vec<Problem> {
    let front = article.front_matter.as_ref();
    front
        .map(|front| front.problems.clone())
        .unwrap_or_default()
}

fn times(
    article: &Article,
    recognised: &[(&Block, Arc<Recognised>)],
    reference: Reference,
    problems: &mut Vec<Problem>,
) -> Vec<TimeMention> {
    let mut pinned: Vec<TimeMention> = Vec::new();
    for pin in &article.pins {
        let Some(when) = &pin.when else { continue };
        match resolve_pin(pin.words, &when.value) {
            Some(mention) => pinned.push(mention),
            None => problems.push(Problem::new(
                when.span.unwrap_or(pin.span),
                format!(
                    "\"{}\" is no TIMEX3 value; write 2025, 2025-02 or 2025-02-17",
                    when.value
                ),
            )),
        }
    }
    let mut resolver = Resolver::new(reference);
    let mut times: Vec<TimeMention> = Vec::new();
    let narrative = is_narrative(recognised, reference);
    for (block, found) in recognised {
        let spoken = found
            .times
            .iter()
            .filter(|time| narrative || !time.narrative);
        for expression in spoken {
            let start = block.span.start as usize;
            let words = expression.span.shifted(start);
            match pinned.iter().find(|pin| pin.span.overlaps(words)) {
                Some(pin) => resolver.mentioned(pin),
                None => times.push(resolver.resolve(expression, start)),
            }
        }
    }
    times.extend(pinned);
    times.sort_by_key(|mention| mention.span);
    times
}

/// The quantities of all blocks. A pinned time is none, though its words may look like one.
fn quantities(recognised: &[(&Block, Arc<Recognised>)], times: &[TimeMention]) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    for (block, found) in recognised {
        let start = block.span.start as usize;
        quantities.extend(found.quantities.iter().map(|one| one.shifted(start)));
    }
    let mut times = times.iter().peekable();
    quantities.retain(|one| {
        while times
            .next_if(|time| time.span.end <= one.span.start)
            .is_some()
        {}
        times
            .peek()
            .is_none_or(|time| !time.span.overlaps(one.number))
    });
    quantities
}

/// How many written years tell a narrative from an article that only lacks its date.
const NARRATIVE_YEARS: usize = 3;

fn is_narrative(recognised: &[(&Block, Arc<Recognised>)], reference: Reference) -> bool {
    match (reference.strategy, reference.date) {
        (Strategy::Narrative, _) => true,
        (Strategy::News, _) | (Strategy::Auto, Some(_)) => false,
        (Strategy::Auto, None) => {
            let times = recognised.iter().flat_map(|(_, found)| &found.times);
            times.filter(|time| time.has_year()).count() >= NARRATIVE_YEARS
        }
    }
}

fn names(
    text: &Text,
    article: &Article,
    recognised: &[(&Block, Arc<Recognised>)],
    declared: &Declared,
    memory: &mut Memory,
) -> (Vec<NameMention>, Vec<Entity>) {
    let blocks: Vec<(u64, &str, &Arc<BlockNames>)> = recognised
        .iter()
        .map(|(block, found)| (found.hash, article.prose_of(block), &found.names))
        .collect();
    let starts = recognised
        .iter()
        .map(|(block, _)| block.span.start as usize);
    // Most articles are read once.
    let again = memory.revisions > 1;
    let forms = match again {
        true => memory.names.read(&blocks),
        false => NameMemory::read_once(&blocks),
    };
    let forms: Vec<(usize, Arc<BlockForms>)> = starts.zip(forms).collect();
    let mut hits: Vec<(usize, DeclaredHit)> = Vec::new();
    for (block, found) in recognised {
        let start = block.span.start as usize;
        hits.extend(found.declared.iter().map(|hit| (start, *hit)));
    }
    let from = Joinable {
        text: text.share(),
        revision: declared.revision(),
        blocks: forms,
        hits,
        assigned: assigned(article, declared),
    };
    match again {
        true => join_again(&mut memory.joined, from, declared),
        false => from.join(declared),
    }
}

/// Words that a pin (`{ref=taliban}`) or a link (`entities.yml#taliban`, `[[taliban]]`) gives to a
/// declared entity.
fn assigned(article: &Article, declared: &Declared) -> Vec<Assigned> {
    let pins = article.pins.iter().filter_map(|pin| {
        let entity = declared.by_id(&pin.reference.as_ref()?.value)?;
        Some(Assigned {
            span: pin.words,
            entity,
        })
    });
    let links = article.links.iter().filter_map(|link| {
        let Target::Local { path, heading, .. } = &link.target else {
            return None;
        };
        let id = match heading {
            Some(id) if path.ends_with("entities.yml") => id,
            None => path,
            _ => return None,
        };
        let entity = declared.by_id(id)?;
        Some(Assigned {
            span: link.words,
            entity,
        })
    });
    pins.chain(links).collect()
}

/// The title: metadata, else the first top heading of Markdown, else the file's name.
fn title(article: &Article, metadata: &Metadata, input: &Input) -> String {
    if let Some(title) = &metadata.title {
        return title.value.clone();
    }
    let top = |block: &&Block| block.kind == BlockKind::Heading { level: 1 };
    let heading = article
        .blocks
        .iter()
        .find(top)
        .filter(|_| input.format == Format::Markdown);
    let words = heading.map(|block| input.text.slice(article.heading_words(block)).to_owned());
    words.unwrap_or_else(|| stem(input.file_name).to_owned())
}

/// A file's name without its extension.
pub fn stem(file_name: &str) -> &str {
    match file_name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file_name,
    }
}
