//! `copydesk related`: the related reports of articles, best first, with reasons.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::Serialize;

use crate::query::related::{self, related};

use super::CLEAN;
use super::arguments::{ListFormat, Related};
use super::folder::{self, Work, display};

#[derive(Serialize, JsonSchema)]
#[schemars(title = "copydesk related --format json")]
pub struct Report {
    /// 1; changes only when something that is here changes its meaning.
    version: u8,
    articles: Vec<ArticleRow>,
}

#[derive(Serialize, JsonSchema)]
struct ArticleRow {
    /// From the working directory.
    path: String,
    /// The best ones first, 50 at most.
    related: Vec<RelatedRow>,
}

#[derive(Serialize, JsonSchema)]
struct RelatedRow {
    path: String,
    /// From 0 to 1.
    score: f64,
    /// Whether rules may compare the two.
    comparable: bool,
    /// What the two share, the most telling first.
    reasons: Vec<String>,
}

pub fn run(arguments: &Related) -> Result<u8, String> {
    let work = folder::load(&arguments.paths, &arguments.folder)?;
    super::print(&match arguments.format {
        ListFormat::Json => json(&work),
        ListFormat::Text => text(&work),
    });
    Ok(CLEAN)
}

/// The articles that were asked for, with the reports related to each.
fn found(work: &Work) -> impl Iterator<Item = (&crate::corpus::Key, Vec<related::Report>)> {
    let articles = work.articles.iter();
    articles.filter_map(|key| Some((key, related(work.snapshot.folder(key)?, key))))
}

fn json(work: &Work) -> String {
    let articles = found(work).map(|(key, reports)| ArticleRow {
        path: display(key),
        related: reports
            .into_iter()
            .map(|report| RelatedRow {
                path: display(&report.key),
                score: report.score,
                comparable: report.comparable,
                reasons: report.reasons,
            })
            .collect(),
    });
    let report = Report {
        version: 1,
        articles: articles.collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn text(work: &Work) -> String {
    let mut out = String::new();
    for (key, reports) in found(work) {
        let _ = writeln!(out, "{}", display(key));
        if reports.is_empty() {
            let _ = writeln!(out, "  no related reports");
        }
        for report in reports {
            let mark = if report.comparable { '=' } else { ' ' };
            let _ = writeln!(
                out,
                "  {:.2} {mark} {}  {}",
                report.score,
                display(&report.key),
                report.reasons.join(", ")
            );
        }
    }
    out
}
