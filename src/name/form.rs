//! One name as it is written, and how it can be short for, or another spelling of, another one.

use std::sync::Arc;

use crate::text::Span;

use super::english::{
    COUNTRIES, INSTITUTIONS, LEGAL_FORMS, NAME_PARTICLES, NO_INITIAL, PLACE_NAMES,
    is_company_ending,
};
use super::{Candidate, EntityKind, slug};

/// A name found in an article, before it is known whose.
#[derive(Clone, Debug)]
pub struct Form {
    /// Bytes of the article.
    pub span: Span,
    /// With one space between words, straight apostrophes, and no shouting.
    pub text: String,
    pub kind: EntityKind,
    pub margin: i32,
    pub shape: Shape,
    /// What mentions of the same form share.
    pub key: Arc<str>,
}

/// The words of a name, in lower case, as they matter for joining.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    kind: EntityKind,
    pub words: Vec<String>,
    /// The name is written in capitals and short: "RSF".
    acronym: bool,
    /// Whose institution it is: "Japan" of "Japanese Foreign Ministry".
    country: Option<&'static str>,
    /// The name says that it is a company: "Boeing Co."
    company: bool,
    /// The first letters of its words, without and with the small ones.
    initials: [String; 2],
}

impl Form {
    pub fn read(text: &str, start: usize, candidate: &Candidate) -> Form {
        let span = candidate.span.shifted(start);
        let raw = &text[span.range()];
        let words = plain(raw, candidate.kind);
        let mut shape = Shape::of(&raw.replace('\u{2019}', "'"), candidate.kind);
        if shape.country.is_none() && shape.is_institution() {
            shape.country = owner(&text[..span.start as usize]);
        }
        let key = match shape.country.filter(|_| shape.is_institution()) {
            Some(_) => shape.institution_id(),
            None => slug(&words),
        };
        Form {
            span,
            text: words,
            kind: candidate.kind,
            margin: candidate.margin,
            shape,
            key: key.into(),
        }
    }

    pub fn id(&self) -> String {
        match self.kind {
            EntityKind::Place => slug(place_name(&self.text)),
            EntityKind::Organization if self.shape.country.is_some() => self.shape.institution_id(),
            EntityKind::Organization => slug(without_legal_form(&self.text)),
            _ => slug(&self.text),
        }
    }

    /// The name of an entity that is first met in this form.
    pub fn name(&self) -> &str {
        match self.kind {
            EntityKind::Organization => without_legal_form(&self.text),
            _ => &self.text,
        }
    }

    /// Why a short form that has been met before is whose it is.
    pub fn short_reason(&self) -> super::JoinReason {
        match (self.kind, self.shape.acronym) {
            (EntityKind::Person, _) => super::JoinReason::Surname,
            (_, true) => super::JoinReason::Acronym,
            _ => super::JoinReason::SameWords,
        }
    }
}

impl Shape {
    pub fn of(name: &str, kind: EntityKind) -> Shape {
        let acronym = is_acronym(name);
        let name = match kind {
            EntityKind::Place => place_name(name),
            _ => name,
        };
        let words = name.split([' ', '\u{a0}']).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words
            .map(|word| word.trim_matches(['.', ',']).to_lowercase())
            .collect();
        let mut company = false;
        if kind == EntityKind::Organization && words.len() > 1 {
            company = words.last().is_some_and(|last| is_company_ending(last));
            if company {
                words.pop();
            }
        }
        let mut shape = Shape {
            kind,
            words,
            acronym: acronym && kind != EntityKind::Place,
            country: None,
            company,
            initials: Default::default(),
        };
        if kind == EntityKind::Organization && shape.is_institution() {
            shape.part_country();
        }
        if kind != EntityKind::Person {
            shape.initials = [false, true].map(|all| initials(&shape.words, all));
        }
        shape
    }

    /// "Japanese Foreign Ministry" is the Foreign Ministry of Japan.
    fn part_country(&mut self) {
        for count in [2, 1] {
            if self.words.len() <= count {
                continue;
            }
            let lead = self.words[..count].join(" ");
            let lead = lead.strip_suffix("'s").unwrap_or(&lead);
            let named = |(other, name): &&(&str, &'static str)| {
                other.trim_end_matches('.').eq_ignore_ascii_case(lead) && !name.is_empty()
            };
            let lead = PLACE_NAMES
                .iter()
                .find(named)
                .map_or(lead.to_owned(), |(_, name)| name.to_lowercase());
            let known = COUNTRIES.iter().find(|(name, peoples, _)| {
                name.eq_ignore_ascii_case(&lead)
                    || peoples
                        .iter()
                        .any(|people| people.eq_ignore_ascii_case(&lead))
            });
            if let Some((name, ..)) = known {
                self.country = Some(name);
                self.words.drain(..count);
                return;
            }
        }
    }

    /// It can stand alone: nobody asks which one is meant.
    pub fn is_full(&self) -> bool {
        match self.kind {
            EntityKind::Person => {
                self.words.len() > 1
                    && self.words.iter().filter(|word| !is_particle(word)).count() > 1
            }
            EntityKind::Organization => {
                !self.acronym && (self.words.len() > 1 || self.country.is_some() || self.company)
            }
            _ => true,
        }
    }

    fn is_institution(&self) -> bool {
        let ends = [self.words.first(), self.words.last()];
        let known = |word: &String| INSTITUTIONS.contains(&word.as_str());
        self.kind == EntityKind::Organization && ends.into_iter().flatten().any(known)
    }

    fn institution_id(&self) -> String {
        let country = self.country.map(slug).unwrap_or_default();
        let words = self.words.join("-");
        match country.is_empty() {
            true => words,
            false => format!("{country}-{words}"),
        }
    }

    /// Two full forms of one name: "Hayashi Yoshimasa" and "Yoshimasa Hayashi", "J. Smith" and
    /// "John Smith", "Boeing Company" and "Boeing Co.".
    pub fn is_same(&self, other: &Shape) -> bool {
        if self.kind != other.kind {
            return false;
        }
        match self.kind {
            EntityKind::Person => same_person(&self.words, &other.words),
            EntityKind::Organization => {
                let countries = match (self.country, other.country) {
                    (Some(a), Some(b)) => a == b,
                    _ => true,
                };
                countries && self.words == other.words
            }
            _ => self.words == other.words,
        }
    }

    /// `short` is the surname of this person.
    pub fn has_surname(&self, short: &Shape) -> bool {
        let both = self.kind == EntityKind::Person && short.kind == EntityKind::Person;
        both && self.words.len() > short.words.len() && self.words.ends_with(&short.words)
    }

    /// `short` is the first word of this person's name: a given name, or a family name that stands
    /// first.
    pub fn has_given_name(&self, short: &Shape) -> bool {
        let both = self.kind == EntityKind::Person && short.kind == EntityKind::Person;
        both && self.words.len() > short.words.len() && self.words.starts_with(&short.words)
    }

    pub fn has_acronym(&self, short: &Shape) -> bool {
        let other = matches!(self.kind, EntityKind::Organization | EntityKind::Event);
        other
            && short.acronym
            && short.kind != EntityKind::Person
            && self.abbreviates_to(&short.letters())
    }

    /// Its letters, as an acronym has them.
    pub fn letters(&self) -> String {
        let letters = self.words.iter().flat_map(|word| word.chars());
        letters.filter(|letter| letter.is_alphabetic()).collect()
    }

    /// What it begins and ends with, and its initials.
    pub fn ends(&self) -> impl Iterator<Item = &str> {
        let words = [self.words.first(), self.words.last()];
        let words = words.into_iter().flatten().map(String::as_str);
        words.chain(self.initials.iter().map(String::as_str))
    }

    /// "the Foundation" for the Nippon Foundation, "Salling" for the Salling Group.
    pub fn has_short_form(&self, short: &Shape) -> bool {
        let both = self.kind == EntityKind::Organization && short.kind == EntityKind::Organization;
        let shorter =
            self.words.len() > short.words.len() && !short.words.is_empty() && !short.acronym;
        both && shorter
            && (self.words.ends_with(&short.words) || self.words.starts_with(&short.words))
    }

    /// Whether the capitals of the name, in order, are the letters of `short`.
    pub fn abbreviates_to(&self, short: &str) -> bool {
        let short: String = short
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect();
        short.chars().count() > 1 && self.initials.contains(&short)
    }
}

/// The first letters of the words; the small words count only where `all` do.
fn initials(words: &[String], all: bool) -> String {
    let parts = words.iter().flat_map(|word| word.split('-'));
    let words = parts.filter(|word| all || !NO_INITIAL.contains(word));
    words.filter_map(|word| word.chars().next()).collect()
}

/// A name that stands for a longer one where the article has none: a bare surname, an acronym.
pub fn is_short(name: &str, kind: EntityKind) -> bool {
    match kind {
        EntityKind::Person => !name.contains(' '),
        EntityKind::Organization => is_acronym(name),
        _ => false,
    }
}

/// The ids that the short forms of a full name would have: "nazari", "rsf".
pub fn short_forms(name: &str, kind: EntityKind) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    match kind {
        EntityKind::Person if words.len() > 1 => {
            words.last().map(|last| slug(last)).into_iter().collect()
        }
        EntityKind::Organization if words.len() > 1 => {
            let shape = Shape::of(name, kind);
            let initials = shape
                .words
                .iter()
                .filter(|word| !NO_INITIAL.contains(&word.as_str()));
            let acronym: String = initials.filter_map(|word| word.chars().next()).collect();
            Some(acronym)
                .filter(|acronym| acronym.len() > 1)
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// "Afghan", "Japanese".
pub fn is_people(word: &str) -> bool {
    COUNTRIES
        .iter()
        .any(|(_, peoples, _)| peoples.contains(&word))
}

/// "Apple Inc." as "Apple".
fn without_legal_form(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, last))
            if LEGAL_FORMS.contains(&last.trim_end_matches('.').to_lowercase().as_str()) =>
        {
            rest.trim_end_matches(',')
        }
        _ => name,
    }
}

fn is_particle(word: &str) -> bool {
    NAME_PARTICLES.contains(&word)
}

fn same_person(a: &[String], b: &[String]) -> bool {
    if a == b {
        return true;
    }
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else {
        return false;
    };
    // The family name may stand first.
    if a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0] {
        return true;
    }
    if last_a != last_b || a.len() == b.len() && a.len() > 2 {
        return false;
    }
    let initial =
        |short: &str, long: &str| short.len() == 1 && long.starts_with(short) && long.len() > 1;
    let first = a[0] == b[0] || initial(&a[0], &b[0]) || initial(&b[0], &a[0]);
    // "Maria Lopez" and "Maria Elena Lopez".
    first && (a.len() == 2 || b.len() == 2)
}

fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let upper = name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    (2..=6).contains(&letters) && upper && !name.contains(' ')
}

/// "Japan's" before "Foreign Ministry".
fn owner(before: &str) -> Option<&'static str> {
    let before = before.trim_end();
    let before = before
        .strip_suffix("'s")
        .or_else(|| before.strip_suffix("\u{2019}s"))?;
    let (country, ..) = COUNTRIES
        .iter()
        .find(|(country, ..)| before.ends_with(country))?;
    let start = before.len() - country.len();
    let whole = before[..start]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric());
    whole.then_some(*country)
}

/// The name under which a place is known: "U.S." is the United States.
fn place_name(name: &str) -> &str {
    let known = PLACE_NAMES.iter().find(|(other, _)| *other == name);
    known.map_or(name, |(_, name)| *name)
}

/// One space between words, a straight apostrophe, capitals only where a name has them: "TOKYO" is
/// shouted, "UNESCO" is not.
fn plain(name: &str, kind: EntityKind) -> String {
    let name = name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{2019}', "'");
    let capitals = !name.contains(char::is_lowercase) && name.contains(char::is_uppercase);
    let one_word = kind == EntityKind::Organization && !name.contains(' ');
    if !capitals || one_word || name.len() < 5 || name.contains('.') {
        return name;
    }
    let words = name.split(' ').map(|word| {
        let mut chars = word.chars();
        chars
            .next()
            .map(|first| first.to_string() + &chars.as_str().to_lowercase())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityKind::{Organization, Person, Place};

    fn same(kind: EntityKind, a: &str, b: &str) -> bool {
        Shape::of(a, kind).is_same(&Shape::of(b, kind))
    }

    #[test]
    fn two_spellings_of_one_name_are_the_same() {
        assert!(same(Person, "Hayashi Yoshimasa", "Yoshimasa Hayashi"));
        assert!(same(Person, "J. Smith", "John Smith"));
        assert!(same(Person, "Maria Lopez", "Maria Elena Lopez"));
        assert!(!same(Person, "Mary Smith", "John Smith"));
        assert!(same(
            Organization,
            "Boeing Commercial Co.",
            "Boeing Commercial"
        ));
        assert!(same(
            Organization,
            "Japanese Foreign Ministry",
            "Foreign Ministry"
        ));
        assert!(!same(
            Organization,
            "Japanese Foreign Ministry",
            "Afghan Foreign Ministry"
        ));
        assert!(same(Place, "U.S.", "United States"));
    }

    #[test]
    fn short_forms_belong_to_longer_ones() {
        let of = Shape::of;
        assert!(of("Latif Nazari", Person).has_surname(&of("Nazari", Person)));
        assert!(of("Ursula von der Leyen", Person).has_surname(&of("von der Leyen", Person)));
        assert!(of("Kim Jong Un", Person).has_given_name(&of("Kim", Person)));
        assert!(
            of("Nippon Foundation", Organization).has_short_form(&of("Foundation", Organization))
        );
        assert!(of("Ministry of Health", Organization).abbreviates_to("MoH"));
        assert!(of("Rapid Support Forces", Organization).has_acronym(&of("RSF", Organization)));
    }

    #[test]
    fn a_possessive_country_owns_the_institution() {
        assert_eq!(owner("he told Japan\u{2019}s "), Some("Japan"));
        assert_eq!(owner("he told his "), None);
    }

    #[test]
    fn shouting_is_taken_off() {
        assert_eq!(plain("SAN  SALVADOR", Place), "San Salvador");
        assert_eq!(plain("TOKYO", Place), "Tokyo");
        assert_eq!(plain("UNESCO", Organization), "UNESCO");
    }
}
