import json

import httpx
import pytest

from sandbox import Sandbox
from sandbox.methods import METHODS as OFFERED
from tests.contract.apispec import METHODS as DESCRIBED
from tests.contract.apispec import VERSION, check_call, check_object, check_result

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\3\0\0\0\2" + b"\0" * 9
KEYBOARD = {
    "inline_keyboard": [
        [
            {"text": "收到", "callback_data": "v1:ack"},
            {"text": "私聊", "url": "https://t.me/linliquan_bot?start=x"},
        ]
    ]
}
ALL_KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


@pytest.mark.parametrize("method", OFFERED.values(), ids=lambda method: method.name)
def test_every_offered_method_is_described_with_the_same_parameters(method):
    assert method.name in DESCRIBED
    fields = DESCRIBED[method.name].get("fields", [])
    assert set(method.kinds) == {field["name"] for field in fields}


@pytest.mark.parametrize("method", OFFERED.values(), ids=lambda method: method.name)
def test_what_is_required_here_is_required_there_or_by_the_kind_of_message(method):
    fields = DESCRIBED[method.name].get("fields", [])
    described = {field["name"] for field in fields if field["required"]}
    by_inline_message = (
        {"chat_id", "message_id"} if method.name.startswith("editMessage") else set()
    )
    assert method.required <= described | by_inline_message
    read_by_the_handler = {"text", "action"}
    assert described - method.required <= read_by_the_handler


def test_the_description_is_the_version_the_house_speaks_of():
    assert VERSION == "Bot API 10.1"


@pytest.fixture
async def sandbox():
    running = Sandbox()
    await running.start()
    yield running
    await running.stop()


class Checked:
    """Calls methods and checks every call and result against the description."""

    def __init__(self, sandbox, http):
        self.address = f"{sandbox.url}/bot{sandbox.token}/"
        self.http = http
        self.called = set()

    async def __call__(self, method, files=None, **params):
        assert check_call(method, params | (files or {})) == []
        if files:
            fields = {key: _form_value(value) for key, value in params.items()}
            response = await self.http.post(self.address + method, data=fields, files=files)
        else:
            response = await self.http.post(self.address + method, json=params)
        body = response.json()
        assert body["ok"], (method, body)
        assert check_result(method, body["result"]) == []
        self.called.add(method)
        return body["result"]


def _form_value(value):
    return value if isinstance(value, str) else json.dumps(value)


@pytest.fixture
async def call(sandbox):
    async with httpx.AsyncClient() as http:
        yield Checked(sandbox, http)


class Stage:
    """A group and a forum with the bot as their admin, and Ana, who has a private chat with it."""

    def __init__(self, world):
        self.world = world
        self.ana = world.add_user("Ana", username="ana_li").id
        self.group = world.add_group("圈", [self.ana, world.add_user("Ben").id]).id
        self.forum = world.add_group("坛", [self.ana], is_forum=True).id
        for chat in (self.group, self.forum):
            world.add_bot(chat, by=self.ana, as_admin=True)
        self.thread = world.create_topic(self.forum, self.ana, "报修")
        world.start(self.ana)


async def talk(call, stage):
    text = f'<b>公告</b> <a href="tg://user?id={stage.ana}">Ana</a> https://t.me/x'
    card = await call(
        "sendMessage",
        chat_id=stage.group,
        text=text,
        parse_mode="HTML",
        reply_markup=KEYBOARD,
        link_preview_options={"is_disabled": True},
    )
    number = card["message_id"]
    place = {"chat_id": stage.group, "message_id": number}
    await call("editMessageText", **place, text="新", reply_markup=KEYBOARD)
    await call("editMessageReplyMarkup", **place)
    await call("pinChatMessage", **place)
    await call("getChat", chat_id=stage.group)
    await call("unpinChatMessage", chat_id=stage.group)
    await call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
    await call("sendMessage", chat_id=stage.forum, text="x", message_thread_id=stage.thread)
    await call("sendChatAction", chat_id=stage.ana, action="typing")
    source = {"chat_id": stage.group, "from_chat_id": stage.group, "message_id": number}
    await call("copyMessage", **source, reply_parameters={"message_id": number})
    forwarded = await call("forwardMessage", **source)
    query = stage.world.press(stage.ana, stage.group, number, "v1:ack")
    await call("answerCallbackQuery", callback_query_id=query, text="好", show_alert=False)
    await call("deleteMessage", **place)
    await call("deleteMessages", chat_id=stage.group, message_ids=[forwarded["message_id"]])


async def show_files(call, stage):
    caption = {"chat_id": stage.group, "caption": "<i>看</i>", "parse_mode": "HTML"}
    photo = await call("sendPhoto", {"photo": ("a.png", PNG)}, **caption)
    place = {"chat_id": stage.group, "message_id": photo["message_id"]}
    await call("editMessageCaption", **place, caption="#停水")
    file_id = photo["photo"][-1]["file_id"]
    await call("editMessageMedia", **place, media={"type": "photo", "media": file_id})
    await call("sendDocument", {"document": ("a.txt", b"hi")}, chat_id=stage.ana)
    album = [{"type": "photo", "media": file_id}] * 2
    await call("sendMediaGroup", chat_id=stage.ana, media=album)
    await call("getFile", file_id=file_id)


async def look_around(call, stage):
    await call("getMe")
    await call("getUpdates", allowed_updates=ALL_KINDS, timeout=0)
    await call("getChat", chat_id=stage.ana)
    await call("getChatMember", chat_id=stage.group, user_id=stage.ana)
    await call("getChatMember", chat_id=stage.group, user_id=stage.world.bot.id)
    await call("getChatMemberCount", chat_id=stage.group)
    await call("getChatAdministrators", chat_id=stage.group, return_bots=True)
    await call("leaveChat", chat_id=stage.forum)


async def set_up(call, stage):
    scope = {"type": "chat_member", "chat_id": stage.group, "user_id": stage.ana}
    menu = [{"command": "report", "description": "报修"}]
    await call("setMyCommands", commands=menu, scope=scope, language_code="zh")
    await call("getMyCommands", scope=scope, language_code="zh")
    await call("deleteMyCommands", scope=scope, language_code="zh")
    await call("setMyName", name="邻里圈")
    await call("getMyName")
    await call("setMyDescription", description="邻里圈")
    await call("getMyDescription")
    await call("setMyShortDescription", short_description="邻里圈")
    await call("getMyShortDescription")
    await call("setChatMenuButton", menu_button={"type": "commands"})
    await call("getChatMenuButton")
    await call("setWebhook", url="http://127.0.0.1:1/hook", secret_token="s")
    await call("getWebhookInfo")
    await call("deleteWebhook", drop_pending_updates=True)


async def test_every_method_answers_as_described(sandbox, call):
    stage = Stage(sandbox.world)
    for part in (talk, show_files, look_around, set_up):
        await part(call, stage)
    assert call.called == {method.name for method in OFFERED.values()}


async def test_every_kind_of_update_is_as_described(sandbox, call):
    world = sandbox.world
    await call("getUpdates", allowed_updates=ALL_KINDS)
    ana, ben = world.add_user("Ana", username="ana_li"), world.add_user("Ben")
    group = world.add_group("圈", [ana.id], kind="group").id
    world.add_bot(group, by=ana.id, as_admin=True)
    world.join(group, ben.id)
    world.promote(group, ben.id, by=ana.id)
    said = world.send(ben.id, group, text="/report@linliquan_bot 😀 https://e.com #停水 @ana_li")
    world.edit(ben.id, group, said.message_id, "/report x")
    world.send(ana.id, group, text="ok", reply_to=said.message_id)
    world.send(ana.id, group, photo=PNG, caption="look")
    world.send(ana.id, group, document=("a.csv", b"1,2"))
    card = await call("sendMessage", chat_id=group, text="?", reply_markup=KEYBOARD)
    world.press(ana.id, group, card["message_id"], "v1:ack")
    await call("pinChatMessage", chat_id=group, message_id=card["message_id"])
    await call("deleteMessage", chat_id=group, message_id=card["message_id"])
    world.press(ana.id, group, card["message_id"], "v1:ack")
    supergroup = world.upgrade(group)
    world.leave(supergroup, ben.id)
    world.demote_bot(supergroup, by=ana.id)
    world.remove_bot(supergroup, by=ana.id)
    forum = world.add_group("坛", [ana.id], is_forum=True).id
    world.add_bot(forum, by=ana.id)
    thread = world.create_topic(forum, ana.id, "报修")
    world.send(ana.id, forum, text="/help", thread_id=thread)
    world.start(ana.id, "token")
    world.block(ana.id)
    world.unblock(ana.id)
    updates = await call("getUpdates")
    kinds = {kind for update in updates for kind in update} - {"update_id"}
    assert kinds == set(ALL_KINDS)
    assert [check_object("Update", update) for update in updates] == [[]] * len(updates)
    statuses = {
        update[kind]["new_chat_member"]["status"]
        for update in updates
        for kind in ("my_chat_member", "chat_member")
        if kind in update
    }
    assert statuses == {"member", "administrator", "left", "kicked"}


def test_calls_that_are_not_as_described_are_seen():
    assert check_call("sendMesage", {}) == ["sendMesage: there is no such method"]
    assert check_call("sendMessage", {"chat_id": 1}) == ["sendMessage.text: required but missing"]
    assert check_call("sendMessage", {"chat_id": 1, "text": "x", "reply_to_message_id": 1}) == [
        "sendMessage.reply_to_message_id: there is no such parameter"
    ]
    assert check_call("sendMessage", {"chat_id": 1.5, "text": "x"})
    assert check_call("sendMessage", {"chat_id": 1, "text": "x", "protect_content": "maybe"})
    assert check_call("setMyCommands", {"commands": [{"command": "a"}]}) == [
        "setMyCommands.commands[0].description: required but missing"
    ]
    unknown_key = {"inline_keyboard": [[{"text": "x", "callback": "y"}]]}
    assert check_call("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": unknown_key})
    assert check_call("getUpdates", {"allowed_updates": '["message", 7]'})


def test_calls_as_described_pass_decoded_or_as_strings():
    decoded = {
        "chat_id": -100,
        "text": "x",
        "protect_content": True,
        "reply_markup": KEYBOARD,
        "reply_parameters": {"message_id": 5},
    }
    assert check_call("sendMessage", decoded) == []
    strings = {key: _form_value(value) for key, value in decoded.items()}
    assert check_call("sendMessage", strings) == []
    assert check_call("sendDocument", {"chat_id": 1, "document": b"content"}) == []
    assert check_call("sendDocument", {"chat_id": 1, "document": "attach://file"}) == []


def test_objects_that_are_not_as_described_are_seen():
    user = {"id": 2**40, "is_bot": False, "first_name": "Ana"}
    assert check_object("User", user) == []
    assert check_object("User", user | {"name": "Ana"}) == ["User.name: there is no such field"]
    assert check_object("User", user | {"id": "7"}) == ["User.id: '7' is no Integer"]
    assert check_object("User", user | {"is_bot": 0}) == ["User.is_bot: 0 is no Boolean"]
    assert check_object("ChatMember", {"status": "left", "user": {}})
    assert check_object("ChatMember", {"status": "left", "user": user}) == []
    assert check_object("Message", []) == ["Message: [] is no Message"]
