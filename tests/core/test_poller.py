"""Whatever getUpdates answers, no update is lost or counts twice, and the bot is never deaf."""

import json
from datetime import timedelta

import pytest

from bot.poller import DEEP, LONGEST_WAIT, SLOW_WAIT
from sandbox import Fault
from storage.inbox import DEDUP_WINDOW, Arrival
from tests.core.conftest import accepted


@pytest.fixture
async def ana(town):
    return await town.resident("Ana")


def polls(town):
    return [call for call in town.sandbox.calls if call.method == "getUpdates"]


@pytest.mark.parametrize(
    "kind",
    [
        "too_many_requests",
        "server_error",
        "bad_gateway",
        "timeout_before",
        "timeout_after",
        "drop_before",
        "drop_after",
        "truncated_json",
        "malformed_json",
        "unauthorized",
        "not_found",
        "conflict",
    ],
)
async def test_a_fetch_that_went_wrong_is_repeated_after_a_wait_and_loses_nothing(town, ana, kind):
    town.world.send(ana.id, ana.group, "/report 电梯坏了")
    town.sandbox.faults.add(Fault("getUpdates", kind, retry_after=3))
    assert 0.2 < await town.app.poller.turn(0) <= SLOW_WAIT
    assert await town.app.poller.turn(0) == 0
    await town.settle()
    assert accepted(ana, 1, "电梯坏了")
    assert not accepted(ana, 2)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("conflict", "another copy of this bot is running"),
        ("unauthorized", "ask @BotFather"),
        ("not_found", "ask @BotFather"),
    ],
)
async def test_what_only_a_person_can_mend_is_said_loudly_and_tried_slowly(town, log, kind, said):
    town.sandbox.faults.add(Fault("getUpdates", kind, times=20))
    before = len(polls(town))
    waits = [await town.app.poller.turn(0) for _ in range(20)]
    assert len(polls(town)) - before == 20
    assert max(waits) == LONGEST_WAIT
    assert sum(waits) > 360  # so 20 fetches take six minutes or more
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert all(line["level"] == "error" and said in line["event"] for line in lines)
    assert "42:sandbox" not in log.getvalue()


async def test_waits_begin_short_again_after_a_success(town):
    poller = town.app.poller
    town.sandbox.faults.add(Fault("getUpdates", "server_error", times=8))
    waits = [await poller.turn(0) for _ in range(8)]
    assert waits[0] < 2
    assert 10 < waits[-1] <= LONGEST_WAIT
    await poller.step(0)
    poller._failures = 0
    town.sandbox.faults.add(Fault("getUpdates", "server_error"))
    assert await poller.turn(0) < 2


async def test_one_bad_update_among_good_ones_is_set_aside_and_the_good_ones_are_handled(
    town, desk, ana
):
    town.world.send(ana.id, ana.group, "/report 第一件")
    number = town.world.updates._next_id
    town.world.inject({"update_id": number, "message": "not an object"})
    town.world.inject({"update_id": number + 1, "poll_of_the_future": {"id": 1}})
    town.world.send(ana.id, ana.group, "/report 第二件")
    town.world.updates._repeats += [{"message": {"text": "no number"}}, "not even an object"]
    await town.settle()
    for number, body in ((1, "第一件"), (2, "第二件")):
        assert accepted(ana, number, body)
    states = [row["state"] for row in await desk.rows("inbox")]
    assert states.count("quarantined") == 3
    assert "pending" not in states
    ignored = [row for row in await desk.rows("inbox") if row["route"] == "ignored"]
    assert len(ignored) == 1


async def test_half_a_character_does_not_make_the_bot_deaf(town, ana):
    said = town.world.send(ana.id, ana.group, "/report 电梯坏了")
    message = {**said.data, "text": "/report 灯坏了\ud83d"}
    town.world.inject({"update_id": town.world.updates._next_id, "message": message})
    await town.settle()
    assert accepted(ana, 1, "电梯坏了")
    assert accepted(ana, 2, "灯坏了?")


async def test_updates_without_any_number_are_kept_once_and_fetched_slowly(town, desk):
    before = len(await desk.rows("inbox"))
    for _ in range(5):
        town.world.updates._repeats.append({"message": {"text": "no number"}})
        assert await town.app.poller.turn(0) > 0.2
    assert len(await desk.rows("inbox")) == before + 1


async def test_an_update_that_comes_again_changes_nothing(town, ana):
    town.world.send(ana.id, ana.group, "/report 电梯坏了")
    number = town.world.updates._next_id - 1
    await town.settle()
    for _ in range(3):
        town.world.redeliver(number)
        await town.settle()
    await town.restart()
    town.world.redeliver(number)
    await town.settle()
    assert accepted(ana, 1)
    assert not accepted(ana, 2)


async def test_numbers_that_begin_anew_below_the_old_ones_are_heard(town, ana):
    await ana.types("/report 旧的")
    await town.passes(seconds=(DEDUP_WINDOW + timedelta(days=2)).total_seconds())
    town.world.updates._next_id = 5
    await ana.types("/report 新的")
    assert accepted(ana, 2, "新的")


async def test_a_number_seen_long_ago_counts_as_new(town, ana):
    town.world.updates._next_id = number = 10**9
    await ana.types("/report 旧的")
    await town.passes(seconds=(DEDUP_WINDOW + timedelta(days=2)).total_seconds())
    town.world.updates._next_id = number
    await ana.types("/report 新的")
    assert accepted(ana, 2, "新的")


async def test_a_deep_inbox_pauses_fetching_until_it_is_worked_off(town, ana):
    waiting = [
        Arrival(source="telegram", dedup_key=f"deep-{n}", lane=n, payload='{"update_id": 1}')
        for n in range(DEEP)
    ]
    async with town.app.database.transaction() as uow:
        await uow.inbox.put(waiting, town.clock.now())
    before = len(polls(town))
    town.world.send(ana.id, ana.group, "/report 电梯坏了")
    for _ in range(3):
        assert await town.app.poller.turn(0) > 0
    assert len(polls(town)) == before
    await town.settle()
    assert accepted(ana, 1)


async def test_an_update_that_could_not_be_kept_is_not_confirmed(town, desk, ana):
    town.world.send(ana.id, ana.group, "/report 电梯坏了")
    await desk.read_only(on=True)
    with pytest.raises(Exception, match="readonly"):
        await town.app.poller.step(0)
    await desk.read_only(on=False)
    await town.settle()
    assert accepted(ana, 1, "电梯坏了")


async def test_what_was_fetched_and_could_not_be_kept_is_no_poll(town, desk, ana):
    await town.settle()
    gauge = "linliquan_last_poll_timestamp_seconds"
    polled = town.app.metrics.registry.get_sample_value(gauge)
    town.clock.advance(timedelta(seconds=9))
    town.world.send(ana.id, ana.group, "/report 电梯坏了")
    await desk.read_only(on=True)
    with pytest.raises(Exception, match="readonly"):
        await town.app.poller.step(0)
    assert town.app.metrics.registry.get_sample_value(gauge) == polled


async def test_only_the_kinds_of_updates_that_are_needed_are_asked_for(town):
    assert polls(town)[-1].params["allowed_updates"] == [
        "message",
        "callback_query",
        "my_chat_member",
        "chat_member",
    ]


async def test_a_webhook_that_was_left_set_is_removed_and_updates_come_again(town, ana):
    await town.app.client.set_webhook("http://127.0.0.1:9/telegram", secret_token="s")
    assert await town.app.poller.turn(0) > 0
    assert not (await town.app.client.get_webhook_info()).url
    await ana.types("/report 电梯坏了")
    assert accepted(ana, 1, "电梯坏了")
