"""The ranking of a month, and the books that staff see."""

from tests.support.points import arrives, code_of, endow, neighbour, workbook


async def test_buildings_are_ranked_and_households_only_if_they_take_part(town):
    ana, ivo = await neighbour(town, "Ana"), await neighbour(town, "Ivo", "5-1-101")
    await endow(town, "3-2-501", 30)
    await endow(town, "5-1-101", 50)
    await ana.whispers("/points 排行")
    assert ana.texts()[-1] == (
        "🏆 11 月积分榜\n各楼\n1. 5 号楼 50 分（1 户）\n2. 3 号楼 30 分（1 户）\n\n"
        "您家没有参加排行，只算进本楼的总分。参加了也只写楼和单元，不写房号和名字。"
    )
    await ana.presses("我家参加排行")
    ana.is_told("ranking-joined")
    assert "参加排行的家庭\n1. 3 号楼 2 单元 30 分 ← 您家" in ana.texts()[-1]
    await ivo.whispers("/points 排行")
    assert "1. 3 号楼 2 单元 30 分\n" in ivo.texts()[-1]
    assert "501" not in ivo.texts()[-1]
    await ana.whispers("/points")
    assert "🏅 这个月您家排第 1，一共 1 户参加。" in ana.texts()[-1]
    await ana.whispers("/points 排行")
    await ana.presses("我家不上榜了")
    ana.is_told("ranking-left")
    assert "参加排行的家庭" not in ana.texts()[-1]


async def test_last_month_can_be_looked_at_again(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 30)
    await town.passes(days=7)
    await ana.whispers("/points")
    await ana.presses("排行榜")
    assert "12 月积分榜\n这个月还没有人得积分。" in ana.texts()[-1]
    await ana.presses("看上个月")
    assert "11 月积分榜\n各楼\n1. 3 号楼 30 分（1 户）" in ana.texts()[-1]
    await ana.presses("看这个月")
    assert "12 月积分榜" in ana.texts()[-1]
    await ana.whispers("/points ranking last month")
    assert "11 月积分榜" in ana.texts()[-1]


async def test_what_was_taken_back_does_not_count(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 30)
    await town.admin.whispers("/points 3-2-501")
    await town.admin.presses("撤销 #1（+30）")
    await town.admin.whispers("记错了")
    await ana.whispers("/points 排行")
    assert "这个月还没有人得积分" in ana.texts()[-1]


async def test_who_has_no_address_is_asked_for_it(town):
    ana = await town.resident("Ana")
    await ana.whispers("/points 排行")
    await ana.presses("我家参加排行")
    ana.is_told("ranking-needs-address", alert=True)


async def test_staff_see_all_accounts_and_a_partner_on_its_own(town):
    town.sections["organisations"] = [{"name": "绿源", "points_for": ["大件垃圾"]}]
    await town.restart()
    ana, ben = await neighbour(town, "Ana"), await town.steward("Ben")
    await arrives(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    await ben.presses("有害垃圾 +10")
    await ben.presses("大件垃圾 +20")
    await ben.whispers("/points")
    await ben.presses("积分总账")
    assert ben.texts()[-1] == (
        "📒 积分总账\n社区发出：10\n住户手里：30（1 户）\n绿源发出：20\n\n最近的变动\n"
        "#2　11-24　3-2-501　+20　定点回收：大件垃圾 · Ben\n"
        "#1　11-24　3-2-501　+10　定点回收：有害垃圾 · Ben"
    )


async def test_the_books_are_for_staff(town):
    ana = await neighbour(town, "Ana")
    for data in ("points.books", "points.export", "points.reverse|1", "gifts.manage"):
        await ana.forges(f"1|{data}")
        ana.is_told("no-permission", alert=True)


async def test_the_export_has_every_entry_and_is_recorded(town):
    ana = await neighbour(town, "Ana")
    await endow(town, "3-2-501", 60)
    await town.admin.whispers("/gifts 洗衣液 50分 20件")
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    await ana.presses("确认兑换")
    await town.admin.whispers("/points")
    await town.admin.presses("积分总账")
    await town.admin.presses("导出 Excel")
    assert ("points.export", town.admin.id) in town.audit()
    movements, gifts, orders, stock = workbook(town.admin)
    assert [row[2:5] for row in movements[1:]] == [
        ("3-2-501", -50, "兑换洗衣液"),
        ("3-2-501（留着）", 50, "兑换洗衣液"),
        ("社区", -60, "社工记上：起步分"),
        ("3-2-501", 60, "社工记上：起步分"),
    ]
    assert gifts[1:] == [("洗衣液", 50, 19, 1)]
    assert orders[1][2:6] == ("3-2-501", "洗衣液", 50, "等着领")
    assert [row[1:4] for row in stock[1:]] == [("洗衣液", -1, "兑换"), ("洗衣液", 20, "社工增减")]
