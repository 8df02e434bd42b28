//! From what the words say to a TIMEX3 value and an interval, counted from the article's date.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::text::Span;

use super::interval::next_day;
use super::{Form, Granularity, Interval, TimeExpression, TimeMention, TimexType, Unit, Which};

/// What relative expressions count from, and how numbers are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The article's date.
    pub date: Option<Date>,
    /// Whether 03/04/2025 has the month first; `None` where no locale is set.
    pub month_first: Option<bool>,
}

/// How a value came about, for the person who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// It is written out.
    Written,
    /// The day of the article itself.
    OwnDay,
    /// Counted from the article's date.
    FromArticle,
    /// The year is the article's, or the one nearest to it.
    YearFromArticle,
    /// A pin in the text says so.
    Pinned,
    /// It counts from the article's date, and the article has none.
    NeedsArticleDate,
    /// 03/04/2025 can be two days.
    Ambiguous,
    /// Not a point in the calendar: a duration, a set, "now", "two days later".
    None,
}

/// Resolves an expression that was found in a block which starts at byte `block_start`.
pub fn resolve(
    expression: &TimeExpression,
    block_start: usize,
    reference: Reference,
) -> TimeMention {
    let mut mention = TimeMention {
        span: expression.span.shifted(block_start),
        expression: expression.clone(),
        value: None,
        modifier: None,
        interval: None,
        derivation: Derivation::None,
    };
    match (&expression.form, reference.date) {
        (Form::Calendar { year, month, day }, date) => {
            mention.calendar((*year, *month, *day), date, expression.future);
        }
        (
            Form::Slashed {
                first,
                second,
                year,
            },
            _,
        ) => {
            mention.slashed(*first, *second, *year, reference.month_first);
        }
        (Form::Decade { first_year }, _) => {
            mention.value = Some((first_year / 10).to_string());
            mention.interval = Interval::decade(*first_year);
            mention.derivation = Derivation::Written;
        }
        (Form::Vague(value), _) => mention.value = Some((*value).to_owned()),
        (Form::Length(value), _) => mention.value = Some(value.clone()),
        (Form::Impossible { .. } | Form::Elsewhere | Form::Pinned, _) => {}
        (_, None) => mention.derivation = Derivation::NeedsArticleDate,
        (form, Some(date)) => mention.relative(form, date, expression.future),
    }
    mention
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
            weekday: None,
            future: false,
        },
        value: Some(value.to_owned()),
        modifier: None,
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

impl TimeMention {
    fn calendar(
        &mut self,
        parts: (Option<i16>, Option<i8>, Option<i8>),
        date: Option<Date>,
        future: bool,
    ) {
        let (year, month, day) = parts;
        let inferred = year.is_none();
        let year = year.or_else(|| date.and_then(|date| nearest_year(date, month?, day, future)));
        self.derivation = match (inferred, year) {
            (false, _) => Derivation::Written,
            (true, Some(_)) => Derivation::YearFromArticle,
            (true, None) => Derivation::NeedsArticleDate,
        };
        let Some(year) = year else {
            let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
            self.value = month.map(|month| format!("XXXX-{month:02}{day}"));
            return;
        };
        self.interval = match (month, day) {
            (None, _) => Interval::year(year),
            (Some(month), None) => Interval::month(year, month),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Interval::day),
        };
        self.value = self.interval.map(value_of);
    }

    fn slashed(&mut self, first: i8, second: i8, year: i16, month_first: Option<bool>) {
        let month_first = match (first, second) {
            (13.., _) => Some(false),
            (_, 13..) => Some(true),
            _ if first == second => Some(true),
            _ => month_first,
        };
        let Some(month_first) = month_first else {
            self.derivation = Derivation::Ambiguous;
            return;
        };
        let (month, day) = if month_first {
            (first, second)
        } else {
            (second, first)
        };
        self.interval = Date::new(year, month, day).ok().map(Interval::day);
        self.value = self.interval.map(value_of);
        self.derivation = Derivation::Written;
    }

    fn relative(&mut self, form: &Form, date: Date, future: bool) {
        self.interval = match form {
            Form::Weekday { weekday, which } => Some(Interval::day(nearest_weekday(
                date, *weekday, *which, future,
            ))),
            Form::Offset { unit, amount } => offset(date, *unit, *amount),
            Form::PartOf { unit, later } => {
                self.modifier = Some(if *later { "END" } else { "START" });
                part_of(date, *unit, *later)
            }
            Form::MonthOf { month, which } => month_of(date, *month, *which),
            _ => None,
        };
        self.value = match form {
            Form::PartOf { unit, .. } => Interval::around(date, *unit).map(value_of),
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
    match interval.granularity {
        Granularity::Day => begin.to_string(),
        Granularity::Week => {
            let week = begin.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Granularity::Month => format!("{:04}-{:02}", begin.year(), begin.month()),
        Granularity::Quarter => format!("{:04}-Q{}", begin.year(), (begin.month() - 1) / 3 + 1),
        Granularity::Year => format!("{:04}", begin.year()),
        Granularity::Decade => format!("{:03}", begin.year() / 10),
        Granularity::Century => format!("{:02}", (begin.year() - 1) / 100),
    }
}

/// A date without a year lies in the article's year, unless that is more than a quarter away on
/// the side that the words do not speak of.
fn nearest_year(date: Date, month: i8, day: Option<i8>, future: bool) -> Option<i16> {
    let year = date.year();
    let this = Date::new(year, month, day.unwrap_or(1)).ok();
    let Some(this) = this else {
        return Some(year);
    };
    let ahead = this > date.saturating_add(3.months());
    let behind = this < date.saturating_sub(3.months());
    match future {
        false if ahead => Some(year - 1),
        true if behind => Some(year + 1),
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

fn offset(date: Date, unit: Unit, amount: i32) -> Option<Interval> {
    let amount = i64::from(amount);
    let span = match unit {
        Unit::Day => amount.days(),
        Unit::Week => amount.weeks(),
        Unit::Month => amount.months(),
        Unit::Quarter => (amount * 3).months(),
        Unit::Year => amount.years(),
        Unit::Decade => (amount.clamp(-1000, 1000) * 10).years(),
        Unit::Century => (amount.clamp(-100, 100) * 100).years(),
    };
    Interval::around(date.checked_add(span).ok()?, unit)
}

/// "earlier this year" ends with the article's day, "later this year" begins behind it.
fn part_of(date: Date, unit: Unit, later: bool) -> Option<Interval> {
    let whole = Interval::around(date, unit)?;
    let (begin, end) = match later {
        true => (next_day(date).min(whole.end), whole.end),
        false => (whole.begin, next_day(date)),
    };
    Some(Interval {
        begin,
        end,
        granularity: whole.granularity,
    })
}

fn month_of(date: Date, month: i8, which: Which) -> Option<Interval> {
    let year = match which {
        Which::Last if month >= date.month() => date.year() - 1,
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
        };
        let found = recognise(prose);
        let resolved = found.iter().map(|found| resolve(found, 0, reference));
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
                part_of(date, unit, true);
            }
        }
    }
}
