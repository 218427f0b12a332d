"""Who may do what: the table of roles and routes, and that every route keeps to it."""

from pathlib import Path

import pytest

from domain.permissions import GRANTS, Role, allows
from handlers import features
from handlers.incoming import Fetched, Place
from handlers.routing import RouteTable, Where
from storage.dialogs import Dialog
from tests.support.played import FOREIGN, PRIVATE_WORDS, SHARED

session = pytest.mark.asyncio(loop_scope="session")

TABLE = RouteTable(features(), "the_bot")
RIGHTS = Path(__file__).with_name("rights.txt")

ROLES = {
    "ana": {Role.RESIDENT},
    "cai": {Role.RESIDENT, Role.CAPTAIN},
    "ben": {Role.STAFF},
    "admin": {Role.ADMIN},
    "dan": {Role.RESIDENT},
    "eve": {Role.RESIDENT, Role.CAPTAIN},
    "fay": {Role.STAFF},
    "gus": {Role.PARTNER},
    "zoe": {Role.STRANGER},
}
"""What they are in private; in a group of others they are strangers there."""

REFUSALS = {"no-permission", "not-in-a-circle", "not-your-grid"}
MISPLACED = {"use-in-group", "go-private", "group-not-mapped", "button-outdated"}

WORDS = ("", "1", "1 +5 分", "123456", "@全部 大家好", "12 90分钟 提前走了", "全部", "2026")
"""What is typed after a command."""


def _holders(route):
    return " ".join(role for role in Role if route.needs in GRANTS[role])


def rights():
    """The table, one line a route."""
    lines = [
        f"{r.kind:8} {r.name:24} {r.where:8} {r.needs:22} {_holders(r)}"
        for r in sorted(TABLE.all, key=lambda r: (r.kind, r.name))
    ]
    return "\n".join(lines) + "\n"


def test_who_may_do_what_is_as_it_was_agreed():
    """If a difference is meant, renew the table: ``python -m tests.security.test_rights``."""
    assert rights().splitlines() == RIGHTS.read_text(encoding="utf-8").splitlines()


def _may(name, route):
    return allows(frozenset({Role.STRANGER, *ROLES[name]}), route.needs)


def _refused(effect):
    return not effect.changed and effect.texts() & REFUSALS and effect.route == "none"


@session
@pytest.mark.parametrize("name", ROLES)
async def test_a_command_is_refused_to_who_may_not(played, name):
    human = played.people[name]
    async with played.probe.undone():
        for route in TABLE.of_kind("command"):
            if _may(name, route):
                continue
            for words in WORDS:
                async with played.probe.undone():
                    effect = await played.probe.types(human, f"/{route.name} {words}")
                    assert _refused(effect), (route.name, words)


@session
@pytest.mark.parametrize("name", ["ana", "cai", "ben", "admin"])
async def test_a_command_of_the_private_chat_does_nothing_in_a_group(played, name):
    """Whoever types it there is led into the private chat; the group learns nothing by it."""
    human = played.people[name]
    async with played.probe.undone():
        for route in (r for r in TABLE.of_kind("command") if r.where is Where.PRIVATE):
            for words in WORDS if _may(name, route) else ():
                async with played.probe.undone():
                    typed = f"/{route.name} {words}"
                    effect = await played.probe.types(human, typed, where=played.here)
                    texts, changed = effect.texts(), effect.changed
                    assert (effect.route, texts, changed) == ("none", {"go-private"}, set()), typed


OPEN = {"collect": "times and places are for whoever was sent there by a button"}


@session
@pytest.mark.parametrize("name", FOREIGN)
async def test_a_command_tells_nothing_of_a_circle_to_who_is_not_in_it(played, name):
    human = played.people[name]
    async with played.probe.undone():
        for route in TABLE.of_kind("command"):
            for words in WORDS if route.name not in OPEN else ():
                async with played.probe.undone():
                    effect = await played.probe.types(human, f"/{route.name} {words}")
                    told = effect.told(human.id)
                    heard = [w for w in (SHARED, *PRIVATE_WORDS) if w in told]
                    assert not heard, (route.name, words)


@session
@pytest.mark.parametrize("name", ROLES)
async def test_a_button_is_refused_to_who_may_not(played, name):
    human = played.people[name]
    async with played.probe.undone():
        for route in TABLE.of_kind("button"):
            async with played.probe.undone():
                effect = await played.probe.presses(human, f"1|{route.name}|1|1|1")
                if route.where is Where.GROUP:
                    assert effect.texts() == {"button-outdated"}
                elif not _may(name, route):
                    assert _refused(effect), route.name


@session
@pytest.mark.parametrize("name", ROLES)
async def test_a_question_is_not_taken_from_who_has_lost_the_right(played, name):
    human, probe = played.people[name], played.probe
    async with probe.undone():
        for route in TABLE.of_kind("step"):
            if _may(name, route):
                continue
            await probe.asks(human, Dialog(route=route.name, data={}))
            assert _refused(await probe.types(human, "1")), route.name


@session
@pytest.mark.parametrize("name", ROLES)
async def test_a_file_is_not_taken_from_who_has_lost_the_right(played, name):
    human, probe = played.people[name], played.probe
    place = Place(chat_id=human.id, private=True)
    async with probe.undone():
        for route in TABLE.of_kind("file"):
            if not _may(name, route):
                fetched = Fetched(place=place, route=route.name, file=1, name="a.csv", data={})
                assert _refused(await probe.takes(fetched)), route.name


CARDS = ("report:1", "report:3", "form:1", "form:1:1", "tally:1:2026-11-28", "tally:2:2026-11-24")
"""Cards to which an answer is more than small talk, as they are of the first circle."""


def test_every_kind_of_card_that_takes_answers_is_in_the_list():
    assert {card.partition(":")[0] for card in CARDS} == {r.name for r in TABLE.of_kind("comeback")}


@session
@pytest.mark.parametrize("name", ROLES)
async def test_an_answer_to_a_card_is_not_taken_from_who_has_lost_the_right(played, name):
    human, probe = played.people[name], played.probe
    for card in CARDS:
        route = TABLE.named("comeback", card.partition(":")[0])
        async with probe.undone():
            effect = await probe.answers(human, card, "5户 有害垃圾5公斤")
            assert _may(name, route) or _refused(effect), card
            if name in FOREIGN:
                told = effect.told(human.id)
                assert not effect.changed, card
                assert {message.to for message in effect.said} <= {human.id}, card
                assert not [w for w in (SHARED, *PRIVATE_WORDS) if w in told], card


@session
async def test_nothing_of_a_group_can_be_done_in_the_group_of_others(played):
    """Captains and staff are strangers there until they speak, and then residents."""
    for name in ("eve", "fay", "gus", "zoe"):
        human = played.people[name]
        async with played.probe.undone():
            for route in (r for kind in ("command", "button") for r in TABLE.of_kind(kind)):
                if allows(frozenset({Role.RESIDENT}), route.needs) or route.where is Where.PRIVATE:
                    continue
                if name == "gus" and _may("gus", route):
                    continue
                async with played.probe.undone():
                    if route.kind == "command":
                        effect = await played.probe.types(
                            human, f"/{route.name} 1", where=played.here
                        )
                    else:
                        data = f"1|{route.name}|1|1"
                        effect = await played.probe.presses(human, data, where=played.here)
                    assert _refused(effect), (name, route.name)


if __name__ == "__main__":
    RIGHTS.write_text(rights(), encoding="utf-8")
