//! Numbers alone: "3,500", "1.2 million", "twenty-three", "half a dozen".

use super::Reader;
use super::english::{FRACTIONS, attached_magnitude, magnitude, small_number};
use super::token::Kind;

/// A number and where it ends.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    pub value: f64,
    /// What one more in the last digit that is written would add.
    pub step: f64,
    /// What the magnitude behind it multiplied it by.
    pub scale: f64,
    /// The first token, and the one behind the number.
    pub first: usize,
    pub next: usize,
    pub digits: bool,
    /// "million" and the like belong to it.
    pub magnitude: bool,
    /// Digits and nothing else: no comma, no stop; or number words.
    pub plain: bool,
    pub leading_zero: bool,
    /// "a dozen" may be eleven.
    pub rough: bool,
    /// "a couple" and "a dozen" may have an "of".
    pub pair: bool,
}

/// Whether a number may start with the word.
pub fn may_be_number(word: &str) -> bool {
    if !(1..=8).contains(&word.len()) || !word.is_ascii() {
        return false;
    }
    // Most words of a text end here.
    if !matches!(
        word.as_bytes()[0] | 0x20,
        b'a' | b'e' | b'f' | b'h' | b'n' | b'o' | b's' | b't'
    ) {
        return false;
    }
    let mut letters = [0; 8];
    let lower = &mut letters[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).unwrap_or_default();
    matches!(lower, "a" | "half") || small_number(lower) > 0
}

/// The number that starts at the token.
pub fn read(reader: &Reader, at: usize, money: bool) -> Option<Number> {
    if at >= reader.tokens.len() {
        return None;
    }
    match reader.tokens.kind(at) {
        Kind::Digits => in_digits(reader, at, money),
        Kind::Word => in_words(reader, at),
        Kind::Sign(_) => None,
    }
}

fn in_digits(reader: &Reader, at: usize, money: bool) -> Option<Number> {
    let text = reader.text(at);
    let (mut value, mut step) = value_of(text)?;
    let mut next = at + 1;
    // ".05" is five hundredths, and the 05 of "192.168..05" is nothing.
    if at > 0 && reader.joined(at) && reader.is_sign(at - 1, '.') {
        let alone = at == 1 || !reader.joined(at - 1);
        if !alone {
            return None;
        }
        (value, step) = value_of(&format!("0.{text}"))?;
    }
    if let Some(half) = reader.joined(next).then(|| vulgar(reader, next)).flatten() {
        value += half;
        step = 0.25;
        next += 1;
    }
    let leading_zero = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    let mut number = Number {
        value,
        step,
        scale: 1.0,
        first: at,
        next,
        digits: true,
        magnitude: false,
        plain: text.bytes().all(|byte| byte.is_ascii_digit()),
        leading_zero,
        rough: false,
        pair: false,
    };
    if reader.joined(next) && reader.tokens.kind(next) == Kind::Word {
        // "1.5m euros": only before a currency is an m a million.
        let word = reader.text(next);
        let of_money = money
            || reader
                .unit(next + 1, false)
                .is_some_and(|(unit, _)| unit.dimension == super::Dimension::Money);
        let by = attached_magnitude(&word.to_lowercase(), of_money);
        if by > 0.0 {
            multiply(&mut number, by, next + 1);
        }
    } else {
        magnitudes(reader, &mut number);
    }
    (!leading_zero).then_some(number)
}

/// "million", "-million", "hundred thousand".
fn magnitudes(reader: &Reader, number: &mut Number) {
    loop {
        let next = number.next;
        let hyphen = reader.is_sign(next, '-') && reader.joined(next) && reader.joined(next + 1);
        let at = if hyphen { next + 1 } else { next };
        let word = reader.lower(at);
        let by = match word.as_str() {
            "dozen" => 12.0,
            word => magnitude(word),
        };
        if by == 0.0 {
            return;
        }
        multiply(number, by, at + 1);
        number.rough |= word == "dozen";
        number.pair |= word == "dozen";
    }
}

fn multiply(number: &mut Number, by: f64, next: usize) {
    number.value *= by;
    number.step *= by;
    number.scale *= by;
    number.next = next;
    number.magnitude = true;
}

fn vulgar(reader: &Reader, at: usize) -> Option<f64> {
    match reader.tokens.kind(at) {
        Kind::Sign('\u{bd}') => Some(0.5),
        Kind::Sign('\u{bc}') => Some(0.25),
        Kind::Sign('\u{be}') => Some(0.75),
        _ => None,
    }
}

/// The value of digits, and what one more in their last place adds. Commas part thousands, or
/// lakhs; anything else is no number.
fn value_of(text: &str) -> Option<(f64, f64)> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|fraction| fraction.contains(['.', ','])) {
        return None;
    }
    let groups: Vec<&str> = whole.split(',').collect();
    if let [first, between @ .., last] = groups.as_slice() {
        let lakhs = between.iter().all(|group| group.len() == 2);
        let thousands = between.iter().all(|group| group.len() == 3);
        if last.len() != 3 || first.len() > 3 || !(lakhs || thousands) {
            return None;
        }
    }
    let digits: String = groups.concat();
    if digits.len() > 15 {
        return None;
    }
    let value: f64 = match fraction {
        Some(fraction) => format!("{digits}.{fraction}").parse().ok()?,
        None => digits.parse().ok()?,
    };
    let places = fraction.map_or(0, str::len).min(12);
    Some((value, 10f64.powi(-(places as i32))))
}

/// No number has more words.
const LONGEST: usize = 24;

/// How number words add up.
#[derive(Default)]
struct Sum {
    /// What "thousand", "million" closed.
    total: f64,
    /// What goes on.
    current: u32,
    step: f64,
    /// The last word was one of the tens, which take a hyphen or a space and a one.
    tens: bool,
    said: bool,
}

fn in_words(reader: &Reader, first: usize) -> Option<Number> {
    let lead = reader.lower(first);
    let mut number = Number {
        value: 0.0,
        step: 1.0,
        scale: 1.0,
        first,
        next: first,
        digits: false,
        magnitude: false,
        plain: true,
        leading_zero: false,
        rough: false,
        pair: false,
    };
    match lead.as_str() {
        "a" => return indefinite(reader, number),
        "half" => return half(reader, number),
        _ => {}
    }
    let mut sum = Sum::default();
    let mut at = first;
    loop {
        let hyphen =
            at > first && reader.is_sign(at, '-') && reader.joined(at) && reader.joined(at + 1);
        let mut word_at = if hyphen { at + 1 } else { at };
        let mut word = reader.lower(word_at);
        // "two hundred and fifty"
        if word == "and"
            && sum.current.is_multiple_of(100)
            && sum.current > 0
            && small_number(&reader.lower(at + 1)) > 0
            && !hyphen
        {
            word_at = at + 1;
            word = reader.lower(word_at);
        }
        if at - first > LONGEST || !sum.add(&word, hyphen) {
            break;
        }
        number.magnitude |= magnitude(&word) > 0.0;
        at = word_at + 1;
    }
    if !sum.said {
        return None;
    }
    number.next = at;
    number.value = sum.total + f64::from(sum.current);
    number.step = sum.step.max(1.0);
    number.scale = sum.step.max(1.0);
    and_a_half(reader, &mut number);
    if is_fraction(reader, &number) {
        return None;
    }
    if number.value < 1000.0 {
        magnitudes(reader, &mut number);
    }
    Some(number)
}

impl Sum {
    /// Takes the word in; answers whether it belongs to the number.
    fn add(&mut self, word: &str, hyphen: bool) -> bool {
        let small = small_number(word);
        let by = magnitude(word);
        let fits = match small {
            1..=9 => self.current.is_multiple_of(100) && !hyphen || self.tens,
            10.. => self.current.is_multiple_of(100) && !(hyphen && self.said),
            0 => false,
        };
        let after_small = self.said && self.current > 0 && self.current < 100 && !self.tens;
        // "twenty three" may be two numbers, "five six" are.
        if fits && !(after_small && small >= 10) {
            self.tens = small >= 20;
            self.current += small;
            self.said = true;
            self.step = 1.0;
            return true;
        }
        if by == 100.0 && (1..100).contains(&self.current) {
            self.current *= 100;
            self.step = 100.0;
        } else if by >= 1000.0 && self.current > 0 {
            self.total += f64::from(self.current) * by;
            self.current = 0;
            self.step = by;
        } else {
            return false;
        }
        self.tens = false;
        true
    }
}

/// "a hundred", "a dozen", "a million", "a couple", "a half dozen".
fn indefinite(reader: &Reader, mut number: Number) -> Option<Number> {
    let at = number.first + 1;
    let word = reader.lower(at);
    number.rough = true;
    number.plain = false;
    number.next = at;
    match word.as_str() {
        "half" => {
            let mut half = half(
                reader,
                Number {
                    first: at,
                    ..number
                },
            )?;
            half.first = number.first;
            return Some(half);
        }
        "couple" => {
            number.value = 2.0;
            number.next = at + 1;
            number.pair = true;
        }
        _ => {
            number.value = 1.0;
            magnitudes(reader, &mut number);
        }
    }
    (number.next > at).then_some(number)
}

/// "half a dozen", "half a million", "half-dozen".
fn half(reader: &Reader, mut number: Number) -> Option<Number> {
    let mut at = number.first + 1;
    if reader.is_sign(at, '-') && reader.joined(at) {
        at += 1;
    }
    if reader.word(at) == "a" {
        at += 1;
    }
    number.rough = true;
    number.plain = false;
    number.value = 0.5;
    number.next = at;
    magnitudes(reader, &mut number);
    (number.next > at).then_some(number)
}

/// "two and a half million".
fn and_a_half(reader: &Reader, number: &mut Number) {
    let next = number.next;
    let follows = reader.word(next) == "and"
        && reader.word(next + 1) == "a"
        && reader.word(next + 2) == "half";
    if follows && number.value < 100.0 {
        number.value += 0.5;
        number.step = 0.5;
        number.next = next + 3;
    }
}

/// "two-thirds", "one quarter".
fn is_fraction(reader: &Reader, number: &Number) -> bool {
    let next = number.next;
    let hyphen = reader.is_sign(next, '-') && reader.joined(next) && reader.joined(next + 1);
    let word = reader.lower(if hyphen { next + 1 } else { next });
    FRACTIONS.contains(&word.as_str())
}
