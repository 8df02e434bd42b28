"""Columns behind emoji and curly quotes, in each encoding that can be negotiated."""

import pytest_asyncio
from lsprotocol import types as t

import positions
from conftest import EDITORS as RECORDED

NEOVIM = next(editor for editor in RECORDED if editor.name.startswith("neovim"))
EDITORS = [NEOVIM.with_encodings(one) for one in ("utf-8", "utf-16", "utf-32")]

# One line each, because columns are what is tested; astral letters, a joined family, Windows line ends.
ARTICLE = (
    "# “🙂” Roads 👩‍👩‍👧 of Kabul\r\n\r\n"
    "“🙂👩‍👩‍👧 naïve 𝕏” — on Tuesday, Feb. 17, 2025, Minister Latif Nazari read “🙂” [the brief 🙂](b.md#the-end) "
    "and Nazari “🙂” left.[^1]\r\n\r\n"
    "[^1]: “🙂” [Brief](b.md#:~:text=words%20of%20it)\r\n"
)
OTHER = "# The 🙂 brief\n\n“🙂” Latif Nazari wrote the “🙂” words of it.\n\n## The end\n\n“🙂” [gone 🙂](c.md)\n"
LINK = "[the brief 🙂](b.md#the-end)"


@pytest_asyncio.fixture
async def desk(start, folder):
    """An article and, closed, the one that it links to."""
    (folder / "a.md").write_bytes(ARTICLE.encode())
    (folder / "b.md").write_bytes(OTHER.encode())
    desk = await start(folder)
    await desk.indexed()
    desk.open("a.md")
    return desk


async def test_the_only_encoding_that_is_offered_is_taken(desk, editor):
    assert desk.hello.capabilities.position_encoding == editor.name


async def test_a_finding_marks_its_words(desk):
    [finding] = await desk.expect("a.md", "weekday-mismatch")
    assert finding.range == desk.place("a.md", "Tuesday, Feb. 17, 2025")


async def test_cards_are_of_the_words_under_the_cursor(desk):
    assert "17 February 2025" in await desk.hover("a.md", "Tuesday, Feb. 17, 2025")
    assert "Latif Nazari" in await desk.hover("a.md", "Latif Nazari")
    assert "Latif Nazari" in await desk.hover("a.md", "Nazari", nth=1)
    assert "The" in await desk.hover("a.md", LINK)
    assert "words of it" in await desk.hover("a.md", "[^1]")


async def test_the_last_letter_of_a_name_belongs_to_it_and_the_next_does_not(desk):
    def at(end):
        place = positions.position(ARTICLE, positions.find(ARTICLE, "Latif Nazari") + end, desk.encoding)
        return desk.text_document_hover_async(t.HoverParams(desk.document("a.md"), place))

    assert (await at(len("Latif Nazari") - 1)).range == desk.place("a.md", "Latif Nazari")
    assert await at(len("Latif Nazari ") + 1) is None


async def test_definitions_point_into_closed_files(desk):
    assert await desk.definition("a.md", "Nazari", nth=1) == [("a.md", "Latif Nazari")]
    assert await desk.definition("a.md", "Latif Nazari") == [("b.md", "Latif Nazari")]
    assert await desk.definition("a.md", LINK) == [("b.md", "## The end")]
    assert await desk.definition("a.md", "[^1]") == [("b.md", "words of it")]


async def test_references_point_into_both_files(desk):
    found = await desk.references("a.md", "Latif Nazari")
    assert sorted(desk.named(one) for one in found) == [
        ("a.md", "Latif Nazari"),
        ("a.md", "Nazari"),
        ("b.md", "Latif Nazari"),
    ]


async def test_highlights_mark_both_mentions(desk):
    params = t.DocumentHighlightParams(**desk.at("a.md", "Latif Nazari"))
    found = await desk.text_document_document_highlight_async(params)
    assert [one.range for one in found] == [desk.place("a.md", "Latif Nazari"), desk.place("a.md", "Nazari", nth=1)]


async def test_hints_stand_behind_their_words(desk):
    text = "“🙂👩‍👩‍👧” came on Monday, “🙂” and last year.\n"
    desk.open("2025-02-17.txt", text)
    whole = desk.place("2025-02-17.txt", text)
    document = desk.document("2025-02-17.txt")
    day, year = await desk.text_document_inlay_hint_async(t.InlayHintParams(document, whole))
    assert (day.position, day.label) == (desk.place("2025-02-17.txt", "Monday").end, "17 February 2025")
    assert (year.position, year.label) == (desk.place("2025-02-17.txt", "last year").end, "2024")
    part = t.InlayHintParams(document, desk.place("2025-02-17.txt", "“🙂” and last year."))
    assert list(await desk.text_document_inlay_hint_async(part)) == [year]


async def test_links_are_marked(desk):
    links = await desk.text_document_document_link_async(t.DocumentLinkParams(desk.document("a.md")))
    marked = [positions.words_in(ARTICLE, link.range, desk.encoding) for link in links]
    assert marked == ["b.md#the-end", "[^1]", "b.md#:~:text=words%20of%20it"]


async def test_headings_are_marked(desk):
    [heading] = await desk.text_document_document_symbol_async(t.DocumentSymbolParams(desk.document("a.md")))
    assert heading.selection_range == desk.place("a.md", "# “🙂” Roads 👩‍👩‍👧 of Kabul")
    assert positions.words_in(ARTICLE, heading.range, desk.encoding) == ARTICLE.rstrip()


async def test_symbols_point_into_closed_files(desk):
    [symbol] = await desk.workspace_symbol_async(t.WorkspaceSymbolParams("the end"))
    assert desk.named(symbol.location) == ("b.md", "## The end")


async def test_a_fix_replaces_its_words_and_no_others(desk):
    await desk.take("a.md", "Tuesday, Feb. 17, 2025", "Change the weekday to Monday")
    assert desk.text("a.md") == ARTICLE.replace("Tuesday", "Monday")
    await desk.expect("a.md")


async def test_edits_behind_emoji_land_where_they_should(desk):
    desk.edit("a.md", "naïve 𝕏", "𝕏 “🙂🙂” naïve")
    desk.edit("a.md", "Tuesday", "Wednesday")
    desk.edit("a.md", "🙂👩‍👩‍👧", "")
    [finding] = await desk.expect("a.md", "weekday-mismatch")
    assert finding.range == desk.place("a.md", "Wednesday, Feb. 17, 2025")
    assert "words of it" in await desk.hover("a.md", "[^1]")


async def test_changes_of_one_notification_land_where_they_should(desk):
    places = [desk.place("a.md", words) for words in ("🙂👩‍👩‍👧", "Tuesday", "“🙂” left")]
    desk.change(desk.uri("a.md"), [t.TextEdit(place, words) for place, words in zip(places, ("", "𝕏day", "left"))])
    await desk.expect("a.md")
    assert "17 February 2025" in await desk.hover("a.md", "Feb. 17, 2025")
    assert "words of it" in await desk.hover("a.md", "[^1]")


async def test_a_broken_link_is_marked_in_the_other_file_too(desk):
    desk.open("b.md")
    [finding] = await desk.expect("b.md", "broken-link")
    assert finding.range == desk.place("b.md", "[gone 🙂](c.md)")
