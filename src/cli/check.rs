//! `copydesk check`: the findings of articles and folders.

use rayon::prelude::*;

use crate::corpus::{Folder, Key};
use crate::rule::{self, Context, Finding};

use super::arguments::{Check, Format};
use super::folder::{self, Work};
use super::{CLEAN, FOUND, fix, github, json, known, sarif, text};

pub fn run(arguments: &Check) -> Result<u8, String> {
    let mut work = folder::load(&arguments.paths, &arguments.folder)?;
    let mut findings = findings(&work);
    if arguments.fix {
        let fixed = fix::apply(&work, &findings)?;
        eprintln!("copydesk: {fixed}");
        work = folder::load(&arguments.paths, &arguments.folder)?;
        match fix::remember(&mut work)? {
            0 => {}
            1 => eprintln!("copydesk: remembered what is checked in 1 article"),
            articles => eprintln!("copydesk: remembered what is checked in {articles} articles"),
        }
        findings = self::findings(&work);
    }
    super::print(&match arguments.format {
        Format::Text => text::findings(&work.snapshot, &findings, work.articles.len()),
        Format::Json => json::findings(&work.snapshot, &findings),
        Format::Sarif => sarif::findings(&work.snapshot, &findings),
        Format::Github => github::findings(&work.snapshot, &findings),
    });
    let fails = |finding: &&Finding| finding.severity >= arguments.fail_on.severity();
    // The process ends here: nobody needs the room of all that was read.
    std::mem::forget(work);
    Ok(if findings.iter().any(|finding| fails(&finding)) {
        FOUND
    } else {
        CLEAN
    })
}

/// All findings in what was asked for, by path and place.
fn findings(work: &Work) -> Vec<Finding> {
    let snapshot = &work.snapshot;
    let declared = snapshot
        .folders
        .iter()
        .filter(|folder| work.whole.contains(&folder.root));
    let mut findings: Vec<Finding> = declared.flat_map(rule::check_declarations).collect();
    findings.extend(of_articles(work));
    findings.sort_by(|a, b| (&a.key, a.span, a.rule).cmp(&(&b.key, b.span, b.rule)));
    findings
}

/// The findings in the articles: those of the last run, where nothing has changed since.
fn of_articles(work: &Work) -> Vec<Finding> {
    let known = work.cached.then(|| known::findings(&work.snapshot));
    if let Some(mut known) = known.flatten() {
        let found = work.articles.iter().filter_map(|key| known.remove(key));
        return found.flatten().collect();
    }
    let of_article = |key: &Key| -> Vec<Finding> {
        let found = work.snapshot.folder(key).zip(work.snapshot.analysis(key));
        let check = |(folder, analysis): (_, std::sync::Arc<_>)| {
            rule::check(&Context::new(&work.snapshot, folder, key, &analysis))
        };
        found.map(check).unwrap_or_default()
    };
    // One at a time: no thread is left with a row of them when the others are through.
    let articles = work.articles.par_iter().with_max_len(1);
    let found: Vec<Vec<Finding>> = articles.map(of_article).collect();
    let found: Vec<Finding> = found.into_iter().flatten().collect();
    let all = |folder: &Folder| folder.index.article_count() == work.articles.len();
    if work.cached && work.snapshot.folders.iter().all(all) {
        known::keep(&work.snapshot, &found);
    }
    found
}
