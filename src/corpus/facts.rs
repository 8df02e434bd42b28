//! What the folder knows of one article: plain facts, without its words.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hash};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::analysis::{Analysis, Remembered, digest, stem};
use crate::article::{BlockKind, Field, LinkKind, Target};
use crate::claim::lexeme::Term;
use crate::claim::quantity::{self, Modifier};
use crate::claim::statement::{Calling, Class, Degree};
use crate::claim::wording::{self, GAP, tokens};
use crate::claim::{Gist, SpokenBy};
use crate::name::tagger::Tagger;
use crate::name::{EntityKind, Post, is_short, short_forms};
use crate::text::{Span, words};
use crate::time::{Derivation, Granularity, Interval, number};

use super::Key;
use super::claims::ClaimFacts;
use super::english::{BADLY, EVENTS};
use super::interned;
use super::note;
use super::register::Entry;

/// Something that articles can have in common: the folder is indexed by these, and an edit is the
/// difference of two sets of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The article names this entity.
    Entity(Arc<str>),
    /// The article has the full name of which this is a short form.
    Short(Arc<str>),
    /// A telling word of the article, as a hash.
    Term(u32),
    /// The article can be linked under this name (file stem, title, alias; lower case).
    Name(Arc<str>),
    /// The article links to this target (as a key, or a name in lower case).
    LinkTo(Arc<str>),
    /// The article's date.
    Dated(Option<Date>),
    /// The article speaks of this month.
    Month(i16, i8),
    /// The article cites this key of a bibliography.
    Cites(Arc<str>),
    /// The article tells an event of this class with that entity.
    Event(Class, Arc<str>),
    /// The article has a superlative in a sentence with that entity.
    Superlative(Degree, Arc<str>),
    /// The article speaks of somebody without a name, or names somebody, who is called so.
    Called(Calling),
}

impl Fact {
    /// What the index keeps it under. Two of the facts of a folder under one hash are as good as
    /// impossible.
    pub fn hash(&self) -> u64 {
        digest(self)
    }
}

/// An entity as an article names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityFact {
    #[serde(with = "interned")]
    pub id: Arc<str>,
    #[serde(with = "interned")]
    pub name: Arc<str>,
    pub kind: EntityKind,
    pub register: bool,
    /// Only short forms of the name are in the article: a bare surname, an acronym.
    pub short: bool,
    /// The ids that short forms of the full name would have.
    #[serde(with = "interned::list")]
    pub shorts: Vec<Arc<str>>,
    /// Rare words of what the article calls it besides its name: "philanthropic".
    #[serde(with = "interned::list")]
    pub described: Vec<Arc<str>>,
    /// Bytes of the article, in order.
    pub mentions: Vec<Span>,
}

/// The post that an article gives to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleFact {
    /// The entity's id in the article.
    #[serde(with = "interned")]
    pub entity: Arc<str>,
    pub span: Span,
    /// The words of the title.
    pub title: Arc<str>,
    pub post: Post,
    pub former: bool,
}

/// A resolved date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateFact {
    pub span: Span,
    pub interval: Interval,
    /// It is written out and not counted from the article's date.
    pub written: bool,
    /// The sentence that it stands in.
    pub sentence: Span,
    /// The entities of the same sentence, by their ids.
    #[serde(with = "interned::list")]
    pub entities: Vec<Arc<str>>,
}

/// A number that counts or measures something, outside quotations and headings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberFact {
    pub span: Span,
    pub value: f64,
    /// What one more in the last digit that is written would add.
    pub step: f64,
    /// One number, and nothing that makes it rough.
    pub exact: bool,
    /// "At least", "about".
    pub modifier: Option<Modifier>,
    #[serde(deserialize_with = "known_unit")]
    pub unit: OwnWord,
    /// What is counted; those killed and hurt are persons.
    #[serde(with = "interned::optional")]
    pub noun: Option<Arc<str>>,
    /// What happened to them: the nearest telling verb of the sentence, as a class of its own.
    #[serde(deserialize_with = "known_event")]
    pub event: OwnWord,
    /// The entities of the same sentence, by their ids.
    #[serde(with = "interned::list")]
    pub entities: Vec<Arc<str>>,
}

impl NumberFact {
    /// A number for everything but its place.
    fn said(&self) -> u64 {
        FxBuildHasher.hash_one((
            self.value.to_bits(),
            self.step.to_bits(),
            (self.exact, self.modifier, self.unit, self.event),
            (&self.noun, &self.entities),
        ))
    }
}

/// A word of our own lists.
type OwnWord = Option<&'static str>;

/// One of our own words, which was kept as letters.
fn known<'de, D: Deserializer<'de>>(
    deserializer: D,
    find: impl Fn(&str) -> Option<&'static str>,
) -> Result<Option<&'static str>, D::Error> {
    let word = Option::<&str>::deserialize(deserializer)?;
    let unknown = |word: &str| Error::custom(format!("\"{word}\" is no word of ours"));
    word.map(|word| find(word).ok_or_else(|| unknown(word)))
        .transpose()
}

fn known_unit<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'static str>, D::Error> {
    known(deserializer, quantity::unit_name)
}

fn known_event<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'static str>, D::Error> {
    let event = |word: &str| EVENTS.iter().find(|(event, _)| *event == word);
    known(deserializer, |word| event(word).map(|(event, _)| *event))
}

/// A quotation without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteFact {
    /// With its marks.
    pub span: Span,
    /// Between the marks.
    pub inside: Span,
    /// The words as numbers, in order ([`crate::claim::wording`]): enough to compare two
    /// quotations, and nothing that could be read.
    pub words: Arc<[u32]>,
    /// The id of the entity that says it.
    #[serde(with = "interned::optional")]
    pub speaker: Option<Arc<str>>,
    pub spoken_by: Option<SpokenBy>,
}

impl QuoteFact {
    /// How many words it has.
    pub fn word_count(&self) -> usize {
        self.words.iter().filter(|word| **word != GAP).count()
    }
}

/// A citation of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitationFact {
    pub key: Arc<str>,
    pub span: Span,
}

/// A link to another file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkFact {
    pub span: Span,
    pub path: String,
    pub wiki: bool,
    /// It stands in `related:`, which names no source.
    pub related: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingFact {
    pub span: Span,
    pub words: String,
    pub level: u8,
}

/// All facts of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Whoever keeps facts has it beside them.
    #[serde(skip)]
    pub key: Key,
    pub title: Arc<str>,
    pub aliases: Vec<String>,
    #[serde(with = "number::optional")]
    pub date: Option<Date>,
    pub entities: Vec<EntityFact>,
    pub roles: Vec<RoleFact>,
    pub dates: Vec<DateFact>,
    pub numbers: Vec<NumberFact>,
    pub links: Vec<LinkFact>,
    pub citations: Vec<CitationFact>,
    pub quotes: Vec<QuoteFact>,
    pub headings: Vec<HeadingFact>,
    /// Hashes of the most telling words with the number of times they are said; a word of the
    /// title counts more.
    pub terms: Vec<(u32, u16)>,
    /// The first of them as words, for people.
    pub words: Vec<Arc<str>>,
    pub claims: ClaimFacts,
    /// The entry of the register that it makes.
    pub note: Option<Arc<Entry>>,
    /// The sentences that say enough to be known again, in order.
    pub sentences: Vec<Gist>,
    /// Hash of the whole text: whoever quotes it asks for this.
    pub text_hash: u64,
}

/// A longer one is no sentence, and what it names says nothing of its numbers.
const LONGEST_SENTENCE: usize = 2000;

/// How many of them are kept as words.
const WORDS: usize = 6;

/// What the facts of an article's last revision were made of.
#[derive(Debug, Default)]
pub struct FactsMemory {
    /// Of each name, whether it is short and what is short for it.
    names: Remembered<(bool, Arc<[Arc<str>]>)>,
    /// The telling words around a name, by what stands before and behind it.
    described: Remembered<Arc<[Arc<str>]>>,
    /// The words of quotations, as numbers.
    quoted: Remembered<Arc<[u32]>>,
}

impl FactsMemory {
    fn begin(&mut self) {
        self.names.begin();
        self.described.begin();
        self.quoted.begin();
    }
}

impl Facts {
    pub fn of(key: &Key, analysis: &Analysis) -> Facts {
        Facts::remembering(key, analysis, &mut FactsMemory::default())
    }

    /// The same, with what was worked out of the article's last revision.
    pub fn remembering(key: &Key, analysis: &Analysis, memory: &mut FactsMemory) -> Facts {
        memory.begin();
        let ids: Vec<Arc<str>> = analysis
            .entities
            .iter()
            .map(|entity| entity.id.as_str().into())
            .collect();
        let terms = &analysis.terms;
        let shown = terms.iter().take(WORDS);
        Facts {
            key: key.clone(),
            words: shown.map(|(word, _)| word.as_str().into()).collect(),
            claims: ClaimFacts::of(analysis, &ids),
            sentences: analysis.gists.clone(),
            title: analysis.title.as_str().into(),
            aliases: analysis
                .metadata
                .aliases
                .iter()
                .map(|alias| alias.value.clone())
                .collect(),
            date: analysis.date.value,
            entities: entities(analysis, &ids, memory),
            roles: roles(analysis, &ids),
            dates: dates(analysis, &ids),
            numbers: numbers(analysis, &ids),
            links: links(analysis),
            citations: citations(analysis),
            quotes: quotes(analysis, &ids, &mut memory.quoted),
            headings: headings(analysis),
            note: note::read(key, analysis).map(Arc::new),
            terms: terms
                .iter()
                .map(|(word, count)| (Term::of(word).hash, *count))
                .collect(),
            text_hash: xxhash_rust::xxh3::xxh3_64(analysis.text.as_str().as_bytes()),
        }
    }

    /// The facts that other articles may share, some more than once, and how often the article
    /// names the entity or says the word; 0 for all others.
    pub fn shared(&self) -> Vec<(Fact, u16)> {
        let mut shared: Vec<(Fact, u16)> = self.telling().collect();
        let mut add = |fact: Fact| shared.push((fact, 0));
        for short in self.entities.iter().flat_map(|entity| &entity.shorts) {
            add(Fact::Short(short.clone()));
        }
        self.names().for_each(|name| add(Fact::Name(name.into())));
        for link in &self.links {
            add(Fact::LinkTo(self.target_name(link).into()));
        }
        let fine = self
            .dates
            .iter()
            .filter(|date| date.interval.granularity <= Granularity::Month);
        for date in fine {
            add(Fact::Month(
                date.interval.begin.year(),
                date.interval.begin.month(),
            ));
        }
        for citation in &self.citations {
            add(Fact::Cites(citation.key.clone()));
        }
        add(Fact::Dated(self.date));
        self.claims.shared().into_iter().for_each(add);
        shared
    }

    /// The facts that can relate the article to others: its entities and its telling words, with
    /// how often it has them.
    pub fn telling(&self) -> impl Iterator<Item = (Fact, u16)> {
        let entities = self.entities.iter().map(|entity| {
            let count = u16::try_from(entity.mentions.len()).unwrap_or(u16::MAX);
            (Fact::Entity(entity.id.clone()), count)
        });
        let terms = self.terms.iter();
        entities.chain(terms.map(|(term, count)| (Fact::Term(*term), *count)))
    }

    /// The names under which the article can be linked, in lower case.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let file = self.key.rsplit('/').next().unwrap_or(&self.key);
        let own = [stem(file), file, &self.title];
        let names = own
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str));
        names.map(str::to_lowercase)
    }

    /// What a link is found under: the name of a wikilink, the file name of a path.
    fn target_name(&self, link: &LinkFact) -> String {
        let name = link.path.rsplit('/').next().unwrap_or(&link.path);
        name.to_lowercase()
    }

    /// The entities that stand with a number, or in a sentence, which came, went or changed between
    /// the two.
    pub fn with_other_numbers(&self, other: &Facts) -> BTreeSet<Fact> {
        let missing = |from: &Facts, facts: &Facts| -> Vec<Fact> {
            let said: FxHashSet<u64> = facts.numbers.iter().map(NumberFact::said).collect();
            let numbers = from.numbers.iter();
            let numbers = numbers.filter(|one| !said.contains(&one.said()));
            let counted = numbers.flat_map(|number| number.entities.iter().cloned());
            let unplaced = |one: &Gist| Gist {
                span: Span::default(),
                ..*one
            };
            let said: FxHashSet<Gist> = facts.sentences.iter().map(unplaced).collect();
            let sentences = from.sentences.iter();
            let sentences = sentences.filter(|one| !said.contains(&unplaced(one)));
            let named = sentences.flat_map(|sentence| from.named_in(sentence.span));
            counted.chain(named).map(Fact::Entity).collect()
        };
        let mut changed: BTreeSet<Fact> = missing(self, other).into_iter().collect();
        changed.extend(missing(other, self));
        changed
    }

    /// The entities that are named inside `span`, by their ids, in the order of the text.
    pub fn named_in(&self, span: Span) -> Vec<Arc<str>> {
        let mut named: Vec<(Span, &Arc<str>)> = Vec::new();
        for entity in &self.entities {
            let first = entity
                .mentions
                .partition_point(|mention| mention.start < span.start);
            let inside = entity.mentions[first..]
                .iter()
                .take_while(|mention| mention.end <= span.end);
            named.extend(inside.map(|mention| (*mention, &entity.id)));
        }
        named.sort_unstable();
        named.into_iter().map(|(_, id)| id.clone()).collect()
    }

    pub fn entity(&self, id: &str) -> Option<&EntityFact> {
        self.entities.iter().find(|entity| &*entity.id == id)
    }
}

fn entities(analysis: &Analysis, ids: &[Arc<str>], memory: &mut FactsMemory) -> Vec<EntityFact> {
    let entities = analysis.entities.iter().zip(ids);
    let facts = entities.map(|(entity, id)| {
        let (name, kind) = (&entity.name, entity.kind);
        let (short, shorts) = memory.names.get(digest(&(name, kind)), || {
            let shorts = short_forms(name, kind).into_iter().map(Arc::from);
            (is_short(name, kind), shorts.collect())
        });
        let own = |short: &&Arc<str>| !entity.not.iter().any(|not| **not == ***short);
        EntityFact {
            id: id.clone(),
            name: name.as_str().into(),
            kind,
            register: entity.register.is_some(),
            short,
            shorts: shorts.iter().filter(own).cloned().collect(),
            described: Vec::new(),
            mentions: Vec::new(),
        }
    });
    let mut facts: Vec<EntityFact> = facts.collect();
    for mention in &analysis.names {
        let fact = &mut facts[mention.entity];
        if fact.mentions.len() < DESCRIBED
            && matches!(fact.kind, EntityKind::Organization | EntityKind::Person)
        {
            for word in described(analysis, mention.span, &mut memory.described).iter() {
                if !fact.described.contains(word) {
                    fact.described.push(word.clone());
                }
            }
        }
        fact.mentions.push(mention.span);
    }
    facts.retain(|fact| !fact.mentions.is_empty());
    facts
}

/// How many mentions of an entity are looked at for what else it is called.
const DESCRIBED: usize = 3;

/// From this rank on a word tells something (the ranks of the lexicon).
const TELLING: u32 = 6;

/// The rare words right before a name, and those of the apposition behind it.
fn described(
    analysis: &Analysis,
    name: Span,
    memory: &mut Remembered<Arc<[Arc<str>]>>,
) -> Arc<[Arc<str>]> {
    let sentence = analysis.sentence_at(name.start as usize);
    let prose = analysis.article.prose();
    let before = &prose[(sentence.start.min(name.start)) as usize..name.start as usize];
    let behind = &prose[name.end as usize..sentence.end.max(name.end) as usize];
    memory.get(digest(&(before, behind)), || describing(before, behind))
}

fn describing(before: &str, behind: &str) -> Arc<[Arc<str>]> {
    let lead: Vec<&str> = words(before).map(|word| word.text).collect();
    let lead = lead.iter().rev().take(4).copied();
    let apposition = behind
        .strip_prefix([',', '\u{2014}', '\u{2013}', '('])
        .unwrap_or("");
    let end = apposition
        .find([',', '.', ';', ')', '\u{2014}'])
        .unwrap_or(apposition.len());
    let apposition = words(&apposition[..end]).map(|word| word.text).take(7);
    let telling = lead.chain(apposition).filter(|word| {
        let long = word.len() > 4 && word.starts_with(char::is_lowercase) && !word.ends_with("ed");
        let rank = || Tagger::get().known(word).rank();
        long && matches!(rank(), 0 | TELLING..)
    });
    telling.map(Arc::from).collect()
}

fn roles(analysis: &Analysis, ids: &[Arc<str>]) -> Vec<RoleFact> {
    let roles = analysis.roles.iter().map(|role| RoleFact {
        entity: ids[role.entity].clone(),
        span: role.span,
        title: analysis.text.slice(role.span).into(),
        post: role.post.clone(),
        former: role.former,
    });
    roles.collect()
}

fn dates(analysis: &Analysis, ids: &[Arc<str>]) -> Vec<DateFact> {
    let dates = analysis.times.iter().filter_map(|time| {
        let sentence = analysis.sentence_at(time.span.start as usize);
        let entities = analysis.entities_in(sentence);
        Some(DateFact {
            span: time.span,
            interval: time.interval?,
            written: time.derivation == Derivation::Written,
            sentence,
            entities: entities
                .into_iter()
                .map(|index| ids[index].clone())
                .collect(),
        })
    });
    dates.collect()
}

fn numbers(analysis: &Analysis, ids: &[Arc<str>]) -> Vec<NumberFact> {
    let mut facts = Vec::new();
    // Sentences often have several numbers.
    let mut last: Option<SentenceFacts> = None;
    for quantity in &analysis.quantities {
        let counts = quantity.unit.is_some() || quantity.noun.is_some();
        if !counts || quantity.attributive || quantity.rate || !is_told(analysis, quantity.span) {
            continue;
        }
        let span = analysis.sentence_at(quantity.span.start as usize);
        if span.len() > LONGEST_SENTENCE {
            continue;
        }
        let known = last.take().filter(|sentence| sentence.span == span);
        let sentence = known.unwrap_or_else(|| SentenceFacts::of(analysis, ids, span));
        let noun = quantity.noun_lemma();
        let state = noun.and_then(event_of);
        facts.push(NumberFact {
            span: quantity.span,
            value: quantity.value,
            step: quantity.step,
            exact: quantity.is_exact(),
            modifier: quantity.modifier,
            unit: quantity.unit.map(|unit| unit.name),
            noun: match state {
                Some(_) => Some("person".into()),
                None => noun.map(Into::into),
            },
            event: state
                .or_else(|| sentence.event_near(analysis.article.prose(), quantity.phrase())),
            entities: sentence.entities.clone(),
        });
        last = Some(sentence);
    }
    facts
}

/// What a sentence with numbers speaks of.
struct SentenceFacts {
    span: Span,
    entities: Vec<Arc<str>>,
    /// The words that tell what happened.
    events: Vec<(Span, &'static str)>,
}

impl SentenceFacts {
    fn of(analysis: &Analysis, ids: &[Arc<str>], span: Span) -> SentenceFacts {
        let entities = analysis.entities_in(span).into_iter();
        let told = words(&analysis.article.prose()[span.range()]).filter_map(|word| {
            let event = event_of(&word.text.to_lowercase())?;
            Some((word.span.shifted(span.start as usize), event))
        });
        SentenceFacts {
            span,
            entities: entities.map(|index| ids[index].clone()).collect(),
            events: told.collect(),
        }
    }

    /// What happened to those whom `number` counts.
    fn event_near(&self, prose: &str, number: Span) -> Option<&'static str> {
        let distance = |word: Span| match word.end <= number.start {
            true => number.start - word.end,
            false => word.start.saturating_sub(number.end),
        };
        let next = self
            .events
            .partition_point(|(word, _)| word.start < number.start);
        let around = self.events.iter().skip(next.saturating_sub(1)).take(2);
        let own = around.filter(|(word, _)| !is_of_another(prose, number, *word));
        let (word, event) = *own.min_by_key(|(word, _)| distance(*word))?;
        // "Eight had serious injuries" are some of the 50 who were hurt.
        let stretch = number.join(word);
        let (start, end) = (
            self.span
                .start
                .max(stretch.start.saturating_sub(NEAR_NUMBER)),
            self.span.end.min(stretch.end + NEAR_NUMBER),
        );
        let around = prose.get(start as usize..end as usize).unwrap_or_default();
        let badly = words(around).any(|word| BADLY.contains(&word.text));
        Some(if event == "hurt" && badly {
            "hurt badly"
        } else {
            event
        })
    }
}

/// Whether the article says it in its own running text.
fn is_told(analysis: &Analysis, span: Span) -> bool {
    let block = analysis.article.block_at(span.start as usize);
    let running =
        block.is_some_and(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem));
    running && !analysis.is_quoted(span)
}

/// Bytes beside a number and what happened in which "seriously" stands.
const NEAR_NUMBER: u32 = 16;

/// "Trapping five people and injuring 40": the second verb has an object of its own.
fn is_of_another(prose: &str, number: Span, word: Span) -> bool {
    let gap = prose.get(number.end as usize..word.start as usize);
    let verb = prose.get(word.range()).unwrap_or_default();
    gap.is_some_and(|gap| {
        let gap = gap.trim_end();
        verb.ends_with("ing") && (gap.ends_with(',') || gap.ends_with(" and"))
    })
}

fn event_of(word: &str) -> Option<&'static str> {
    EVENT_OF.get(word).copied()
}

static EVENT_OF: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let words = EVENTS.iter().rev();
    let words = words.flat_map(|(event, words)| words.iter().map(move |word| (*word, *event)));
    words.collect()
});

fn links(analysis: &Analysis) -> Vec<LinkFact> {
    let links = analysis
        .article
        .links
        .iter()
        .filter_map(|link| match &link.target {
            Target::Local { path, .. } if !path.is_empty() => Some(LinkFact {
                span: link.span,
                path: path.clone(),
                wiki: link.kind == LinkKind::Wiki,
                related: false,
            }),
            _ => None,
        });
    let metadata = analysis.article.metadata();
    let in_metadata = |field: &Field, related: bool| {
        let link = field.as_link()?;
        match link.target {
            Target::Local { path, .. } if !path.is_empty() => Some(LinkFact {
                span: link.span,
                path,
                wiki: link.kind == LinkKind::Wiki,
                related,
            }),
            _ => None,
        }
    };
    let sources = metadata.source.iter().filter(|field| field.names_file());
    let sources = sources.filter_map(|field| in_metadata(field, false));
    let related = metadata.related.iter();
    let related = related.filter_map(|field| in_metadata(field, true));
    links.chain(sources).chain(related).collect()
}

fn citations(analysis: &Analysis) -> Vec<CitationFact> {
    let citations = analysis.article.citations.iter();
    citations
        .map(|citation| CitationFact {
            key: citation.key.as_str().into(),
            span: citation.span,
        })
        .collect()
}

/// Shorter ones are words in quotation marks.
const SHORTEST_QUOTE: usize = 3;

fn quotes(
    analysis: &Analysis,
    ids: &[Arc<str>],
    memory: &mut Remembered<Arc<[u32]>>,
) -> Vec<QuoteFact> {
    let prose = analysis.article.prose();
    let outermost = analysis.quotations.iter().filter(|one| one.depth == 0);
    let mut numbers =
        |words: &str| memory.get(digest(&words), || wording::numbers(&tokens(words)).into());
    let quotes = outermost.map(|quotation| QuoteFact {
        span: quotation.span,
        inside: quotation.words,
        words: numbers(&prose[quotation.words.range()]),
        speaker: quotation
            .speaker
            .and_then(|speaker| ids.get(speaker.entity).cloned()),
        spoken_by: quotation.speaker.map(|speaker| speaker.by),
    });
    quotes
        .filter(|quote| quote.word_count() >= SHORTEST_QUOTE)
        .collect()
}

fn headings(analysis: &Analysis) -> Vec<HeadingFact> {
    let headings = analysis
        .article
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading { level } => Some(HeadingFact {
                span: block.span,
                words: analysis
                    .text
                    .slice(analysis.article.heading_words(block))
                    .to_owned(),
                level,
            }),
            _ => None,
        });
    headings.collect()
}
