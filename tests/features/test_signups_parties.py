"""Households: +1, all or nothing, as many as can, conditions, and who may come at all."""

from tests.support.signups import all_join, card, opened, residents, seats

PARTY = "/signup 采摘 人数=3 带人=是"


async def test_a_plus_one_takes_a_seat_more_and_shows_on_the_card(town):
    cai = await opened(town, PARTY)
    assert cai.buttons(town.circle) == ["报名", "取消报名", "+1", "看名单"]
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.presses("+1", where=town.circle)
    ana.is_told("signup-more", party=2)
    assert "已报 2/3" in card(cai)
    assert "Ana+1" in card(cai)


async def test_who_is_not_on_the_list_joins_first(town):
    await opened(town, PARTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("+1", where=town.circle)
    ana.is_told("signup-join-first", alert=True)


async def test_a_party_has_its_limit(town):
    await opened(town, "/signup 采摘 人数=9 带人=2")
    (ana,) = await residents(town, "Ana")
    for label in ("报名", "+1", "+1"):
        await ana.presses(label, where=town.circle)
    ana.is_told("signup-party-full", most=2, alert=True)


async def _asked_which(town):
    await opened(town, PARTY)
    ana, ben, dan = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, (ana, ben, dan))
    await ana.presses("+1", where=town.circle)
    ana.is_told("signup-which-private")
    ana.sees("signup-which", party=2, where=ana.id)
    return ana, ben, dan


async def test_all_or_nothing_gives_up_the_seat_and_waits_as_one(town):
    ana, ben, _ = await _asked_which(town)
    await ana.presses("都能来才来")
    ana.sees("signup-party-waits", party=2, seats=0, place=1)
    assert seats(town) == [("Ben", 1, 1, 0), ("Dan", 1, 1, 0), ("Ana", 2, 0, 0)]
    await ben.presses("取消报名", where=town.circle)
    ana.sees("signup-offer", seats=2)
    await ana.presses("我来")
    assert seats(town) == [("Dan", 1, 1, 0), ("Ana", 2, 2, 0)]


async def test_as_many_as_can_keeps_the_seat_and_the_other_waits(town):
    ana, ben, _ = await _asked_which(town)
    await ana.presses("来几个算几个")
    ana.sees("signup-party-waits", party=2, seats=1, place=1)
    await ben.presses("取消报名", where=town.circle)
    await ana.presses("不来了")
    assert seats(town) == [("Dan", 1, 1, 0), ("Ana", 1, 1, 0)]


async def test_the_choice_is_made_once(town):
    ana, *_ = await _asked_which(town)
    await ana.presses("来几个算几个")
    await ana.presses("都能来才来")
    ana.is_told("button-outdated", alert=True)


async def test_a_seat_that_became_free_before_the_choice_is_taken(town):
    ana, ben, _ = await _asked_which(town)
    await ben.presses("取消报名", where=town.circle)
    await ana.presses("都能来才来")
    ana.is_told("signup-more", party=2)
    assert seats(town) == [("Ana", 2, 2, 0), ("Dan", 1, 1, 0)]


async def test_who_has_not_opened_the_private_chat_is_led_there_to_choose(town):
    await opened(town, "/signup 采摘 人数=1 带人=是")
    ana = await town.resident("Ana", started=False)
    await ana.presses("报名", where=town.circle)
    await ana.presses("+1", where=town.circle)
    assert town.world.toasts(ana.id)[-1].url.endswith("?start=run-signup-1")
    await ana.opens("run-signup-1")
    await ana.presses("+1")
    ana.sees("signup-which", where=ana.id)


async def test_a_party_that_waits_grows_in_its_place(town):
    await opened(town, "/signup 采摘 人数=1 带人=是")
    ana, ben, dan = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, (ana, ben, dan))
    await ben.presses("+1", where=town.circle)
    ben.is_told("signup-more-waiting", party=2)
    await ana.presses("取消报名", where=town.circle)
    dan.sees("signup-offer", where=dan.id)
    ben.sees_not("signup-offer")


async def test_one_fewer_passes_a_seat_on(town):
    await opened(town, "/signup 采摘 人数=2 带人=是")
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    await ana.presses("+1", where=town.circle)
    await ben.presses("报名", where=town.circle)
    await ana.whispers("/signup 1")
    await ana.presses("−1")
    ana.is_told("signup-less", party=1)
    ben.sees("signup-offer", where=ben.id)
    await ana.forges("1|signup.less|1")
    ana.is_told("signup-party-one", alert=True)


async def test_the_queue_has_its_limit(town):
    await opened(town, "/signup 采摘 人数=1 候补上限=1")
    people = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, people)
    people[1].is_told("signup-waits", place=1)
    people[2].is_told("signup-queue-full", alert=True)


async def test_one_of_each_household_where_that_is_asked(town):
    await opened(town, "/signup 领米 人数=5 资格=一户一位")
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-needs-address", alert=True)
    for person in (ana, ben):
        await person.whispers("/bind 3-2-501")
        await person.presses("报名", where=town.circle)
    ana.is_told("signup-joined")
    ben.is_told("signup-household-on", alert=True)
    await ana.presses("取消报名", where=town.circle)
    await ben.presses("报名", where=town.circle)
    ben.is_told("signup-joined")


async def test_only_people_of_a_kind_of_circle_where_that_is_asked(town):
    party = await town.add_circle("党员圈", "第一网格 党员圈")
    await opened(town, "/signup 值班 人数=5 资格=党员圈")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-only-kind", kind="党员圈", alert=True)
    town.world.join(party, ana.id)
    await town.settle()
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-joined")


async def test_two_at_the_same_time_are_a_warning_and_no_ban(town):
    cai = await opened(town, "/signup 守桶 人数=2 时间=周六 8:00-10:00")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await cai.types("/signup 巡逻 人数=2 时间=周六 9:00-11:00")
    await ana.presses("报名", where=town.circle)
    assert "和「守桶」时间重了" in town.world.toasts(ana.id)[-1].text
    assert town.rows("SELECT COUNT(*) FROM signup_entries") == [(2,)]


async def test_circles_share_one_sign_up_with_one_count(town):
    other = await town.add_circle("5号楼邻里圈")
    ben = await town.steward("Ben")
    town.world.join(town.circle, ben.id)
    await ben.types("/signup 守桶 人数=2 @第一网格", where=town.circle)
    ana = await town.resident("Ana")
    zoe = await town.resident("Zoe", circle=other)
    eve = await town.resident("Eve", circle=other)
    await ana.presses("报名", where=town.circle)
    await zoe.presses("报名", where=other)
    await eve.presses("报名", where=other)
    eve.is_told("signup-waits", place=1)
    for where in (town.circle, other):
        assert "已报 2/2 · 候补 1" in card(ana, where)


async def test_a_list_that_is_not_public_shows_numbers_only(town):
    cai = await opened(town, "/signup 体检 人数=5 公开名单=否")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    assert "已报 1/5" in card(cai)
    assert "Ana" not in card(cai)
