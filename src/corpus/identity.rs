//! Who is the same across the articles of a folder.
//!
//! In: the index. Out: the pairs of article and entity that mean one and the same. Full names are
//! the same by their id. A bare surname or an acronym belongs to a full name of another article
//! only where the two articles share other names and nobody else can be meant.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::name::EntityKind;

use super::{EntityFact, Fact, Facts, Index, Key};

/// Articles that are looked at for the full name of a short one: enough to be sure, few enough to
/// be quick.
const LOOKED_AT: usize = 200;

/// Names that two articles must share before the one explains the other.
const SHARED: usize = 2;

impl Index {
    /// The id of the entity that this one of the article at `key` is in the whole folder.
    pub fn identity(&self, key: &Key, entity: &EntityFact) -> Arc<str> {
        let Some(own) = self.facts(key).filter(|_| entity.short && !entity.register) else {
            return entity.id.clone();
        };
        let mut meant: BTreeSet<Arc<str>> = BTreeSet::new();
        let articles = self.with(&Fact::Short(entity.id.clone())).take(LOOKED_AT);
        for other in articles.filter(|other| *other != key) {
            let Some(facts) = self.facts(other) else {
                continue;
            };
            if shared_names(&own, &facts) < SHARED {
                continue;
            }
            let full = facts
                .entities
                .iter()
                .filter(|full| full.kind == entity.kind && full.shorts.contains(&entity.id))
                .filter(|full| is_owner_named(&own, full, &entity.id));
            meant.extend(full.map(|full| full.id.clone()));
        }
        match meant.len() {
            1 => meant.pop_first().unwrap_or_else(|| entity.id.clone()),
            _ => entity.id.clone(),
        }
    }

    /// Every article that names the entity `id`, with the id that it has there: full names first,
    /// then the short ones that can mean nobody else.
    pub fn namesakes(&self, id: &Arc<str>) -> Vec<(Key, Arc<str>)> {
        let mut found: Vec<(Key, Arc<str>)> = self
            .with(&Fact::Entity(id.clone()))
            .map(|key| (key.clone(), id.clone()))
            .collect();
        let mut shorts: BTreeSet<Arc<str>> = BTreeSet::new();
        for (key, _) in found.iter().take(LOOKED_AT) {
            let facts = self.facts(key);
            let entity = facts.as_ref().and_then(|facts| facts.entity(id));
            let of_entity = entity.map(|entity| entity.shorts.as_slice());
            shorts.extend(of_entity.unwrap_or_default().iter().cloned());
        }
        for short in shorts {
            for key in self.with(&Fact::Entity(short.clone())).take(LOOKED_AT) {
                let facts = self.facts(key);
                let entity = facts.as_ref().and_then(|facts| facts.entity(&short));
                if entity.is_some_and(|entity| self.identity(key, entity) == *id) {
                    found.push((key.clone(), short.clone()));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

/// An institution is its country's only where the article names the country: "the Foreign Ministry"
/// is Japan's in a report that has Japan as well.
fn is_owner_named(own: &Facts, full: &EntityFact, short: &str) -> bool {
    let owner = full.id.strip_suffix(short);
    let owner = owner.and_then(|owner| owner.strip_suffix('-'));
    full.kind == EntityKind::Person || owner.is_none_or(|owner| own.entity(owner).is_some())
}

fn shared_names(a: &Facts, b: &Facts) -> usize {
    a.entities
        .iter()
        .filter(|entity| b.entity(&entity.id).is_some())
        .take(SHARED)
        .count()
}

#[cfg(test)]
mod tests {
    use crate::fixture::Fixture;

    fn identity(source: &str, path: &str, id: &str) -> String {
        let fixture = Fixture::new(source);
        let key = fixture.key(path);
        let index = &fixture.folder().index;
        let facts = index.facts(&key).expect("facts");
        let entity = facts
            .entity(id)
            .unwrap_or_else(|| panic!("{id} in {:?}", facts.entities));
        index.identity(&key, entity).to_string()
    }

    const FULL: &str = "//- full.txt\nMinister Karim Haddad met envoys from Beirut and Damascus in Cairo on Monday, the ministry said.\n";

    #[test]
    fn a_bare_surname_is_whoever_bears_it_in_a_report_with_the_same_names() {
        let source = format!(
            "{FULL}//- short.txt\nHaddad said in Cairo that Beirut and Damascus would talk, and Haddad left.\n"
        );
        assert_eq!(identity(&source, "short.txt", "haddad"), "karim-haddad");
    }

    #[test]
    fn two_bearers_or_other_company_leave_it_alone() {
        let source = format!(
            "{FULL}//- other.txt\nSinger Rima Haddad came to Cairo from Beirut and Damascus, she said.\n//- short.txt\nHaddad said in Cairo that Beirut and Damascus would talk, and Haddad left.\n"
        );
        assert_eq!(identity(&source, "short.txt", "haddad"), "haddad");
        let source = format!(
            "{FULL}//- short.txt\nHaddad said in Lima that he would talk, and Haddad left.\n"
        );
        assert_eq!(identity(&source, "short.txt", "haddad"), "haddad");
    }

    #[test]
    fn two_reports_of_one_event_may_have_a_kim_each() {
        let one = "//- one.txt\nPresident Kim Jong Un spoke in Pyongyang after talks with South Korea and Japan. Kim left at noon.\n";
        let two = "//- two.txt\nHis sister Kim Yo Jong spoke in Pyongyang after talks with South Korea and Japan. Kim left at noon.\n";
        let three =
            "//- three.txt\nKim spoke in Pyongyang after talks with South Korea and Japan.\n";
        let source = format!("{one}{two}{three}");
        assert_eq!(identity(&source, "one.txt", "kim-jong-un"), "kim-jong-un");
        assert_eq!(identity(&source, "two.txt", "kim-yo-jong"), "kim-yo-jong");
        assert_eq!(identity(&source, "three.txt", "kim"), "kim");
    }

    #[test]
    fn a_ministry_is_its_countrys_where_the_country_is_named() {
        let full = "//- full.txt\nThe Japanese Foreign Ministry invited envoys of Kenya and Ghana to Osaka on Monday.\n";
        let named = format!(
            "{full}//- short.txt\nEnvoys of Kenya and Ghana came to Japan, the Foreign Ministry said in Osaka.\n"
        );
        assert_eq!(
            identity(&named, "short.txt", "foreign-ministry"),
            "japan-foreign-ministry"
        );
        let other = named.replace("came to Japan", "left");
        assert_eq!(
            identity(&other, "short.txt", "foreign-ministry"),
            "foreign-ministry"
        );
    }
}
