"""Every announced capability once, in a copy of seeds/: each answer with its exact ranges."""

import re
from pathlib import PurePath

import pytest
from lsprotocol import types as t

import positions

INTERVIEW = "kabul-interview.md"
BRIEF = "human-rights-brief.md"
EXPLAINER = "recognition-explainer.md"
ANALYSIS = "outreach-analysis.txt"


# ---- hover ----


async def test_hover_on_a_name_shows_who_that_is_and_where_else(desk):
    desk.open(INTERVIEW)
    card = await desk.hover(INTERVIEW, "Nazari", nth=3)
    for words in ("Latif Nazari", "person", "deputy economy minister", ANALYSIS, "Surname"):
        assert words in card


async def test_hover_on_a_date_shows_the_day_and_how_it_came_about(desk):
    desk.open(BRIEF)
    assert "Sunday 16 February 2025" in await desk.hover(BRIEF, "Sunday, Feb. 16, 2025")
    desk.open(INTERVIEW)
    card = await desk.hover(INTERVIEW, "Tuesday")
    assert "Tuesday 25 March 2025" in card and "front matter" in card


async def test_hover_on_a_link_and_a_footnote_shows_the_target(desk):
    desk.open(EXPLAINER)
    card = await desk.hover(EXPLAINER, "[^1]")
    assert "Nazari asks Japanese builders to come back" in card
    assert "25 March 2025" in card
    assert "welcome Japanese engineers on every road that the war left unfinished" in card
    assert INTERVIEW in await desk.hover(EXPLAINER, "[[kabul-interview]]")


async def test_hover_on_nothing_is_nothing(desk):
    desk.open(INTERVIEW)
    at = desk.at(INTERVIEW, "used a ruler")
    assert await desk.text_document_hover_async(t.HoverParams(**at)) is None


async def test_plain_text_cards_have_no_markup(desk, editor):
    desk.open(EXPLAINER)
    card = await desk.hover(EXPLAINER, "Latif Nazari")
    assert card.startswith("**") == editor.markdown
    assert editor.markdown or "*" not in card


# ---- inlayHint ----


async def test_a_hint_behind_a_relative_date_is_the_day(desk):
    desk.open(INTERVIEW)
    whole = desk.place(INTERVIEW, desk.text(INTERVIEW))
    hints = await desk.text_document_inlay_hint_async(t.InlayHintParams(desk.document(INTERVIEW), whole))
    [day] = [hint for hint in hints if hint.position == desk.place(INTERVIEW, "Tuesday").end]
    assert day.label == "25 March 2025"
    assert day.padding_left


# ---- definition ----


async def test_a_name_leads_to_its_entry_in_the_register(desk):
    desk.open(INTERVIEW)
    assert await desk.definition(INTERVIEW, "Nazari", nth=3) == [("entities.yml", "Latif Nazari")]


async def test_a_link_leads_to_the_passage_or_the_heading(desk):
    desk.open(EXPLAINER)
    [passage] = await desk.definition(EXPLAINER, "[^1]")
    assert passage == (INTERVIEW, "welcome Japanese engineers on every road that the war left unfinished")
    desk.open("desk-notes.md")
    link = "[Work, roads and power](kabul-interview.md#work-roads-and-power)"
    assert await desk.definition("desk-notes.md", link) == [(INTERVIEW, "## Work, roads and power")]


async def test_a_relative_date_leads_to_the_date_it_counts_from(desk):
    desk.open(INTERVIEW)
    assert await desk.definition(INTERVIEW, "Tuesday") == [(INTERVIEW, "2025-03-25")]


async def test_a_date_that_is_configured_leads_to_its_line(desk):
    desk.open(ANALYSIS)
    at = desk.at(ANALYSIS, "Earlier this year")
    [place] = await desk.text_document_definition_async(t.DefinitionParams(**at))
    uri, start = (
        (place.target_uri, place.target_range.start)
        if isinstance(place, t.LocationLink)
        else (place.uri, place.range.start)
    )
    assert uri == desk.uri("copydesk.toml")
    assert start.line in (desk.place("copydesk.toml", words).start.line for words in ("[article.", "date"))


async def test_what_is_no_name_leads_nowhere(desk):
    desk.open(INTERVIEW)
    at = desk.at(INTERVIEW, "used a ruler")
    assert not await desk.text_document_definition_async(t.DefinitionParams(**at))


# ---- references, documentHighlight ----


def mentions(desk, pattern):
    """Each place in the articles of the folder where a pattern stands, as a Location."""
    for path in sorted(desk.root.glob("*.[tm][xd]*")):
        text = desk.text(path)
        for found in re.finditer(pattern, text):
            yield t.Location(path.as_uri(), positions.range_between(text, *found.span(), desk.encoding))


def order(location):
    return location.uri, positions.start_of(location)


async def test_references_are_all_mentions_in_all_files(desk):
    desk.open(INTERVIEW)
    found = await desk.references(INTERVIEW, "Nazari", nth=3)
    # "nazari" in an address is no mention; the titles in the front matter are no prose.
    expected = [one for one in mentions(desk, r"(Latif )?Nazari(?! asks)") if not in_front_matter(desk, one)]
    heading = [one for one in mentions(desk, r"(?<=# )Nazari")]
    assert sorted(found, key=order) == sorted(expected + heading, key=order)
    assert {PurePath(one.uri).name for one in found} > {INTERVIEW, ANALYSIS, "aid-figures.txt"}


def in_front_matter(desk, location):
    lines = desk.text(location.uri).split("\n")
    return lines[0] == "---" and location.range.start.line < lines.index("---", 1)


async def test_the_declaration_is_among_them_when_it_is_wanted(desk):
    desk.open(INTERVIEW)
    without = await desk.references(INTERVIEW, "Nazari", nth=3)
    with_it = await desk.references(INTERVIEW, "Nazari", nth=3, declaration=True)
    [declared] = [one for one in with_it if one not in without]
    assert desk.named(declared) == ("entities.yml", "Latif Nazari")


async def test_references_of_a_file_are_the_links_to_it(desk):
    desk.open(INTERVIEW)
    found = await desk.references(INTERVIEW, "used a ruler")
    named = {desk.named(one) for one in found}
    assert (EXPLAINER, "[[kabul-interview]]") in named
    assert ("desk-notes.md", "[Work, roads and power](kabul-interview.md#work-roads-and-power)") in named


async def test_highlights_are_the_mentions_in_this_file(desk):
    desk.open(BRIEF)
    found = await desk.text_document_document_highlight_async(
        t.DocumentHighlightParams(**desk.at(BRIEF, "Hayashi told"))
    )
    text = desk.text(BRIEF)
    expected = [
        positions.range_between(text, *one.span(), desk.encoding)
        for one in re.finditer(r"(Yoshimasa )?Hayashi", text)
    ]
    assert [one.range for one in found] == expected
    assert len(expected) == 2


# ---- documentLink ----


async def test_links_can_be_followed(desk):
    desk.open("desk-notes.md")
    links = await desk.text_document_document_link_async(t.DocumentLinkParams(desk.document("desk-notes.md")))
    text = desk.text("desk-notes.md")
    line = desk.place(INTERVIEW, "## Work, roads").start.line + 1
    assert [(positions.words_in(text, link.range, desk.encoding), link.target) for link in links] == [
        (INTERVIEW, desk.uri(INTERVIEW)),
        (EXPLAINER, desk.uri(EXPLAINER)),
        (f"{INTERVIEW}#work-roads-and-power", f"{desk.uri(INTERVIEW)}#L{line},1"),
    ]


async def test_addresses_of_the_web_are_links_as_they_are(desk):
    desk.open(INTERVIEW)
    [link] = await desk.text_document_document_link_async(t.DocumentLinkParams(desk.document(INTERVIEW)))
    assert link.target == "https://example.com/interviews/nazari"
    assert link.range == desk.place(INTERVIEW, link.target)


# ---- documentSymbol, workspace/symbol ----

OUTLINE = {
    "I. What Kabul Is Asking For": ["1. The Interview", "2. The Visit"],
    "II. Women and Rights": ["1. Nazari’s Answer", "2. Japan’s Objection"],
    "III. Japan’s Position": ["1. Aid Without Recognition", "2. Private Channels"],
    "IV. The Wider Field": ["1. Balance Among Powers", "2. The U.S. File"],
    "Conclusion": [],
}


async def test_the_outline_is_a_tree_or_a_list(desk, editor):
    desk.open(ANALYSIS)
    symbols = await desk.text_document_document_symbol_async(t.DocumentSymbolParams(desk.document(ANALYSIS)))
    if editor.outline:
        assert {one.name: [child.name for child in one.children or []] for one in symbols} == OUTLINE
        for section in symbols:
            assert section.selection_range == desk.place(ANALYSIS, section.name)
            assert section.range.start == section.selection_range.start
    else:
        assert all(isinstance(one, t.SymbolInformation) for one in symbols)
        flat = [(name, None) for name in OUTLINE] + [(sub, name) for name in OUTLINE for sub in OUTLINE[name]]
        assert sorted((one.name, one.container_name or "") for one in symbols) == sorted(
            (name, above or "") for name, above in flat
        )


async def test_a_section_reaches_to_the_next_one(desk, editor):
    desk.open(ANALYSIS)
    symbols = await desk.text_document_document_symbol_async(t.DocumentSymbolParams(desk.document(ANALYSIS)))
    first = symbols[0].range if editor.outline else symbols[0].location.range
    text = positions.words_in(desk.text(ANALYSIS), first, desk.encoding)
    assert text.startswith("I. What Kabul") and text.endswith("with the visitors informally.")


async def test_people_articles_and_headings_are_found_by_name(desk):
    async def search(query):
        found = await desk.workspace_symbol_async(t.WorkspaceSymbolParams(query))
        return [(one.name, one.kind, desk.named(one.location)) for one in found]

    [person, *_] = await search("latif nazari")
    assert person[0] == "Latif Nazari" and person[2][1] == "Latif Nazari"
    assert ("outreach-analysis", t.SymbolKind.File, (ANALYSIS, "")) in await search("outreach")
    title = "What recognition would mean, and why Tokyo waits"
    assert (title, t.SymbolKind.File, (EXPLAINER, "")) in await search("recognition would")
    assert ("The Interview", t.SymbolKind.String, (ANALYSIS, "1. The Interview")) in await search("the interview")
    assert await search("zzzz") == []


# ---- diagnostics, codeAction ----


async def test_findings_come_by_themselves(desk):
    desk.open(BRIEF)
    [finding] = await desk.expect(BRIEF, "weekday-mismatch")
    assert finding.range == desk.place(BRIEF, "Tuesday, Feb. 17, 2025")
    assert finding.severity == t.DiagnosticSeverity.Error


async def test_a_fix_mends_its_finding(desk):
    desk.open(BRIEF)
    await desk.take(BRIEF, "Tuesday, Feb. 17, 2025", "Change the weekday to Monday")
    assert "said on Monday, Feb. 17, 2025, in" in desk.text(BRIEF)
    await desk.expect(BRIEF)


async def test_each_fix_names_the_finding_that_it_mends(desk):
    desk.open(BRIEF)
    [finding] = await desk.expect(BRIEF, "weekday-mismatch")
    for action in (await desk.actions(BRIEF, "Tuesday, Feb. 17, 2025")).values():
        assert action.kind == t.CodeActionKind.QuickFix
        assert list(action.diagnostics) == [finding]


async def test_actions_are_only_of_the_kinds_that_are_wanted(desk):
    desk.open(BRIEF)
    words = "Tuesday, Feb. 17, 2025"
    assert await desk.actions(BRIEF, words, only=[t.CodeActionKind.QuickFix])
    assert not await desk.actions(BRIEF, words, only=[t.CodeActionKind.Source])
    desk.open("undated.txt", "They met on Monday, Feb. 17, 2025.\n")
    rewrites = await desk.actions("undated.txt", "Monday, Feb. 17, 2025", only=[t.CodeActionKind.Refactor])
    assert list(rewrites) == ["Set the article's date to 17 February 2025"]


async def test_silencing_in_the_paragraph_the_file_and_the_folder(desk):
    for title in ("Ignore ", "Turn weekday-mismatch off in this file", "Turn weekday-mismatch off in this folder"):
        desk.open(BRIEF)
        await desk.expect(BRIEF, "weekday-mismatch")
        await desk.take(BRIEF, "Tuesday, Feb. 17, 2025", title)
        await desk.expect(BRIEF)
        desk.close(BRIEF)
        await desk.expect(BRIEF)


# ---- synchronisation ----


async def test_letters_typed_one_by_one_arrive_one_by_one(desk):
    desk.open("draft.txt", "")
    for letter in "🙂 On “Tuesday, Feb. 17, 2025”, it rained.":
        place = positions.position(desk.text("draft.txt"), len(desk.text("draft.txt")), desk.encoding)
        desk.change(desk.uri("draft.txt"), [t.TextEdit(t.Range(place, place), letter)])
    [finding] = await desk.expect("draft.txt", "weekday-mismatch")
    assert finding.range == desk.place("draft.txt", "Tuesday, Feb. 17, 2025")


async def test_a_change_without_a_range_replaces_everything(desk):
    uri = desk.open(BRIEF)
    desk.buffers[uri], desk.versions[uri] = "On Tuesday, Feb. 18, 2025, it rained.\n", 2
    document = t.VersionedTextDocumentIdentifier(version=2, uri=uri)
    change = t.TextDocumentContentChangeWholeDocument(desk.buffers[uri])
    desk.text_document_did_change(t.DidChangeTextDocumentParams(document, [change]))
    assert not await desk.found(BRIEF)
    assert "Tuesday 18 February 2025" in await desk.hover(BRIEF, "Tuesday, Feb. 18, 2025")


# ---- declaration ----


async def test_a_name_is_declared_in_the_register(desk):
    desk.open(INTERVIEW)
    at = desk.at(INTERVIEW, "Nazari", nth=3)
    [place] = await desk.text_document_declaration_async(t.DeclarationParams(**at))
    assert desk.named(place) == ("entities.yml", "Latif Nazari")


# ---- semanticTokens ----


def colours(desk, name, data):
    """The words of each token with its type."""
    legend = desk.hello.capabilities.semantic_tokens_provider.legend.token_types
    text, line, column, found = desk.text(name), 0, 0, []
    for at in range(0, len(data), 5):
        lines, columns, length, kind, modifiers = data[at : at + 5]
        column = columns if lines else column + columns
        line += lines
        assert modifiers == 0
        place = t.Range(t.Position(line, column), t.Position(line, column + length))
        found.append((legend[kind], positions.words_in(text, place, desk.encoding)))
    return found


async def test_names_dates_and_quotations_have_colours(desk):
    desk.open(INTERVIEW)
    answer = await desk.text_document_semantic_tokens_full_async(t.SemanticTokensParams(desk.document(INTERVIEW)))
    found = colours(desk, INTERVIEW, answer.data)
    assert ("person", "Latif Nazari") in found
    assert ("place", "Kabul") in found
    assert ("date", "Tuesday") in found
    assert any(kind == "quotation" for kind, _ in found)
    assert ("pinned", "that Monday") in colours(desk, EXPLAINER, (await tokens(desk, EXPLAINER)).data)


async def tokens(desk, name):
    desk.open(name)
    return await desk.text_document_semantic_tokens_full_async(t.SemanticTokensParams(desk.document(name)))


async def test_colours_of_a_part_are_those_of_the_whole(desk):
    whole = colours(desk, INTERVIEW, (await tokens(desk, INTERVIEW)).data)
    part = t.SemanticTokensRangeParams(desk.document(INTERVIEW), desk.place(INTERVIEW, "Latif Nazari"))
    answer = await desk.text_document_semantic_tokens_range_async(part)
    assert colours(desk, INTERVIEW, answer.data) == [("person", "Latif Nazari")]
    assert ("person", "Latif Nazari") in whole


async def test_colours_that_change_are_told_as_a_difference(desk):
    before = await tokens(desk, INTERVIEW)
    desk.edit(INTERVIEW, "Latif Nazari", "🙂 Latif Nazari", nth=0)
    params = t.SemanticTokensDeltaParams(desk.document(INTERVIEW), before.result_id)
    answer = await desk.text_document_semantic_tokens_full_delta_async(params)
    data = list(before.data)
    for edit in answer.edits:
        data[edit.start : edit.start + edit.delete_count] = edit.data
    after = await desk.text_document_semantic_tokens_full_async(t.SemanticTokensParams(desk.document(INTERVIEW)))
    assert data == list(after.data)


# ---- foldingRange, selectionRange ----


async def test_sections_and_the_front_matter_fold(desk):
    desk.open(INTERVIEW)
    folds = await desk.text_document_folding_range_async(t.FoldingRangeParams(desk.document(INTERVIEW)))
    lines = desk.text(INTERVIEW).split("\n")
    assert folds[0].start_line == 0 and lines[folds[0].end_line] == "---"
    assert all(lines[fold.start_line].startswith("#") for fold in folds[1:]) and len(folds) > 2


async def test_a_selection_grows(desk):
    desk.open(INTERVIEW)
    place = desk.place(INTERVIEW, "Nazari", nth=3)
    params = t.SelectionRangeParams(desk.document(INTERVIEW), [place.start])
    [selection] = await desk.text_document_selection_range_async(params)
    text, grown = desk.text(INTERVIEW), []
    while selection:
        grown.append(positions.words_in(text, selection.range, desk.encoding))
        selection = selection.parent
    assert grown[0] == "Nazari"
    assert grown[-1] == text
    assert all(inner in outer and inner != outer for inner, outer in zip(grown, grown[1:]))


# ---- codeLens ----


async def test_a_lens_counts_the_related_reports(desk):
    desk.open("outreach-analysis.txt")
    [lens] = await desk.text_document_code_lens_async(t.CodeLensParams(desk.document(ANALYSIS)))
    assert re.fullmatch(r"\d+ related reports?", lens.command.title)
    assert lens.command.command == "copydesk.showRelated"
    assert list(lens.command.arguments) == [desk.uri(ANALYSIS)]


async def test_a_lens_counts_the_mentions_of_an_entry(desk):
    desk.open("entities.yml")
    lenses = await desk.text_document_code_lens_async(t.CodeLensParams(desk.document("entities.yml")))
    assert [lens.range.start.line for lens in lenses] == [
        at for at, line in enumerate(desk.text("entities.yml").split("\n")) if "  name:" in line
    ]
    lens = await desk.code_lens_resolve_async(lenses[0])
    assert re.fullmatch(r"\d+ mentions in \d reports", lens.command.title)
    uri, place, locations = lens.command.arguments
    assert uri == desk.uri("entities.yml")
    assert len(locations) == int(lens.command.title.split()[0])


# ---- completion ----


async def test_names_are_completed_and_say_more(desk):
    desk.open("draft.txt", "Then 🙂 Na")
    end = desk.place("draft.txt", "Na").end
    params = t.CompletionParams(desk.document("draft.txt"), end)
    answer = await desk.text_document_completion_async(params)
    assert not answer.is_incomplete
    [item] = [item for item in answer.items if item.label == "Latif Nazari"]
    assert item.text_edit.range == desk.place("draft.txt", "Na")
    desk.change(desk.uri("draft.txt"), [item.text_edit])
    assert desk.text("draft.txt") == "Then 🙂 Latif Nazari"
    more = await desk.completion_item_resolve_async(item)
    said = more.documentation
    assert "person" in (said if isinstance(said, str) else said.value)


async def test_links_are_completed(desk):
    for typed, label, written in [
        ("See [[kab", "kabul-interview", "See [[kabul-interview]]"),
        ("See [it](kab", INTERVIEW, f"See [it]({INTERVIEW}"),
        ("See [[kabul-interview#Work", "Work, roads and power", "See [[kabul-interview#Work, roads and power]]"),
        (f"See [it]({INTERVIEW}#", "Work, roads and power", f"See [it]({INTERVIEW}#work-roads-and-power"),
    ]:
        uri = desk.open("draft.md", typed)
        place = positions.position(typed, len(typed), desk.encoding)
        answer = await desk.text_document_completion_async(t.CompletionParams(desk.document("draft.md"), place))
        [item] = [item for item in answer.items if item.label == label]
        desk.change(uri, [item.text_edit])
        assert desk.text("draft.md") == written
        desk.close("draft.md")


# ---- rename ----


async def test_a_person_is_renamed_everywhere(desk, editor):
    desk.open(INTERVIEW)
    provider = desk.hello.capabilities.rename_provider
    at = desk.at(INTERVIEW, "Nazari", nth=3)
    if editor.says("textDocument.rename.prepareSupport"):
        prepared = await desk.text_document_prepare_rename_async(t.PrepareRenameParams(**at))
        assert prepared.placeholder == "Latif Nazari"
        assert prepared.range == desk.place(INTERVIEW, "Nazari", nth=3)
    else:
        assert provider is True
    before = len(list(mentions(desk, r"Nazari")))
    desk.apply(await desk.text_document_rename_async(t.RenameParams(new_name="Latif Nazeri", **at)))
    assert "name: Latif Nazeri" in desk.text("entities.yml")
    assert "id: latif-nazari" in desk.text("entities.yml")
    assert "Nazeri" in desk.text(ANALYSIS)
    # What is no prose stays: titles in the front matter.
    left = [one for one in mentions(desk, r"Nazari") if not in_front_matter(desk, one)]
    assert not left and before > 5, [desk.named(one) for one in left]


async def test_what_is_no_name_is_not_renamed(desk):
    desk.open(INTERVIEW)
    at = desk.at(INTERVIEW, "used a ruler")
    try:
        await desk.text_document_rename_async(t.RenameParams(new_name="Somebody", **at))
    except Exception as error:
        assert "no name here" in str(error)
    else:
        raise AssertionError("it was renamed")


# ---- workspace/executeCommand ----


async def run(desk, command, *arguments):
    return await desk.workspace_execute_command_async(t.ExecuteCommandParams(command, list(arguments)))


async def test_commands_answer_with_data(desk):
    assert set(desk.hello.capabilities.execute_command_provider.commands) == {
        "copydesk.related",
        "copydesk.timeline",
        "copydesk.entities",
        "copydesk.open",
    }
    related = plain(await run(desk, "copydesk.related", desk.uri(ANALYSIS)))
    assert related["version"] == 1
    [article] = related["articles"]
    assert article["uri"] == desk.uri(ANALYSIS)
    assert {"uri", "title", "date", "score", "comparable", "reasons"} == set(article["related"][0])
    timeline = plain(await run(desk, "copydesk.timeline"))
    days = [event["from"] for event in timeline["events"]]
    assert days == sorted(days) and "2025-02-17" in days
    entities = plain(await run(desk, "copydesk.entities"))["entities"]
    [nazari] = [entity for entity in entities if entity["id"] == "latif-nazari"]
    assert nazari["kind"] == "person" and nazari["mentions"]


def plain(value):
    """What pygls makes objects of, as the JSON that it was."""
    if hasattr(value, "_asdict"):
        return {key: plain(one) for key, one in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


# ---- callHierarchy, implementation ----


async def test_citations_are_walked_both_ways(desk):
    desk.open(EXPLAINER)
    here = t.CallHierarchyPrepareParams(desk.document(EXPLAINER), t.Position(0, 0))
    [item] = await desk.text_document_prepare_call_hierarchy_async(here)
    sources = await desk.call_hierarchy_outgoing_calls_async(t.CallHierarchyOutgoingCallsParams(item))
    assert desk.uri(INTERVIEW) in {call.to.uri for call in sources}
    [interview] = [call.to for call in sources if call.to.uri == desk.uri(INTERVIEW)]
    citing = await desk.call_hierarchy_incoming_calls_async(t.CallHierarchyIncomingCallsParams(interview))
    assert desk.uri(EXPLAINER) in {call.from_.uri for call in citing}


async def test_words_that_nobody_else_has_are_implemented_nowhere(desk):
    desk.open(EXPLAINER)
    at = t.ImplementationParams(desk.document(EXPLAINER), t.Position(0, 0))
    assert not await desk.text_document_implementation_async(at)


# ---- refresh, pull ----


async def test_editors_are_asked_to_ask_again(desk, editor):
    desk.open("entities.yml")
    desk.refreshed.clear()
    desk.edit("entities.yml", "name: Latif Nazari", "name: Latif Nazeri")
    await desk.until(lambda: editor.refreshed <= set(desk.refreshed))
    assert set(desk.refreshed) == editor.refreshed


@pytest.mark.only("pulls")
async def test_nothing_is_sent_to_who_asks(desk):
    answer = await desk.text_document_diagnostic_async(
        t.DocumentDiagnosticParams(desk.document(BRIEF), "copydesk")
    )
    assert [one.code for one in answer.items if one.code == "weekday-mismatch"]
    again = t.DocumentDiagnosticParams(desk.document(BRIEF), "copydesk", previous_result_id=answer.result_id)
    answer = await desk.text_document_diagnostic_async(again)
    assert isinstance(answer, t.RelatedUnchangedDocumentDiagnosticReport)
