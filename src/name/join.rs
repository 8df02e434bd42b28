//! Joins the candidates of one article into entities.
//!
//! Order of authority: a declared form, then a pin or a link in the text, then the evidence of the
//! article. A wrong join costs an editor more than a missed one: a surname joins only where one
//! single person of the article bears it.

use std::collections::HashMap;

use crate::text::Span;

use super::{Candidate, Declared, DeclaredHit, Entity, EntityKind, JoinReason, NameMention, slug};

/// Words that a pin or a link gives to a declared entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Bytes of the article.
    pub span: Span,
    /// Index into the declared entities.
    pub entity: u32,
}

/// A name found in the article, before it is known whose.
struct Form {
    span: Span,
    text: String,
    words: usize,
    kind: EntityKind,
}

/// Joins what was found in the blocks of `text`; spans count bytes of `text`.
pub fn join(
    text: &str,
    candidates: &[(usize, &Candidate)],
    hits: &[(usize, &DeclaredHit)],
    assigned: &[Assigned],
    declared: &Declared,
) -> (Vec<NameMention>, Vec<Entity>) {
    let mut joiner = Joiner::new(declared);
    for one in assigned {
        joiner.declared(one.span, one.entity, JoinReason::Linked);
    }
    for (start, hit) in hits {
        joiner.declared(hit.span.shifted(*start), hit.entity, JoinReason::Declared);
    }
    joiner.mentions.sort_by_key(|mention| mention.span);
    let (strong, weak): (Vec<_>, Vec<_>) = candidates
        .iter()
        .partition(|(_, candidate)| !candidate.weak);
    let forms: Vec<Form> = strong
        .iter()
        .map(|(start, candidate)| form(text, *start, candidate))
        .collect();
    let forms: Vec<Form> = forms
        .into_iter()
        .filter(|form| !joiner.is_taken(form.span))
        .collect();
    joiner.full_names(&forms);
    joiner.surnames(&forms);
    joiner.known_words(text, &weak);
    joiner.finish()
}

fn form(text: &str, start: usize, candidate: &Candidate) -> Form {
    let span = candidate.span.shifted(start);
    Form {
        span,
        text: plain(&text[span.range()]),
        words: candidate.words.len(),
        kind: candidate.kind,
    }
}

/// One space between words, a straight apostrophe, capitals only where a name has them.
fn plain(name: &str) -> String {
    let name = name
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{2019}', "'");
    let shouted = name.len() > 4
        && name.chars().all(|c| !c.is_lowercase())
        && name.chars().any(char::is_uppercase);
    if !shouted || name.contains('.') {
        return name;
    }
    let words = name.split(' ').map(|word| {
        let mut chars = word.chars();
        chars
            .next()
            .map(|first| first.to_string() + &chars.as_str().to_lowercase())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

struct Joiner<'a> {
    declared: &'a Declared,
    mentions: Vec<NameMention>,
    entities: Vec<Entity>,
    by_id: HashMap<String, usize>,
    /// The spans that are spoken for, in order.
    taken: usize,
}

impl<'a> Joiner<'a> {
    fn new(declared: &'a Declared) -> Joiner<'a> {
        Joiner {
            declared,
            mentions: Vec::new(),
            entities: Vec::new(),
            by_id: HashMap::new(),
            taken: 0,
        }
    }

    fn declared(&mut self, span: Span, entity: u32, reason: JoinReason) {
        let overlaps = self
            .mentions
            .iter()
            .any(|mention| mention.reason == JoinReason::Linked && mention.span.overlaps(span));
        let Some(known) = self.declared.entities().get(entity as usize) else {
            return;
        };
        if overlaps {
            return;
        }
        let index = self.entity(Entity {
            id: known.id.clone(),
            name: known.name.clone(),
            kind: known.kind,
            register: Some(known.id.clone()),
        });
        self.mentions.push(NameMention {
            span,
            entity: index,
            reason,
        });
        self.taken = self.mentions.len();
    }

    fn entity(&mut self, entity: Entity) -> usize {
        if let Some(index) = self.by_id.get(&entity.id) {
            return *index;
        }
        let index = self.entities.len();
        self.by_id.insert(entity.id.clone(), index);
        self.entities.push(entity);
        index
    }

    /// Whether a declared form or a pin covers the words.
    fn is_taken(&self, span: Span) -> bool {
        let taken = &self.mentions[..self.taken];
        let after = taken.partition_point(|mention| mention.span.start < span.end);
        taken[..after]
            .iter()
            .rev()
            .take(4)
            .any(|mention| mention.span.overlaps(span))
    }

    /// Every name of several words, and every lone word that is no surname of one of them.
    fn full_names(&mut self, forms: &[Form]) {
        for form in forms.iter().filter(|form| form.words > 1) {
            self.add(form, &form.text.clone(), form.kind);
        }
        let bearers = self.bearers();
        for form in forms.iter().filter(|form| form.words == 1) {
            if !bearers.contains_key(form.text.as_str())
                || self.by_id.contains_key(&slug(&form.text))
            {
                self.add(form, &form.text.clone(), form.kind);
            }
        }
    }

    /// For each last word of a name of several words: the entities that end with it.
    fn bearers(&self) -> HashMap<String, Vec<usize>> {
        let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entity) in self.entities.iter().enumerate() {
            let person = matches!(entity.kind, EntityKind::Person | EntityKind::Unknown);
            if let Some((_, last)) = entity.name.rsplit_once(' ').filter(|_| person) {
                bearers.entry(last.to_owned()).or_default().push(index);
            }
        }
        bearers
    }

    fn surnames(&mut self, forms: &[Form]) {
        let bearers = self.bearers();
        for form in forms.iter().filter(|form| form.words == 1) {
            let Some(people) = bearers.get(form.text.as_str()) else {
                continue;
            };
            if self.by_id.contains_key(&slug(&form.text)) {
                continue;
            }
            match people.as_slice() {
                [one] => self.mention(form.span, *one, JoinReason::Surname),
                _ => self.add(form, &form.text.clone(), EntityKind::Person),
            }
        }
    }

    fn add(&mut self, form: &Form, name: &str, kind: EntityKind) {
        let id = slug(name);
        if id.is_empty() {
            return;
        }
        let known = self.by_id.get(&id).copied();
        let index = self.entity(Entity {
            id,
            name: name.to_owned(),
            kind,
            register: None,
        });
        let entity = &mut self.entities[index];
        if entity.kind == EntityKind::Unknown {
            entity.kind = kind;
        }
        let reason = if known.is_some() {
            JoinReason::SameWords
        } else {
            JoinReason::First
        };
        self.mention(form.span, index, reason);
    }

    fn mention(&mut self, span: Span, entity: usize, reason: JoinReason) {
        // Whoever is called by a surname is a person.
        if reason == JoinReason::Surname {
            self.entities[entity].kind = EntityKind::Person;
        }
        self.mentions.push(NameMention {
            span,
            entity,
            reason,
        });
    }

    /// In headings and at the start of sentences a name counts only where the article has it
    /// elsewhere: the longest known run of words.
    fn known_words(&mut self, text: &str, weak: &[(usize, &Candidate)]) {
        let bearers = self.bearers();
        for (start, candidate) in weak {
            let words: Vec<Span> = candidate
                .words
                .iter()
                .map(|word| word.shifted(*start))
                .collect();
            let mut at = 0;
            while at < words.len() {
                let found = (at + 1..=words.len()).rev().find_map(|end| {
                    let span = words[at].join(words[end - 1]);
                    Some((
                        end,
                        span,
                        self.known(&plain(&text[span.range()]), &bearers)?,
                    ))
                });
                at = match found {
                    Some((end, span, (entity, reason))) if !self.is_taken(span) => {
                        self.mention(span, entity, reason);
                        end
                    }
                    _ => at + 1,
                };
            }
        }
    }

    fn known(
        &self,
        name: &str,
        bearers: &HashMap<String, Vec<usize>>,
    ) -> Option<(usize, JoinReason)> {
        if let Some(index) = self.by_id.get(&slug(name)) {
            return Some((*index, JoinReason::SameWords));
        }
        match bearers.get(name).map(Vec::as_slice) {
            Some([one]) => Some((*one, JoinReason::Surname)),
            _ => None,
        }
    }

    fn finish(mut self) -> (Vec<NameMention>, Vec<Entity>) {
        self.mentions.sort_by_key(|mention| mention.span);
        (self.mentions, self.entities)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::sentences;
    use crate::name::{DeclaredEntity, recognise};

    fn joined(prose: &str, declared: &Declared) -> Vec<(String, String, JoinReason)> {
        let candidates = recognise(prose, &sentences(prose), false);
        let candidates: Vec<(usize, &Candidate)> = candidates.iter().map(|one| (0, one)).collect();
        let hits = declared.find(prose);
        let hits: Vec<(usize, &DeclaredHit)> = hits.iter().map(|one| (0, one)).collect();
        let (mentions, entities) = join(prose, &candidates, &hits, &[], declared);
        let row = |mention: &NameMention| {
            (
                prose[mention.span.range()].to_owned(),
                entities[mention.entity].id.clone(),
                mention.reason,
            )
        };
        mentions.iter().map(row).collect()
    }

    #[test]
    fn a_surname_joins_the_only_person_who_bears_it() {
        let prose =
            "Deputy Minister Latif Nazari spoke. Nazari left, and then Nazari\u{2019}s aide left.";
        let found = joined(prose, &Declared::default());
        let ids: Vec<&str> = found.iter().map(|(_, id, _)| id.as_str()).collect();
        assert_eq!(ids, ["latif-nazari", "latif-nazari", "latif-nazari"]);
        assert_eq!(found[1].2, JoinReason::Surname);
    }

    #[test]
    fn a_surname_of_two_people_joins_neither() {
        let prose = "President Kim Moon and Minister Park Moon met, and Moon said so.";
        let found = joined(prose, &Declared::default());
        assert_eq!(found[2].1, "moon");
    }

    #[test]
    fn a_declared_form_wins() {
        let declared = Declared::new(vec![DeclaredEntity {
            id: "nippon-foundation".into(),
            kind: EntityKind::Organization,
            name: "Nippon Foundation".into(),
            aliases: vec!["Nippon Zaidan".into()],
        }]);
        let found = joined("It was invited by Nippon Zaidan.", &declared);
        assert_eq!(found[0].1, "nippon-foundation");
        assert_eq!(found[0].2, JoinReason::Declared);
    }
}
