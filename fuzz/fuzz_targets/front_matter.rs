//! What people declare: the front matter of an article, `copydesk.toml`, `entities.yml`, the
//! dismissals, an editor's settings.

#![no_main]

use std::sync::Arc;

use copydesk::article::tree::Problem;
use copydesk::article::{Article, Format};
use copydesk::corpus::{Config, Register, dismissed};
use copydesk::text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for fence in ["---", "+++"] {
        let fenced = format!("{fence}\n{text}\n{fence}\nHe came.\n");
        for source in [text, &fenced] {
            let article = Article::parse(&source.into(), Format::Markdown);
            if let Some(front_matter) = &article.front_matter {
                inside(source, &front_matter.problems);
            }
            article.metadata();
        }
    }
    let (mut config, problems) = Config::read(text);
    inside(text, &problems);
    let (register, problems) = Register::read(Some(Text::new(text)), &Arc::default());
    inside(text, &problems);
    for entry in &register.entries {
        assert!(register.entry(&entry.id).is_some());
    }
    let (dismissals, problems) = dismissed::read(text);
    inside(text, &problems);
    let written: String = dismissals
        .iter()
        .map(|dismissal| dismissal.to_yaml())
        .collect();
    assert_eq!(dismissed::read(&written).0, dismissals, "{written}");
    if let Ok(settings) = serde_json::from_str(text) {
        config.apply_settings(&settings);
    }
});

fn inside(text: &str, problems: &[Problem]) {
    for problem in problems {
        assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
    }
}
