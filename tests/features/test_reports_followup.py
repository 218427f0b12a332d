"""回访: every household is asked how it went; 没解决 opens the ticket again."""


async def _closed(town, *, joined=True, started=True):
    ana, ben = await town.resident("Ana", started=started), await town.steward("Ben")
    zoe = await town.resident("Zoe")
    await ana.types("/report 电梯坏了")
    if joined:
        await zoe.presses("我家也是", where=town.circle)
    await ben.presses("接单")
    await ben.presses("办结")
    await ben.whispers("换了门机")
    return ana, zoe, ben


async def _not_solved(person, words):
    await person.presses("没解决")
    await person.whispers(words)


async def test_closing_asks_what_was_done_and_takes_a_picture(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("办结")
    ben.sees("ask-close", number=1)
    assert town.rows("SELECT state FROM reports") == [("waiting",)]
    await ben.shows("换了门机", where=ben.id)
    ben.sees("report-you-closed", number=1)
    assert len(ana.photos()) == 1
    assert len(ana.photos(town.circle)) == 1
    ana.sees("report-closed-group", number=1, words="换了门机")


async def test_every_household_hears_it_and_is_asked(town):
    ana, zoe, _ = await _closed(town)
    for person in (ana, zoe):
        assert "Ben 已经办结：换了门机\n现在怎么样了？" in person.texts()[-1]
        assert person.buttons() == ["解决了", "部分解决", "没解决"]
        await person.presses("部分解决")
        person.sees("report-how-content", number=1, where=person.id)
        assert person.buttons() == ["满意", "基本满意", "不满意"]


async def test_the_reporters_answer_closes_it_and_the_neighbours_is_kept_beside_it(town):
    ana, zoe, ben = await _closed(town)
    await zoe.presses("部分解决")
    await zoe.presses("不满意")
    zoe.sees("report-thanks", number=1)
    assert "待回访" in ben.texts()[1]
    await ana.presses("解决了")
    await ana.presses("基本满意")
    ana.sees("report-thanks", number=1)
    assert "已办结" in ben.texts()[1]
    rated = town.rows("SELECT detail FROM report_events WHERE step = 'rate' ORDER BY id")
    assert rated == [("partly no",), ("yes fairly",)]
    await ben.whispers("#1")
    assert "Zoe 评价：部分解决，不满意" in ben.texts()[-1]


async def test_a_neighbour_still_answers_after_the_reporter_closed_it(town):
    ana, zoe, _ = await _closed(town)
    await ana.presses("解决了")
    await ana.presses("满意")
    await zoe.presses("没解决")
    zoe.is_told("report-over", number=1, alert=True)
    await zoe.presses("部分解决")
    await zoe.presses("满意")
    zoe.sees("report-thanks", number=1)
    assert town.rows("SELECT state FROM reports") == [("closed",)]


async def test_an_answer_is_given_once(town):
    ana, _, _ = await _closed(town)
    _, solved = ana._button("解决了", ana.id)
    await ana.presses("解决了")
    _, content = ana._button("满意", ana.id)
    await ana.presses("满意")
    for data in (solved, content, content.replace("yes", "no")):
        await ana.forges(data)
        ana.is_told("report-rated-before", number=1, alert=True)
    assert town.rows("SELECT COUNT(*) FROM report_events WHERE step = 'rate'") == [(1,)]
    assert town.rows("SELECT satisfied FROM report_ratings WHERE person_id = :p", p=ana.id) == [
        ("yes",)
    ]


async def test_nobody_answers_who_was_not_asked(town):
    ana, zoe, ben = await _closed(town, joined=False)
    _, data = ana._button("解决了", ana.id)
    for person in (zoe, ben):
        await person.forges(data)
        person.is_told("report-not-asked", alert=True)
    for forged in ("1|report.solved|1|0|maybe", "1|report.satisfied|1|0|yes"):
        await ana.forges(forged)
        ana.is_told("button-outdated", alert=True)


async def test_not_solved_needs_a_reason_and_goes_back_to_the_same_owner(town):
    ana, _, ben = await _closed(town)
    await ana.presses("没解决")
    ana.sees("ask-reopen", number=1)
    assert town.rows("SELECT state FROM reports") == [("review",)]
    await ana.whispers("还是关不上门")
    ana.sees("report-you-reopened", number=1)
    assert ben.texts()[-1].startswith("⚠️ #1 没解决，第1次重开：还是关不上门")
    assert "处理中（Ben）" in ben.texts()[-1]
    assert "第1次重开" in ben.texts()[-1]
    assert "处理中（Ben）" in town.admin.texts(town.circle)[-2]


async def test_a_picture_of_what_is_still_wrong_reaches_the_owner(town):
    ana, _, ben = await _closed(town)
    await ana.presses("没解决")
    await ana.shows("看", where=ana.id)
    assert len(ben.photos()) == 1


async def test_a_neighbour_can_say_that_it_is_not_solved(town):
    ana, zoe, ben = await _closed(town)
    _, stale = ana._button("解决了", ana.id)
    await _not_solved(zoe, "五楼还停不了")
    assert "第1次重开：五楼还停不了" in ben.texts()[-1]
    for person in (ana, zoe):
        person.sees("report-reopened-told", number=1, where=person.id)
        assert "解决了" not in person.buttons()
    await ana.forges(stale)
    ana.is_told("report-question-over", number=1, alert=True)


async def test_an_admin_hears_when_it_is_opened_again_for_the_second_time(town):
    ana, _, ben = await _closed(town)
    await _not_solved(ana, "没好")
    assert not any("重开" in words for words in town.admin.texts())
    await ben.presses("办结")
    await ben.whispers("又修了")
    await _not_solved(ana, "还没好")
    assert town.admin.texts()[-1].startswith("⚠️ #1 没解决，第2次重开：还没好")
    assert "处理中（Ben）" in town.admin.texts()[-1]


async def test_what_a_partner_closed_goes_back_to_the_same_partner(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    li, wu = await town.partner("李师傅"), await town.partner("吴师傅")
    await ana.types("/report 电梯坏了")
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    await li.presses("接单")
    await li.presses("办结")
    await li.whispers("修好了")
    await _not_solved(ana, "没好")
    assert li.texts()[-1].startswith("⚠️ #1 没解决")
    assert "退回" in li.buttons()
    wu.sees_not("report-reopened", count=1)


async def test_what_a_household_says_too_late_is_explained(town):
    ana, zoe, _ = await _closed(town)
    await zoe.presses("没解决")
    await ana.presses("解决了")
    await ana.presses("满意")
    await zoe.whispers("没好")
    zoe.sees("report-not-now", number=1)
    assert town.rows("SELECT state FROM reports") == [("closed",)]


async def test_a_reporter_without_a_private_chat_hears_it_in_the_group_and_is_asked_later(town):
    ana, _, _ = await _closed(town, started=False)
    said = town.admin.texts(town.circle)[-1]
    assert said.startswith("✅ #1 已办结：换了门机\nAna 您看解决了吗？")
    assert "打开私聊" in ana.buttons(town.circle)
    await ana.opens()
    assert "现在怎么样了？" in "".join(ana.texts())
    await ana.presses("解决了")
    await ana.presses("满意")
    assert town.rows("SELECT state FROM reports") == [("closed",)]


async def test_who_has_not_answered_is_asked_again_after_two_days_and_then_left_alone(town):
    ana, zoe, _ = await _closed(town)
    await zoe.presses("解决了")
    await zoe.presses("满意")
    await town.passes(days=2)
    ana.sees("report-ask-again", number=1, where=ana.id)
    zoe.sees_not("report-ask-again", where=zoe.id)
    await town.passes(days=5)
    assert town.rows("SELECT state FROM reports") == [("closed",)]
    await ana.whispers("#1")
    assert "未评价，到期办结" in ana.texts()[-1]
