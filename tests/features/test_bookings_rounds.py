"""The round of who fetches: the list of the evening before, each step, what residents hear."""

import io

import openpyxl

from tests.features.test_bookings import WORDS, has_booked
from tests.support.collecting import a_collection, files, go_to
from tests.support.points import ledger


async def a_round(town, *, evening=True):
    """Two bookings and somebody who fetches them, on the evening before unless told."""
    zhao = await town.partner("赵师傅")
    ben, ana = await a_collection(town, WORDS)
    bob = await town.resident("Bob")
    await has_booked(ana, address="10-2-501")
    await has_booked(bob, things="旧床垫", left=1, address="3-1-102")
    if evening:
        await go_to(town, "11-27 19:00")
    return ben, zhao, ana, bob


async def test_on_the_evening_before_everybody_hears_what_will_happen(town):
    _, zhao, ana, _ = await a_round(town)
    ana.sees("booking-tomorrow", things="旧沙发一个")
    said = next(words for words in zhao.texts() if words.startswith("🚚 上门清单"))
    first, second = said.index("3 号楼"), said.index("10 号楼")
    assert (
        first < said.index("#2 3-1-102 · 08:00-10:00 · 旧床垫（5 楼，没有电梯） · 约好了") < second
    )
    assert zhao.buttons()[-2:] == ["#2 · 3-1-102", "#1 · 10-2-501"]


async def test_the_list_comes_as_a_spreadsheet_too(town):
    _, zhao, _, _ = await a_round(town)
    ((name, content),) = files(town, zhao.id)
    assert name == "rounds-2026-11-28.xlsx"
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0] == ("编号", "楼", "单元", "房号", "时段", "物品", "楼层", "电梯", "状态")
    assert [row[:7] for row in rows[1:]] == [
        (2, "3", "1", "102", "08:00-10:00", "旧床垫", 5),
        (1, "10", "2", "501", "08:00-10:00", "旧沙发一个", 5),
    ]


async def test_each_step_is_told_to_the_resident_and_shown_on_the_list(town):
    _, zhao, ana, bob = await a_round(town)
    await zhao.presses("#1 · 10-2-501")
    assert zhao.photos()
    await zhao.presses("出发了")
    ana.sees("booking-now-on_way", number=1)
    assert any(words.startswith("1 号预约 · 师傅在路上") for words in ana.texts())
    assert "取消预约" not in ana.buttons()
    await ana.forges("1|booking.cancel_yes|1")
    ana.is_told("booking-over", number=1)
    await zhao.presses("已取")
    ana.sees("booking-now-taken", number=1)
    await zhao.presses("#2 · 3-1-102")
    await zhao.presses("未遇到")
    bob.sees("booking-now-missed", number=2)
    listed = next(words for words in zhao.texts() if words.startswith("🚚 上门清单"))
    assert "约好了" not in listed
    assert "· 已取" in listed
    assert "· 未遇到" in listed
    await zhao.forges("1|booking.take|1")
    zhao.is_told("booking-over", number=1)


async def test_what_is_fetched_brings_its_household_points_once_a_date(town):
    zhao = await town.partner("赵师傅")
    _, ana = await a_collection(town, WORDS)
    bob = await town.resident("Bob")
    await has_booked(ana, address="10-2-501")
    await has_booked(bob, things="旧床垫", left=1, address="10-2-501")
    await go_to(town, "11-27 19:00")
    for number in (1, 2):
        await zhao.presses(f"#{number} · 10-2-501")
        await zhao.presses("已取")
    ana.sees("points-by-door", stream="大件垃圾", household="10-2-501", points=20, has=20)
    bob.sees("booking-now-taken", number=2)
    assert ledger(town) == {"community:": -20, "household:10-2-501": 20}


async def test_a_partner_can_give_the_points_for_what_it_fetches(town):
    town.sections["organisations"] = [{"name": "物业", "points_for": ["大件垃圾"]}]
    await town.restart()
    _, zhao, _, _ = await a_round(town)
    await zhao.presses("#1 · 10-2-501")
    await zhao.presses("已取")
    assert ledger(town) == {"partner:物业": -20, "household:10-2-501": 20}


async def test_what_is_not_rewarded_brings_nothing(town):
    town.sections["points"] = {"streams": {"有害垃圾": 10}}
    await town.restart()
    _, zhao, ana, _ = await a_round(town)
    await zhao.presses("#1 · 10-2-501")
    await zhao.presses("已取")
    ana.sees("booking-now-taken", number=1)
    assert ledger(town) == {}


async def test_a_refusal_needs_a_reason_that_the_resident_reads(town):
    _, zhao, ana, _ = await a_round(town)
    await zhao.presses("#1 · 10-2-501")
    await zhao.presses("拒收")
    await zhao.shows(where=zhao.id)
    zhao.sees("booking-reason-missing")
    await zhao.whispers("是装修垃圾")
    ana.sees("booking-now-refused", number=1, reason="是装修垃圾")


async def test_what_changes_after_the_list_is_told_to_who_fetches(town):
    _, zhao, ana, bob = await a_round(town)
    eve = await town.resident("Eve")
    await has_booked(
        eve, things="柜子", slot="11月28日（周六）10:00-12:00", left=1, address="5-1-1"
    )
    zhao.sees("round-new", number=3)
    await bob.presses("取消预约")
    await bob.presses("确定取消")
    zhao.sees("round-cancelled", number=2)
    await ana.presses("改时间")
    await ana.presses("12月5日（周六）08:00-10:00 · 余 2")
    zhao.sees("round-moved", number=1)
    listed = next(words for words in zhao.texts() if words.startswith("🚚 上门清单"))
    assert "#3" in listed
    assert "#1" not in listed
    await go_to(town, "12-04 19:00")
    assert "#1 10-2-501" in "".join(zhao.texts()[-2:])


async def test_before_the_list_who_fetches_is_left_in_peace(town):
    _, zhao, ana, _ = await a_round(town, evening=False)
    zhao.sees_not("round-new")
    await zhao.whispers("/rounds")
    assert "上门清单" in zhao.texts()[-1]
    assert files(town, zhao.id)
    ana.sees_not("booking-tomorrow")


async def test_nothing_to_fetch_is_said_so(town):
    zhao = await town.partner("赵师傅")
    await a_collection(town, WORDS)
    await zhao.whispers("/上门清单")
    zhao.sees("round-empty")


async def test_a_cancelled_date_cancels_its_bookings_and_tells_all(town):
    ben, zhao, ana, _ = await a_round(town)
    await ben.whispers("/collections")
    await ben.presses("#1 大件垃圾")
    await ben.presses("跳过一次")
    await ben.presses("11月28日（周六）08:00-12:00")
    await ben.presses("下雨")
    ana.sees("booking-called-off", things="旧沙发一个")
    zhao.sees("round-date-off", number=2)
    assert {state for (state,) in town.rows("SELECT state FROM bookings")} == {"cancelled"}


async def test_a_moved_date_takes_its_bookings_along(town):
    ben, zhao, ana, _ = await a_round(town, evening=False)
    await ben.whispers("/collections")
    await ben.presses("#1 大件垃圾")
    await ben.presses("改期")
    await ben.presses("11月28日（周六）08:00-12:00")
    await ben.whispers("11月29日")
    await ben.presses("确认")
    ana.sees("booking-date-moved", things="旧沙发一个")
    zhao.sees("round-date-moved", number=2)
    await go_to(town, "11-27 19:00")
    ana.sees_not("booking-tomorrow")
    await go_to(town, "11-28 19:00")
    ana.sees("booking-tomorrow")
    assert "11月29日（周日）08:00-10:00" in "".join(ana.texts())


async def test_the_end_of_a_schedule_cancels_its_bookings(town):
    ben, _, ana, _ = await a_round(town)
    await ben.whispers("/collections")
    await ben.presses("#1 大件垃圾")
    await ben.presses("结束")
    await ben.presses("真的结束")
    ana.sees("booking-called-off")
    await go_to(town, "11-28 7:00")


async def test_staff_of_the_grid_see_the_round_and_other_partners_do_not(town):
    town.sections = {"organisations": [{"name": "物业"}, {"name": "回收公司"}]}
    await town.restart()
    ben, _, _, _ = await a_round(town)
    other = await town.partner("钱师傅", "回收公司")
    await other.whispers("/rounds")
    other.sees("round-empty")
    await other.forges("1|booking.take|1")
    other.is_told("booking-gone", number=1)
    await ben.whispers("/rounds")
    assert "上门清单" in ben.texts()[-1]
    await ben.forges("1|booking.open|99")
    ben.is_told("booking-gone", number=99)


async def test_the_reminder_is_not_sent_twice_when_a_date_moves_forward(town):
    ben, _, ana, _ = await a_round(town, evening=False)
    await ben.whispers("/collections")
    await ben.presses("#1 大件垃圾")
    await ben.presses("改期")
    await ben.presses("11月28日（周六）08:00-12:00")
    await ben.whispers("11月26日")
    await ben.presses("确认")
    await go_to(town, "11-25 19:00")
    await go_to(town, "11-27 19:00")
    assert sum(words.startswith("🔔 明天师傅") for words in ana.texts()) == 1


async def test_the_list_of_a_date_that_moved_with_nothing_on_it_waits_for_the_new_one(town):
    ben, zhao, ana, bob = await a_round(town, evening=False)
    for human in (ana, bob):
        await human.presses("取消预约")
        await human.presses("确定取消")
    await ben.whispers("/collections")
    await ben.presses("#1 大件垃圾")
    await ben.presses("改期")
    await ben.presses("11月28日（周六）08:00-12:00")
    await ben.whispers("11月30日")
    await ben.presses("确认")
    await go_to(town, "11-27 19:00")
    zhao.sees_not("round-list")
    await has_booked(ana, slot="11月30日（周一）08:00-10:00", address="10-2-501")
    await go_to(town, "11-29 19:00")
    zhao.sees("round-list")
