//! Clock times: "3:30 p.m.", "from 5 to 7pm", "half past seven".

use crate::text::Span;
use crate::time::{Form, TimeExpression, TimexType, Unit, Which};

use super::amount::exact;
use super::date::calendar_words;
use super::hit::Hit;
use super::word::day_offset;

pub fn clock(hit: &Hit) -> Option<TimeExpression> {
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
pub fn hours(hit: &Hit) -> Vec<TimeExpression> {
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
pub fn spoken_clock(hit: &Hit) -> Option<TimeExpression> {
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

/// "3:30 p.m." as "15:30".
pub fn clock_value(words: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use crate::time::Derivation;
    use crate::time::resolve::tests::{first, values};
    use jiff::civil::date;

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
}
