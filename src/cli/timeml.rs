//! An article as TimeML (ISO-TimeML, TIMEX3 in line), for people who work with it.

use std::fmt::Write;

use crate::analysis::Analysis;

/// One TimeML document: the text with its time expressions marked.
pub fn document(path: &str, analysis: &Analysis) -> String {
    let mut out = String::from("<?xml version=\"1.0\" ?>\n<TimeML>\n");
    let _ = writeln!(out, "<DOCID>{}</DOCID>", escaped(path));
    if let Some(date) = analysis.date.value {
        let _ = writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{date}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{date}</TIMEX3></DCT>"
        );
    }
    let _ = writeln!(out, "<TITLE>{}</TITLE>", escaped(&analysis.title));
    out += "<TEXT>";
    out += &marked(analysis);
    out += "</TEXT>\n</TimeML>\n";
    out
}

fn marked(analysis: &Analysis) -> String {
    let text = analysis.text.as_str();
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for (index, time) in analysis.times.iter().enumerate() {
        let range = time.span.range();
        // Two pins may overlap; a tag may not.
        if range.start < at {
            continue;
        }
        out += &escaped(&text[at..range.start]);
        let _ = write!(
            out,
            "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"",
            index + 1,
            time.expression.timex.name(),
            escaped(time.value.as_deref().unwrap_or_default())
        );
        if let Some(modifier) = time.expression.modifier {
            let _ = write!(out, " mod=\"{modifier}\"");
        }
        let _ = write!(out, ">{}</TIMEX3>", escaped(&text[range.clone()]));
        at = range.end;
    }
    out + &escaped(&text[at..])
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_marked_in_the_text() {
        let key = "/folder/2025-02-17-a.txt".into();
        let analysis = crate::corpus::analyse_text(&key, "R&D met on Monday, early in 2024.\n");
        let document = document("a.txt", &analysis);
        assert!(document.contains(
            "<TEXT>R&amp;D met on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2025-02-17\">Monday</TIMEX3>, \
             <TIMEX3 tid=\"t2\" type=\"DATE\" value=\"2024\" mod=\"START\">early in 2024</TIMEX3>.\n</TEXT>"
        ), "{document}");
        assert!(document.contains("<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2025-02-17\""));
    }
}
