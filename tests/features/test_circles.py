"""Setting up circles, their captains, and what happens to their groups."""

import pytest


async def test_a_bot_that_comes_into_a_group_greets_it_once_and_says_the_next_step(town):
    ana = await town.person("Ana")
    group = await town.add_group("9号楼", members=[ana.id])
    assert len(ana.texts(group)) == 1
    ana.sees("circle-greeting", where=group, community="滨河社区", grid="第一网格")


async def test_a_bot_without_rights_asks_for_them_and_does_not_greet_again_when_it_gets_them(town):
    group = town.world.add_group("9号楼", members=[town.admin.id]).id
    town.world.add_bot(group, by=town.admin.id)
    await town.settle()
    town.admin.sees("circle-greeting-no-rights", where=group)
    town.world.promote_bot(group, by=town.admin.id)
    await town.settle()
    assert len(town.admin.texts(group)) == 1


SETUPS = (
    ("/setup 第一网格 邻里圈", "第一网格", "邻里圈"),
    ("/setup 第二网格", "第二网格", "邻里圈"),
    ("/setup 党员圈 第三网格", "第三网格", "党员圈"),
    ("/setup 第二网格团购圈", "第二网格", "团购圈"),
    ("/setup 全部 社团圈", "全部", "社团圈"),
    ("/setup all club", "全部", "社团圈"),
    ("/setup All Party members' circle", "全部", "党员圈"),
    ("/SETUP 第二网格, group-buy", "第二网格", "团购圈"),
    ("/设圈 第一网格 邻里圈", "第一网格", "邻里圈"),
    ("设圈 第一网格 邻里圈", "第一网格", "邻里圈"),
    ("／setup　第一网格", "第一网格", "邻里圈"),
)


async def test_a_group_is_mapped_in_one_line(town):
    for typed, grid, kind in SETUPS:
        group = await town.add_group("9号楼")
        await town.admin.types(typed, where=group)
        town.admin.sees("setup-done", where=group, title="9号楼", grid=grid, kind=kind)
    assert town.audit() == [("circle.map", town.admin.id)] * (len(SETUPS) + 1)


async def test_the_buttons_ask_for_grid_then_kind_on_one_card(town):
    group = await town.add_group("9号楼")
    await town.admin.types("/setup", where=group)
    town.admin.sees("setup-which-grid", where=group)
    assert town.admin.buttons(group) == ["第一网格", "第二网格", "第三网格", "全部"]
    await town.admin.presses("第二网格", where=group)
    assert town.admin.buttons(group) == ["邻里圈", "党员圈", "社团圈", "团购圈"]
    town.admin.sees("setup-which-kind", where=group, grid="第二网格")
    await town.admin.presses("党员圈", where=group)
    town.admin.sees("setup-done", where=group, grid="第二网格", kind="党员圈")
    assert not town.admin.buttons(group)
    assert len(town.admin.texts(group)) == 2, "greeting and card, edited in place"


async def test_a_kind_that_was_typed_is_not_asked_for_again(town):
    group = await town.add_group("9号楼")
    await town.admin.types("/setup 党员圈", where=group)
    await town.admin.presses("全部", where=group)
    town.admin.sees("setup-done", where=group, grid="全部", kind="党员圈")


async def test_of_two_cards_the_one_that_is_pressed_changes(town):
    group = await town.add_group("9号楼")
    await town.admin.types("/setup", where=group)
    first = town.world.messages(group)[-1].message_id
    _, data = town.admin._button("第一网格", group)
    await town.admin.types("/setup", where=group)
    town.world.press(town.admin.id, group, first, data)
    await town.settle()
    assert "这是什么圈" in town.world.message(group, first).text
    assert "哪个网格" in town.world.messages(group)[-1].text


async def test_setting_up_again_changes_the_circle(town):
    await town.admin.types("/setup 第三网格 社团圈", where=town.circle)
    town.admin.sees("setup-done", where=town.circle, grid="第三网格", kind="社团圈")
    assert town.rows("SELECT grid, kind FROM circles") == [("第三网格", "社团圈")]


async def test_a_word_that_is_no_grid_lists_the_grids(town):
    group = await town.add_group("9号楼")
    await town.admin.types("/setup 第九网格 邻里圈", where=group)
    town.admin.sees(
        "setup-unknown-word",
        where=group,
        word="第九网格",
        grids="第一网格、第二网格、第三网格、全部",
    )
    await town.admin.types("/setup 第一网格 第二网格", where=group)
    town.admin.sees("setup-too-many", where=group, first="第一网格", second="第二网格")
    assert len(town.rows("SELECT 1 FROM circles")) == 1


async def test_a_group_speaks_the_language_that_its_captain_chose(town):
    cai = await town.captain("Cai")
    await cai.types("/lang en")
    cai.sees("lang-circle-done", where=town.circle, lang="en")
    await town.admin.types("/setup", where=town.circle)
    await town.admin.presses("the whole community", where=town.circle)
    await town.admin.presses("club circle", where=town.circle)
    town.admin.sees("setup-done", where=town.circle, lang="en", kind="club circle")
    await town.admin.types("/setup nowhere", where=town.circle)
    town.admin.sees("setup-unknown-word", where=town.circle, lang="en", word="nowhere")


async def test_staff_map_groups_to_their_own_grids_only(town):
    ben = await town.steward("Ben", grid="第二网格")
    group = await town.add_group("9号楼", members=[ben.id])
    await ben.types("/setup 第一网格", where=group)
    ben.sees("setup-not-your-grid", where=group, grid="第一网格")
    await ben.types("/setup 全部", where=group)
    ben.sees("setup-not-your-grid", where=group, grid="全部")
    await ben.types("/setup", where=group)
    assert ben.buttons(group) == ["第二网格"]
    await ben.types("/setup 第二网格", where=group)
    ben.sees("setup-done", where=group, grid="第二网格")


async def test_staff_of_another_grid_cannot_take_a_circle_over(town):
    ben = await town.steward("Ben", grid="第二网格")
    town.world.join(town.circle, ben.id)
    await town.admin.types("/setup", where=town.circle)
    await ben.types("/setup 第二网格", where=town.circle)
    ben.sees("not-your-grid", where=town.circle)
    await ben.presses("第二网格", where=town.circle)
    ben.is_told("not-your-grid", alert=True)
    assert town.rows("SELECT grid FROM circles") == [("第一网格",)]


async def test_a_button_for_another_grid_is_refused_to_staff_in_an_unmapped_group(town):
    ben = await town.steward("Ben", grid="第二网格")
    group = await town.add_group("9号楼", members=[ben.id])
    await town.admin.types("/setup", where=group)
    await ben.presses("第一网格", where=group)
    ben.is_told("setup-not-your-grid", grid="第一网格", alert=True)
    assert ben.buttons(group)[0] == "第一网格", "the admin's card is as it was"


async def test_residents_cannot_set_up(town):
    ana = await town.resident("Ana")
    await ana.types("/setup 第二网格")
    ana.sees("no-permission", who="社工 / 楼管家", where=town.circle)
    await town.admin.types("/setup", where=town.circle)
    await ana.presses("第二网格", where=town.circle)
    ana.is_told("no-permission", who="社工 / 楼管家", alert=True)


async def test_in_an_unmapped_group_every_other_command_says_so(town):
    ana = await town.person("Ana", started=True)
    group = await town.add_group("9号楼", members=[ana.id])
    commands = [route.name for route in town.app.routes.commands() if route.name != "setup"]
    for name in commands:
        await ana.types(f"/{name}", where=group)
    said = ana.texts(group)[1:]
    assert len(said) == len(commands)
    assert len(set(said)) == 1
    ana.sees("group-not-mapped", where=group, grid="第一网格")
    await ana.types("大家好", where=group)
    await ana.types("楼长", where=group)
    await ana.types("取消", where=group)
    assert len(ana.texts(group)[1:]) == len(commands), "and talk is left alone"


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
async def test_a_captain_is_appointed_by_a_reply_and_told_in_private(town, lang):
    ana = await town.resident("Ana", lang=lang)
    said = await ana.types("大家好")
    await town.admin.types("/captain", where=town.circle, reply_to=said.message_id)
    ana.sees("captain-appointed", who="Ana", where=town.circle)
    ana.sees("captain-you", circle="3号楼邻里圈", lang=lang[:2])
    assert ("captain.appoint", town.admin.id) in town.audit()


async def test_a_captain_who_never_started_the_bot_is_asked_to_in_the_group(town):
    ana = await town.resident("Ana", started=False)
    said = await ana.types("大家好")
    await town.admin.types("楼长", where=town.circle, reply_to=said.message_id)
    ana.sees("captain-appointed-start", who="Ana", where=town.circle)
    _, link = ana._button("打开私聊", town.circle)
    await ana.opens(link.split("start=")[1])
    ana.sees("welcome", name="Ana")


async def test_staff_of_the_grid_appoint_captains_and_others_do_not(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    cat = await town.steward("Cat", grid="第二网格")
    for steward in (ben, cat):
        town.world.join(town.circle, steward.id)
    said = await ana.types("大家好")
    await cat.types("/captain", where=town.circle, reply_to=said.message_id)
    cat.sees("not-your-grid", where=town.circle)
    await ana.types("/captain", reply_to=said.message_id)
    ana.sees("no-permission", who="社工 / 楼管家", where=town.circle)
    await ben.types("/captain", where=town.circle, reply_to=said.message_id)
    ben.sees("captain-appointed", who="Ana", where=town.circle)
    await ben.types("/captain", where=town.circle, reply_to=said.message_id)
    ben.sees("captain-already", name="Ana", where=town.circle)


async def test_a_bot_or_a_hidden_admin_cannot_be_captain(town):
    bot_said = town.world.messages(town.circle)[-1]
    await town.admin.types("/captain", where=town.circle, reply_to=bot_said.message_id)
    town.admin.sees("captain-needs-person", where=town.circle)
    hidden = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": town.circle, "type": "supergroup", "title": "3号楼邻里圈"},
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
        "sender_chat": {"id": town.circle, "type": "supergroup", "title": "3号楼邻里圈"},
        "text": "大家好",
    }
    typed = hidden | {
        "message_id": 2,
        "from": town.world.user(town.admin.id).data(),
        "text": "/captain",
        "reply_to_message": hidden,
    }
    del typed["sender_chat"]
    before = len(town.admin.texts(town.circle))
    town.world.inject({"message": typed})
    await town.settle()
    assert len(town.admin.texts(town.circle)) == before + 1
    assert not town.rows("SELECT 1 FROM members WHERE captain = 1")


async def test_captains_are_listed_and_removed(town):
    ana = await town.captain("Ana")
    await town.admin.types("/captain", where=town.circle)
    town.admin.sees("captains-list", where=town.circle, lines="• Ana")
    await town.admin.presses("移除 Ana", where=town.circle)
    town.admin.is_told("done")
    town.admin.sees("captains-none", where=town.circle)
    ana.sees("captain-removed", circle="3号楼邻里圈")
    assert ("captain.remove", town.admin.id) in town.audit()


async def test_a_press_on_an_old_list_of_captains_explains_and_changes_nothing(town):
    await town.captain("Ana")
    await town.admin.types("/captain", where=town.circle)
    message_id, data = town.admin._button("移除 Ana", town.circle)
    await town.admin.presses("移除 Ana", where=town.circle)
    town.world.press(town.admin.id, town.circle, message_id, data)
    await town.settle()
    town.admin.is_told("captain-already-removed", alert=True)


async def test_nobody_else_removes_a_captain(town):
    ana, cai = await town.resident("Ana"), await town.captain("Cai")
    await town.admin.types("/captain", where=town.circle)
    for human in (ana, cai):
        await human.presses("移除 Cai", where=town.circle)
        human.is_told("no-permission", who="社工 / 楼管家", alert=True)
    assert len(town.rows("SELECT 1 FROM members WHERE captain = 1")) == 1


async def test_two_captains_of_one_name_can_be_told_apart(town):
    first, second = await town.captain("王芳"), await town.captain("王芳")
    await town.admin.types("/captain", where=town.circle)
    ends = [f"…{human.id % 10_000:04}" for human in (first, second)]
    assert town.admin.buttons(town.circle)[-2:] == [f"移除 王芳（{end}）" for end in ends]


async def test_a_captain_who_leaves_is_captain_no_longer_and_staff_hear_of_it(town):
    ben, ana = await town.steward("Ben"), await town.captain("Ana")
    town.world.leave(town.circle, ana.id)
    await town.settle()
    ben.sees("captain-left", name="Ana", circle="3号楼邻里圈")
    assert not town.rows("SELECT 1 FROM members WHERE person_id = :id", id=ana.id)
    town.world.join(town.circle, ana.id)
    await town.settle()
    await town.admin.types("/captain", where=town.circle)
    town.admin.sees("captains-none", where=town.circle)


async def test_circles_are_listed_grid_by_grid_with_what_is_missing(town):
    await town.captain("Ana")
    for title in ("12号楼", "2号楼"):
        await town.add_circle(title, "第三网格")
    await town.add_circle("书画社", "全部 社团圈")
    await town.admin.whispers("/circles")
    assert town.admin.texts()[-1] == (
        "一共 4 个圈子：\n"
        "\n第一网格（1 个）\n• 3号楼邻里圈 · 邻里圈 · 2 人 · 楼长 Ana\n"
        "\n第三网格（2 个）\n• 2号楼 · 邻里圈 · 1 人 · 还没有楼长\n"
        "• 12号楼 · 邻里圈 · 1 人 · 还没有楼长\n"
        "\n全部（1 个）\n• 书画社 · 社团圈 · 1 人 · 还没有楼长"
    )


async def test_staff_see_the_circles_of_their_grids_only(town):
    ben = await town.steward("Ben", grid="第三网格")
    await ben.whispers("/circles")
    ben.sees("circles-none")
    await town.add_circle("9号楼", "第三网格")
    await ben.whispers("圈子")
    assert "9号楼" in ben.texts()[-1]
    assert "3号楼" not in ben.texts()[-1]
    ana = await town.resident("Ana")
    await ana.whispers("/circles")
    ana.sees("no-permission", who="社工 / 楼管家")


async def test_one_grid_can_be_asked_for(town):
    await town.add_circle("9号楼", "第三网格")
    await town.admin.whispers("/circles 第三网格")
    assert "9号楼" in town.admin.texts()[-1]
    assert "3号楼" not in town.admin.texts()[-1]
    await town.admin.whispers("/circles 火星")
    town.admin.sees("grid-unknown", word="火星", grids="第一网格、第二网格、第三网格、全部")


async def test_very_many_circles_come_in_parts_that_are_cut_between_lines(town):
    title = "滨河社区某某小区某某苑非常非常长的楼名邻里互助圈"
    for number in range(1, 91):
        group = town.world.add_group(f"{title}{number}", members=[town.admin.id]).id
        town.world.add_bot(group, by=town.admin.id, as_admin=True)
        town.world.send(town.admin.id, group, "/setup 第二网格")
    await town.settle()
    before = len(town.admin.texts())
    await town.admin.whispers("/circles")
    parts = town.admin.texts()[before:]
    assert len(parts) == 2
    lines = [line for part in parts for line in part.split("\n") if title in line]
    assert [line.split(" · ")[0] for line in lines] == [f"• {title}{n}" for n in range(1, 91)]


async def test_the_longest_grid_names_fit_into_the_buttons(town):
    grid = "滨河社区东北片区第一百二十三号综合治理与便民服务网格（含滨河花园一期二期）甲"
    assert len(grid) <= 40
    community = town.app.community.model_copy(update={"grids": (grid,)})
    town.app.dispatcher._community = community
    group = await town.add_group("9号楼")
    await town.admin.types("/setup", where=group)
    await town.admin.presses(grid, where=group)
    await town.admin.presses("邻里圈", where=group)
    town.admin.sees("setup-done", where=group, grid=grid)


async def test_a_grid_that_the_config_no_longer_has_makes_its_buttons_out_of_date(town):
    group = await town.add_group("9号楼")
    await town.admin.types("/setup", where=group)
    community = town.app.community.model_copy(update={"grids": ("东区",)})
    town.app.dispatcher._community = community
    await town.admin.presses("第一网格", where=group)
    town.admin.is_told("button-outdated", alert=True)
