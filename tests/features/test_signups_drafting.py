"""Opening a sign-up in private: the guide, the one line, the preview and 确认."""

from tests.support.signups import card


async def _starts(town, name="Cai"):
    cai = await town.captain(name)
    await cai.whispers("/signup")
    await cai.presses("发起报名")
    return cai


async def test_the_guide_asks_five_things_and_leads_to_a_preview(town):
    cai = await _starts(town)
    for key, answer in (
        ("signup-ask-title", "周六守桶"),
        ("signup-ask-seats", "6"),
        ("signup-ask-shifts", "8:00-10:00,10:00-12:00"),
        ("signup-ask-until", "周五20:00"),
        ("signup-ask-questions", "几个孩子(数字)\n口味(甜/咸)"),
    ):
        cai.sees(key, where=cai.id)
        await cai.whispers(answer)
    preview = cai.texts()[-1]
    cai.sees("signup-preview", where=cai.id)
    assert "11月27日（周五）20:00 截止" in preview
    assert "8:00-10:00　已报 0/6" in preview
    assert "❓ 口味（甜/咸）" in preview
    assert town.rows("SELECT COUNT(*) FROM signups") == [(0,)]
    await cai.presses("确认")
    cai.sees("signup-posted", circles="3号楼邻里圈", where=cai.id)
    assert "周六守桶" in card(cai)
    assert cai.texts()[-1].startswith("管理")


async def test_what_is_not_needed_is_skipped(town):
    cai = await _starts(town)
    await cai.whispers("聚餐")
    for _ in range(4):
        await cai.presses("跳过")
    await cai.presses("确认")
    assert "已报 0 人" in card(cai)


async def test_an_old_skip_does_nothing(town):
    cai = await _starts(town)
    await cai.whispers("聚餐")
    await cai.whispers("3")
    await cai.forges("1|signup.skip|1|seats")
    cai.is_told("button-outdated", alert=True)


async def test_an_answer_that_cannot_be_read_is_asked_again(town):
    cai = await _starts(town)
    await cai.whispers("聚餐")
    await cai.whispers("很多")
    cai.sees("signup-number-unclear", where=cai.id)
    await cai.whispers("５")
    cai.sees("signup-ask-shifts", where=cai.id)
    await cai.presses("跳过")
    await cai.whispers("周二20:00")
    cai.sees("time-which", where=cai.id)
    await cai.whispers("周五20:00")
    cai.sees("signup-ask-questions", where=cai.id)


async def test_one_line_in_private_leads_to_the_same_preview(town):
    cai = await town.captain("Cai")
    await cai.whispers("/signup 周六守桶 人数=6 截止=周五20:00")
    cai.sees("signup-preview", where=cai.id)
    await cai.presses("确认")
    assert "已报 0/6" in card(cai)


async def test_the_first_answer_may_be_the_whole_line(town):
    cai = await _starts(town)
    await cai.whispers("周六守桶 人数=6 截止=周五20:00 问=忌口 时段=上午,下午")
    cai.sees("signup-preview", where=cai.id)
    assert "上午　已报 0/6" in cai.texts()[-1]


async def test_everything_can_be_changed_in_the_preview(town):
    cai = await town.captain("Cai")
    await cai.whispers("/signup 守桶 人数=6")
    for label, words, shown in (
        ("标题", "巡逻", "巡逻"),
        ("人数", "8", "0/8"),
        ("时间", "周六 8:00-10:00", "11月28日（周六）08:00-10:00"),
        ("地点", "南门", "📍 南门"),
        ("截止", "周五20:00", "20:00 截止"),
        ("资格", "一户一位", "一户一位"),
    ):
        await cai.presses(label)
        await cai.whispers(words)
        assert shown in cai.texts()[-1]
    await cai.presses("⬜ 带人")
    assert "☑️ 带人" in cai.buttons()
    assert "可以带家人" in cai.texts()[-1]
    await cai.presses("☑️ 公开名单")
    await cai.presses("⬜ 每周")
    await cai.presses("确认")
    assert town.rows("SELECT title, public, weekly, party_max > 1 FROM signups") == [
        ("巡逻", 0, 1, 1)
    ]


async def test_a_tap_that_makes_no_sense_is_refused(town):
    cai = await town.captain("Cai")
    await cai.whispers("/signup 守桶 人数=6")
    await cai.presses("⬜ 每周")
    cai.is_told("signup-weekly-needs-time", alert=True)
    for data in ("1|signup.toggle|1|seats", "1|signup.edit|1|names", "1|signup.circle|1|999"):
        await cai.forges(data)
        cai.is_told("button-outdated", alert=True)


async def test_a_preview_is_dropped(town):
    cai = await town.captain("Cai")
    await cai.whispers("/signup 守桶 人数=6")
    await cai.presses("取消")
    cai.is_told("cancelled")
    assert cai.texts()[-1] == "好的，不办了。"
    await cai.forges("1|signup.publish|1")
    cai.is_told("button-outdated", alert=True)


async def test_whoever_has_several_circles_chooses_among_them(town):
    other = await town.add_circle("5号楼邻里圈")
    ben = await town.steward("Ben")
    await ben.whispers("/signup 守桶 人数=6")
    await ben.presses("确认")
    ben.is_told("signup-no-circle", alert=True)
    await ben.presses("⬜ 3号楼邻里圈")
    await ben.presses("⬜ 5号楼邻里圈")
    await ben.presses("☑️ 3号楼邻里圈")
    await ben.presses("确认")
    ben.sees("signup-posted", circles="5号楼邻里圈", where=ben.id)
    assert "守桶" in card(ben, other)


async def test_circles_are_named_by_an_at_sign(town):
    other = await town.add_circle("5号楼邻里圈")
    ben = await town.steward("Ben")
    await ben.whispers("/signup 守桶 人数=6 @第一网格")
    await ben.presses("确认")
    for where in (town.circle, other):
        assert "守桶" in card(ben, where)


async def test_only_who_may_opens_one_in_private(town):
    ana = await town.resident("Ana")
    await ana.whispers("/signup 守桶 人数=6")
    ana.sees("no-permission", where=ana.id)
    stranger = await town.person("Zoe", started=True)
    await stranger.whispers("/signup")
    stranger.sees("not-in-a-circle")


async def test_a_sign_up_of_another_circle_is_not_shown(town):
    other = await town.add_circle("5号楼邻里圈")
    dan = await town.captain("Dan", circle=other)
    await dan.types("/signup 守桶 人数=6")
    ana = await town.resident("Ana")
    await ana.whispers("/signup 1")
    ana.sees("signup-not-your-circle", where=ana.id)
    await ana.whispers("/signup 99")
    ana.sees("signup-unknown", where=ana.id)


async def test_a_sign_up_of_another_circle_is_not_shown_in_a_group_to_those_who_may_see_it(town):
    """The admin may see it anywhere, but the group may not."""
    other = await town.add_circle("5号楼邻里圈")
    dan = await town.captain("Dan", circle=other)
    await dan.types("/signup 守桶 人数=6")
    await town.admin.types("/signup 1", where=town.circle)
    town.admin.sees("signup-elsewhere", number=1, where=town.circle)
    await town.admin.forges("1|signup.show|1", where=town.circle)
    town.admin.is_told("signup-elsewhere", number=1, alert=True)
    await town.admin.whispers("/signup 1")
    assert "守桶" in town.admin.texts()[-1]
    assert not any("守桶" in words for words in town.admin.texts(town.circle))


async def test_one_is_shown_in_its_group_by_its_number_and_several_by_their_titles(town):
    cai = await town.captain("Cai")
    await cai.types("/signup 守桶 人数=6")
    await cai.types("/signup 1")
    assert cai.buttons(town.circle)[-2:] == ["报名", "取消报名"]
    await cai.types("/signup 巡逻 人数=6")
    await cai.types("/signup")
    assert cai.buttons(town.circle)[-4:] == ["报名 巡逻", "取消报名", "报名 守桶", "取消报名"]
