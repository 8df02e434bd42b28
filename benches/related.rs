//! How well related articles are found: P@1, MAP, pairs.
//!
//! `COPYDESK_DATA=… cargo bench --bench related` reads `related/*.jsonl` there: a JSON object with
//! `id`, `group`, `date`, `title` and `text` a line, where the articles of a group tell the same
//! event. Without it says "skipped". Articles that are alone in their group are asked for nothing.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use copydesk::analysis::Memory;
use copydesk::article::Format;
use copydesk::corpus::{Facts, Folder, Key, Prepared, Related};
use copydesk::text::Text;
use rayon::prelude::*;

struct Article {
    key: Key,
    group: String,
    text: String,
}

fn articles(data: &Path) -> Vec<Article> {
    let Ok(files) = std::fs::read_dir(data.join("related")) else {
        return Vec::new();
    };
    let texts = files
        .flatten()
        .filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let lines: Vec<String> = texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let articles = lines.iter().enumerate().filter_map(|(number, line)| {
        let article: serde_json::Value = serde_json::from_str(line).ok()?;
        let (date, title) = (article["date"].as_str()?, &article["title"]);
        Some(Article {
            key: format!("/related/{number:04}.txt").into(),
            group: article["group"].as_str()?.to_owned(),
            text: format!(
                "---\ndate: {date}\ntitle: {title}\n---\n{}\n",
                article["text"].as_str()?
            ),
        })
    });
    articles.collect()
}

fn main() {
    let articles = std::env::var_os("COPYDESK_DATA")
        .map(|data| articles(Path::new(&data)))
        .unwrap_or_default();
    if articles.is_empty() {
        println!("related: skipped, COPYDESK_DATA names no folder with related");
        return;
    }
    let mut folder = Folder::new("/related".into());
    let facts: Vec<Facts> = articles
        .par_iter()
        .map(|article| {
            let text = Text::new(article.text.as_str());
            let analysis =
                folder.analyse(&article.key, text, Format::Plain, &mut Memory::default());
            Facts::of(&article.key, &analysis)
        })
        .collect();
    for facts in facts {
        let key = facts.key.clone();
        folder.index.replace(&key, Some(Prepared::new(facts)));
    }
    let start = Instant::now();
    let found: Vec<Vec<Related>> = articles
        .iter()
        .map(|article| folder.index.related(&article.key))
        .collect();
    let each = start.elapsed().as_secs_f64() * 1e3 / articles.len() as f64;
    print(&articles, &found, each);
}

fn print(articles: &[Article], found: &[Vec<Related>], each: f64) {
    let group_of: HashMap<&Key, &str> = articles
        .iter()
        .map(|article| (&article.key, article.group.as_str()))
        .collect();
    let size = |group: &str| {
        articles
            .iter()
            .filter(|article| article.group == group)
            .count()
    };
    let (mut asked, mut first, mut precision) = (0, 0, 0.0);
    let mut pairs: Vec<(f64, bool, bool)> = Vec::new();
    let mut wanted = 0;
    for (article, related) in articles.iter().zip(found) {
        let others = size(&article.group) - 1;
        let same = |one: &Related| group_of[&one.key] == article.group;
        let later = related.iter().filter(|one| one.key > article.key);
        pairs.extend(later.map(|one| (one.score, one.comparable, same(one))));
        wanted += others;
        if others == 0 {
            continue;
        }
        asked += 1;
        first += usize::from(related.first().is_some_and(same));
        precision += average_precision(related.iter().map(same), others);
    }
    wanted /= 2;
    let asked_f = f64::from(asked);
    println!(
        "related      P@1 {:.3}, MAP {:.3} of {asked} articles, {each:.2} ms each",
        first as f64 / asked_f,
        precision / asked_f
    );
    let (f1, score) = best_f1(&mut pairs, wanted);
    println!("pairs        F1 {f1:.3} at a score of {score:.2}, {wanted} pairs");
    let comparable: Vec<bool> = pairs
        .iter()
        .filter(|pair| pair.1)
        .map(|pair| pair.2)
        .collect();
    let right = comparable.iter().filter(|same| **same).count();
    println!(
        "comparable   {:.3} precise, {:.3} of the pairs",
        right as f64 / comparable.len().max(1) as f64,
        right as f64 / wanted as f64
    );
}

fn average_precision(ranked: impl Iterator<Item = bool>, wanted: usize) -> f64 {
    let (mut hits, mut sum) = (0, 0.0);
    for (rank, hit) in ranked.enumerate() {
        if hit {
            hits += 1;
            sum += f64::from(hits) / (rank + 1) as f64;
        }
    }
    sum / wanted as f64
}

/// The best F1 over all thresholds of the score, and that threshold.
fn best_f1(pairs: &mut [(f64, bool, bool)], wanted: usize) -> (f64, f64) {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut hits, mut best) = (0, (0.0, 0.0));
    for (at, pair) in pairs.iter().enumerate() {
        hits += usize::from(pair.2);
        let f1 = 2.0 * hits as f64 / (at + 1 + wanted) as f64;
        // Equal scores stand or fall together.
        let last = pairs.get(at + 1).is_none_or(|next| next.0 < pair.0);
        if last && f1 > best.0 {
            best = (f1, pair.0);
        }
    }
    best
}
