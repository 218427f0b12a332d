"""Forged buttons: whatever they carry, they are answered, and nothing breaks or changes."""

import pytest

from handlers import features
from handlers.routing import RouteTable, unpack
from sandbox.markup import parse_html
from tests.support.walk import Shown, Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")

BUTTONS = [r.name for r in RouteTable(features(), "the_bot").of_kind("button")]

HUGE = str(2**63)
LONG = ("9" * 500, "9" * 5000, "长" * 4096)
"""Telegram lets 64 bytes through; that is its promise, and a webhook is fed by whoever has it."""

GARBAGE = ("", "-1", "9" * 18, HUGE, "１", "x", "'; DROP TABLE people;--", "9999-12-31", *LONG)
NOWHERE = (
    "",
    "1",
    "1|",
    "0|lang.choose|en",
    "2|report.take|1",
    "x",
    "1|no.such|1",
    "|||||",
    "1||1",
    "1|no.such|" + "长" * 4096,
    "长" * 100,
    "\x00",
    "\ud800",
)

PRESSERS = ("ana", "cai", "ben", "admin", "zoe")


def _vectors():
    """Arguments of the wrong number, and of the right number but without sense."""
    yield from ((), ("1",) * 7)
    for word in GARBAGE:
        yield from ((word,), ("1", word), ("1", "1", word))


VECTORS = tuple(_vectors())


@pytest.mark.parametrize("name", BUTTONS)
async def test_a_button_that_carries_garbage_breaks_nothing(played, name):
    probe = played.probe
    async with probe.undone():
        for args in VECTORS:
            data = "|".join(("1", name, *args))
            async with probe.undone():
                effect = await probe.presses(played.admin, data)
                assert effect.toast.text or effect.toast.start or effect.said, data


@pytest.mark.parametrize("data", NOWHERE)
async def test_what_is_no_button_of_ours_is_answered_as_outdated(played, data):
    async with played.probe.undone():
        for name in PRESSERS:
            for where in (None, played.people[name].group):
                effect = await played.probe.presses(played.people[name], data, where=where)
                assert (effect.route, effect.texts()) == ("none", {"button-outdated"})
                assert not effect.changed


async def test_a_real_button_with_one_word_forged_breaks_nothing(played):
    """What it names besides may be one's own, so that not each of them is refused."""
    probe = played.probe
    async for shown in Walk(played):
        route, args = unpack(shown.data) if isinstance(shown, Shown) else ("", ())
        for place in range(len(args)):
            for word in ("9" * 18, "x"):
                forged = "|".join(("1", route, *args[:place], word, *args[place + 1 :]))
                async with probe.undone():
                    effect = await probe.presses(shown.viewer, forged, where=shown.where)
                    assert all(map(parse_html, probe.words(effect))), forged
