//! From the parts of a hit to what the words say.

use jiff::civil::{Date, Weekday};
use regex::Captures;

use crate::text::Span;

use super::english::{
    COUNTED, DAY_PARTS, DECADES, EXCEEDING, HOLIDAYS, Holiday, MEASURING, MONTH_CUES, MONTHS,
    NAMED_DAYS, NARRATIVE, NUMBERED, NUMBERS, ORDINALS, SEASONS, UNITS, VAGUE, WEEKDAYS, YEAR_CUES,
};
use super::{Form, Reader, Tense, TimeExpression, TimexType, Unit, Which};

/// A place where a pattern matched.
pub struct Hit<'a> {
    pub prose: &'a str,
    pub start: usize,
    pub parts: Captures<'a>,
}

/// What the words of a hit say; nothing where they only look like a time.
pub fn read(hit: &Hit, reader: Reader) -> Vec<TimeExpression> {
    let one = match reader {
        Reader::Iso => iso(hit),
        Reader::Slashed => slashed(hit),
        Reader::Dotted => dotted(hit),
        Reader::Clock if hit.part("from").is_some() => return hours(hit),
        Reader::Clock => clock(hit),
        Reader::SpokenClock => spoken_clock(hit),
        Reader::Date => date(hit),
        Reader::DaysAfterMonth => return days(hit, true).unwrap_or_default(),
        Reader::DaysBeforeMonth => return days(hit, false).unwrap_or_default(),
        Reader::Month => month_alone(hit),
        Reader::Season => season(hit),
        Reader::Quarter => share(hit, 'Q'),
        Reader::Half => share(hit, 'H'),
        Reader::Weekday => weekday_alone(hit),
        Reader::EveryWeekday => every_weekday(hit),
        Reader::NthWeekday => nth_weekday(hit),
        Reader::WeekdayOf => weekday_of(hit),
        Reader::WeekOf => week_of(hit),
        Reader::DayWord => day_word(hit),
        Reader::FromDay => from_day(hit),
        Reader::AfterNext => after_next(hit),
        Reader::PartOfDay => part_of_day(hit),
        Reader::Year => return year(hit),
        Reader::ShortYear => short_year(hit),
        Reader::Decade => decade(hit),
        Reader::Century => century(hit),
        Reader::Anchored => anchored(hit),
        Reader::PartOf => part_of(hit),
        Reader::Neighbour => neighbour(hit),
        Reader::Weekend => weekend(hit),
        Reader::Every => every(hit),
        Reader::EveryMonth => every_month(hit),
        Reader::EveryWeekend => Some(set(hit, "XXXX-WXX-WE".to_owned())),
        Reader::Adverb => adverb(hit),
        Reader::Frequency => frequency(hit),
        Reader::Length => length(hit),
        Reader::BareLength => bare_length(hit),
        Reader::OneWhole => one_whole(hit),
        Reader::Whole => whole(hit),
        Reader::Holiday => holiday(hit),
        Reader::Vague => vague(hit),
        Reader::NarrativeVague => in_narrative(narrative_vague(hit)),
        Reader::BareSeason => in_narrative(bare_season(hit)),
        Reader::Night => in_narrative(night(hit)),
    };
    one.into_iter().collect()
}

impl Hit<'_> {
    fn span(&self) -> Span {
        let whole = self.parts.get(0).map_or("", |whole| whole.as_str());
        Span::new(self.start, self.start + whole.len())
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.parts.name(name).map(|part| part.as_str())
    }

    fn lower(&self, name: &str) -> Option<String> {
        let part = self.part(name)?;
        Some(
            part.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase(),
        )
    }

    fn part_span(&self, name: &str) -> Option<Span> {
        let part = self.parts.name(name)?;
        Some(Span::from(part.range()).shifted(self.start))
    }

    fn parse<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.part(name)?.parse().ok()
    }

    fn weekday(&self) -> Option<(Weekday, Span)> {
        Some((weekday(self.part("weekday")?)?, self.part_span("weekday")?))
    }

    fn month(&self) -> Option<i8> {
        month(self.part("month")?)
    }

    /// The year, in digits, in words, or as "this year".
    fn year(&self) -> Option<i16> {
        let era = || self.parse::<i16>("bc").map(before_christ);
        self.parse("year")
            .or_else(era)
            .or_else(|| self.parse("short_year").map(full_year))
            .or_else(|| year_in_words(&self.lower("word_year")?))
    }

    fn unit(&self) -> Option<Unit> {
        unit(&self.lower("unit")?)
    }

    fn which(&self) -> Which {
        let words = self.lower("which").or_else(|| self.lower("year_which"));
        match words
            .as_deref()
            .map(|words| words.trim_start_matches("the "))
        {
            Some("last" | "past" | "this past" | "previous" | "preceding") => Which::Last,
            Some("next" | "following" | "coming" | "this coming") => Which::Next,
            Some(_) => Which::This,
            None => Which::Bare,
        }
    }

    /// Counted from the last date that was mentioned and not from the article.
    fn is_anaphoric(&self) -> bool {
        let words = self.lower("which").unwrap_or_default();
        matches!(
            words.as_str(),
            "that"
                | "that same"
                | "same"
                | "the same"
                | "the following"
                | "following"
                | "the next"
                | "the previous"
                | "previous"
                | "the preceding"
        )
    }

    fn modifier(&self) -> Option<&'static str> {
        match self.lower("mod")?.as_str() {
            "early" | "very early" | "earlier" | "beginning of" | "start of" | "turn of"
            | "first part of" => Some("START"),
            "mid" | "middle of" => Some("MID"),
            _ => Some("END"),
        }
    }

    fn day_part(&self) -> Option<String> {
        let word = self.lower("part")?;
        let found = DAY_PARTS.iter().find(|(name, _)| *name == word);
        found.map(|(_, letters)| (*letters).to_owned())
    }

    /// The word before the hit, in lower case.
    fn word_before(&self) -> String {
        let before =
            self.prose[..self.start].trim_end_matches(|c: char| c.is_whitespace() || c == '-');
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        word.to_lowercase()
    }

    /// The text behind the hit.
    fn rest(&self) -> &str {
        &self.prose[self.span().end as usize..]
    }

    fn say(&self, form: Form) -> Option<TimeExpression> {
        Some(self.expression(form, TimexType::Date))
    }

    fn expression(&self, form: Form, timex: TimexType) -> TimeExpression {
        let part = self.day_part();
        let timex = if part.is_some() && timex == TimexType::Date {
            TimexType::Time
        } else {
            timex
        };
        TimeExpression {
            span: self.span(),
            timex,
            form,
            part,
            modifier: self.modifier(),
            weekday: None,
            tense: Tense::Unknown,
            opening: false,
            narrative: false,
            shares_year: false,
        }
    }
}

/// '07 is 2007, '68 is 1968.
fn full_year(short: i16) -> i16 {
    if short < 36 {
        2000 + short
    } else {
        1900 + short
    }
}

fn calendar_words(hit: &Hit, year: Option<i16>) -> Option<Form> {
    let in_words = || i8::try_from(ordinal(&hit.lower("word_day")?)?).ok();
    Some(calendar(
        year,
        hit.month()?,
        hit.parse("day").or_else(in_words),
        hit.part("month")?,
    ))
}

/// The date, or the reason why no calendar has it.
fn calendar(year: Option<i16>, month: i8, day: Option<i8>, name: &str) -> Form {
    let last = |year: i16| Date::new(year, month, 1).map_or(31, |first| first.days_in_month());
    // Without a year the 29th of February may be right.
    let days = last(year.unwrap_or(2024));
    match (day, year) {
        (Some(day), Some(year)) if day > days => Form::Impossible {
            what: format!("{name} {year} has {days} days, not {day}"),
        },
        (Some(day), None) if day > days => Form::Impossible {
            what: format!("{name} has {days} days, not {day}"),
        },
        _ => Form::Calendar {
            year,
            month: Some(month),
            day,
        },
    }
}

fn date(hit: &Hit) -> Option<TimeExpression> {
    // "a third of May's sales", but "Fourth of July".
    let share =
        hit.part("the").is_none() && hit.lower("word_day").is_some_and(|day| day != "fourth");
    if share && hit.year().is_none() {
        return None;
    }
    let mut found = hit.say(match (hit.part("year_which"), hit.part("day")) {
        (Some(_), None) => Form::MonthOf {
            month: hit.month()?,
            which: year_of_month(hit.which()),
        },
        _ => calendar_words(hit, hit.year())?,
    })?;
    found.weekday = hit.weekday();
    Some(found)
}

/// "January last year" is a month of last year, wherever in the year the article stands.
fn year_of_month(which: Which) -> Which {
    which
}

/// "Feb. 3-5, 2025" and "15–17 May 1918": two days, of which the second has all that is written.
fn days(hit: &Hit, after_month: bool) -> Option<Vec<TimeExpression>> {
    let (first, second): (i8, i8) = (hit.parse("day")?, hit.parse("day2")?);
    let (month, name) = (hit.month()?, hit.part("month")?);
    let year = hit.year();
    let whole = hit.span();
    let (day_span, day2_span) = (hit.part_span("day")?, hit.part_span("day2")?);
    if first >= second {
        return None;
    }
    let (first_span, second_span) = match after_month {
        true => (
            Span::new(whole.start as usize, day_span.end as usize),
            Span::new(day2_span.start as usize, whole.end as usize),
        ),
        false => (
            day_span,
            Span::new(day2_span.start as usize, whole.end as usize),
        ),
    };
    let one = |day: i8, span: Span| TimeExpression {
        span,
        ..hit.expression(calendar(year, month, Some(day), name), TimexType::Date)
    };
    let mut found = vec![one(first, first_span), one(second, second_span)];
    found[0].weekday = hit.weekday();
    Some(found)
}

fn iso(hit: &Hit) -> Option<TimeExpression> {
    let before = hit.prose[..hit.start].chars().next_back();
    let after = hit.rest().chars().next();
    if before == Some('-') || after == Some('-') {
        return None;
    }
    let (year, month, day): (i16, i8, i8) =
        (hit.parse("year")?, hit.parse("number")?, hit.parse("day")?);
    let plain = hit.part("number").is_some_and(|number| number.len() == 2)
        && hit.part("time").is_none()
        && !hit.prose[hit.span().range()].contains('/');
    // "2016-5-32" is a score or a number of something.
    if !plain && Date::new(year, month, day).is_err() {
        return None;
    }
    if !(1..=12).contains(&month) {
        let what = format!("there is no month {month}");
        // 2025-00-00 and the like are identifiers as often as dates.
        return (month > 0 && (1..=31).contains(&day))
            .then(|| hit.say(Form::Impossible { what }))?;
    }
    let name = MONTHS[usize::try_from(month - 1).ok()?].0;
    let mut found = hit.say(calendar(Some(year), month, Some(day), name))?;
    if let Some(time) = hit.part("time") {
        found.timex = TimexType::Time;
        found.part = Some(clock_value(time)?);
    }
    Some(found)
}

/// "7.11.2016": where dates have stops, the day stands first.
fn dotted(hit: &Hit) -> Option<TimeExpression> {
    let (day, month): (i8, i8) = (hit.parse("first")?, hit.parse("second")?);
    let date = Date::new(hit.parse("year")?, month, day).ok()?;
    hit.say(Form::Calendar {
        year: Some(date.year()),
        month: Some(month),
        day: Some(day),
    })
}

fn slashed(hit: &Hit) -> Option<TimeExpression> {
    let (first, second): (i8, i8) = (hit.parse("first")?, hit.parse("second")?);
    let year = hit.parse("year")?;
    match (first, second) {
        (0, _) | (_, 0) => None,
        (13.., 13..) => hit.say(Form::Impossible {
            what: format!("neither {first} nor {second} is a month"),
        }),
        _ => hit.say(Form::Slashed {
            first,
            second,
            year,
        }),
    }
}

fn clock(hit: &Hit) -> Option<TimeExpression> {
    let form = match (hit.month(), hit.weekday(), hit.lower("day_word")) {
        (Some(_), ..) => calendar_words(hit, hit.year())?,
        (_, Some((weekday, _)), _) => Form::Weekday {
            weekday,
            which: Which::Bare,
        },
        (_, _, Some(word)) => Form::Offset {
            unit: Unit::Day,
            amount: day_offset(&word),
        },
        _ => {
            let time = hit.part("clock")?;
            let colon_only = time.bytes().all(|b| b.is_ascii_digit() || b == b':');
            let cued = matches!(
                hit.word_before().as_str(),
                "at" | "by" | "until" | "from" | "to" | "about" | "around" | "before" | "after"
            );
            // "2:1" is a score, "12:30" a time where a word says so.
            if colon_only && !cued {
                return None;
            }
            TODAY
        }
    };
    let mut found = hit.expression(form, TimexType::Time);
    found.part = Some(clock_value(hit.part("clock")?)?);
    found.weekday = hit.month().and_then(|_| hit.weekday());
    Some(found)
}

/// "5 to 7 p.m." is two clock times, of which the second one says which half of the day.
fn hours(hit: &Hit) -> Vec<TimeExpression> {
    let Some(second) = hit.part("clock").and_then(clock_value) else {
        return Vec::new();
    };
    let Some(clock_span) = hit.part_span("clock") else {
        return Vec::new();
    };
    let last = clock(hit).map(|last| TimeExpression {
        span: Span::new(clock_span.start as usize, last.span.end as usize),
        ..last
    });
    let joined = match hit.lower("until").unwrap_or_default().trim() {
        "to" => {
            hit.word_before() == "from" || hit.part("from").is_some_and(|from| from.contains(':'))
        }
        "and" => hit.word_before() == "between",
        _ => true,
    };
    let first = hit.part("from").filter(|_| joined).and_then(|from| {
        let halves = ["a.m.", "p.m."].map(|half| clock_value(&format!("{from} {half}")));
        // "11 to 2 p.m." begins in the morning.
        let [morning, afternoon] = halves;
        let (morning, afternoon) = (morning?, afternoon?);
        let value = if second.as_str() < "12:00" && morning < second
            || second.as_str() >= "12:00" && afternoon >= second
        {
            morning
        } else {
            afternoon
        };
        Some(TimeExpression {
            span: hit.part_span("from")?,
            part: Some(value),
            ..hit.expression(TODAY, TimexType::Time)
        })
    });
    first.into_iter().chain(last).collect()
}

/// The form of a clock alone: it is of the day that is spoken of.
const TODAY: Form = Form::Spoken {
    unit: Unit::Day,
    amount: 0,
};

/// "half past seven", "quarter to three", "ten a.m.", "7 o'clock in the evening".
fn spoken_clock(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.lower("hour")?;
    let mut hour = match words.parse() {
        Ok(hour) => hour,
        Err(_) => exact(&words)?,
    };
    let half = hit.lower("half");
    let said = half
        .as_deref()
        .is_some_and(|half| half.ends_with('m') || half.ends_with('.'))
        || hit.part("o_clock").is_some();
    let cued = matches!(
        hit.word_before().as_str(),
        "at" | "by"
            | "until"
            | "till"
            | "about"
            | "around"
            | "before"
            | "after"
            | "from"
            | "since"
            | "nearly"
            | "almost"
            | "was"
            | "is"
    );
    let past = hit.lower("past");
    let half_past = past.as_deref() == Some("half");
    if !(said || cued || half_past) {
        return None;
    }
    let mut minute = match hit.lower("minute") {
        Some(minute) => minute.parse().ok().or_else(|| exact(&minute))?,
        None => 0,
    };
    if let Some(past) = past {
        let before = hit.lower("toward")? == "to";
        let counted = match past.trim_start_matches("a ") {
            "half" => 30,
            "quarter" => 15,
            words => {
                let number = words.split_whitespace().next()?;
                number.parse().ok().or_else(|| exact(number))?
            }
        };
        // "voted ten to nine": a score, unless minutes are said.
        let odd = counted >= 60 || half_past && before;
        let score = before && !past.ends_with("quarter") && !past.contains("minute");
        if odd || score {
            return None;
        }
        minute = if before { 60 - counted } else { counted };
        hour -= u32::from(before);
    }
    let afternoon = half.as_deref().is_some_and(|half| {
        half.starts_with('p')
            || half.ends_with("afternoon")
            || half.ends_with("evening")
            || half == "at night" && hour % 12 >= 6
    });
    let morning = half.is_some() && !afternoon;
    hour = match (hour, afternoon, morning) {
        (12, _, true) => 0,
        (..=11, true, _) => hour + 12,
        _ => hour,
    };
    let mut found = hit.expression(TODAY, TimexType::Time);
    found.part = Some(format!("{hour:02}:{minute:02}")).filter(|_| minute < 60);
    found.part.is_some().then_some(found)
}

/// The whole number that words say.
fn exact(words: &str) -> Option<u32> {
    match amount(words) {
        Amount::Exact(number) if number >= 0.0 && number.fract() == 0.0 => Some(number as u32),
        _ => None,
    }
}

/// "3:30 p.m." as "15:30".
fn clock_value(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    match lower.trim_start_matches("12 ") {
        "noon" => return Some("12:00".to_owned()),
        "midnight" => return Some("24:00".to_owned()),
        _ => {}
    }
    let digits: String = lower
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
        .collect();
    // "0730 GMT".
    if let ("", Some((hour, minute))) = (&lower[digits.len()..], digits.split_at_checked(2))
        && digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        return Some(format!("{hour}:{minute}"));
    }
    let mut numbers = digits.trim_end_matches(['.', ':']).split([':', '.']);
    let hour: u8 = numbers.next()?.parse().ok()?;
    let minute: u8 = numbers
        .next()
        .map_or(Some(0), |minute| minute.parse().ok())?;
    let seconds = numbers
        .next()
        .filter(|seconds| *seconds != "00" && digits.contains(':'))
        .map(|seconds| format!(":{seconds}"))
        .unwrap_or_default();
    let afternoon = lower[digits.len()..].trim_start().starts_with('p');
    let morning = lower[digits.len()..].trim_start().starts_with('a');
    let hour = match (hour, afternoon, morning) {
        (12, _, true) => 0,
        (1..=11, true, _) => hour + 12,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}{seconds}"))
}

fn month_alone(hit: &Hit) -> Option<TimeExpression> {
    let name = hit.part("month")?;
    let bare = hit.part("which").is_none() && hit.part("mod").is_none() && !beside_month(hit);
    let ambiguous = matches!(
        name.trim_end_matches('.').to_lowercase().as_str(),
        "march"
            | "may"
            | "april"
            | "june"
            | "august"
            | "mar"
            | "jan"
            | "jun"
            | "apr"
            | "dec"
            | "nov"
    );
    if bare && ambiguous && !MONTH_CUES.contains(&hit.word_before().as_str()) {
        return None;
    }
    // "Theresa May", "March of Dimes", "June Carter".
    let next = hit.rest().trim_start().chars().next();
    let named =
        ambiguous && bare && hit.rest().starts_with(' ') && next.is_some_and(char::is_uppercase);
    if named && hit.word_before() != "in" {
        return None;
    }
    let month = hit.month()?;
    match hit.which() {
        Which::Bare => hit.say(Form::Calendar {
            year: None,
            month: Some(month),
            day: None,
        }),
        which => hit.say(Form::MonthOf { month, which }),
    }
}

/// "April-June", "May to September": a month, whatever else the word means.
fn beside_month(hit: &Hit) -> bool {
    let dashes = ['-', '\u{2013}'];
    let rest = hit.rest();
    let joined = ["to ", "through "]
        .iter()
        .find_map(|word| rest.trim_start().strip_prefix(word))
        .or_else(|| rest.strip_prefix(dashes));
    let follows = joined.is_some_and(|rest| month(first_word(rest)).is_some());
    let before = &hit.prose[..hit.start];
    let precedes = before.strip_suffix(dashes).is_some_and(|before| {
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
        word.is_some_and(|word| month(word).is_some())
    });
    follows || precedes
}

fn season(hit: &Hit) -> Option<TimeExpression> {
    let word = hit.lower("season")?;
    let letters = SEASONS.iter().find(|(name, _)| *name == word)?.1;
    let year = hit.year();
    let which = hit.which();
    let cued = matches!(
        hit.word_before().as_str(),
        "in" | "by" | "during" | "since" | "until" | "through" | "each" | "every"
    );
    let said = &hit.prose[hit.span().range()];
    let the = said.len() > word.len() && hit.part("which").is_none() && hit.part("mod").is_none();
    let plain = year.is_none() && which == Which::Bare && hit.part("mod").is_none();
    // "the fall of the city", "a spring in the mattress".
    let other_word =
        matches!(word.as_str(), "fall" | "spring") && hit.rest().trim_start().starts_with("of ");
    if plain && (!(cued || the) || other_word) {
        return None;
    }
    hit.say(Form::Season {
        letters,
        year,
        which,
    })
}

fn share(hit: &Hit, letter: char) -> Option<TimeExpression> {
    let number = match hit.lower("ordinal")?.as_str() {
        "last" | "latter" => 2,
        word => ordinal(word)?,
    };
    let parts: usize = if letter == 'Q' { 4 } else { 2 };
    if !(1..=parts).contains(&number) {
        return None;
    }
    let words = hit.prose[hit.span().range()].to_lowercase();
    let cues = [
        "in", "for", "during", "since", "by", "of", "last", "this", "next",
    ];
    // "Q1: What happened?"
    if words.len() == 2 && !cues.contains(&hit.word_before().as_str()) {
        return None;
    }
    let which = match hit.which() {
        Which::Bare if words.starts_with("last year") => Which::Last,
        Which::Bare if words.starts_with("this year") => Which::This,
        Which::Bare if words.starts_with("next year") => Which::Next,
        which => which,
    };
    hit.say(Form::Share {
        letter,
        number: i8::try_from(number).ok()?,
        year: hit.year().or_else(|| hit.parse("year_before")),
        which,
    })
}

fn weekday_alone(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, _) = hit.weekday()?;
    let before = hit.prose[..hit.start].trim_end();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    if NAMED_DAYS.contains(&word) {
        return None;
    }
    let which = match hit.which() {
        Which::This if hit.is_anaphoric() => Which::Bare,
        which => which,
    };
    hit.say(Form::Weekday { weekday, which })
}

fn every_weekday(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, _) = hit.weekday()?;
    let part = hit
        .day_part()
        .map(|part| format!("T{part}"))
        .unwrap_or_default();
    let value = format!("XXXX-WXX-{}{part}", weekday.to_monday_one_offset());
    Some(set(hit, value))
}

fn set(hit: &Hit, value: String) -> TimeExpression {
    TimeExpression {
        part: None,
        ..hit.expression(Form::Length(value), TimexType::Set)
    }
}

/// "the first Monday in September".
fn nth_weekday(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, _) = hit.weekday()?;
    let nth = match hit.lower("nth")?.as_str() {
        "last" | "final" => -1,
        word => i8::try_from(ordinal(word)?).ok()?,
    };
    hit.say(Form::Holiday {
        month: hit.month()?,
        when: Holiday::Nth(nth, weekday),
        year: hit.year(),
        which: Which::Bare,
    })
}

/// "Tuesday of next week"; in "Tuesday last week's vote" the weekday alone.
fn weekday_of(hit: &Hit) -> Option<TimeExpression> {
    let (weekday, span) = hit.weekday()?;
    if hit.rest().starts_with(['\'', '\u{2019}']) {
        let which = Which::Bare;
        let found = hit.expression(Form::Weekday { weekday, which }, TimexType::Date);
        return (span.start as usize == hit.start).then_some(TimeExpression { span, ..found });
    }
    let weeks = match hit.lower("week")?.as_str() {
        "last" => -1,
        "next" => 1,
        _ => 0,
    };
    hit.say(Form::WeekdayOf { weekday, weeks })
}

/// "the week of Feb. 3".
fn week_of(hit: &Hit) -> Option<TimeExpression> {
    match calendar_words(hit, hit.year())? {
        Form::Calendar {
            year,
            month: Some(month),
            day: Some(day),
        } => hit.say(Form::WeekOf { year, month, day }),
        impossible => hit.say(impossible),
    }
}

/// "two weeks from today".
fn from_day(hit: &Hit) -> Option<TimeExpression> {
    let days = match hit.unit()? {
        Unit::Week => 7,
        _ => 1,
    };
    let count = i32::try_from(exact(&hit.lower("number")?)?).ok()?;
    let sign = if hit.lower("direction")? == "before" {
        -1
    } else {
        1
    };
    hit.say(Form::Offset {
        unit: Unit::Day,
        amount: count
            .checked_mul(days * sign)?
            .checked_add(day_offset(&hit.lower("day_word")?))?,
    })
}

/// "the week after next", "the year before last".
fn after_next(hit: &Hit) -> Option<TimeExpression> {
    let amount = if hit.lower("direction")? == "after next" {
        2
    } else {
        -2
    };
    hit.say(Form::Offset {
        unit: hit.unit()?,
        amount,
    })
}

fn day_word(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    let amount = match hit.lower("day_word") {
        Some(word) => day_offset(&word),
        None if words.contains("before") => -2,
        None => 2,
    };
    let mut found = hit.say(Form::Offset {
        unit: Unit::Day,
        amount,
    })?;
    if words.contains("tonight") {
        found.part = Some("NI".to_owned());
        found.timex = TimexType::Time;
    }
    Some(found)
}

fn day_offset(word: &str) -> i32 {
    match word {
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => 0,
    }
}

fn part_of_day(hit: &Hit) -> Option<TimeExpression> {
    let which = hit.lower("which")?;
    let (unit, amount) = (
        Unit::Day,
        match which.trim_start_matches("the ") {
            "last" | "previous" => -1,
            "next" | "following" => 1,
            _ => 0,
        },
    );
    let form = match hit.is_anaphoric() {
        true => Form::FromLast { unit, amount },
        false => Form::Offset { unit, amount },
    };
    hit.say(form)
}

/// A bare number is a year where its neighbours say so; "1914–18" is two.
fn year(hit: &Hit) -> Vec<TimeExpression> {
    let found = match (hit.part("era"), hit.part("word_year")) {
        (Some(_), _) => return years_before_christ(hit).unwrap_or_default(),
        (None, Some(_)) => year_form(hit.year()).and_then(|form| hit.say(form)),
        (None, None) if is_year(hit) => year_form(hit.parse("year")).and_then(|form| hit.say(form)),
        _ => None,
    };
    let Some(mut first) = found else {
        return Vec::new();
    };
    let second = hit.part("year2").and_then(|written| {
        let year: i16 = hit.parse("year")?;
        let last: i16 = written.parse().ok()?;
        let last = if written.len() == 2 {
            year / 100 * 100 + last
        } else {
            last
        };
        let span = hit.part_span("year2")?;
        (last > year).then_some((last, span))
    });
    match second {
        Some((last, span)) => {
            let year_span = hit.part_span("year").unwrap_or(first.span);
            first.span = Span::new(first.span.start as usize, year_span.end as usize);
            let second = TimeExpression {
                span,
                form: Form::Calendar {
                    year: Some(last),
                    month: None,
                    day: None,
                },
                ..first.clone()
            };
            vec![first, second]
        }
        None if hit.part("year2").is_some() => Vec::new(),
        None => vec![first],
    }
}

/// "431-404 BC" is two years.
fn years_before_christ(hit: &Hit) -> Option<Vec<TimeExpression>> {
    let first: i16 = hit.parse("year")?;
    let whole = hit.say(year_form(Some(before_christ(first)))?)?;
    let Some(last) = hit.parse("year2").map(before_christ) else {
        return Some(vec![whole]);
    };
    let (first_span, second) = (hit.part_span("year")?, hit.part_span("year2")?);
    let end = whole.span.end as usize;
    Some(vec![
        TimeExpression {
            span: first_span,
            ..whole.clone()
        },
        TimeExpression {
            span: Span::new(second.start as usize, end),
            form: year_form(Some(last))?,
            ..whole
        },
    ])
}

/// 480 BC is the year -479 of ISO 8601, which has a year 0.
fn before_christ(year: i16) -> i16 {
    1 - year
}

fn year_form(year: Option<i16>) -> Option<Form> {
    Some(Form::Calendar {
        year: Some(year?),
        month: None,
        day: None,
    })
}

fn is_year(hit: &Hit) -> bool {
    let Some(year) = hit.parse::<i16>("year") else {
        return false;
    };
    let qualified = ["mod", "period", "year2"]
        .iter()
        .any(|part| hit.part(part).is_some());
    let rest = hit.rest();
    let before = hit.prose[..hit.start].chars().next_back();
    let next = first_word(rest.trim_start());
    let counted = COUNTED.contains(&next);
    let closes = rest.trim_start_matches([')', '"', '\u{201d}']).is_empty()
        || rest.starts_with([',', '.', ';', ':', ')', '\'', '\u{2019}', '\u{2014}']);
    let bracketed = before == Some('(') || rest.starts_with(')');
    let word_before = hit.word_before();
    let cued = YEAR_CUES.contains(&word_before.as_str());
    let plausible =
        (1500..=2100).contains(&year) || (1000..1500).contains(&year) && word_before == "in";
    // Without a word that says so, only a modern year that counts nothing and numbers nothing.
    let many = next.ends_with('s') && next.starts_with(char::is_lowercase);
    let modern = (1900..2050).contains(&year) && !many && !NUMBERED.contains(&word_before.as_str());
    let lone = modern && word_before.len() > 1 && word_before.chars().all(char::is_alphabetic);
    let dashed = before == Some('-') && !hit.prose[..hit.start].ends_with("mid-");
    let said = cued || bracketed || qualified || lone || starts_sentence(hit);
    plausible && !dashed && (closes || !counted) && said
}

/// "in '07", "class of '98".
fn short_year(hit: &Hit) -> Option<TimeExpression> {
    let cues = [
        "in", "of", "since", "by", "until", "from", "to", "before", "after",
    ];
    let next = hit.rest().trim_start().chars().next();
    // "in '12 Angry Men'" opens a title.
    let title = hit.rest().starts_with(' ') && next.is_some_and(char::is_uppercase);
    let said = cues.contains(&hit.word_before().as_str()) && !title;
    said.then(|| hit.say(year_form(hit.year())?))?
}

fn starts_sentence(hit: &Hit) -> bool {
    hit.prose[..hit.start].trim().is_empty() && !hit.rest().trim().is_empty()
}

fn decade(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.lower("decade")?;
    let first_year: i16 = match words.parse::<i16>() {
        Ok(year) if hit.part("era").is_some() => -year,
        Ok(year) if year < 100 => 1900 + year,
        Ok(year) => year,
        Err(_) => {
            let eighteen = hit
                .lower("century_word")
                .is_some_and(|word| word == "eighteen");
            let century = if eighteen { 1800 } else { 1900 };
            century + DECADES.iter().find(|(name, _)| *name == words)?.1
        }
    };
    let spelt = words.parse::<i16>().is_err();
    let the = hit.prose[hit.span().range()]
        .to_lowercase()
        .contains("the ");
    // "in his twenties" is an age.
    if spelt && !the {
        return None;
    }
    let whole = &hit.prose[hit.span().range()];
    if !spelt && words.len() == 2 && !whole.contains([' ', '\u{2019}', '\'']) {
        return None;
    }
    // "highs in the 70s".
    let bare = words.len() == 2 && !whole.contains(['\'', '\u{2019}']);
    if bare && speaks_of_weather(hit) {
        return None;
    }
    hit.say(Form::Decade { first_year })
}

/// Whether the words around a hit measure: temperatures, speeds, ages.
fn speaks_of_weather(hit: &Hit) -> bool {
    let mut from = hit.start.saturating_sub(120);
    while !hit.prose.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (hit.span().end as usize + 60).min(hit.prose.len());
    while !hit.prose.is_char_boundary(to) {
        to -= 1;
    }
    let near = hit.prose[from..to].to_lowercase();
    let mut words = near.split(|c: char| !c.is_alphabetic());
    words.any(|word| MEASURING.contains(&word))
}

fn century(hit: &Hit) -> Option<TimeExpression> {
    let number = ordinal(&hit.lower("ordinal")?)?;
    let number = i16::try_from(number).ok()?;
    let before = hit.part("era").is_some_and(|era| era.starts_with('B'));
    hit.say(Form::Century {
        number: if before { 1 - number } else { number },
    })
}

fn anchored(hit: &Hit) -> Option<TimeExpression> {
    let unit = hit.unit()?;
    let amount = match hit.lower("number") {
        Some(words) => amount(&words),
        None => Amount::Exact(1.0),
    };
    let direction = hit.lower("direction")?;
    // "the day before the election" counts from what follows.
    if hit.part("number").is_none() && !hit.prose[hit.span().range()].contains('-') {
        return beside_last(hit, unit, &direction);
    }
    let sign = match direction.as_str() {
        "ago" | "earlier" | "before" | "previously" => -1,
        _ => 1,
    };
    // "two weeks before the election" counts from what follows; the words alone are a length.
    let counts_on = matches!(direction.as_str(), "before" | "after")
        && !hit
            .rest()
            .trim_start_matches(['"', '\u{201d}'])
            .starts_with([',', '.', ';', ')']);
    let Amount::Exact(number) = amount else {
        if matches!(direction.as_str(), "before" | "after") {
            return length_before(hit, amount, unit, &direction);
        }
        let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return hit.say(Form::Vague(reference));
    };
    if counts_on {
        return length_before(hit, amount, unit, &direction);
    }
    let amount = sign * number as i32;
    if unit == Unit::Year && number == 1.0 && matches!(direction.as_str(), "ago" | "earlier") {
        let words = hit.prose[hit.span().range()].to_lowercase();
        return hit.say(Form::YearBefore {
            quarter: words.ends_with("quarter") || words.ends_with("period"),
        });
    }
    let from_article = matches!(direction.as_str(), "ago" | "from now" | "hence")
        || (direction == "earlier" && number == 1.0);
    hit.say(match from_article {
        true => Form::Offset { unit, amount },
        false => Form::FromLast { unit, amount },
    })
}

/// "the year before", "the following day" in the other order.
fn beside_last(hit: &Hit, unit: Unit, direction: &str) -> Option<TimeExpression> {
    let closes = hit.rest().is_empty()
        || hit
            .rest()
            .starts_with([',', '.', ';', ')', '"', '\u{201d}']);
    let amount = match direction {
        "before" | "earlier" => -1,
        _ => 1,
    };
    closes.then(|| hit.say(Form::FromLast { unit, amount }))?
}

/// The length alone in "two weeks before the election".
fn length_before(hit: &Hit, amount: Amount, unit: Unit, direction: &str) -> Option<TimeExpression> {
    let words = &hit.prose[hit.span().range()];
    let shorter = words[..words.len() - direction.len()].trim_end().len();
    let start = hit.span().start as usize;
    Some(TimeExpression {
        span: Span::new(start, start + shorter),
        ..hit.expression(Form::Length(duration(amount, unit)), TimexType::Duration)
    })
}

fn part_of(hit: &Hit) -> Option<TimeExpression> {
    let amount = match hit.which() {
        Which::Last => -1,
        Which::Next => 1,
        _ => 0,
    };
    let later = matches!(hit.lower("mod")?.as_str(), "later" | "late");
    let unit = hit.unit()?;
    if hit.is_anaphoric() || hit.lower("which")? == "the" {
        return hit.say(Form::FromLast { unit, amount });
    }
    hit.say(Form::PartOf {
        unit,
        amount,
        later,
    })
}

fn neighbour(hit: &Hit) -> Option<TimeExpression> {
    let unit = hit.unit()?;
    let words = hit.lower("which")?;
    let plural = hit.lower("unit")?.ends_with('s') && !hit.lower("unit")?.ends_with("ys");
    let many = plural
        && UNITS
            .iter()
            .any(|(_, many, _)| hit.lower("unit").as_deref() == Some(*many));
    if many {
        let reference = match hit.which() {
            Which::Last => "PAST_REF",
            Which::Next => "FUTURE_REF",
            _ => return None,
        };
        return hit.say(Form::Vague(reference));
    }
    if words.ends_with("last") && ends_something(hit) {
        return None;
    }
    let amount = match hit.which() {
        Which::Last => -1,
        Which::Next => 1,
        _ => 0,
    };
    // "the last day" of something is not yesterday.
    let anaphoric = hit.is_anaphoric();
    if unit == Unit::Day && !anaphoric {
        return None;
    }
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return (words == "past" || words == "the past").then(|| {
            let value = duration(Amount::Exact(1.0), unit);
            hit.expression(Form::Length(value), TimexType::Duration)
        });
    }
    hit.say(match anaphoric {
        true => Form::FromLast { unit, amount },
        false if words == "the latest" => Form::Offset { unit, amount: -1 },
        false => Form::Offset { unit, amount },
    })
}

/// "the last week of December", "last year of his life": counted in what follows.
fn ends_something(hit: &Hit) -> bool {
    let Some(rest) = hit.rest().strip_prefix(" of ") else {
        return false;
    };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default();
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    year || month(word).is_some()
        || matches!(
            word,
            "the" | "a" | "his" | "her" | "its" | "their" | "each" | "every"
        )
}

fn weekend(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    (words != "weekend").then(|| hit.say(Form::Weekend { which: hit.which() }))?
}

fn every(hit: &Hit) -> Option<TimeExpression> {
    if let Some(part) = hit.day_part() {
        return Some(set(hit, format!("XXXX-XX-XXT{part}")));
    }
    let other = hit.prose[hit.span().range()]
        .to_lowercase()
        .contains(" other ");
    let amount = match hit.lower("number") {
        Some(words) => amount(&words),
        None => Amount::Exact(if other { 2.0 } else { 1.0 }),
    };
    Some(set(hit, duration(amount, hit.unit()?)))
}

fn every_month(hit: &Hit) -> Option<TimeExpression> {
    Some(set(hit, format!("XXXX-{:02}", hit.month()?)))
}

fn adverb(hit: &Hit) -> Option<TimeExpression> {
    let value = match hit.lower("adverb")?.as_str() {
        "hourly" => "PT1H",
        "weekly" => "P1W",
        "monthly" => "P1M",
        "fortnightly" => "P2W",
        "nightly" => "XXXX-XX-XXTNI",
        _ => "P1D",
    };
    // "the Weekly Standard", "USA Daily".
    let capital = hit.part("adverb")?.starts_with(char::is_uppercase);
    (!capital).then(|| set(hit, value.to_owned()))
}

fn frequency(hit: &Hit) -> Option<TimeExpression> {
    Some(set(hit, duration(Amount::Exact(1.0), hit.unit()?)))
}

fn length(hit: &Hit) -> Option<TimeExpression> {
    let unit = hit.unit()?;
    let words = hit.lower("number")?;
    let mut amount = amount(&words);
    // "the 1988 quarter" is a year and no number.
    let year = words
        .parse::<u32>()
        .is_ok_and(|n| (1500..2100).contains(&n));
    if year && !words.contains(',') && !hit.lower("unit").is_some_and(|unit| unit.ends_with('s')) {
        return None;
    }
    // Ages are no times: "22 years old", "a 9-year-old".
    if hit.part("old").is_some()
        || hit.rest().starts_with("-old")
        || ["-long", "-ago", "-earlier"]
            .iter()
            .any(|end| hit.rest().starts_with(end))
        || words.parse::<f64>().is_ok_and(|n| n > 9999.0)
    {
        return None;
    }
    let whole = hit.prose[hit.span().range()].to_lowercase();
    if whole.ends_with("and a half")
        && let Amount::Exact(number) = amount
    {
        amount = Amount::Exact(number + 0.5);
    }
    // "a second chance", "a quarter of them", "a minute detail", "a day" of "one fine day".
    let one = matches!(words.as_str(), "a" | "an");
    let ordered = hit.part("order").is_some();
    // "three-quarters" is a share.
    if unit == Unit::Quarter && hit.prose[hit.span().range()].contains('-') {
        return None;
    }
    let odd = matches!(unit, Unit::Second | Unit::Quarter)
        || (unit == Unit::Minute && !hit.rest().trim_start().starts_with([',', '.']));
    if one && odd
        || words == "some" && !ordered && hit.lower("unit").is_some_and(|unit| !unit.ends_with('s'))
    {
        return None;
    }
    if one && !ordered && is_rate(hit) {
        return Some(set(hit, duration(amount, unit)));
    }
    let value = duration(amount, unit);
    let mut found = hit.expression(Form::Length(value), TimexType::Duration);
    let over = whole.starts_with("over ") && !EXCEEDING.contains(&hit.word_before().as_str());
    if over {
        found.span = Span::new(hit.start + "over ".len(), found.span.end as usize);
    }
    Some(found)
}

/// "30 a day", "$500 million a year", "two flights a week": so many in each.
fn is_rate(hit: &Hit) -> bool {
    let before = hit.word_before();
    if matches!(before.as_str(), "once" | "twice" | "times") {
        return true;
    }
    let clause = &hit.prose[..hit.start];
    let mut words = clause.split_whitespace().rev();
    let number = |word: &str| {
        let word = word.trim_start_matches(['$', '\u{a3}', '\u{20ac}']);
        let spelt = NUMBERS
            .iter()
            .any(|(name, value)| *name == word && *value > 1);
        word.starts_with(|c: char| c.is_ascii_digit()) && word.len() != 4
            || spelt
            || matches!(word, "million" | "billion" | "trillion")
    };
    match (words.next(), words.next()) {
        (Some(last), _) if number(last) => true,
        (Some(last), Some(counted)) => number(counted) && last.ends_with('s'),
        _ => false,
    }
}

fn bare_length(hit: &Hit) -> Option<TimeExpression> {
    if hit.part("long").is_some() {
        let word = hit.lower("bare")?;
        let unit = unit(&word)?;
        let amount = match word.ends_with('s') {
            true => Amount::Vague,
            false => Amount::Exact(1.0),
        };
        let value = Form::Length(duration(amount, unit));
        return Some(hit.expression(value, TimexType::Duration));
    }
    let cues = [
        "for", "in", "over", "after", "within", "of", "took", "takes", "take", "last", "lasted",
        "spent", "recent", "and", "or", "until", "by", "coming",
    ];
    if !cues.contains(&hit.word_before().as_str())
        || hit.word_before() == "of" && hit.lower("bare")? != "weeks"
    {
        return None;
    }
    let unit = unit(&hit.lower("bare")?)?;
    Some(hit.expression(
        Form::Length(duration(Amount::Vague, unit)),
        TimexType::Duration,
    ))
}

/// "another week", "all day".
fn one_whole(hit: &Hit) -> Option<TimeExpression> {
    let value = duration(Amount::Exact(1.0), hit.unit()?);
    Some(hit.expression(Form::Length(value), TimexType::Duration))
}

/// "the quarter", "the year": the one that is spoken of.
fn whole(hit: &Hit) -> Option<TimeExpression> {
    let unit = match hit.lower("whole")?.as_str() {
        "weekend" => return hit.say(Form::Weekend { which: Which::Bare }),
        "end" => {
            return hit.say(Form::Calendar {
                year: None,
                month: Some(12),
                day: Some(31),
            });
        }
        "quarter" | "latest period" | "latest quarter" => Unit::Quarter,
        "year" | "full year" | "fiscal year" => Unit::Year,
        "week" => Unit::Week,
        word => unit(word).filter(|_| hit.part("mod").is_some())?,
    };
    if hit.part("mod").is_some() {
        return hit.say(Form::Spoken { unit, amount: 0 });
    }
    let rest = hit.rest().trim_start();
    // "the quarter of a million", "the year of the dragon", "the year 2000 problem".
    if rest.starts_with("of ")
        || rest.starts_with(|c: char| c.is_ascii_digit() || c == '\'' || c == '\u{2019}')
        || rest.starts_with("-")
    {
        return None;
    }
    hit.say(Form::Spoken {
        unit,
        amount: if unit == Unit::Quarter { -1 } else { 0 },
    })
}

fn holiday(hit: &Hit) -> Option<TimeExpression> {
    let name = hit.part("holiday")?.replace('\u{2019}', "'");
    let (_, month, when) = HOLIDAYS.iter().find(|(known, ..)| *known == name)?;
    // "Good Friday Agreement", "Christmas Island", "Orthodox Easter".
    let mut next = hit.rest().chars();
    let named = next.next() == Some(' ') && next.next().is_some_and(char::is_uppercase);
    if named || hit.word_before() == "orthodox" {
        return None;
    }
    hit.say(Form::Holiday {
        month: *month,
        when: *when,
        year: hit.parse("year"),
        which: hit.which(),
    })
}

fn vague(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, value) = VAGUE.iter().find(|(known, _)| *known == words)?;
    // "the past" in "the past three" is the start of something else; "in future years" too.
    let next = hit.rest().trim_start();
    let adjective = matches!(words.as_str(), "the past" | "the current" | "the present")
        && next.starts_with(|c: char| c.is_alphanumeric())
        && !starts_with_function_word(next);
    (!adjective).then(|| hit.say(Form::Vague(value)))?
}

fn in_narrative(found: Option<TimeExpression>) -> Option<TimeExpression> {
    Some(TimeExpression {
        narrative: true,
        ..found?
    })
}

fn narrative_vague(hit: &Hit) -> Option<TimeExpression> {
    let words = hit.prose[hit.span().range()].to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, value) = NARRATIVE.iter().find(|(known, _)| *known == words)?;
    let word = hit.word_before();
    let said = match words.as_str() {
        "former" | "future" => word != "the",
        // "for the first time", "the time has come", "this time, he".
        _ => matches!(
            word.as_str(),
            "at" | "by"
                | "during"
                | "from"
                | "until"
                | "since"
                | "around"
                | "in"
                | "of"
                | "throughout"
                | "within"
                | "about"
                | "before"
                | "after"
                | "on"
        ),
    };
    said.then(|| hit.say(Form::Vague(value)))?
}

/// "in winter", "the 1942 summer offensive".
fn bare_season(hit: &Hit) -> Option<TimeExpression> {
    let word = hit.lower("season")?;
    let letters = SEASONS.iter().find(|(name, _)| *name == word)?.1;
    // "spring up", "fall back", "the fall of the city".
    if word == "fall" || hit.rest().starts_with('s') {
        return None;
    }
    hit.say(Form::Season {
        letters,
        year: None,
        which: Which::Bare,
    })
}

fn night(hit: &Hit) -> Option<TimeExpression> {
    let said = matches!(hit.word_before().as_str(), "at" | "by")
        || first_word(hit.rest().trim_start()).starts_with(char::is_lowercase);
    let value = Form::Length("XXXX-XX-XXTNI".to_owned());
    let found = hit.expression(value, TimexType::Time);
    said.then_some(TimeExpression {
        part: None,
        ..found
    })
}

/// The letters that `rest` starts with; looking no further keeps long rows of digits cheap.
fn first_word(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphabetic());
    &rest[..end.unwrap_or(rest.len())]
}

fn starts_with_function_word(rest: &str) -> bool {
    let word = first_word(rest);
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "is"
            | "was"
            | "has"
            | "had"
            | "to"
            | "for"
            | "when"
            | "that"
            | "as"
            | "in"
            | "with"
            | "of"
    )
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Amount {
    Exact(f64),
    Vague,
}

/// The value of number words: "twenty-four", "a couple of", "3,500", "several".
fn amount(words: &str) -> Amount {
    let plain = words.replace(',', "");
    let mut parts = plain.split_whitespace();
    let whole: Option<f64> = parts.next().and_then(|part| part.parse().ok());
    if let Some(whole) = whole {
        let fraction = parts.next().and_then(|part| part.split_once('/'));
        let fraction =
            fraction.and_then(|(a, b)| Some(a.parse::<f64>().ok()? / b.parse::<f64>().ok()?));
        return Amount::Exact(whole + fraction.unwrap_or(0.0));
    }
    if words.starts_with("half a dozen") {
        return Amount::Exact(6.0);
    }
    if words.starts_with("half") || words == "a half" {
        return Amount::Exact(0.5);
    }
    let (mut total, mut known) = (0.0, false);
    for word in words.split([' ', '-']) {
        match NUMBERS.iter().find(|(name, _)| *name == word) {
            Some((_, 1000)) if known => total = f64::max(total, 1.0) * 1000.0,
            Some((_, value @ (100 | 12))) if known && matches!(word, "hundred" | "dozen") => {
                total = f64::max(total, 1.0) * f64::from(*value);
            }
            Some((_, value)) if word == "couple" => total = f64::from(*value),
            Some((_, value)) => {
                total += f64::from(*value);
                known = true;
            }
            // "two to three weeks": the first one.
            None if word == "to" => break,
            None if matches!(word, "and" | "of") => {}
            None if word == "half" => total += 0.5 - 1.0,
            None => return Amount::Vague,
        }
    }
    Amount::Exact(total)
}

/// The TIMEX3 value of a duration: "P3W", "PT24H", "PXY".
fn duration(amount: Amount, unit: Unit) -> String {
    let (amount, unit) = match (amount, unit) {
        (Amount::Exact(number), Unit::Fortnight) => (Amount::Exact(number * 2.0), Unit::Week),
        (Amount::Exact(number), Unit::Decade) => (Amount::Exact(number * 10.0), Unit::Year),
        (Amount::Exact(number), Unit::Century) => (Amount::Exact(number * 100.0), Unit::Year),
        (Amount::Exact(number), Unit::Quarter) => (Amount::Exact(number * 3.0), Unit::Month),
        other => other,
    };
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Week | Unit::Fortnight => ("", "W"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
    };
    match amount {
        Amount::Exact(number) if unit == Unit::Year && number.fract() == 0.5 => {
            format!("P{}Y6M", number.trunc())
        }
        Amount::Exact(number) => format!("P{time}{number}{letter}"),
        Amount::Vague => format!("P{time}X{letter}"),
    }
}

fn unit(word: &str) -> Option<Unit> {
    UNITS
        .iter()
        .find(|(one, many, _)| *one == word || *many == word)
        .map(|(.., unit)| *unit)
}

fn ordinal(word: &str) -> Option<usize> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    match digits.parse() {
        Ok(number) => Some(number),
        Err(_) => Some(ORDINALS.iter().position(|name| *name == word)? + 1),
    }
}

/// "nineteen ninety-six", "two thousand and five".
fn year_in_words(words: &str) -> Option<i16> {
    let value = |word: &str| {
        NUMBERS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, value)| *value)
    };
    let parts: Vec<&str> = words
        .split([' ', '-'])
        .filter(|word| *word != "and")
        .collect();
    if parts.get(1) == Some(&"thousand") {
        let rest: u32 = parts[2..].iter().filter_map(|word| value(word)).sum();
        return i16::try_from(2000 + rest).ok();
    }
    let century = value(parts.first()?)?;
    let rest: u32 = parts[1..]
        .iter()
        .filter(|word| **word != "hundred")
        .filter_map(|word| value(word))
        .sum();
    i16::try_from(century * 100 + rest).ok()
}

pub fn month(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.');
    let known = |(full, short): &(&str, &[&str])| {
        full.eq_ignore_ascii_case(name)
            || short.iter().any(|short| short.eq_ignore_ascii_case(name))
    };
    i8::try_from(MONTHS.iter().position(known)? + 1).ok()
}

pub fn weekday(name: &str) -> Option<Weekday> {
    let name = name.trim_end_matches('.');
    let found = WEEKDAYS.iter().find(|(full, short, _)| {
        full.eq_ignore_ascii_case(name)
            || short.iter().any(|short| short.eq_ignore_ascii_case(name))
    });
    found.map(|(_, _, weekday)| *weekday)
}
