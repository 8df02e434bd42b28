//! `source-after-article`: the cited source is dated after the article.

use jiff::civil::Date;

use crate::analysis::parse_date;
use crate::article::Link;
use crate::corpus::quoted::{cited_text, local_text};
use crate::corpus::{Key, Severity};
use crate::text::Span;
use crate::time::in_words;

use super::{Context, Docs, EVERY, Finding, Rule};

pub const RULE: Rule = Rule {
    name: "source-after-article",
    group: "citations",
    severity: Severity::Information,
    profiles: EVERY,
    docs: Docs {
        what: "A source, cited by a footnote, a key or `source:`, that is dated after the article.",
        why: "Nobody can have read it then: one of the two dates is a slip, or the article was updated, which an \
              `updated` date says. Plain links may lead to later reports and are left alone.",
        example: "//- a.md\n---\ndate: 2025-03-20\n---\nHe promised aid.[^1]\n\n[^1]: [Kyodo](kyodo.md)\n      ^^^^^^^^^^^^^^^^^ source-after-article\n//- kyodo.md\n---\ndate: 2025-03-25\n---\nHe promised aid.\n",
        instead: "//- a.md\n---\ndate: 2025-03-20\nupdated: 2025-03-26\n---\nHe promised aid.[^1]\n\n[^1]: [Kyodo](kyodo.md)\n//- kyodo.md\n---\ndate: 2025-03-25\n---\nHe promised aid.\n",
        fix: "Correct the date of the article or of the source, or give the article an `updated` date.",
    },
    check,
};

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let analysis = context.analysis;
    let updated = analysis.metadata.updated.as_ref();
    let updated = updated.and_then(|field| parse_date(&field.value));
    let Some(written) = analysis
        .date
        .value
        .max(updated)
        .filter(|_| analysis.date.value.is_some())
    else {
        return;
    };
    let article = &analysis.article;
    let notes = &article.footnote_definitions;
    let in_notes = article
        .links
        .iter()
        .filter(|link| notes.iter().any(|note| note.span.encloses(link.span)))
        .cloned();
    let sources = analysis.metadata.source.iter();
    let in_metadata = sources
        .filter(|field| field.names_file())
        .filter_map(|field| field.as_link());
    let links = in_notes.chain(in_metadata);
    let linked = links.filter_map(|link: Link| {
        let key = local_text(context.snapshot, context.folder, context.key, &link)?;
        let date = date_of(context, &key)?;
        Some((link.span, key, date))
    });
    let cited = article.citations.iter().filter_map(|citation| {
        let entry = context.folder.bibliography.entry(&citation.key)?;
        let local = cited_text(context.snapshot, context.folder, &citation.key);
        let date = entry.date.or_else(|| date_of(context, local.as_ref()?))?;
        Some((citation.span, local.unwrap_or(entry.file.clone()), date))
    });
    let later = linked.chain(cited).filter(|(.., date)| *date > written);
    findings.extend(later.map(|(span, key, date)| finding(context, span, &key, date, written)));
}

fn date_of(context: &Context, key: &Key) -> Option<Date> {
    match context.snapshot.open(key) {
        Some(open) => open.date.value,
        None => context.folder.index.facts(key)?.date,
    }
}

fn finding(context: &Context, span: Span, key: &Key, date: Date, written: Date) -> Finding {
    let file = key.rsplit('/').next().unwrap_or(key);
    let message = format!(
        "the source is dated {} ({file}), after the article, {}",
        in_words(date),
        in_words(written)
    );
    context
        .finding(&RULE, span, message)
        .beside(key, Span::at(0), "the source")
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn keys_and_metadata_are_looked_at() {
        check(
            "//- a.md\n---\ndate: 2025-03-20\nsource: kyodo.md\n        ^^^^^^^^ source-after-article\n---\nHe promised aid [@k].\n                 ^^ source-after-article\n\
             //- kyodo.md\n---\ndate: 2025-03-25\n---\nText.\n\
             //- references.bib\n@misc{k, date = {2025-04-01}}\n",
        );
    }

    #[test]
    fn links_undated_articles_and_the_same_day_are_left_alone() {
        check(
            "//- a.md\n---\ndate: 2025-03-25\n---\nSee [later](later.md).[^1]\n\n[^1]: [Kyodo](kyodo.md)\n\
             //- b.md\nHe came.[^1]\n\n[^1]: [Kyodo](kyodo.md)\n\
             //- kyodo.md\n---\ndate: 2025-03-25\n---\nText.\n//- later.md\n---\ndate: 2025-05-25\n---\nText.\n",
        );
    }

    #[test]
    fn a_bibliography_that_gives_only_a_year_is_left_alone() {
        check(
            "//- a.md\n---\ndate: 2025-03-20\n---\nHe promised aid [@k].\n//- references.bib\n@misc{k, date = {2025}}\n",
        );
    }
}
