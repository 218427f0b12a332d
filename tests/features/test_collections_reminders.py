"""Reminders: the evening before, shortly before, after downtime; and who means to come."""

from tests.support.collecting import WORDS, a_collection, at, go_to


async def test_the_circle_is_reminded_on_the_evening_before(town):
    _, ana = await a_collection(town)
    await go_to(town, "11-27 18:59")
    ana.sees_not("collection-tomorrow", where=town.circle)
    await go_to(town, "11-27 19:00")
    ana.sees("collection-tomorrow", where=town.circle)
    said = ana.texts(town.circle)[-1]
    assert "11月28日（周六）09:00-11:00" in said
    assert "📍 南门广场" in said
    assert "✅ 收：废旧电池、过期药品" in said


async def test_shortly_before_only_circles_in_which_somebody_comes_are_reminded(town):
    other = await town.add_circle("5号楼邻里圈")
    _, ana = await a_collection(town)
    bob = await town.resident("Bob", circle=other)
    await bob.presses("我要来", where=other)
    await go_to(town, "11-28 8:30")
    bob.sees("collection-soon", where=other)
    ana.sees_not("collection-soon", where=town.circle)


async def test_the_config_can_have_every_circle_reminded(town):
    town.sections = {"collections": {"remind_always": True}}
    await town.restart()
    _, ana = await a_collection(town)
    await go_to(town, "11-28 8:30")
    ana.sees("collection-soon", where=town.circle)


async def test_the_reminder_counts_households_and_a_second_press_changes_nothing(town):
    _, ana = await a_collection(town)
    bob = await town.resident("Bob")
    for human in (ana, bob):
        await human.whispers("/bind 3-2-501")
    await go_to(town, "11-27 19:00")
    await ana.presses("我要来", where=town.circle)
    ana.is_told("collection-you-come", place="南门广场")
    await ana.presses("我要来", where=town.circle)
    ana.is_told("collection-you-come-already")
    await bob.presses("我要来", where=town.circle)
    assert "已有 1 户说要来" in ana.texts(town.circle)[-1]
    eve = await town.resident("Eve")
    await eve.presses("我要来", where=town.circle)
    assert "已有 2 户说要来" in ana.texts(town.circle)[-1]


async def test_somebody_who_does_not_come_after_all_is_not_counted(town):
    _, ana = await a_collection(town)
    await go_to(town, "11-27 19:00")
    await ana.whispers("/collect")
    await ana.presses("我要来 · 有害垃圾")
    assert "已有 1 户说要来" in ana.texts(town.circle)[-1]
    assert ana.buttons() == ["不去了 · 有害垃圾"]
    await ana.presses("不去了 · 有害垃圾")
    ana.is_told("collection-you-stay")
    assert "说要来" not in ana.texts(town.circle)[-1]
    assert ana.buttons() == ["我要来 · 有害垃圾"]
    await go_to(town, "11-28 8:30")
    ana.sees_not("collection-soon", where=town.circle)


async def test_a_press_after_the_end_gets_a_word_and_counts_for_nothing(town):
    _, ana = await a_collection(town)
    await go_to(town, "11-27 19:00")
    await go_to(town, "11-28 11:00")
    await ana.presses("我要来", where=town.circle)
    ana.is_told("collection-date-gone")


async def test_a_forged_day_is_an_old_button(town):
    _, ana = await a_collection(town)
    await ana.forges("1|collection.come|1|2026", where=town.circle)
    ana.is_told("button-outdated")


async def test_nobody_comes_to_a_collection_of_other_circles(town):
    other = await town.add_circle("9号楼邻里圈", "第二网格 邻里圈")
    await a_collection(town)
    bob = await town.resident("Bob", circle=other)
    await bob.forges("1|collection.come|1|20261128", where=other)
    bob.is_told("collection-not-for-you")


async def test_a_reminder_missed_in_downtime_is_sent_late_if_it_has_not_begun(town):
    _, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await town.stop_bot()
    await _later(town, "11-28 8:40")
    await town.start_bot()
    ana.sees("collection-today", where=town.circle)
    ana.sees("collection-soon", where=town.circle)


async def test_a_reminder_that_is_too_late_lapses_with_a_record(town):
    _, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await town.stop_bot()
    await _later(town, "11-28 9:00")
    await town.start_bot()
    ana.sees_not("collection-tomorrow", where=town.circle)
    ana.sees_not("collection-today", where=town.circle)
    ana.sees_not("collection-soon", where=town.circle)
    lapsed = town.rows("SELECT subject FROM schedules WHERE state = 'lapsed' ORDER BY id")
    assert lapsed == [("1:2026-11-28:evening",), ("1:2026-11-28:soon",)]
    await go_to(town, "12-04 19:00")
    ana.sees("collection-tomorrow", where=town.circle)


async def test_a_late_reminder_of_the_evening_waits_for_the_morning(town):
    _, ana = await a_collection(town)
    await town.stop_bot()
    await _later(town, "11-27 23:30")
    await town.start_bot()
    ana.sees_not("collection-tomorrow", where=town.circle)
    await go_to(town, "11-28 7:00")
    ana.sees("collection-today", where=town.circle)


async def test_at_night_a_notice_makes_no_sound(town):
    ben = await town.steward("Ben")
    await go_to(town, "11-24 23:00")
    await ben.whispers(WORDS)
    await ben.presses("确认")
    (notice,) = [
        call
        for call in town.sandbox.calls
        if call.method == "sendMessage"
        and call.params.get("chat_id") == town.circle
        and "定时定点回收" in call.params["text"]
    ]
    assert notice.params["disable_notification"]


async def test_a_group_set_up_later_is_reminded_with_the_others(town):
    await a_collection(town)
    other = await town.add_circle("5号楼邻里圈")
    bob = await town.resident("Bob", circle=other)
    await go_to(town, "11-27 19:00")
    bob.sees("collection-tomorrow", where=other)


async def test_a_schedule_outlives_whoever_set_it_up(town):
    ben, ana = await a_collection(town)
    eve = await town.steward("Eve")
    await ben.whispers("/me")
    await ben.presses("删除我的资料")
    await ben.presses("确定删除")
    await go_to(town, "11-27 19:00")
    ana.sees("collection-tomorrow", where=town.circle)
    await go_to(town, "11-28 11:00")
    eve.sees("collection-ask-tally")


async def test_each_schedule_waits_in_one_row_however_long_it_runs(town):
    await a_collection(town)
    for _ in range(8):
        await town.passes(days=3)
    kept = "SELECT state, COUNT(*) FROM schedules WHERE kind = 'collection.step' GROUP BY state"
    lapsed = "SELECT COUNT(*) FROM schedules WHERE kind = 'collection.step' AND state = 'lapsed'"
    ((count,),) = town.rows(lapsed)
    assert sorted(town.rows(kept)) == [("lapsed", count), ("waiting", 1)]


async def _later(town, words):
    """Let the clock go on while no bot is there."""
    town.clock.advance(at(f"2026-{words}") - town.clock.now())
