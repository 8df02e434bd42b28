//! Trains the tagger of names and writes `src/name/tagger/{lexicon,weights}.bin`.
//!
//!     COPYDESK_DATA=DIR cargo run --release --example train_names [-- --out DIR]
//!
//! `COPYDESK_DATA` holds `names/train/*.jsonl` (`{"id","text","spans":[[start,end,type]]}`, offsets
//! in code points) and `names/resources/` (word clusters, cities, countries, first and last names);
//! `training/` of this repository is read beside them. NOTICE credits each. The same data make the
//! same bytes: nothing here depends on the machine, the clock or the number of its cores.
//!
//! With `--eval FILE.jsonl=PREDICTIONS.jsonl` the new model tags a file instead of being installed;
//! `--with NAME,NAME` trains on these corpora only, `--models N` averages N models.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use copydesk::article::{Article, Format, sentences};
use copydesk::name::english::COUNTRIES;
use copydesk::name::tagger::document::{DocumentView, acronyms};
use copydesk::name::tagger::feature::{SentenceView, local_features};
use copydesk::name::tagger::lexicon::{self, Entry, Lexicon, list};
use copydesk::name::tagger::token::{Token, sentence_ranges, studied};
use copydesk::name::tagger::{LABELS, Tagger, allowed, english, weights};
use copydesk::name::{EntityKind, refined};
use copydesk::text::Text;
use regex::Regex;

/// Rows of the model: a power of two.
const BITS: u8 = 21;
const EPOCHS: usize = 12;
/// The share of features that a training step does not see (in 1,024ths).
const DROPOUT: u32 = 410;
/// What a wrong label is given, so that the right one must win by as much.
const MARGIN: f32 = 4.0;
/// A feature must be seen so often to be learnt.
const MIN_COUNT: u8 = 2;

/// The public corpora, in the order in which they are read.
const CORPORA: [&str; 6] = [
    "gum_by", "gum_news", "wikigold", "btc", "litbank", "wikinews",
];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let Some(data) = env::var_os("COPYDESK_DATA").map(PathBuf::from) else {
        eprintln!(
            "train_names: set COPYDESK_DATA to the folder that holds names/train and names/resources"
        );
        std::process::exit(2);
    };
    let lexicon_bytes = build_lexicon(&data.join("names/resources"));
    let known = Lexicon::read(&lexicon_bytes);
    let with = option("--with");
    let wanted = |name: &str| {
        with.as_ref()
            .is_none_or(|with| with.split(',').any(|one| one == name))
    };
    let mut documents = Vec::new();
    for corpus in CORPORA.into_iter().filter(|corpus| wanted(corpus)) {
        documents.extend(read_jsonl(
            &data.join(format!("names/train/{corpus}.jsonl")),
        ));
    }
    if wanted("own") {
        documents.extend(read_own(Path::new("training")));
    }
    let mut sentences = Vec::new();
    for document in &documents {
        sentences.extend(prepare(document, &known));
    }
    drop_rare(&mut sentences);
    let tokens: usize = sentences.iter().map(|sentence| sentence.gold.len()).sum();
    println!(
        "{} articles, {} sentences, {tokens} tokens",
        documents.len(),
        sentences.len()
    );
    let models = option("--models").map_or(4, |count| count.parse().expect("--models N"));
    let model = average(&sentences, models);
    let bytes = model.quantised();
    let evaluated = option("--eval");
    if let Some(files) = &evaluated {
        let tagger = Tagger::with(lexicon_bytes.leak(), bytes.leak());
        for pair in files.split(',') {
            let (gold, predictions) = pair.split_once('=').expect("--eval GOLD=PREDICTIONS");
            evaluate(Path::new(gold), Path::new(predictions), &tagger);
        }
        return;
    }
    let out = option("--out").unwrap_or("src/name/tagger".to_owned());
    let out = Path::new(&out);
    fs::write(out.join("lexicon.bin"), &lexicon_bytes).expect("lexicon.bin can be written");
    fs::write(out.join("weights.bin"), &bytes).expect("weights.bin can be written");
    println!(
        "lexicon.bin {} bytes, weights.bin {} bytes",
        lexicon_bytes.len(),
        bytes.len()
    );
}

/// An annotated text. Offsets are bytes.
struct Document {
    text: String,
    spans: Vec<(usize, usize, usize)>,
}

/// 0, 1 and 2 for people, organisations and places.
fn kind(name: &str) -> Option<usize> {
    ["PER", "ORG", "LOC"]
        .iter()
        .position(|known| *known == name)
}

fn read_jsonl(path: &Path) -> Vec<Document> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let documents = text.lines().filter(|line| !line.is_empty()).map(|line| {
        let value: serde_json::Value =
            serde_json::from_str(line).expect("a JSON object on each line");
        let text = value["text"].as_str().expect("text").to_owned();
        let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        offsets.push(text.len());
        let spans = value["spans"]
            .as_array()
            .expect("spans")
            .iter()
            .filter_map(|span| {
                let at = |index: usize| Some(offsets[usize::try_from(span[index].as_u64()?).ok()?]);
                Some((at(0)?, at(1)?, kind(span[2].as_str()?)?))
            });
        let spans = spans.collect();
        Document { text, spans }
    });
    documents.collect()
}

/// The paragraphs of `training/`, article by article.
fn read_own(folder: &Path) -> Vec<Document> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("training/ is in the repository")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let mark =
        Regex::new(r"\[([^\[\]{}]+)\]\{(PER|ORG|LOC)\}").expect("the pattern of a mark is valid");
    let mut documents = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("training texts are UTF-8");
        for article in text.split("\n---") {
            let article = article.trim();
            if article.is_empty() {
                continue;
            }
            let (mut plain, mut spans, mut at) = (String::new(), Vec::new(), 0);
            for hit in mark.captures_iter(article) {
                let whole = hit.get(0).expect("a match has a whole");
                plain.push_str(&article[at..whole.start()]);
                let start = plain.len();
                plain.push_str(&hit[1]);
                spans.push((start, plain.len(), kind(&hit[2]).expect("a known mark")));
                at = whole.end();
            }
            plain.push_str(&article[at..]);
            documents.push(Document { text: plain, spans });
        }
    }
    documents
}

/// A sentence to learn from: the features of each token, and its label.
struct Sentence {
    features: Vec<u32>,
    /// Where the features of each token end.
    ends: Vec<usize>,
    gold: Vec<u8>,
}

impl Sentence {
    fn features_of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |last| self.ends[last]);
        &self.features[start..self.ends[at]]
    }
}

/// The tokens of a text with its blocks, as the analysis reads them.
fn blocks<'a>(article: &'a Article, known: &Lexicon) -> Vec<(usize, &'a str, Vec<Token>)> {
    let prose = article.blocks.iter().filter(|block| block.kind.is_prose());
    prose
        .map(|block| {
            let prose = article.prose_of(block);
            (
                block.span.start as usize,
                prose,
                studied(prose, &sentences(prose), known),
            )
        })
        .collect()
}

fn prepare(document: &Document, known: &Lexicon) -> Vec<Sentence> {
    let text = Text::new(document.text.as_str());
    let article = Article::parse(&text.share(), Format::Plain);
    let blocks = blocks(&article, known);
    let explained = blocks
        .iter()
        .map(|(_, prose, tokens)| acronyms(prose, tokens));
    let explained: Vec<Vec<u32>> = explained.collect();
    let seen = blocks.iter().zip(&explained);
    let view = DocumentView::new(
        0..,
        seen.map(|((.., tokens), explained)| (&tokens[..], &explained[..])),
    );
    let mut prepared = Vec::new();
    for (start, prose, tokens) in &blocks {
        let gold = labels(document, *start, prose, tokens);
        for range in sentence_ranges(tokens) {
            let own = &tokens[range.clone()];
            let sentence_view = SentenceView::new(prose, own, known);
            let mut sentence = Sentence {
                features: Vec::new(),
                ends: Vec::new(),
                gold: well_formed(&gold[range]),
            };
            for at in 0..own.len() {
                local_features(&sentence_view, at, &mut sentence.features);
                view.features(own, at, &mut sentence.features);
                sentence.ends.push(sentence.features.len());
            }
            prepared.push(sentence);
        }
    }
    prepared
}

/// The label of each token; articles before a name and possessives behind it are left out.
fn labels(document: &Document, start: usize, prose: &str, tokens: &[Token]) -> Vec<u8> {
    let mut gold = vec![0u8; tokens.len()];
    for (from, to, kind) in &document.spans {
        let (Some(from), Some(to)) = (from.checked_sub(start), to.checked_sub(start)) else {
            continue;
        };
        if from >= prose.len() {
            continue;
        }
        let word = |at: usize| prose[tokens[at].span.range()].to_lowercase();
        let mut first = tokens.partition_point(|token| token.span.end as usize <= from);
        let mut end = tokens.partition_point(|token| (token.span.start as usize) < to);
        let mark = |at: usize| tokens[at].case == copydesk::name::tagger::token::Case::Mark;
        while first < end && (matches!(word(first).as_str(), "the" | "a" | "an") || mark(first)) {
            first += 1;
        }
        while end > first && (mark(end - 1) || matches!(word(end - 1).as_str(), "'s" | "\u{2019}s"))
        {
            end -= 1;
        }
        let handle = first < end && prose[..tokens[first].span.start as usize].ends_with('@');
        if first >= end || handle || gold[first..end].iter().any(|label| *label != 0) {
            continue;
        }
        let base = 1 + *kind as u8 * 4;
        match end - first {
            1 => gold[first] = base + 3,
            _ => {
                gold[first..end].fill(base + 1);
                gold[first] = base;
                gold[end - 1] = base + 2;
            }
        }
    }
    gold
}

/// A name that a sentence boundary cuts is none.
fn well_formed(labels: &[u8]) -> Vec<u8> {
    let mut labels = labels.to_vec();
    let mut before = 0;
    for at in 0..=labels.len() {
        let label = labels.get(at).copied().unwrap_or(0);
        if !allowed(before.into(), label.into()) {
            for earlier in (0..at).rev() {
                if labels[earlier] == 0 || (labels[earlier] - 1) % 4 >= 2 {
                    break;
                }
                labels[earlier] = 0;
            }
            if label != 0 && matches!((label - 1) % 4, 1 | 2) {
                labels[at] = 0;
            }
        }
        before = labels.get(at).copied().unwrap_or(0);
    }
    labels
}

/// Features that are seen once only say nothing.
fn drop_rare(sentences: &mut [Sentence]) {
    let mut counts = vec![0u8; 1 << 24];
    for feature in sentences.iter().flat_map(|sentence| &sentence.features) {
        let count = &mut counts[(feature >> 8) as usize];
        *count = count.saturating_add(1);
    }
    for sentence in sentences {
        let mut kept = Vec::with_capacity(sentence.features.len());
        let mut ends = Vec::with_capacity(sentence.ends.len());
        for at in 0..sentence.ends.len() {
            let features = sentence.features_of(at).iter();
            kept.extend(features.filter(|feature| counts[(**feature >> 8) as usize] >= MIN_COUNT));
            ends.push(kept.len());
        }
        sentence.features = kept;
        sentence.ends = ends;
    }
}

/// Weights with the running sum that averages them (Daumé's trick).
struct Model {
    rows: Vec<f32>,
    row_sums: Vec<f32>,
    transitions: [[f32; LABELS]; LABELS],
    transition_sums: [[f32; LABELS]; LABELS],
}

fn row(feature: u32) -> usize {
    (feature & ((1 << BITS) - 1)) as usize * LABELS
}

struct Random(u64);

impl Random {
    /// Knuth's multiplier; the upper bits are the good ones.
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

/// The mean of several models, each from an order of its own: a linear model of the mean weights
/// votes as all of them do.
fn average(sentences: &[Sentence], models: u64) -> Model {
    let mut mean = Model::new();
    let seeds: Vec<u64> = (1..=models).collect();
    for pair in seeds.chunks(2) {
        let trained: Vec<Model> = std::thread::scope(|scope| {
            let threads: Vec<_> = pair
                .iter()
                .map(|seed| scope.spawn(|| train(sentences, *seed)))
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().expect("training ends"))
                .collect()
        });
        for model in trained {
            for (mean, own) in mean.rows.iter_mut().zip(&model.rows) {
                *mean += own / models as f32;
            }
            let own = model.transitions.iter().flatten();
            for (mean, own) in mean.transitions.iter_mut().flatten().zip(own) {
                *mean += own / models as f32;
            }
        }
    }
    mean
}

fn train(sentences: &[Sentence], seed: u64) -> Model {
    let mut model = Model::new();
    let mut random = Random(12_345 * seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut step = 1.0f32;
    for epoch in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            order.swap(at, random.next() as usize % (at + 1));
        }
        let mut wrong = 0;
        for at in &order {
            wrong += model.learn(&sentences[*at], step, &mut random);
            step += 1.0;
        }
        println!("model {seed}, epoch {}: {wrong} wrong labels", epoch + 1);
    }
    for (weight, sum) in model.rows.iter_mut().zip(&model.row_sums) {
        *weight -= sum / step;
    }
    let sums = model.transition_sums.iter().flatten();
    for (weight, sum) in model.transitions.iter_mut().flatten().zip(sums) {
        *weight -= sum / step;
    }
    model
}

impl Model {
    fn new() -> Model {
        Model {
            rows: vec![0.0; LABELS << BITS],
            row_sums: vec![0.0; LABELS << BITS],
            transitions: [[0.0; LABELS]; LABELS],
            transition_sums: [[0.0; LABELS]; LABELS],
        }
    }

    /// One step: labels the sentence, and where that is wrong moves towards the right labels.
    fn learn(&mut self, sentence: &Sentence, step: f32, random: &mut Random) -> usize {
        let seen: Vec<Vec<u32>> = (0..sentence.gold.len())
            .map(|at| {
                let features = sentence.features_of(at).iter().copied();
                features
                    .filter(|_| (random.next() >> 7) as u32 & 1023 >= DROPOUT)
                    .collect()
            })
            .collect();
        let scores: Vec<[f32; LABELS]> = seen
            .iter()
            .zip(&sentence.gold)
            .map(|(features, gold)| self.scores(features, Some(*gold)))
            .collect();
        let guess = viterbi(&scores, &self.transitions);
        if guess == sentence.gold {
            return 0;
        }
        let (mut right_before, mut wrong_before) = (0, 0);
        let mut wrong = 0;
        let ends = [(0, 0)];
        let pairs = sentence
            .gold
            .iter()
            .zip(&guess)
            .map(|(a, b)| (usize::from(*a), usize::from(*b)));
        for (at, (right, guessed)) in pairs.chain(ends).enumerate() {
            if right != guessed {
                wrong += 1;
                for feature in &seen[at] {
                    let row = row(*feature);
                    self.rows[row + right] += 1.0;
                    self.row_sums[row + right] += step;
                    self.rows[row + guessed] -= 1.0;
                    self.row_sums[row + guessed] -= step;
                }
            }
            if at < seen.len() && (right_before, right) != (wrong_before, guessed) {
                self.transitions[right_before][right] += 1.0;
                self.transition_sums[right_before][right] += step;
                self.transitions[wrong_before][guessed] -= 1.0;
                self.transition_sums[wrong_before][guessed] -= step;
            }
            (right_before, wrong_before) = (right, guessed);
        }
        wrong
    }

    fn scores(&self, features: &[u32], gold: Option<u8>) -> [f32; LABELS] {
        let mut scores = [0.0; LABELS];
        for feature in features {
            let row = row(*feature);
            for (score, weight) in scores.iter_mut().zip(&self.rows[row..row + LABELS]) {
                *score += weight;
            }
        }
        if let Some(gold) = gold {
            for (label, score) in scores.iter_mut().enumerate() {
                if label != usize::from(gold) {
                    *score += MARGIN;
                }
            }
        }
        scores
    }

    /// The weights as signed bytes, so scaled that all but the very largest keep their proportion.
    fn quantised(&self) -> Vec<u8> {
        let mut sizes: Vec<f32> = self
            .rows
            .iter()
            .map(|weight| weight.abs())
            .filter(|size| *size > 0.0)
            .collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes[(sizes.len() as f64 * 0.9998) as usize];
        let scale = 127.0 / largest;
        let rows: Vec<i8> = self
            .rows
            .iter()
            .map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8)
            .collect();
        let transitions = self
            .transitions
            .map(|row| row.map(|weight| (weight * scale).round() as i32));
        weights::write(BITS, &rows, &transitions)
    }
}

fn viterbi(scores: &[[f32; LABELS]], transitions: &[[f32; LABELS]; LABELS]) -> Vec<u8> {
    let may = |before: usize, label: usize| allowed(before, label);
    let mut best = [f32::NEG_INFINITY; LABELS];
    for label in (0..LABELS).filter(|label| may(0, *label)) {
        best[label] = scores[0][label] + transitions[0][label];
    }
    let mut from: Vec<[u8; LABELS]> = vec![[0; LABELS]];
    for own in &scores[1..] {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut came = [0; LABELS];
        for label in 0..LABELS {
            for before in (0..LABELS).filter(|before| may(*before, label)) {
                let score = best[before] + transitions[before][label];
                if score > next[label] {
                    next[label] = score;
                    came[label] = before as u8;
                }
            }
            next[label] += own[label];
        }
        best = next;
        from.push(came);
    }
    let mut label = 0;
    for other in 1..LABELS {
        if may(other, 0) && best[other] > best[label] {
            label = other;
        }
    }
    let mut labels = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label as u8;
        label = from[at][label].into();
    }
    labels
}

/// Tags a file and writes what was found in the form of the gold file.
fn evaluate(gold: &Path, predictions: &Path, tagger: &Tagger) {
    let mut lines = String::new();
    for line in fs::read_to_string(gold)
        .expect("the gold file is there")
        .lines()
    {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text = Text::new(value["text"].as_str().expect("text"));
        let article = Article::parse(&text.share(), Format::Plain);
        let blocks: Vec<_> = article
            .blocks
            .iter()
            .filter(|block| block.kind.is_prose())
            .collect();
        let read = blocks.iter().map(|block| {
            let prose = article.prose_of(block);
            (prose, tagger.read(prose, &sentences(prose)))
        });
        let read: Vec<_> = read.collect();
        let tagged: Vec<_> = read.iter().map(|(_, block)| block).collect();
        let mut spans: Vec<serde_json::Value> = Vec::new();
        let tagged = tagger.tag(&tagged);
        for ((block, names), (prose, tagged)) in blocks.iter().zip(tagged).zip(&read) {
            for name in refined(prose, tagged, &names) {
                let span = name.span.shifted(block.span.start as usize);
                let at = |byte: u32| text.as_str()[..byte as usize].chars().count();
                let kind = match name.kind {
                    EntityKind::Person => "PER",
                    EntityKind::Organization => "ORG",
                    _ => "LOC",
                };
                spans.push(serde_json::json!([at(span.start), at(span.end), kind]));
            }
        }
        lines.push_str(&serde_json::json!({"id": value["id"], "spans": spans}).to_string());
        lines.push('\n');
    }
    fs::write(predictions, lines).expect("predictions can be written");
}

/// What is known of words: clusters and ranks, and the lists they are on.
fn build_lexicon(folder: &Path) -> Vec<u8> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut words: BTreeMap<String, Entry> = BTreeMap::new();
    for line in read("clusters.tsv").lines() {
        let mut columns = line.split('\t');
        let word = columns.next().unwrap_or_default().to_owned();
        let numbers: Vec<u32> = columns.filter_map(|column| column.parse().ok()).collect();
        if let [fine, coarse, rank] = numbers.as_slice() {
            words.insert(word, Entry::word(*fine, *coarse, *rank));
        }
    }
    let mut phrases: BTreeMap<String, u32> = BTreeMap::new();
    let mut add = |word: &str, on: u32| {
        let word = word.to_lowercase();
        if word.contains(' ') {
            phrases.insert(word, on);
        } else {
            let entry = words.entry(word).or_default();
            *entry = entry.on(on);
        }
    };
    for (file, on) in [
        ("first.txt", list::FIRST_NAME),
        ("last.txt", list::SURNAME),
        ("city.txt", list::CITY),
        ("country.txt", list::COUNTRY),
    ] {
        read(file).lines().for_each(|name| add(name, on));
    }
    for (_, peoples, _) in COUNTRIES {
        // "South Korean": the last word is a people's too.
        let words = peoples
            .iter()
            .flat_map(|people| [*people, people.rsplit(' ').next().unwrap_or(people)]);
        words.for_each(|people| add(people, list::PEOPLE));
    }
    english::TITLES
        .iter()
        .for_each(|word| add(word, list::TITLE));
    english::ORGANIZATION_WORDS
        .iter()
        .for_each(|word| add(word, list::ORGANIZATION_WORD));
    english::PLACE_WORDS
        .iter()
        .for_each(|word| add(word, list::PLACE_WORD));
    lexicon::write(&words, &phrases)
}
