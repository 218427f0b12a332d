"""Ordering in a group-buy: by taps in the group and in private."""

import json

from tests.support.groupbuys import BOTH, EGGS, card, opened, ordered, orders, private


async def test_the_group_gets_a_card_and_a_tap_orders(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou)
    assert "鸡蛋 25 元/板，已订 0 / 3 板，每户最多 2 板" in card(ana)
    await orders(ana)
    ana.is_told("groupbuy-now", order="鸡蛋 1板", total="25")
    assert "已订 1 / 3" in card(ana)
    assert "1 户已订 1 份，共 25 元" in card(ana)
    assert "Ana" not in card(ana)


async def test_the_last_one_goes_to_one_household(town):
    zhou = await town.captain("周楼长")
    people = [await town.resident(name) for name in ("Ana", "Ben", "Cai")]
    await opened(zhou)
    await orders(people[0], times=2)
    await orders(people[1])
    await orders(people[2])
    people[2].is_told("groupbuy-sold-out", goods="鸡蛋", alert=True)
    assert "已订 3 / 3 板（订完了）" in card(zhou)
    await people[0].presses("− 鸡蛋", where=people[0].group)
    await orders(people[2])
    people[2].is_told("groupbuy-now", order="鸡蛋 1板")
    assert ordered(town) == {"鸡蛋": 3}


async def test_a_household_has_one_order_however_many_of_it_tap(town):
    zhou, ana, ben = [
        await town.captain("周楼长"),
        await town.resident("Ana"),
        await town.resident("Ben"),
    ]
    for human in (ana, ben):
        await human.whispers("/bind 3-2-501")
    await opened(zhou)
    await orders(ana)
    await orders(ben)
    ben.is_told("groupbuy-now", order="鸡蛋 2板", hint="")
    await orders(ana)
    ana.is_told("groupbuy-most", goods="鸡蛋", most=2)
    assert "1 户已订 2 份" in card(ana)


async def test_who_binds_an_address_keeps_the_order_they_had(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou)
    await orders(ana)
    assert "您没绑住址" in town.world.toasts(ana.id)[-1].text
    await ana.whispers("/bind 3-2-501")
    await orders(ana)
    ana.is_told("groupbuy-now", order="鸡蛋 2板", hint="")
    assert town.rows("SELECT COUNT(*) FROM groupbuy_buyers") == [(1,)]


async def test_the_fewest_allowed_come_at_once_and_go_at_once(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, BOTH)
    await orders(ana, "牛奶")
    ana.is_told("groupbuy-now", order="牛奶 2箱", total="117")
    await ana.presses("− 牛奶", where=ana.group)
    ana.is_told("groupbuy-now-nothing")
    await ana.presses("− 牛奶", where=ana.group)
    ana.is_told("groupbuy-none-held", goods="牛奶")
    assert ordered(town) == {"鸡蛋": 0, "牛奶": 0}
    assert town.rows("SELECT COUNT(*) FROM groupbuy_people") == [(0,)]


async def test_ordering_in_private_shows_ones_own_order(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, BOTH)
    await ana.opens("run-groupbuy-1")
    assert "还没有订" in private(ana)
    assert "您还没有绑定住址" in private(ana)
    await ana.presses("＋ 鸡蛋")
    await ana.presses("＋ 牛奶")
    assert "鸡蛋 1板，25 元" in private(ana)
    assert "合计 142 元 · 未付" in private(ana)
    await ana.presses("− 鸡蛋")
    await ana.presses("− 牛奶")
    assert "还没有订" in private(ana)
    assert "0 户已订 0 份" in card(ana)


async def test_a_tap_in_the_group_shows_in_private_too(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou)
    await ana.whispers("/团购 1")
    await orders(ana)
    assert "鸡蛋 1板" in private(ana)


async def test_the_group_sees_who_ordered_only_where_it_is_public(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, f"{EGGS} 公开=是")
    await orders(ana)
    assert "已订：Ana" in card(ana)


async def test_an_english_group_and_reader_are_told_in_english(town):
    zhou = await town.captain("周楼长")
    ana = await town.resident("Ana", lang="en")
    await town.admin.types("/lang en", where=town.circle)
    await zhou.types("/groupbuy Eggs 25 yuan/tray stock=3 until=Fri 20:00")
    await zhou.presses("Publish", where=town.circle)
    await ana.presses("＋ Eggs", where=town.circle)
    ana.is_told("groupbuy-now", lang="en", order="Eggs 1tray", total="25")
    (shown,) = [words for words in ana.texts(town.circle) if "group-buy 1" in words]
    assert "25 yuan/tray, 1 of 3 tray ordered" in shown
    assert "Order until: Fri 27 Nov 20:00" in shown
    await ana.opens("run-groupbuy-1")
    assert "Your household's order" in ana.texts()[-1]


async def test_others_circles_cannot_order_nor_look(town):
    other = await town.add_circle("5号楼邻里圈", "第二网格 邻里圈")
    zhou, fei = await town.captain("周楼长"), await town.resident("Fei", circle=other)
    await opened(zhou)
    await fei.whispers("/groupbuy 1")
    fei.sees("groupbuy-not-in-circle")
    for data in ("1|groupbuy.more|1|1", "1|groupbuy.mine|1", "1|groupbuy.show|1"):
        await fei.forges(data)
        fei.is_told("groupbuy-not-in-circle")
    await fei.types("/groupbuy 1", where=other)
    fei.sees("groupbuy-unknown", where=other, number=1)
    stranger = await town.person("Stranger", started=True)
    await stranger.forges("1|groupbuy.more|1|1")
    stranger.is_told("not-in-a-circle")


async def test_forged_buttons_do_nothing(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou)
    await ana.whispers("/groupbuy 1")
    await ana.forges("1|groupbuy.more|1|99")
    ana.is_told("button-outdated")
    await ana.forges("1|groupbuy.more|99|1")
    ana.is_told("groupbuy-unknown", number=99)
    await ana.forges("1|groupbuy.more|1")
    ana.is_told("button-outdated")
    assert ordered(town) == {"鸡蛋": 0}


async def test_what_is_open_is_listed_with_the_way_there(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await ana.whispers("/groupbuy")
    ana.sees("groupbuy-open")
    assert "现在没有团购" in ana.texts()[-1]
    await opened(zhou)
    await ana.types("团购")
    assert "1 鸡蛋（正在订）" in ana.texts(town.circle)[-1]
    assert "1 鸡蛋" in ana.buttons(town.circle)
    await ana.types("/groupbuy 1")
    assert ana.texts(town.circle)[-1] == "1 鸡蛋（正在订）"
    await ana.whispers("/groupbuy")
    await ana.presses("1 鸡蛋")
    assert "您家的订单" in private(ana)
    await ana.whispers("/groupbuy 99")
    ana.sees("groupbuy-unknown", number=99)


async def test_talk_of_group_buys_is_left_alone(town):
    ana = await town.resident("Ana")
    before = len(ana.texts(town.circle))
    await ana.types("团购 什么时候到货呀")
    assert len(ana.texts(town.circle)) == before


async def test_a_person_can_take_their_orders_along_and_have_them_forgotten(town):
    zhou, ana, ben = [
        await town.captain("周楼长"),
        await town.resident("Ana"),
        await town.resident("Ben"),
    ]
    await opened(zhou)
    await orders(ana, times=2)
    await orders(ben)
    await ana.whispers("/me")
    await ana.presses("导出我的资料")
    sent = [m for m in town.world.messages(ana.id) if "document" in m.data][-1]
    held = json.loads(town.world.files.get(sent.data["document"]["file_id"]).content)
    assert [(o["name"], o["quantity"]) for o in held["groupbuys"]] == [("鸡蛋", 2)]
    await zhou.presses("订单 · 打勾")
    await zhou.presses("☐ 2 已付")
    for human in (ana, ben, zhou):
        await human.whispers("/me")
        await human.presses("删除我的资料")
        await human.presses("确定删除")
    assert ordered(town) == {"鸡蛋": 1}
    buyers = town.rows("SELECT household, name, paid_by FROM groupbuy_buyers")
    assert buyers == [("x2", "", 0)]
    assert town.rows("SELECT organiser_id FROM groupbuys") == [(None,)]


async def test_one_of_a_household_who_leaves_leaves_the_order_to_the_other(town):
    zhou, ana, ben = [
        await town.captain("周楼长"),
        await town.resident("Ana"),
        await town.resident("Ben"),
    ]
    for human in (ana, ben):
        await human.whispers("/bind 3-2-501")
    await opened(zhou)
    await orders(ana)
    await orders(ben)
    await ana.whispers("/me")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    assert ordered(town) == {"鸡蛋": 2}
