"""One person cannot starve a building: what is too much is refused, and they are told so."""

import io
import json

import pytest

from bot import logs
from domain.errors import Refusal
from domain.permissions import Permission
from handlers import features
from handlers.routing import Routes, RouteTable

IN_ALL, IN_GROUPS, OF_STAFF = 5, 3, 12


@pytest.fixture
async def busy(town):
    """A town whose bot takes little of one person."""
    town.limits |= {
        "commands_per_minute": IN_ALL,
        "group_commands_per_minute": IN_GROUPS,
        "staff_commands_per_minute": OF_STAFF,
    }
    await town.restart()
    await town.passes(minutes=1)
    return town


async def resident(town, name="Ana", **more):
    """Somebody whose minute is still to begin."""
    human = await town.resident(name, **more)
    await town.passes(minutes=1)
    return human


def filed(town):
    return [body for (body,) in town.rows("SELECT body FROM reports ORDER BY number")]


def routes(town, human):
    """Where what somebody sent has gone, oldest first."""
    return [
        route
        for (route,) in town.rows(
            "SELECT route FROM inbox WHERE sender_id = :id AND state = 'handled' ORDER BY id",
            id=human.id,
        )
    ]


def anonymous(chat_id, words):
    """A message of an admin who hides behind the group."""
    chat = {"id": chat_id, "type": "supergroup", "title": "3号楼邻里圈"}
    stand_in = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    return {
        "message_id": 900,
        "date": 1_795_000_000,
        "chat": chat,
        "from": stand_in,
        "sender_chat": chat,
        "text": words,
    }


async def floods(town, human, words="/mine", *, count=IN_ALL, where=None):
    """Send very much at once, as it comes after the bot was away."""
    chat = human.id if where is None else where
    sent = [town.world.send(human.id, chat, words) for _ in range(count)]
    await town.settle()
    return sent


async def test_who_sends_too_much_is_told_once_when_to_go_on_and_then_may(busy):
    ana = await resident(busy)
    heard = len(ana.texts())
    await floods(busy, ana, count=IN_ALL)
    answers = len(ana.texts()) - heard
    await busy.passes(seconds=20)
    await floods(busy, ana, count=30)
    assert len(ana.texts()) == heard + answers + 1
    ana.sees("limited", seconds=40)
    await busy.passes(seconds=39)
    await ana.whispers("/report 灯坏了")
    assert filed(busy) == []
    await busy.passes(seconds=1)
    await ana.whispers("/report 灯坏了")
    assert filed(busy) == ["灯坏了"]


async def test_the_warning_stands_below_the_first_message_that_was_not_taken(busy):
    ana = await resident(busy)
    sent = await floods(busy, ana, count=IN_ALL + 3)
    said = busy.world.messages(ana.id)[-1]
    assert said.data["reply_to_message"]["message_id"] == sent[IN_ALL].message_id


async def test_who_goes_on_too_fast_in_the_next_minute_is_told_again(busy):
    ana = await resident(busy)
    for _ in range(2):
        heard = len(ana.texts())
        await floods(busy, ana, count=IN_ALL + 5)
        assert len(ana.texts()) == heard + IN_ALL + 1
        await busy.passes(minutes=1)


async def test_what_is_typed_in_a_group_is_told_of_in_private_with_its_words(busy):
    ana = await resident(busy)
    said = len(ana.texts(busy.circle))
    await floods(busy, ana, count=IN_GROUPS, where=busy.circle, words="/report 灯坏了")
    answers = len(ana.texts(busy.circle)) - said
    await floods(busy, ana, count=20, where=busy.circle, words="/report 门坏了")
    ana.sees(
        "limited-in-group", where=ana.id, group="3号楼邻里圈", words="/report 门坏了", seconds=60
    )
    assert len(ana.texts(busy.circle)) == said + answers
    assert "门坏了" not in filed(busy)


async def test_who_never_opened_the_private_chat_is_told_in_the_group_once(busy):
    ana = await resident(busy, started=False)
    await floods(busy, ana, count=IN_GROUPS, where=busy.circle, words="/help")
    said = len(ana.texts(busy.circle))
    sent = await floods(busy, ana, count=20, where=busy.circle, words="/help")
    assert len(ana.texts(busy.circle)) == said + 1
    ana.sees("limited", where=busy.circle, seconds=60)
    last = busy.world.messages(busy.circle)[-1]
    assert last.data["reply_to_message"]["message_id"] == sent[0].message_id


async def test_an_admin_who_hides_behind_the_group_is_held_to_it_as_well(busy):
    for _ in range(IN_GROUPS + 4):
        busy.world.inject({"message": anonymous(busy.circle, "/help")})
    await busy.settle()
    said = busy.admin.texts(busy.circle)
    assert len([words for words in said if "匿名" in words]) == IN_GROUPS
    busy.admin.sees("limited", where=busy.circle)


async def test_talk_in_a_group_does_not_count(busy):
    ana = await resident(busy)
    await floods(busy, ana, "今天天气不错", count=40, where=busy.circle)
    await floods(busy, ana, "/nonsense", count=40, where=busy.circle)
    await ana.types("/report 灯坏了")
    assert filed(busy) == ["灯坏了"]


async def test_a_button_that_is_hammered_gets_a_toast_each_time_and_no_message(busy):
    ana = await resident(busy)
    await ana.whispers("/lang")
    heard = len(ana.texts())
    for _ in range(IN_ALL + 20):
        await ana.forges("1|nothing")
    assert len(busy.world.toasts(ana.id)) == IN_ALL + 20
    ana.is_told("limited-press", seconds=60, alert=False)
    assert len(ana.texts()) == heard


async def test_a_report_after_a_hammered_button_is_refused_aloud(busy):
    ana = await resident(busy)
    await ana.whispers("/lang")
    for _ in range(IN_ALL):
        await ana.forges("1|nothing")
    await ana.types("/report 灯坏了")
    ana.sees("limited-in-group", where=ana.id, words="/report 灯坏了")
    assert filed(busy) == []


async def test_a_report_of_a_fire_is_taken_whatever_came_before(busy):
    ana = await resident(busy)
    await floods(busy, ana, count=IN_ALL + 10)
    await ana.types("/report 3号楼着火了")
    said = await ana.types("地下室着火了，快来人")
    await ana.types("/report", reply_to=said.message_id)
    assert filed(busy) == ["3号楼着火了", "地下室着火了，快来人"]


@pytest.mark.parametrize("role", ["steward", "captain", "partner"])
async def test_who_works_here_may_do_more(busy, role):
    ben = await getattr(busy, role)("Ben")
    await busy.passes(minutes=1)
    await floods(busy, ben, "/me", count=OF_STAFF + 2)
    assert routes(busy, ben)[-OF_STAFF - 2 :] == ["me"] * OF_STAFF + ["limited"] * 2


async def test_one_person_s_flood_costs_the_neighbours_nothing_but_its_passing(busy):
    ana, ben = await resident(busy), await resident(busy, "Ben")
    for _ in range(100):
        busy.world.send(ana.id, busy.circle, "/report 灯坏了")
    busy.world.send(ben.id, busy.circle, "/report 水管爆了")
    await busy.settle()
    assert filed(busy)[-1] == "水管爆了"
    assert len(filed(busy)) <= IN_GROUPS + 1
    assert routes(busy, ana).count("limited") == 100 - IN_GROUPS


async def test_what_was_not_taken_is_handled_and_not_kept(busy):
    ana = await resident(busy)
    await floods(busy, ana, "我的电话13800001111", count=IN_ALL + 3)
    rows = busy.rows(
        "SELECT state, route, payload FROM inbox WHERE sender_id = :id AND route = 'limited'",
        id=ana.id,
    )
    assert rows == [("handled", "limited", "{}")] * 3


async def test_whoever_runs_the_bot_sees_who_floods_and_how_much(busy):
    ana = await resident(busy)
    log = io.StringIO()
    logs.set_up("info", "json", (), log)
    await floods(busy, ana, "/report 灯坏了", count=IN_GROUPS + 7, where=busy.circle)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    (warning,) = [line for line in lines if line["level"] == "warning"]
    assert (warning["event"], warning["seconds"]) == ("limited", 60)
    assert (warning["person"], warning["chat"]) == (ana.id, busy.circle)
    assert "灯坏了" not in log.getvalue()
    registry = busy.app.metrics.registry
    assert registry.get_sample_value("linliquan_handler_seconds_count", {"route": "limited"}) == 7


async def test_what_is_handled_again_after_a_failure_counts_once(busy):
    ana = await resident(busy)
    more = Routes("test")

    @more.command("boom", needs=Permission.PUBLIC, menu=False)
    async def boom(_ctx, _command):
        raise LookupError

    @more.command("no", needs=Permission.PUBLIC, menu=False)
    async def no(_ctx, _command):
        raise Refusal("mine-none")

    busy.app.dispatcher._routes = RouteTable((*features(), more), busy.app.client.username)
    ben = await resident(busy, "Ben")
    for _ in range(IN_ALL):
        busy.world.send(ana.id, ana.id, "/no")
    busy.world.send(ben.id, ben.id, "/boom")
    busy.world.send(ana.id, ana.id, "/no")
    await busy.settle()
    assert routes(busy, ana)[-IN_ALL - 1 :] == ["no"] * IN_ALL + ["limited"]
    ana.sees("limited")


async def test_a_restart_loses_no_warning_and_bars_nobody_for_longer(busy):
    ana = await resident(busy)
    for _ in range(IN_ALL + 3):
        busy.world.send(ana.id, ana.id, "/mine")
    await busy.app.poller.step(0)
    await busy.app.dispatcher.drain()
    await busy.restart()
    ana.sees("limited", seconds=60)
    await ana.whispers("/report 灯坏了")
    assert filed(busy) == ["灯坏了"]


async def test_the_warning_is_said_in_the_person_s_language(busy):
    ana = await resident(busy, lang="en")
    await floods(busy, ana, count=IN_ALL)
    await busy.passes(seconds=59)
    await floods(busy, ana, count=2)
    ana.sees("limited", lang="en", seconds=1)
    assert "1 second " in ana.texts()[-1]
