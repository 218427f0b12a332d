"""Lists: what burns first for those who work, one's own for those who wait."""


async def test_the_inbox_of_somebody_with_nothing_to_do_says_so(town):
    ben = await town.steward("Ben")
    await ben.whispers("/inbox")
    ben.sees("inbox-empty")


async def test_what_burns_stands_first_with_what_it_is_due_for(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    for words in ("停车位被占", "电梯坏了", "楼道起火了"):
        await ana.types(f"/report {words}")
    await ben.whispers("/待办")
    said = ben.texts()[-1]
    assert [said.index(word) for word in ("起火", "电梯", "停车")] == sorted(
        said.index(word) for word in ("起火", "电梯", "停车")
    )
    assert "🔴 #3 楼道起火了\n　3号楼邻里圈 · 待接单 · 11月24日（周二）09:30 前" in said
    await town.passes(hours=1)
    await ben.whispers("/inbox")
    assert "⚠️ 已过 11月24日（周二）09:30" in ben.texts()[-1]


async def test_a_household_more_raises_a_ticket(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    for words in ("停车位被占", "小广告贴得到处都是"):
        await ana.types(f"/report {words}")
    for name in ("Zoe", "Eve"):
        person = await town.resident(name)
        await person.presses("我家也是", where=town.circle)
    await ben.whispers("/inbox")
    assert ben.texts()[-1].index("小广告") < ben.texts()[-1].index("停车位")


async def test_forty_open_tickets_are_paged_in_one_message(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    for number in range(1, 41):
        await ana.types(f"/report 路灯{'一' * number}不亮 {number * 7919}")
        if "不是，新报" in ana.buttons(town.circle):
            await ana.presses("不是，新报", where=town.circle)
    await ben.whispers("/inbox")
    messages = len(ben.texts())
    pages = [_numbers(ben)]
    for _ in range(4):
        await ben.presses("后面 »")
        pages.append(_numbers(ben))
    assert len(ben.texts()) == messages
    assert [len(page) for page in pages] == [8] * 5
    assert len({number for page in pages for number in page}) == 40
    assert "后面 »" not in ben.buttons()
    await ben.presses("« 前面")
    assert _numbers(ben) == pages[3]


async def test_each_list_is_turned_by_its_own_buttons(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    for number in range(1, 11):
        await ana.types(f"/report 第{number}号楼的小广告{'多' * number}")
        if "不是，新报" in ana.buttons(town.circle):
            await ana.presses("不是，新报", where=town.circle)
    await ben.whispers("/inbox")
    _, older = ben._button("后面 »", ben.id)
    at = len(ben.texts()) - 1
    await ben.whispers("/inbox")
    await ben.forges(older)
    assert "第 2 页" in ben.texts()[at]
    assert "第 1 页" in ben.texts()[-1]


async def test_one_tap_opens_a_ticket_that_then_keeps_up(town):
    ana, ben, mia = await town.resident("Ana"), await town.steward("Ben"), await town.steward("Mia")
    await ana.types("/report 电梯坏了")
    await ben.whispers("/inbox")
    await ben.presses("#1")
    assert "11月24日（周二）09:00　Ana 报事" in ben.texts()[-1]
    await mia.presses("接单")
    assert "处理中（Mia）" in ben.texts()[-1]


async def test_staff_see_their_grid_partners_theirs_and_the_admin_all(town):
    ben, far = await town.steward("Ben"), await town.steward("Far", grid="第二网格")
    li, ana = await town.partner("李师傅"), await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    for person in (far, li):
        await person.whispers("/inbox")
        person.sees("inbox-empty")
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    for person in (ben, li, town.admin):
        await person.whispers("/inbox")
        assert "已转派（物业）" in person.texts()[-1]


async def test_residents_have_no_inbox(town):
    ana = await town.resident("Ana")
    await ana.whispers("/inbox")
    ana.sees("no-permission", who="社工 / 楼管家")
    await ana.forges("1|inbox.page|0|1")
    ana.is_told("no-permission", alert=True)


async def test_residents_see_their_own_tickets_and_their_state(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.whispers("/mine")
    ana.sees("mine-none", where=ana.id)
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    await ana.whispers("/我的诉求")
    assert "#1 电梯坏了 · 处理中（Ben）" in ana.texts()[-1]
    await ana.presses("#1")
    ana.sees("ticket", where=ana.id)
    assert "有进展我会告诉您" in ana.texts()[-1]


async def test_the_history_tells_the_whole_story(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    li = await town.partner("李师傅")
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    await li.presses("退回")
    await li.whispers("要找厂家")
    await ben.presses("办结")
    await ben.whispers("厂家修好了")
    await ana.presses("没解决")
    await ana.whispers("还响")
    await ben.presses("办结")
    await ben.whispers("换了轴承")
    await ana.presses("解决了")
    await ana.presses("满意")
    await ana.whispers("#1")
    lines = [line.split("　", 1)[-1] for line in ana.texts()[-1].splitlines() if "　" in line]
    assert lines == [
        " 报事",
        "Ben 接单",
        "Ben 转给 物业",
        "李师傅 退回：要找厂家",
        "Ben 办结：厂家修好了",
        " 没解决，重开：还响",
        "Ben 办结：换了轴承",
        " 评价：解决了，满意",
    ]


def _numbers(person):
    lines = person.texts()[-1].splitlines()
    return [line.split()[0] for line in lines if line.startswith("#")]
