import pytest


def menu(*names):
    return [{"command": name, "description": f"does {name}"} for name in names]


def names(commands):
    return [command["command"] for command in commands]


async def test_the_narrowest_scope_wins_and_the_language_within_it(
    bot, http, world, ana, ben, group
):
    async def shown(user, chat_id):
        query = {"user": user.id, "chat": chat_id}
        answer = await http.get(f"{bot.sandbox.url}/api/commands", params=query)
        return names(answer.json()["commands"])

    async def put(name, language="", **scope):
        params = {"commands": menu(name), "language_code": language}
        if scope:
            params["scope"] = scope
        await bot.result("setMyCommands", **params)

    ben.language_code = "en-GB"
    assert await shown(ben, group.id) == []
    await put("default")
    assert await shown(ben, group.id) == ["default"]
    await put("default_en", "en")
    assert await shown(ben, group.id) == ["default_en"]
    assert await shown(ana, group.id) == ["default"]
    await put("groups", type="all_group_chats")
    assert await shown(ben, group.id) == ["groups"]
    assert await shown(ben, ben.id) == ["default_en"]
    await put("private", type="all_private_chats")
    assert await shown(ben, ben.id) == ["private"]
    await put("admins", type="all_chat_administrators")
    assert await shown(ana, group.id) == ["admins"]
    assert await shown(ben, group.id) == ["groups"]
    await put("here", type="chat", chat_id=group.id)
    assert await shown(ana, group.id) == ["here"]
    await put("admins_here", type="chat_administrators", chat_id=group.id)
    assert await shown(ana, group.id) == ["admins_here"]
    assert await shown(ben, group.id) == ["here"]
    await put("ben_here", type="chat_member", chat_id=group.id, user_id=ben.id)
    assert await shown(ben, group.id) == ["ben_here"]
    world.start(ana.id)
    await put("ana", type="chat", chat_id=ana.id)
    assert await shown(ana, ana.id) == ["ana"]


async def test_a_menu_is_read_back_and_deleted_by_its_exact_scope(bot):
    scope = {"type": "all_private_chats"}
    await bot.result("setMyCommands", commands=menu("a", "b"), scope=scope, language_code="zh")
    assert await bot.result("getMyCommands", scope=scope) == []
    found = await bot.result("getMyCommands", scope=scope, language_code="zh")
    assert found == menu("a", "b")
    await bot.result("deleteMyCommands", scope=scope, language_code="zh")
    assert await bot.result("getMyCommands", scope=scope, language_code="zh") == []


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": menu("报修")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": menu("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": menu("a"), "language_code": "zh-hans"}, "invalid language code specified"),
        ({"commands": menu("a"), "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_bad_menus_are_refused(bot, params, reason):
    body = await bot("setMyCommands", **params)
    assert body["description"] == f"Bad Request: {reason}"


async def test_name_and_descriptions_are_kept_per_language(bot):
    assert await bot.result("getMyName") == {"name": "邻里圈"}
    await bot.result("setMyName", name="Circles", language_code="en")
    assert await bot.result("getMyName", language_code="en") == {"name": "Circles"}
    await bot.result("setMyDescription", description="报事")
    assert await bot.result("getMyDescription", language_code="en") == {"description": "报事"}
    await bot.result("setMyShortDescription", short_description="邻")
    assert await bot.result("getMyShortDescription") == {"short_description": "邻"}
    assert await bot.result("setChatMenuButton", menu_button={"type": "commands"})
    assert await bot.result("getChatMenuButton") == {"type": "commands"}
