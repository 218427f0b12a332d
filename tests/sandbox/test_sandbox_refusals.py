"""What Telegram refuses, method by method, where no other test has it."""

import pytest

PHOTO = {"type": "photo", "media": "x"}


async def refusal(bot, method, **params):
    body = await bot(method, **params)
    assert not body["ok"], body
    assert body["error_code"] == 400
    return body["description"].removeprefix("Bad Request: ")


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ({"buttons": []}, "object expected as reply markup"),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array of Array'),
        ({"inline_keyboard": [{}]}, 'field "inline_keyboard" must be of type Array of Array'),
        (
            {"inline_keyboard": [["x"]]},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "can't parse inline keyboard button: Text button must have a text",
        ),
    ],
)
async def test_keyboards_of_the_wrong_shape(bot, private, markup, reason):
    sent = {"chat_id": private.id, "text": "x", "reply_markup": markup}
    assert await refusal(bot, "sendMessage", **sent) == reason


@pytest.mark.parametrize("markup", [{"force_reply": True}, {"remove_keyboard": True}, {}])
async def test_other_keyboards_are_taken_but_stay_no_part_of_the_message(bot, private, markup):
    sent = await bot.result("sendMessage", chat_id=private.id, text="x", reply_markup=markup)
    assert "reply_markup" not in sent


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        (
            "sendMessage",
            {"text": "x", "reply_parameters": {}},
            "message identifier is not specified",
        ),
        ("getChatMember", {"user_id": 5}, "member not found"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("deleteMessages", {"message_ids": [1] * 101}, "too many messages to delete"),
        (
            "deleteMessages",
            {"message_ids": ["1"]},
            "can't parse message_ids: array of integers expected",
        ),
        ("pinChatMessage", {"message_id": 999}, "message to pin not found"),
        ("unpinChatMessage", {}, "message to unpin not found"),
        ("setMessageReaction", {"message_id": 999}, "message to react not found"),
        ("sendPhoto", {"photo": "https://e.com/a.png"}, "failed to get HTTP URL content"),
        ("sendPhoto", {"photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": 7}, "invalid photo specified"),
        ("sendPhoto", {}, "there is no photo in the request"),
        (
            "sendMediaGroup",
            {"media": [PHOTO, {"type": "document", "media": "x"}]},
            "photos and documents can't be mixed in an album",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "video", "media": "x"}] * 2},
            "the sandbox knows albums of photos and of documents",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo"}] * 2},
            "can't parse InputMedia: InputMedia must be an Object with media",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo", "media": "attach://none"}] * 2},
            "wrong file identifier/HTTP URL specified",
        ),
        (
            "setChatMenuButton",
            {"menu_button": {"type": "x"}},
            "can't parse menu button: unsupported type specified",
        ),
    ],
)
async def test_refused_in_a_private_chat(bot, private, method, params, reason):
    assert await refusal(bot, method, **({"chat_id": private.id} | params)) == reason


async def test_refused_in_a_group(bot, world, ana, group):
    place = {"chat_id": group.id}
    assert await refusal(bot, "setChatMenuButton", **place) == "chat not found"
    sent = await bot.result("sendMessage", **place, text="x")
    edit = place | {"message_id": sent["message_id"]}
    reason = "there is no caption in the message to edit"
    assert await refusal(bot, "editMessageCaption", **edit, caption="x") == reason
    service = world.messages(group.id)[0].message_id
    source = {"from_chat_id": group.id, "message_id": service}
    assert await refusal(bot, "forwardMessage", **place, **source) == "message can't be forwarded"
    protected = await bot.result("sendMessage", **place, text="x", protect_content=True)
    source["message_id"] = protected["message_id"]
    assert await refusal(bot, "copyMessage", **place, **source) == "message can't be copied"
    elsewhere = {"message_id": 1, "chat_id": ana.id}
    reason = "the sandbox answers within one chat only"
    assert (
        await refusal(bot, "sendMessage", **place, text="x", reply_parameters=elsewhere) == reason
    )
    like = {"type": "emoji", "emoji": "👍"}
    assert (
        await refusal(bot, "setMessageReaction", **edit, reaction=[like] * 2)
        == "REACTIONS_TOO_MANY"
    )


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        ({"type": "galaxy"}, "can't parse BotCommandScope: unsupported type specified"),
        ({"type": "chat_member", "user_id": 5}, "can't change commands in the chat"),
    ],
)
async def test_scopes_that_are_none(bot, private, scope, reason):
    scope = {"chat_id": private.id} | scope
    assert await refusal(bot, "getMyCommands", scope=scope) == reason


async def test_a_scope_of_one_member_needs_that_member(bot, group):
    scope = {"type": "chat_member", "chat_id": group.id}
    assert await refusal(bot, "getMyCommands", scope=scope) == "invalid user_id specified"


async def test_answers_to_presses_are_short_and_seen_once(bot, world, ana, private):
    sent = await bot.result("sendMessage", chat_id=private.id, text="?")
    query = world.press(ana.id, private.id, sent["message_id"], "x")
    long = await refusal(bot, "answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long == "MESSAGE_TOO_LONG"
    for text in ("first", "second"):
        assert await bot.result("answerCallbackQuery", callback_query_id=query, text=text)
    assert [toast.text for toast in world.toasts(ana.id)] == ["first"]


async def test_names_have_a_length(bot):
    assert await refusal(bot, "setMyName", name="x" * 65) == "bot name is too long"


async def test_private_chats_have_two_members(bot, ana, private):
    assert await bot.result("getChatMemberCount", chat_id=private.id) == 2
    member = await bot.result("getChatMember", chat_id=private.id, user_id=ana.id)
    assert member["status"] == "member"


async def test_a_large_body_arrives_whole(bot, http, private):
    padding = {"chat_id": private.id, "text": "x", "padding": "y" * 300_000}
    assert (await http.post(bot.address("sendMessage"), json=padding)).json()["ok"]
    empty = await http.post(bot.address("getMe"), headers={"content-type": "application/json"})
    assert empty.json()["ok"]
    other = await http.post(bot.address("getMe"), content=b"?", headers={"content-type": "x/y"})
    assert other.json()["ok"]


async def test_a_broken_multipart_body_is_refused(bot, http):
    headers = {"content-type": "multipart/form-data"}
    response = await http.post(bot.address("getMe"), content=b"x", headers=headers)
    assert response.status_code == 400
    assert "multipart" in response.json()["description"]
