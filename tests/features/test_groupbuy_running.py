"""What an organiser does: look, tick off, take lists along, enter neighbours."""

from tests.support.groupbuys import BOTH, EGGS, card, file, opened, ordered, orders, private

PASTED = """#接龙
鸡蛋团购

1. 王阿姨 3-2-501 鸡蛋2板 牛奶2箱
2. 李叔 鸡蛋1板（放门卫）
3. 张姐 豆腐1盒
大家快来订"""


async def two_orders(town):
    """A captain's group-buy with two households."""
    zhou = await town.captain("周楼长")
    ana, ben = await town.resident("Ana"), await town.resident("Ben")
    await ana.whispers("/bind 10-1-101")
    await ben.whispers("/bind 3-2-501")
    await opened(zhou, BOTH)
    await orders(ana, times=2)
    await orders(ben, "牛奶")
    return zhou, ana, ben


async def test_the_panel_follows_the_orders(town):
    zhou, *_ = await two_orders(town)
    assert "2 户已订 4 份，共 167 元" in private(zhou)
    assert "已付 0 / 2 户（0 元），已取 0 / 2 户" in private(zhou)


async def test_paid_and_collected_are_ticked_and_taken_back(town):
    zhou, ana, _ = await two_orders(town)
    await ana.whispers("/groupbuy 1")
    await zhou.presses("订单 · 打勾")
    assert (
        "1. 3-2-501 Ben：牛奶 2箱 = 117 元\n2. 10-1-101 Ana：鸡蛋 2板 = 50 元" in zhou.texts()[-1]
    )
    await zhou.presses("☐ 2 已付")
    assert "已付 1，已取 0" in zhou.texts()[-1]
    assert "已付 1 / 2 户（50 元）" in private(zhou)
    assert "合计 50 元 · 已付 ✅" in private(ana)
    await orders(ana)
    ana.is_told("groupbuy-paid-already")
    await zhou.forges("1|groupbuy.paid|1|1|1|0")
    assert "已付 1 / 2" in private(zhou)
    await zhou.presses("☐ 2 已取")
    assert "· 已取 ✅" in private(ana)
    await zhou.presses("✅ 2 已付")
    await zhou.presses("✅ 2 已取")
    assert "· 未付" in private(ana)
    assert [action for action, _ in town.audit() if action.startswith("groupbuy.")] == [
        "groupbuy.paid",
        "groupbuy.paid",
        "groupbuy.collected",
        "groupbuy.paid",
        "groupbuy.collected",
    ]


async def test_long_lists_have_pages(town):
    zhou = await town.captain("周楼长")
    await opened(zhou, "/groupbuy 鸡蛋 25元/板")
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("\n".join(f"{n}. 王阿姨 3-1-{n}01 2板" for n in range(1, 12)))
    await zhou.presses("写入")
    await zhou.presses("订单 · 打勾")
    assert "第 1 / 2 页" in zhou.texts()[-1]
    assert "‹ 上一页" not in zhou.buttons()[-2:]
    await zhou.presses("下一页 ›")
    assert "9. 3-1-901" in zhou.texts()[-1]
    assert "11. 3-1-1101" in zhou.texts()[-1]
    await zhou.presses("☐ 11 已付")
    assert "第 2 / 2 页" in zhou.texts()[-1]
    await zhou.presses("‹ 上一页")
    await zhou.forges("1|groupbuy.page|1|99")
    assert "第 2 / 2 页" in zhou.texts()[-1]


async def test_the_pick_up_list_goes_by_building_as_message_and_file(town):
    zhou, *_ = await two_orders(town)
    await zhou.presses("取货单")
    (said,) = [words for words in zhou.texts() if "取货单\n" in words]
    assert said.index("3 号楼\n共 牛奶 2箱\n☐ 3-2-501 Ben") < said.index("10 号楼")
    assert "未付" in said
    name, (households, goods) = file(zhou)
    assert name == "groupbuy-1.xlsx"
    assert households == [
        ["楼", "门牌", "姓名", "鸡蛋（板）", "牛奶（箱）", "金额（元）", "已付", "已取", "备注"],
        ["3", "3-2-501", "Ben", None, 2, "117", None, None, None],
        ["10", "10-1-101", "Ana", 2, None, "50", None, None, None],
    ]
    assert goods[1:] == [["鸡蛋", "板", "25", 2, "50"], ["牛奶", "箱", "58.50", 2, "117"]]
    assert ("groupbuy.list", zhou.id) in town.audit()


async def test_nobody_ordered_is_said(town):
    zhou = await town.captain("周楼长")
    await opened(zhou)
    for label in ("订单 · 打勾", "取货单"):
        await zhou.presses(label)
        zhou.is_told("groupbuy-nobody-ordered")


async def test_a_pasted_list_is_shown_first_and_nothing_of_it_is_dropped(town):
    zhou = await town.captain("周楼长")
    await opened(zhou, BOTH)
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("你好")
    zhou.sees("groupbuy-list-unread", goods="鸡蛋")
    await zhou.whispers(PASTED)
    said = zhou.texts()[-1]
    assert "读到 2 户" in said
    assert "• 3-2-501 王阿姨：鸡蛋 2板、牛奶 2箱" in said
    assert "这 2 行我没看懂，没有写入，请您看一下：\n大家快来订\n3. 张姐 豆腐1盒" in said
    assert ordered(town) == {"鸡蛋": 0, "牛奶": 0}
    await zhou.presses("写入")
    zhou.sees("groupbuy-entered", households=2)
    assert ordered(town) == {"鸡蛋": 3, "牛奶": 2}
    assert "2 户已订 5 份" in card(zhou)
    await zhou.forges("1|groupbuy.enter|1")
    zhou.is_told("button-outdated")
    await zhou.forges("1|groupbuy.forget|1")
    zhou.is_told("button-outdated")


async def test_a_pasted_list_can_be_dropped(town):
    zhou = await town.captain("周楼长")
    await opened(zhou)
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("1. 王阿姨 鸡蛋2板")
    await zhou.presses("不要了")
    assert ordered(town) == {"鸡蛋": 0}


async def test_what_is_not_there_is_not_entered(town):
    zhou, ben = await town.captain("周楼长"), await town.resident("Ben")
    await ben.whispers("/bind 5-1-102")
    await opened(zhou)
    await orders(ben)
    await zhou.presses("订单 · 打勾")
    await zhou.presses("☐ 1 已付")
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("1. 王阿姨 鸡蛋2板\n2. 李叔 鸡蛋1板\n3. 张姐 5号楼1单元102 鸡蛋1板")
    await zhou.presses("写入")
    said = [words for words in zhou.texts() if "写好了 1 户" in words][-1]
    assert "• 李叔：鸡蛋 1板\n• 5-1-102 张姐：鸡蛋 1板" in said
    assert ordered(town) == {"鸡蛋": 3}


async def test_one_line_enters_one_neighbour_and_again_changes_it(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou)
    for count in (2, 1):
        await zhou.presses("代订 · 粘贴接龙")
        await zhou.whispers(f"王阿姨 3-2-501 鸡蛋{count}板")
        await zhou.presses("写入")
        assert ordered(town) == {"鸡蛋": count}
    await ana.whispers("/bind 3-2-501")
    await orders(ana)
    ana.is_told("groupbuy-now", order="鸡蛋 2板")
    assert "1 户已订 2 份" in card(ana)


async def test_who_may_not_run_it_is_refused_every_button(town):
    other = await town.add_circle("5号楼邻里圈", "第二网格 邻里圈")
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    wu, fan = await town.captain("吴楼长", circle=other), await town.steward("Fan", grid="第二网格")
    await opened(zhou)
    await orders(ana)
    buttons = [
        "list|1|0",
        "page|1|0",
        "paid|1|1|1|0",
        "collected|1|1|1|0",
        "pickup_list|1",
        "paste|1",
        "move|1",
        "close|1",
        "closed|1",
        "cancel|1",
    ]
    await ana.whispers("/groupbuy 1")
    await wu.whispers("/groupbuy 1")
    wu.sees("groupbuy-not-in-circle")
    for button in buttons:
        await ana.forges(f"1|groupbuy.{button}")
        ana.is_told("no-permission")
        for stranger in (wu, fan):
            await stranger.forges(f"1|groupbuy.{button}")
            stranger.is_told("groupbuy-not-yours")
    assert town.rows("SELECT state, paid_at FROM groupbuys, groupbuy_buyers") == [("open", None)]


async def test_staff_of_the_grid_may_run_it_too(town):
    zhou, ben = await town.captain("周楼长"), await town.steward("Ben")
    ana = await town.resident("Ana")
    await opened(zhou)
    await orders(ana)
    await ben.whispers("/groupbuy 1")
    assert "您管" in private(ben)
    await ben.presses("订单 · 打勾")
    await ben.presses("☐ 1 已付")
    assert "已付 1 / 1" in private(ben)
    assert "已付 1 / 1" in private(zhou)


async def test_a_tick_of_an_order_that_is_gone_is_said(town):
    zhou, ana, ben = await two_orders(town)
    await zhou.presses("订单 · 打勾")
    await ben.presses("− 牛奶", where=ben.group)
    await zhou.presses("☐ 1 已付")
    zhou.is_told("groupbuy-order-gone")
    assert "1 户已订" in card(ana)


async def test_an_organiser_orders_too(town):
    zhou = await town.captain("周楼长")
    await opened(zhou, EGGS)
    await zhou.presses("我自己订")
    await zhou.presses("＋ 鸡蛋")
    assert ordered(town) == {"鸡蛋": 1}
    assert "1 户已订 1 份" in card(zhou)
    await zhou.whispers("/groupbuy")
    assert zhou.texts()[-1].count("1 鸡蛋（正在订）") == 1


async def test_a_pasted_list_is_entered_by_who_pasted_it(town):
    zhou, ben = await town.captain("周楼长"), await town.steward("Ben")
    ana = await town.resident("Ana")
    await opened(zhou)
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("1. 王阿姨 鸡蛋2板")
    for data in ("enter|1", "forget|1"):
        await ben.forges(f"1|groupbuy.{data}")
        ben.is_told("button-outdated")
        await ana.forges(f"1|groupbuy.{data}")
        ana.is_told("no-permission")
    await zhou.presses("写入")
    assert ordered(town) == {"鸡蛋": 2}


async def test_a_list_is_not_entered_once_it_is_closed(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou)
    await orders(ana)
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("1. 王阿姨 鸡蛋2板")
    await zhou.presses("截单")
    await zhou.presses("确定截单")
    await zhou.presses("写入")
    zhou.is_told("groupbuy-not-open")
    assert ordered(town) == {"鸡蛋": 1}
