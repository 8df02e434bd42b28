//! The TIMEX3 value of an interval.

use crate::time::{Granularity, Interval};

/// TIMEX3 value of a calendar unit.
pub fn value_of(interval: Interval) -> String {
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
pub fn year_value(year: i16) -> String {
    match year {
        ..=0 => format!("BC{:04}", 1 - i32::from(year)),
        _ => format!("{year:04}"),
    }
}
