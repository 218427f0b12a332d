"""At the very moment: a command that came before what is due is handled before it."""

from tests.support.due import (
    ASK_AGAIN,
    RESOLVE_WARN,
    RESPOND_WARN,
    RUBBISH,
    a_taken_ticket,
    closes,
    go_on_to,
    holds,
    reminded,
    times_told,
)


async def _presses_at(town, human, label, when):
    message_id, data = human._button(label, human.id)
    town.world.press(human.id, human.id, message_id, data)
    await go_on_to(town, when)


async def _writes_at(town, human, words, when):
    town.world.send(human.id, human.id, words)
    await go_on_to(town, when)


async def test_who_takes_it_just_in_time_hears_nothing(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types(RUBBISH)
    await _presses_at(town, ben, "接单", "24 15:45")
    assert reminded(ben) == {}


async def test_nor_does_the_grid(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    cai = await town.steward("Cai")
    await ana.types(RUBBISH)
    await go_on_to(town, "24 16:00")
    await _presses_at(town, ben, "接单", "24 18:00")
    assert reminded(ben) == reminded(cai) == {RESPOND_WARN: 1}


async def test_who_closes_it_just_in_time_is_not_reminded(town):
    _, ben = await a_taken_ticket(town)
    await go_on_to(town, "12-01 11:00")
    await ben.presses("办结")
    await _writes_at(town, ben, "清好了", "12-01 11:15")
    assert reminded(ben) == {}


async def test_nor_called_late(town):
    _, ben = await a_taken_ticket(town)
    await go_on_to(town, "12-02 17:00")
    await ben.presses("办结")
    await _writes_at(town, ben, "清好了", "12-02 18:00")
    assert reminded(ben) == {RESOLVE_WARN: 1}
    assert reminded(town.admin) == {}


async def test_who_takes_it_up_again_in_that_moment_is_not_told_to(town):
    _, ben = await a_taken_ticket(town)
    await holds(ben)
    await go_on_to(town, "27 8:00")
    await _presses_at(town, ben, "恢复办理", "27 9:00")
    assert reminded(ben) == {}


async def test_who_answers_just_in_time_is_not_asked_again(town):
    ana, ben = await a_taken_ticket(town)
    await closes(ben)
    await ana.presses("解决了")
    await go_on_to(town, "26 8:00")
    await _presses_at(town, ana, "满意", "26 9:00")
    assert times_told(ana, ASK_AGAIN) == 0


async def test_an_answer_in_the_last_moment_counts(town):
    ana, ben = await a_taken_ticket(town)
    await closes(ben)
    await go_on_to(town, "26 10:00")
    await ana.presses("解决了")
    await go_on_to(town, "12-01 8:00")
    await _presses_at(town, ana, "满意", "12-01 9:00")
    steps = town.rows("SELECT step FROM report_events ORDER BY id")
    assert steps[-1] == ("rate",)
    assert ("expire",) not in steps
