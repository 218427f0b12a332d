"""The roll-call by tap or by code, and stand-ins."""

from tests.support.points import balance, ledger
from tests.support.signups import DUTY, all_join, opened, residents, seats


def marks(town):
    return town.rows(
        "SELECT p.name, a.mark, a.minutes, a.seats FROM signup_attendance AS a"
        " LEFT JOIN people AS p ON p.id = a.person_id ORDER BY a.entry"
    )


async def test_the_roll_is_called_by_tap(town):
    cai = await opened(town, DUTY)
    ana, ben = await residents(town, "Ana", "Ben")
    await all_join(town, (ana, ben))
    await cai.presses("点名")
    await cai.presses("Ana 到场")
    cai.is_told("signup-mark-present")
    await cai.presses("缺席")
    assert "0/2" not in cai.texts()[-1]
    assert "1. Ana — 到场" in cai.texts()[-1]
    assert "2. Ben — 缺席" in cai.texts()[-1]
    assert marks(town) == [("Ana", "present", 120, 1), ("Ben", "absent", 0, 1)]
    await cai.presses("请假")
    assert marks(town)[1] == ("Ben", "excused", 0, 1)
    await cai.presses("名单")


async def test_everybody_else_was_there_by_one_tap(town):
    cai = await opened(town, DUTY)
    people = await residents(town, "Ana", "Ben")
    await all_join(town, people)
    await cai.presses("点名")
    await cai.presses("缺席")
    await cai.presses("其余的都到场")
    assert [mark for _, mark, *_ in marks(town)] == ["present", "absent"]


async def test_a_long_roll_has_pages(town):
    cai = await opened(town, "/signup 守桶 人数=20")
    people = await residents(town, *(f"P{i}" for i in range(9)))
    await all_join(town, people)
    await cai.presses("点名")
    assert "8. P7" in cai.texts()[-1]
    await cai.presses("后面 »")
    assert "9. P8" in cai.texts()[-1]
    await cai.presses("« 前面")
    assert "1. P0" in cai.texts()[-1]


async def test_a_roll_with_nobody_on_it(town):
    cai = await opened(town, DUTY)
    await cai.presses("点名")
    cai.sees("signup-roll-nobody", where=cai.id)


async def test_an_attendee_shows_a_code_and_both_are_told(town):
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana", lang="en")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/signup 1")
    await ana.presses("我的签到码 My code")
    digits = ana.texts()[-1].split(": ")[1][:6]
    await cai.presses("点名")
    await cai.whispers(digits)
    cai.sees("signup-here", name="Ana", where=cai.id)
    ana.sees("signup-here-told", where=ana.id, lang="en")
    assert marks(town) == [("Ana", "present", 120, 1)]
    await cai.whispers(digits)
    cai.sees("code-used", where=cai.id)


async def test_a_code_of_something_else_is_not_taken(town):
    cai = await opened(town, DUTY)
    await cai.types("/signup 巡逻 人数=2")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/signup 2")
    await ana.presses("我的签到码")
    digits = ana.texts()[-1].split("：")[1][:6]
    await cai.forges("1|signup.roll|1|0")
    await cai.whispers(digits)
    cai.sees("signup-code-elsewhere", where=cai.id)
    assert marks(town) == []


async def test_who_has_no_seat_has_no_code(town):
    await opened(town, "/signup 守桶 人数=1")
    people = await residents(town, "Ana", "Ben")
    await all_join(town, people)
    await people[1].forges("1|signup.code|2", where=town.circle)
    people[1].is_told("signup-not-on-list", alert=True)


async def test_only_the_marks_that_there_are(town):
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await cai.forges("1|signup.mark|1|replaced|0")
    cai.is_told("signup-entry-gone", alert=True)


async def _asks_ben(town):
    cai = await opened(town, DUTY)
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/signup 1")
    await ana.presses("找人替班")
    await ana.whispers("ben")
    await ana.presses("Ben")
    return cai, ana, ben


async def test_a_stand_in_who_accepts_takes_the_place_and_all_three_are_told(town):
    cai, ana, ben = await _asks_ben(town)
    ana.is_told("signup-stand-in-waits", name="Ben")
    ben.sees("signup-stand-in-asked", name="Ana", where=ben.id)
    assert [name for name, *_ in seats(town)] == ["Ana"]
    await ben.presses("我来替")
    ben.is_told("signup-stand-in-yours")
    ana.sees("signup-stand-in-yes", name="Ben", where=ana.id)
    cai.sees("signup-stand-in-told", name="Ben", before="Ana", where=cai.id)
    assert [name for name, *_ in seats(town)] == ["Ben"]
    assert marks(town) == [("Ana", "replaced", 0, 1)]
    await cai.presses("点名")
    await cai.presses("Ben 到场")
    assert marks(town) == [("Ana", "replaced", 0, 1), ("Ben", "present", 120, 1)]
    await ben.presses("我来替")
    ben.is_told("signup-entry-gone", alert=True)


async def test_a_stand_in_who_cannot_leaves_the_place_as_it_is(town):
    _, ana, ben = await _asks_ben(town)
    await ben.presses("我不行")
    ana.sees("signup-stand-in-no", name="Ben", where=ana.id)
    assert [name for name, *_ in seats(town)] == ["Ana"]


async def test_who_is_on_the_list_already_cannot_stand_in(town):
    _, _, ben = await _asks_ben(town)
    await ben.presses("报名", where=town.circle)
    await ben.presses("我来替")
    ben.is_told("signup-joined-before", alert=True)


async def test_nobody_else_can_accept(town):
    await _asks_ben(town)
    (eve,) = await residents(town, "Eve")
    await eve.forges("1|signup.stand_in_yes|1|12345", where=town.circle)
    eve.is_told("signup-entry-gone", alert=True)


async def test_a_name_that_nobody_has_is_asked_again(town):
    await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/signup 1")
    await ana.presses("找人替班")
    await ana.whispers("没有这个人")
    ana.sees("signup-stand-in-nobody", where=ana.id)
    await ana.forges("1|signup.stand_in_ask|1|12345")
    ana.is_told("signup-stand-in-nobody", alert=True)


async def test_once_it_has_begun_nobody_stands_in(town):
    _, ana, ben = await _asks_ben(town)
    await town.passes(days=4)
    await ben.presses("我来替")
    ben.is_told("signup-has-begun", alert=True)
    assert ana


async def test_a_stand_in_who_cannot_be_written_to_yet_gets_the_question_once_they_can(town):
    await opened(town, DUTY)
    ana = await town.resident("Ana")
    ben = await town.resident("Ben", started=False)
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/signup 1")
    await ana.presses("找人替班")
    await ana.whispers("Ben")
    await ana.presses("Ben")
    ana.sees("please-start", who="Ben", where=town.circle)
    await ben.opens("hello")
    await ben.presses("我来替")
    assert [name for name, *_ in seats(town)] == ["Ben"]


async def test_a_stand_in_who_blocked_the_bot_is_called_in_the_group(town):
    await opened(town, DUTY)
    ana, ben = await residents(town, "Ana", "Ben")
    town.world.block(ben.id)
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/signup 1")
    await ana.presses("找人替班")
    await ana.whispers("Ben")
    await ana.presses("Ben")
    ana.sees("signup-news-for", where=town.circle)


async def test_the_ledger_of_hours_is_the_sum_of_the_attendances(town):
    cai = await opened(town, "/signup 守桶 人数=3 时段=8:00-10:00,10:00-11:30 时间=周六")
    ana, ben = await residents(town, "Ana", "Ben")
    await all_join(town, (ana, ben), "报名 8:00-10:00")
    await ana.presses("报名 10:00-11:30", where=town.circle)
    await cai.presses("点名")
    await cai.presses("其余的都到场")
    await cai.presses("Ben 到场")
    await cai.forges("1|signup.mark|2|absent|0")
    rows = town.rows("SELECT person_id, SUM(minutes) FROM hours_entries GROUP BY person_id")
    assert dict(rows) == {ana.id: 210, ben.id: 0}
    sums = town.rows("SELECT person_id, SUM(minutes) FROM signup_attendance GROUP BY person_id")
    assert sorted(sums) == sorted(rows)


async def test_hours_bring_points_once_and_a_correction_of_the_roll_adjusts_them(town):
    town.sections = {"hours": {"points_per_hour": 10}}
    await town.restart()
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.whispers("/bind 3-2-501")
    await all_join(town, (ana,))
    await cai.presses("点名")
    await cai.presses("Ana 到场")
    await cai.forges("1|signup.mark|1|present|0")
    assert balance(town) == 20
    await cai.forges("1|signup.mark|1|absent|0")
    assert balance(town) == 0
    await cai.forges("1|signup.mark|1|present|0")
    assert balance(town) == 20
    assert sum(ledger(town).values()) == 0
    await ana.whispers("/points")
    assert "志愿服务：" in ana.texts()[-1]


async def test_without_points_for_hours_nobody_gets_any(town):
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await all_join(town, (ana,))
    await cai.presses("点名")
    await cai.presses("Ana 到场")
    assert not ledger(town)


async def test_a_neighbour_who_gets_telegram_later_has_the_hours_too(town):
    cai = await opened(town, DUTY)
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶 3-2-501")
    await cai.presses("点名")
    await cai.presses("张奶奶 到场")
    (ana,) = await residents(town, "Ana")
    await ana.whispers("/bind 3-2-501")
    assert town.rows("SELECT person_id, minutes FROM hours_entries") == [(ana.id, 120)]
    assert town.rows("SELECT person_id FROM signup_attendance") == [(ana.id,)]


async def test_once_the_roll_was_called_the_time_stays(town):
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await cai.presses("点名")
    await cai.presses("Ana 到场")
    await cai.presses("更改")
    await cai.presses("时间")
    await cai.whispers("周日 9:00-11:00")
    cai.sees("signup-has-begun", where=cai.id)
