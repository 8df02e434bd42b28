//! Prose with any reference date: recognising, resolving under every strategy; and the first line
//! as the value of a pin.

#![no_main]

use copydesk::text::Span;
use copydesk::time::{Reference, Resolver, Strategy, TimeMention, recognise, resolve_pin};
use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i16, u8, u8, Option<bool>, &str)| {
    let (year, month, day, month_first, prose) = input;
    let date = Date::new(year, month as i8, day as i8).ok();
    let found = recognise(prose);
    let in_order = found
        .windows(2)
        .all(|pair| pair[0].span.start <= pair[1].span.start);
    assert!(in_order, "{found:?}");
    for strategy in [Strategy::Auto, Strategy::News, Strategy::Narrative] {
        let reference = Reference {
            date,
            month_first,
            strategy,
        };
        let mut resolver = Resolver::new(reference);
        for expression in &found {
            assert!(
                prose.get(expression.span.range()).is_some(),
                "{expression:?}"
            );
            look_at(&resolver.resolve(expression, 0));
        }
    }
    let pin = prose.lines().next().unwrap_or_default();
    if let Some(pinned) = resolve_pin(Span::new(0, pin.len()), pin) {
        look_at(&pinned);
    }
});

/// What everybody asks of a mention.
fn look_at(mention: &TimeMention) {
    mention.day();
    mention.weekday();
    if let Some(interval) = mention.interval {
        assert!(interval.begin <= interval.end, "{mention:?}");
        interval.in_words();
        interval.last_day();
    }
}
