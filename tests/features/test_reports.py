from tests.support.town import ADMIN_ID


async def test_a_report_in_the_group_is_confirmed_there_and_sent_to_the_steward(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 3单元电梯坏了")
    ana.sees("report-accepted", number=1, body="3单元电梯坏了", households=1, where=town.circle)
    ben.sees("report-for-staff", number=1, body="3单元电梯坏了", reporter="Ana", households=1)


async def test_reporter_hears_when_the_steward_takes_the_report(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    ana.sees("report-taken", number=1, by="Ben")
    assert ADMIN_ID
