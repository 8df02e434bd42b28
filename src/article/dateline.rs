//! Datelines: "TOKYO — ", "WASHINGTON (AP) — ", "KABUL, Afghanistan, Feb. 17 (Reuters) - ".

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Span;

/// The place, and sometimes the day, that a report opens with; it may name the agency as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Up to the dash and with it.
    pub span: Span,
    pub place: Span,
    /// The country or state behind the place.
    pub region: Option<Span>,
    /// A month and a day, perhaps with a year.
    pub date: Option<Span>,
}

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?";
    let pattern = format!(
        r"(?x)^\s*
        (?P<place> \p{{Lu}}[\p{{Lu}}.'’-]+ (?:(?:\x20|/)(?:\p{{Lu}}[\p{{Lu}}.'’-]*|de|del|la|of|al))* )
        (?: ,\s (?P<region> \p{{Lu}}[\p{{L}}.]*(?:\s\p{{Lu}}[\p{{L}}.]*){{0,2}} ) )??
        (?: ,?\s (?P<date> {month}\s\d{{1,2}}(?:,?\s\d{{4}})? | \d{{1,2}}\s{month}(?:\s\d{{4}})? ) )?
        (?: \s \( [^()\n]{{2,40}} \) )?
        (?: \s*[—–]\s* | \s(?:--?)\s )
        \S"
    );
    Regex::new(&pattern).expect("the dateline pattern is valid")
});

/// The dateline that opens `prose`, as byte spans in it.
pub fn dateline(prose: &str) -> Option<Dateline> {
    // A dateline is short: looking no further keeps long paragraphs cheap.
    let end = prose
        .char_indices()
        .map(|(at, _)| at)
        .nth(120)
        .unwrap_or(prose.len());
    let found = DATELINE.captures(&prose[..end])?;
    let span = |name| found.name(name).map(|part| Span::from(part.range()));
    let whole = found.get(0)?;
    let dash_end = whole.as_str().char_indices().next_back()?.0;
    Some(Dateline {
        span: Span::new(whole.start(), whole.start() + dash_end),
        place: span("place")?,
        region: span("region"),
        date: span("date"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(prose: &str) -> Option<[Option<&str>; 3]> {
        let found = dateline(prose)?;
        let words = |span: Option<Span>| span.map(|span: Span| &prose[span.range()]);
        Some([
            words(Some(found.place)),
            words(found.region),
            words(found.date),
        ])
    }

    #[test]
    fn datelines_of_the_agencies_are_read() {
        assert_eq!(
            parts("TOKYO — Japan said"),
            Some([Some("TOKYO"), None, None])
        );
        assert_eq!(
            parts("WASHINGTON (AP) — The"),
            Some([Some("WASHINGTON"), None, None])
        );
        assert_eq!(
            parts("KABUL, Afghanistan, Feb. 17 (Reuters) - The"),
            Some([Some("KABUL"), Some("Afghanistan"), Some("Feb. 17")])
        );
        assert_eq!(
            parts("NEW YORK, February 18, 2025—Shares"),
            Some([Some("NEW YORK"), None, Some("February 18, 2025")])
        );
        assert_eq!(
            parts("ST. LOUIS -- A"),
            Some([Some("ST. LOUIS"), None, None])
        );
    }

    #[test]
    fn other_openings_are_not_datelines() {
        for prose in [
            "Tokyo — Japan",
            "TOKYO is big",
            "A — B",
            "NATO-led forces",
            "X - a platform",
            "",
        ] {
            assert_eq!(dateline(prose), None, "{prose}");
        }
    }
}
