"""Whatever Telegram and the line do, what the bot decided to say is said, and in order."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.sender import PATIENCE
from domain.messages import Button, Edit, Menu, Priority, Say, text
from sandbox import Fault
from tests.support.calls import watch

HOURS = 3600


@pytest.fixture
async def ana(town):
    return await town.resident("Ana")


@pytest.fixture
async def ben(town):
    return await town.resident("Ben")


def word(words):
    return text("verbatim", word=words)


async def test_a_refused_chat_rests_as_long_as_told_and_others_go_on(town, desk, ana, ben):
    town.sandbox.faults.add(Fault("sendMessage", "too_many_requests", ana.id, retry_after=7))
    await desk.says(ana, "to Ana")
    await desk.says(ben, "to Ben")
    assert ben.texts()[-1] == "to Ben"
    made = len(desk.calls())
    await desk.later(6.9)
    assert len(desk.calls()) == made
    await desk.later(0.2)
    assert ana.texts()[-1] == "to Ana"


async def test_a_long_rest_is_kept_to_the_end(town, desk, ana):
    town.sandbox.faults.add(Fault("sendMessage", "too_many_requests", ana.id, retry_after=2000))
    await desk.says(ana, "late")
    made = len(desk.calls())
    for _ in range(19):
        await desk.later(100)
    assert len(desk.calls()) == made
    await desk.later(101)
    assert ana.texts()[-1] == "late"


async def test_two_refused_chats_let_everyone_rest(town, desk, ana, ben):
    cid = await town.resident("Cid")
    town.sandbox.faults.add(Fault("sendMessage", "too_many_requests", times=2, retry_after=30))
    for human in (ana, ben, cid):
        await desk.says(human, f"to {human.name}")
    made = len(desk.calls())
    assert cid.texts()[-1:] != ["to Cid"]
    await desk.later(29)
    assert len(desk.calls()) == made
    await desk.later(2)
    assert [human.texts()[-1] for human in (ana, ben, cid)] == ["to Ana", "to Ben", "to Cid"]


@pytest.mark.parametrize(
    ("kind", "state", "copies"),
    [
        ("server_error", "waiting", 1),
        ("bad_gateway", "unknown", 1),
        ("timeout_before", "unknown", 1),
        ("timeout_after", "unknown", 2),
        ("drop_before", "unknown", 1),
        ("drop_after", "unknown", 2),
        ("truncated_json", "unknown", 2),
        ("malformed_json", "unknown", 2),
    ],
)
async def test_a_send_that_went_wrong_is_tried_again(town, desk, ana, kind, state, copies):
    town.sandbox.faults.add(Fault("sendMessage", kind))
    await desk.says(ana, "first")
    assert await desk.state() == state
    await desk.says(ana, "second")  # goes after the first, not past it
    await desk.later(2)
    assert ana.texts()[-copies - 1 :] == ["first"] * copies + ["second"]
    assert await desk.state() == "sent"


async def test_failing_for_ever_is_no_hot_loop_and_ends_well(town, desk, ana):
    town.sandbox.faults.add(Fault("*", "server_error", times=10**6))
    await desk.says(ana, "patience")
    made = len(desk.calls())
    for _ in range(HOURS // 10):
        await desk.later(10)
    assert 55 <= len(desk.calls()) - made <= 130  # once or twice a minute
    town.sandbox.faults.clear()
    await desk.later(61)
    assert ana.texts()[-1] == "patience"


async def test_a_token_that_is_refused_lets_everyone_rest(town, desk, log):
    people = [await town.resident(f"P{n}") for n in range(12)]
    made = len(desk.calls())
    town.sandbox.faults.add(Fault("*", "unauthorized", times=10**6))
    for human in people:
        await desk.says(human, "hello")
    assert len(desk.calls()) - made == 1
    for _ in range(60):
        await desk.later(10)
    assert len(desk.calls()) - made <= 11
    town.sandbox.faults.clear()
    await desk.later(61)
    assert all(human.texts()[-1] == "hello" for human in people)
    assert "42:sandbox" not in log.getvalue()


async def test_a_telegram_out_of_reach_is_probed_with_one_message_and_not_with_all(
    town, desk, ana, ben, log
):
    port = int(town.sandbox.url.rpartition(":")[2])
    await town.sandbox.stop()
    await desk.put(*(Say(to=human.id, text=word("back")) for human in (ana, ben)))
    await desk.sends()
    tried = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["result"] for line in tried] == ["retry"]
    await town.sandbox.start(port=port)
    await desk.later(61)
    assert ana.texts()[-1] == ben.texts()[-1] == "back"


async def test_what_telegram_will_never_take_is_dead_and_logged_without_its_words(
    town, desk, ana, log
):
    secret = "我家住在3单元501"
    await desk.put(Say(to=-1009999, text=word(secret)))
    await desk.sends()
    assert await desk.state() == "dead"
    (line,) = [json.loads(line) for line in log.getvalue().splitlines()]
    assert (line["result"], line["chat"]) == ("dead", -1009999)
    assert line["reason"] == "BadRequest: Chat not found"
    assert secret not in log.getvalue()
    await desk.says(ana, "others go on")
    assert ana.texts()[-1] == "others go on"
    assert town.app.metrics.registry.get_sample_value("linliquan_sends_total", {"result": "dead"})


async def test_words_that_cannot_be_found_are_dead_and_stop_nobody_else(desk, ana, log):
    await desk.put(Say(to=ana.id, text=text("no-such-text", phone="13800001111")))
    await desk.says(ana, "next")
    assert [row["state"] for row in await desk.rows()][-2:] == ["dead", "sent"]
    assert "13800001111" not in log.getvalue()


async def test_what_is_for_somebody_who_never_started_is_held_until_they_do(town, desk):
    dan = await town.person("Dan")
    await desk.says(dan, "one")
    await desk.says(dan, "two")
    assert [row["state"] for row in await desk.rows()][-2:] == ["held", "held"]
    made = len(desk.calls())
    await town.passes(hours=5)
    assert len(desk.calls()) == made
    await dan.opens()
    assert dan.texts()[:2] == ["one", "two"]
    events = [row["route"] for row in await desk.rows("inbox") if row["source"] == "sender"]
    assert "unreachable" in events[0]


async def test_somebody_who_blocked_the_bot_is_known_to_be_out_of_reach(town, desk, ana):
    async with town.app.database.transaction() as uow:
        assert (await uow.people.find(ana.id)).reach == "open"
    town.world.block(ana.id)
    await desk.says(ana, "are you there?")
    async with town.app.database.transaction() as uow:
        assert (await uow.people.find(ana.id)).reach == "closed"
    assert await desk.state() == "held"


async def test_a_held_card_goes_out_with_its_newest_words(town, desk):
    dan = await town.person("Dan")
    await desk.says(dan, "old", card="report:1")
    await desk.put(Edit(to=dan.id, card="report:1", text=word("new")))
    await desk.sends()
    await dan.opens()
    assert dan.texts()[0] == "new"


async def test_a_menu_is_not_held_with_the_messages_of_a_closed_chat(town, desk):
    dan = await town.person("Dan")
    menu = Menu(to=dan.id, audience="person", commands=("help",))
    await desk.put(Say(to=dan.id, text=word("one")), menu)
    await town.app.sender.step()
    await town.app.sender._land()
    await desk.put(menu)
    await desk.sends()
    await desk.put(menu)
    await dan.opens()
    assert dan.texts()[0] == "one"
    assert "held" not in {row["state"] for row in await desk.rows()}


async def test_a_message_for_a_group_that_was_upgraded_meanwhile_reaches_the_new_one(town, desk):
    old = await town.add_group("小组", kind="group")
    await town.admin.types("/setup 第一网格 邻里圈", where=old)
    new = town.world.upgrade(old)
    await desk.put(*(Say(to=old, text=word(words)) for words in ("one", "two")))
    await desk.sends()
    texts = [message.text for message in town.world.messages(new)]
    assert [words for words in texts if words in {"one", "two"}] == ["one", "two"]
    async with town.app.database.transaction() as uow:
        assert (await uow.circles.by_chat(new)).title == "小组"
    await town.settle()  # the updates that tell of it change nothing more
    assert [row["state"] for row in await desk.rows()][-2:] == ["sent", "sent"]


async def test_an_edit_that_changes_nothing_is_harmless(desk, ana, log):
    await desk.says(ana, "same", card="c")
    await desk.put(Edit(to=ana.id, card="c", text=word("same")))
    await desk.sends()
    assert await desk.state() == "dropped"
    assert "dead" not in log.getvalue()


async def test_five_hundred_edits_of_a_card_cost_one_call(desk, ana):
    await desk.says(ana, "0", card="c")
    for number in range(1, 501):
        await desk.put(Edit(to=ana.id, card="c", text=word(str(number))))
    await desk.sends()
    assert ana.texts()[-1] == "500"
    assert len(desk.calls("editMessageText")) == 1


async def test_a_text_too_long_for_a_message_goes_in_parts_in_order(town, desk, ana):
    lines = [f"第{number}行 " + "长" * 90 for number in range(100)]
    town.sandbox.faults.add(Fault("sendMessage", "server_error"))
    button = Button(label=word("press"), start="hello")
    await desk.put(
        Say(to=ana.id, text=word("\n".join(lines)), buttons=((button,),), card="long"),
        Say(to=ana.id, text=word("after it")),
    )
    await desk.later(5)
    await desk.later(5)
    *parts, last = ana.texts()[-4:]
    assert last == "after it"
    assert "\n".join(parts).splitlines() == lines
    assert all(len(part) <= 4096 for part in parts)
    marked = [m for m in town.world.messages(ana.id) if "reply_markup" in m.data]
    assert [m.text for m in marked][-1] == parts[-1]


async def test_only_the_part_whose_answer_was_lost_is_repeated(town, desk, ana):
    town.sandbox.faults.add(Fault("sendMessage", "drop_after"))
    halves = ("甲" * 4000, "乙" * 4000)
    await desk.says(ana, "\n".join(halves))
    await desk.later(2)
    assert ana.texts()[-3:] == [halves[0], halves[0], halves[1]]


async def test_an_outcome_that_could_not_be_written_down_is_written_down_later(desk, ana):
    await desk.put(Say(to=ana.id, text=word("once")))
    sender = desk.town.app.sender
    await sender.step()
    await sender._land()
    await desk.read_only(on=True)
    with pytest.raises(Exception, match="readonly"):
        await sender.step()
    await desk.read_only(on=False)
    await desk.sends()
    assert await desk.state() == "sent"
    assert ana.texts().count("once") == 1


async def test_what_was_read_ahead_goes_with_the_words_that_hold_at_its_turn(desk, ana, ben):
    sender = desk.town.app.sender
    old = Say(to=ben.id, text=word("old"), card="c")
    await desk.put(Say(to=ana.id, text=word("under way")), old)
    await sender.step()
    assert sender._read_ahead[1].message == old
    await desk.put(Edit(to=ben.id, card="c", text=word("new")))
    await desk.sends()
    assert ben.texts()[-1] == "new"


async def test_what_was_read_ahead_lets_what_is_more_urgent_go_first(desk, ana, ben):
    sender = desk.town.app.sender
    news = Say(to=ben.id, text=word("news"), priority=Priority.BROADCAST)
    await desk.put(Say(to=ana.id, text=word("under way")), news)
    await sender.step()
    assert sender._read_ahead[1].message == news
    await desk.put(Say(to=ben.id, text=word("alarm")))
    await desk.sends()
    assert ben.texts()[-2:] == ["alarm", "news"]


async def test_what_cannot_be_read_ahead_is_dead_at_its_turn_and_stops_nobody(desk, ana, ben):
    sender = desk.town.app.sender
    await desk.put(Say(to=ana.id, text=word("under way")), Say(to=ben.id, text=text("no-such")))
    await sender.step()
    assert sender._read_ahead is None
    await desk.says(ana, "next")
    assert ana.texts()[-1] == "next"
    assert [row["state"] for row in await desk.rows()][-3:] == ["sent", "dead", "sent"]


async def test_a_slow_answer_keeps_the_next_chat_waiting_for_a_moment_only(town, desk, ana, ben):
    calls = watch(town.sandbox)
    town.sandbox.faults.add(Fault("sendMessage", "timeout_before", ana.id, times=100))
    await desk.put(*(Say(to=human.id, text=word("quick?")) for human in (ana, ben)))
    running = asyncio.ensure_future(town.app.sender.run())
    await calls.until(lambda: ben.texts()[-1] == "quick?", PATIENCE + 2)
    town.app.sender.stop()
    await running
    assert [row["state"] for row in await desk.rows()][-2:] == ["unknown", "sent"]


async def test_cutting_the_sender_off_leaves_its_sends_to_the_next_process(town, desk, ana):
    town.sandbox.faults.add(Fault("sendMessage", "timeout_before"))
    await desk.put(Say(to=ana.id, text=word("again")))
    await town.app.sender.step()
    (flight,) = town.app.sender._flights
    running = asyncio.ensure_future(town.app.sender.run())
    await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, flight.task, return_exceptions=True)
    assert flight.task.cancelled()
    assert await desk.state() == "sending"
    await town.restart()
    await desk.later(2)
    assert ana.texts()[-1] == "again"


async def test_a_new_process_counts_what_the_old_one_sent_lately(town, desk):
    town.limits["group_per_minute"] = 20
    await town.restart()
    await town.passes(minutes=2)
    await desk.put(*(Say(to=town.circle, text=word(str(n))) for n in range(25)))
    await desk.sends()
    said = len(desk.calls())
    assert town.world.messages(town.circle)[-1].text == "19"
    await town.restart()
    assert len(desk.calls()) == said
    await desk.later(62)
    assert town.world.messages(town.circle)[-1].text == "24"


async def test_a_clock_set_back_while_a_message_is_claimed_delays_it_by_nothing(town, desk, ana):
    class Setback:
        def now(self):
            town.clock._offset -= timedelta(hours=1)
            return town.clock.now()

    town.app.sender._clock = Setback()
    async with asyncio.timeout(10):
        await desk.says(ana, "now")
    assert ana.texts()[-1] == "now"


async def test_a_wait_too_short_for_the_databases_clock_ends_all_the_same(town, desk, ana):
    town.limits["private_per_second"] = 1
    await town.restart()
    await town.passes(minutes=1, microseconds=300)
    await desk.put(*(Say(to=ana.id, text=word(str(n))) for n in range(4)))
    await desk.sends()
    assert ana.texts()[-1] == "2", "three may follow each other, then it is one a second"
    async with asyncio.timeout(10):
        await desk.later(0.9999)
    assert ana.texts()[-1] == "2"
    await desk.later(0.002)
    assert ana.texts()[-1] == "3"


async def test_a_clock_set_back_an_hour_delays_no_retry_by_more_than_a_minute(town, desk, ana):
    town.sandbox.faults.add(Fault("sendMessage", "server_error"))
    await desk.says(ana, "soon")
    town.clock._offset -= timedelta(hours=1)
    await desk.later(60)
    assert ana.texts()[-1] == "soon"


async def test_a_press_is_answered_ahead_of_everything_that_waits_and_once(town, desk, ana):
    ben = await town.steward("Steward")
    await ana.types("/report 电梯坏了")
    await desk.put(*(Say(to=ana.id, text=word(str(n))) for n in range(30)))
    before = len(town.sandbox.calls)
    town.sandbox.faults.add(Fault("answerCallbackQuery", "drop_before"))
    await ben.presses("接单")
    after = [c.method for c in town.sandbox.calls[before:] if c.method != "getUpdates"]
    assert after[0] == "answerCallbackQuery"
    assert after.count("answerCallbackQuery") == 1
    assert {row["kind"] for row in await desk.rows()} <= {"say", "edit", "menu"}


async def test_a_server_that_knows_no_menus_holds_up_nobody(town, desk):
    dan = await town.person("Dan", started=True)
    town.sandbox.faults.add(Fault("setMyCommands", "not_found", times=9))
    await desk.put(
        Menu(to=dan.id, audience="person", commands=("help",)), Say(to=dan.id, text=word("one"))
    )
    await town.settle()
    assert dan.texts()[-1] == "one"
