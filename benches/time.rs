//! How fast time expressions are read: MB/s of one core on news, and an article of 5 KB.
//!
//! `COPYDESK_DATA=… cargo bench --bench time` reads `news/*.jsonl` there (a JSON object with a
//! `text` a line); without it says "skipped". The best of several rounds counts, as machines are
//! shared and noisy. Adversarial input is timed at two sizes: the ratio says how it grows.

use std::path::Path;
use std::time::{Duration, Instant};

use copydesk::time::recognise;

const ROUNDS: usize = 5;

fn best(mut work: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    rounds.min().unwrap_or_default()
}

fn texts(data: &Path) -> Vec<String> {
    let Ok(files) = std::fs::read_dir(data.join("news")) else {
        return Vec::new();
    };
    let lines = files
        .flatten()
        .filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let articles = lines.flat_map(|file| {
        let texts = file.lines().filter_map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).ok()?;
            Some(article["text"].as_str()?.to_owned())
        });
        texts.collect::<Vec<_>>()
    });
    articles.collect()
}

fn main() {
    for (name, piece) in [
        ("1 1 1 …", "1 "),
        ("1/1/1 …", "1/"),
        ("the the …", "the "),
        ("2021-2021-…", "2021-"),
    ] {
        let small = piece.repeat(250_000 / piece.len());
        let large = piece.repeat(1_000_000 / piece.len());
        let (a, b) = (
            best(|| drop(recognise(&small))),
            best(|| drop(recognise(&large))),
        );
        let ratio = b.as_secs_f64() / a.as_secs_f64();
        println!(
            "{name:12} 1 MB in {:.1} ms; four times the text takes {ratio:.1} times as long",
            b.as_secs_f64() * 1e3
        );
    }
    let texts = std::env::var_os("COPYDESK_DATA")
        .map(|data| texts(Path::new(&data)))
        .unwrap_or_default();
    if texts.is_empty() {
        println!("news: skipped, COPYDESK_DATA names no folder with news");
        return;
    }
    // Paragraph by paragraph, as the analysis hands them over.
    let paragraphs: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| !line.is_empty())
        .collect();
    let bytes: usize = paragraphs.iter().map(|paragraph| paragraph.len()).sum();
    let time = best(|| {
        paragraphs
            .iter()
            .for_each(|paragraph| drop(recognise(paragraph)))
    });
    println!(
        "news         {:.1} MB at {:.1} MB/s",
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / time.as_secs_f64()
    );
    let article: String = paragraphs.join("\n").chars().take(5_000).collect();
    let time = best(|| drop(recognise(&article)));
    println!("5 KB article {:.3} ms", time.as_secs_f64() * 1e3);
}
