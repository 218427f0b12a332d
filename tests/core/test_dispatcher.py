"""A command takes effect once, wholly or not at all, and a bad one holds up nobody but its chat."""

import json
from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.messages import text
from domain.permissions import Permission
from handlers import features
from handlers.routing import Routes, RouteTable
from storage.inbox import _BACK_OFF, MAX_ATTEMPTS
from tests.core.conftest import accepted


@pytest.fixture
def attempts(town):
    """Gives the bot ``/boom``, which always fails, and lists when it was tried."""
    tried = []
    routes = Routes("test")

    @routes.command("boom", needs=Permission.PUBLIC, menu=False)
    async def boom(ctx, command):
        tried.append(ctx.now)
        ctx.reply(text("verbatim", word="never said"))
        await ctx.uow.audit.add("boom", ctx.person.id, command.words, ctx.now)
        raise LookupError(command.words)

    @routes.command("no", needs=Permission.PUBLIC, menu=False)
    async def no(ctx, _command):
        ctx.say(ctx.person.id, text("verbatim", word="never said"))
        await ctx.uow.audit.add("no", ctx.person.id, "", ctx.now)
        raise Refusal("mine-none")

    username = town.app.client.username
    town.app.dispatcher._routes = RouteTable((*features(), routes), username)
    return tried


async def test_a_handler_that_always_fails_is_tried_five_times_and_then_apologised_for(
    town, desk, attempts, log
):
    ana = await town.resident("Ana")
    heard = len(ana.texts())
    began = town.clock.now()
    await ana.whispers("/boom 我的电话13800001111")
    for _ in range(60):
        await town.passes(seconds=1)
    waits = [at - began for at in attempts]
    assert len(waits) == MAX_ATTEMPTS
    due = timedelta()
    for wait, back_off in zip(waits, [timedelta(), *_BACK_OFF], strict=True):
        due += back_off
        assert timedelta() <= wait - due < timedelta(seconds=MAX_ATTEMPTS)
    (row,) = [row for row in await desk.rows("inbox") if row["state"] == "dead"]
    ana.sees("error-apology", reference=row["id"])
    town.admin.sees("error-alert", reference=row["id"])
    assert len(ana.texts()) == heard + 1
    assert "boom" not in [row["action"] for row in await desk.rows("audit")]
    assert row["error"] == "LookupError"
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    failed = [line for line in lines if line["event"] == "failed"]
    assert [line["result"] for line in failed] == ["retried"] * 4 + ["dead"]
    assert "test_dispatcher.boom" in failed[0]["error"]
    assert "13800001111" not in log.getvalue()


async def test_a_bad_command_holds_up_its_own_chat_for_a_while_and_no_other(town, attempts):
    ana, ben = await town.resident("Ana"), await town.resident("Ben")
    bodies = [(ana, "/boom"), (ana, "/report 电梯坏了"), (ben, "/report 灯坏了"), (ben, "/mine")]
    for human, words in bodies:
        town.world.send(human.id, human.id, words)
    await town.settle()
    assert accepted(ben, 1, "灯坏了", where=ben.id)
    assert not accepted(ana, 2, where=ana.id)
    for _ in range(MAX_ATTEMPTS):
        await town.passes(minutes=1)
    assert len(set(attempts)) == MAX_ATTEMPTS
    assert accepted(ana, 2, "电梯坏了", where=ana.id)
    apology = next(i for i, words in enumerate(ana.texts()) if "电梯坏了" in words) - 1
    assert "编号" in ana.texts()[apology]


async def test_a_clock_set_back_an_hour_delays_no_attempt_by_an_hour(town, attempts):
    ana = await town.resident("Ana")
    await ana.whispers("/boom")
    town.clock._offset -= timedelta(hours=1)
    for _ in range(MAX_ATTEMPTS):
        await town.passes(seconds=31)
    assert len(attempts) == MAX_ATTEMPTS


async def test_a_refusal_undoes_what_the_handler_did_and_tells_the_person(town, desk, attempts):
    ana = await town.resident("Ana")
    heard = len(ana.texts())
    await ana.whispers("/no")
    ana.sees("mine-none")
    assert len(ana.texts()) == heard + 1
    assert "no" not in [row["action"] for row in await desk.rows("audit")]
    assert attempts == []


async def test_what_cannot_be_read_is_set_aside_at_once_and_stays_so(town, desk, log):
    town.world.inject({"update_id": 2**40, "message": {"chat": {"id": "x"}, "text": "门牌501"}})
    await town.settle()
    (row,) = [row for row in await desk.rows("inbox") if row["dedup_key"] == str(2**40)]
    assert (row["state"], row["attempts"]) == ("quarantined", 0)
    assert "门牌501" not in log.getvalue() + row["error"]
    (line,) = [json.loads(s) for s in log.getvalue().splitlines() if "quarantined" in s][:1]
    assert line["update"] == str(2**40)


async def test_a_disk_that_takes_no_writes_costs_no_attempt_and_loses_nothing(town, desk):
    ana = await town.resident("Ana")
    town.world.send(ana.id, ana.id, "/report 电梯坏了")
    await town.app.poller.step(0)
    await desk.read_only(on=True)
    with pytest.raises(Exception, match="readonly"):
        await town.app.dispatcher.step()
    await desk.read_only(on=False)
    assert (await desk.rows("inbox"))[-1]["attempts"] == 0
    await town.settle()
    assert accepted(ana, 1, "电梯坏了", where=ana.id)


async def test_a_line_of_the_log_says_who_what_and_how_long_and_nothing_more(town, log):
    ana = await town.resident("Ana")
    await ana.types("/report 3单元501漏水，电话13800001111")
    (line,) = [json.loads(s) for s in log.getvalue().splitlines() if '"report"' in s]
    assert set(line) == {
        "timestamp", "level", "event", "inbox", "source", "update", "chat", "route", "ms",
    }  # fmt: skip
    assert (line["event"], line["chat"], line["route"]) == ("handled", town.circle, "report")
    assert line["ms"] > 0
    assert "13800001111" not in log.getvalue()


async def test_the_metrics_time_every_route(town):
    ana = await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    found = town.app.metrics.registry.get_sample_value(
        "linliquan_handler_seconds_count", {"route": "report"}
    )
    assert found == 1
