//! The day of a holiday in a year.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::time::english::Holiday;

/// The day of a holiday.
pub fn holiday_of(year: i16, month: i8, when: Holiday) -> Option<Date> {
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

#[cfg(test)]
mod tests {
    use crate::time::resolve::tests::first;

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
}
