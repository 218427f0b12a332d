"""Gifts: stocked by staff, ordered by residents, handed over for a code."""

from datetime import timedelta

import pytest

from tests.support.points import arrives, balance, code_of, endow, ledger, neighbour

SOAP = "/gifts 洗衣液 50分 20件"


async def _ordered(town, name="Ana", points=60, stock=SOAP):
    """A resident who has just ordered a gift."""
    ana = await neighbour(town, name)
    await endow(town, "3-2-501", points)
    await town.admin.whispers(stock)
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    await ana.presses("确认兑换")
    return ana


def _stock(town):
    """Pieces that nobody has ordered; the history of the stock says the same."""
    ((stock, told),) = town.rows(
        "SELECT g.stock, (SELECT SUM(change) FROM gift_stock WHERE gift_id = g.id) FROM gifts AS g"
    )
    assert stock == told
    return stock


async def test_staff_put_a_gift_in_stock_and_more_of_it_at_another_price(town):
    ben = await town.steward("Ben")
    await ben.whispers(SOAP)
    ben.sees("gift-stocked", name="洗衣液", price=50, stock=20, photo="no")
    await ben.whispers("/礼品 洗衣液 40分 5件")
    ben.sees("gift-stocked", name="洗衣液", price=40, stock=25, photo="no")
    await ben.whispers("/gifts 洗衣液 -5件")
    ben.sees("gift-stocked", name="洗衣液", price=40, stock=20, photo="no")
    assert _stock(town) == 20
    assert town.audit().count(("gifts.stock", ben.id)) == 3


async def test_the_picture_of_a_gift_is_shown_to_who_wants_it(town):
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await endow(town, "3-2-501", 60)
    await ben.whispers(SOAP)
    await ben.shows("/gifts 洗衣液", where=ben.id)
    ben.sees("gift-stocked", name="洗衣液", price=50, stock=20, photo="yes")
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    assert len(ana.photos()) == 1
    await ana.presses("确认兑换")
    assert code_of(ana)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("/gifts 洗衣液", "gifts-howto-stock"),
        ("/gifts 洗衣液 50分", "gifts-new-incomplete"),
        ("/gifts 洗衣液 0分 3件", "gifts-price-bounds"),
    ],
)
async def test_what_is_incomplete_is_said_with_an_example(town, words, key):
    ben = await town.steward("Ben")
    await ben.whispers(words)
    ben.sees(key)


async def test_only_staff_put_gifts_in_stock(town):
    ana = await neighbour(town, "Ana")
    await ana.whispers(SOAP)
    ana.sees("no-permission", who="社工 / 楼管家", where=ana.id)
    await ana.whispers("/gifts")
    ana.sees("gifts-none")
    ben = await town.steward("Ben")
    await ben.whispers("/gifts")
    ben.sees("gifts-none-staff")


async def test_the_list_has_a_button_for_what_the_points_reach(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 60)
    for words in (SOAP, "/gifts 电饭锅 200分 1件", "/gifts 毛巾 10分 1件"):
        await town.admin.whispers(words)
    await town.admin.whispers("/gifts 毛巾 -1件")
    await ana.whispers("/礼品")
    assert ana.texts()[-1] == (
        "🎁 您家有 60 分，可以换：\n• 毛巾　10 分　换完了\n• 洗衣液　50 分　还有 20 件\n"
        "• 电饭锅　200 分　还差 140 分\n\n换好了到社区服务站领。"
    )
    assert [label for label in ana.buttons() if "兑换" in label] == ["兑换 洗衣液 · 50 分"]


async def test_an_order_keeps_a_piece_and_its_points_and_shows_a_code(town):
    ana = await _ordered(town)
    ana.sees("gift-code", name="洗衣液", code=code_of(ana), desk="社区服务站")
    assert ledger(town) == {
        "community:": -60,
        "household:3-2-501": 10,
        "reserved:3-2-501": 50,
    }
    assert _stock(town) == 19
    await ana.whispers("/points")
    assert "另有 50 分给兑换了的礼品留着。" in ana.texts()[-1]
    assert "• 洗衣液（50 分），留到 12-1" in ana.texts()[-1]


async def test_who_thinks_again_keeps_their_points(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 60)
    await town.admin.whispers(SOAP)
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    await ana.presses("不换了")
    ana.sees("gift-not-now")
    assert balance(town) == 60


async def test_a_second_press_orders_nothing_more(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 200)
    await town.admin.whispers(SOAP)
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    message_id, data = ana._button("确认兑换", ana.id)
    for _ in range(2):
        town.world.press(ana.id, ana.id, message_id, data)
        await town.settle()
    ana.is_told("gift-ordered-before", alert=True)
    assert balance(town) == 150


async def test_a_gift_is_handed_over_once_for_its_code(town):
    ana, ben = await _ordered(town), await town.steward("Ben")
    code = code_of(ana)
    await ben.whispers(f"/redeem {code}")
    ben.sees("gift-hand-over", name="洗衣液", person="Ana", household="3-2-501")
    ana.sees("gift-handed-over", name="洗衣液", price=50)
    await ben.whispers(f"/核销 {code}")
    ben.sees("code-used")
    assert ledger(town) == {"community:": -60, "household:3-2-501": 10, "gifts:": 50}
    assert _stock(town) == 19
    assert ("gift.redeem", ben.id) in town.audit()
    await town.passes(days=8)
    ana.sees_not("gift-expired")
    assert balance(town) == 10


async def test_unknown_codes_are_refused_and_only_staff_redeem(town):
    ana, ben = await _ordered(town), await town.steward("Ben")
    code = code_of(ana)
    await ben.whispers("/redeem")
    ben.sees("redeem-howto")
    await ben.whispers("/redeem " + ("000000" if code != "000 000" else "000001"))
    ben.sees("code-unknown")
    await ana.whispers(f"/redeem {code}")
    ana.sees("no-permission", who="社工 / 楼管家", where=ana.id)
    assert _stock(town) == 19


async def test_what_is_not_fetched_in_a_week_goes_back(town):
    ana, ben = await _ordered(town), await town.steward("Ben")
    await town.passes(days=6)
    ana.sees("gift-remind", name="洗衣液")
    await ana.presses("再发领取码：洗衣液")
    code = code_of(ana)
    await town.passes(days=1)
    ana.sees("gift-expired", name="洗衣液", price=50, has=60)
    assert (balance(town), _stock(town)) == (60, 20)
    await ben.whispers(f"/redeem {code}")
    ben.sees("code-expired")


async def test_after_a_long_downtime_all_goes_back_and_nobody_is_reminded(town):
    ana = await _ordered(town)
    await town.stop_bot()
    town.clock.advance(timedelta(days=30))
    await town.start_bot()
    assert (balance(town), _stock(town)) == (60, 20)
    ana.sees_not("gift-remind")


async def test_a_resident_can_cancel(town):
    ana, ben = await _ordered(town), await town.steward("Ben")
    code = code_of(ana)
    _, data = ana._button("取消兑换", ana.id)
    await ana.presses("取消兑换")
    ana.sees("gift-cancelled", name="洗衣液", price=50, has=60)
    assert (balance(town), _stock(town)) == (60, 20)
    await ana.forges(data)
    ana.is_told("gift-over", state="cancelled", name="洗衣液", alert=True)
    await ben.whispers(f"/redeem {code}")
    ben.sees("gift-over", state="cancelled", name="洗衣液")
    await ana.forges("1|gift.code|1")
    ana.is_told("gift-over", state="cancelled", name="洗衣液", alert=True)


async def test_nobody_touches_the_order_of_another_household(town):
    await _ordered(town)
    eve = await neighbour(town, "Eve", "5-1-101")
    for data in ("gift.cancel|1", "gift.code|1", "gift.cancel|99", "gift.ask|99"):
        await eve.forges(f"1|{data}")
        eve.is_told("button-outdated", alert=True)


async def test_a_new_code_makes_the_one_before_void(town):
    ana, ben = await _ordered(town), await town.steward("Ben")
    first = code_of(ana)
    await ana.whispers("/points")
    await ana.presses("再发领取码：洗衣液")
    second = code_of(ana)
    await ben.whispers(f"/redeem {first}")
    ben.sees("code-expired")
    await ben.whispers(f"/redeem {second}")
    ben.sees("gift-hand-over", name="洗衣液")


async def test_two_people_never_take_the_last_gift(town):
    ana, eve = await neighbour(town, "Ana"), await neighbour(town, "Eve", "5-1-101")
    for address in ("3-2-501", "5-1-101"):
        await endow(town, address, 60)
    await town.admin.whispers("/gifts 洗衣液 50分 1件")
    presses = []
    for human in (ana, eve):
        await human.whispers("/gifts")
        await human.presses("兑换 洗衣液 · 50 分")
        presses.append((human, *human._button("确认兑换", human.id)))
    for human, message_id, data in presses:
        town.world.press(human.id, human.id, message_id, data)
    await town.settle()
    winners = [human for human in (ana, eve) if any("领取码" in t for t in human.texts())]
    assert len(winners) == 1
    (loser,) = {ana, eve} - set(winners)
    loser.is_told("gift-gone", name="洗衣液", alert=True)
    assert _stock(town) == 0
    assert sorted((balance(town), balance(town, "5-1-101"))) == [10, 60]


async def test_two_of_a_household_never_spend_the_same_points(town):
    ana, ivo = await neighbour(town, "Ana"), await neighbour(town, "Ivo")
    await endow(town, "3-2-501", 60)
    await town.admin.whispers(SOAP)
    for human in (ana, ivo):
        await human.whispers("/gifts")
        await human.presses("兑换 洗衣液 · 50 分")
    await ana.presses("确认兑换")
    ivo.sees("gift-ordered-other", by="Ana", name="洗衣液", price=50, has=10)
    await ivo.presses("确认兑换")
    ivo.is_told("gift-too-dear", name="洗衣液", price=50, missing=40, alert=True)
    assert balance(town) == 10


async def test_who_agreed_to_one_price_does_not_pay_another(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 60)
    await town.admin.whispers(SOAP)
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    await town.admin.whispers("/gifts 洗衣液 60分")
    await ana.presses("确认兑换")
    ana.is_told("gift-price-changed", name="洗衣液", price=60, alert=True)
    assert balance(town) == 60


async def test_a_withdrawn_gift_is_kept_for_who_ordered_it_and_nobody_else(town):
    ana, ben = await _ordered(town, points=120), await town.steward("Ben")
    await ben.whispers("/gifts")
    await ben.presses("管理礼品")
    assert ben.texts()[-1] == (
        "🎁 礼品\n• 洗衣液　50 分　库存 19　留着 1\n\n最近的兑换\n11-24　3-2-501　洗衣液　等着领"
    )
    await ben.presses("下架 洗衣液")
    ben.is_told("gift-withdrawn-now", name="洗衣液")
    assert "（已下架）" in ben.texts()[-1]
    await ana.presses("兑换 洗衣液 · 50 分")
    ana.is_told("gift-withdrawn", name="洗衣液", alert=True)
    await ana.whispers("/gifts")
    ana.sees("gifts-none")
    await ben.whispers(f"/redeem {code_of(ana)}")
    ben.sees("gift-hand-over", name="洗衣液")


async def test_a_gift_that_was_handed_over_by_mistake_comes_back(town):
    ana, ben = await _ordered(town), await town.steward("Ben")
    await ben.whispers(f"/redeem {code_of(ana)}")
    await ben.presses("撤销核销")
    await ben.presses("确认退回")
    ana.sees("gift-returned", name="洗衣液", price=50, has=60)
    assert (balance(town), _stock(town)) == (60, 20)
    await ben.presses("撤销核销")
    ben.is_told("gift-not-returnable", name="洗衣液", alert=True)
    assert ("gift.return", ben.id) in town.audit()


async def test_an_order_moves_in_with_who_made_it(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    await ben.presses("大件垃圾 +20")
    await ben.whispers("/gifts 毛巾 20分 1件")
    await ana.whispers("/gifts")
    await ana.presses("兑换 毛巾 · 20 分")
    await ana.presses("确认兑换")
    await ana.whispers("/bind 3-2-501")
    assert ledger(town) == {"community:": -20, "reserved:3-2-501": 20}
    await ana.presses("取消兑换")
    assert balance(town) == 20


async def test_the_gifts_of_an_erased_person_go_back_to_the_stock(town):
    ana = await _ordered(town)
    await ana.whispers("/me")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    await town.passes(days=8)
    assert _stock(town) == 20
    assert sum(ledger(town).values()) == 0
    assert town.rows("SELECT person_id FROM gift_orders") == [(None,)]


async def test_who_is_erased_without_an_address_leaves_nothing_astray(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    await ben.presses("大件垃圾 +20")
    await ben.whispers("/gifts 毛巾 20分 1件")
    await ana.whispers("/gifts")
    await ana.presses("兑换 毛巾 · 20 分")
    await ana.presses("确认兑换")
    await ana.whispers("/me")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    await ben.whispers("/gifts")
    await ben.presses("管理礼品")
    assert "已注销的居民　毛巾　等着领" in ben.texts()[-1]
    await town.passes(days=8)
    assert _stock(town) == 1
    assert sorted(ledger(town).values()) == [-20, 20]


async def test_gifts_are_told_in_english_too(town):
    ana = await neighbour(town, "Ana", lang="en")
    await endow(town, "3-2-501", 60)
    await town.admin.whispers(SOAP)
    await ana.whispers("/gifts")
    ana.sees("gifts-list", lang="en", points=60)
    await ana.presses("兑换 Get 洗衣液 · 50")
    await ana.presses("Yes, get it")
    ana.sees("gift-code", lang="en", name="洗衣液")
