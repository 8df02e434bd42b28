//! Quantities: counts, measures, shares and sums of money, in digits and in words.
//!
//! In: the prose of a block and the times found in it, which are none. Out: [`Quantity`]s with
//! value, unit, head noun and modifier. One pass cuts the prose into tokens, a second one reads
//! forward from the tokens that start a number; no word is looked at more than a few times. Never
//! a date, an age, a score, a section's number: where it is not clear what a number counts, there
//! is a quantity without a noun, or none.

mod english;
mod number;
mod token;
mod unit;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::text::Span;
use crate::time::TimeExpression;

use english::{
    ADJECTIVES, AGES, CODES, MODIFIERS, NO_COUNT_BEFORE_ONE, NO_PLURALS, NOT_COUNTED, NUMBERED,
    NUMBERED_IN_WORDS, PART, PLURALS, PRONOUNS, ROUGH_BEHIND, STATES, STOPS, UNITS,
};
use number::Number;
use token::{Kind, Tokens};

pub use unit::{CELSIUS, Dimension, PERCENT, Unit};

/// A number that counts or measures something.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its unit and the sign of its currency, without modifier and noun.
    pub span: Span,
    /// The number alone, or the range, with "million" and the like.
    pub number: Span,
    pub value: f64,
    /// The other end of a range.
    pub upper: Option<f64>,
    /// What one more in the last digit that is written would add: 0.1 million for "1.2 million".
    pub step: f64,
    pub unit: Option<Unit>,
    pub noun: Option<Noun>,
    pub modifier: Option<Modifier>,
    /// It is a rate: "$110 a share", "5 deaths per 100,000".
    pub rate: bool,
    /// It stands before its noun or unit with a hyphen: "a five-member panel".
    pub attributive: bool,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    pub span: Span,
    /// In lower case and in the singular: "person", "soldier".
    pub lemma: String,
}

/// What the words around a number make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Modifier {
    AtLeast,
    AtMost,
    About,
    /// Some of a count that is not said: "another three", "the first two".
    Part,
}

impl Quantity {
    /// One number, and nothing that makes it rough.
    pub fn is_exact(&self) -> bool {
        self.upper.is_none() && self.modifier.is_none()
    }

    /// A whole number of things.
    pub fn is_count(&self) -> bool {
        self.unit.is_none() && self.value.fract() == 0.0 && self.value >= 0.0
    }

    pub fn is_percent(&self) -> bool {
        self.unit.is_some_and(|unit| unit.name == PERCENT)
    }

    /// The span with the noun.
    pub fn phrase(&self) -> Span {
        self.noun
            .as_ref()
            .map_or(self.span, |noun| self.span.join(noun.span))
    }

    pub fn noun_lemma(&self) -> Option<&str> {
        self.noun.as_ref().map(|noun| noun.lemma.as_str())
    }

    /// The same quantity further on by so many bytes.
    pub fn shifted(&self, bytes: usize) -> Quantity {
        let noun = self.noun.as_ref().map(|noun| Noun {
            span: noun.span.shifted(bytes),
            lemma: noun.lemma.clone(),
        });
        Quantity {
            span: self.span.shifted(bytes),
            number: self.number.shifted(bytes),
            noun,
            ..self.clone()
        }
    }
}

/// The units by their words.
static BY_WORDS: LazyLock<FxHashMap<&str, Unit>> = LazyLock::new(|| {
    let entries = UNITS.iter();
    let pairs = entries.flat_map(|entry| entry.words.iter().map(|words| (*words, entry.unit)));
    pairs.collect()
});

fn unit_named(name: &str) -> Option<Unit> {
    let found = UNITS.iter().find(|entry| entry.unit.name == name);
    found.map(|entry| entry.unit)
}

/// The unit's name that reads so.
pub fn unit_name(name: &str) -> Option<&'static str> {
    let codes = CODES
        .iter()
        .copied()
        .chain(english::OF_SIGNS.iter().copied());
    let own = unit_named(name).map(|unit| unit.name);
    own.or_else(|| codes.into_iter().find(|code| *code == name))
}

/// The quantities of `prose`, in order; `times` are those of the same prose, in order.
pub fn recognise(prose: &str, times: &[TimeExpression]) -> Vec<Quantity> {
    let tokens = Tokens::read(prose);
    let reader = Reader { prose, tokens };
    let mut found: Vec<Quantity> = Vec::new();
    let mut times = times.iter().peekable();
    let mut at = 0;
    while at < reader.tokens.len() {
        if !reader.may_start(at) {
            at += 1;
            continue;
        }
        let start = reader.tokens.span(at).start;
        while times.next_if(|time| time.span.end <= start).is_some() {}
        if let Some(time) = times.peek().filter(|time| time.span.start <= start) {
            // Behind the time: "on 12 May 30 people".
            let end = time.span.end;
            while at < reader.tokens.len() && reader.tokens.span(at).start < end {
                at += 1;
            }
            continue;
        }
        let (quantity, next) = reader.quantity(at);
        let free = |quantity: &Quantity| {
            times
                .peek()
                .is_none_or(|time| !time.span.overlaps(quantity.number))
        };
        found.extend(quantity.filter(free));
        at = next.max(at + 1);
    }
    found
}

/// "EUR"
fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) && CODES.contains(&word)
}

struct Reader<'a> {
    prose: &'a str,
    tokens: Tokens,
}

impl Reader<'_> {
    /// Whether a quantity may start at the token: a digit, a number word, the sign of a currency.
    fn may_start(&self, at: usize) -> bool {
        match self.tokens.kind(at) {
            Kind::Digits => true,
            Kind::Sign(sign) => english::currency("", sign).is_some(),
            Kind::Word => {
                let word = self.word(at);
                number::may_be_number(word)
                    || word.len() <= 3 && self.sign_follows(at)
                    || is_code(word)
            }
        }
    }

    fn text(&self, at: usize) -> &str {
        &self.prose[self.tokens.span(at).range()]
    }

    /// The word at the token; nothing where there is none.
    fn word(&self, at: usize) -> &str {
        match at < self.tokens.len() && self.tokens.kind(at) == Kind::Word {
            true => self.text(at),
            false => "",
        }
    }

    fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    fn is_sign(&self, at: usize, sign: char) -> bool {
        at < self.tokens.len() && self.tokens.kind(at) == Kind::Sign(sign)
    }

    fn is_digits(&self, at: usize) -> bool {
        at < self.tokens.len() && self.tokens.kind(at) == Kind::Digits
    }

    fn is_dash(&self, at: usize) -> bool {
        self.is_sign(at, '-') || self.is_sign(at, '\u{2013}') || self.is_sign(at, '\u{2011}')
    }

    /// Nothing stands between the token and the one before it.
    fn joined(&self, at: usize) -> bool {
        at > 0
            && at < self.tokens.len()
            && self.tokens.span(at - 1).end == self.tokens.span(at).start
    }

    /// "US$": the letters of a currency before its sign.
    fn sign_follows(&self, at: usize) -> bool {
        self.joined(at + 1)
            && matches!(self.tokens.kind(at + 1), Kind::Sign(sign) if english::currency(self.word(at), sign).is_some())
    }

    /// The currency before an amount, and where the amount starts.
    fn currency(&self, at: usize) -> Option<(Unit, usize)> {
        let (name, amount) = match self.tokens.kind(at) {
            Kind::Sign(sign) => (english::currency("", sign)?, at + 1),
            Kind::Word if self.sign_follows(at) => {
                let Kind::Sign(sign) = self.tokens.kind(at + 1) else {
                    return None;
                };
                (english::currency(self.word(at), sign)?, at + 2)
            }
            Kind::Word => {
                let code = CODES.iter().find(|code| **code == self.word(at))?;
                (if *code == "RMB" { "CNY" } else { code }, at + 1)
            }
            Kind::Digits => return None,
        };
        let unit = unit_named(name).unwrap_or(Unit {
            name,
            dimension: Dimension::Money,
            factors: &[],
        });
        self.is_digits(amount).then_some((unit, amount))
    }

    /// The quantity that starts at the token, and the token to go on from.
    fn quantity(&self, first: usize) -> (Option<Quantity>, usize) {
        let currency = self.currency(first);
        let at = currency.map_or(first, |(_, at)| at);
        let Some(number) = number::read(self, at, currency.is_some()) else {
            return (None, self.skip_chain(at));
        };
        if self.is_name_or_code(first, &number, currency.is_some()) {
            return (None, self.skip_chain(number.next - 1));
        }
        let mut read = Read {
            number,
            upper: None,
            unit: currency.map(|(unit, _)| unit),
        };
        self.range(first, &mut read);
        let next = read.number.next;
        // "3-0", "555-1234": a number that hangs on another one with a dash.
        if self.is_dash(next)
            && self.joined(next)
            && self.joined(next + 1)
            && self.is_digits(next + 1)
        {
            return (None, self.skip_chain(next + 1));
        }
        let quantity = self.finish(first, read);
        let after = quantity.as_ref().map_or(next, |(_, after)| *after);
        (quantity.map(|(quantity, _)| quantity), after)
    }

    /// Behind a run of numbers that hang together: "2-1", "555-1234", "192.168".
    fn skip_chain(&self, at: usize) -> usize {
        let mut at = at + 1;
        while self.joined(at)
            && (self.is_dash(at)
                || self.is_digits(at)
                || self.is_sign(at, ':')
                || self.is_sign(at, '/'))
        {
            at += 1;
        }
        at
    }

    /// Numbers that count nothing: "Flight 93", "COVID-19", "Boeing 737", "aged 23".
    fn is_name_or_code(&self, first: usize, number: &Number, money: bool) -> bool {
        let Some(before) = first.checked_sub(1) else {
            return false;
        };
        let touching = self.joined(first);
        let next = number.next;
        if self.is_sign(before, '#') || self.is_sign(before, '@') || self.is_sign(before, '_') {
            return true;
        }
        if touching && (self.is_sign(before, ':') || self.is_sign(before, '/')) && !money {
            return self.is_digits(before.wrapping_sub(1)) || number.digits;
        }
        if touching && self.is_dash(before) && self.joined(before) && !money {
            // "COVID-19", "mid-30s"; a dash behind a word may also be a dash.
            return true;
        }
        if money || number.magnitude {
            return false;
        }
        if self.joined(next)
            && (self.is_sign(next, ':') || self.is_sign(next, '/'))
            && self.joined(next + 1)
            && self.is_digits(next + 1)
        {
            return true;
        }
        // "1 800 555": the groups of a longer number.
        let groups = self.is_digits(before) || self.is_digits(next);
        if number.digits && number.plain && groups {
            return true;
        }
        let lead = self.lower(before);
        let lead = match self.is_sign(before, '.') && before > 0 {
            true => self.lower(before - 1),
            false => lead,
        };
        if self.is_age(before, &lead, next) {
            return true;
        }
        let spaced = !self.is_sign(before, '.') || matches!(lead.as_str(), "no" | "nos");
        let named = match number.digits {
            true => NUMBERED.contains(&lead.as_str()),
            false => NUMBERED_IN_WORDS.contains(&lead.as_str()),
        };
        if spaced && named {
            return true;
        }
        number.plain && self.follows_a_name(before, number) || self.is_age_in_commas(first, next)
    }

    /// "Boeing 737", "Channel Four", but not "In Japan" at the start of a sentence.
    fn follows_a_name(&self, before: usize, number: &Number) -> bool {
        let word = self.word(before);
        let capital = word.starts_with(char::is_uppercase);
        let modifies = MODIFIERS
            .iter()
            .any(|(words, _)| words[0].eq_ignore_ascii_case(word));
        if !capital || modifies || STOPS.contains(&word.to_lowercase().as_str()) {
            return false;
        }
        let own = self.text(number.first);
        let counts = self.unit(number.next, false).is_some();
        let spelt = own.starts_with(char::is_alphabetic);
        match spelt {
            // "Channel Four"; "Japan three" goes on.
            true => own.starts_with(char::is_uppercase),
            false => !counts && !self.opens(before),
        }
    }

    /// Whether a sentence may start with the token.
    fn opens(&self, at: usize) -> bool {
        match at.checked_sub(1) {
            None => true,
            Some(before) => match self.tokens.kind(before) {
                Kind::Sign(sign) => !matches!(sign, ',' | '-' | '\'' | '\u{2019}' | '&'),
                _ => false,
            },
        }
    }

    /// "aged 23", "at the age of 23", "when I was five".
    fn is_age(&self, before: usize, lead: &str, next: usize) -> bool {
        let earlier = before
            .checked_sub(1)
            .map(|at| self.lower(at))
            .unwrap_or_default();
        let of_age = lead == "of" && AGES.contains(&earlier.as_str());
        let was = matches!(lead, "was" | "am" | "is") && PRONOUNS.contains(&earlier.as_str());
        let bare = self.word(next).is_empty() || STOPS.contains(&self.word(next));
        AGES.contains(&lead) || of_age || was && bare
    }

    /// "John Smith, 23, said", "the princess, 67, came", "Ann Lee (23)".
    fn is_age_in_commas(&self, first: usize, next: usize) -> bool {
        let Some(name) = first.checked_sub(2) else {
            return false;
        };
        let closed = next >= self.tokens.len()
            || [',', '.', ';'].iter().any(|mark| self.is_sign(next, *mark))
            || self.lower(next) == "and";
        let commas = self.is_sign(first - 1, ',') && closed;
        let brackets = self.is_sign(first - 1, '(') && self.is_sign(next, ')');
        let capital = self.word(name).starts_with(char::is_uppercase);
        // In a list of numbers there are no ages.
        let listed = self.is_digits(next + 1) || number::may_be_number(&self.lower(next + 1));
        let person = !self.word(name).is_empty() && !listed;
        commas && person || brackets && capital
    }

    /// Takes in the other end: "two to three", "10–15", "$5–6 million".
    fn range(&self, first: usize, read: &mut Read) {
        let at = read.number.next;
        let dashed = self.is_dash(at);
        let word = self.word(at);
        let between = first > 0 && self.word(first - 1).eq_ignore_ascii_case("between");
        let from = first > 0 && self.word(first - 1).eq_ignore_ascii_case("from");
        let worded = match word {
            // "from 5 to 10" is a movement.
            "to" => !from,
            "or" => true,
            "and" => between,
            _ => false,
        };
        let touching = dashed && self.joined(at) && self.joined(at + 1);
        let hyphens = dashed && self.joined(at) && self.word(at + 1) == "to";
        if !(touching || worded || hyphens) {
            return;
        }
        let mut start = at + 1;
        if hyphens {
            // "two-to-three"
            start = at + 3;
        }
        let money = (start < self.tokens.len())
            .then(|| self.currency(start))
            .flatten();
        if money.is_some_and(|(unit, _)| Some(unit) != read.unit) {
            return;
        }
        let amount = money.map_or(start, |(_, amount)| amount);
        let Some(other) = number::read(self, amount, read.unit.is_some()) else {
            return;
        };
        let mut low = read.number.value;
        let scale = other.scale;
        if read.number.scale == 1.0 && scale > 1.0 && low < other.value / scale {
            low *= scale;
        }
        // What a range of bare digits counts must follow: "2-1" may be a score.
        let plain = touching && !other.magnitude && read.unit.is_none();
        let counts = || {
            self.unit(other.next, false).is_some() || self.noun(other.next, 2.0, false).is_some()
        };
        if other.value <= low || other.leading_zero || plain && !counts() {
            return;
        }
        read.upper = Some(other.value);
        read.number = Number {
            value: low,
            next: other.next,
            first: read.number.first,
            magnitude: read.number.magnitude || other.magnitude,
            ..other
        };
    }

    /// Reads unit, noun and modifier.
    fn finish(&self, first: usize, read: Read) -> Option<(Quantity, usize)> {
        let number = read.number;
        let (unit, next) = match read.unit {
            Some(unit) => (Some(unit), number.next),
            None => self.unit_behind(number.next)?,
        };
        let (rough, noun_at) = self.rough_behind(next);
        let (unit, next) = match (unit, rough) {
            (None, Some(_)) => match self.unit(noun_at, false) {
                Some((unit, after)) => (Some(unit), after),
                None => (None, next),
            },
            _ => (unit, next),
        };
        let noun = match unit {
            Some(_) => None,
            None if self.hyphened(next) => self.attributive_noun(next + 1),
            None => self.noun(noun_at, read.upper.unwrap_or(number.value), number.pair),
        };
        let attributive = read.unit.is_none() && self.hyphened(number.next);
        let lemma = noun.as_ref().map(|(noun, _)| noun.lemma.as_str());
        if lemma.is_some_and(|lemma| NOT_COUNTED.contains(&lemma))
            || unit.is_none()
                && !self.stands_for_a_count(first, &number, lemma.is_some(), attributive)
        {
            return None;
        }
        let part = noun.as_ref().is_some_and(|(_, part)| *part) || PART.contains(&self.word(next));
        let about = number.rough.then_some(Modifier::About);
        let heard = self.is_hearsay(first, noun.as_ref().map(|(noun, _)| noun.span));
        let modifier = self
            .modifier(first)
            .or(about)
            .or(heard.then_some(Modifier::About))
            .or(part.then_some(Modifier::Part))
            .or(rough);
        let span = self.tokens.span(first).join(self.tokens.span(next - 1));
        let below_zero = unit.is_some_and(|unit| unit.takes_sign()) && self.minus_before(first);
        let sign = if below_zero { -1.0 } else { 1.0 };
        let rate = self.is_rate(next)
            || noun
                .as_ref()
                .is_some_and(|(noun, _)| self.is_rate_behind(noun));
        let quantity = Quantity {
            rate,
            span: match below_zero {
                true => self.tokens.span(first - 1).join(span),
                false => span,
            },
            number: self
                .tokens
                .span(number.first)
                .join(self.tokens.span(number.next - 1)),
            value: sign * number.value,
            upper: read.upper,
            step: number.step,
            unit,
            noun: noun.map(|(noun, _)| noun),
            modifier,
            attributive,
        };
        Some((quantity, next))
    }

    /// "12 people reportedly died", "reportedly killed 12 people": nobody vouches for the number.
    fn is_hearsay(&self, first: usize, noun: Option<Span>) -> bool {
        let before = (1..=2).filter_map(|back| Some(self.lower(first.checked_sub(back)?)));
        let behind = noun.map_or("", |noun| &self.prose[noun.end as usize..]);
        let behind = crate::text::words(behind).take(2);
        let behind = behind.map(|word| word.text.to_owned());
        before.chain(behind).any(|word| word == "reportedly")
    }

    /// "a share", "per 100,000", "each".
    fn is_rate(&self, at: usize) -> bool {
        let unit = !self.word(at + 1).is_empty();
        matches!(self.word(at), "per" | "each" | "apiece")
            || matches!(self.word(at), "a" | "an") && unit
    }

    fn is_rate_behind(&self, noun: &Noun) -> bool {
        let behind = &self.prose[noun.span.end as usize..];
        behind.starts_with(" per ") || behind.starts_with(" each")
    }

    fn hyphened(&self, at: usize) -> bool {
        self.is_dash(at) && self.joined(at) && self.joined(at + 1)
    }

    fn minus_before(&self, first: usize) -> bool {
        let sign = first.checked_sub(1).map(|at| self.tokens.kind(at));
        self.joined(first) && matches!(sign, Some(Kind::Sign('-' | '\u{2212}')))
    }

    /// The unit behind the number, if there is one, and the token behind it; nothing where letters
    /// that are no unit touch the number: "4G", "90s", "5th".
    fn unit_behind(&self, next: usize) -> Option<(Option<Unit>, usize)> {
        let hyphen = self.hyphened(next);
        let at = if hyphen { next + 1 } else { next };
        let touching = !hyphen && self.joined(at);
        match self.unit(at, touching) {
            Some((unit, after)) => Some((Some(unit), after)),
            None if touching && self.tokens.kind(at) == Kind::Word => None,
            None => Some((None, next)),
        }
    }

    /// "or more", "or so", and where the noun is looked for.
    fn rough_behind(&self, next: usize) -> (Option<Modifier>, usize) {
        let behind = self.word(next + 1);
        let rough = ROUGH_BEHIND.iter().find(|(word, _)| *word == behind);
        match rough.filter(|_| self.word(next) == "or") {
            Some((_, modifier)) => (Some(*modifier), next + 2),
            None => (None, next),
        }
    }

    /// "one" is a pronoun as often as a number, and four bare digits are a year.
    fn stands_for_a_count(
        &self,
        first: usize,
        number: &Number,
        noun: bool,
        attributive: bool,
    ) -> bool {
        let lead = match first.checked_sub(1) {
            Some(before) => self.lower(before),
            None => String::new(),
        };
        let next = self.word(number.next);
        if self.text(first).eq_ignore_ascii_case("one") && number.value == 1.0 {
            let pronoun = NO_COUNT_BEFORE_ONE.contains(&lead.as_str());
            return noun && !pronoun && !attributive && !matches!(next, "of" | "day" | "thing");
        }
        // "one in five", "two out of three" are shares.
        if lead == "in" && first >= 2 && number::may_be_number(&self.lower(first - 2)) {
            return false;
        }
        if next == "in" && number::may_be_number(&self.lower(number.next + 1)) && !noun {
            return false;
        }
        let year = number.digits && number.plain && (1000.0..2101.0).contains(&number.value);
        if year {
            let dated = matches!(
                lead.as_str(),
                "in" | "since"
                    | "by"
                    | "the"
                    | "from"
                    | "until"
                    | "early"
                    | "late"
                    | "mid"
                    | "of"
                    | "during"
                    | "before"
                    | "after"
                    | "a"
                    | "its"
                    | "his"
                    | "her"
                    | "their"
            );
            return noun && !dated && !attributive && !lead.is_empty();
        }
        true
    }

    /// The unit at the token, and the token behind it. `touching`: nothing parts it from the number.
    fn unit(&self, at: usize, touching: bool) -> Option<(Unit, usize)> {
        if at >= self.tokens.len() {
            return None;
        }
        if touching && let Kind::Word = self.tokens.kind(at) {
            let word = self.text(at);
            let attached = UNITS.iter().find(|entry| entry.attached.contains(&word));
            if let Some(entry) = attached {
                return Some((entry.unit, at + 1));
            }
        }
        let mut phrase = String::new();
        let mut best = None;
        for (count, token) in (at..self.tokens.len().min(at + 4)).enumerate() {
            match self.tokens.kind(token) {
                Kind::Digits => break,
                Kind::Sign(sign) if !matches!(sign, '%' | '\u{b0}' | '/' | '.' | '-') => break,
                _ => {}
            }
            if count > 0 && !self.joined(token) {
                phrase.push(' ');
            }
            match self.tokens.kind(token) {
                Kind::Sign('-') => phrase.push(' '),
                _ => phrase.push_str(&self.text(token).to_lowercase()),
            }
            if let Some(unit) = BY_WORDS.get(phrase.as_str()) {
                best = Some((*unit, token + 1));
            }
        }
        best.filter(|(unit, next)| {
            // "M" is no metre, "5 m" is one; "5 foot soldiers" march.
            let metre = unit.name == "m" && *next == at + 1 && self.text(at) == "M";
            !metre
        })
    }

    /// "a five-member panel".
    fn attributive_noun(&self, at: usize) -> Option<(Noun, bool)> {
        let word = self.word(at);
        let fits =
            word.len() > 1 && word.chars().all(char::is_alphabetic) && !STOPS.contains(&word);
        let noun = || Noun {
            span: self.tokens.span(at),
            lemma: word.to_lowercase(),
        };
        fits.then(|| (noun(), false))
    }

    /// The head noun of what the number counts, and whether the words before it make it a part.
    fn noun(&self, at: usize, value: f64, pair: bool) -> Option<(Noun, bool)> {
        let mut part = false;
        let mut found: Option<(usize, String)> = None;
        let at = if pair && self.word(at) == "of" {
            at + 1
        } else {
            at
        };
        for (count, token) in (at..self.tokens.len().min(at + LONGEST_PHRASE)).enumerate() {
            if self.tokens.kind(token) == Kind::Sign('-')
                && self.joined(token)
                && self.joined(token + 1)
                && count > 0
            {
                continue;
            }
            let word = self.word(token);
            // A new line, a mark, a word of another phrase.
            let parted = token > 0 && self.gap(token).contains('\n');
            if word.is_empty() || parted || word.contains(['\'', '\u{2019}']) {
                break;
            }
            let lower = word.to_lowercase();
            if STOPS.contains(&lower.as_str()) || number::may_be_number(&lower) {
                break;
            }
            part |= PART.contains(&lower.as_str());
            if value == 1.0 {
                if found.is_none()
                    && !ADJECTIVES.contains(&lower.as_str())
                    && !lower.ends_with("ly")
                {
                    found = Some((token, singular(&lower).unwrap_or_else(|| lower.clone())));
                    break;
                }
                continue;
            }
            match singular(&lower) {
                Some(lemma) => found = Some((token, lemma)),
                // The plural was the head: "three people nearby".
                None if found.is_some() => break,
                None if STATES.contains(&lower.as_str()) && self.ends_phrase(token + 1) => {
                    found = Some((token, lower));
                    break;
                }
                None => {}
            }
        }
        let (token, lemma) = found?;
        let noun = Noun {
            span: self.tokens.span(token),
            lemma,
        };
        Some((noun, part))
    }

    /// Nothing that could be a noun follows.
    fn ends_phrase(&self, at: usize) -> bool {
        let word = self.word(at);
        word.is_empty() || STOPS.contains(&word)
    }

    fn gap(&self, at: usize) -> &str {
        let start = self.tokens.span(at - 1).end as usize;
        &self.prose[start..self.tokens.span(at).start as usize]
    }

    /// What the words before the number make of it.
    fn modifier(&self, first: usize) -> Option<Modifier> {
        let word = |back: usize| {
            first
                .checked_sub(back + 1)
                .map(|at| self.lower(at))
                .unwrap_or_default()
        };
        let last = word(0);
        if last.is_empty() {
            return matches!(
                first.checked_sub(1).map(|at| self.tokens.kind(at)),
                Some(Kind::Sign('~' | '\u{2248}'))
            )
            .then_some(Modifier::About);
        }
        let fits = |words: &[&str]| {
            let mut pairs = words.iter().enumerate();
            pairs.all(|(back, wanted)| word(back) == *wanted)
        };
        let candidates = MODIFIERS.iter().filter(|(words, _)| words[0] == last);
        let best = candidates
            .filter(|(words, _)| fits(words))
            .max_by_key(|(words, _)| words.len());
        best.map(|(_, modifier)| *modifier)
    }
}

/// How many words a number may be away from its noun.
const LONGEST_PHRASE: usize = 5;

struct Read {
    number: Number,
    upper: Option<f64>,
    unit: Option<Unit>,
}

/// The singular of a plural; nothing for a word that is none.
fn singular(lower: &str) -> Option<String> {
    if let Some((_, one)) = PLURALS.iter().find(|(many, _)| *many == lower) {
        return Some((*one).to_owned());
    }
    if lower.len() < 4 || NO_PLURALS.contains(&lower) || !lower.ends_with('s') {
        return None;
    }
    if lower.ends_with("ss") || lower.ends_with("us") || lower.ends_with("is") {
        return None;
    }
    if let Some(stem) = lower.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    let hissing = ["sses", "shes", "ches", "xes", "zzes"];
    let cut = match hissing.iter().any(|end| lower.ends_with(end)) {
        true => 2,
        false => 1,
    };
    Some(lower[..lower.len() - cut].to_owned())
}

#[cfg(test)]
mod tests;
