//! From the parts of a hit to what the words say.
//!
//! In: a [`Hit`], a place where a pattern matched, and the [`Reader`] of that pattern. Out:
//! [`TimeExpression`]s, none where the words only look like a time. One file for each kind of words.

mod amount;
mod clock;
mod date;
mod day;
mod hit;
mod length;
mod notation;
mod relative;
mod season;
mod set;
mod vague;
mod word;
mod year;

use super::{Reader, TimeExpression};
use clock::{clock, hours, spoken_clock};
use date::{date, days, week_of};
use day::{
    day_word, from_day, holiday, nth_weekday, part_of_day, weekday_alone, weekday_of, weekend,
};
use length::{bare_length, length, one_whole};
use notation::{dotted, iso, slashed};
use relative::{after_next, anchored, neighbour, part_of, whole};
use season::{bare_season, month_alone, season, share};
use set::{adverb, every, every_month, every_weekday, frequency, set};
use vague::{in_narrative, narrative_vague, night, vague};
use year::{century, decade, short_year, year};

pub use hit::Hit;
pub use word::weekday;

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
