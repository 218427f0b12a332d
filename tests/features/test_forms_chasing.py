"""Who is missing, and how they are reminded."""

from tests.support.registering import answers_all, fills_in, opens_form, sends_out


async def _neighbours(town):
    """A captain, three residents with addresses, one of whom the bot cannot write to."""
    cap = await town.captain("老王")
    people = [cap]
    for name, address in (("Ana", "3-1-101"), ("Bob", "3-2-201")):
        human = await town.resident(name)
        await human.whispers(f"/bind {address}")
        people.append(human)
    people.append(await town.resident("Cat", started=False))
    return people


async def test_the_captain_sees_who_is_missing_by_building_and_unit(town):
    ben = await town.steward("Ben")
    cap, ana, _bob, _cat = await _neighbours(town)
    await sends_out(ben)
    await fills_in(ana)
    await cap.whispers("/forms")
    assert "待核 1 · 通过 0 · 打回 0" in cap.texts()[-1]
    assert "已登记 1/4 户" in cap.texts()[-1]
    await cap.presses("谁没登记")
    words = cap.texts()[-1]
    assert "3 号楼 2 单元：201" in words
    assert "3 号楼 1 单元" not in words, "who has answered is not on the list"
    assert "还没写住址的：Cat、老王" in words


async def test_when_everybody_has_answered_nobody_is_missing(town):
    cap = await town.captain("老王")
    ben = await town.steward("Ben")
    await sends_out(ben)
    await fills_in(cap, "3-2-501")
    await cap.whispers("/forms")
    await cap.presses("谁没登记")
    cap.is_told("forms-none-missing", alert=True)


async def test_a_captain_sees_only_their_own_circle(town):
    ben = await town.steward("Ben")
    other = await town.add_circle("5号楼邻里圈")
    zoe = await town.resident("Zoe", circle=other)
    await zoe.whispers("/bind 5-1-101")
    cap = await town.captain("老王")
    await sends_out(ben)
    await cap.whispers("/forms")
    assert "5号楼" not in cap.texts()[-1]
    await cap.presses("谁没登记")
    assert "5 号楼" not in cap.texts()[-1]
    await ben.whispers("/forms")
    assert "5号楼邻里圈" in ben.texts()[-1]


async def test_a_resident_sees_no_progress(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await ana.whispers("/forms")
    ana.sees("no-permission")
    await ana.forges("1|forms.missing|1")
    ana.is_told("no-permission", alert=True)


async def test_staff_of_another_grid_see_nothing(town):
    ben = await town.steward("Ben")
    eve = await town.steward("Eve", grid="第二网格")
    await sends_out(ben)
    await eve.whispers("/forms")
    eve.sees("forms-none")
    await eve.forges("1|forms.open|1")
    eve.is_told("form-not-yours", alert=True)


async def test_reminders_go_in_private_where_the_bot_may_else_once_to_the_group(town):
    ben = await town.steward("Ben")
    cap, ana, bob, cat = await _neighbours(town)
    await sends_out(ben)
    await fills_in(ana)
    await cap.whispers("/forms")
    await cap.presses("📣 提醒")
    cap.is_told("forms-reminded", private=2, groups=1, left=3, alert=True)
    bob.sees("form-reminder", title="返京登记")
    ana.sees_not("form-reminder", title="返京登记")
    group = cat.texts(town.circle)[-1]
    assert "还有 1 户没登记" in group
    assert not any(name in group for name in ("Ana", "Bob", "Cat", "老王", "201"))
    assert cat.buttons(town.circle)[-1] == "去填写"


async def test_nobody_is_reminded_twice_in_two_days(town):
    ben = await town.steward("Ben")
    cap, _ana, bob, _cat = await _neighbours(town)
    await sends_out(ben)
    await cap.whispers("/forms")
    await cap.presses("📣 提醒")
    told = len(bob.texts())
    await cap.presses("📣 提醒")
    cap.is_told("forms-reminded-none", left=4, alert=True)
    assert len(bob.texts()) == told


async def test_the_bot_reminds_by_itself_at_most_three_times(town):
    ben = await town.steward("Ben")
    _cap, ana, bob, _cat = await _neighbours(town)
    await sends_out(ben, closes="12月20日20:00")
    for _ in range(20):
        await town.passes(days=1)
    reminders = [words for words in bob.texts() if words.startswith("您家的「返京登记」还没填")]
    assert len(reminders) == 3
    groups = [words for words in ana.texts(town.circle) if "户没登记" in words]
    assert len(groups) == 3


async def test_a_reminder_stops_at_the_answer(town):
    ben = await town.steward("Ben")
    _cap, _ana, bob, _cat = await _neighbours(town)
    await sends_out(ben, closes="12月20日20:00")
    await town.passes(days=2, hours=1)
    bob.sees("form-reminder", title="返京登记")
    await fills_in(bob)
    told = len(bob.texts())
    await town.passes(days=10)
    assert len(bob.texts()) == told


async def test_at_night_a_reminder_waits_for_the_morning(town):
    ben = await town.steward("Ben")
    cap, _ana, bob, _cat = await _neighbours(town)
    await sends_out(ben, closes="12月20日20:00")
    await town.passes(hours=14)
    await cap.whispers("/forms")
    await cap.presses("📣 提醒")
    cap.is_told("forms-remind-later", alert=True)
    bob.sees_not("form-reminder")
    await town.passes(hours=9)
    bob.sees("form-reminder", title="返京登记")


async def test_a_captain_fills_in_for_a_neighbour_without_telegram(town):
    ben = await town.steward("Ben")
    cap, *_ = await _neighbours(town)
    await sends_out(ben)
    await cap.whispers("/forms")
    await cap.presses("替邻居填")
    cap.sees("form-help-whom", title="返京登记", circle="3号楼邻里圈")
    await cap.whispers("张奶奶")
    cap.sees("form-help-whom-again")
    await cap.whispers("3-3-301 张奶奶")
    assert "替 3-3-301 填" in cap.texts()[-1]
    await answers_all(cap)
    assert "3-3-301 张奶奶" in cap.texts()[-1]
    await cap.presses("✅ 提交")
    cap.sees("form-thanks-proxy", title="返京登记")
    assert "已登记 1/5 户" in cap.texts(town.circle)[-1]
    assert town.rows("SELECT subject, proxy FROM form_answers") == [("3-3-301", 1)]


async def test_a_helper_goes_on_later_and_may_change_what_they_entered(town):
    ben = await town.steward("Ben")
    cap, *_ = await _neighbours(town)
    await sends_out(ben)
    await cap.whispers("/forms")
    await cap.presses("替邻居填")
    await cap.whispers("3-3-301 张奶奶")
    await cap.whispers("张秀英")
    await cap.whispers("/register")
    await cap.presses("返京登记 · 替 3-3-301 张奶奶 填的，接着填")
    assert "2/8" in cap.texts()[-1]
    await answers_all(cap, begin=1)
    await cap.presses("✅ 提交")
    await cap.presses("替邻居填")
    await cap.whispers("3-3-301 张奶奶")
    cap.sees("form-last-look", title="返京登记")
    await cap.presses("✏️ 修改")
    await cap.presses("从哪里回来？")
    await cap.whispers("天津市")
    await cap.presses("✅ 提交")
    assert town.rows("SELECT MAX(version) FROM form_answers") == [(2,)]


async def test_a_helper_does_not_overwrite_what_a_household_said_itself(town):
    ben = await town.steward("Ben")
    cap, ana, *_ = await _neighbours(town)
    await sends_out(ben)
    await fills_in(ana)
    await cap.whispers("/forms")
    await cap.presses("替邻居填")
    await cap.whispers("3-1-101 李安")
    cap.sees("form-help-answered", home="3-1-101")


async def test_staff_of_many_circles_choose_where_the_neighbour_lives(town):
    ben = await town.steward("Ben")
    await town.add_circle("5号楼邻里圈")
    await sends_out(ben, title="疫苗接种")
    await ben.whispers("/forms")
    await ben.presses("替邻居填")
    ben.sees("form-help-which-circle")
    await ben.presses("5号楼邻里圈")
    await ben.whispers("5-1-101 赵爷爷")
    assert "替 5-1-101 填" in ben.texts()[-1]
    subject = town.rows("SELECT subject, home FROM form_drafts")[0]
    assert subject[0].startswith("n"), "the name stands nowhere in the clear"
    assert subject[1] == "5-1-101"


async def test_a_picture_shows_buildings_and_nobody(town):
    ben = await town.steward("Ben")
    _cap, ana, *_ = await _neighbours(town)
    await sends_out(ben)
    await fills_in(ana)
    await ben.whispers("/forms")
    await ben.presses("📊 汇总图")
    assert ben.photos()
    payload = town.rows("SELECT payload FROM outbox WHERE kind = 'chart'")[0][0]
    assert "李安" not in payload
    assert "3-1-101" not in payload


async def test_the_forms_of_a_captain_are_listed_newest_first(town):
    ben = await town.steward("Ben")
    cap, *_ = await _neighbours(town)
    await sends_out(ben)
    await sends_out(ben, title="住户信息")
    await cap.whispers("/forms")
    assert cap.buttons()[-2:] == ["#2 住户信息", "#1 返京登记"]
    await cap.presses("#1 返京登记")
    assert cap.texts()[-1].startswith("📋 返京登记（#1）")


async def test_a_question_that_is_begun_can_be_answered_by_replying_to_it(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.answers("李安", "1/8")
    assert "2/8" in ana.texts()[-1]
