"""Neighbours without Telegram, and a whole 接龙 pasted from WeChat."""

from tests.support.signups import all_join, card, opened, residents, seats

PASTED = """周六守桶接龙
1. 张三
2️⃣ 李四 2人（晚到十分钟）
3、王五
这一行是什么？？？
"""


async def test_a_neighbour_is_entered_by_name_and_address_and_claimed_by_binding_it(town):
    cai = await opened(town)
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶 3-2-501 2人")
    cai.sees("signup-neighbour-added", name="张奶奶+1", address="3-2-501")
    assert "张奶奶+1" in card(cai)
    assert "3-2-501" not in card(cai)
    (ana,) = await residents(town, "Ana")
    await ana.whispers("/bind 3号楼2单元501")
    ana.sees("signup-claimed", titles="周六守桶", where=ana.id)
    await ana.whispers("/signup 1")
    assert "您已报上，2 位" in ana.texts()[-1]
    await ana.presses("取消报名")
    assert seats(town) == []


async def test_another_address_claims_nothing(town):
    cai = await opened(town)
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶 3-2-501")
    (ana,) = await residents(town, "Ana")
    await ana.whispers("/bind 3-2-502")
    ana.sees_not("signup-claimed")


async def test_who_is_on_the_list_already_claims_no_second_entry(town):
    cai = await opened(town)
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶 3-2-501")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/bind 3-2-501")
    ana.sees_not("signup-claimed")
    assert [name for name, *_ in seats(town)] == ["张奶奶", "Ana"]


async def test_what_is_no_name_with_an_address_is_asked_again(town):
    cai = await opened(town)
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶")
    cai.sees("signup-neighbour-unclear", where=cai.id)
    await cai.whispers("张奶奶 3-2-501")
    assert seats(town) == [("张奶奶", 1, 1, 0)]


async def test_the_shift_is_chosen_first_where_there_are_several(town):
    cai = await opened(town, "/signup 守桶 人数=1 时段=上午,下午")
    await cai.presses("加一位邻居")
    await cai.presses("下午")
    await cai.whispers("张奶奶 3-2-501")
    assert town.rows("SELECT shift FROM signup_entries") == [(1,)]
    await cai.forges("1|signup.add_to|1|9")
    cai.is_told("button-outdated", alert=True)


async def test_a_neighbour_waits_as_others_do_and_the_organiser_is_asked_to_pass_it_on(town):
    cai = await opened(town)
    people = await residents(town, "Ana", "Ben")
    await all_join(town, people)
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶 3-2-501")
    cai.sees("signup-neighbour-waits", name="张奶奶", where=cai.id)
    await people[0].presses("取消报名", where=town.circle)
    cai.sees("signup-seated-neighbour", name="张奶奶", where=cai.id)
    await cai.presses("取消活动")
    await cai.whispers("下雨")
    cai.sees("signup-pass-on", names="张奶奶", where=cai.id)


async def test_one_of_each_household_counts_neighbours_too(town):
    cai = await opened(town, "/signup 领米 人数=5 资格=一户一位")
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶 3-2-501")
    (ana,) = await residents(town, "Ana")
    await ana.whispers("/bind 3-2-501")
    ana.sees("signup-claimed", where=ana.id)
    await cai.presses("加一位邻居")
    await cai.whispers("张爷爷 3-2-501")
    cai.sees("signup-household-on", where=cai.id)


async def test_a_pasted_list_is_shown_before_it_is_taken(town):
    cai = await opened(town, "/signup 周六守桶 人数=9")
    await cai.presses("粘贴接龙")
    await cai.whispers(PASTED)
    said = cai.texts()[-1]
    assert "读到 3 位" in said
    assert "1. 张三" in said
    assert "2. 李四 2 位" in said
    assert "晚到十分钟" in said
    assert "这一行是什么" in said
    assert seats(town) == []
    await cai.presses("记入名单")
    cai.sees("signup-paste-taken", count=3, where=cai.id)
    assert seats(town) == [("张三", 1, 1, 0), ("李四", 2, 2, 0), ("王五", 1, 1, 0)]
    assert "已报 4/9" in card(cai)
    await cai.presses("名单")
    assert "晚到十分钟" in cai.texts()[-1]
    await cai.presses("记入名单")
    cai.is_told("button-outdated", alert=True)


async def test_a_longer_list_pasted_later_adds_only_who_is_new(town):
    cai = await opened(town, "/signup 周六守桶 人数=9")
    for words in (PASTED, PASTED + "4. 赵六"):
        await cai.presses("粘贴接龙")
        await cai.whispers(words)
        await cai.presses("记入名单")
    cai.sees("signup-paste-taken", count=1, where=cai.id)
    assert len(seats(town)) == 4


async def test_a_pasted_list_may_be_dropped(town):
    cai = await opened(town)
    await cai.presses("粘贴接龙")
    await cai.whispers("今天天气不错")
    cai.sees("signup-paste-nothing", where=cai.id)
    await cai.whispers(PASTED)
    await cai.presses("不写了")
    cai.is_told("cancelled")
    await cai.presses("记入名单")
    cai.is_told("button-outdated", alert=True)
    assert seats(town) == []


async def test_a_pasted_list_fills_up_and_then_waits_and_names_whom_it_leaves_out(town):
    cai = await opened(town, "/signup 周六守桶 人数=2 候补上限=1")
    await cai.presses("粘贴接龙")
    await cai.whispers("1. 张三\n2. 李四\n3. 王五\n4. 赵六")
    await cai.presses("记入名单")
    assert seats(town) == [("张三", 1, 1, 0), ("李四", 1, 1, 0), ("王五", 1, 0, 0)]
    assert "赵六" in cai.texts()[-1]


async def test_headings_of_a_pasted_list_are_shifts(town):
    cai = await opened(town, "/signup 守桶 人数=5 时段=上午,下午")
    await cai.presses("粘贴接龙")
    await cai.whispers("守桶接龙\n上午：\n1. 张三\n下午：\n1. 李四 3-2-501")
    await cai.presses("记入名单")
    rows = town.rows("SELECT shift, name, room FROM signup_entries ORDER BY number")
    assert rows == [(0, "张三", None), (1, "李四", "501")]
