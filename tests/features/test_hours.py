import io
import json
from datetime import timedelta

import openpyxl

from domain.hours import Attendance, Volunteer
from tests.support.town import START

SHIFT = START - timedelta(days=3)
WANG = Volunteer(name="王阿姨", household="3-2-501")


def attendance(volunteer, minutes=120, *, circle=1, at=SHIFT, **more):
    return Attendance(
        volunteer=volunteer,
        signup_id=1,
        circle_id=circle,
        shift_at=at,
        minutes=minutes,
        **{"title": "周六守桶", "recorded_by": None, **more},
    )


async def served(town, volunteer, minutes=120, *, points_per_hour=0, **more):
    """The roll was called: somebody served so long."""
    async with town.app.database.transaction() as uow:
        return await uow.hours.record(
            attendance(volunteer, minutes, **more),
            town.clock.now(),
            points_per_hour=points_per_hour,
        )


def person(human):
    return Volunteer(person_id=human.id)


def ledger(town):
    return town.rows("SELECT minutes, total, reason FROM hours_entries ORDER BY id")


def workbook(human):
    """The newest file that somebody got, and its name."""
    message = [m for m in human.town.world.messages(human.id) if "document" in m.data][-1]
    file = human.town.sandbox.world.files.get(message.data["document"]["file_id"])
    return message.data["document"]["file_name"], openpyxl.load_workbook(io.BytesIO(file.content))


async def test_a_volunteer_sees_this_year_the_years_before_and_the_last_shifts(town):
    ana = await town.resident("Ana")
    await served(town, person(ana), 90)
    await served(town, person(ana), 60, at=START - timedelta(days=400), title="巡逻")
    await ana.whispers("/时长")
    text = ana.texts()[-1]
    assert "今年 1小时30分钟，往年 1小时" in text
    assert "积分" not in text
    assert text.index("巡逻：1小时") < text.index("周六守桶：1小时30分钟")


async def test_who_never_served_is_told_how_to_begin(town):
    ana = await town.resident("Ana", lang="en")
    await ana.whispers("/hours")
    assert "This year 0, before 0" in ana.texts()[-1]
    assert "Sign up for a duty" in ana.texts()[-1]
    assert "Correct hours" not in ana.buttons()


async def test_only_the_last_ten_are_listed(town):
    ana = await town.resident("Ana")
    for day in range(12):
        await served(town, person(ana), 60, at=SHIFT - timedelta(days=day), title=f"班{day:02}")
    await ana.whispers("/hours")
    assert [f"班{day:02}" in ana.texts()[-1] for day in range(12)] == [False] * 2 + [True] * 10


async def test_points_are_shown_where_hours_give_some(town):
    ana = await town.resident("Ana")
    await served(town, person(ana), 90, points_per_hour=10)
    await ana.whispers("/hours")
    assert "积分" not in ana.texts()[-1]
    await town.stop_bot()
    usual = town.settings()
    town.settings = lambda: usual.model_copy(
        update={"hours": usual.hours.model_copy(update={"points_per_hour": 10})}
    )
    await town.start_bot()
    await ana.whispers("/hours")
    assert "积分 15" in ana.texts()[-1]


async def test_the_roll_called_twice_counts_once_and_differently_counts_the_last(town):
    ana = await town.resident("Ana")
    assert (await served(town, person(ana), 120, points_per_hour=1)).points == 2
    assert await served(town, person(ana), 120) is None
    assert await served(town, WANG, 0) is None
    changed = await served(town, person(ana), 0, points_per_hour=1)
    assert (changed.minutes, changed.points, changed.root) == (-120, -2, 1)
    await served(town, person(ana), 60)
    assert ledger(town) == [(120, 120, ""), (-120, 0, ""), (60, 60, "")]


async def test_shifts_that_begin_at_the_same_time_are_told_apart(town):
    ana = await town.resident("Ana")
    await served(town, person(ana), 120, shift=1)
    await served(town, person(ana), 0, shift=2)
    assert ledger(town) == [(120, 120, "")]


async def test_a_captain_corrects_and_the_volunteer_hears_it_in_their_language(town):
    ana, zhou = await town.resident("Ana", lang="en"), await town.captain("周楼长")
    await served(town, person(ana))
    await zhou.whispers("/hours")
    await zhou.presses("更正时长")
    assert "#1 Ana · 周六守桶" in zhou.texts()[-1]
    await zhou.presses("#1")
    zhou.sees("hours-shift")
    await zhou.presses("更正")
    zhou.sees("hours-ask", name="Ana", title="周六守桶")
    await zhou.whispers("90分钟")
    zhou.sees("hours-correct-why")
    await zhou.whispers("90分钟 提前走了")
    assert "1小时30分钟" in zhou.texts()[-1]
    assert "TA 已经收到消息" in zhou.texts()[-1]
    ana.sees("hours-corrected-you", lang="en", title="周六守桶", reason="提前走了", by="周楼长")
    assert ledger(town) == [(120, 120, ""), (-30, 90, "提前走了")]
    await ana.whispers("/hours")
    assert "corrected to 1 hour 30 minutes (周楼长: 提前走了)" in ana.texts()[-1]


async def test_one_line_corrects_too(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await served(town, person(ana))
    await ben.whispers("/hours 1 没来 点错了")
    ana.sees("hours-corrected-you", reason="点错了")
    await ben.whispers("/hours #1")
    assert "Ben记为 0：点错了" in ben.texts()[-1]
    await ben.whispers("/hours 1 0 点错了")
    ben.sees("hours-same")


async def test_a_correction_stays_when_the_same_roll_is_called_again(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await served(town, person(ana))
    await ben.whispers("/hours 1 90分钟 提前走了")
    assert await served(town, person(ana)) is None
    again = await served(town, person(ana), 60)
    assert (again.minutes, again.total) == (-30, 60)


async def test_the_organiser_hears_when_the_volunteer_cannot_be_told(town):
    quiet, ben = await town.resident("Quiet", started=False), await town.steward("Ben")
    await served(town, person(quiet))
    await served(town, WANG)
    for number in (1, 2):
        await ben.whispers(f"/hours {number} 90分钟 提前走了")
        assert "我没法私聊告诉 TA" in ben.texts()[-1]
    assert quiet.texts() == []


async def test_nobody_corrects_their_own_hours(town):
    zhou = await town.captain("周楼长")
    await served(town, person(zhou))
    await zhou.whispers("/hours 1 300分钟 多写点")
    zhou.sees("hours-own-correction")
    await zhou.presses("更正时长") if "更正时长" in zhou.buttons() else await zhou.whispers(
        "/hours 1"
    )
    await zhou.presses("更正")
    zhou.is_told("hours-own-correction")
    assert len(ledger(town)) == 1


async def test_only_the_organisers_of_a_circle_see_and_correct_its_hours(town):
    other = await town.add_circle("5号楼邻里圈", "第二网格 邻里圈")
    ana, zhou = await town.resident("Ana"), await town.captain("周楼长", circle=other)
    ben = await town.steward("Ben", grid="第二网格")
    await served(town, person(ana))
    await served(town, person(zhou), circle=None)
    for stranger in (zhou, ben):
        for number in (1, 2, 99):
            await stranger.whispers(f"/hours {number} 90分钟 提前走了")
            stranger.sees("hours-unknown", id=number)
        await stranger.forges("1|hours.correct|1")
        stranger.is_told("hours-unknown", id=1)
        await stranger.forges("1|hours.recent")
        stranger.is_told("hours-none-recorded")
    await ana.whispers("/hours 1 90分钟 提前走了")
    ana.sees("no-permission")
    for data in ("1|hours.show|1", "1|hours.correct|1", "1|hours.recent", "1|hours.export|2026"):
        await ana.forges(data)
        ana.is_told("no-permission")
    await town.admin.whispers("/hours 2 90分钟 提前走了")
    assert "1小时30分钟" in town.admin.texts()[-1]


async def test_words_that_say_nothing_show_how_it_is_done(town):
    ana = await town.resident("Ana")
    await ana.whispers("/hours 多少")
    ana.sees("hours-howto")


async def test_staff_get_the_year_as_a_file_of_their_grids(town):
    other = await town.add_circle("5号楼邻里圈", "第二网格 邻里圈")
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await town.resident("Fei", circle=other)
    await served(town, person(ana), 90)
    await served(town, WANG, 120, points_per_hour=10)
    await served(town, Volunteer(name="外网格", household=""), 120, circle=2)
    await ben.whispers("/hours 1 60分钟 提前走了")
    await ben.whispers("/hours")
    await ben.presses("2026 年名单")
    name, book = workbook(ben)
    assert name == "hours-2026.xlsx"
    summary, details = book.worksheets
    rows = [[cell.value for cell in row] for row in summary.iter_rows()]
    assert rows == [
        ["姓名", "住址", "次数", "分钟", "小时", "积分"],
        ["王阿姨", "3-2-501", 1, 120, "2.0", 20],
        ["Ana", None, 1, 60, "1.0", 0],
    ]
    assert [row[7].value for row in details.iter_rows()] == ["更正原因", None, None, "提前走了"]
    assert ("hours.export", ben.id) in town.audit()


async def test_a_year_in_which_nothing_was_is_said(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await ben.whispers("/hours 2024年")
    ben.sees("hours-none-in-year", year="2024")
    await ana.whispers("/hours 2024")
    ana.sees("no-permission")


async def test_a_neighbour_who_gets_telegram_is_credited_with_what_was_before(town):
    ana = await town.resident("Ana")
    await served(town, WANG, 120)
    async with town.app.database.transaction() as uow:
        assert await uow.hours.claim(WANG, ana.id) == 1
    await ana.whispers("/hours")
    assert "今年 2小时" in ana.texts()[-1]


async def test_a_person_can_take_their_hours_along_and_have_them_forgotten(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await served(town, person(ana), recorded_by=ben.id)
    await ana.whispers("/me")
    await ana.presses("导出我的资料")
    file = [m for m in town.world.messages(ana.id) if "document" in m.data][-1]
    held = json.loads(town.world.files.get(file.data["document"]["file_id"]).content)
    assert held["hours"][0]["total"] == 120
    for human in (ana, ben):
        await human.whispers("/me")
        await human.presses("删除我的资料")
        await human.presses("确定删除")
    assert town.rows("SELECT person_id, name, recorded_by, total FROM hours_entries") == [
        (None, "", None, 120)
    ]
