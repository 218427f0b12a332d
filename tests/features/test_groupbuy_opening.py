"""Opening a group-buy: one line or guided, both by way of a preview."""

from tests.support.groupbuys import EGGS, card, opened, ordered, private, state

FULL = (
    "/团购 鸡蛋 25元/板 库存=40 限购=5 牛奶 60元/箱 截止=周五20:00 成团=20份 "
    "取货=周六16:00-18:00 南门 说明=自带袋子，谢谢"
)


async def test_a_preview_comes_first_and_turns_into_the_card(town):
    zhou = await town.captain("周楼长")
    await zhou.types(FULL)
    (preview,) = [words for words in zhou.texts(town.circle) if "点「发布」" in words]
    assert "截止：11月27日（周五）20:00" in preview
    assert "取货：11月28日（周六）16:00–18:00 南门" in preview
    assert "成团：满 20 份，还差 20 份" in preview
    assert "说明：自带袋子，谢谢" in preview
    await zhou.presses("发布", where=town.circle)
    zhou.is_told("groupbuy-published")
    assert not [words for words in zhou.texts(town.circle) if "点「发布」" in words]
    assert "点 ＋ 就订上了" in card(zhou)
    assert "您管" in private(zhou)


async def test_only_its_author_publishes_or_drops_it_and_only_once(town):
    zhou, ana = await town.captain("周楼长"), await town.resident("Ana")
    wu = await town.captain("吴楼长")
    await zhou.types(EGGS)
    await ana.presses("发布", where=town.circle)
    ana.is_told("no-permission", alert=True)
    for label in ("发布", "不要了"):
        await wu.presses(label, where=town.circle)
        wu.is_told("groupbuy-not-yours")
    await zhou.presses("发布", where=town.circle)
    await zhou.forges("1|groupbuy.publish|1", where=town.circle)
    zhou.is_told("groupbuy-published-before")
    await zhou.forges("1|groupbuy.discard|1", where=town.circle)
    zhou.is_told("groupbuy-published-before")
    await zhou.forges("1|groupbuy.publish|77", where=town.circle)
    zhou.is_told("button-outdated")


async def test_a_preview_can_be_dropped(town):
    zhou = await town.captain("周楼长")
    await zhou.types(EGGS)
    await zhou.presses("不要了", where=town.circle)
    zhou.sees("groupbuy-discarded", where=town.circle)
    await zhou.forges("1|groupbuy.publish|1", where=town.circle)
    zhou.is_told("button-outdated")
    assert town.rows("SELECT COUNT(*) FROM groupbuy_items") == [(0,)]


async def test_residents_do_not_open_one(town):
    ana = await town.resident("Ana")
    await ana.types(EGGS)
    ana.sees("no-permission")
    await ana.forges("1|groupbuy.publish|1", where=town.circle)
    ana.is_told("no-permission")


async def test_the_command_alone_shows_a_captain_how(town):
    zhou = await town.captain("周楼长")
    await zhou.types("/groupbuy")
    zhou.sees("groupbuy-open-howto", where=town.circle)
    await zhou.types("/groupbuy 鸡蛋")
    zhou.sees("groupbuy-no-goods", where=town.circle)
    assert "开团" in zhou.buttons(town.circle)


async def test_an_unclear_deadline_is_asked_back(town):
    zhou = await town.captain("周楼长")
    await zhou.types("/groupbuy 鸡蛋 25元/板 截止=周五")
    zhou.sees("time-which", where=town.circle)
    await zhou.types("/groupbuy 鸡蛋 25元/板 截止=1分钟后")
    zhou.sees("groupbuy-deadline-past", where=town.circle)
    assert town.rows("SELECT COUNT(*) FROM groupbuys") == [(0,)]


async def test_a_preview_that_waited_past_its_deadline_is_not_opened(town):
    zhou = await town.captain("周楼长")
    await zhou.types("/groupbuy 鸡蛋 25元/板 截止=2小时后")
    await town.passes(hours=3)
    await zhou.presses("发布", where=town.circle)
    zhou.is_told("groupbuy-deadline-past")
    assert state(town) == "draft"


async def test_questions_lead_to_the_same_preview(town):
    zhou = await town.captain("周楼长")
    await zhou.types("/groupbuy 新")
    zhou.sees("go-private", where=town.circle)
    await zhou.opens("run-groupbuy-new")
    zhou.sees("groupbuy-ask-goods")
    await zhou.whispers("鸡蛋")
    zhou.sees("groupbuy-no-goods")
    await zhou.whispers("鸡蛋 25元/板 库存=40")
    zhou.sees("groupbuy-ask-deadline")
    await zhou.whispers("周五")
    zhou.sees("time-which")
    await zhou.whispers("周五20:00")
    zhou.sees("groupbuy-ask-pickup")
    await zhou.whispers("周六16:00\n南门")
    zhou.sees("groupbuy-ask-goal")
    await zhou.whispers("20份")
    preview = zhou.texts()[-1]
    assert "截止：11月27日（周五）20:00" in preview
    assert "取货：11月28日（周六）16:00 南门" in preview
    assert "满 20 份" in preview
    await zhou.presses("发布")
    zhou.sees("groupbuy-published-in", circles="3号楼邻里圈")
    assert "已订 0 / 40" in card(zhou)


async def test_questions_may_be_skipped_and_dropped(town):
    zhou = await town.captain("周楼长")
    await zhou.whispers("/groupbuy")
    await zhou.presses("开团")
    await zhou.whispers("鸡蛋 25元/板")
    for _ in range(3):
        await zhou.presses("跳过")
    await zhou.presses("跳过")
    zhou.is_told("button-outdated")
    await zhou.presses("发布")
    assert "截止" not in card(zhou)
    await zhou.whispers("/groupbuy new")
    await zhou.whispers("取消")
    zhou.sees("cancelled")
    for data in ("1|groupbuy.skip|goods", "1|groupbuy.skip|x"):
        await zhou.forges(data)
        zhou.is_told("button-outdated")


async def test_several_circles_share_one_with_one_count(town):
    other = await town.add_circle("团购群", "第一网格 团购圈")
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    fei = await town.resident("Fei", circle=other)
    await ben.whispers(f"{EGGS} @第一网格")
    assert "在这些圈" not in ben.texts()[-1]
    await ben.presses("发布")
    for human in (ana, fei, ana):
        await human.presses("＋ 鸡蛋", where=human.group)
    await fei.presses("＋ 鸡蛋", where=other)
    fei.is_told("groupbuy-sold-out")
    for human in (ana, fei):
        assert "2 户已订 3 份" in card(human)
    assert "3号楼邻里圈、团购群" in private(ben)
    assert ordered(town) == {"鸡蛋": 3}


async def test_circles_can_be_chosen_by_taps(town):
    other = await town.add_circle("团购群", "第一网格 团购圈")
    ben = await town.steward("Ben")
    await ben.whispers(EGGS)
    await ben.presses("发布")
    ben.is_told("groupbuy-no-circle")
    await ben.presses("☐ 团购群")
    await ben.presses("☐ 3号楼邻里圈")
    await ben.presses("☑ 3号楼邻里圈")
    await ben.forges("1|groupbuy.toggle|1|77")
    ben.is_told("button-outdated")
    await ben.presses("发布")
    assert "鸡蛋" in card(ben, other)
    assert not [words for words in ben.texts(town.circle) if "鸡蛋" in words]


async def test_a_captain_opens_none_in_others_circles(town):
    await town.add_circle("5号楼邻里圈", "第二网格 邻里圈")
    zhou = await town.captain("周楼长")
    await zhou.types(f"{EGGS} @第二网格")
    zhou.sees("audience-not-yours", where=town.circle)


async def test_who_is_no_captain_any_more_publishes_nothing(town):
    zhou = await town.captain("周楼长")
    await zhou.types(EGGS)
    await town.admin.types("/captain", where=town.circle)
    await town.admin.presses("移除 周楼长", where=town.circle)
    await zhou.presses("发布", where=town.circle)
    zhou.is_told("no-permission")
    assert state(town) == "draft"


async def test_who_lost_one_of_the_circles_publishes_in_none(town):
    other = await town.add_circle("团购群", "第一网格 团购圈")
    zhou = await town.captain("周楼长")
    town.world.join(other, zhou.id)
    said = await zhou.types("大家好", where=other)
    await town.admin.types("/captain", where=other, reply_to=said.message_id)
    await zhou.whispers(EGGS)
    await zhou.presses("☐ 团购群")
    await zhou.presses("☐ 3号楼邻里圈")
    await town.admin.types("/captain", where=other)
    await town.admin.presses("移除 周楼长", where=other)
    await zhou.presses("发布")
    zhou.is_told("not-your-grid")
    assert state(town) == "draft"


async def test_a_card_named_from_another_group_goes_only_where_it_was_meant_to(town):
    other = await town.add_circle("团购群", "第一网格 团购圈")
    await town.admin.types(f"{EGGS} @团购群", where=town.circle)
    await town.admin.presses("发布", where=town.circle)
    town.admin.sees("groupbuy-published-in", where=town.circle, circles="团购群")
    assert "鸡蛋" in card(town.admin, other)


async def test_previews_that_nobody_published_are_forgotten(town):
    zhou = await town.captain("周楼长")
    await zhou.types(EGGS)
    await opened(zhou)
    await town.passes(days=15)
    await town.passes(days=1)
    assert town.rows("SELECT number FROM groupbuys") == [(2,)]


async def test_the_buttons_of_a_preview_are_its_authors(town):
    await town.add_circle("团购群", "第一网格 团购圈")
    ben, fan = await town.steward("Ben"), await town.steward("Fan")
    ana = await town.resident("Ana")
    await ben.whispers(EGGS)
    for data in ("publish|1", "discard|1", "toggle|1|1"):
        await fan.forges(f"1|groupbuy.{data}")
        fan.is_told("groupbuy-not-yours")
    for data in ("publish|1", "discard|1", "toggle|1|1", "new", "skip|goal"):
        await ana.forges(f"1|groupbuy.{data}")
        ana.is_told("no-permission")
    assert state(town) == "draft"
