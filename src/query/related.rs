//! Which reports are about the same things? The related ones of an article, best first.

use jiff::civil::Date;

use crate::corpus::{Folder, Key};

/// A report that is related to another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub key: Key,
    pub title: String,
    pub date: Option<Date>,
    /// From 0 to 1.
    pub score: f64,
    /// Whether rules may compare the two.
    pub comparable: bool,
    /// What they share, the most telling first.
    pub reasons: Vec<String>,
}

/// Title and date of an article; its file's name where the folder does not know it.
pub fn title_and_date(folder: &Folder, key: &Key) -> (String, Option<Date>) {
    match folder.index.facts(key) {
        Some(facts) => (facts.title.to_string(), facts.date),
        None => (key.rsplit('/').next().unwrap_or(key).to_owned(), None),
    }
}

pub fn related(folder: &Folder, key: &Key) -> Vec<Report> {
    let found = folder.index.related(key).into_iter();
    let reports = found.map(|other| {
        let (title, date) = title_and_date(folder, &other.key);
        Report {
            key: other.key,
            title,
            date,
            score: other.score,
            comparable: other.comparable,
            reasons: other.reasons,
        }
    });
    reports.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn related_reports_have_title_date_and_reasons() {
        let report = "Minister Latif Nazari met the Nippon Foundation in Tokyo about harbours.\n";
        let fixture = Fixture::new(&format!(
            "//- a.txt\n{report}//- b.md\n---\ntitle: The talks\ndate: 2025-02-17\n---\n{report}//- c.txt\nA recipe for soup: onions, butter.\n"
        ));
        let found = related(fixture.folder(), &fixture.key("a.txt"));
        let [other] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(other.title, "The talks");
        assert_eq!(
            other.date.map(|date| date.to_string()).as_deref(),
            Some("2025-02-17")
        );
        assert!(other.comparable && other.reasons.contains(&"Latif Nazari".to_owned()));
    }
}
