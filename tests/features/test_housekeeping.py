"""What is forgotten by night, and what stays."""

from datetime import UTC, datetime, timedelta

from scheduler.fire import fire_due

NIGHT = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
"""Half past three in the morning where the community is."""


async def test_every_night_has_its_housekeeping(town):
    assert _waiting(town) == [NIGHT]
    town.clock.advance(NIGHT - town.clock.now() - timedelta(seconds=1))
    await town.settle()
    assert _waiting(town) == [NIGHT]
    await town.passes(seconds=1)
    assert _waiting(town) == [NIGHT + timedelta(days=1)]


async def test_a_restart_plans_no_second_one(town):
    await town.restart()
    assert _waiting(town) == [NIGHT]


async def test_after_days_without_power_it_is_done_once_and_then_nightly_again(town):
    await town.passes(days=3)
    waiting = _waiting(town)
    assert len(waiting) == 1
    assert town.clock.now() < waiting[0] <= town.clock.now() + timedelta(days=1)
    fired = town.rows("SELECT 1 FROM schedules WHERE kind = 'housekeeping' AND state = 'fired'")
    assert len(fired) <= 2


async def test_a_clock_set_back_between_a_deadline_and_its_handling_does_not_end_the_series(town):
    await fire_due(town.app.database, NIGHT)
    await town.settle()
    assert _waiting(town) == [NIGHT + timedelta(days=1)]


async def test_commands_are_forgotten_after_the_days_in_which_they_might_repeat(town):
    ana = await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    await town.passes(days=4)
    assert _kept(town, "电梯坏了")
    await town.passes(days=2)
    await town.passes(days=1)
    assert not _kept(town, "电梯坏了")
    assert town.rows("SELECT body FROM reports") == [("电梯坏了",)]


async def test_messages_that_have_gone_are_forgotten_after_two_weeks_and_waiting_ones_never(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    town.world.block(ben.id)
    await town.settle()
    await ana.types("/report 电梯坏了")
    began = int(town.clock.now().timestamp() * 1000)
    for _ in range(16):
        await town.passes(days=1)
    old = town.rows("SELECT DISTINCT state FROM outbox WHERE created_at <= :at", at=began)
    assert old == [("held",)]
    town.world.unblock(ben.id)
    await town.settle()
    assert any("#1" in words for words in ben.texts())


async def test_a_question_that_nobody_answers_is_dropped(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("回复")
    await town.passes(days=6)
    assert town.rows("SELECT 1 FROM dialogs")
    await town.passes(days=2)
    await town.passes(days=1)
    assert not town.rows("SELECT 1 FROM dialogs")


def _waiting(town):
    rows = town.rows(
        "SELECT due_at FROM schedules WHERE kind = 'housekeeping' AND state = 'waiting'"
    )
    return [datetime.fromtimestamp(due / 1000, UTC) for (due,) in rows]


def _kept(town, words):
    return town.rows("SELECT 1 FROM inbox WHERE payload LIKE :words", words=f"%{words}%")
