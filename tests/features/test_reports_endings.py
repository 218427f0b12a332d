"""Other ways on: not accepted and contested, on hold, merged, withdrawn."""


async def _report(town, words="电梯坏了"):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types(f"/report {words}")
    return ana, ben


async def _rejects(ben, reason="其他原因", words="这是业主自己的设备"):
    await ben.presses("不受理")
    await ben.presses(reason)
    await ben.whispers(words)


async def test_a_rejection_needs_a_reason_that_the_reporter_reads(town):
    ana, ben = await _report(town)
    await ben.presses("不受理")
    ben.sees("report-reject-why", number=1)
    await ben.presses("其他原因")
    ben.sees("ask-reject", number=1)
    assert town.rows("SELECT state FROM reports") == [("waiting",)]
    await ben.whispers("这是业主自己的设备")
    ben.sees("report-you-rejected", number=1)
    assert "这是业主自己的设备\n您要是不同意，可以申诉一次。" in ana.texts()[-1]
    assert "电梯 · 不受理" in town.admin.texts(town.circle)[-1]


async def test_what_is_no_matter_of_the_community_is_kept_apart(town):
    _, ben = await _report(town)
    await _rejects(ben, "不属社区职责")
    assert town.rows("SELECT out_of_scope FROM reports") == [(1,)]


async def test_neighbours_who_joined_hear_of_a_rejection_but_do_not_contest_it(town):
    _, ben = await _report(town)
    zoe = await town.resident("Zoe")
    await zoe.presses("我家也是", where=town.circle)
    await _rejects(ben)
    zoe.sees("report-rejected", number=1, words="这是业主自己的设备")
    assert zoe.buttons() == []
    await zoe.forges("1|report.contest|1")
    zoe.is_told("report-not-yours-to-do", number=1, alert=True)


async def test_the_reporter_contests_once_and_staff_look_again(town):
    ana, ben = await _report(town)
    await _rejects(ben)
    await ana.presses("我不同意")
    ana.sees("ask-contest", number=1)
    await ana.whispers("这是公共电梯")
    ana.sees("report-you-contested", number=1)
    assert ben.texts()[-1].startswith("⚠️ #1 报事人申诉，不同意不受理：这是公共电梯")
    assert "待接单" in ben.texts()[-1]
    await _rejects(ben, words="已和您电话说明")
    assert "申诉" not in ana.texts()[-1]
    await ana.presses("我不同意")
    ana.is_told("report-not-now", number=1, alert=True)


async def test_only_waiting_or_taken_tickets_are_rejected(town):
    _, ben = await _report(town)
    await ben.presses("办结")
    await ben.whispers("修好了")
    await ben.forges("1|report.reject|1")
    ben.is_told("report-not-now", number=1, alert=True)


async def test_a_ticket_is_put_on_hold_with_a_reason_and_a_number_of_days(town):
    ana, ben = await _report(town)
    await ben.presses("接单")
    await ben.presses("挂起")
    ben.sees("ask-hold", number=1)
    await ben.whispers("等配件")
    ben.sees("ask-hold-until", number=1)
    await ben.presses("3 天")
    assert "挂起到 11月27日（周五）09:00" in ben.texts()[-1]
    assert "要等一等：等配件" in ana.texts()[-1]
    assert "11月27日（周五）09:00 接着办" in ana.texts()[-1]
    assert "挂起" in town.admin.texts(town.circle)[-1]
    assert "恢复办理" in ben.buttons()


async def test_a_ticket_is_put_on_hold_until_a_day_that_is_typed(town):
    _, ben = await _report(town)
    await ben.presses("接单")
    await ben.presses("挂起")
    await ben.whispers("等配件")
    for unclear in ("等厂家通知", "11月23日", "今天"):
        await ben.whispers(unclear)
        assert "挂起到哪天" in ben.texts()[-1]
    ben.sees("hold-until-unclear")
    await ben.whispers("下周一")
    assert "挂起到 11月30日（周一）09:00" in ben.texts()[-1]


async def test_a_ticket_on_hold_goes_on_when_staff_say_so(town):
    _, ben = await _report(town)
    await ben.presses("接单")
    await ben.presses("挂起")
    await ben.whispers("等配件")
    await ben.presses("7 天")
    await ben.presses("恢复办理")
    ben.is_told("report-resumed", number=1)
    assert "处理中（Ben）" in town.admin.texts(town.circle)[-1]


async def test_days_count_for_the_question_they_stand_under_only(town):
    _, ben = await _report(town)
    await ben.presses("接单")
    await ben.presses("挂起")
    await ben.whispers("等配件")
    _, days = ben._button("3 天", ben.id)
    await ben.presses("回复")
    await ben.forges(days)
    ben.is_told("button-outdated", alert=True)
    await ben.forges("1|report.hold_for|1|99")
    ben.is_told("button-outdated", alert=True)


async def test_a_merged_ticket_takes_its_households_and_pictures_along(town):
    ana, ben = await _report(town)
    zoe = await town.resident("Zoe")
    await zoe.shows("/report 楼道的灯不亮")
    await ben.presses("合并")
    await ben.presses("#1 电梯坏了")
    ben.is_told("report-merged", number=2, into=1)
    zoe.sees("report-merged-told", number=2, into=1)
    assert "已合并" in town.admin.texts(town.circle)[-1]
    assert town.rows("SELECT COUNT(*) FROM report_photos WHERE number = 1") == [(1,)]
    await ben.whispers("#1")
    assert "共 2 户" in ben.texts()[-1]
    await ben.presses("办结")
    await ben.whispers("都修好了")
    for person in (ana, zoe):
        person.sees("report-closed-ask", where=person.id)


async def test_a_ticket_is_merged_once_and_never_into_what_is_over(town):
    ana, ben = await _report(town)
    await ana.types("/report 楼道的灯不亮")
    await ben.presses("合并")
    _, data = ben._button("#1 电梯坏了", ben.id)
    await ben.forges(data)
    await ben.forges(data)
    ben.is_told("report-not-now", number=2, alert=True)
    await ben.forges("1|report.into|1|2")
    ben.is_told("button-outdated", alert=True)


async def test_with_nothing_to_merge_into_staff_are_told_so(town):
    _, ben = await _report(town)
    await ben.presses("合并")
    ben.is_told("report-nothing-to-merge-into", alert=True)


async def test_the_reporter_withdraws_after_being_asked_once_more(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    zoe = await town.resident("Zoe")
    await ana.whispers("/report 电梯坏了")
    await zoe.presses("我家也是", where=town.circle)
    await ben.presses("接单")
    await ana.presses("撤回")
    ana.sees("report-withdraw-sure", number=1)
    await ana.presses("确定撤回")
    ana.is_told("report-withdrawn", number=1)
    ben.sees("report-withdrawn-worker", number=1)
    zoe.sees("report-withdrawn-told", number=1)
    ana.sees_not("report-withdrawn-told")
    assert "已撤回" in town.admin.texts(town.circle)[-1]
    assert any("已撤回" in words for words in ana.texts())
    await ana.presses("确定撤回")
    ana.is_told("report-not-now", number=1, alert=True)


async def test_nobody_else_withdraws_a_report(town):
    _, ben = await _report(town)
    zoe = await town.resident("Zoe")
    for person in (zoe, ben):
        for route in ("withdraw", "withdraw_sure"):
            await person.forges(f"1|report.{route}|1")
            person.is_told("report-not-yours-to-do", number=1, alert=True)
    assert town.rows("SELECT state FROM reports") == [("waiting",)]
