from datetime import timedelta


async def test_a_report_in_the_group_is_confirmed_there_and_sent_to_the_steward(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 3单元电梯坏了")
    ana.sees("report-accepted", number=1, body="3单元电梯坏了", households=1, handovers=0)
    ben.sees("report-for-staff", number=1, body="3单元电梯坏了")


async def test_reporter_hears_when_the_steward_takes_the_report(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    ana.sees("report-taken", number=1, by="Ben")


async def test_a_ticket_goes_from_filing_to_a_satisfied_reporter(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    await ben.presses("办结")
    await ben.whispers("换了门机，试过了")
    ana.sees("report-closed-group", number=1, words="换了门机，试过了")
    await ana.presses("解决了")
    await ana.presses("满意")
    ana.sees("report-thanks", number=1)
    ben.sees("report-for-staff", number=1)
    assert any("已办结" in words for words in ben.texts())
    assert timedelta
