//! What can be done here? The fixes of the findings, ways to silence them, and the article's date.

use crate::article::Format;
use crate::corpus::{Key, Snapshot};
use crate::name::{JoinReason, slug};
use crate::rule::{self, Context, FileEdit, Finding, Fix};
use crate::text::Span;
use crate::time::{Form, Interval, TimeMention, in_words};

use super::{Cursor, Place};

/// Something that an editor offers to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub title: String,
    pub kind: ActionKind,
    pub edits: Vec<FileEdit>,
    /// A place to go to, instead of edits.
    pub opens: Option<Place>,
    /// The finding that it mends or silences.
    pub finding: Option<Finding>,
    /// The one that a person most likely wants.
    pub preferred: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    QuickFix,
    Rewrite,
}

/// The actions for the part of an article, or of what the folder declares, that is selected.
pub fn code_actions(snapshot: &Snapshot, key: &Key, selected: Span) -> Vec<Action> {
    let Some(cursor) = Cursor::new(snapshot, key, selected.start as usize) else {
        return Vec::new();
    };
    let is_declared = cursor
        .folder
        .relative(key)
        .is_some_and(crate::corpus::discover::is_declaration);
    if is_declared {
        let findings = rule::check_declarations(cursor.folder);
        let here = findings
            .into_iter()
            .filter(|finding| finding.key == *key && meets(finding.span, selected));
        return here.flat_map(fixes).collect();
    }
    let context = Context::new(snapshot, cursor.folder, key, &cursor.analysis);
    let mut actions = Vec::new();
    for finding in rule::check(&context)
        .into_iter()
        .filter(|finding| meets(finding.span, selected))
    {
        actions.extend(fixes(finding.clone()));
        actions.extend(elsewhere(&context, &finding));
        actions.extend(silencing(&context, &finding));
    }
    actions.extend(declarations(&context, selected));
    actions.extend(date_action(&context, &cursor, selected));
    actions.extend(written_out(&context, selected));
    actions.extend(pinned(&context, selected));
    let at_mark = |mark: &Span| meets(*mark, selected);
    if cursor.analysis.article.checks.iter().any(at_mark) {
        actions.extend(rule::remember_edit(&context).map(rewrite));
    }
    actions
}

/// How many entries of the register a name may be offered as an alias of.
const OFFERED: usize = 3;

/// A name that nobody has declared: into the register, or an alias of an entry that shares a word.
fn declarations(context: &Context, selected: Span) -> Vec<Action> {
    let analysis = context.analysis;
    let mention = analysis
        .names
        .iter()
        .find(|mention| meets(mention.span, selected));
    let Some(mention) = mention else {
        return Vec::new();
    };
    let entity = &analysis.entities[mention.entity];
    let form = context.words(mention.span);
    let guessed = matches!(
        mention.reason,
        JoinReason::Surname | JoinReason::GivenName | JoinReason::Acronym | JoinReason::ShortForm
    );
    let parted = guessed
        .then(|| rule::not_same(context, entity, form))
        .flatten();
    if entity.register.is_some() {
        return parted.into_iter().map(rewrite).collect();
    }
    let own = slug(&entity.name);
    let shares_word = |name: &str| {
        let name = slug(name);
        own.split('-')
            .any(|word| word.len() > 2 && name.split('-').any(|other| other == word))
    };
    let entries = context.folder.register.entries.iter();
    let near = entries.filter(|entry| entry.kind == entity.kind && shares_word(&entry.name));
    let aliases = near
        .take(OFFERED)
        .filter_map(|entry| rule::alias_of(context, entry, &entity.name));
    let fixes = rule::declare(context, &entity.name, entity.kind)
        .into_iter()
        .chain(aliases)
        .chain(parted)
        .chain(rule::forget(context, form));
    fixes.map(rewrite).collect()
}

/// A relative date as the day it means: "Monday" as "Monday 17 February 2025".
fn written_out(context: &Context, selected: Span) -> Option<Action> {
    let time = relative_date(context, selected)?;
    let words = match time.day() {
        Some(day) if matches!(time.expression.form, Form::Weekday { .. }) => {
            Interval::day(day).in_words()
        }
        Some(day) => in_words(day),
        None => time.interval?.in_words(),
    };
    Some(rewrite(Fix::replace(
        format!("Write the date out: {words}"),
        context.key,
        time.span,
        &words,
    )))
}

/// The value of a relative date pinned in the text, where Markdown hides it from readers.
fn pinned(context: &Context, selected: Span) -> Option<Action> {
    if context.analysis.article.format != Format::Markdown {
        return None;
    }
    let time = relative_date(context, selected)?;
    let value = time.value.as_ref()?;
    let words = format!("[{}]{{when={value}}}", context.words(time.span));
    Some(rewrite(Fix::replace(
        format!("Pin to {value}"),
        context.key,
        time.span,
        words,
    )))
}

fn relative_date<'a>(context: &'a Context, selected: Span) -> Option<&'a TimeMention> {
    let mut times = context.analysis.times.iter();
    let time = times.find(|time| meets(time.span, selected))?;
    (time.expression.is_relative() && time.interval.is_some()).then_some(time)
}

fn rewrite(fix: Fix) -> Action {
    Action {
        title: fix.title,
        kind: ActionKind::Rewrite,
        edits: fix.edits,
        opens: None,
        finding: None,
        preferred: false,
    }
}

fn meets(span: Span, selected: Span) -> bool {
    span.start <= selected.end && selected.start <= span.end
}

fn fixes(finding: Finding) -> Vec<Action> {
    let only = finding.fixes.len() == 1;
    let action = |fix: &Fix| Action {
        title: fix.title.clone(),
        kind: ActionKind::QuickFix,
        edits: fix.edits.clone(),
        opens: None,
        finding: Some(finding.clone()),
        preferred: only && fix.safe,
    };
    finding.fixes.iter().map(action).collect()
}

/// The first place that the finding speaks of in each other file, to be opened.
fn elsewhere(context: &Context, finding: &Finding) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    let others = finding.related.iter();
    for place in others.filter(|place| place.key != finding.key) {
        let is_known = actions.iter().any(|action| {
            let known = action.opens.as_ref();
            known.is_some_and(|known| known.key == place.key)
        });
        let text = context.snapshot.text(&place.key);
        let (false, Ok(text)) = (is_known, text) else {
            continue;
        };
        let name = context.place_name(&place.key, &text, place.span);
        actions.push(Action {
            title: format!("Open {name}"),
            kind: ActionKind::QuickFix,
            edits: Vec::new(),
            opens: Some(Place {
                key: place.key.clone(),
                span: place.span,
            }),
            finding: Some(finding.clone()),
            preferred: false,
        });
    }
    actions
}

/// Here, in this file, in the folder.
fn silencing(context: &Context, finding: &Finding) -> Vec<Action> {
    let mut fixes = Vec::new();
    let has_folder = !context.folder.root.is_empty();
    let here = rule::ignore_edit(context, finding);
    let is_comment = here.edits.iter().all(|edit| edit.key == *context.key);
    if is_comment || has_folder {
        fixes.push(here);
    }
    if is_comment && has_folder {
        fixes.push(rule::dismiss_edit(context, finding));
    }
    if is_comment {
        let front = context.analysis.article.front_matter.as_ref();
        let line_end = front.map_or(0, |front| front.span.end as usize);
        let text = if line_end > 0 {
            "\n\n<!-- copydesk-off "
        } else {
            "<!-- copydesk-off "
        };
        let end = if line_end > 0 { " -->" } else { " -->\n\n" };
        fixes.push(Fix::replace(
            format!("Turn {} off in this file", finding.rule),
            context.key,
            Span::at(line_end),
            format!("{text}{}{end}", finding.rule),
        ));
    }
    if has_folder {
        fixes.push(off_in_folder(context, finding));
    }
    let action = |fix: Fix| Action {
        title: fix.title,
        kind: ActionKind::QuickFix,
        edits: fix.edits,
        opens: None,
        finding: Some(finding.clone()),
        preferred: false,
    };
    fixes.into_iter().map(action).collect()
}

fn off_in_folder(context: &Context, finding: &Finding) -> Fix {
    let lines = format!("[rules]\n{} = \"off\"\n", finding.rule);
    let edit = rule::set_in_config(context, &["rules", finding.rule], "off".into(), &lines);
    Fix {
        title: format!("Turn {} off in this folder", finding.rule),
        safe: false,
        edits: vec![edit],
    }
}

/// A full date in an undated article can become the article's date.
fn date_action(context: &Context, cursor: &Cursor, selected: Span) -> Option<Action> {
    let undated = cursor.analysis.date.value.is_none() && !context.folder.root.is_empty();
    let time = cursor
        .analysis
        .times
        .iter()
        .find(|time| meets(time.span, selected))?;
    let day = time.day().filter(|_| undated)?;
    Some(rewrite(rule::set_article_date(context, day, "")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn titles(source: &str) -> Vec<String> {
        let fixture = Fixture::new(source);
        let (key, offset) = fixture.cursor.clone().expect("$0");
        code_actions(&fixture.snapshot, &key, Span::at(offset))
            .into_iter()
            .map(|action| action.title)
            .collect()
    }

    #[test]
    fn a_finding_offers_its_fixes_and_ways_to_silence_it() {
        assert_eq!(
            titles("//- a.md\nIt was Tues$0day, Feb. 17, 2025.\n"),
            [
                "Change the weekday to Monday",
                "Change the date to 18 February 2025",
                "Ignore weekday-mismatch in this paragraph",
                "Dismiss this weekday-mismatch",
                "Turn weekday-mismatch off in this file",
                "Turn weekday-mismatch off in this folder",
                "Set the article's date to 17 February 2025",
            ]
        );
    }

    #[test]
    fn plain_copy_is_never_marked() {
        assert_eq!(
            titles("//- 2025-02-18.txt\nIt was Tues$0day, Feb. 17, 2025.\n"),
            [
                "Change the weekday to Monday",
                "Change the date to 18 February 2025",
                "Dismiss this weekday-mismatch",
                "Turn weekday-mismatch off in this folder",
            ]
        );
    }

    #[test]
    fn a_relative_date_can_be_written_out_and_pinned() {
        assert_eq!(
            titles("//- 2025-02-18.md\nHe left on Mon$0day.\n"),
            [
                "Write the date out: Monday 17 February 2025",
                "Pin to 2025-02-17"
            ]
        );
        assert_eq!(
            titles("//- 2025-02-18.txt\nHe left last mon$0th.\n"),
            ["Write the date out: January 2025"]
        );
    }

    #[test]
    fn the_other_report_of_a_finding_can_be_opened() {
        let found = titles(
            "//- a.txt\nLatif Nazari came to Tokyo with the Taliban, a minister said on Mon$0day.\n\
             //- b.txt\nIt rained.\n\nLatif Nazari of the Taliban visited Tokyo in February 2025, he said, and not in 2021.\n",
        );
        assert!(found.contains(&"Open b.txt:3".to_owned()), "{found:?}");
    }

    #[test]
    fn what_is_checked_can_be_remembered() {
        assert_eq!(
            titles("//- a.txt\nHe came with three aides (C$0Q) and left.\n"),
            ["Remember what is checked"]
        );
    }

    #[test]
    fn nothing_is_offered_where_nothing_is_found() {
        assert!(titles("//- a.md\nNothing$0 here.\n").is_empty());
    }
}
