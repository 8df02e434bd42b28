"""Files on disk: foreign bytes, odd names, changes behind the editor's back."""

import pytest
from lsprotocol import types as t

NOTES = "desk-notes.md"
INTERVIEW = "kabul-interview.md"


# ---- Bytes that are no UTF-8 ----

FOREIGN = "“🙂” Café: Latif Nazari sat there.\n"


@pytest.fixture
def foreign(seeds):
    """Seeds among files in other encodings, and some that are no text."""
    seeds.joinpath("latin.txt").write_bytes("Café: Latif Nazari sat there.\n".encode("latin-1"))
    seeds.joinpath("wide.txt").write_bytes(FOREIGN.encode("utf-16"))
    seeds.joinpath("binary.txt").write_bytes(bytes(range(256)) * 20)
    seeds.joinpath("photo.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    seeds.joinpath("empty.txt").write_bytes(b"")
    seeds.joinpath("broken.txt").write_bytes(b"\xff\xfe\x00\xd8 Latif \xf0\x9f")
    return seeds


async def test_foreign_files_do_not_disturb(start, foreign):
    desk = await start(foreign)
    await desk.indexed("binary.txt", "photo.md")
    desk.open("human-rights-brief.md")
    await desk.still("human-rights-brief.md", "weekday-mismatch")
    desk.open(INTERVIEW)
    assert "Latif Nazari" in await desk.hover(INTERVIEW, "Latif Nazari")
    await desk.still(INTERVIEW)


async def test_other_encodings_are_read_and_placed(start, foreign):
    desk = await start(foreign)
    await desk.indexed("binary.txt", "photo.md")
    desk.open(INTERVIEW)
    places = {one.uri.rpartition("/")[2]: one.range for one in await desk.references(INTERVIEW, "Latif Nazari")}
    for name, text in (("latin.txt", "Café: Latif Nazari sat there.\n"), ("wide.txt", FOREIGN)):
        desk.buffers[desk.uri(name)] = text
        assert places[name] == desk.place(name, "Latif Nazari")


async def test_what_is_no_text_is_said_once(start, foreign):
    desk = await start(foreign)
    await desk.until(lambda: desk.messages)
    [message] = desk.messages
    assert message.type == t.MessageType.Warning
    assert "binary.txt (not a text)" in message.message and "photo.md" in message.message
    assert "latin.txt" not in message.message and "wide.txt" not in message.message


# ---- Names that an address must escape ----


NAMES = ["a b.txt", "50% “off” #1?.txt", "[draft] (2).md", "東京🙂.txt", "a+b&c=d;e.txt", "~x@y!.md"]


async def test_odd_file_names(start, folder):
    for name in NAMES:
        folder.joinpath(name).write_text("Minister Latif Nazari spoke on Tuesday, Feb. 17, 2025.\n")
    folder.joinpath("z.txt").write_text("Minister Latif Nazari left.\n")
    desk = await start(folder)
    await desk.indexed()
    desk.open("z.txt")
    places = await desk.definition("z.txt", "Latif Nazari")
    assert sorted(places) == sorted((name, "Latif Nazari") for name in NAMES)
    for name in NAMES:
        desk.open(name)
        await desk.expect(name, "weekday-mismatch")
        await desk.take(name, "Tuesday, Feb. 17, 2025", "Dismiss this")
        await desk.expect(name)
    assert set(desk.published) == {desk.uri(name) for name in [*NAMES, "z.txt"]}


# ---- Changes on disk ----


async def test_a_deleted_file_breaks_the_links_to_it_and_a_new_one_mends_them(desk):
    desk.open(NOTES)
    await desk.expect(NOTES)
    text = desk.text(INTERVIEW)
    desk.delete(INTERVIEW)
    entry, link = await desk.expect(NOTES, "broken-link", "broken-link")
    assert entry.range == desk.place(NOTES, INTERVIEW)
    assert link.range == desk.place(NOTES, "[Work, roads and power](kabul-interview.md#work-roads-and-power)")
    desk.write(INTERVIEW, text)
    await desk.expect(NOTES)


async def test_a_changed_file_changes_what_is_said_of_it(desk):
    desk.open(NOTES)
    await desk.expect(NOTES)
    desk.write(INTERVIEW, desk.text(INTERVIEW).replace("## Work, roads and power", "## Toil"))
    [finding] = await desk.expect(NOTES, "broken-link")
    assert "work-roads-and-power" in finding.message


async def test_a_passage_that_is_taken_out_is_lost(desk):
    explainer = "recognition-explainer.md"
    desk.open(explainer)
    await desk.expect(explainer, "broken-link", "lost-passage", "footnote")
    desk.write(INTERVIEW, desk.text(INTERVIEW).replace("Japanese engineers on every road", "nobody on any road"))
    await desk.expect(explainer, "broken-link", "lost-passage", "lost-passage", "footnote")


async def test_a_new_article_is_read(desk):
    desk.open(INTERVIEW)
    desk.write("wire.txt", "Latif Nazari left again.\n")
    await desk.indexed()
    found = await desk.references(INTERVIEW, "Latif Nazari")
    assert ("wire.txt", "Latif Nazari") in [desk.named(one) for one in found]


async def test_the_buffer_wins_over_the_file(desk):
    desk.open(INTERVIEW)
    desk.write(INTERVIEW, "Nothing but this.\n")
    await desk.still(INTERVIEW)
    assert "Latif Nazari" in await desk.hover(INTERVIEW, "Latif Nazari")


async def test_the_register_is_read_again(desk):
    desk.open(INTERVIEW)
    desk.write("entities.yml", "- name: Latif Nazari\n  type: person\n  role:\n    - title: gardener\n")
    await desk.still(INTERVIEW)
    await desk.hover_until(lambda card: "gardener" in card, INTERVIEW, "Latif Nazari")
    assert await desk.definition(INTERVIEW, "Latif Nazari") == [("entities.yml", "Latif Nazari")]


async def test_an_excluded_article_is_left_out(desk):
    desk.open(INTERVIEW)
    await desk.expect(INTERVIEW)
    desk.write("copydesk.toml", 'exclude = ["aid-*"]\n')
    await desk.hover_until(lambda card: "aid-figures" not in card, INTERVIEW, "Latif Nazari")


# ---- Directories, for a server that watches by itself ----


@pytest.mark.only("watches", stated=False)
async def test_a_directory_that_comes_and_goes_is_read(desk, tmp_path):
    desk.open(NOTES)
    desk.edit(NOTES, "Names are", "See [it](wire/it.txt). Names are")
    await desk.expect(NOTES, "broken-link")
    wire = tmp_path / "wire"
    wire.mkdir()
    wire.joinpath("it.txt").write_text("Latif Nazari left again.\n")
    wire.rename(desk.path("wire"))
    await desk.expect(NOTES)
    desk.path("wire").rename(wire)
    await desk.expect(NOTES, "broken-link")


@pytest.mark.only("watches", stated=False)
async def test_dismissals_that_come_with_their_directory_count(desk, tmp_path):
    brief = "human-rights-brief.md"
    desk.open(brief)
    await desk.expect(brief, "weekday-mismatch")
    actions = await desk.actions(brief, "Tuesday, Feb. 17, 2025")
    text = entry(actions["Dismiss this weekday-mismatch"].edit)
    new = tmp_path / "new"
    new.mkdir()
    new.joinpath("dismissed.yml").write_text(text)
    desk.path(".copydesk").rmdir()
    new.rename(desk.path(".copydesk"))
    desk.patience = 1
    await desk.expect(brief)


def entry(edit):
    """The text that a dismissal writes."""
    if edit.changes:
        [[edit]] = edit.changes.values()
        return edit.new_text
    return edit.document_changes[-1].edits[0].new_text
