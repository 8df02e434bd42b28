//! What the folder knows of one article: plain facts, without its words.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::analysis::{Analysis, stem};
use crate::article::{BlockKind, LinkKind, Target};
use crate::name::tagger::Tagger;
use crate::name::{EntityKind, Post, is_short, short_forms};
use crate::text::{Span, words};
use crate::time::{Derivation, Granularity, Interval};

use super::Key;
use super::english::COMMON;

/// Something that articles can have in common: the folder is indexed by these, and an edit is the
/// difference of two sets of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The article names this entity.
    Entity(Arc<str>),
    /// The article has the full name of which this is a short form.
    Short(Arc<str>),
    /// A telling word of the article.
    Term(Arc<str>),
    /// The article can be linked under this name (file stem, title, alias; lower case).
    Name(Arc<str>),
    /// The article links to this target (as a key, or a name in lower case).
    LinkTo(Arc<str>),
    /// The article's date.
    Dated(Option<Date>),
    /// The article speaks of this month.
    Month(i16, i8),
}

/// An entity as an article names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityFact {
    pub id: Arc<str>,
    pub name: Arc<str>,
    pub kind: EntityKind,
    pub register: bool,
    /// Only short forms of the name are in the article: a bare surname, an acronym.
    pub short: bool,
    /// The ids that short forms of the full name would have.
    pub shorts: Vec<Arc<str>>,
    /// Rare words of what the article calls it besides its name: "philanthropic".
    pub described: Vec<Arc<str>>,
    /// Bytes of the article, in order.
    pub mentions: Vec<Span>,
}

/// The post that an article gives to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFact {
    /// The entity's id in the article.
    pub entity: Arc<str>,
    pub span: Span,
    /// The words of the title.
    pub title: Arc<str>,
    pub post: Post,
    pub former: bool,
}

/// A resolved date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFact {
    pub span: Span,
    pub interval: Interval,
    /// It is written out and not counted from the article's date.
    pub written: bool,
    /// The sentence that it stands in.
    pub sentence: Span,
    /// The entities of the same sentence, by their ids.
    pub entities: Vec<Arc<str>>,
}

/// A link to another file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFact {
    pub span: Span,
    pub path: String,
    pub wiki: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingFact {
    pub span: Span,
    pub words: String,
    pub level: u8,
}

/// All facts of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    pub key: Key,
    pub title: Arc<str>,
    pub aliases: Vec<String>,
    pub date: Option<Date>,
    pub entities: Vec<EntityFact>,
    pub roles: Vec<RoleFact>,
    pub dates: Vec<DateFact>,
    pub links: Vec<LinkFact>,
    pub headings: Vec<HeadingFact>,
    /// The most telling words with the number of times they are said.
    pub terms: Vec<(Arc<str>, u16)>,
    /// Hash of the whole text: whoever quotes it asks for this.
    pub text_hash: u64,
}

/// How many telling words are kept of an article.
const TERMS: usize = 24;

impl Facts {
    pub fn of(key: &Key, analysis: &Analysis) -> Facts {
        let ids: Vec<Arc<str>> = analysis
            .entities
            .iter()
            .map(|entity| entity.id.as_str().into())
            .collect();
        Facts {
            key: key.clone(),
            title: analysis.title.as_str().into(),
            aliases: analysis
                .metadata
                .aliases
                .iter()
                .map(|alias| alias.value.clone())
                .collect(),
            date: analysis.date.value,
            entities: entities(analysis, &ids),
            roles: roles(analysis, &ids),
            dates: dates(analysis, &ids),
            links: links(analysis),
            headings: headings(analysis),
            terms: terms(analysis),
            text_hash: xxhash_rust::xxh3::xxh3_64(analysis.text.as_str().as_bytes()),
        }
    }

    /// The facts that other articles may share.
    pub fn shared(&self) -> BTreeSet<Fact> {
        let mut shared = BTreeSet::new();
        shared.extend(
            self.entities
                .iter()
                .map(|entity| Fact::Entity(entity.id.clone())),
        );
        let shorts = self.entities.iter().flat_map(|entity| &entity.shorts);
        shared.extend(shorts.map(|short| Fact::Short(short.clone())));
        shared.extend(self.terms.iter().map(|(term, _)| Fact::Term(term.clone())));
        shared.extend(self.names().map(|name| Fact::Name(name.into())));
        shared.extend(
            self.links
                .iter()
                .map(|link| Fact::LinkTo(self.target_name(link).into())),
        );
        shared.extend(self.dates.iter().filter_map(|date| {
            let month = Interval::month(date.interval.begin.year(), date.interval.begin.month())?;
            (date.interval.granularity <= Granularity::Month).then_some(())?;
            Some(Fact::Month(month.begin.year(), month.begin.month()))
        }));
        shared.insert(Fact::Dated(self.date));
        shared
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

    pub fn entity(&self, id: &str) -> Option<&EntityFact> {
        self.entities.iter().find(|entity| &*entity.id == id)
    }
}

fn entities(analysis: &Analysis, ids: &[Arc<str>]) -> Vec<EntityFact> {
    let mut facts: Vec<EntityFact> = analysis
        .entities
        .iter()
        .zip(ids)
        .map(|(entity, id)| EntityFact {
            id: id.clone(),
            name: entity.name.as_str().into(),
            kind: entity.kind,
            register: entity.register.is_some(),
            short: is_short(&entity.name, entity.kind),
            shorts: short_forms(&entity.name, entity.kind)
                .into_iter()
                .map(Arc::from)
                .collect(),
            described: Vec::new(),
            mentions: Vec::new(),
        })
        .collect();
    for mention in &analysis.names {
        let fact = &mut facts[mention.entity];
        if fact.mentions.len() < DESCRIBED
            && matches!(fact.kind, EntityKind::Organization | EntityKind::Person)
        {
            describe(analysis, mention.span, &mut fact.described);
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
fn describe(analysis: &Analysis, name: Span, described: &mut Vec<Arc<str>>) {
    let sentence = analysis.sentence_at(name.start as usize);
    let prose = analysis.article.prose();
    let before = &prose[(sentence.start.min(name.start)) as usize..name.start as usize];
    let behind = &prose[name.end as usize..sentence.end.max(name.end) as usize];
    let lead: Vec<&str> = words(before).map(|word| word.text).collect();
    let lead = lead.iter().rev().take(4).copied();
    let apposition = behind
        .strip_prefix([',', '\u{2014}', '\u{2013}', '('])
        .unwrap_or("");
    let end = apposition
        .find([',', '.', ';', ')', '\u{2014}'])
        .unwrap_or(apposition.len());
    let apposition = words(&apposition[..end]).map(|word| word.text).take(7);
    for word in lead.chain(apposition) {
        let rank = Tagger::get().known(word).rank();
        let telling = word.len() > 4
            && word.starts_with(char::is_lowercase)
            && (rank == 0 || rank >= TELLING);
        if telling && !word.ends_with("ed") && !described.iter().any(|known| **known == *word) {
            described.push(word.into());
        }
    }
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
            }),
            _ => None,
        });
    links.collect()
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

/// Small words tell nothing; all others count, the longer the more.
fn terms(analysis: &Analysis) -> Vec<(Arc<str>, u16)> {
    let mut counts: FxHashMap<String, u16> = FxHashMap::default();
    for word in words(analysis.article.prose()) {
        let long = word.text.len() >= 5 && word.text.len() < 40;
        if long && word.text.starts_with(char::is_alphabetic) {
            let word = word.text.to_lowercase();
            let word = word
                .trim_end_matches("'s")
                .trim_end_matches("\u{2019}s")
                .to_owned();
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut ranked: Vec<(String, u16)> = counts
        .into_iter()
        .filter(|(word, _)| !COMMON.contains(&word.as_str()))
        .collect();
    ranked.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(TERMS);
    ranked
        .into_iter()
        .map(|(word, count)| (word.into(), count))
        .collect()
}

fn weight((word, count): &(String, u16)) -> usize {
    usize::from((*count).min(8)) * word.len()
}
