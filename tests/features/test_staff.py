"""Invites, the list of staff, and what ends with the role."""

import re

import pytest

STAFF_COMMANDS = {"inbox", "circles"}


@pytest.mark.parametrize(("lang", "whole"), [("zh-hans", "全部网格"), ("en", "all grids")])
async def test_an_invite_makes_staff_of_whoever_opens_it(town, lang, whole):
    ben = await town.person("Ben", lang=lang)
    await ben.opens(await town.invite("第二网格"))
    ben.sees("staff-welcome", grid="第二网格", lang=lang[:2])
    town.admin.sees("staff-joined", name="Ben", grid="第二网格")
    await ben.opens(await town.invite("全部"))
    ben.sees("staff-welcome", grid=whole, lang=lang[:2])
    assert town.rows("SELECT grid FROM staff ORDER BY grid") == [("*",), ("第二网格",)]
    assert town.audit()[-2:] == [("staff.invite", town.admin.id), ("staff.join", ben.id)]


async def test_the_link_opens_the_bot_and_its_token_is_stored_nowhere(town):
    token = await town.invite("第一网格")
    assert re.search(rf"https://t\.me/linliquan_bot\?start={token}\n", town.admin.texts()[-1])
    assert not town.rows("SELECT 1 FROM invites WHERE token_hash LIKE :token", token=f"%{token}%")


@pytest.mark.parametrize("words", ["/staff 第一网格", "/工作人员 第一网格", "工作人员　第一网格"])
async def test_the_forms_of_the_command(town, words):
    await town.admin.whispers(words)
    assert "start=" in town.admin.texts()[-1]


async def test_an_unknown_grid_lists_the_grids(town):
    await town.admin.whispers("/staff 第九网格")
    town.admin.sees("grid-unknown", word="第九网格", grids="第一网格、第二网格、第三网格、全部")
    await town.admin.whispers("/staff 第一网格 第二网格")
    town.admin.sees("grid-unknown", word="第一网格 第二网格")
    assert not town.rows("SELECT 1 FROM invites")


async def test_an_invite_works_once_even_for_the_same_person(town):
    ben, zoe = await town.person("Ben"), await town.person("Zoe")
    token = await town.invite("第一网格")
    await ben.opens(token)
    await ben.opens(token)
    ben.sees("invite-used")
    await zoe.opens(token)
    zoe.sees("invite-used")
    assert town.rows("SELECT person_id FROM staff") == [(ben.id,)]
    assert town.audit()[-2:] == [("staff.refused", ben.id), ("staff.refused", zoe.id)]


async def test_an_invite_ends_after_seven_days(town):
    ben, zoe = await town.person("Ben"), await town.person("Zoe", lang="en")
    early, late = await town.invite("第一网格"), await town.invite("第一网格")
    await town.passes(days=6, hours=23, minutes=59)
    await ben.opens(early)
    ben.sees("staff-welcome", grid="第一网格")
    await town.passes(minutes=1)
    await zoe.opens(late)
    zoe.sees("invite-expired", lang="en")
    assert town.audit()[-1] == ("staff.refused", zoe.id)


@pytest.mark.parametrize("token", ["x", "0" * 32, "run", "Hello", "a b"])
async def test_a_token_that_was_never_given_is_refused_and_recorded(town, token):
    zoe = await town.person("Zoe")
    await zoe.opens(token)
    zoe.sees("invite-unknown")
    assert town.audit()[-1] == ("staff.refused", zoe.id)


async def test_a_token_typed_into_a_group_is_not_taken(town):
    ana = await town.resident("Ana")
    token = await town.invite("第一网格")
    await ana.types(f"/start {token}")
    ana.sees("welcome-group", where=town.circle)
    assert not town.rows("SELECT 1 FROM staff")


async def test_a_removed_person_cannot_come_back_by_the_old_link(town):
    ben = await town.person("Ben")
    token = await town.invite("第一网格")
    await ben.opens(token)
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Ben")
    await ben.opens(token)
    ben.sees("invite-used")
    assert not town.rows("SELECT 1 FROM staff")


async def test_only_admins_invite_and_remove(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    for human in (ana, ben):
        await human.whispers("/staff 第一网格")
        human.sees("no-permission", who="管理员")
        await human.forges(f"1|staff.remove|{ben.id}|1")
        human.is_told("no-permission", who="管理员", alert=True)
    assert town.rows("SELECT person_id FROM staff") == [(ben.id,)]


async def test_the_list_says_who_serves_what_and_who_cannot_be_written_to(town):
    await town.admin.whispers("/staff")
    town.admin.sees("staff-none", grid="第一网格")
    ben, cat = await town.steward("Ben", grid="第三网格"), await town.steward("Cat")
    await ben.opens(await town.invite("第一网格"))
    town.world.block(cat.id)
    await town.settle()
    await town.admin.whispers("/staff")
    assert town.admin.texts()[-1].split("\n") == [
        "工作人员：",
        "• Ben · 第一网格、第三网格",
        "• Cat · 第一网格 ⚠️ 收不到私信",
        "再邀请一位：/staff 第一网格",
    ]
    assert town.admin.buttons()[-2:] == ["移除 Ben", "移除 Cat"]


async def test_two_of_one_name_can_be_told_apart(town):
    first, second = await town.steward("王芳"), await town.steward("王芳")
    await town.admin.whispers("/staff")
    ends = [f"…{human.id % 10_000:04}" for human in (first, second)]
    assert town.admin.buttons()[-2:] == [f"移除 王芳（{end}）" for end in ends]
    await town.admin.presses(f"移除 王芳（{ends[0]}）")
    assert town.rows("SELECT person_id FROM staff") == [(second.id,)]
    assert town.admin.buttons()[-1:] == ["移除 王芳"], "one is left, so there is nothing to mix up"


async def test_removal_is_told_to_both_and_the_list_shows_it_in_place(town):
    ben = await town.steward("Ben")
    await town.admin.whispers("/staff")
    said = len(town.admin.texts())
    await town.admin.presses("移除 Ben")
    town.admin.is_told("done")
    town.admin.sees("staff-none")
    assert len(town.admin.texts()) == said
    ben.sees("staff-removed")
    assert town.audit()[-1] == ("staff.remove", town.admin.id)


async def test_a_press_on_an_old_list_explains_and_changes_nothing(town):
    await town.steward("Ben")
    await town.admin.whispers("/staff")
    message_id, data = town.admin._button("移除 Ben", town.admin.id)
    await town.admin.presses("移除 Ben")
    town.world.press(town.admin.id, town.admin.id, message_id, data)
    await town.settle()
    town.admin.is_told("staff-already-removed", alert=True)


async def test_cards_from_before_the_removal_explain_and_change_nothing(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Ben")
    for label in ("接单", "办结"):
        await ben.presses(label)
        ben.is_told("no-permission", who="社工 / 楼管家", alert=True)
    assert town.rows("SELECT state, owner_id FROM reports") == [("waiting", None)]


async def test_staff_of_another_grid_cannot_use_a_card_that_was_sent_on_to_them(town):
    ana, cat = await town.resident("Ana"), await town.steward("Cat", grid="第二网格")
    await ana.types("/report 电梯坏了")
    await cat.forges("1|report.take|1")
    cat.is_told("report-not-yours-to-do", number=1, alert=True)
    assert town.rows("SELECT state FROM reports") == [("waiting",)]


async def test_menus_follow_the_role(town):
    ben = await town.person("Ben", started=True)
    resident = ben.menu()
    assert "bind" in resident
    assert not STAFF_COMMANDS & set(resident)
    await ben.opens(await town.invite("第一网格"))
    assert set(ben.menu()) >= STAFF_COMMANDS
    assert "staff" not in ben.menu()
    assert "staff" in town.admin.menu()
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Ben")
    assert ben.menu() == resident


async def test_menus_are_registered_per_scope_and_language(town):
    await town.steward("Ben", lang="en")
    scopes = {
        (call.params["scope"]["type"], call.params.get("language_code", ""))
        for call in town.sandbox.calls
        if call.method == "setMyCommands"
    }
    assert scopes == {
        (scope, lang)
        for scope in ("all_private_chats", "all_group_chats", "chat")
        for lang in ("zh", "en", "")
    }


async def test_menus_speak_the_language_of_the_reader(town):
    ana, eve = await town.resident("Ana"), await town.resident("Eve", lang="en")
    fay = await town.resident("Fay", lang="fr")
    world = town.world

    def line(human):
        shown = world.menus.shown(world.user(human.id), world.private_chat(human.id))
        return next(item["description"] for item in shown if item["command"] == "me")

    assert line(ana) == "我的信息"
    assert line(eve) == "what is known of me"
    assert line(fay) == "我的信息", "Telegram falls back to the list for all languages"


async def test_in_groups_everybody_sees_what_residents_may_do_there(town):
    ana = await town.resident("Ana")
    assert set(ana.menu(town.circle)) == set(town.admin.menu(town.circle))
    assert "report" in ana.menu(town.circle)
    assert not {"bind", "me", "setup", "staff"} & set(ana.menu(town.circle))


async def test_a_captain_who_starts_the_bot_later_gets_their_menu_then(town):
    ana = await town.resident("Ana", started=False)
    said = await ana.types("大家好")
    await town.admin.types("/captain", where=town.circle, reply_to=said.message_id)
    await ana.opens("run-me")
    assert _own_menu(town, ana)
    town.world.leave(town.circle, ana.id)
    await town.settle()
    assert not _own_menu(town, ana)


async def test_a_new_captain_and_a_removed_one_get_their_menus_at_once(town):
    ana = await town.captain("Ana")
    assert _own_menu(town, ana)
    await town.admin.types("/captain", where=town.circle)
    await town.admin.presses("移除 Ana", where=town.circle)
    assert not _own_menu(town, ana)


async def test_a_role_that_changed_while_the_bot_was_blocked_shows_afterwards(town):
    ben = await town.steward("Ben")
    town.world.block(ben.id)
    await town.settle()
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Ben")
    town.world.unblock(ben.id)
    await town.settle()
    assert not _own_menu(town, ben)
    ben.sees("staff-removed")


async def test_an_admin_hears_once_when_staff_can_no_longer_be_written_to(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    town.world.block(ben.id)
    town.world.updates._pending.clear()
    await ana.types("/report 电梯坏了")
    await ana.types("/report 灯坏了")
    told = [words for words in town.admin.texts() if words.startswith("⚠️ Ben")]
    assert len(told) == 1
    town.admin.sees("staff-unreachable", name="Ben")


def _own_menu(town, human):
    return town.world.menus.get(("chat", human.id, 0), "zh")
