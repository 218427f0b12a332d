"""Whatever people type, into every command and every question, stays words."""

import pytest

from handlers import features
from handlers.routing import RouteTable
from sandbox.markup import parse_html
from tests.support.played import Played
from tests.support.probe import Probe
from tests.support.tables import workbook
from tests.support.walk import Asked, Shown, Walk

session = pytest.mark.asyncio(loop_scope="session")

COMMANDS = [route.name for route in RouteTable(features(), "the_bot").commands()]

SQL = "'; DROP TABLE people;--"
HTML = '<b>x</b>&amp;<script>&lt;a href="tg://user?id=1">'
HOSTILE = (
    SQL,
    HTML,
    "%_\\",
    "a\x00b\x07\x1b[31mc\x7f\x85\u2028d",
    "\u202e\u2067אבג\u2069\u200f",
    "长" * 4096,
    "👨‍👩‍👧‍👦" * 300,
    "*_`[x](y)~|>#+-=.!{}",
    "{ $name } { NUMBER(1) } { -brand }",
    "\ud800",
    "٣４⁵",
    "9" * 40,
    "9999-12-31 23:59",
    "0001-01-01 00:00",
)
"""Typed into every field: other languages, other scripts, and what ends them."""

OURS = {"bold", "italic", "text_mention", "bot_command", "mention", "url"}
"""How the bot formats what it says, and what Telegram finds by itself."""

NO_SHEET = str.maketrans("", "", "\\*?:/[]'")
"""What the name of a sheet cannot hold; nobody could save such a file."""

AS_PART = ("3 {}", "x 人数={} 截止={}", "{} @第一网格", "x {}元/{} {}")
"""Ways in which it is a part of what a command understands."""


async def _stays_words(played, human, words, where=None):
    """Type something; whatever it does can be read, and the database has its tables."""
    probe = played.probe
    async with probe.undone():
        effect = await probe.types(human, words[:4096], where=where)
        assert all(map(parse_html, probe.words(effect))), words
        tables = await probe.rows("SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table'")
        assert tables[0]["n"] > 60
        return effect


@session
async def test_a_question_takes_what_is_typed_as_words(played):
    seen = set()
    async for asked in Walk(played):
        if not isinstance(asked, Asked) or asked.kind in seen:
            continue
        seen.add(asked.kind)
        for words in HOSTILE:
            effect = await _stays_words(played, asked.viewer, words)
            assert effect.said, asked.dialog
    assert len({route for route, *_ in seen}) > 30


@session
@pytest.mark.parametrize("name", COMMANDS)
async def test_a_command_takes_what_is_typed_as_words(played, name):
    async with played.probe.undone():
        for words in HOSTILE:
            await _stays_words(played, played.admin, f"/{name} {words}")
            await _stays_words(played, played.cai, f"/{name} {words}", played.here)
            for form in AS_PART:
                filled = form.replace("{}", words[:60])
                await _stays_words(played, played.ben, f"/{name} {filled}")


@pytest.mark.parametrize("words", ["<b>x&amp;<i>", "'DROP_TABLE_people--", "%_\\"])
async def test_what_was_typed_is_shown_as_it_was_typed(town, words):
    """Names, titles and every text; Telegram takes all of it, and nothing of it is formatting."""
    town.sections["organisations"] = [{"name": "物业"}, {"name": "绿化"}]
    await town.restart()
    played = Played(town, words)
    await played.play()
    refused = town.rows("SELECT kind, error FROM outbox WHERE state = 'dead'")
    assert not refused
    for human, where in ((played.ana, None), (played.ana, played.here), (played.ben, None)):
        assert sum(words in said for said in human.texts(where)) > 2
    for chat in (played.here, *(human.id for human in played.people.values())):
        for message in town.world.messages(chat):
            for one in message.entities:
                assert one["type"] in OURS


LINED = "<u>x</u>&lt;'--"
"""Telegram would take it, if it were passed on; the bot itself underlines nothing."""


async def test_every_screen_shows_what_was_typed_as_words(town):
    """Names, titles, answers, cells of a table and all else, wherever it can be looked at."""
    town.sections["organisations"] = [{"name": "物业"}, {"name": "绿化"}]
    await town.restart()
    played = Played(town, LINED, LINED)
    await played.play()
    played.probe = Probe(town)
    await played.probe.watch()
    shown, wrong = 0, set()
    async for seen in Walk(played):
        if not isinstance(seen, Shown):
            continue
        async with played.probe.undone():
            effect = await played.probe.presses(seen.viewer, seen.data, where=seen.where)
            for words in played.probe.words(effect):
                formatted = parse_html(words)
                shown += LINED in formatted.text
                if any(entity["type"] == "underline" for entity in formatted.entities):
                    wrong.add((seen.route, words))
    assert not wrong
    assert shown > 200, "few screens showed it"


@pytest.mark.parametrize("words", [LINED, "<script>", "'; DROP TABLE households;--", "%_\\{"])
async def test_the_name_and_the_cells_of_a_file_are_words(town, words):
    ben = await town.steward("Ben")
    head = ["楼栋", "单元", "室", "户主", "电话", "人数", words]
    rows = [[77, 6, 543, words, words, words, words], [words] * 7, [77, 6, 544, "李", "", 2, words]]
    for name in (f"{words}.xlsx", f"../{words}\n.xlsx"):
        file = (name, workbook((words[:9].translate(NO_SHEET), [head, *rows])))
        await ben.types(None, where=ben.id, document=file, caption=f"/roster {words}")
    assert len(ben.texts()) > 2
    for message in town.world.messages(ben.id):
        assert {entity["type"] for entity in message.entities} <= OURS
    assert not town.rows("SELECT 1 FROM inbox WHERE state <> 'handled'")
    assert not town.rows("SELECT 1 FROM outbox WHERE state = 'dead'")
    assert town.rows("SELECT COUNT(*) FROM households") == [(0,)]


async def test_a_group_and_a_person_are_called_whatever_they_call_themselves(town):
    hostile = f"{LINED}\u202e'; DROP TABLE circles;--"
    group = await town.add_circle(hostile)
    eve = await town.captain(hostile, circle=group)
    await eve.types(f"/report 灯坏了{hostile}")
    await eve.types(f"/notice 停水{hostile}")
    await town.admin.whispers("/circles")
    for chat in (group, eve.id, town.admin.id):
        for message in town.world.messages(chat):
            assert {entity["type"] for entity in message.entities} <= OURS
    assert any(LINED in words for words in town.admin.texts())
    assert not town.rows("SELECT 1 FROM outbox WHERE state = 'dead'")
