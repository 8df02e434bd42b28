//! One name as it is written, and how it can be short for, or another spelling of, another one.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashSet;

use crate::text::Span;

use super::english::{
    COMPANY_KINDS, COUNTRIES, DEMONYMS, ENTITLED, INSTITUTION_ENDS, INSTITUTIONS, INTRODUCED, KIN,
    LEGAL_FORMS, LESSER_OWNERS, NAME_PARTICLES, NAMESAKE_STATES, NO_INITIAL, OF_HEADS, PLACE_NAMES,
    SPELLINGS, is_company_ending, is_kind_word,
};
use super::tagger::Tagger;
use super::tagger::lexicon::list;
use super::{Candidate, EntityKind, slug};

/// A name found in an article, before it is known whose.
#[derive(Clone, Debug)]
pub struct Form {
    /// Bytes of the block's prose; of the article once it was [`Form::placed`].
    pub span: Span,
    /// With one space between words, straight apostrophes, and no shouting.
    pub text: Arc<str>,
    pub kind: EntityKind,
    pub margin: i32,
    pub shape: Arc<Shape>,
    /// What mentions of the same form share.
    pub key: Arc<str>,
    /// The words before it say that it is nobody who was named before.
    pub new: bool,
    /// It names a work: "a film entitled Chicago".
    pub work: bool,
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
    /// What stands before it says that it is not whoever has a similar name: "her mother, Ann Lee".
    apart: bool,
    /// The first letters of its words, without and with the small ones and the country.
    initials: Vec<String>,
}

impl Form {
    /// Reads a candidate of a block with this prose.
    pub fn read(prose: &str, candidate: &Candidate) -> Form {
        let span = candidate.span;
        let raw = &prose[span.range()];
        let words = plain(raw, candidate.kind);
        let mut shape = Shape::of(&raw.replace('\u{2019}', "'"), candidate.kind);
        let before = &prose[..span.start as usize];
        if shape.country.is_none() && shape.is_institution() {
            shape.country = owner(before);
            shape.apart = shape.country.is_none() && has_lesser_owner(before);
        }
        let person = candidate.kind == EntityKind::Person;
        shape.apart |= person && shape.is_full() && stands_behind(before, KIN);
        let namesake = is_namesake_state(prose, span, candidate.kind);
        if namesake {
            shape.words.push("state".to_owned());
        }
        let key = match shape.country.filter(|_| shape.is_institution()) {
            Some(_) => shape.institution_id(),
            None if namesake => slug(&words) + "-state",
            // "the state's Supreme Court" is none of the others.
            None if shape.apart && !person => format!("its {words}"),
            None => slug(&words),
        };
        let trimmed = before.trim_end();
        let ends = |leads: &[&str]| leads.iter().any(|lead| trimmed.ends_with(lead));
        Form {
            span,
            text: words.into(),
            kind: candidate.kind,
            margin: candidate.margin,
            shape: Arc::new(shape),
            key: key.into(),
            new: person && ends(INTRODUCED),
            work: ends(ENTITLED),
        }
    }

    /// Whether both say the same, wherever they stand and however sure the tagger is.
    pub fn is_said_as(&self, other: &Form) -> bool {
        let said = |form: &Form| (form.kind, form.new, form.work);
        said(self) == said(other)
            && self.text == other.text
            && self.key == other.key
            && self.shape == other.shape
    }

    /// The form of a block that begins at `start` of the article.
    pub fn placed(&self, start: usize) -> Form {
        Form {
            span: self.span.shifted(start),
            ..self.clone()
        }
    }

    pub fn id(&self) -> String {
        match self.kind {
            EntityKind::Place if self.is_namesake() => self.key.to_string(),
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

    /// It is the state, not the better known place of the same name.
    pub fn is_namesake(&self) -> bool {
        let bare = self.key.strip_suffix("-state");
        self.kind == EntityKind::Place && bare.is_some_and(|bare| bare == slug(&self.text))
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
        let name = match kind {
            EntityKind::Place => place_name(name),
            _ => name,
        };
        let acronym = is_acronym(name);
        let mut words: Vec<String> = name
            .split_whitespace()
            .map(|word| word.trim_matches(['.', ',']).to_lowercase())
            .collect();
        if kind == EntityKind::Organization {
            for word in &mut words {
                if let Some(spelling) = other_spelling(word) {
                    *word = spelling.to_owned();
                }
            }
        }
        let mut company = false;
        if kind == EntityKind::Organization && words.len() > 1 {
            // "N.V." is "NV".
            company = words
                .last()
                .is_some_and(|last| is_company_ending(&last.replace('.', "")));
            if company {
                words.pop();
            }
        }
        let mut shape = Shape {
            kind,
            words,
            acronym,
            country: None,
            company,
            apart: false,
            initials: Default::default(),
        };
        if kind != EntityKind::Person {
            shape.add_initials();
        }
        let possessive = shape.words.iter().take(2).any(|word| word.ends_with("'s"));
        if kind == EntityKind::Organization && (possessive || shape.is_institution()) {
            shape.part_country();
            shape.add_initials();
        }
        shape
    }

    fn add_initials(&mut self) {
        for all in [false, true] {
            let initials = initials(&self.words, all);
            if !self.initials.contains(&initials) {
                self.initials.push(initials);
            }
        }
    }

    /// "Japanese Foreign Ministry" is the Foreign Ministry of Japan.
    fn part_country(&mut self) {
        for count in [2, 1] {
            if self.words.len() <= count {
                continue;
            }
            let lead = self.words[..count].join(" ");
            let owned = lead.strip_suffix("'s");
            if owned.is_none() && !self.is_institution() {
                continue;
            }
            let lead = owned.unwrap_or(&lead);
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
            EntityKind::Place => !self.acronym,
            _ => true,
        }
    }

    fn is_institution(&self) -> bool {
        let ends = [self.words.first(), self.words.last()];
        let known = |word: &String| INSTITUTIONS.contains(&word.as_str());
        let two = || match self.words.as_slice() {
            [.., a, b] => INSTITUTION_ENDS
                .iter()
                .any(|ends| ends[0] == a && ends[1] == b),
            _ => false,
        };
        self.kind == EntityKind::Organization && (ends.into_iter().flatten().any(known) || two())
    }

    /// An institution of nobody knows whom, and this may be one of them: "Supreme Court", "Wisconsin
    /// Supreme Court".
    pub fn may_be_of(&self, bare: &Shape) -> bool {
        self.kind == EntityKind::Organization
            && bare.is_institution()
            && bare.country.is_none()
            && self.words.len() > bare.words.len()
            && self.words.ends_with(&bare.words)
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
        if self.kind != other.kind
            || (self.apart || other.apart)
                && (self.words != other.words || self.country != other.country)
        {
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
        let other = match self.kind {
            EntityKind::Organization | EntityKind::Event => true,
            EntityKind::Place => short.kind == EntityKind::Place,
            _ => false,
        };
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

    /// "the Foundation" for the Nippon Foundation, "Salling" for the Salling Group: what a short
    /// form leaves out behind it says only what kind of organization it is.
    pub fn has_short_form(&self, short: &Shape) -> bool {
        let both = self.kind == EntityKind::Organization && short.kind == EntityKind::Organization;
        let shorter =
            self.words.len() > short.words.len() && !short.words.is_empty() && !short.acronym;
        let bare = self.company && self.words == short.words;
        let part = || self.words.ends_with(&short.words) || self.begins_with(short);
        both && (bare || shorter && part())
    }

    /// The other is the beginning of this name, and the rest says only what kind it is, or whose.
    fn begins_with(&self, short: &Shape) -> bool {
        let Some(rest) = self.words.strip_prefix(short.words.as_slice()) else {
            return false;
        };
        let of = rest
            .first()
            .is_some_and(|word| matches!(word.as_str(), "of" | "for"));
        // "the Church" of the Church of England, "the North" of North Korea.
        let head = match short.words.as_slice() {
            [word] => OF_HEADS.iter().any(|head| head.eq_ignore_ascii_case(word)),
            _ => true,
        };
        let half = matches!(short.words.as_slice(), [word] if word == "north" || word == "south")
            && rest == ["korea"];
        let partner = short.words.len() == 1 && matches!(rest, [word] if is_surname(word));
        let kind = rest.iter().all(|word| is_kind_word(word));
        !rest.is_empty() && (of && head || half || partner || kind)
    }

    /// "China Eastern" for China Eastern Airlines, "Comic Corps" for the Comic Corps of Canada.
    pub fn has_long_short_form(&self, short: &Shape) -> bool {
        let both = self.kind == EntityKind::Organization && short.kind == EntityKind::Organization;
        let countries = short.country.is_none() || short.country == self.country;
        both && countries && short.words.len() > 1 && self.begins_with(short)
    }

    /// Whether `short`, in brackets behind the name, can stand for it: its letters come in the
    /// name's in their order, or in another order where the name was translated.
    pub fn is_bracketed_as(&self, short: &str) -> bool {
        if self.abbreviates_to(short) {
            return true;
        }
        let letters: Vec<char> = short
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect();
        let named = matches!(self.kind, EntityKind::Organization | EntityKind::Event);
        if !named || !is_acronym(short) || letters.len() < 3 || self.words.len() < 2 {
            return false;
        }
        let name = self.letters();
        let mut rest = name.chars();
        let in_order = name.chars().next() == letters.first().copied()
            && letters
                .iter()
                .all(|letter| rest.any(|other| other == *letter));
        let sorted = |letters: &mut dyn Iterator<Item = char>| {
            let mut letters: Vec<char> = letters.collect();
            letters.sort_unstable();
            letters
        };
        let mixed = sorted(&mut letters.iter().copied());
        in_order
            || self
                .initials
                .iter()
                .any(|initials| sorted(&mut initials.chars()) == mixed)
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

/// "defense" as "defence".
fn other_spelling(word: &str) -> Option<&'static str> {
    let known = SPELLINGS.iter().find(|(other, _)| *other == word);
    known.map(|(_, spelling)| *spelling)
}

/// "Martin" of "Lockheed Martin"; a word that means something besides is none.
fn is_surname(word: &str) -> bool {
    let known = Tagger::get().known(word);
    let names = known.lists() & (list::FIRST_NAME | list::SURNAME);
    known.rank() == 0 || names == list::FIRST_NAME | list::SURNAME || known.rank() > 7 && names != 0
}

/// "Administrator" before a name is none of it.
fn is_no_given_name(word: &str) -> bool {
    let known = Tagger::get().known(word);
    known.rank() != 0 && known.lists() & (list::FIRST_NAME | list::SURNAME) == 0
}

/// A name that stands for a longer one where the article has none: a bare surname, an acronym, a
/// company without "Group", an institution of nobody knows which country.
pub fn is_short(name: &str, kind: EntityKind) -> bool {
    match kind {
        EntityKind::Person => !name.contains(' '),
        EntityKind::Organization => {
            let word = !name.contains(' ') && name.contains(char::is_lowercase);
            is_acronym(name) || word || {
                let shape = Shape::of(name, kind);
                shape.country.is_none() && shape.is_institution()
            }
        }
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
            let mut shorts: Vec<String> = shape
                .initials
                .iter()
                .filter(|acronym| acronym.len() > 1)
                .cloned()
                .collect();
            if shape.country.is_some() && shape.is_institution() {
                shorts.push(shape.words.join("-"));
            }
            let whole: Vec<String> = words
                .iter()
                .map(|word| word.trim_matches(['.', ',']).to_lowercase())
                .collect();
            let left = whole
                .iter()
                .rev()
                .skip_while(|word| COMPANY_KINDS.contains(&word.as_str()))
                .count();
            if left == 1 && left < whole.len() {
                shorts.push(slug(words[0]));
            }
            shorts
        }
        _ => Vec::new(),
    }
}

/// "Afghan", "Japanese".
pub fn is_people(word: &str) -> bool {
    PEOPLES.contains(word)
}

/// Each country's, in one set: every name of two words is looked up.
static PEOPLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let peoples = COUNTRIES.iter().map(|(_, peoples, _)| *peoples);
    peoples.flatten().copied().collect()
});

/// "Brit", "Dane": somebody of a people, whose name it is not.
pub fn is_people_short(word: &str) -> bool {
    is_people(word) || DEMONYMS.contains(&word)
}

/// "Apple Inc." as "Apple".
fn without_legal_form(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, last))
            if LEGAL_FORMS.contains(&last.replace('.', "").to_lowercase().as_str()) =>
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
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    // "Administrator Charles Bolden" and "Charles Bolden".
    let lead = long.len() - short.len();
    if short.len() > 1
        && long.ends_with(short)
        && long[..lead].iter().all(|word| is_no_given_name(word))
    {
        return true;
    }
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

/// The last word before a name, a comma between them left out, is one of `words`.
fn stands_behind(before: &str, words: &[&str]) -> bool {
    let before = before.trim_end().trim_end_matches(',');
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| words.contains(&word))
}

/// "the state's" before "Supreme Court".
fn has_lesser_owner(before: &str) -> bool {
    let before = before.trim_end();
    let owner = before
        .strip_suffix("'s")
        .or_else(|| before.strip_suffix("\u{2019}s"));
    owner.is_some_and(|owner| stands_behind(owner, LESSER_OWNERS))
}

/// "Everett, Washington" is in the state; "London, Washington and Tokyo" are three cities.
fn is_namesake_state(text: &str, span: Span, kind: EntityKind) -> bool {
    let words = &text[span.range()];
    if kind != EntityKind::Place || !NAMESAKE_STATES.contains(&words) {
        return false;
    }
    let after = text[span.end as usize..].trim_start_matches([',', ' ']);
    let list = ["and ", "or ", "D.C", "DC"]
        .iter()
        .any(|word| after.starts_with(word));
    let Some(before) = text[..span.start as usize].strip_suffix(", ") else {
        return false;
    };
    let mut words = before.rsplit(' ');
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let city = words.next().is_some_and(capital);
    let lead = words.find(|word| !capital(word));
    city && !list
        && lead.is_some_and(|word| !word.ends_with(',') && !word.ends_with(';'))
        && !text[span.end as usize..]
            .strip_prefix(", ")
            .is_some_and(|rest| capital(rest) && rest.contains(" and "))
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
