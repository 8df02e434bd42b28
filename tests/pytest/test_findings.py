"""What comes with a finding, and when findings come and go."""

from pathlib import PurePath

import pytest
from lsprotocol import types as t

from desk import path_of

BRIEF = "human-rights-brief.md"
EXPLAINER = "recognition-explainer.md"
WRONG = "Tuesday, Feb. 17, 2025"


async def test_a_finding_says_of_what_version_it_is(desk):
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")
    assert desk.published[desk.uri(BRIEF)].version == 1
    desk.edit(BRIEF, "on Tuesday", "late on Tuesday")
    await desk.expect(BRIEF, "weekday-mismatch")
    assert desk.published[desk.uri(BRIEF)].version == 2


async def test_a_finding_names_its_rule_and_the_page_about_it(desk):
    names = [BRIEF, EXPLAINER, "aid-figures.txt", "delegation-arrives.txt"]
    for name in names:
        desk.open(name)
    findings = [finding for name in names for finding in await desk.found(name)]
    assert len(findings) > 5
    for finding in findings:
        assert finding.source == "copydesk"
        page = path_of(finding.code_description.href).read_text()
        assert page.startswith(f"# {finding.code}\n")


async def test_a_message_names_the_other_place(desk):
    desk.open(EXPLAINER)
    broken, lost, unused = await desk.expect(EXPLAINER, "broken-link", "lost-passage", "footnote")
    assert "sources/foundation-statement.md" in broken.message
    assert "kabul-interview.md" in lost.message and "the doors of all our ministries stand open" in lost.message
    assert "3" in unused.message
    assert unused.severity == t.DiagnosticSeverity.Hint


async def test_related_places_are_only_for_editors_that_show_them(desk, editor):
    desk.open("delegation-arrives.txt")
    [finding] = await desk.expect("delegation-arrives.txt", "undated-article")
    assert "outreach-analysis.txt" in finding.message
    assert bool(finding.related_information) == editor.related


async def test_closing_a_file_clears_it_and_opening_it_brings_it_back(desk):
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")
    desk.close(BRIEF)
    await desk.expect(BRIEF)
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")


async def test_a_file_that_is_closed_without_saving_is_what_is_on_disk(desk):
    desk.open("desk-notes.md")
    await desk.expect("desk-notes.md")
    desk.open("kabul-interview.md")
    desk.edit("kabul-interview.md", "## Work, roads and power", "## Toil")
    await desk.expect("desk-notes.md", "broken-link")
    desk.close("kabul-interview.md")
    await desk.expect("desk-notes.md")


async def test_a_clean_article_gets_an_empty_list_for_each_version(desk):
    desk.open("desk-notes.md")
    await desk.expect("desk-notes.md")
    desk.edit("desk-notes.md", "Names are", "All names are")
    await desk.expect("desk-notes.md")


async def test_an_article_in_no_file_is_checked_too(desk):
    uri = "untitled:Untitled-1"
    document = t.TextDocumentItem(uri, "markdown", 1, f"On {WRONG}, it rained.\n")
    desk.text_document_did_open(t.DidOpenTextDocumentParams(document))
    await desk.until(lambda: uri in desk.published)
    [finding] = desk.published[uri].diagnostics
    assert finding.code == "weekday-mismatch"


async def test_with_diagnostics_for_the_folder_closed_files_are_checked(desk):
    desk.write("copydesk.toml", 'diagnostics = "folder"\n')
    await desk.expect(BRIEF, "weekday-mismatch")
    await desk.expect("aid-figures.txt", "placeholder")
    desk.write("copydesk.toml", "")
    await desk.expect(BRIEF)
    await desk.expect("aid-figures.txt")


# ---- Metadata that breaks ----


async def test_front_matter_that_breaks_is_marked_where_it_breaks(desk):
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")
    for old, new, marked in [
        ("date: 2025-02-19", "date: next week", "next week"),
        ("date: 2025-02-19", "date: 2025-02-30", "2025-02-30"),
        ("author: Clara", "auhtor: Clara", "auhtor"),
        ("title: Tokyo", "title: “🙂” Tokyo: all it", ": all it"),
        ("tags: [human", "tags: ]human", "]human"),
    ]:
        desk.edit(BRIEF, old, new)
        bad, wrong = await desk.expect(BRIEF, "bad-metadata", "weekday-mismatch")
        assert bad.range.start == desk.place(BRIEF, marked).start
        assert wrong.range == desk.place(BRIEF, WRONG)
        desk.edit(BRIEF, new, old)
        await desk.expect(BRIEF, "weekday-mismatch")


async def test_front_matter_with_an_indented_first_key_is_marked(desk):
    desk.open(BRIEF)
    desk.edit(BRIEF, "title: Tokyo", " title: Tokyo")
    assert "bad-metadata" in [one.code for one in await desk.found(BRIEF)]


async def test_a_key_that_is_still_being_typed_is_marked_where_it_stands(desk):
    desk.open(BRIEF)
    desk.edit(BRIEF, "dateline: Tokyo\ntags: [human rights, women, taliban]", "dateline: Tokyo\ntag")
    bad, _ = await desk.expect(BRIEF, "bad-metadata", "weekday-mismatch")
    assert bad.range.start.line == desk.place(BRIEF, "\ntag").end.line


async def test_a_block_that_is_not_closed_yet_is_marked_and_used(desk):
    desk.open(BRIEF)
    desk.edit(BRIEF, "taliban]\n---\n", "taliban]\n")
    bad, _ = await desk.expect(BRIEF, "bad-metadata", "weekday-mismatch")
    assert bad.range == desk.place(BRIEF, "---")
    desk.edit(BRIEF, "Afghan girls", "On Wednesday, Afghan girls")
    assert "Wednesday 19 February 2025" in await desk.hover(BRIEF, "Wednesday")


async def test_all_else_works_while_front_matter_is_broken(desk):
    desk.open(BRIEF)
    desk.edit(BRIEF, "tags: [human rights", "tags: [[[human rights")
    assert "bad-metadata" in [one.code for one in await desk.found(BRIEF)]
    assert "Yoshimasa Hayashi" in await desk.hover(BRIEF, "Hayashi told"[:7], nth=1)
    await desk.take(BRIEF, WRONG, "Change the weekday to Monday")
    assert "weekday-mismatch" not in [one.code for one in await desk.found(BRIEF)]
    desk.edit(BRIEF, "tags: [[[human rights", "tags: [human rights")
    await desk.expect(BRIEF)


BROKEN = [
    ('profile = "dsk"\n', '"dsk"'),
    ('# “🙂”\nprofil = "desk"\n', "profil"),
    ('locale = "“🙂”"\nprofile = "🙂"\n', '"🙂"'),
    ('[rules]\nweekday-mismatch = "loud"\n', '"loud"'),
]


async def test_a_broken_configuration_is_marked_though_it_is_closed(desk):
    for text, marked in BROKEN:
        desk.write("copydesk.toml", text)
        [bad] = await desk.expect("copydesk.toml", "bad-metadata")
        assert bad.range == desk.place("copydesk.toml", marked)
        desk.write("copydesk.toml", 'profile = "desk"\n')
        await desk.expect("copydesk.toml")


async def test_a_configuration_is_checked_while_it_is_typed(desk):
    desk.open("copydesk.toml")
    for text, marked in BROKEN:
        desk.edit("copydesk.toml", desk.text("copydesk.toml"), "")
        for letter in text:
            end = desk.place("copydesk.toml", desk.text("copydesk.toml")).end
            desk.change(desk.uri("copydesk.toml"), [t.TextEdit(t.Range(end, end), letter)])
        [bad] = await desk.expect("copydesk.toml", "bad-metadata")
        assert bad.range == desk.place("copydesk.toml", marked)


async def test_what_is_right_in_a_broken_configuration_counts(desk):
    desk.open(BRIEF)
    await desk.expect(BRIEF, "weekday-mismatch")
    desk.write("copydesk.toml", 'profile = "dsk"\n\n[rules]\nweekday-mismatch = "off"\n')
    await desk.expect(BRIEF)
    await desk.expect("copydesk.toml", "bad-metadata")


async def test_one_mistake_in_the_configuration_is_one_finding(desk):
    desk.open("copydesk.toml", '[article."outreach-analysis.txt"]\ndate = 2025-02-30\n')
    assert [one.code for one in await desk.found("copydesk.toml")] == ["bad-metadata"]


async def test_a_mistake_in_the_register_is_marked(desk):
    desk.write("entities.yml", "# “🙂”\n- name: “🙂”\n  typ: person\n")
    [bad] = await desk.expect("entities.yml", "bad-metadata")
    assert bad.range == desk.place("entities.yml", "typ")


async def test_a_rule_that_does_not_exist_is_a_hint(desk):
    desk.write("copydesk.toml", '[rules]\nweekday-mismtch = "off"\n')
    [hint] = await desk.expect("copydesk.toml", "unknown-rule")
    assert hint.severity == t.DiagnosticSeverity.Hint
    assert PurePath(path_of(hint.code_description.href)).stem == "unknown-rule"
