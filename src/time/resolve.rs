//! From what the words say to a TIMEX3 value and an interval.
//!
//! Two strategies (HeidelTime's "news" and "narratives"): a dated article counts from its date; an
//! undated one takes the year of a date, and "the following day", from the last date that was
//! mentioned. What counts from the day of writing ("yesterday") is never guessed.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::text::Span;

use super::english::Holiday;
use super::interval::next_day;
use super::{
    Form, Granularity, Interval, Tense, TimeExpression, TimeMention, TimexType, Unit, Which,
};

/// What relative expressions count from, and how numbers are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The article's date.
    pub date: Option<Date>,
    /// Whether 03/04/2025 has the month first; `None` where no locale is set.
    pub month_first: Option<bool>,
    pub strategy: Strategy,
}

/// What a date without a year counts from.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Strategy {
    /// The article's date where it has one, else the last date that was mentioned.
    #[default]
    Auto,
    /// The article's date, and nothing else.
    News,
    /// The last date that was mentioned; before the first one the article's date.
    Narrative,
}

/// How a value came about, for the person who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// It is written out.
    Written,
    /// The year stands behind the date that it is joined with.
    YearShared,
    /// The day of the article itself.
    OwnDay,
    /// Counted from the article's date.
    FromArticle,
    /// The year is the article's, or the one nearest to it.
    YearFromArticle,
    /// Counted from the last date that was mentioned before.
    FromLastMention,
    /// A pin in the text says so.
    Pinned,
    /// It counts from the article's date, and the article has none.
    NeedsArticleDate,
    /// 03/04/2025 can be two days.
    Ambiguous,
    /// Not a point in the calendar: a duration, a set, "now".
    None,
}

/// Resolves the expressions of an article in the order of the text.
#[derive(Debug, Default)]
pub struct Resolver {
    reference: Reference,
    /// The last date that was mentioned.
    last: Option<Interval>,
    /// The last one in whose year a narrative goes on: a month or a day, or a year that opens a
    /// sentence. A year that is only mentioned ("declassified in 2005") leads no story on.
    setting: Option<Interval>,
    /// The quarter whose results are spoken of.
    quarter: Option<Interval>,
    /// The last date that was mentioned could not be resolved.
    unknown: bool,
}

/// The words of a pin: whatever they say, they mean `value` (ISO 8601 / TIMEX3). `None` where the
/// value cannot be read.
pub fn resolve_pin(words: Span, value: &str) -> Option<TimeMention> {
    let (timex, interval) = read_value(value)?;
    Some(TimeMention {
        span: words,
        expression: TimeExpression {
            span: Span::new(0, words.len()),
            timex,
            form: Form::Pinned,
            part: None,
            modifier: None,
            weekday: None,
            tense: Tense::Unknown,
            opening: false,
            narrative: false,
            shares_year: false,
        },
        value: Some(value.to_owned()),
        interval,
        derivation: Derivation::Pinned,
    })
}

/// The type of a TIMEX3 value, and its interval where it is a part of the calendar.
fn read_value(value: &str) -> Option<(TimexType, Option<Interval>)> {
    if matches!(value, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") {
        return Some((TimexType::Date, None));
    }
    if let Some(length) = value.strip_prefix('P') {
        let parts = length.strip_prefix('T').unwrap_or(length);
        let well_formed = parts.starts_with(|c: char| c.is_ascii_digit() || c == 'X')
            && parts.ends_with(|c: char| c.is_ascii_uppercase())
            && parts
                .bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'.');
        return well_formed.then_some((TimexType::Duration, None));
    }
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    let timex = if time.is_some() {
        TimexType::Time
    } else {
        TimexType::Date
    };
    Some((timex, Some(read_calendar(day)?)))
}

/// "2025-02-17", "2025-02", "2025", "2025-W08", "2025-W08-1", "2025-Q1", "202" (a decade).
fn read_calendar(value: &str) -> Option<Interval> {
    let mut parts = value.split('-');
    let year = parts
        .next()
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let first: i16 = year.parse().ok()?;
    let parts: Vec<&str> = parts.collect();
    match (year.len(), parts.as_slice()) {
        (3, []) => Interval::decade(first.checked_mul(10)?),
        (4, []) => Interval::year(first),
        (4, [part]) => match part.split_at_checked(1)? {
            ("W", week) => week_of(first, week.parse().ok()?, Weekday::Monday)
                .and_then(|monday| Interval::around(monday, Unit::Week)),
            ("Q", quarter) => {
                let quarter: i8 = quarter
                    .parse()
                    .ok()
                    .filter(|quarter| (1..=4).contains(quarter))?;
                Interval::around(Date::new(first, quarter * 3, 1).ok()?, Unit::Quarter)
            }
            _ => Interval::month(first, part.parse().ok()?),
        },
        (4, [week, day]) if week.starts_with('W') => {
            let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
            week_of(first, week[1..].parse().ok()?, weekday).map(Interval::day)
        }
        (4, [month, day]) => {
            let date = Date::new(first, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some(Interval::day(date))
        }
        _ => None,
    }
}

fn week_of(year: i16, week: i8, weekday: Weekday) -> Option<Date> {
    Some(ISOWeekDate::new(year, week, weekday).ok()?.date())
}

impl Resolver {
    pub fn new(reference: Reference) -> Resolver {
        Resolver {
            reference,
            last: None,
            setting: None,
            quarter: None,
            unknown: false,
        }
    }

    /// Resolves the next expression, found in a block that starts at byte `block_start`.
    pub fn resolve(&mut self, expression: &TimeExpression, block_start: usize) -> TimeMention {
        let mut mention = TimeMention {
            span: expression.span.shifted(block_start),
            expression: expression.clone(),
            value: None,
            interval: None,
            derivation: Derivation::None,
        };
        self.fill(&mut mention);
        if let (Some(part), Some(value)) = (&expression.part, &mention.value)
            && !value.starts_with('P')
            && mention
                .interval
                .is_none_or(|interval| interval.granularity == Granularity::Day)
        {
            mention.value = Some(format!("{value}T{part}"));
        }
        self.mentioned(&mention);
        mention
    }

    /// Later expressions may count from this one.
    pub fn mentioned(&mut self, mention: &TimeMention) {
        let compares = matches!(mention.expression.form, Form::YearBefore { .. });
        let point =
            matches!(mention.expression.timex, TimexType::Date | TimexType::Time) && !compares;
        // "the first nine months": what is compared next is the year.
        let months = matches!(&mention.expression.form, Form::Length(value) if value == "P9M" || value == "P6M");
        if months {
            self.quarter = None;
        }
        if point {
            self.unknown = mention.derivation == Derivation::NeedsArticleDate;
        }
        if let Some(interval) = mention.interval.filter(|_| point) {
            match interval.granularity {
                Granularity::Quarter => self.quarter = Some(interval),
                Granularity::Day => {}
                _ => self.quarter = None,
            }
            self.last = Some(interval);
            if self.leads_on(interval, &mention.expression) {
                self.setting = Some(interval);
            }
        }
    }

    /// Whether a narrative goes on from there.
    fn leads_on(&self, interval: Interval, expression: &TimeExpression) -> bool {
        let Some(setting) = self.setting else {
            return true;
        };
        let near = (interval.begin.year() - setting.begin.year()).abs() <= 2
            && expression.tense != Tense::Future;
        interval.granularity <= Granularity::Quarter || expression.opening || near
    }

    /// The day that dates without a year count from.
    fn date(&self) -> Option<Date> {
        let told = self.reference.strategy == Strategy::Narrative && self.setting.is_some();
        self.reference.date.filter(|_| !told)
    }

    /// The date that a narrative goes on from.
    fn setting(&self) -> Option<Interval> {
        self.setting
            .filter(|_| self.reference.strategy != Strategy::News)
    }

    fn fill(&self, mention: &mut TimeMention) {
        let tense = mention.expression.tense;
        let date = self.date();
        match mention.expression.form.clone() {
            Form::Calendar { year, month, day } => self.calendar(mention, year, month, day),
            Form::Slashed {
                first,
                second,
                year,
            } => self.slashed(mention, first, second, year),
            Form::Season {
                letters,
                year,
                which,
            } => self.season(mention, letters, year, which),
            Form::Share {
                letter,
                number,
                year,
                which,
            } => self.share(mention, letter, number, year, which),
            Form::Holiday {
                month,
                when,
                year,
                which,
            } => self.holiday(mention, month, when, year, which),
            Form::WeekOf { year, month, day } => {
                self.calendar(mention, year, Some(month), Some(day));
                mention.interval = mention
                    .interval
                    .and_then(|day| Interval::around(day.begin, Unit::Week));
                mention.value = mention.interval.map(value_of);
            }
            // "Monday at 9 a.m.": without the Monday nothing is known of the clock.
            Form::FromLast {
                unit: Unit::Day,
                amount: 0,
            } if self.unknown => mention.derivation = Derivation::NeedsArticleDate,
            Form::Decade { first_year } => mention.written(Interval::decade(first_year)),
            Form::Century { number } => {
                let first = Date::new(
                    number
                        .saturating_sub(1)
                        .saturating_mul(100)
                        .saturating_add(1),
                    1,
                    1,
                )
                .ok();
                mention.written(first.and_then(|first| Interval::around(first, Unit::Century)));
            }
            Form::Vague(value) => {
                mention.value = Some(value.to_owned()).filter(|value| !value.is_empty());
            }
            Form::Length(value) => mention.value = Some(value),
            Form::Impossible { .. } | Form::Pinned => {}
            Form::FromLast { unit, amount } => self.counted_from_last(mention, unit, amount),
            Form::YearBefore { quarter } if date.is_some() => self.year_before(mention, quarter),
            Form::Spoken {
                unit: Unit::Quarter,
                ..
            } if self.quarter.is_some() => {
                mention.interval = self.quarter;
                mention.value = self.quarter.map(value_of);
                mention.derivation = Derivation::FromLastMention;
            }
            Form::Spoken { unit, .. } if date.is_none() && self.last.is_some() => {
                self.counted_from_last(mention, unit, 0);
            }
            Form::MonthOf { month, which } if date.is_none() && self.setting().is_some() => {
                let from = self.setting().map(|last| last.begin);
                mention.interval = from.and_then(|from| month_of(from, month, which));
                mention.value = mention.interval.map(value_of);
                mention.derivation = Derivation::FromLastMention;
            }
            form => match date {
                Some(date) => mention.relative(&form, date, tense),
                None => mention.derivation = Derivation::NeedsArticleDate,
            },
        }
    }

    fn calendar(
        &self,
        mention: &mut TimeMention,
        year: Option<i16>,
        month: Option<i8>,
        day: Option<i8>,
    ) {
        let tense = mention.expression.tense;
        let from_article = || nearest_year(self.date()?, month?, day, tense);
        let from_last = || self.narrative_year(month);
        let (year, derivation) = match (year, from_article()) {
            (Some(year), _) if mention.expression.shares_year => {
                (Some(year), Derivation::YearShared)
            }
            (Some(year), _) => (Some(year), Derivation::Written),
            (None, Some(year)) => (Some(year), Derivation::YearFromArticle),
            (None, None) => match from_last() {
                Some(year) => (Some(year), Derivation::FromLastMention),
                None => (None, Derivation::NeedsArticleDate),
            },
        };
        mention.derivation = derivation;
        let Some(year) = year else {
            let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
            mention.value = month.map(|month| format!("XXXX-{month:02}{day}"));
            return;
        };
        mention.interval = match (month, day) {
            (None, _) => Interval::year(year),
            (Some(month), None) => Interval::month(year, month),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Interval::day),
        };
        mention.value = mention.interval.map(value_of);
    }

    /// The year in which a narrative goes on: that of the last date, or the next one where the
    /// story has come from the end of a year to its beginning.
    fn narrative_year(&self, month: Option<i8>) -> Option<i16> {
        let last = self.setting()?;
        let fine = last.granularity <= Granularity::Month;
        let turned = fine && last.begin.month() >= 10 && month.is_some_and(|month| month <= 3);
        Some(last.begin.year() + i16::from(turned))
    }

    fn slashed(&self, mention: &mut TimeMention, first: i8, second: i8, year: i16) {
        let month_first = match (first, second) {
            (13.., _) => Some(false),
            (_, 13..) => Some(true),
            _ if first == second => Some(true),
            _ => self.reference.month_first,
        };
        let Some(month_first) = month_first else {
            mention.derivation = Derivation::Ambiguous;
            return;
        };
        let (month, day) = if month_first {
            (first, second)
        } else {
            (second, first)
        };
        mention.written(Date::new(year, month, day).ok().map(Interval::day));
    }

    /// The year that an expression with "last", "this", "next" or nothing means, where `start` is
    /// the first month of what is spoken of.
    fn year_of(&self, start: i8, which: Which, future: bool) -> Option<(i16, Derivation)> {
        let Some(date) = self.date() else {
            let last = self.setting()?.begin;
            let year = match which {
                Which::Last if start >= last.month() => last.year() - 1,
                Which::Next if start <= last.month() => last.year() + 1,
                _ => last.year(),
            };
            return Some((year, Derivation::FromLastMention));
        };
        let year = date.year();
        let ahead = start > date.month();
        let year = match which {
            Which::Last if ahead => year - 1,
            Which::Last if date.month() - start < 3 => year - 1,
            Which::Next if !ahead => year + 1,
            Which::Bare if ahead && !future => year - 1,
            _ => year,
        };
        Some((year, Derivation::FromArticle))
    }

    fn season(&self, mention: &mut TimeMention, letters: &str, year: Option<i16>, which: Which) {
        let start = match letters {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        let future = mention.expression.tense == Tense::Future;
        let inferred = || self.year_of(start, which, future);
        let Some((year, derivation)) = year
            .map(|year| (year, Derivation::Written))
            .or_else(inferred)
        else {
            mention.value = Some(format!("XXXX-{letters}"));
            mention.derivation = Derivation::NeedsArticleDate;
            return;
        };
        mention.value = Some(format!("{}-{letters}", year_value(year)));
        mention.derivation = derivation;
        mention.interval = Date::new(year, start, 1).ok().map(|begin| Interval {
            begin,
            end: begin.saturating_add(3.months()),
            granularity: Granularity::Quarter,
        });
    }

    fn share(
        &self,
        mention: &mut TimeMention,
        letter: char,
        number: i8,
        year: Option<i16>,
        which: Which,
    ) {
        let months = if letter == 'Q' { 3 } else { 6 };
        let start = (number - 1) * months + 1;
        let inferred = || {
            let date = self.date();
            // A report speaks of a quarter when it is over.
            let over = date.map(|date| start + months <= date.month());
            match (date, which, over) {
                (Some(date), Which::Last, _) => Some((date.year() - 1, Derivation::FromArticle)),
                (Some(date), Which::Next, _) => Some((date.year() + 1, Derivation::FromArticle)),
                (Some(date), Which::Bare, Some(false))
                    if mention.expression.tense != Tense::Future && start > date.month() =>
                {
                    Some((date.year() - 1, Derivation::FromArticle))
                }
                (Some(date), ..) => Some((date.year(), Derivation::FromArticle)),
                (None, ..) => Some((self.setting()?.begin.year(), Derivation::FromLastMention)),
            }
        };
        let Some((year, derivation)) = year
            .map(|year| (year, Derivation::Written))
            .or_else(inferred)
        else {
            mention.value = Some(format!("XXXX-{letter}{number}"));
            mention.derivation = Derivation::NeedsArticleDate;
            return;
        };
        mention.value = Some(format!("{year:04}-{letter}{number}"));
        mention.derivation = derivation;
        mention.interval = Date::new(year, start, 1).ok().map(|begin| Interval {
            begin,
            end: begin.saturating_add(i64::from(months).months()),
            granularity: Granularity::Quarter,
        });
    }

    fn holiday(
        &self,
        mention: &mut TimeMention,
        month: i8,
        when: Holiday,
        year: Option<i16>,
        which: Which,
    ) {
        let tense = mention.expression.tense;
        let inferred = || {
            let date = self.date()?;
            let this = holiday_of(date.year(), month, when)?;
            let year = match which {
                Which::Bare => nearest_year(date, month, None, tense)?,
                Which::Last => date.year() - i16::from(this >= date),
                Which::Next => date.year() + i16::from(this <= date),
                Which::This => date.year(),
            };
            Some((year, Derivation::YearFromArticle))
        };
        let last = || Some((self.setting()?.begin.year(), Derivation::FromLastMention));
        let written = year.map(|year| (year, Derivation::Written));
        let Some((year, derivation)) = written.or_else(inferred).or_else(last) else {
            mention.derivation = Derivation::NeedsArticleDate;
            return;
        };
        mention.interval = holiday_of(year, month, when).map(Interval::day);
        mention.value = mention.interval.map(value_of);
        mention.derivation = derivation;
    }

    fn year_before(&self, mention: &mut TimeMention, quarter: bool) {
        let Some(date) = self.date() else {
            return;
        };
        let spoken_of = self.quarter;
        let own = || Interval::around(date.saturating_sub(3.months()), Unit::Quarter);
        let quarter = spoken_of.or_else(|| own().filter(|_| quarter));
        mention.interval = match quarter {
            Some(quarter) => offset(quarter.begin, Unit::Year, -1).and_then(|_| {
                Interval::around(quarter.begin.saturating_sub(1.years()), Unit::Quarter)
            }),
            None => offset(date, Unit::Year, -1),
        };
        mention.value = mention.interval.map(value_of);
        mention.derivation = Derivation::FromArticle;
    }

    fn counted_from_last(&self, mention: &mut TimeMention, unit: Unit, amount: i32) {
        let own = self.reference.date.map(Interval::day);
        let Some(from) = self.last.or(own) else {
            mention.derivation = Derivation::None;
            mention.value = Some("XXXX".to_owned()).filter(|_| unit == Unit::Year);
            return;
        };
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return;
        }
        // "the next day" counts from a day.
        if unit == Unit::Day && from.granularity != Granularity::Day {
            mention.derivation = Derivation::None;
            return;
        }
        mention.interval = offset(from.begin, unit, amount);
        mention.value = mention.interval.map(value_of);
        mention.derivation = match self.last {
            Some(_) => Derivation::FromLastMention,
            None => Derivation::FromArticle,
        };
    }
}

impl TimeMention {
    fn written(&mut self, interval: Option<Interval>) {
        self.interval = interval;
        self.value = interval.map(value_of);
        self.derivation = Derivation::Written;
    }

    fn relative(&mut self, form: &Form, date: Date, tense: Tense) {
        let future = tense == Tense::Future;
        self.interval = match form {
            Form::Weekday { weekday, which } => Some(Interval::day(nearest_weekday(
                date, *weekday, *which, future,
            ))),
            Form::WeekdayOf { weekday, weeks } => offset(date, Unit::Week, *weeks).map(|week| {
                let days = i64::from(weekday.to_monday_zero_offset());
                Interval::day(week.begin.saturating_add(days.days()))
            }),
            Form::Offset { unit, amount } | Form::Spoken { unit, amount } => {
                offset(date, *unit, *amount)
            }
            Form::PartOf {
                unit,
                amount,
                later,
            } => part_of(date, *unit, *amount, *later),
            Form::MonthOf { month, which } => month_of(date, *month, *which),
            Form::Weekend { which } => weekend(date, *which, tense),
            _ => None,
        };
        self.value = match form {
            Form::PartOf { unit, amount, .. } => offset(date, *unit, *amount).map(value_of),
            Form::Weekend { .. } => self.interval.map(|weekend| {
                let week = weekend.begin.iso_week_date();
                format!("{:04}-W{:02}-WE", week.year(), week.week())
            }),
            _ => self.interval.map(value_of),
        };
        let own_day = self.interval == Some(Interval::day(date));
        self.derivation = if own_day {
            Derivation::OwnDay
        } else {
            Derivation::FromArticle
        };
    }
}

/// TIMEX3 value of a calendar unit.
fn value_of(interval: Interval) -> String {
    let begin = interval.begin;
    let year = year_value(begin.year());
    match interval.granularity {
        Granularity::Day => format!("{year}-{:02}-{:02}", begin.month(), begin.day()),
        Granularity::Week => {
            let week = begin.iso_week_date();
            format!("{}-W{:02}", year_value(week.year()), week.week())
        }
        Granularity::Month => format!("{year}-{:02}", begin.month()),
        Granularity::Quarter => format!("{year}-Q{}", (begin.month() - 1) / 3 + 1),
        Granularity::Year => year,
        Granularity::Decade if begin.year() < 0 => format!("BC{:03}", -begin.year() / 10),
        Granularity::Decade => format!("{:03}", begin.year().div_euclid(10)),
        Granularity::Century if begin.year() < 0 => format!("BC{:02}", -begin.year() / 100),
        Granularity::Century => format!("{:02}", (begin.year() - 1).div_euclid(100)),
    }
}

/// "1917", "BC0480".
fn year_value(year: i16) -> String {
    match year {
        ..=0 => format!("BC{:04}", 1 - i32::from(year)),
        _ => format!("{year:04}"),
    }
}

/// The day of a holiday.
fn holiday_of(year: i16, month: i8, when: Holiday) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    match when {
        Holiday::Day(day) => Date::new(year, month, day).ok(),
        Holiday::Nth(nth, weekday) => first.nth_weekday_of_month(nth, weekday).ok(),
        Holiday::Behind(nth, weekday, days) => {
            let day = first.nth_weekday_of_month(nth, weekday).ok()?;
            day.checked_add(i64::from(days).days()).ok()
        }
        Holiday::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
    }
}

/// Easter Sunday by the Gregorian calendar (Meeus, Jones and Butcher), which the Western churches
/// keep since 1583.
fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let whole = i32::from(year);
    let (golden, century, rest) = (whole % 19, whole / 100, whole % 100);
    let lunar = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction + 114;
    let (month, day) = (i8::try_from(days / 31).ok()?, i8::try_from(days % 31).ok()?);
    Date::new(year, month, day + 1).ok()
}

/// A date without a year lies in the article's year, unless that is far on the side that the words
/// do not speak of.
fn nearest_year(date: Date, month: i8, day: Option<i8>, tense: Tense) -> Option<i16> {
    let year = date.year();
    let Some(this) = Date::new(year, month, day.unwrap_or(1)).ok() else {
        return Some(year);
    };
    // A month alone is the last one such; a day is announced up to a quarter ahead.
    let ahead = match (day, tense) {
        (Some(_), Tense::Past) => this > date.saturating_add(3.months()),
        (Some(_), _) => this > date.saturating_add(8.months()),
        (None, _) => month > date.month() + 2,
    };
    let behind = this < date.saturating_sub(3.months());
    match tense {
        Tense::Past | Tense::Unknown if ahead => Some(year - 1),
        Tense::Future if behind => Some(year + 1),
        _ => Some(year),
    }
}

/// The nearest such weekday in the past, the article's own day included; in the future where the
/// words say so.
fn nearest_weekday(date: Date, weekday: Weekday, which: Which, future: bool) -> Date {
    let back = i64::from(weekday.until(date.weekday()));
    let ahead = i64::from(date.weekday().until(weekday));
    match which {
        Which::Last if back == 0 => date.saturating_sub(7.days()),
        Which::Next if ahead == 0 => date.saturating_add(7.days()),
        Which::Next => date.saturating_add(ahead.days()),
        Which::Bare | Which::This if future => date.saturating_add(ahead.days()),
        _ => date.saturating_sub(back.days()),
    }
}

fn weekend(date: Date, which: Which, tense: Tense) -> Option<Interval> {
    let future = tense == Tense::Future;
    let ahead = i64::from(date.weekday().until(Weekday::Saturday));
    let next = date.saturating_add(ahead.days());
    let past = date.weekday() == Weekday::Sunday || date.weekday() == Weekday::Saturday;
    let saturday = match which {
        Which::Next => next,
        Which::This if tense == Tense::Unknown && !past => next,
        _ if future => next,
        _ if past => date.saturating_sub(i64::from(Weekday::Saturday.until(date.weekday())).days()),
        _ => next.saturating_sub(7.days()),
    };
    Some(Interval {
        begin: saturday,
        end: saturday.saturating_add(2.days()),
        granularity: Granularity::Week,
    })
}

fn offset(date: Date, unit: Unit, amount: i32) -> Option<Interval> {
    let amount = i64::from(amount);
    let span = match unit {
        Unit::Second | Unit::Minute => 0.days(),
        Unit::Hour => (amount / 24).days(),
        Unit::Day => amount.days(),
        Unit::Week => amount.weeks(),
        Unit::Fortnight => (amount * 2).weeks(),
        Unit::Month => amount.months(),
        Unit::Quarter => (amount * 3).months(),
        Unit::Year => amount.years(),
        Unit::Decade => (amount.clamp(-1000, 1000) * 10).years(),
        Unit::Century => (amount.clamp(-100, 100) * 100).years(),
    };
    Interval::around(date.checked_add(span).ok()?, unit)
}

/// "earlier this year" ends with the article's day, "later this year" begins behind it.
fn part_of(date: Date, unit: Unit, amount: i32, later: bool) -> Option<Interval> {
    let whole = offset(date, unit, amount)?;
    if !whole.contains(date) {
        return Some(whole);
    }
    let (begin, end) = match later {
        true => (next_day(date).min(whole.end), whole.end),
        false => (whole.begin, next_day(date)),
    };
    Some(Interval {
        begin,
        end,
        ..whole
    })
}

fn month_of(date: Date, month: i8, which: Which) -> Option<Interval> {
    let year = match which {
        // "last February" in March is not the month that has just ended.
        Which::Last if month >= date.month() - 1 => date.year() - 1,
        Which::Next if month <= date.month() => date.year() + 1,
        _ => date.year(),
    };
    Interval::month(year, month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::recognise;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn values(prose: &str, article: Option<Date>) -> Vec<(String, Derivation)> {
        let reference = Reference {
            date: article,
            month_first: None,
            strategy: super::Strategy::Auto,
        };
        let found = recognise(prose);
        let mut resolver = Resolver::new(reference);
        let resolved = found.iter().map(|found| resolver.resolve(found, 0));
        resolved
            .map(|found| (found.value.unwrap_or_default(), found.derivation))
            .collect()
    }

    #[test]
    fn relative_expressions_count_from_the_article() {
        let monday = Some(date(2025, 2, 17));
        let cases = [
            ("on Monday", "2025-02-17", Derivation::OwnDay),
            ("on Tuesday", "2025-02-11", Derivation::FromArticle),
            (
                "will meet on Tuesday",
                "2025-02-18",
                Derivation::FromArticle,
            ),
            ("last Monday", "2025-02-10", Derivation::FromArticle),
            ("yesterday", "2025-02-16", Derivation::FromArticle),
            ("last week", "2025-W07", Derivation::FromArticle),
            ("three years ago", "2022", Derivation::FromArticle),
            ("last May", "2024-05", Derivation::FromArticle),
            ("earlier this year", "2025", Derivation::FromArticle),
            ("Feb. 3", "2025-02-03", Derivation::YearFromArticle),
            ("Dec. 3", "2024-12-03", Derivation::YearFromArticle),
            ("in the 1990s", "199", Derivation::Written),
            ("currently", "PRESENT_REF", Derivation::None),
        ];
        for (prose, value, derivation) in cases {
            assert_eq!(
                values(prose, monday),
                [(value.to_owned(), derivation)],
                "{prose}"
            );
        }
    }

    #[test]
    fn without_a_date_nothing_is_guessed() {
        assert_eq!(
            values("on Monday", None),
            [(String::new(), Derivation::NeedsArticleDate)]
        );
        assert_eq!(
            values("Feb. 3", None),
            [("XXXX-02-03".into(), Derivation::NeedsArticleDate)]
        );
        assert_eq!(
            values("03/04/2025", None),
            [(String::new(), Derivation::Ambiguous)]
        );
        assert_eq!(
            values("13/04/2025", None),
            [("2025-04-13".into(), Derivation::Written)]
        );
    }

    #[test]
    fn an_undated_narrative_counts_from_what_was_mentioned() {
        use Derivation::{FromLastMention, Written};
        assert_eq!(
            values(
                "It began on 3 May 1917. On 24 June, and the following day, they met that year.",
                None
            ),
            [
                ("1917-05-03".to_owned(), Written),
                ("1917-06-24".to_owned(), FromLastMention),
                ("1917-06-25".to_owned(), FromLastMention),
                ("1917".to_owned(), FromLastMention),
            ]
        );
    }

    #[test]
    fn a_year_that_is_only_mentioned_leads_no_story_on() {
        let found = values(
            "It began on 3 August 1964. A paper declassified in 2005 says that nothing happened on 4 August.",
            None,
        );
        assert_eq!(found[2].0, "1964-08-04");
        let found = values(
            "It began on 3 August 1964. In 1968, they met. It ended in March.",
            None,
        );
        assert_eq!(found[2].0, "1968-03");
    }

    #[test]
    fn a_year_behind_two_dates_belongs_to_both() {
        use Derivation::{Written, YearShared};
        let shared = |prose| values(prose, Some(date(2025, 2, 17)));
        assert_eq!(
            shared("between March and April 1918"),
            [
                ("1918-03".to_owned(), YearShared),
                ("1918-04".to_owned(), Written)
            ]
        );
        assert_eq!(shared("from December to March 1918")[0].0, "1917-12");
        assert_eq!(shared("on March 3. In April 1918")[0].0, "2025-03-03");
    }

    #[test]
    fn years_before_our_era_are_counted_backwards() {
        let found = values(
            "It began in April 480 BC. The following year, in the spring, they fled; by the 470s BC, in the 4th century BC.",
            None,
        );
        let found: Vec<&str> = found.iter().map(|(value, _)| value.as_str()).collect();
        assert_eq!(found, ["BC0480-04", "BC0479", "BC0479-SP", "BC047", "BC03"]);
    }

    #[test]
    fn a_report_of_results_compares_like_with_like() {
        let day = Some(date(1989, 11, 2));
        let found = values(
            "Net rose in the third quarter from a year ago. In the first nine months it fell from a year ago.",
            day,
        );
        let found: Vec<&str> = found.iter().map(|(value, _)| value.as_str()).collect();
        assert_eq!(found, ["1989-Q3", "1988-Q3", "P9M", "1988"]);
    }

    #[test]
    fn a_clock_alone_is_of_the_day_that_is_spoken_of() {
        assert_eq!(
            values("On 11 November 1918 he was shot at 10:57.", None)[1].0,
            "1918-11-11T10:57"
        );
        assert_eq!(
            values("He was shot at 10:57.", None)[0].1,
            Derivation::NeedsArticleDate
        );
    }

    #[test]
    fn parts_of_the_day_and_seasons_have_their_letters() {
        let monday = Some(date(2025, 2, 17));
        let value = |prose| values(prose, monday)[0].0.clone();
        assert_eq!(value("Sunday night"), "2025-02-16TNI");
        assert_eq!(value("at 3:30 p.m. Sunday"), "2025-02-16T15:30");
        assert_eq!(value("this morning"), "2025-02-17TMO");
        assert_eq!(value("last summer"), "2024-SU");
        assert_eq!(value("the fourth quarter"), "2024-Q4");
        assert_eq!(value("the weekend"), "2025-W07-WE");
        assert_eq!(value("at Christmas"), "2024-12-25");
        assert_eq!(value("the 19th century"), "18");
        assert_eq!(value("several years"), "PXY");
        assert_eq!(value("every Tuesday"), "XXXX-WXX-2");
    }

    fn first(prose: &str) -> String {
        let found = values(prose, Some(date(2025, 2, 17)));
        found
            .first()
            .map_or(String::new(), |(value, _)| value.clone())
    }

    #[test]
    fn dates_are_read_in_every_notation() {
        for (prose, value) in [
            ("at 2016-11-07T09:30:00Z it", "2016-11-07T09:30"),
            ("at 2016-11-07 09:30 it", "2016-11-07T09:30"),
            ("on 2016/11/7 he", "2016-11-07"),
            ("on 7.11.2016 he", "2016-11-07"),
            ("on 05-Aug-2016 he", "2016-08-05"),
            ("on the twenty-first of May he", "2025-05-21"),
            ("on the Fourth of July, 2024, he", "2024-07-04"),
            ("the week of Feb. 3", "2025-W06"),
            ("the first Monday of September 2024", "2024-09-02"),
            ("the last Sunday in October 2024", "2024-10-27"),
            ("will meet on Tuesday of next week", "2025-02-25"),
            ("met on Thursday of last week", "2025-02-13"),
            ("next week on Friday", "2025-02-28"),
            ("the week after next", "2025-W10"),
            ("the year before last", "2023"),
            ("two weeks from today", "2025-03-03"),
            ("three days before yesterday", "2025-02-13"),
            ("day after tomorrow", "2025-02-19"),
            ("a fortnight ago", "2025-W06"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
        assert_eq!(first("the last week of December 2024"), "2024-12");
        for prose in ["version 2.13.2016", "32.11.2016", "2016-5-32"] {
            assert_eq!(first(prose), "", "{prose}");
        }
    }

    #[test]
    fn years_and_their_parts_are_read_in_short() {
        for (prose, value) in [
            ("in '07 he", "2007"),
            ("the class of \u{2019}98", "1998"),
            ("the summer of '69", "1969-SU"),
            ("in May '98 he", "1998-05"),
            ("mid-2015", "2015"),
            ("in Q3 2024, sales", "2024-Q3"),
            ("in 2024-Q1 sales", "2024-Q1"),
            ("in H1 2024 sales", "2024-H1"),
            ("the nineteen-seventies", "197"),
            ("the noughties", "200"),
            ("music of the 70s", "197"),
            ("April-June 2024", "2024-04"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
        for prose in ["in '12 Angry Men', he", "Q1: Who came?", "highs in the 70s"] {
            assert_eq!(first(prose), "", "{prose}");
        }
    }

    #[test]
    fn clock_times_are_read_in_words() {
        for (prose, value) in [
            ("at half past seven", "2025-02-17T07:30"),
            ("at quarter to three", "2025-02-17T02:45"),
            ("at ten minutes to nine", "2025-02-17T08:50"),
            ("at ten past 9 in the evening", "2025-02-17T21:10"),
            ("at seven thirty p.m.", "2025-02-17T19:30"),
            ("by ten a.m. he", "2025-02-17T10:00"),
            ("at 9 o'clock in the evening", "2025-02-17T21:00"),
            ("at 2 in the afternoon", "2025-02-17T14:00"),
            ("at 11 at night", "2025-02-17T23:00"),
            ("at 12 noon", "2025-02-17T12:00"),
            ("at 7:56:30 pm", "2025-02-17T19:56:30"),
            ("at 0730 GMT", "2025-02-17T07:30"),
            ("on 2000 GMT Friday", "2025-02-14T20:00"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
        for prose in ["They voted ten to nine.", "One in the morning shift left."] {
            assert_eq!(first(prose), "", "{prose}");
        }
    }

    #[test]
    fn clock_times_are_of_the_day_beside_them() {
        let all = |prose: &str| -> Vec<String> {
            let found = values(prose, Some(date(2025, 2, 17)));
            found.into_iter().map(|(value, _)| value).collect()
        };
        assert_eq!(
            all("on Friday at 9 a.m. he"),
            ["2025-02-14", "2025-02-14T09:00"]
        );
        assert_eq!(
            all("from 5 to 7pm"),
            ["2025-02-17T17:00", "2025-02-17T19:00"]
        );
        assert_eq!(all("11-2 p.m."), ["2025-02-17T11:00", "2025-02-17T14:00"]);
        assert_eq!(
            all("on Feb. 3 from 10 a.m. to 2 p.m. they"),
            ["2025-02-03", "2025-02-03T10:00", "2025-02-03T14:00"]
        );
        assert_eq!(all("from 3 to 7 members"), Vec::<String>::new());
        // Nothing is known of the Monday, so nothing of its hour.
        let undated = values("On 3 May 2020 he came. On Monday at 9 a.m. he left.", None);
        assert_eq!(undated[2].1, Derivation::NeedsArticleDate);
    }

    #[test]
    fn holidays_are_on_their_days() {
        for (prose, value) in [
            ("at Easter 2024", "2024-03-31"),
            ("Easter of 2016", "2016-03-27"),
            ("Good Friday 2025", "2025-04-18"),
            ("Easter Monday 2017", "2017-04-17"),
            ("Ash Wednesday, 2025", "2025-03-05"),
            ("Mother's Day 2025", "2025-05-11"),
            ("Boxing Day 2024", "2024-12-26"),
            ("Canada Day 2024", "2024-07-01"),
            ("ANZAC Day 2024", "2024-04-25"),
            ("Juneteenth 2024", "2024-06-19"),
            ("Black Friday 2024", "2024-11-29"),
            ("last Christmas", "2024-12-25"),
            ("next Easter", "2025-04-20"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
        for prose in ["the Good Friday Agreement", "the Orthodox Easter"] {
            assert_eq!(first(prose), "", "{prose}");
        }
    }

    #[test]
    fn lengths_and_sets_are_read() {
        for (prose, value) in [
            ("for another week", "P1W"),
            ("all day long", "P1D"),
            ("for 45 mins", "PT45M"),
            ("every four years", "P4Y"),
            ("every weekend", "XXXX-WXX-WE"),
            ("Friday mornings", "XXXX-WXX-5TMO"),
        ] {
            assert_eq!(first(prose), value, "{prose}");
        }
    }

    #[test]
    fn pins_of_every_granularity_are_read() {
        for (value, days) in [
            ("2025-02-17", 1),
            ("2025-02", 28),
            ("2025", 365),
            ("2025-W08", 7),
            ("2025-W08-1", 1),
            ("2025-Q1", 90),
            ("202", 3653),
            ("2025-02-17T09:30", 1),
        ] {
            let pinned = resolve_pin(Span::new(0, 6), value).expect(value);
            let interval = pinned.interval.expect(value);
            let until = interval.begin.until(interval.end).expect(value);
            assert_eq!(until.get_days(), days, "{value}");
        }
        for value in ["P3D", "PT24H", "PXY", "PRESENT_REF"] {
            assert!(resolve_pin(Span::new(0, 6), value).is_some(), "{value}");
        }
        for value in [
            "Monday",
            "2025-13",
            "2025-02-30",
            "",
            "P",
            "20250217",
            "2025-W60",
        ] {
            assert_eq!(resolve_pin(Span::new(0, 6), value), None, "{value}");
        }
    }

    proptest! {
        #[test]
        fn no_date_overflows(year in -9999i16..=9999, amount in -10_000i32..10_000) {
            let date = Date::new(year, 1, 1).expect("a date");
            for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century] {
                offset(date, unit, amount);
                part_of(date, unit, 0, true);
            }
        }
    }
}
