"""预约大件: a resident books, moves and cancels; slots are never given away twice."""

import asyncio
from itertools import pairwise

import pytest

from tests.support.collecting import a_collection, go_to

SLOTS = "8:00-10:00x2,10:00-12:00x1"
WORDS = f"/collection 大件垃圾 每周六 8:00-12:00 南门 @第一网格 上门={SLOTS} 单位=物业"
EARLY, LATE = "11月28日（周六）08:00-10:00", "11月28日（周六）10:00-12:00"


async def books(human, things="旧沙发一个", *, slot=EARLY, left=2, address=None):
    """Answers every question but the last."""
    await human.whispers("/book")
    await human.shows(things, where=human.id)
    await human.whispers("5")
    await human.presses("没有电梯")
    await human.presses(f"{slot} · 余 {left}")
    if address:
        await human.whispers(address)


async def has_booked(human, **more):
    await books(human, **more)
    await human.presses("确认预约")


async def test_a_resident_books_step_by_step(town):
    _, ana = await a_collection(town, WORDS)
    await ana.whispers("/bind 3-2-501")
    await ana.whispers("/book")
    ana.sees("booking-ask-things")
    await ana.shows("旧沙发一个", where=ana.id)
    ana.sees("booking-ask-floor")
    await ana.whispers("5楼")
    await ana.presses("没有电梯")
    assert f"{EARLY} · 余 2" in ana.buttons()
    await ana.presses(f"{LATE} · 余 1")
    assert "旧沙发一个" in ana.texts()[-1]
    assert "3-2-501，5 楼，没有电梯" in ana.texts()[-1]
    assert LATE in ana.texts()[-1]
    await ana.presses("确认预约")
    assert ana.texts()[-1].startswith("1 号预约 · 约好了")
    assert ana.buttons()[-2:] == ["改时间", "取消预约"]


async def test_the_group_leads_there_and_learns_nothing(town):
    _, ana = await a_collection(town, WORDS)
    assert "预约大件" in ana.buttons(town.circle)
    await ana.types("/book")
    ana.sees("go-private", where=town.circle)
    await ana.opens("run-book-1")
    ana.sees("booking-ask-things")


async def test_words_and_picture_may_come_apart_and_the_picture_not_at_all(town):
    _, ana = await a_collection(town, WORDS)
    await ana.whispers("/book")
    await ana.shows(where=ana.id)
    assert ana.texts()[-1].startswith("要取的是什么")
    await ana.whispers("旧沙发")
    assert ana.texts()[-1].startswith("在几楼")
    await ana.presses("不约了")
    ana.sees("booking-dropped")
    await ana.whispers("/book")
    await ana.whispers("旧沙发")
    await ana.whispers("没有")
    ana.sees("booking-photo-please")
    await ana.presses("没有照片")
    await ana.whispers("很高")
    ana.sees("booking-floor-unclear", given="很高")
    await ana.whispers("-1")
    await ana.whispers("有的")
    ana.sees("booking-press-please")
    await ana.presses("有电梯")
    await ana.presses(f"{EARLY} · 余 2")
    await ana.whispers("我家")
    ana.sees("bind-unclear", given="我家")
    await ana.whispers("3号楼2单元501")
    await ana.presses("确认预约")
    assert "-1 楼，有电梯" in ana.texts()[-1]
    assert town.rows("SELECT photo FROM bookings") == [(None,)]
    assert town.rows("SELECT building FROM people WHERE id = :id", id=ana.id) == [(None,)]


async def test_an_old_button_of_the_questions_gets_a_word(town):
    _, ana = await a_collection(town, WORDS)
    for data in ("no_photo", "lift|1", "slot|20261128|0", "drop", "confirm", "move|9", "start|9"):
        await ana.forges(f"1|booking.{data}")
        assert town.world.toasts(ana.id)[-1].show_alert


async def test_a_slot_that_fills_up_meanwhile_is_asked_for_again(town):
    _, ana = await a_collection(town, WORDS)
    bob = await town.resident("Bob")
    await books(ana, slot=LATE, left=1, address="3-2-501")
    await books(bob, slot=LATE, left=1, address="3-2-502")
    await ana.presses("确认预约")
    await bob.presses("确认预约")
    bob.sees("booking-slot-gone")
    assert not any(label.startswith(LATE) for label in bob.buttons()[-6:])
    await bob.presses(f"{EARLY} · 余 2")
    await bob.presses("确认预约")
    assert town.rows("SELECT slot, seat FROM bookings ORDER BY id") == [(1, 0), (0, 0)]


async def test_many_who_press_at_once_never_get_more_places_than_there_are(town):
    await a_collection(town, WORDS)
    people = [await town.resident(f"R{n}") for n in range(6)]
    for number, human in enumerate(people):
        await books(human, address=f"3-1-{number + 101}")
    for human in people:
        message_id, data = human._button("确认预约", human.id)
        town.world.press(human.id, human.id, message_id, data)
    await asyncio.gather(*(town.settle() for _ in range(3)))
    taken = town.rows("SELECT slot, seat FROM bookings ORDER BY slot, seat")
    assert taken == [(0, 0), (0, 1)]


async def test_a_booking_is_moved_and_its_place_given_back(town):
    _, ana = await a_collection(town, WORDS)
    bob = await town.resident("Bob")
    await has_booked(ana, slot=LATE, left=1, address="3-2-501")
    await ana.presses("改时间")
    assert f"{LATE} · 余 1" not in ana.buttons()[-10:]
    await ana.presses(f"{EARLY} · 余 2")
    ana.sees("booking-moved")
    assert any(f"🕘 {EARLY}" in words for words in ana.texts() if words.startswith("1 号预约"))
    await has_booked(bob, slot=LATE, left=1, address="3-2-502")
    assert town.rows("SELECT slot FROM bookings ORDER BY id") == [(0,), (1,)]


async def test_a_slot_that_went_before_the_press_is_refused(town):
    _, ana = await a_collection(town, WORDS)
    bob = await town.resident("Bob")
    await has_booked(ana, address="3-2-501")
    await ana.presses("改时间")
    await has_booked(bob, slot=LATE, left=1, address="3-2-502")
    await ana.presses(f"{LATE} · 余 1")
    ana.is_told("booking-slot-gone")


async def test_a_booking_is_cancelled_and_its_place_given_back(town):
    _, ana = await a_collection(town, WORDS)
    await has_booked(ana, slot=LATE, left=1, address="3-2-501")
    await ana.presses("取消预约")
    ana.sees("booking-cancel-sure", number=1)
    await ana.presses("确定取消")
    ana.sees("booking-cancelled", number=1)
    await ana.forges("1|booking.cancel_yes|1")
    ana.is_told("booking-over", number=1)
    await books(ana, slot=LATE, left=1, address="3-2-501")


async def test_nobody_changes_the_bookings_of_others(town):
    _, ana = await a_collection(town, WORDS)
    bob = await town.resident("Bob")
    await has_booked(ana, address="3-2-501")
    await bob.whispers("/help")
    for step in ("cancel_yes|1", "move|1", "move_to|1|20261128|1"):
        await bob.forges(f"1|booking.{step}")
        bob.is_told("booking-gone", number=1)


async def test_three_bookings_wait_at_most(town):
    words = WORDS.replace("x2", "x9")
    _, ana = await a_collection(town, words)
    await ana.whispers("/bind 3-2-501")
    for left in (9, 8, 7):
        await has_booked(ana, left=left)
    await ana.whispers("/book")
    ana.sees("booking-too-many", count=3)


async def test_one_of_several_places_is_chosen(town):
    ben, ana = await a_collection(town, WORDS)
    await ben.whispers(WORDS.replace("南门", "北门"))
    await ben.presses("确认")
    await ana.whispers("/book")
    assert ana.buttons()[-2:] == ["南门", "北门"]
    await ana.presses("北门")
    ana.sees("booking-ask-things")


async def test_where_nothing_is_fetched_nothing_is_booked(town):
    _, ana = await a_collection(town)
    await ana.whispers("/book")
    ana.sees("booking-none")
    assert "预约大件" not in ana.buttons(town.circle)


async def test_the_config_gives_hours_to_all_bulky_schedules(town):
    town.sections = {"bookings": {"slots": "8:00-10:00x5", "organisation": "物业"}}
    await town.restart()
    _, ana = await a_collection(town, "/collection 大件 每周六 8:00-12:00 南门 @第一网格")
    await ana.whispers("/collect")
    assert ana.buttons() == ["我要来 · 大件垃圾", "预约大件"]
    await ana.presses("预约大件")
    ana.sees("booking-ask-things")
    await books(ana, left=5, address="3-2-501")


async def test_what_ends_while_somebody_books_is_booked_no_more(town):
    ben, ana = await a_collection(town, WORDS)
    await books(ana, address="3-2-501")
    await ben.whispers("/collections")
    await ben.presses("#1 大件垃圾")
    await ben.presses("结束")
    await ben.presses("真的结束")
    await ana.presses("确认预约")
    ana.is_told("booking-none")


async def test_hours_that_pass_while_somebody_books_are_booked_no_more(town):
    words = WORDS.replace("每周六", "11月28日")
    _, ana = await a_collection(town, words)
    await books(ana, address="3-2-501")
    await go_to(town, "11-28 10:00")
    await ana.presses("确认预约")
    ana.is_told("booking-none")


async def test_the_only_slot_cannot_be_exchanged(town):
    words = WORDS.replace("每周六", "11月28日").replace(",10:00-12:00x1", "")
    _, ana = await a_collection(town, words)
    await has_booked(ana, address="3-2-501")
    await ana.presses("改时间")
    ana.is_told("booking-no-other")


async def test_a_person_takes_their_bookings_along(town):
    _, ana = await a_collection(town, WORDS)
    await has_booked(ana, address="3-2-501")
    await ana.whispers("/me")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    assert town.rows("SELECT COUNT(*) FROM bookings") == [(0,)]


async def test_no_address_of_a_booking_is_in_the_group_or_the_log(town, capfd):
    _, ana = await a_collection(town, WORDS)
    await has_booked(ana, address="17-4-1902")
    await go_to(town, "11-27 19:00")
    assert not any("1902" in words for words in ana.texts(town.circle))
    assert "1902" not in capfd.readouterr().err


@pytest.mark.parametrize("lang", ["en"])
async def test_it_all_works_in_english(town, lang):
    await a_collection(town, WORDS)
    ana = await town.resident("Ana", lang=lang)
    await ana.whispers("/book")
    await ana.shows("an old sofa", where=ana.id)
    await ana.whispers("5")
    await ana.presses("没有电梯 No lift")
    await ana.presses("Sat 28 Nov 08:00-10:00 · 2 left")
    await ana.whispers("3-2-501")
    await ana.presses("确认预约 Book it")
    assert ana.texts()[-1].startswith("Booking 1 · booked")
    assert all(later != earlier for earlier, later in pairwise(ana.texts()))
