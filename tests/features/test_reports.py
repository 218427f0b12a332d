"""Reports, from filing to a rating, as everybody around a ticket sees them."""


async def test_a_report_in_the_group_is_confirmed_there_and_sent_to_the_steward(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.whispers("/bind 3-2-501")
    await ana.types("/report 3单元电梯坏了")
    ana.sees("report-accepted", number=1, body="3单元电梯坏了", households=1, handovers=0)
    ben.sees("report-for-staff", number=1, body="3单元电梯坏了", circle="3号楼邻里圈")
    assert "报事人：Ana · 住址：3-2-501" in ben.texts()[-1]
    labels = ["接单", "回复", "转派", "办结", "不受理", "改类别", "合并"]
    assert ben.buttons() == labels


async def test_a_ticket_goes_from_filing_to_a_satisfied_reporter(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    ana.sees("report-taken", number=1, by="Ben")
    await ben.presses("办结")
    await ben.whispers("换了门机，试过了")
    ana.sees("report-closed-group", number=1, words="换了门机，试过了")
    await ana.presses("解决了")
    await ana.presses("满意")
    ana.sees("report-thanks", number=1)
    assert "已办结" in ben.texts()[1]
    assert _card(ana, town).startswith("已受理 #1 电梯坏了\n电梯 · 已办结 · 首接 Ben")


async def test_a_ticket_lives_in_english_too(town):
    await town.admin.types("/lang en", where=town.circle)
    ana = await town.resident("Ana", lang="en")
    ben = await town.steward("Ben", lang="en")
    await ana.types("/report The lift is broken")
    assert "waiting to be taken" in _card(ana, town, "Received")
    await ben.presses("接单 Take")
    ana.sees("report-taken", lang="en", number=1, by="Ben")
    await ben.presses("回复 Reply")
    await ben.whispers("Which floor?")
    await ana.whispers("The fifth")
    ben.sees("report-answered", lang="en", number=1, who="reporter", name="Ana")
    await ben.presses("办结 Close")
    ben.sees("ask-close", lang="en", number=1)
    await ben.whispers("New motor")
    await ana.presses("没解决 Not solved")
    await ana.whispers("Still stuck")
    ana.sees("report-you-reopened", lang="en", number=1)
    await ben.presses("办结 Close")
    await ben.whispers("New cable")
    await ana.presses("解决了 Solved")
    await ana.presses("基本满意 Fairly")
    ana.sees("report-thanks", lang="en", number=1)
    await ana.whispers("#1")
    assert "rated it: 解决了 Solved, 基本满意 Fairly" in ana.texts()[-1]


async def test_the_group_hears_of_a_report_in_one_card_and_one_line_at_its_end(town):
    ana, ben = await town.resident("Ana", started=False), await town.steward("Ben")
    li = await town.partner("李师傅")
    before = len(ben.town.admin.texts(town.circle))
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    await li.presses("接单")
    await li.presses("办结")
    await li.whispers("修好了")
    said = town.admin.texts(town.circle)[before:]
    assert len(said) == 2
    assert "待回访 · 首接 Ben · 第1次转派" in said[0]
    assert said[1].startswith("✅ #1 已办结：修好了\nAna 您看解决了吗？")


def _card(human, town, beginning="已受理"):
    return next(words for words in human.texts(town.circle) if words.startswith(beginning))
