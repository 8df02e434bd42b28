"""The acceptance story: two undated reports of one event in a folder without any configuration."""

import asyncio
import json
import re
import subprocess

from lsprotocol import types as t

import positions
from desk import BINARY

MONDAYS = [f"Set the article's date to {day} February 2025" for day in (3, 10, 17, 24)]


# ---- A. Open the two reports ----


async def test_each_report_says_once_that_it_is_undated(two, pair):
    for name, words in ((pair.monday, "Monday"), (pair.earlier, "Earlier this year")):
        [finding] = await two.expect(name, "undated-article")
        assert finding.severity == t.DiagnosticSeverity.Information
        assert finding.range == two.place(name, words)


async def test_there_is_no_error_and_no_warning_and_little_else(two, pair):
    for name in (pair.monday, pair.earlier):
        await two.found(name)
    assert set(two.published) == {two.uri(pair.monday), two.uri(pair.earlier)}
    findings = [one for published in two.published.values() for one in published.diagnostics]
    quiet = {t.DiagnosticSeverity.Information, t.DiagnosticSeverity.Hint}
    assert {one.severity for one in findings} <= quiet
    assert len(findings) <= 8


async def test_the_finding_names_the_report_that_knows_more(two, pair, editor):
    [finding] = await two.expect(pair.monday, "undated-article")
    line = two.place(pair.earlier, "February 2025").start.line + 1
    assert finding.message.endswith(f"{pair.earlier}:{line} says “February 2025”")
    related = [two.named(one.location) for one in finding.related_information or []]
    assert related == ([(pair.earlier, "February 2025")] if editor.related else [])


async def test_the_four_mondays_of_that_month_are_offered(two, pair):
    dates = [title for title in await two.actions(pair.monday, "Monday") if title.startswith("Set ")]
    assert dates == [f"{day} (from {pair.earlier})" for day in MONDAYS]


async def test_definition_of_a_surname_is_the_first_mention(two, pair):
    assert await two.definition(pair.earlier, "Nazari", nth=-1) == [(pair.earlier, "Latif Nazari")]
    at = two.at(pair.earlier, "Nazari", nth=-1)
    [place] = await two.text_document_definition_async(t.DefinitionParams(**at))
    target = place.target_range if isinstance(place, t.LocationLink) else place.range
    assert target == two.place(pair.earlier, "Latif Nazari")


async def test_references_are_all_mentions_in_both_reports(two, pair):
    found = await two.references(pair.earlier, "Nazari", nth=-1)
    expected = [
        (two.uri(name), positions.range_between(two.text(name), *match.span(), two.encoding))
        for name in (pair.earlier, pair.monday)
        for match in re.finditer("(Latif )?Nazari", two.text(name))
    ]
    assert [(one.uri, one.range) for one in found] == expected
    assert len(expected) > 3 and expected[-1][0] == two.uri(pair.monday)


async def test_every_name_and_every_date_has_a_card(two, pair):
    names = [pair.monday, pair.earlier]
    command = [BINARY, "inspect", "--format", "json", *names]
    inspected = json.loads(subprocess.run(command, cwd=two.root, capture_output=True, check=True).stdout)
    for article in inspected["articles"]:
        text = two.text(article["path"])
        entities = {entity["id"]: entity["name"] for entity in article["entities"]}
        assert article["names"] and article["dates"]
        cards = await asyncio.gather(*(card(two, article["path"], text, one) for one in article["names"]))
        for one, shown in zip(article["names"], cards, strict=True):
            assert entities[one["entity"]] in shown.contents.value
        await asyncio.gather(*(card(two, article["path"], text, one) for one in article["dates"]))


async def card(desk, name, text, one):
    """The card at the start of something that `inspect` lists, which must be about just that."""
    start, end = (len(text.encode()[:at].decode()) for at in one["bytes"])
    place = positions.range_between(text, start, end, desk.encoding)
    shown = await desk.text_document_hover_async(t.HoverParams(desk.document(name), place.start))
    assert shown and shown.range == place, f"no card for {one['text']!r}"
    return shown


# ---- B. Set the dates ----


async def test_a_quick_fix_dates_the_report_and_the_finding_vanishes(two, pair):
    copy = two.text(pair.monday)
    await two.take(pair.monday, "Monday", MONDAYS[2])
    await two.expect(pair.monday)
    shown = await two.hover(pair.monday, "Monday")
    assert "Monday 17 February 2025" in shown and "own day" in shown
    assert two.text(pair.monday) == copy
    assert two.text("copydesk.toml") == f'[article."{pair.monday}"]\ndate = 2025-02-17\n'


async def test_a_second_date_joins_the_first(two, pair):
    await two.take(pair.monday, "Monday", MONDAYS[2])
    await two.expect(pair.monday)
    configured = two.text("copydesk.toml")
    two.write("copydesk.toml", configured + f'\n[article."{pair.earlier}"]\ndate = 2025-03-26\n')
    await two.expect(pair.earlier)
    assert "1 January – 26 March 2025" in await two.hover(pair.earlier, "Earlier this year")
    await two.still(pair.monday)


async def test_front_matter_dates_a_report_as_well(two, pair):
    two.edit(pair.earlier, "", "---\ndate: 2025-03-26\n---\n")
    await two.expect(pair.earlier)
    assert "1 January – 26 March 2025" in await two.hover(pair.earlier, "Earlier this year")


async def test_without_its_date_the_finding_is_back(two, pair):
    await two.take(pair.monday, "Monday", MONDAYS[0])
    await two.expect(pair.monday)
    two.delete("copydesk.toml")
    await two.expect(pair.monday, "undated-article")


# ---- D. Dismiss ----


async def dismissed(two, pair):
    await two.expect(pair.monday, "undated-article")
    await two.take(pair.monday, "Monday", "Dismiss this undated-article")
    await two.expect(pair.monday)


async def test_a_dismissed_finding_is_gone_and_the_copy_untouched(two, pair):
    copy = two.text(pair.monday)
    await dismissed(two, pair)
    assert two.text(pair.monday) == copy
    assert [path.name for path in two.root.joinpath(".copydesk").iterdir()] == ["dismissed.yml"]
    await two.expect(pair.earlier, "undated-article")


async def test_it_stays_gone_under_a_new_line_and_after_a_restart(two, pair, start):
    await dismissed(two, pair)
    two.edit(pair.monday, "", "By our correspondent\n\n")
    assert not await two.found(pair.monday)
    two.save(pair.monday)
    await two.end()

    again = await start(two.root)
    await again.indexed()
    again.open(pair.monday)
    assert not await again.found(pair.monday)


async def test_it_is_back_when_its_sentence_changes(two, pair):
    await dismissed(two, pair)
    two.edit(pair.monday, "on Monday", "only on Monday")
    await two.expect(pair.monday, "undated-article")
    two.edit(pair.monday, "only on Monday", "on Monday")
    await two.expect(pair.monday)


async def test_both_can_be_dismissed(two, pair):
    await dismissed(two, pair)
    await two.take(pair.earlier, "Earlier this year", "Dismiss this undated-article")
    await two.expect(pair.earlier)
    await two.still(pair.monday)
