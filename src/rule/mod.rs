//! The rules: every diagnostic is one, one file each.
//!
//! In: a [`Context`], one article in a snapshot. Out: [`Finding`]s with their fixes, severities
//! decided, silenced ones left out ([`check`]). A rule says what differs from what and names the
//! other place; it is silent when in doubt.
//!
//! Adding a rule: write its file with its documentation and fixtures, add its line to [`RULES`].

mod clause;
mod comparison;
mod docs;
mod enumeration;
mod fix;
mod register_edit;
mod report;
mod rounding;
mod silence;
mod twin;

mod age_mismatch;
mod ambiguous_date;
mod ambiguous_surname;
mod ap;
mod ap_century;
mod ap_comma;
mod ap_decade;
mod ap_month;
mod ap_ordinal;
mod ap_time;
mod ap_weekday;
mod ap_year;
mod avoided_name;
mod bad_metadata;
mod broken_link;
mod changed_since_checked;
mod count_differs_between_reports;
mod count_mismatch;
mod dateline_not_in_article;
mod duration_mismatch;
mod elapsed_time_mismatch;
mod event_date_differs;
mod footnote;
mod former_and_current;
mod future_date_in_past_tense;
mod hedge_dropped;
mod impossible_date;
mod lost_passage;
mod magnitude_differs;
mod metadata_date_conflict;
mod missing_source;
mod named_elsewhere;
mod numbering;
mod participant_differs;
mod past_date_in_future_tense;
mod percent_mismatch;
mod period_mismatch;
mod place_country_mismatch;
mod placeholder;
mod polarity_differs;
mod quote_not_in_source;
mod quote_speaker_differs;
mod quote_wording_differs;
mod quotes;
mod relative_day_word;
mod reversed_range;
mod role_conflict;
mod role_differs_between_reports;
mod similar_name;
mod source_after_article;
mod stale_now;
mod stale_year;
mod superlative_differs;
mod superseded;
mod surname_before_full_name;
mod total_mismatch;
mod two_dates_one_event;
mod unattributed_quote;
mod unbalanced_quote;
mod undated_article;
mod undefined_acronym;
mod unit_conversion_mismatch;
mod unknown_citation;
mod unknown_rule;
mod variant_name;
mod weekday_mismatch;
mod weekday_mismatch_inferred_year;

use std::cell::OnceCell;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::corpus::{Facts, Folder, Key, Profile, Related, Severity, Snapshot};
use crate::text::{Span, Text};

pub use changed_since_checked::remember_edit;
pub use docs::page;
pub use fix::{set_article_date, set_in_config};
pub use register_edit::{add_alias, alias_of, declare, forget, not_same};
pub use silence::{dismiss_edit, ignore_edit};

/// Every rule, in the order of the documentation.
pub const RULES: &[&Rule] = &[
    &weekday_mismatch::RULE,
    &weekday_mismatch_inferred_year::RULE,
    &impossible_date::RULE,
    &undated_article::RULE,
    &metadata_date_conflict::RULE,
    &relative_day_word::RULE,
    &stale_year::RULE,
    &period_mismatch::RULE,
    &stale_now::RULE,
    &reversed_range::RULE,
    &ambiguous_date::RULE,
    &future_date_in_past_tense::RULE,
    &past_date_in_future_tense::RULE,
    &two_dates_one_event::RULE,
    &elapsed_time_mismatch::RULE,
    &duration_mismatch::RULE,
    &age_mismatch::RULE,
    &similar_name::RULE,
    &variant_name::RULE,
    &avoided_name::RULE,
    &ambiguous_surname::RULE,
    &surname_before_full_name::RULE,
    &undefined_acronym::RULE,
    &role_conflict::RULE,
    &role_differs_between_reports::RULE,
    &former_and_current::RULE,
    &total_mismatch::RULE,
    &count_mismatch::RULE,
    &percent_mismatch::RULE,
    &unit_conversion_mismatch::RULE,
    &count_differs_between_reports::RULE,
    &magnitude_differs::RULE,
    &place_country_mismatch::RULE,
    &dateline_not_in_article::RULE,
    &quote_not_in_source::RULE,
    &quote_wording_differs::RULE,
    &quote_speaker_differs::RULE,
    &unbalanced_quote::RULE,
    &unattributed_quote::RULE,
    &broken_link::RULE,
    &footnote::RULE,
    &unknown_citation::RULE,
    &lost_passage::RULE,
    &source_after_article::RULE,
    &missing_source::RULE,
    &event_date_differs::RULE,
    &named_elsewhere::RULE,
    &superlative_differs::RULE,
    &hedge_dropped::RULE,
    &polarity_differs::RULE,
    &participant_differs::RULE,
    &superseded::RULE,
    &placeholder::RULE,
    &changed_since_checked::RULE,
    &numbering::RULE,
    &bad_metadata::RULE,
    &unknown_rule::RULE,
    &ap_month::RULE,
    &ap_ordinal::RULE,
    &ap_comma::RULE,
    &ap_decade::RULE,
    &ap_time::RULE,
    &ap_weekday::RULE,
    &ap_year::RULE,
    &ap_century::RULE,
];

/// The rules that find an event on two dates; the first place of such a finding has the other date.
pub const TWO_DATES: &[&Rule] = &[&two_dates_one_event::RULE, &event_date_differs::RULE];

/// The profiles of a rule that every desk wants.
pub const EVERY: &[Profile] = &[Profile::Desk, Profile::Checker, Profile::Kb, Profile::Ap];

/// The groups that rules belong to; configuration and comments may name a group.
pub const GROUPS: &[&str] = &[
    "dates",
    "names",
    "roles",
    "numbers",
    "quotations",
    "places",
    "citations",
    "reports",
    "desk",
    "ap",
];

/// A rule: its name, its place, its documentation, its check.
pub struct Rule {
    /// Kebab-case; what a person sees as the diagnostic's code.
    pub name: &'static str,
    pub group: &'static str,
    pub severity: Severity,
    /// The profiles that have it on; with none it is on only where a folder sets its severity.
    pub profiles: &'static [Profile],
    pub docs: Docs,
    pub check: fn(&Context, &mut Vec<Finding>),
}

/// The documentation of a rule. The examples are fixtures and run as tests.
pub struct Docs {
    /// One sentence: what it finds.
    pub what: &'static str,
    /// Why an editor wants to know, and where the rule keeps silent.
    pub why: &'static str,
    /// An article that has the finding, with a mark under it.
    pub example: &'static str,
    /// The same without it.
    pub instead: &'static str,
    /// How to fix it.
    pub fix: &'static str,
}

/// What a rule is given: one article in one snapshot.
pub struct Context<'a> {
    pub snapshot: &'a Snapshot,
    pub folder: &'a Folder,
    pub key: &'a Key,
    pub analysis: &'a Analysis,
    related: OnceCell<Vec<Related>>,
    own: OnceCell<Option<Arc<Facts>>>,
    comparable: OnceCell<Vec<Arc<Facts>>>,
    twins: twin::Twins,
    quotes: OnceCell<Vec<quotes::Pair>>,
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static str,
    pub severity: Severity,
    pub key: Key,
    pub span: Span,
    pub message: String,
    /// The other places it speaks of.
    pub related: Vec<Place>,
    pub fixes: Vec<Fix>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub key: Key,
    pub span: Span,
    /// What is there. Whoever shows it names the file and the line beside it.
    pub message: String,
}

/// What a place is shown with where its words differ.
fn says(words: &str) -> String {
    format!("says \u{201c}{words}\u{201d}")
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    pub title: String,
    /// Whether it can be applied without a person choosing it.
    pub safe: bool,
    pub edits: Vec<FileEdit>,
}

/// The bytes of `span` in a file replaced by `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEdit {
    pub key: Key,
    pub span: Span,
    pub text: String,
    /// The file does not exist yet.
    pub create: bool,
}

impl<'a> Context<'a> {
    pub fn new(
        snapshot: &'a Snapshot,
        folder: &'a Folder,
        key: &'a Key,
        analysis: &'a Analysis,
    ) -> Context<'a> {
        Context {
            snapshot,
            folder,
            key,
            analysis,
            related: OnceCell::new(),
            own: OnceCell::new(),
            comparable: OnceCell::new(),
            twins: twin::Twins::default(),
            quotes: OnceCell::new(),
        }
    }

    pub fn text(&self) -> &Text {
        &self.analysis.text
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &str {
        self.text().slice(span)
    }

    /// The related articles, best first.
    pub fn related(&self) -> &[Related] {
        self.related
            .get_or_init(|| self.folder.index.related(self.key))
    }

    /// The facts of the article.
    fn own_facts(&self) -> &Option<Arc<Facts>> {
        self.own.get_or_init(|| self.folder.index.facts(self.key))
    }

    /// The facts of the related articles that may be compared, best first.
    fn comparable(&self) -> &[Arc<Facts>] {
        self.comparable.get_or_init(|| {
            let comparable = self.folder.index.comparable(self.key);
            let facts = comparable
                .iter()
                .filter_map(|other| self.folder.index.facts(other));
            facts.collect()
        })
    }

    /// A finding of `rule` in this article.
    pub fn finding(&self, rule: &Rule, span: Span, message: impl Into<String>) -> Finding {
        Finding {
            rule: rule.name,
            severity: rule.severity,
            key: self.key.clone(),
            span,
            message: message.into(),
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Whether `rule` is on in this folder.
    pub fn is_on(&self, rule: &Rule) -> bool {
        severity(rule, self.folder, rule.severity).is_some()
    }

    /// "kyodo.txt:8", the way a message names another place.
    pub fn place_name(&self, key: &Key, text: &Text, span: Span) -> String {
        let file = key.rsplit('/').next().unwrap_or(key);
        format!("{file}:{}", text.line_of(span.start as usize) + 1)
    }
}

impl Finding {
    /// The finding with another place that it speaks of.
    pub fn beside(mut self, key: &Key, span: Span, message: impl Into<String>) -> Finding {
        self.related.push(Place {
            key: key.clone(),
            span,
            message: message.into(),
        });
        self
    }
}

impl Fix {
    /// A fix that replaces one span of the article itself.
    pub fn replace(
        title: impl Into<String>,
        key: &Key,
        span: Span,
        text: impl Into<String>,
    ) -> Fix {
        Fix {
            title: title.into(),
            safe: false,
            edits: vec![FileEdit {
                key: key.clone(),
                span,
                text: text.into(),
                create: false,
            }],
        }
    }
}

/// The rule of that name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// All findings in one article, in the order of the text.
pub fn check(context: &Context) -> Vec<Finding> {
    let mut findings = found_by(context, RULES);
    let unused = silence::apply(context, &mut findings);
    if context.is_on(&unknown_rule::RULE) {
        findings.extend(
            unused
                .iter()
                .map(|directive| unknown_rule::unused(context, directive)),
        );
    }
    decide_severities(context.folder, &mut findings);
    findings.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    findings
}

/// The findings of some rules alone, for a question that is about nothing else.
pub fn check_with(context: &Context, rules: &[&Rule]) -> Vec<Finding> {
    let mut findings = found_by(context, rules);
    silence::apply(context, &mut findings);
    findings
}

fn found_by(context: &Context, rules: &[&Rule]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules.iter().filter(|rule| context.is_on(rule)) {
        (rule.check)(context, &mut findings);
    }
    findings
}

/// The findings in what the folder declares: `copydesk.toml` and `entities.yml`.
pub fn check_declarations(folder: &Folder) -> Vec<Finding> {
    let mut findings = bad_metadata::declarations(folder);
    findings.extend(unknown_rule::configured(folder));
    decide_severities(folder, &mut findings);
    findings.sort_by(|a, b| (&a.key, a.span, a.rule).cmp(&(&b.key, b.span, b.rule)));
    findings
}

fn decide_severities(folder: &Folder, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| {
        let rule = by_name(finding.rule);
        match rule.and_then(|rule| severity(rule, folder, finding.severity)) {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => false,
        }
    });
}

/// What becomes of a finding: a rule's own entry beats its group's, which beats the profile's; a
/// severity that is set replaces all that the rule would use. `None` is off.
fn severity(rule: &Rule, folder: &Folder, own: Severity) -> Option<Severity> {
    let set = |name: &str| {
        folder
            .config
            .rules
            .iter()
            .rev()
            .find(|setting| setting.name == name)
    };
    if let Some(setting) = set(rule.name).or_else(|| set(rule.group)) {
        return setting.severity;
    }
    let profile = folder.config.profile;
    rule.profiles.contains(&profile).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_groups_are_known() {
        for rule in RULES {
            assert!(
                rule.name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{}",
                rule.name
            );
            assert!(GROUPS.contains(&rule.group), "{}", rule.group);
        }
    }

    #[test]
    fn the_examples_of_the_documentation_are_true() {
        for rule in RULES {
            crate::fixture::check(rule.docs.example);
            assert!(
                rule.docs.example.contains(rule.name),
                "{} does not show itself",
                rule.name
            );
            crate::fixture::check(rule.docs.instead);
        }
    }

    #[test]
    fn a_rule_beats_its_group_and_a_group_its_profile() {
        crate::fixture::check(
            "//- copydesk.toml\n[rules]\ndates = \"off\"\nweekday-mismatch = \"hint\"\n\
             //- a.txt\nIt was Tuesday, Feb. 17, 2025.\n       ^^^^^^^^^^^^^^^^^^^^^^ weekday-mismatch hint\nIt was Feb. 30, 2025.\n",
        );
    }
}
