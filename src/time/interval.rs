//! Half-open intervals of days, and dates in words.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::Unit;

/// The finest unit that an expression commits to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// From `begin` up to, and without, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    #[serde(with = "number")]
    pub begin: Date,
    #[serde(with = "number")]
    pub end: Date,
    pub granularity: Granularity,
}

/// A date as one number: few bytes where it is kept.
pub mod number {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn of(date: Date) -> i32 {
        i32::from(date.year()) * 512 + i32::from(date.month()) * 32 + i32::from(date.day())
    }

    /// `None` where the number is no date's.
    pub fn date_of(number: i32) -> Option<Date> {
        date::<serde::de::value::Error>(number).ok()
    }

    fn date<E: Error>(number: i32) -> Result<Date, E> {
        let (year, month, day) = (
            number.div_euclid(512),
            number.rem_euclid(512) / 32,
            number & 31,
        );
        let year = i16::try_from(year).map_err(E::custom)?;
        Date::new(year, month as i8, day as i8).map_err(E::custom)
    }

    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        of(*date).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        date(i32::deserialize(deserializer)?)
    }

    /// The same for a date that may be missing.
    pub mod optional {
        use super::{Date, Deserialize, Deserializer, Serialize, Serializer, date, of};

        pub fn serialize<S: Serializer>(
            date: &Option<Date>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            date.map(of).serialize(serializer)
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Date>, D::Error> {
            Option::<i32>::deserialize(deserializer)?
                .map(date)
                .transpose()
        }
    }
}

impl Interval {
    pub fn day(date: Date) -> Interval {
        Interval {
            begin: date,
            end: next_day(date),
            granularity: Granularity::Day,
        }
    }

    /// The month of a year; `None` where the calendar has none such.
    pub fn month(year: i16, month: i8) -> Option<Interval> {
        let begin = Date::new(year, month, 1).ok()?;
        Some(Interval {
            begin,
            end: begin.saturating_add(1.month()),
            granularity: Granularity::Month,
        })
    }

    pub fn year(year: i16) -> Option<Interval> {
        Interval::years(year, 1, Granularity::Year)
    }

    pub fn decade(first_year: i16) -> Option<Interval> {
        Interval::years(first_year, 10, Granularity::Decade)
    }

    fn years(first: i16, count: i64, granularity: Granularity) -> Option<Interval> {
        let begin = Date::new(first, 1, 1).ok()?;
        Some(Interval {
            begin,
            end: begin.saturating_add(count.years()),
            granularity,
        })
    }

    /// The unit of the calendar that holds `date`.
    pub fn around(date: Date, unit: Unit) -> Option<Interval> {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Interval::day(date)),
            Unit::Week | Unit::Fortnight => {
                let begin =
                    date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days());
                Some(Interval {
                    begin,
                    end: begin.saturating_add(7.days()),
                    granularity: Granularity::Week,
                })
            }
            Unit::Month => Interval::month(date.year(), date.month()),
            Unit::Quarter => {
                let first = (date.month() - 1) / 3 * 3 + 1;
                let month = Interval::month(date.year(), first)?;
                Some(Interval {
                    begin: month.begin,
                    end: month.begin.saturating_add(3.months()),
                    granularity: Granularity::Quarter,
                })
            }
            Unit::Year => Interval::year(date.year()),
            Unit::Decade => Interval::decade(date.year().div_euclid(10) * 10),
            Unit::Century => Interval::years(
                (date.year() - 1).div_euclid(100) * 100 + 1,
                100,
                Granularity::Century,
            ),
        }
    }

    /// Whether no day can be in both.
    pub fn excludes(self, other: Interval) -> bool {
        self.end <= other.begin || other.end <= self.begin
    }

    pub fn contains(self, date: Date) -> bool {
        self.begin <= date && date < self.end
    }

    pub fn last_day(self) -> Date {
        self.end.saturating_sub(1.day()).max(self.begin)
    }

    /// The interval as a person would say it: "Monday 17 February 2025", "February 2025",
    /// "1 January – 26 March 2025".
    pub fn in_words(self) -> String {
        let (first, last) = (self.begin, self.last_day());
        if first == last {
            return format!("{} {}", weekday_name(first.weekday()), in_words(first));
        }
        if Interval::year(first.year())
            == Some(Interval {
                granularity: Granularity::Year,
                ..self
            })
        {
            return year_in_words(first.year());
        }
        if Interval::month(first.year(), first.month())
            == Some(Interval {
                granularity: Granularity::Month,
                ..self
            })
        {
            return format!(
                "{} {}",
                month_name(first.month()),
                year_in_words(first.year())
            );
        }
        if self.granularity == Granularity::Decade {
            return format!("{}–{}", first.year(), last.year());
        }
        if first.year() == last.year() {
            return format!(
                "{} {} – {}",
                first.day(),
                month_name(first.month()),
                in_words(last)
            );
        }
        format!("{} – {}", in_words(first), in_words(last))
    }
}

pub fn next_day(date: Date) -> Date {
    date.saturating_add(1.day())
}

/// "17 February 2025".
pub fn in_words(date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month()),
        year_in_words(date.year())
    )
}

/// "480 BC" for the year -479 of ISO 8601.
fn year_in_words(year: i16) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - i32::from(year)),
        _ => year.to_string(),
    }
}

/// "February 17, 2025".
pub fn month_first_words(date: Date) -> String {
    format!(
        "{} {}, {}",
        month_name(date.month()),
        date.day(),
        date.year()
    )
}

fn month_name(month: i8) -> &'static str {
    let index = usize::try_from(month - 1).unwrap_or(0);
    super::english::MONTHS[index.min(11)].0
}

pub fn weekday_name(weekday: Weekday) -> &'static str {
    let index = weekday.to_monday_zero_offset();
    super::english::WEEKDAYS[usize::try_from(index).unwrap_or(0)].0
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn intervals_are_said_as_a_person_would() {
        let earlier = Interval {
            begin: date(2025, 1, 1),
            end: date(2025, 3, 27),
            granularity: Granularity::Year,
        };
        assert_eq!(earlier.in_words(), "1 January – 26 March 2025");
        assert_eq!(
            Interval::day(date(2025, 2, 17)).in_words(),
            "Monday 17 February 2025"
        );
        assert_eq!(
            Interval::month(2025, 2).expect("month").in_words(),
            "February 2025"
        );
        assert_eq!(Interval::year(2021).expect("year").in_words(), "2021");
    }

    #[test]
    fn containment_is_not_exclusion() {
        let august = Interval::month(2021, 8).expect("month");
        let year = Interval::year(2021).expect("year");
        assert!(!august.excludes(year));
        assert!(august.excludes(Interval::year(2022).expect("year")));
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_overflow() {
        assert!(Interval::year(9999).is_some());
        assert!(Interval::around(Date::MAX, Unit::Week).is_some());
        assert!(
            Interval::around(Date::MIN, Unit::Century)
                .is_none_or(|century| century.begin <= Date::MIN)
        );
    }
}
