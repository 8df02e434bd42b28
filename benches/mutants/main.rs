//! Plants one mistake at a time in news and counts who notices: for each kind of mistake how often
//! it could be planted, how often its rule found it, and the findings besides that it caused.
//!
//! `COPYDESK_DATA` holds `news/*.jsonl`, clean articles, and may hold `related/*.jsonl`, for the
//! mistakes between two reports, which need more articles: `{"title","date","text"}` a line. Only
//! the articles in which a mistake of the kind can be planted count; where it can be planted is
//! read by plain patterns, which know nothing of what the rules understand.
//!
//! `-- KIND…` plants only the kinds whose name contains one of the words; `--misses` shows the
//! place of each mistake that nobody noticed, `--noise` the findings besides.

mod counts;
mod desk;
mod pair;
mod place;
mod single;
mod source;

use std::path::Path;

use rayon::prelude::*;

use desk::Outcome;

/// An article of the news.
pub struct Article {
    pub title: String,
    pub date: String,
    pub text: String,
    /// Its number among all, to vary what is planted.
    pub number: usize,
    /// It is one of the clean ones.
    pub clean: bool,
}

/// The files of a folder, before and after the mistake.
pub struct Planted {
    pub clean: Vec<File>,
    pub wrong: Vec<File>,
}

/// A path with its text.
pub type File = (&'static str, String);

/// A kind of mistake: what it is called, who should notice, how it is made.
pub struct Mistake {
    pub name: &'static str,
    pub rules: &'static [&'static str],
    pub plant: fn(&Article) -> Option<Planted>,
    /// Whether reports that are not clean are good enough for it.
    pub anywhere: bool,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let kinds: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let Some(data) = std::env::var_os("COPYDESK_DATA") else {
        println!("mutants: skipped, COPYDESK_DATA names no folder with news");
        return;
    };
    let articles = articles(Path::new(&data));
    let groups = [
        ("in one article", single::MISTAKES),
        ("in numbers", counts::MISTAKES),
        ("against the source", source::MISTAKES),
        ("between two reports", pair::MISTAKES),
    ];
    for (group, mistakes) in groups {
        println!(
            "{group:<52} {:>8} {:>8} {:>8} {:>8}",
            "planted", "found", "recall", "noise"
        );
        for mistake in mistakes {
            let wanted = |kind: &&String| mistake.name.contains(kind.as_str());
            if !kinds.is_empty() && !kinds.iter().any(wanted) {
                continue;
            }
            let outcomes: Vec<(&Article, Outcome)> = articles
                .par_iter()
                .filter(|article| article.clean || mistake.anywhere)
                .filter_map(|article| {
                    let planted = (mistake.plant)(article)?;
                    Some((article, desk::outcome(article, mistake, &planted)))
                })
                .collect();
            report(mistake, &outcomes, flag("--misses"), flag("--noise"));
        }
    }
}

fn report(mistake: &Mistake, outcomes: &[(&Article, Outcome)], misses: bool, noise: bool) {
    let planted = outcomes.len();
    let found = outcomes.iter().filter(|(_, one)| one.found).count();
    let besides: usize = outcomes.iter().map(|(_, one)| one.besides.len()).sum();
    let recall = f64::from(found as u32) / f64::from((planted as u32).max(1));
    println!(
        "  {:<50} {planted:>8} {found:>8} {recall:>8.2} {besides:>8}",
        mistake.name
    );
    for (article, outcome) in outcomes {
        if misses && !outcome.found {
            println!("    missed {} {}", article.number, outcome.place);
        }
        if noise {
            for finding in &outcome.besides {
                println!("    noise {} {} {finding}", article.number, outcome.place);
            }
        }
    }
}

fn articles(data: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    for (folder, clean) in [("news", true), ("related", false)] {
        let Ok(files) = std::fs::read_dir(data.join(folder)) else {
            continue;
        };
        let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
        paths.sort();
        let texts = paths
            .iter()
            .filter_map(|path| std::fs::read_to_string(path).ok());
        let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
        for line in lines {
            let Ok(article) = serde_json::from_str::<serde_json::Value>(&line) else {
                continue;
            };
            let word = |key: &str| article[key].as_str().unwrap_or_default().to_owned();
            articles.push(Article {
                title: word("title"),
                date: word("date"),
                text: word("text"),
                number: articles.len(),
                clean,
            });
        }
    }
    articles
}
