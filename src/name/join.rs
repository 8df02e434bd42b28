//! Joins the candidates of one article into entities.
//!
//! Order of authority: a pin or a link in the text, then a declared form, then the evidence of the
//! article. A wrong join costs an editor more than a missed one: a surname, a short form or an
//! acronym joins only where one single entity of the article can be meant.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::text::Span;

use super::form::{Form, Shape, is_people, is_people_short};
use super::{BlockForms, Declared, DeclaredHit, Entity, EntityKind, JoinReason, NameMention, slug};

/// Words that a pin or a link gives to a declared entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Bytes of the article.
    pub span: Span,
    /// Index into the declared entities.
    pub entity: u32,
}

/// Joins what was found in the blocks of `text`, each with the byte at which it begins; spans count
/// bytes of `text`.
pub fn join(
    text: &str,
    blocks: &[(usize, Arc<BlockForms>)],
    hits: &[(usize, DeclaredHit)],
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
    let forms = blocks
        .iter()
        .flat_map(|(start, block)| block.forms.iter().map(|form| form.placed(*start)));
    let mut forms: Vec<Form> = forms
        .filter(|form| !joiner.is_taken(form.span) && !declared.is_none(&form.text))
        .filter(|form| !form.work)
        .collect();
    agree_on_kinds(&mut forms);
    joiner.full_forms(&forms);
    joiner.brackets(text, &forms);
    joiner.short_forms(&forms);
    joiner.known_words(text, blocks);
    joiner.finish()
}

/// The same words are of one kind in one article, unless the evidence for two is strong.
fn agree_on_kinds(forms: &mut [Form]) {
    let mut votes: FxHashMap<Arc<str>, [i64; EntityKind::ALL.len()]> = FxHashMap::default();
    for form in forms.iter() {
        let vote = votes.entry(form.key.clone()).or_default();
        vote[form.kind as usize] += i64::from(form.margin.max(1));
    }
    for form in forms {
        let Some(vote) = votes.get(&form.key) else {
            continue;
        };
        let total: i64 = vote.iter().sum();
        let best = EntityKind::ALL
            .iter()
            .zip(vote)
            .max_by_key(|(kind, votes)| (**votes, **kind));
        if let Some((kind, votes)) = best
            && votes * 10 >= total * 7
        {
            form.kind = *kind;
        }
    }
}

/// No name has more words.
const MOST_WORDS: usize = 16;

/// Whether the second shape is short for the first.
type IsShortFor = fn(&Shape, &Shape) -> bool;

struct Joiner<'a> {
    declared: &'a Declared,
    mentions: Vec<NameMention>,
    entities: Vec<Entity>,
    by_id: FxHashMap<String, usize>,
    /// The entity of each form that was added, by its key and kind.
    by_form: FxHashMap<(Arc<str>, EntityKind), usize>,
    /// The full forms of each entity.
    shapes: Vec<Vec<Arc<Shape>>>,
    /// The entities with a full form that begins or ends with the word, or has these initials.
    by_end: FxHashMap<String, Vec<usize>>,
    /// The mentions that come from pins, links and the register, in order.
    taken: usize,
}

impl<'a> Joiner<'a> {
    fn new(declared: &'a Declared) -> Joiner<'a> {
        Joiner {
            declared,
            mentions: Vec::new(),
            entities: Vec::new(),
            by_id: FxHashMap::default(),
            by_form: FxHashMap::default(),
            shapes: Vec::new(),
            by_end: FxHashMap::default(),
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
            not: known.not.iter().map(|form| slug(form)).collect(),
        });
        for form in std::iter::once(&known.name).chain(&known.aliases) {
            let shape = Arc::new(Shape::of(form, known.kind));
            if !self.shapes[index].contains(&shape) {
                self.add_shape(index, shape);
            }
        }
        self.push(span, index, reason);
        self.taken = self.mentions.len();
    }

    fn entity(&mut self, entity: Entity) -> usize {
        if let Some(index) = self.by_id.get(&entity.id) {
            return *index;
        }
        let index = self.entities.len();
        self.by_id.insert(entity.id.clone(), index);
        self.entities.push(entity);
        self.shapes.push(Vec::new());
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

    /// Names that can stand alone: people with first and last name, organisations that are no
    /// acronym, places.
    fn full_forms(&mut self, forms: &[Form]) {
        // The longest first, so that shorter ones find what they are short for.
        let mut order: Vec<&Form> = forms.iter().filter(|form| form.shape.is_full()).collect();
        order.sort_by_key(|form| (std::cmp::Reverse(form.shape.words.len()), form.span));
        for form in order {
            if self.by_form.contains_key(&(form.key.clone(), form.kind)) {
                continue;
            }
            let same = self.same(form);
            let index = match same {
                Some(index) => index,
                None => self.new_entity(form),
            };
            self.add_shape(index, form.shape.clone());
            self.by_form.insert((form.key.clone(), form.kind), index);
        }
        for form in forms.iter().filter(|form| form.shape.is_full()) {
            self.add_known(form, JoinReason::FullName);
        }
    }

    /// "Rapid Support Forces (RSF)": what stands in brackets behind a name and is made of its
    /// initials is another name of it.
    fn brackets(&mut self, text: &str, forms: &[Form]) {
        for pair in forms.windows(2) {
            let [full, short] = pair else { continue };
            let between = text.get(full.span.end as usize..short.span.start as usize);
            let bracketed = between.is_some_and(|between| between.trim_start() == "(")
                && text[short.span.end as usize..].starts_with(')');
            let Some(index) = self.by_form.get(&(full.key.clone(), full.kind)).copied() else {
                continue;
            };
            if bracketed && full.shape.is_bracketed_as(&short.text) {
                self.by_form.insert((short.key.clone(), short.kind), index);
            }
        }
    }

    /// Surnames, first names, acronyms and short forms of organisations.
    fn short_forms(&mut self, forms: &[Form]) {
        for form in forms.iter().filter(|form| !form.shape.is_full()) {
            if !form.new && self.add_known(form, form.short_reason()) {
                continue;
            }
            match self.meant_by(form).filter(|_| !form.new) {
                Some((index, reason)) => {
                    self.by_form.insert((form.key.clone(), form.kind), index);
                    self.push(form.span, index, reason);
                }
                None => {
                    let index = self.new_entity(form);
                    self.by_form.insert((form.key.clone(), form.kind), index);
                    self.push(form.span, index, JoinReason::First);
                }
            }
        }
    }

    /// Adds a mention of a form that is known by now.
    fn add_known(&mut self, form: &Form, reason: JoinReason) -> bool {
        let Some(index) = self.by_form.get(&(form.key.clone(), form.kind)).copied() else {
            return false;
        };
        self.push(form.span, index, reason);
        true
    }

    /// The only entity of the article that a short form can be of.
    fn meant_by(&self, form: &Form) -> Option<(usize, JoinReason)> {
        let tries: [(JoinReason, IsShortFor); 4] = [
            (JoinReason::Surname, Shape::has_surname),
            (JoinReason::GivenName, Shape::has_given_name),
            (JoinReason::Acronym, Shape::has_acronym),
            (JoinReason::ShortForm, Shape::has_short_form),
        ];
        let mut near = self.near(&form.shape);
        near.retain(|index| !self.is_denied(*index, form));
        for (reason, is_short_for) in tries {
            let mut found = near.iter().filter(|index| {
                let shapes = &self.shapes[**index];
                // "Brit" is nobody's given name.
                let is_people = || reason == JoinReason::GivenName && is_people_short(&form.text);
                shapes.iter().any(|shape| is_short_for(shape, &form.shape)) && !is_people()
            });
            match (found.next(), found.next()) {
                (Some(index), None) => return Some((*index, reason)),
                // Two bear it: nobody can tell.
                (Some(_), Some(_)) => return None,
                (None, _) => {}
            }
        }
        None
    }

    /// The only entity of its kind that has the same full form.
    fn same(&self, form: &Form) -> Option<usize> {
        if form.is_namesake() {
            return None;
        }
        let mut near = self.near(&form.shape);
        near.retain(|index| {
            self.entities[*index].kind == form.kind && !self.is_denied(*index, form)
        });
        let has = |index: &usize, is: &dyn Fn(&Shape) -> bool| {
            self.shapes[*index].iter().any(|shape| is(shape))
        };
        if near
            .iter()
            .any(|index| has(index, &|shape| shape.may_be_of(&form.shape)))
        {
            return None;
        }
        let only = |is: &dyn Fn(&Shape) -> bool| {
            let mut found = near.iter().filter(|index| has(index, is));
            (found.next().copied(), found.next().is_some())
        };
        match only(&|shape| shape.is_same(&form.shape)) {
            (None, _) => match only(&|shape| shape.has_long_short_form(&form.shape)) {
                (found, false) => found,
                _ => None,
            },
            (found, false) => found,
            _ => None,
        }
    }

    /// Whether the register says that the form is not the entity's.
    fn is_denied(&self, index: usize, form: &Form) -> bool {
        let register = self.entities[index].register.as_deref();
        register.is_some_and(|id| self.declared.is_not(id, &form.text))
    }

    fn add_shape(&mut self, index: usize, shape: Arc<Shape>) {
        for end in shape.ends() {
            let entities = self.by_end.entry(end.to_owned()).or_default();
            if entities.last() != Some(&index) {
                entities.push(index);
            }
        }
        self.shapes[index].push(shape);
    }

    /// The entities whose names have an end in common with `shape`, or are abbreviated so: no
    /// other can be the same, or what it is short for.
    fn near(&self, shape: &Shape) -> Vec<usize> {
        let mut near: Vec<usize> = Vec::new();
        for end in shape.ends().chain([&*shape.letters()]) {
            near.extend(self.by_end.get(end).into_iter().flatten());
        }
        near.sort_unstable();
        near.dedup();
        near
    }

    fn new_entity(&mut self, form: &Form) -> usize {
        let id = form.id();
        // A place and a person may share a name: each needs an id.
        let shared = self
            .by_id
            .get(&id)
            .is_some_and(|index| self.entities[*index].kind != form.kind);
        let id = match shared {
            true => format!("{id}-{}", form.kind.word()),
            false => id,
        };
        self.entity(Entity {
            id,
            name: form.name().to_owned(),
            kind: form.kind,
            register: None,
            not: Vec::new(),
        })
    }

    fn push(&mut self, span: Span, entity: usize, reason: JoinReason) {
        self.mentions.push(NameMention {
            span,
            entity,
            reason,
        });
    }

    /// Capitalised words that the tagger did not name count only where the article has them as a
    /// name elsewhere: the longest known run of words.
    fn known_words(&mut self, text: &str, blocks: &[(usize, Arc<BlockForms>)]) {
        let mut known: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        for ((key, _), index) in &self.by_form {
            let entry = known.entry(key).or_insert(Some(*index));
            if *entry != Some(*index) {
                *entry = None;
            }
        }
        let mut found = Vec::new();
        let weak = blocks
            .iter()
            .flat_map(|(start, block)| block.weak.iter().map(|one| (*start, one)));
        for (start, candidate) in weak {
            let words = candidate.words.iter();
            let words: Vec<Span> = words.map(|word| word.shifted(start)).collect();
            let mut at = 0;
            while at < words.len() {
                let most = words.len().min(at + MOST_WORDS);
                let longest = (at + 1..=most).rev().find_map(|end| {
                    let span = words[at].join(words[end - 1]);
                    let index = (*known.get(slug(&text[span.range()]).as_str())?)?;
                    Some((end, span, index))
                });
                at = match longest {
                    Some((end, span, index)) if !self.is_taken(span) => {
                        found.push((span, index));
                        end
                    }
                    _ => at + 1,
                };
            }
        }
        for (span, index) in found {
            self.push(span, index, JoinReason::SameWords);
        }
    }

    /// "Afghan Taliban" is the Taliban where the article says "Taliban" as well.
    fn without_people(&mut self) {
        for index in 0..self.entities.len() {
            let entity = &self.entities[index];
            let Some((people, rest)) = entity.name.split_once(' ') else {
                continue;
            };
            let own = entity.kind == EntityKind::Organization
                && entity.register.is_none()
                && is_people(people);
            let said = self
                .by_form
                .get(&(slug(rest).into(), EntityKind::Organization))
                == Some(&index);
            let id = slug(rest);
            if own && said && !self.by_id.contains_key(&id) {
                let name = rest.to_owned();
                self.by_id.insert(id.clone(), index);
                self.entities[index].name = name;
                self.entities[index].id = id;
            }
        }
    }

    fn finish(mut self) -> (Vec<NameMention>, Vec<Entity>) {
        self.without_people();
        self.mentions.sort_by_key(|mention| mention.span);
        let mut seen = vec![false; self.entities.len()];
        for mention in &mut self.mentions {
            let first = !std::mem::replace(&mut seen[mention.entity], true);
            match mention.reason {
                JoinReason::Declared | JoinReason::Linked => {}
                _ if first => mention.reason = JoinReason::First,
                JoinReason::First => mention.reason = JoinReason::SameWords,
                _ => {}
            }
        }
        (self.mentions, self.entities)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::strategy::Strategy;

    use crate::article::sentences;
    use crate::name::{BlockNames, DeclaredEntity, NameMemory};

    fn joined(prose: &str, declared: &Declared) -> Vec<(String, String, JoinReason)> {
        let block = Arc::new(BlockNames::read(prose, &sentences(prose), false));
        let found = NameMemory::read_once(&[(0, prose, &block)]).remove(0);
        let hits = declared.find(prose);
        let hits: Vec<(usize, DeclaredHit)> = hits.into_iter().map(|hit| (0, hit)).collect();
        let (mentions, entities) = join(prose, &[(0, found)], &hits, &[], declared);
        mentions
            .iter()
            .map(|mention| {
                (
                    prose[mention.span.range()].to_owned(),
                    entities[mention.entity].id.clone(),
                    mention.reason,
                )
            })
            .collect()
    }

    fn ids(prose: &str) -> Vec<(String, String)> {
        let found = joined(prose, &Declared::default()).into_iter();
        found.map(|(words, id, _)| (words, id)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected
            .iter()
            .map(|(words, id)| ((*words).to_owned(), (*id).to_owned()))
            .collect()
    }

    #[test]
    fn what_the_register_denies_is_not_joined_and_what_it_forgets_is_no_name() {
        let kim = |not: &[&str]| DeclaredEntity {
            id: "kim-jong-un".to_owned(),
            kind: EntityKind::Person,
            name: "Kim Jong Un".to_owned(),
            aliases: Vec::new(),
            not: not.iter().map(|form| (*form).to_owned()).collect(),
        };
        let prose = "President Kim Jong Un met Foreign Minister Kim in Pyongyang.";
        let ids = |declared: Declared| -> Vec<String> {
            let found = joined(prose, &declared).into_iter();
            found.map(|(_, id, _)| id).collect()
        };
        let joined = ids(Declared::new(vec![kim(&[])], &[]));
        assert_eq!(joined, ["kim-jong-un", "kim-jong-un", "pyongyang"]);
        let denied = ids(Declared::new(vec![kim(&["Kim"])], &[]));
        assert_eq!(denied, ["kim-jong-un", "kim", "pyongyang"]);
        let forgotten = ids(Declared::new(vec![kim(&[])], &["Pyongyang".to_owned()]));
        assert_eq!(forgotten, ["kim-jong-un", "kim-jong-un"]);
    }

    #[test]
    fn a_surname_joins_the_only_one_who_bears_it() {
        let found = joined(
            "President Amina Yusuf met Karim Haddad. Yusuf said Haddad would go.",
            &Declared::default(),
        );
        assert_eq!(found[2].1, "amina-yusuf");
        assert_eq!(found[2].2, JoinReason::Surname);
        assert_eq!(found[3].1, "karim-haddad");
    }

    #[test]
    fn a_surname_of_two_people_joins_neither() {
        let found = ids("President Sara Okafor and her brother John Okafor met. Okafor said so.");
        assert_eq!(found[2].1, "okafor");
    }

    #[test]
    fn acronyms_and_short_forms_join_what_they_are_short_for() {
        assert_eq!(
            ids("The Rapid Support Forces (RSF) attacked on Monday. The RSF denied it."),
            pairs(&[
                ("Rapid Support Forces", "rapid-support-forces"),
                ("RSF", "rapid-support-forces"),
                ("RSF", "rapid-support-forces"),
            ])
        );
    }

    #[test]
    fn a_declared_form_wins() {
        let declared = Declared::new(
            vec![DeclaredEntity {
                id: "nippon-foundation".into(),
                kind: EntityKind::Organization,
                name: "Nippon Foundation".into(),
                aliases: vec!["Nippon Zaidan".into()],
                not: Vec::new(),
            }],
            &[],
        );
        let found = joined("It was invited by Nippon Zaidan.", &declared);
        assert_eq!(found[0].1, "nippon-foundation");
        assert_eq!(found[0].2, JoinReason::Declared);
    }

    /// The ids by their words, of an article whose paragraphs are parted by empty lines.
    fn ids_of_article(text: &str) -> Vec<(String, String)> {
        let mut start = 0;
        let mut blocks: Vec<(usize, &str, Arc<BlockNames>)> = Vec::new();
        for prose in text.split("\n\n") {
            let heading = start == 0 && !prose.contains('.');
            let names = BlockNames::read(prose, &sentences(prose), heading);
            blocks.push((start, prose, Arc::new(names)));
            start += prose.len() + 2;
        }
        let read: Vec<(u64, &str, &Arc<BlockNames>)> = blocks
            .iter()
            .map(|(start, prose, names)| (*start as u64, *prose, names))
            .collect();
        let found = NameMemory::read_once(&read);
        let starts = blocks.iter().map(|(start, ..)| *start);
        let found: Vec<(usize, Arc<BlockForms>)> = starts.zip(found).collect();
        let (mentions, entities) = join(text, &found, &[], &[], &Declared::default());
        mentions
            .iter()
            .map(|mention| {
                let words = text[mention.span.range()].to_owned();
                (words, entities[mention.entity].id.clone())
            })
            .collect()
    }

    /// The id of the last mention with these words.
    fn id(text: &str, words: &str) -> String {
        let found = ids_of_article(text);
        let last = found.iter().rev().find(|(found, _)| found == words);
        last.unwrap_or_else(|| panic!("{words} in {found:?}"))
            .1
            .clone()
    }

    #[test]
    fn a_mother_is_not_her_daughter_of_nearly_the_same_name() {
        let text = "Clara Whitfield died on Monday in Boston.\n\nShe grew up with her mother, Clara \
                    Anne Whitfield, and left home at 16. Clara Whitfield married twice.";
        assert_eq!(id(text, "Clara Whitfield"), "clara-whitfield");
        assert!(
            !ids_of_article(text)
                .iter()
                .any(|(words, id)| words.contains('\n')
                    || words == "Clara Anne Whitfield" && id == "clara-whitfield")
        );
        let other = text.replace("with her mother, ", "in Maine. Police named ");
        assert_eq!(id(&other, "Clara Whitfield"), "clara-anne-whitfield");
    }

    #[test]
    fn who_is_introduced_by_one_name_is_nobody_who_was_named_before() {
        let text = "Kevin Harris left the harbor minutes before the storm, he told reporters.\n\nA \
                    father known only as Kevin was looking for his sons.";
        assert_eq!(id(text, "Kevin"), "kevin");
        let text = text.replace("A father known only as Kevin", "Kevin");
        assert_eq!(id(&text, "Kevin"), "kevin-harris");
    }

    #[test]
    fn two_people_who_share_a_surname_are_two() {
        let text = "Finance Minister Lucy Otieno and Judge Peter Otieno met in Nairobi.\n\nOtieno said \
                    the talks had failed. Lucy Otieno left, Peter stayed.";
        assert_eq!(id(text, "Otieno"), "otieno");
        assert_eq!(id(text, "Lucy Otieno"), "lucy-otieno");
        assert_eq!(id(text, "Peter"), "peter-otieno");
    }

    #[test]
    fn a_court_is_not_the_countrys_where_a_states_is_meant() {
        let text = "The Wisconsin Supreme Court ruled on Monday. The United States Supreme Court \
                    later overruled it.\n\nThe Supreme Court declined to comment.";
        assert_eq!(id(text, "Supreme Court"), "supreme-court");
        let text = "The United States Supreme Court ruled on Monday.\n\nVoters will fill a seat on the \
                    state\u{2019}s Supreme Court.";
        assert_eq!(id(text, "Supreme Court"), "supreme-court");
        let text = "The United States Supreme Court ruled on Monday.\n\nThe Supreme Court declined to \
                    comment.";
        assert_eq!(id(text, "Supreme Court"), "united-states-supreme-court");
    }

    #[test]
    fn a_short_form_leaves_out_only_what_kind_it_is() {
        let short = |long: &str, short: &str| {
            let of = |name| Shape::of(name, EntityKind::Organization);
            of(long).has_short_form(&of(short)) || of(long).has_long_short_form(&of(short))
        };
        assert!(short("Ford Motor Company", "Ford"));
        assert!(short("Lockheed Martin", "Lockheed"));
        assert!(short("Salling Group", "Salling"));
        assert!(short("Church of Norway", "Church"));
        assert!(short("Rail Workers of Kenya", "Rail Workers"));
        assert!(short("China Eastern Airlines", "China Eastern"));
        assert!(!short("Hamas Political Bureau", "Hamas"));
        assert!(!short("Associated Press Forensics", "Associated Press"));
        assert!(!short("Boeing Commercial Airplanes", "Boeing"));
        assert!(!short("Bank of Kenya Workers Union", "Bank of Kenya"));
    }

    #[test]
    fn an_organization_named_after_a_person_is_not_the_person() {
        let text = "Nadia Brandt started the Brandt Foundation in Berlin in 1998.\n\nThe Brandt \
                    Foundation pays for schools. \u{201c}We are proud,\u{201d} Brandt said. The \
                    Foundation will open another one.";
        assert_eq!(id(text, "Brandt"), "nadia-brandt");
        assert_eq!(id(text, "Brandt Foundation"), "brandt-foundation");
        assert_eq!(id(text, "Foundation"), "brandt-foundation");
    }

    #[test]
    fn washington_is_a_city_a_state_and_a_president() {
        let text = "A plant in Everett, Washington, will close, officials in Washington said.\n\nA \
                    statue of George Washington stood at its gate, the Washington Post reported.";
        let found = ids_of_article(text);
        let of = |words: &str| -> Vec<&str> {
            let same = found.iter().filter(|(found, _)| found == words);
            same.map(|(_, id)| id.as_str()).collect()
        };
        assert_eq!(of("Washington"), ["washington-state", "washington"]);
        assert_eq!(of("George Washington"), ["george-washington"]);
        assert_eq!(of("Washington Post"), ["washington-post"]);
        let list = "Talks were held in London, Washington and Tokyo.";
        assert_eq!(id(list, "Washington"), "washington");
    }

    #[test]
    fn arabic_and_east_asian_names_keep_their_order() {
        let text = "Foreign Minister Hayashi Yoshimasa met President Xi Jinping in Beijing.\n\n\
                    Yoshimasa Hayashi said that Xi agreed. Hayashi left on Friday.";
        assert_eq!(id(text, "Yoshimasa Hayashi"), id(text, "Hayashi Yoshimasa"));
        assert_eq!(id(text, "Hayashi"), id(text, "Hayashi Yoshimasa"));
        assert_eq!(id(text, "Xi"), "xi-jinping");
        let text = "Spokesman Abu Mohammed al-Adnani threatened France in a speech.\n\nAl-Adnani \
                    was killed in Syria, where Sheikh Khalifa bin Zayed Al Nahyan sent aid.";
        assert_eq!(id(text, "Al-Adnani"), "abu-mohammed-al-adnani");
    }

    #[test]
    fn a_headline_in_capitals_names_who_the_text_names() {
        let text = "YUSUF MEETS KARIM HADDAD IN CAIRO\n\nPresident Amina Yusuf met Karim Haddad in \
                    Cairo on Monday, her office said. Yusuf left on Tuesday.";
        let found = ids_of_article(text);
        let named = |words: &str, of: &str| {
            let same = found.iter().find(|(found, _)| found == words);
            same.is_none_or(|(_, id)| id == of)
        };
        assert!(named("KARIM HADDAD", "karim-haddad"), "{found:?}");
        assert!(named("CAIRO", "cairo"), "{found:?}");
        assert!(named("YUSUF", "amina-yusuf"), "{found:?}");
        assert_eq!(id(text, "Yusuf"), "amina-yusuf");
    }

    #[test]
    fn a_name_goes_on_behind_a_line_break() {
        let text = "The visit\n\nPresident Amina\nYusuf met Karim\r\nHaddad of the World Health\n\
                    Organization. Yusuf thanked Haddad.";
        assert_eq!(id(text, "Amina\nYusuf"), "amina-yusuf");
        assert_eq!(id(text, "Yusuf"), "amina-yusuf");
        assert_eq!(id(text, "Haddad"), "karim-haddad");
    }

    #[test]
    fn possessives_with_either_apostrophe_are_no_part_of_a_name() {
        for mark in ["'", "\u{2019}"] {
            let text = format!(
                "President Amina Yusuf{mark}s plan pleased Japan{mark}s Foreign Ministry.\n\nThe \
                 Foreign Ministry praised Yusuf{mark}s courage."
            );
            assert_eq!(id(&text, "Amina Yusuf"), "amina-yusuf");
            assert_eq!(id(&text, "Yusuf"), "amina-yusuf");
            assert_eq!(id(&text, "Foreign Ministry"), "japan-foreign-ministry");
        }
    }

    #[test]
    fn brackets_explain_acronyms_that_are_no_initials() {
        let text = "Singapore Airlines (SIA) ordered ten planes on Monday. SIA will fly them to Rome, \
                    where the Italian Episcopal Conference (CEI) meets.\n\nThe CEI thanked SIA.";
        assert_eq!(id(text, "SIA"), "singapore-airlines");
        assert_eq!(id(text, "CEI"), "italian-episcopal-conference");
    }

    #[test]
    fn a_force_is_its_countrys_and_its_acronym_has_the_country() {
        let text = "The United States Air Force chose a tanker on Friday.\n\nThe US Air Force will \
                    fly it in 2012, and the Air Force will train crews. The USAF said so.";
        for words in ["US Air Force", "Air Force", "USAF"] {
            assert_eq!(id(text, words), "united-states-air-force", "{words}");
        }
    }

    #[test]
    fn a_work_is_not_the_place_that_it_is_called_after() {
        let text = "The president of the United States spoke.\n\nAn artwork entitled America was \
                    stolen on Saturday.";
        assert!(
            ids_of_article(text)
                .iter()
                .all(|(words, _)| words != "America")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_joined_without_panic(
            parts in proptest::collection::vec(
                proptest::prop_oneof![
                    proptest::sample::select(vec![
                        "Kim", " Jong", " Un", "Amina Yusuf", "\u{2019}s ", "'s ", " (", ")", "RSF",
                        ", Washington", " known as ", "mother, ", "U.S. ", "Supreme Court", "\n\n",
                        "\r\n", "\u{feff}", "\u{a0}", "Ministry of ", "IRAN ", "&", "\0", ". The ",
                    ])
                    .prop_map(str::to_owned),
                    ".{0,6}",
                ],
                0..30,
            )
        ) {
            let text = parts.concat();
            for pair in ids_of_article(&text).windows(2) {
                proptest::prop_assert!(!pair[0].1.is_empty());
            }
        }
    }
}
