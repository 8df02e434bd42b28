//! How fast an article is understood, part by part: what one core reads of news in a second, and
//! what one keystroke in an article of 10 KB costs.
//!
//! `COPYDESK_DATA=… cargo bench --bench analysis` reads `news/*.jsonl` there (a JSON object with a
//! `text` a line); without it says "skipped". Time is that of this thread on its core, and the best
//! of several rounds counts, as machines are shared and noisy.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use copydesk::analysis::{Analysis, Memory};
use copydesk::article::{Article, Format, dateline, sentences};
use copydesk::claim::{Marks, Statements, cues, quantity};
use copydesk::corpus::{Facts, FactsMemory, Folder, Key, Open, Prepared, Snapshot};
use copydesk::name::{BlockNames, NameMemory};
use copydesk::rule::{Context, RULES, check};
use copydesk::text::{Span, Text};
use copydesk::time;

const ROUNDS: usize = 5;

fn main() {
    let data = std::env::var_os("COPYDESK_DATA");
    let texts = data.map(|data| texts(Path::new(&data))).unwrap_or_default();
    if texts.is_empty() {
        println!("analysis: skipped, COPYDESK_DATA names no folder with news");
        return;
    }
    parts(&texts);
}

/// The texts of all news, in the order of their files' names.
fn texts(data: &Path) -> Vec<String> {
    let files = std::fs::read_dir(data.join("news")).into_iter().flatten();
    let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    let lines = paths
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok());
    let articles = lines.flat_map(|file| {
        let texts = file.lines().filter_map(|line| {
            let article: serde_json::Value = serde_json::from_str(line).ok()?;
            Some(article["text"].as_str()?.to_owned())
        });
        texts.collect::<Vec<_>>()
    });
    articles.collect()
}

fn best(mut work: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let start = on_core();
        work();
        on_core() - start
    });
    rounds.min().unwrap_or_default()
}

/// How long this thread has run.
fn on_core() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

struct Block<'a> {
    prose: &'a str,
    sentences: Vec<Span>,
}

fn parts(texts: &[String]) {
    let bytes: usize = texts.iter().map(String::len).sum();
    let say = |name: &str, time: Duration| {
        let speed = bytes as f64 / 1e6 / time.as_secs_f64();
        println!(
            "{name:<24} {:>8.1} ms {speed:>8.1} MB/s",
            time.as_secs_f64() * 1e3
        );
    };
    let shared: Vec<Text> = texts.iter().map(|text| Text::new(text.as_str())).collect();
    let parse = || {
        shared
            .iter()
            .map(|text| Article::parse(&text.share(), Format::Plain))
    };
    say(
        "article",
        best(|| drop(black_box(parse().collect::<Vec<_>>()))),
    );
    let articles: Vec<Article> = parse().collect();
    let blocks: Vec<Vec<Block>> = articles
        .iter()
        .map(|article| {
            let prose = article.blocks.iter().filter(|block| block.kind.is_prose());
            let prose = prose.map(|block| article.prose_of(block));
            prose
                .map(|prose| Block {
                    prose,
                    sentences: sentences(prose),
                })
                .collect()
        })
        .collect();
    let each = |work: &dyn Fn(&Block)| best(|| blocks.iter().flatten().for_each(work));
    say(
        "sentences",
        each(&|block| drop(black_box(sentences(block.prose)))),
    );
    say(
        "times",
        each(&|block| drop(black_box(time::recognise(block.prose)))),
    );
    say(
        "times and quantities",
        each(&|block| {
            let times = time::recognise(block.prose);
            drop(black_box(quantity::recognise(block.prose, &times)));
        }),
    );
    let names = |block: &Block| Arc::new(BlockNames::read(block.prose, &block.sentences, false));
    say(
        "names, the block",
        each(&|block| drop(black_box(names(block)))),
    );
    let read: Vec<Vec<(&str, Arc<BlockNames>)>> = blocks
        .iter()
        .map(|blocks| {
            blocks
                .iter()
                .map(|block| (block.prose, names(block)))
                .collect()
        })
        .collect();
    let whole = best(|| {
        for blocks in &read {
            let blocks: Vec<(u64, &str, &Arc<BlockNames>)> = (0..)
                .zip(blocks)
                .map(|(at, (prose, names))| (at, *prose, names))
                .collect();
            drop(black_box(NameMemory::read_once(&blocks)));
        }
    });
    say("names, the article", whole);
    say(
        "quotation marks",
        each(&|block| drop(black_box(Marks::read(block.prose)))),
    );
    say(
        "cues of speech",
        each(&|block| drop(black_box(cues(block.prose)))),
    );
    say(
        "statements",
        each(&|block| drop(black_box(Statements::read(block.prose, &block.sentences)))),
    );
    say(
        "datelines",
        each(&|block| {
            black_box(dateline(block.prose));
        }),
    );
    let folder = Folder::new("/news".into());
    let keys: Vec<Key> = (0..texts.len())
        .map(|at| format!("/news/{at}.txt").into())
        .collect();
    let analyse = |at: usize| {
        folder.analyse(
            &keys[at],
            shared[at].clone(),
            Format::Plain,
            &mut Memory::default(),
        )
    };
    say(
        "analysis, all of it",
        best(|| (0..texts.len()).for_each(|at| drop(black_box(analyse(at))))),
    );
    let analyses: Vec<Arc<Analysis>> = (0..texts.len()).map(|at| Arc::new(analyse(at))).collect();
    let facts = |at: usize| Facts::of(&keys[at], &analyses[at]);
    say(
        "facts",
        best(|| (0..texts.len()).for_each(|at| drop(black_box(facts(at))))),
    );
    let indexed = |folder: &Folder| {
        let mut folder = folder.clone();
        for (at, key) in keys.iter().enumerate() {
            folder.index.replace(key, Some(Prepared::new(facts(at))));
        }
        folder
    };
    say(
        "facts and their index",
        best(|| drop(black_box(indexed(&folder)))),
    );
    let mut snapshot = Snapshot::default();
    snapshot.folders.push(indexed(&folder));
    let open = keys.iter().zip(&analyses).map(|(key, analysis)| {
        let open = Open {
            analysis: analysis.clone(),
            version: None,
        };
        (key.clone(), open)
    });
    snapshot.open = Arc::new(open.collect());
    let folder = &snapshot.folders[0];
    let contexts = || {
        keys.iter()
            .zip(&analyses)
            .map(|(key, analysis)| Context::new(&snapshot, folder, key, analysis))
    };
    say(
        "related articles",
        best(|| {
            contexts().for_each(|context| {
                black_box(context.related().len());
            })
        }),
    );
    say(
        "rules",
        best(|| contexts().for_each(|context| drop(black_box(check(&context))))),
    );
    println!("\nrules by themselves, with related articles found, of them the slowest:");
    let mut times: Vec<(Duration, &str)> = Vec::new();
    let contexts: Vec<Context> = contexts().collect();
    contexts.iter().for_each(|context| {
        black_box(context.related().len());
    });
    for rule in RULES {
        let time = best(|| {
            contexts.iter().for_each(|context| {
                let mut found = Vec::new();
                (rule.check)(context, &mut found);
                drop(black_box(found))
            })
        });
        times.push((time, rule.name));
    }
    times.sort_by(|a, b| b.cmp(a));
    for (time, rule) in &times[..10] {
        say(rule, *time);
    }
    drop(contexts);
    for size in [10_000, 100_000, 1_000_000] {
        keystroke(texts, size, snapshot.clone());
    }
}

/// A letter typed into the middle of an article of `size` bytes, in the folder of all news.
fn keystroke(texts: &[String], size: usize, mut snapshot: Snapshot) {
    let all = texts.join("\n\n");
    let end = (0..=size.min(all.len()))
        .rev()
        .find(|end| all.is_char_boundary(*end));
    let end = end.unwrap_or(0);
    let text = &all[..end];
    let middle = text[..text.len() / 2].rfind(' ').unwrap_or(0);
    let key: Key = "/news/typed.txt".into();
    let mut memory = Memory::default();
    let mut typed = text.to_owned();
    snapshot.folders[0].analyse(&key, Text::new(text), Format::Plain, &mut memory);
    let mut known_facts = FactsMemory::default();
    let mut least = [Duration::MAX; 4];
    for _ in 0..ROUNDS {
        typed.insert(middle, 'x');
        let text = Text::new(typed.as_str());
        let start = on_core();
        let analysis = snapshot.folders[0].analyse(&key, text, Format::Plain, &mut memory);
        let analysis = Arc::new(analysis);
        let analysed = on_core();
        let facts = Prepared::new(Facts::remembering(&key, &analysis, &mut known_facts));
        let known = on_core();
        drop(black_box(
            snapshot.folders[0].index.replace(&key, Some(facts)),
        ));
        let open = Open {
            analysis: analysis.clone(),
            version: None,
        };
        Arc::make_mut(&mut snapshot.open).insert(key.clone(), open);
        let indexed = on_core();
        let context = Context::new(&snapshot, &snapshot.folders[0], &key, &analysis);
        drop(black_box(check(&context)));
        let times = [
            analysed - start,
            known - analysed,
            indexed - known,
            on_core() - indexed,
        ];
        for (least, time) in least.iter_mut().zip(times) {
            *least = time.min(*least);
        }
    }
    let [analysis, facts, index, rules] = least.map(|time| time.as_secs_f64() * 1e3);
    println!(
        "keystroke in {size} bytes: analysis {analysis:.2} ms, facts {facts:.2}, index {index:.2}, rules {rules:.2}"
    );
}
