"""Several people are told in private where the bot may, and called in their group where not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.i18n import catalogues
from bot.render import Renderer
from domain.circles import Circle, CircleKind
from domain.messages import Button, Priority, text
from domain.people import Person, Reach
from handlers.reaching import call_out, called, tell
from tests.support.context import context

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
RENDERER = Renderer(catalogues(), ZoneInfo("Asia/Shanghai"), "the_bot", lambda: NOW)
CIRCLE = Circle(id=1, chat_id=-1, title="1号楼", kind=CircleKind.NEIGHBOURS, grid=None, thread=7)


@pytest.fixture
async def ctx(database):
    async with database.transaction() as uow:
        yield context(uow)


def person(number, reach=Reach.OPEN):
    return Person(id=number, name=f"<{number}>", reach=reach)


async def test_those_are_told_whom_the_bot_may_write_to_and_the_others_are_named(ctx):
    people = [person(1), person(2, Reach.UNKNOWN), person(3, Reach.CLOSED), person(4)]
    button = Button(label=text("done"), route="lang.choose")
    unreached = tell(ctx, people, text("done"), [[button]], card="c")
    assert [p.id for p in unreached] == [2, 3]
    assert [(said.to, said.card, said.priority) for said in ctx.out] == [
        (1, "c", Priority.CARD),
        (4, "c", Priority.CARD),
    ]
    assert all(said.buttons == ((button,),) for said in ctx.out)


async def test_people_are_called_in_their_group_with_the_way_to_the_private_chat(ctx):
    call_out(ctx, CIRCLE, [person(1), person(2)], "please-start", start="run-signup-12")
    (said,) = ctx.out
    assert (said.to, said.thread) == (-1, 7)
    assert said.buttons[0][0].start == "run-signup-12"
    assert said.text.key == "please-start"
    assert set(said.text.args) == {"people"}


async def test_nobody_is_called_where_nobody_is_missing(ctx):
    call_out(ctx, CIRCLE, [], "please-start")
    assert tell(ctx, [], text("done")) == []
    assert not ctx.out


def test_each_name_notifies_and_no_name_can_hold_marks():
    one = '<a href="tg://user?id=1">&lt;1&gt;</a>'
    two = '<a href="tg://user?id=2">&lt;2&gt;</a>'
    assert RENDERER.words(called([person(1), person(2)]), "zh") == f"{one}、{two}"
    assert RENDERER.words(called([person(1), person(2)]), "en") == f"{one}, {two}"


@pytest.mark.parametrize(("count", "ends"), [(40, "&lt;40&gt;</a>"), (43, " 等（另外还有 3 位）")])
def test_of_very_many_the_first_are_called_and_the_others_counted(count, ends):
    words = RENDERER.words(called([person(n) for n in range(1, count + 1)]), "zh")
    assert words.count("tg://user") == 40
    assert words.endswith(ends)
