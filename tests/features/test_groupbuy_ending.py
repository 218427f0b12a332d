"""How a group-buy goes on and ends, and who is told what."""

from tests.support.due import go_on_to
from tests.support.groupbuys import EGGS, card, opened, ordered, orders, private, state

FRIDAY = f"{EGGS} 截止=周五20:00 取货=周六16:00 南门"


async def test_at_the_deadline_everybody_hears_that_it_is_happening(town):
    zhou = await town.captain("周楼长")
    ana, lee = await town.resident("Ana"), await town.resident("Lee", lang="en")
    await opened(zhou, FRIDAY)
    await orders(ana, times=2)
    await orders(lee)
    await go_on_to(town, "27 20:00")
    assert state(town) == "closed"
    ana.sees("groupbuy-succeeded-you", title="鸡蛋", order="鸡蛋 2板", total="50")
    assert "取货：11月28日（周六）16:00 南门" in ana.texts()[-1]
    lee.sees("groupbuy-succeeded-you", lang="en", order="鸡蛋 1板", total="25")
    zhou.sees("groupbuy-closed-organiser")
    ana.sees("groupbuy-announce-closed", where=town.circle)
    assert "已截单，成团了" in card(ana)
    assert "＋ 鸡蛋" not in ana.buttons(town.circle)
    await ana.forges("1|groupbuy.more|1|1", where=town.circle)
    ana.is_told("groupbuy-not-open", number=1)
    await ana.whispers("/groupbuy")
    assert "1 鸡蛋（已成团）" in ana.texts()[-1]


async def test_too_few_orders_and_everybody_hears_that_it_is_off(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, f"{FRIDAY} 成团=3")
    await orders(ana, times=2)
    assert "满 3 份，还差 1 份" in card(ana)
    await go_on_to(town, "27 20:00")
    assert state(town) == "failed"
    ana.sees("groupbuy-failed-you", title="鸡蛋", order="鸡蛋 2板")
    ana.sees_not("groupbuy-succeeded-you")
    zhou.sees("groupbuy-failed-organiser")
    ana.sees("groupbuy-announce-failed", where=town.circle)
    assert "这次不成团" in card(ana)
    await go_on_to(town, "28 16:00")
    ana.sees_not("groupbuy-pick-up")


async def test_money_can_be_the_goal(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, f"{EGGS} 成团=50元")
    await orders(ana)
    assert "满 50 元，还差 25 元" in card(ana)
    await orders(ana)
    assert "满 50 元，已经够了" in card(ana)


async def test_nobody_ordered_and_nobody_is_troubled(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, FRIDAY)
    before = len(ana.texts())
    await go_on_to(town, "27 20:00")
    assert state(town) == "failed"
    zhou.sees("groupbuy-failed-organiser")
    assert len(ana.texts()) == before


async def test_the_group_is_reminded_two_hours_before(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, FRIDAY)
    await orders(ana)
    await go_on_to(town, "27 17:59")
    ana.sees_not("groupbuy-soon-over", where=town.circle)
    await go_on_to(town, "27 18:00")
    ana.sees("groupbuy-soon-over", where=town.circle, title="鸡蛋", left="2小时", households=1)


async def test_a_short_one_is_not_reminded_of_nor_one_that_is_closed(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, f"{EGGS} 截止=3小时后")
    await town.passes(hours=2)
    ana.sees_not("groupbuy-soon-over", where=town.circle)
    await opened(zhou, FRIDAY.replace("库存=3", "库存=30"))
    await orders(ana)
    await zhou.presses("截单")
    await zhou.presses("确定截单")
    await go_on_to(town, "27 18:00")
    ana.sees_not("groupbuy-soon-over", where=town.circle)


async def test_a_reminder_at_night_waits_for_the_morning_or_is_left_out(town):
    zhou = await town.captain("周楼长")
    await opened(zhou, f"{EGGS} 截止=周五8:00")
    await opened(zhou, f"{EGGS} 截止=周五6:30")
    await go_on_to(town, "27 6:59")
    zhou.sees_not("groupbuy-soon-over", where=town.circle)
    await go_on_to(town, "27 7:00")
    zhou.sees("groupbuy-soon-over", where=town.circle)


async def test_who_has_not_picked_up_is_reminded_an_hour_before(town):
    zhou = await town.captain("周楼长")
    ana, ben = await town.resident("Ana"), await town.resident("Ben")
    await opened(zhou, FRIDAY)
    await orders(ana)
    await orders(ben)
    await go_on_to(town, "27 20:00")
    await zhou.presses("订单 · 打勾")
    await zhou.presses("☐ 1 已取")
    await go_on_to(town, "28 15:00")
    ben.sees("groupbuy-pick-up", title="鸡蛋", order="鸡蛋 1板")
    ana.sees_not("groupbuy-pick-up")


async def test_after_a_long_stop_nobody_is_sent_to_an_empty_gate(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, FRIDAY)
    await orders(ana)
    await go_on_to(town, "27 20:00")
    await go_on_to(town, "28 23:00")
    ana.sees_not("groupbuy-pick-up")


async def test_closing_asks_first_and_says_what_follows(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, f"{EGGS} 成团=2")
    await orders(ana)
    await zhou.presses("截单")
    zhou.sees("groupbuy-close-fails")
    await orders(ana)
    await zhou.presses("截单")
    zhou.sees("groupbuy-close-sure")
    assert state(town) == "open"
    await zhou.presses("确定截单")
    assert state(town) == "closed"
    assert "取货时间、地点等团长通知" in ana.texts()[-1]
    await zhou.presses("确定截单")
    zhou.is_told("groupbuy-not-open")
    await zhou.forges("1|groupbuy.paste|1")
    zhou.is_told("groupbuy-not-open")
    assert "截单" not in zhou.buttons()


async def test_cancelling_asks_why_and_tells_everybody(town):
    zhou = await town.captain("周楼长")
    ana, lee = await town.resident("Ana"), await town.resident("Lee", lang="en")
    await opened(zhou, FRIDAY)
    await orders(ana)
    await orders(lee)
    await zhou.presses("取消团购")
    zhou.sees("groupbuy-ask-reason", title="鸡蛋")
    await zhou.whispers("供货商\n没货了")
    assert state(town) == "cancelled"
    ana.sees("groupbuy-cancelled-you", order="鸡蛋 1板", reason="供货商 没货了")
    lee.sees("groupbuy-cancelled-you", lang="en", reason="供货商 没货了")
    ana.sees("groupbuy-announce-cancelled", where=town.circle)
    assert "已取消：供货商 没货了" in card(ana)
    await go_on_to(town, "27 20:00")
    ana.sees_not("groupbuy-succeeded-you")
    for button in ("cancel|1", "move|1"):
        await zhou.forges(f"1|groupbuy.{button}")
        zhou.is_told("groupbuy-over", number=1)


async def test_a_picture_is_no_reason(town):
    zhou = await town.captain("周楼长")
    await opened(zhou)
    await zhou.presses("取消团购")
    await zhou.shows(where=zhou.id)
    assert state(town) == "open"
    assert len([words for words in zhou.texts() if "为什么取消" in words]) == 2


async def test_another_time_or_place_to_pick_up_is_told(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, FRIDAY)
    await orders(ana)
    await ana.whispers("/groupbuy 1")
    await zhou.presses("改取货")
    await zhou.whispers("周五10:00 北门")
    zhou.sees("groupbuy-pickup-early")
    await zhou.whispers("周日10:00-11:00 北门")
    ana.sees("groupbuy-moved-you", title="鸡蛋", order="鸡蛋 1板")
    assert "取货：11月29日（周日）10:00–11:00 北门" in private(ana)
    assert "11月29日（周日）10:00–11:00 北门" in card(ana)
    await go_on_to(town, "27 20:00")
    await go_on_to(town, "28 15:00")
    ana.sees_not("groupbuy-pick-up")
    await go_on_to(town, "29 9:00")
    ana.sees("groupbuy-pick-up")
    await zhou.presses("改取货")
    await zhou.whispers("门卫室")
    assert "时间另行通知 门卫室" in card(ana)


async def test_whom_the_bot_cannot_write_to_is_called_in_the_group(town):
    zhou = await town.captain("周楼长")
    mute = await town.resident("Mute", started=False)
    gone = await town.resident("Gone", started=False)
    await gone.types("/bind 3-2-501", where=town.circle)
    await opened(zhou, FRIDAY)
    await orders(mute)
    await orders(gone)
    town.world.leave(town.circle, gone.id)
    await town.settle()
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("王阿姨 5-1-102 鸡蛋1板")
    await zhou.presses("写入")
    await go_on_to(town, "27 20:00")
    mute.sees("groupbuy-call", where=town.circle, people="Mute", title="鸡蛋")
    zhou.sees("groupbuy-untold")
    untold = [words for words in zhou.texts() if "请您转告" in words][-1]
    assert "• 5-1-102 王阿姨" in untold
    assert "• Gone" in untold
    assert "Mute" not in untold
    assert ordered(town) == {"鸡蛋": 3}


async def test_without_an_organiser_it_still_ends(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    await opened(zhou, FRIDAY)
    await orders(ana)
    await zhou.presses("代订 · 粘贴接龙")
    await zhou.whispers("王阿姨 5-1-102 鸡蛋1板")
    await zhou.presses("写入")
    await zhou.whispers("/me")
    await zhou.presses("删除我的资料")
    await zhou.presses("确定删除")
    await go_on_to(town, "27 20:00")
    ana.sees("groupbuy-succeeded-you")
    assert state(town) == "closed"
