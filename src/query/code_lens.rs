//! Lines that an editor shows above others: how many reports are related, how often somebody in
//! the register is named.

use crate::corpus::{Folder, Key, Snapshot, register};
use crate::text::Span;

use super::{Cursor, Place};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    pub span: Span,
    pub subject: Subject,
}

/// What a lens speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// So many reports may be compared with this one.
    Related(usize),
    /// The entity of the register with this id.
    Entity(String),
}

/// What a lens of the register says, and the places behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentions {
    pub title: String,
    pub places: Vec<Place>,
}

pub fn code_lenses(snapshot: &Snapshot, key: &Key) -> Option<Vec<Lens>> {
    let folder = snapshot.folder(key)?;
    if is_register(folder, key) {
        let lens = |entry: &register::Entry| Lens {
            span: entry.name_span,
            subject: Subject::Entity(entry.id.clone()),
        };
        let entries = folder.register.entries.iter();
        let own = entries.filter(|entry| entry.note.is_none());
        return Some(own.map(lens).collect());
    }
    Cursor::in_article(snapshot, key, 0)?;
    let count = folder.index.comparable(key).len();
    let lens = Lens {
        span: Span::at(0),
        subject: Subject::Related(count),
    };
    Some((count > 0).then_some(lens).into_iter().collect())
}

pub fn is_register(folder: &Folder, key: &Key) -> bool {
    !folder.root.is_empty() && folder.relative(key) == Some(register::FILE_NAME)
}

/// "3 related reports".
pub fn related_title(count: usize) -> String {
    match count {
        1 => "1 related report".to_owned(),
        count => format!("{count} related reports"),
    }
}

/// Where the folder mentions an entity, report by report.
pub fn mentions(folder: &Folder, id: &str) -> Mentions {
    let index = &folder.index;
    let mut places = Vec::new();
    let mut reports = 0;
    for (key, id) in index.namesakes(&id.into()) {
        let facts = index.facts(&key);
        let Some(entity) = facts.as_ref().and_then(|facts| facts.entity(&id)) else {
            continue;
        };
        reports += 1;
        places.extend(entity.mentions.iter().map(|span| Place {
            key: key.clone(),
            span: *span,
        }));
    }
    let title = match (places.len(), reports) {
        (0, _) => "no mentions".to_owned(),
        (1, _) => "1 mention in 1 report".to_owned(),
        (count, 1) => format!("{count} mentions in 1 report"),
        (count, reports) => format!("{count} mentions in {reports} reports"),
    };
    Mentions { title, places }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    const REPORT: &str = "Minister Latif Nazari met the Nippon Foundation in Tokyo about harbours, \
                          railways and engineers. Nazari left.\n";

    #[test]
    fn related_reports_are_counted_on_top_if_they_can_be_compared() {
        let fixture = Fixture::new(&format!(
            "//- a.txt\n{REPORT}//- b.txt\n{REPORT}//- c.txt\nA recipe for soup: onions, butter.\n"
        ));
        let lenses = |file: &str| code_lenses(&fixture.snapshot, &fixture.key(file));
        let [lens] = &lenses("a.txt").expect("lenses")[..] else {
            panic!("one lens");
        };
        assert_eq!(
            (lens.span, &lens.subject),
            (Span::at(0), &Subject::Related(1))
        );
        assert_eq!(lenses("c.txt"), Some(Vec::new()));
        assert_eq!(related_title(1), "1 related report");
    }

    #[test]
    fn each_entry_of_the_register_has_its_mentions_above_it() {
        let fixture = Fixture::new(&format!(
            "//- entities.yml\n- name: Latif Nazari\n  aliases: [Nazari]\n- name: Nobody Else\n//- a.txt\n{REPORT}//- b.txt\n{REPORT}"
        ));
        let key = fixture.key("entities.yml");
        let lenses = code_lenses(&fixture.snapshot, &key).expect("lenses");
        let titles: Vec<String> = lenses
            .iter()
            .map(|lens| match &lens.subject {
                Subject::Entity(id) => mentions(fixture.folder(), id).title,
                Subject::Related(_) => String::new(),
            })
            .collect();
        assert_eq!(titles, ["4 mentions in 2 reports", "no mentions"]);
        assert_eq!(mentions(fixture.folder(), "latif-nazari").places.len(), 4);
    }
}
