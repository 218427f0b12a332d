"""On site: a code, points for what was brought, and what a household then sees."""

import pytest

from tests.support.points import arrives, balance, code_of, endow, ledger, neighbour

HAZARDOUS, BULKY = "有害垃圾", "大件垃圾"


async def test_a_resident_on_site_gets_points_for_what_they_brought(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    ana_code = code_of(ana)
    ana.sees("checkin-code", code=ana_code)
    await ben.whispers(f"/checkin {ana_code}")
    ben.sees("checkin-card", name="Ana")
    await ben.presses("有害垃圾 +10")
    ben.is_told("checkin-given", stream=HAZARDOUS)
    ana.sees("checkin-rewarded", stream=HAZARDOUS, points=10, has=10)
    assert balance(town) == 10
    assert sum(ledger(town).values()) == 0


async def test_somebody_can_bring_several_things_at_once(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/签到 {code_of(ana)}")
    await ben.presses("有害垃圾 +10")
    await ben.presses("大件垃圾 +20")
    assert ben.texts()[-1] == (
        "Ana 来了。\n✓ 有害垃圾 +10 分\n✓ 大件垃圾 +20 分\n今天的积分都记上了。"
    )
    assert balance(town) == 30


async def test_where_one_thing_is_taken_nobody_is_asked_what_it_was(town):
    town.sections["points"] = {"streams": {HAZARDOUS: 10}}
    await town.restart()
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    assert ben.texts()[-1] == "Ana 来了。\n✓ 有害垃圾 +10 分\n今天的积分都记上了。"
    ana.sees("checkin-rewarded", stream=HAZARDOUS, points=10, has=10)


async def test_a_second_press_brings_nothing(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    _, data = ben._button("有害垃圾 +10", ben.id)
    await ben.forges(data)
    await ben.forges(data)
    ben.is_told("checkin-given-before", stream=HAZARDOUS)
    assert balance(town) == 10


async def test_a_household_is_rewarded_once_a_date_whoever_of_it_comes(town):
    ana, ivo, ben = (
        await neighbour(town, "Ana"),
        await neighbour(town, "Ivo"),
        await town.steward("Ben"),
    )
    for human in (ana, ivo):
        await arrives(human)
        await ben.whispers(f"/checkin {code_of(human)}")
        for label in ("有害垃圾 +10", "大件垃圾 +20"):
            if human is ana:
                await ben.presses(label)
    ivo.sees("checkin-had-it")
    ben.sees("checkin-card", name="Ivo")
    ivo.sees("checkin-rewarded-other", name="Ana", stream=BULKY, points=20, has=30)
    assert balance(town) == 30


async def test_the_next_date_is_another_one(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    for day in ("2026-11-24", "2026-11-25"):
        await arrives(ana, day=day)
        await ben.whispers(f"/checkin {code_of(ana)}")
        await ben.presses("有害垃圾 +10")
        await town.passes(days=1)
    assert balance(town) == 20


async def test_a_code_is_good_once_and_for_ten_minutes(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    first = code_of(ana)
    await ben.whispers(f"/checkin {first}")
    await ben.whispers(f"/checkin {first}")
    ben.sees("code-used")
    await arrives(ana)
    await town.passes(minutes=10)
    await ben.whispers(f"/checkin {code_of(ana)}")
    ben.sees("code-expired")


async def test_wrong_guesses_are_limited(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    code = code_of(ana)
    wrong = "000000" if code != "000 000" else "000001"
    for _ in range(5):
        await ben.whispers(f"/checkin {wrong}")
    await ben.whispers(f"/checkin {code}")
    ben.sees("code-barred")
    assert balance(town) == 0


async def test_the_picture_of_the_code_opens_the_command(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    assert len(ana.photos()) == 1
    await ben.opens(f"run-checkin-{code_of(ana).replace(' ', '')}")
    ben.sees("checkin-card", name="Ana")


async def test_a_captain_checks_in_but_a_resident_does_not(town):
    ana, cai = await neighbour(town, "Ana"), await town.captain("Cai")
    await arrives(ana)
    code = code_of(ana)
    await ana.whispers(f"/checkin {code}")
    ana.sees("no-permission", who="楼长", where=ana.id)
    await cai.whispers(f"/checkin {code}")
    cai.sees("checkin-card", name="Ana")


async def test_nobody_reads_a_code_in_the_group(town):
    ana = await neighbour(town, "Ana")
    await arrives(ana, where=town.circle)
    ana.is_told("checkin-code-in-private", alert=True)
    assert "码" not in "".join(ana.texts(town.circle)[1:])
    assert code_of(ana)


async def test_nobody_is_on_site_at_another_time(town):
    ana = await neighbour(town, "Ana")
    await arrives(ana, day="2026-11-25")
    ana.is_told("checkin-not-yet", alert=True)
    await arrives(ana, day="2026-11-23")
    ana.is_told("collection-date-gone", alert=True)
    await town.passes(hours=14)
    await arrives(ana)
    ana.is_told("checkin-over", alert=True)


async def test_nobody_is_on_site_on_a_day_that_was_called_off(town):
    ana = await neighbour(town, "Ana")
    await arrives(ana)
    await town.admin.whispers("/collections")
    await town.admin.presses("#1 有害垃圾、大件垃圾")
    await town.admin.presses("跳过一次")
    await town.admin.presses("11月25日（周三）08:00-22:00")
    await town.admin.presses("下雨")
    await arrives(ana, day="2026-11-25")
    ana.is_told("collection-date-gone", alert=True)


async def test_a_collection_is_for_the_circles_it_names(town):
    ana = await neighbour(town, "Ana")
    await town.add_circle("5号楼邻里圈", "第二网格 邻里圈")
    await town.admin.whispers("/collection 有害垃圾 每天 8:00-22:00 北门 @5号楼邻里圈")
    await town.admin.presses("确认")
    await arrives(ana)
    ana.is_told("collection-not-for-you", alert=True)


@pytest.mark.parametrize("data", ["x|2026-11-24", "7|tomorrow", "7"])
async def test_a_forged_button_is_answered(town, data):
    ana = await neighbour(town, "Ana")
    await ana.forges(f"1|checkin.here|{data}")
    ana.is_told("button-outdated", alert=True)


async def test_the_command_alone_says_how(town):
    ben = await town.steward("Ben")
    await ben.whispers("/checkin")
    ben.sees("checkin-howto")
    await ben.whispers("/checkin 12")
    ben.sees("code-unreadable")
    await ben.forges("1|checkin.brought|99|abc")
    ben.is_told("button-outdated", alert=True)


async def test_points_show_balance_history_and_what_is_within_reach(town):
    ana = await neighbour(town, "Ana")
    await ana.whispers("/points")
    ana.sees("points-shown", points=0)
    assert "还没有积分记录" in ana.texts()[-1]
    await endow(town, "3-2-501", 60)
    await town.admin.whispers("/gifts 电饭锅 200分 1件")
    await ana.whispers("/积分")
    assert ana.texts()[-1] == (
        "您家现在有 60 积分。\n\n最近的变动\n11-24　+60　社工记上：起步分\n\n"
        "🎁 再攒 140 分，就能换电饭锅。"
    )
    await town.admin.whispers("/gifts 洗衣液 50分 20件")
    await ana.whispers("/points")
    assert "🎁 现在就能换：洗衣液（50）" in ana.texts()[-1]


async def test_a_household_is_told_what_its_staff_credits_and_strangers_are_refused(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await ben.whispers("/points 3-2-501 +10 交废电池")
    ben.sees("points-given", household="3-2-501", points=10, has=10)
    ana.sees("points-granted", points=10, words="交废电池", has=10)
    await ana.whispers("/points 3-2-501 +10 交废电池")
    ana.sees("no-permission", who="社工 / 楼管家", where=ana.id)
    assert balance(town) == 10
    assert ("points.grant", ben.id) in town.audit()


async def test_a_mistake_is_taken_back_with_a_reason_and_a_name(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await ben.whispers("/points 3-2-501 +10 交废电池")
    await ben.whispers("/points 3-2-501")
    assert ben.texts()[-1] == ("3-2-501 现在有 10 分。\n#1　11-24　+10　社工记上：交废电池　· Ben")
    _, data = ben._button("撤销 #1（+10）", ben.id)
    await ben.presses("撤销 #1（+10）")
    ben.sees("points-why", number=1)
    await ben.whispers("记错门牌了")
    ben.sees("points-reversed", number=1, points=10, has=0)
    ana.sees("points-taken-back", points=10, words="记错门牌了", has=0)
    await ben.forges(data)
    ben.is_told("points-reversed-before", alert=True)
    await ana.whispers("/points")
    assert "+10　社工记上：交废电池（已撤销）" in ana.texts()[-1]
    assert "−10　撤销：记错门牌了" in ana.texts()[-1]
    assert ("points.reverse", ben.id) in town.audit()


async def test_only_what_was_earned_is_taken_back(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 50)
    await town.admin.whispers("/gifts 洗衣液 50分 20件")
    await ana.whispers("/points")
    await ana.presses("看礼品")
    await ana.presses("兑换 洗衣液 · 50 分")
    await ana.presses("确认兑换")
    await town.admin.whispers("/points 3-2-501")
    assert [label for label in town.admin.buttons() if "撤销" in label] == ["撤销 #1（+50）"]
    for number, key in ((2, "points-not-reversible"), (99, "button-outdated")):
        await town.admin.forges(f"1|points.reverse|{number}")
        town.admin.is_told(key, alert=True)


async def test_what_is_spent_cannot_be_taken_back(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 50)
    await town.admin.whispers("/gifts 洗衣液 50分 20件")
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    await ana.presses("确认兑换")
    await town.admin.whispers("/points 3-2-501")
    await town.admin.presses("撤销 #1（+50）")
    await town.admin.whispers("记错了")
    town.admin.sees("points-too-few", has=0, needed=50)
    assert balance(town) == 0


async def test_what_is_earned_before_an_address_is_bound_comes_along_once(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    await ben.presses("有害垃圾 +10")
    await ana.whispers("/points")
    assert "您还没有绑定住址" in ana.texts()[-1]
    await ana.whispers("/bind 3-2-501")
    assert balance(town) == 10
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    assert "有害垃圾 +10" not in ben.buttons()[-1]
    await ana.whispers("/bind 5-1-101")
    await ana.whispers("/points")
    ana.sees("points-shown", points=0)
    assert balance(town) == 10


async def test_who_is_erased_leaves_sums_and_no_name(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    await ben.presses("有害垃圾 +10")
    for human in (ana, ben):
        await human.whispers("/me")
        await human.presses("导出我的资料")
        await human.presses("删除我的资料")
        await human.presses("确定删除")
    assert sum(ledger(town).values()) == 0
    assert not town.rows("SELECT 1 FROM point_accounts WHERE key LIKE '%' || :id", id=ana.id)
    assert town.rows("SELECT by_id FROM point_movements") == [(None,)]
    assert town.rows("SELECT person_id, by_id FROM point_visits") == [(None, None)]


async def test_points_are_told_in_english_too(town):
    ana, ben = await neighbour(town, "Ana", lang="en"), await town.steward("Ben", lang="en")
    await arrives(ana)
    ana.sees("checkin-code", lang="en")
    await ana.whispers("/points")
    ana.sees("points-shown", lang="en", points=0)
    assert ben
