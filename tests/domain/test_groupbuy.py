from contextlib import suppress
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.groupbuy.model import Buyer, Goal, GroupBuy, GroupBuyState, Item
from domain.groupbuy.money import read_yuan, yuan
from domain.groupbuy.reading import MOST_ITEMS, looks_like_an_offer, read_offer
from domain.groupbuy.rules import (
    building_of,
    by_building,
    check_changeable,
    check_open,
    checked,
    fewer,
    more,
    order_words,
    owed,
    read_pasted,
)
from domain.jielong import read_jielong
from domain.timing import Moment, Reason, Unclear

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
EGGS = Item(id=1, name="鸡蛋", unit="板", price=2500, stock=40, most=5, ordered=38)
MILK = Item(id=2, name="牛奶", unit="箱", price=5850, least=2)


def read(words):
    return read_offer(words, NOW, ZONE)


def refusal(act, *args):
    with pytest.raises(Refusal) as refused:
        act(*args)
    return refused.value.text


def at(wall):
    return datetime.fromisoformat(wall).replace(tzinfo=ZONE).astimezone(UTC)


def buyer(household="3-2-501", **more_of_it):
    return Buyer(household=household, name="王阿姨", address=household, **more_of_it)


def test_one_line_says_everything():
    offer = read(
        "鸡蛋 25元/板 库存=40 限购=5 牛奶 ￥58.5/箱 起购=2 截止=周五20:00 成团=20份 "
        "公开=是 取货=周六16:00-18:00 南门岗亭"
    )
    eggs, milk = offer.items
    assert (eggs.name, eggs.unit, eggs.price, eggs.stock, eggs.most) == ("鸡蛋", "板", 2500, 40, 5)
    assert (milk.name, milk.unit, milk.price, milk.least) == ("牛奶", "箱", 5850, 2)
    assert offer.title == "鸡蛋、牛奶"
    assert offer.deadline == Moment.at(at("2026-11-27 20:00"), ZONE)
    assert offer.pickup_at == Moment.at(at("2026-11-28 16:00"), ZONE)
    assert (offer.pickup_until, offer.pickup_place) == ("18:00", "南门岗亭")
    assert (offer.goal, offer.public) == (Goal(portions=20), True)


def test_several_lines_say_the_same():
    offer = read(
        "周末团购\n鸡蛋（30枚） 25元一板，库存：40板\n牛奶 60块/箱 每户=1-5\n"
        "截止：周五20:00\n取货：周六16:00 南门；说明：自带袋子"
    )
    assert [(i.name, i.unit, i.price) for i in offer.items] == [
        ("鸡蛋（30枚）", "板", 2500),
        ("牛奶", "箱", 6000),
    ]
    assert (offer.items[0].stock, offer.items[1].least, offer.items[1].most) == (40, 1, 5)
    assert (offer.title, offer.note, offer.pickup_place) == ("周末团购", "自带袋子", "南门")


def test_english_words_do_the_same():
    offer = read(
        "Eggs 25 yuan/tray stock=40 max=5 Milk ¥60/box min=2 each=1-3 until=Fri 20:00 goal=500元 "
        "public=yes title=Weekend note=bring bags"
    )
    assert [(i.name, i.unit) for i in offer.items] == [("Eggs", "tray"), ("Milk", "box")]
    assert (offer.goal, offer.public) == (Goal(fen=50000), True)
    assert (offer.title, offer.note) == ("Weekend", "bring bags")


@pytest.mark.parametrize(("words", "most"), [("每户=5", 5), ("每户=1~3箱", 3), ("max=2", 2)])
def test_a_household_may_have_so_many(words, most):
    (item,) = read(f"鸡蛋 25元/板 {words}").items[:1]
    assert item.most == most


@pytest.mark.parametrize(
    ("words", "price", "unit"),
    [
        ("米 68元", 6800, "份"),
        ("米 68.5块钱", 6850, "份"),
        ("米 25/袋", 2500, "袋"),
        ("米 ¥9.90", 990, "份"),
        ("米 9.9元/500克", 990, "500克"),
        ("米 30元每斤", 3000, "斤"),
        ("Rice 30 yuan per bag", 3000, "bag"),
    ],
)
def test_prices_are_whole_fen_of_a_unit(words, price, unit):
    (item,) = read(words).items
    assert (item.price, item.unit) == (price, unit)


def test_talk_names_no_price():
    assert looks_like_an_offer("鸡蛋 25元/板")
    assert not looks_like_an_offer("什么时候到货 2箱都没到")


def test_a_bracket_after_the_price_tells_of_the_goods():
    (item,) = read("鸡蛋 25元/板（30枚）").items
    assert item.name == "鸡蛋（30枚）"


def test_a_title_may_stand_first_and_goods_may_follow_options():
    offer = read(
        "标题=年货\n鸡蛋 25元/板 库存=40 截止=周五20:00 牛奶 60元/箱 公开=否 面 8元 成团=3 糖 5元"
    )
    assert [item.name for item in offer.items] == ["鸡蛋", "牛奶", "面", "糖"]
    assert (offer.title, offer.goal.portions, offer.public) == ("年货", 3, False)


def test_a_day_without_an_hour_is_asked_back():
    offer = read("鸡蛋 25元/板 截止=周五 取货=周六 南门")
    assert isinstance(offer.deadline, Unclear)
    assert isinstance(offer.pickup_at, Unclear)
    assert offer.deadline.reason is Reason.NO_TIME


def test_a_place_alone_is_enough_to_pick_up():
    offer = read("鸡蛋 25元/板 取货=南门岗亭")
    assert (offer.pickup_at, offer.pickup_place) == (None, "南门岗亭")


@pytest.mark.parametrize(
    ("words", "key", "args"),
    [
        ("", "groupbuy-no-goods", {}),
        ("鸡蛋", "groupbuy-no-goods", {}),
        ("25元/板", "groupbuy-no-name", {"price": "25元/板"}),
        ("鸡蛋 0元", "groupbuy-bad-price", {"goods": "鸡蛋"}),
        ("鸡蛋 200000元", "groupbuy-bad-price", {"goods": "鸡蛋"}),
        ("鸡蛋 25元 牛奶", "groupbuy-no-price", {"goods": "牛奶"}),
        ("鸡蛋 25元 鸡蛋 26元", "groupbuy-goods-twice", {"goods": "鸡蛋"}),
        ("库存=4 鸡蛋 25元", "groupbuy-option-early", {}),
        ("鸡蛋 25元 库存=", "groupbuy-option-empty", {"option": "库存"}),
        ("鸡蛋 25元 库存=很多", "groupbuy-option-number", {"option": "库存"}),
        ("鸡蛋 25元 库存=0", "groupbuy-option-number", {"option": "库存"}),
        ("鸡蛋 25元 成团=很多", "groupbuy-option-number", {"option": "成团"}),
        ("鸡蛋 25元 公开=也许", "groupbuy-option-yes-no", {"option": "公开"}),
        ("鸡蛋 25元 公开=，", "groupbuy-option-empty", {"option": "公开"}),
        ("鸡蛋 25元 人数=4", "groupbuy-option-unknown", {"option": "人数"}),
        ("人数=4 鸡蛋 25元", "groupbuy-option-unknown", {"option": "人数"}),
        ("鸡蛋 25元 起购=5 限购=3", "groupbuy-least-too-much", {"least": 5, "most": 3}),
        ("鸡蛋 25元 起购=5 库存=4", "groupbuy-least-too-much", {"least": 5, "most": 4}),
        ("鸡蛋 25元 截止=周六20:00 取货=周五16:00", "groupbuy-pickup-early", {}),
        (" ".join(f"货{n}号 5元" for n in range(9)), "groupbuy-too-many-goods", {"allowed": 8}),
    ],
)
def test_what_cannot_be_a_group_buy_is_refused(words, key, args):
    said = refusal(read, words)
    assert said.key == key
    assert {name: said.args[name] for name in args} == args
    assert MOST_ITEMS == 8


@given(st.text(max_size=80))
def test_any_words_are_read_or_refused(words):
    with suppress(Refusal):
        assert read(words).items


@given(st.integers(0, 10**9))
def test_money_is_said_and_read_exactly(fen):
    assert read_yuan(yuan(fen)) == fen
    assert yuan(2550) == "25.50"


def test_one_more_and_one_fewer():
    assert [more(MILK, 0), more(MILK, 2), fewer(MILK, 3), fewer(MILK, 2)] == [2, 3, 2, 0]
    assert refusal(fewer, MILK, 0).key == "groupbuy-none-held"


@pytest.mark.parametrize(
    ("item", "held", "wanted", "key"),
    [
        (EGGS, 5, 6, "groupbuy-most"),
        (EGGS, 0, 3, "groupbuy-few-left"),
        (EGGS.model_copy(update={"ordered": 40}), 0, 1, "groupbuy-sold-out"),
        (MILK, 0, 1, "groupbuy-least"),
    ],
)
def test_a_household_cannot_have_any_number(item, held, wanted, key):
    assert refusal(checked, item, held, wanted).key == key


def test_fewer_is_possible_though_all_is_sold():
    full = EGGS.model_copy(update={"ordered": 40})
    assert (checked(full, 3, 2), checked(full, 3, 0), checked(EGGS, 3, 5)) == (2, 0, 5)


def test_orders_are_taken_while_it_is_open():
    buy = GroupBuy(
        title="x",
        organiser_id=1,
        items=(EGGS,),
        state=GroupBuyState.OPEN,
        deadline=at("2026-11-27 20:00"),
    )
    check_open(buy, NOW)
    check_open(buy.model_copy(update={"deadline": None}), NOW)
    assert refusal(check_open, buy, at("2026-11-27 20:00")).key == "groupbuy-not-open"
    closed = buy.model_copy(update={"state": GroupBuyState.CLOSED})
    assert refusal(check_open, closed, NOW).key == "groupbuy-not-open"


def test_what_is_paid_or_handed_out_stays():
    check_changeable(None)
    check_changeable(buyer())
    for done in ("paid", "collected"):
        assert refusal(check_changeable, buyer(**{done: True})).key == "groupbuy-paid-already"


@pytest.mark.parametrize(
    ("goal", "succeeds"),
    [
        (Goal(), True),
        (Goal(portions=38), True),
        (Goal(portions=39), False),
        (Goal(fen=95000), True),
        (Goal(fen=95001), False),
    ],
)
def test_it_comes_about_when_enough_is_ordered(goal, succeeds):
    buy = GroupBuy(title="x", organiser_id=1, items=(EGGS, MILK), goal=goal)
    assert (buy.portions, buy.total, buy.succeeds) == (38, 95000, succeeds)
    nothing = buy.model_copy(update={"items": (MILK,), "goal": Goal()})
    assert not nothing.succeeds


def test_goods_are_found_by_number():
    buy = GroupBuy(title="x", organiser_id=1, items=(EGGS, MILK))
    assert (buy.item(2), buy.item(3)) == (MILK, None)
    assert (EGGS.free, MILK.free) == (2, None)


def test_an_order_in_words_and_in_money():
    one = buyer(quantities={1: 2, 2: 1})
    assert order_words(one, (EGGS, MILK)) == "鸡蛋 2板、牛奶 1箱"
    assert owed(one, (EGGS, MILK)) == "108.50"


def test_the_pick_up_list_goes_by_building_and_room():
    homes = ["10-1-101", "3-2-1001", "3-2-201", "", "3号楼1单元301", "2栋501"]
    found = by_building([buyer(home) for home in homes])
    assert [(building, [b.address for b in group]) for building, group in found] == [
        ("2", ["2栋501"]),
        ("3", ["3-2-201", "3-2-1001", "3号楼1单元301"]),
        ("10", ["10-1-101"]),
        ("", [""]),
    ]
    assert building_of("A3-1-201") == "A3"


def test_a_pasted_list_becomes_orders():
    found = read_jielong(
        "#接龙\n团购\n1. 王阿姨 3-2-501 鸡蛋2板 牛奶1箱\n2. 李叔 土鸡蛋1板\n3. 张姐 豆腐2块\n"
        "4. 赵姐\n5. 孙姐 2份\n随便聊聊\n6. 钱叔 白菜2颗\n7. 何姐 鸡蛋1板 鸡蛋1板"
    )
    pasted = read_pasted(found, (EGGS, MILK))
    assert [(order.name, order.address, order.quantities) for order in pasted.orders] == [
        ("王阿姨", "3-2-501", {1: 2, 2: 1}),
        ("李叔", "", {1: 1}),
        ("何姐", "", {1: 2}),
    ]
    assert set(pasted.unread) == {
        "随便聊聊",
        "3. 张姐 豆腐2块",
        "4. 赵姐",
        "5. 孙姐 2份",
        "6. 钱叔 白菜2颗",
    }


def test_where_there_is_one_kind_of_goods_a_number_is_enough():
    found = read_jielong("#接龙\n鸡蛋\n1. 王阿姨 2份\n2. 李叔\n3. 张姐+1")
    pasted = read_pasted(found, (EGGS,))
    assert [order.quantities for order in pasted.orders] == [{1: 2}, {1: 1}, {1: 2}]


def test_goods_with_a_slip_in_their_name_are_found():
    rice = Item(id=3, name="五常大米", unit="袋", price=6800)
    found = read_jielong("#接龙\n团购\n1. 王阿姨 五长大米2袋")
    assert read_pasted(found, (EGGS, MILK, rice)).orders[0].quantities == {3: 2}
