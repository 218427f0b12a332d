"""Dispatch: who is alerted, who takes it, hands it on, gives it back; every card keeps up."""


async def _report(town, words="/report 电梯坏了"):
    ana = await town.resident("Ana")
    await ana.types(words)
    return ana


async def test_the_first_to_take_it_owns_it_and_the_others_cards_change_at_once(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await _report(town)
    await ben.presses("接单")
    ben.is_told("report-you-took", number=1)
    assert "处理中（Ben）" in mia.texts()[-1]
    assert mia.buttons() == ["打开"]
    assert ben.buttons() == ["回复", "转派", "办结", "不受理", "挂起", "改类别", "合并"]


async def test_the_second_to_take_it_is_told_who_has_it(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await _report(town)
    _, data = mia._button("接单", mia.id)
    await ben.presses("接单")
    await mia.forges(data)
    mia.is_told("report-already-taken", number=1, owner="Ben", alert=True)
    await ben.forges(data)
    ben.is_told("report-already-taken", number=1, owner="Ben", alert=True)
    assert town.rows("SELECT COUNT(*) FROM report_events WHERE step = 'take'") == [(1,)]


async def test_everybody_who_has_the_trouble_hears_that_it_was_taken(town):
    ben = await town.steward("Ben")
    ana, zoe = await _report(town), await town.resident("Zoe")
    await zoe.presses("我家也是", where=town.circle)
    await ben.presses("接单")
    for person in (ana, zoe):
        person.sees("report-taken", number=1, by="Ben", where=person.id)


async def test_a_colleague_who_steps_in_opens_the_ticket_and_has_all_its_buttons(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await _report(town)
    await ben.presses("接单")
    await mia.presses("打开")
    mia.sees("ticket")
    assert "Ben 接单" in mia.texts()[-1]
    await mia.presses("办结")
    await mia.whispers("Ben 病了，我去修好了")
    assert "待回访" in ben.texts()[-1]
    assert "首接：Ben" in ben.texts()[-1]


async def test_only_staff_on_duty_are_alerted(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await ben.whispers("/duty on")
    await _report(town)
    ben.sees("report-for-staff", number=1)
    mia.sees_not("report-for-staff")


async def test_a_ticket_handed_to_a_colleague_waits_for_them(town):
    ben, mia, eve = [await town.steward(name) for name in ("Ben", "Mia", "Eve")]
    ana = await _report(town)
    await ben.presses("接单")
    await ben.presses("转派")
    assert ben.buttons()[-2:] == ["Mia", "Eve"]
    await ben.presses("Mia")
    ben.is_told("report-transferred", number=1, to="Mia")
    ana.sees("report-transferred-told", number=1, to="Mia")
    assert mia.texts()[-1].startswith("Ben 转给您一件事，请接单")
    assert "第1次转派" in mia.texts()[-1]
    assert mia.buttons()[-6:] == ["接单", "退回", "回复", "转派", "办结", "改类别"]
    assert "收回自己办" in ben.buttons()
    assert eve.buttons() == ["打开"]
    await mia.presses("接单")
    assert "处理中（Mia） · 首接 Ben · 第1次转派" in town.admin.texts(town.circle)[-1]


async def test_a_ticket_that_nobody_takes_up_is_taken_back(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await _report(town)
    await ben.presses("转派")
    await ben.presses("Mia")
    await ben.presses("收回自己办")
    ben.is_told("report-you-took", number=1)
    assert mia.buttons()[-1] == "打开"
    assert "处理中（Ben）" in mia.texts()[-1]


async def test_the_partner_whose_matter_it_is_comes_first(town):
    ben, _ = await town.steward("Ben"), await town.steward("Mia")
    await town.partner("李师傅")
    await _report(town)
    await ben.presses("转派")
    assert ben.buttons()[-2:] == ["🏢 物业", "Mia"]


async def test_a_partner_gets_the_same_card_takes_it_answers_and_closes_it(town):
    ben, li = await town.steward("Ben"), await town.partner("李师傅")
    ana = await _report(town)
    await ana.whispers("/bind 3-2-501")
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    assert "报事人：Ana · 住址：3-2-501" in li.texts()[-1]
    assert li.buttons() == ["接单", "退回", "回复", "办结"]
    await li.presses("接单")
    assert "处理中（李师傅）" in ben.texts()[1]
    assert li.buttons() == ["退回", "回复", "办结"]
    await li.presses("回复")
    await li.whispers("下午到")
    ana.sees("report-told", number=1, by="李师傅", words="下午到")
    await ana.whispers("好的")
    li.sees("report-answered", number=1, who="reporter", name="Ana", words="好的")
    await li.presses("办结")
    await li.whispers("换了门机")
    ana.sees("report-closed-group", number=1, words="换了门机")


async def test_all_people_of_a_partner_get_it_and_the_first_to_take_it_owns_it(town):
    ben = await town.steward("Ben")
    li, wu = await town.partner("李师傅"), await town.partner("吴师傅")
    await _report(town)
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    _, data = wu._button("接单", wu.id)
    await li.presses("接单")
    assert "处理中（李师傅）" in wu.texts()[-1]
    await wu.forges(data)
    wu.is_told("report-already-taken", number=1, owner="李师傅", alert=True)


async def test_a_partner_gives_it_back_with_a_reason_before_and_after_taking_it(town):
    ben, li = await town.steward("Ben"), await town.partner("李师傅")
    await _report(town)
    await ben.presses("接单")
    for taken in (False, True):
        await ben.presses("转派")
        await ben.presses("🏢 物业")
        if taken:
            await li.presses("接单")
        await li.presses("退回")
        li.sees("ask-return", number=1)
        await li.whispers("要找厂家")
        li.sees("report-you-returned", number=1)
        assert ben.texts()[-1].startswith("↩️ #1 被 李师傅 退回：要找厂家")
        assert "处理中（Ben）" in ben.texts()[-1]
        li.sees("report-not-yours-any-more", number=1)
    assert "第2次转派" in ben.texts()[-1]
    assert "第2次转派" in town.admin.texts(town.circle)[-1]


async def test_what_nobody_had_taken_waits_again_when_it_is_given_back(town):
    ben, li = await town.steward("Ben"), await town.partner("李师傅")
    await _report(town)
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    await li.presses("退回")
    await li.whispers("不归我们")
    assert "待接单" in ben.texts()[-1]
    await ben.presses("接单")
    ben.is_told("report-you-took", number=1)


async def test_a_choice_of_whom_to_hand_it_to_counts_once(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await town.partner("李师傅")
    await _report(town)
    await ben.presses("转派")
    before = len(mia.texts())
    for label in ("Mia", "Mia", "🏢 物业"):
        await ben.presses(label)
    ben.is_told("report-handed-on-since", number=1, alert=True)
    assert len(mia.texts()) == before + 1
    assert town.rows("SELECT handovers FROM reports") == [(1,)]


async def test_with_nobody_to_hand_it_to_staff_are_told_so(town):
    ben = await town.steward("Ben")
    await _report(town)
    await ben.presses("转派")
    ben.is_told("report-nobody-to-transfer-to", alert=True)


async def test_a_partner_may_do_no_more_than_their_part(town):
    ben, li = await town.steward("Ben"), await town.partner("李师傅")
    await _report(town)
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    for step in ("transfer", "reject", "hold", "merge", "classify"):
        await li.forges(f"1|report.{step}|1")
        li.is_told("report-not-yours-to-do", number=1, alert=True)


async def test_staff_change_the_category_and_the_clock_with_it(town):
    ben = await town.steward("Ben")
    await _report(town)
    assert "请在 11月24日（周二）11:00 前接单" in ben.texts()[-1]
    await ben.presses("改类别")
    await ben.presses("停车")
    ben.is_told("report-classified", number=1, category="停车")
    assert "类别：停车" in ben.texts()[1]
    assert "11:00" not in ben.texts()[1]
