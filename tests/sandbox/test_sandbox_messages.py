from datetime import timedelta

import pytest

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)

TEXT_BUTTON = (
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
)


async def refusal(bot, method, **params):
    body = await bot(method, **params)
    assert not body["ok"], body
    return body["description"]


async def test_what_the_bot_says_is_in_the_chat_and_comes_back_as_a_message(bot, world, private):
    sent = await bot.result("sendMessage", chat_id=private.id, text="  hello\n")
    assert sent["text"] == "hello"
    assert sent["from"]["is_bot"]
    assert sent["chat"] == {
        "id": private.id,
        "type": "private",
        "first_name": "Ana",
        "username": "ana_li",
    }
    assert world.messages(private.id)[-1].data == sent


@pytest.mark.parametrize("shape", ["json", "form", "query", "multipart"])
async def test_parameters_may_come_in_every_shape_telegram_takes(bot, http, private, shape):
    keyboard = '{"inline_keyboard": [[{"text": "去", "callback_data": "v1:go"}]]}'
    params = {"chat_id": str(private.id), "text": "好 & gut", "reply_markup": keyboard}
    address = bot.address("SENDmessage")
    match shape:
        case "json":
            response = await http.post(address, json=params)
        case "form":
            response = await http.post(address, data=params)
        case "query":
            response = await http.get(address, params=params)
        case _:
            files = {name: (None, value) for name, value in params.items()}
            response = await http.post(address, files=files)
    result = response.json()["result"]
    assert result["text"] == "好 & gut"
    assert result["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "v1:go"


async def test_text_limits_count_utf16_units_after_markup(bot, private):
    send = {"method": "sendMessage", "chat_id": private.id}
    assert await refusal(bot, **send, text=" \n ") == "Bad Request: message text is empty"
    assert await refusal(bot, **send) == "Bad Request: message text is empty"
    await bot.result(
        "sendMessage", chat_id=private.id, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML"
    )
    await bot.result("sendMessage", chat_id=private.id, text="😀" * 2048)
    assert await refusal(bot, **send, text="😀" * 2048 + "x") == "Bad Request: message is too long"


async def test_an_edit_changes_text_and_keyboard_and_must_change_something(bot, world, private):
    keyboard = {"inline_keyboard": [[{"text": "ok", "callback_data": "1"}]]}
    sent = await bot.result("sendMessage", chat_id=private.id, text="one", reply_markup=keyboard)
    place = {"chat_id": private.id, "message_id": sent["message_id"]}
    description = await refusal(bot, "editMessageText", **place, text="one", reply_markup=keyboard)
    assert description == NOT_MODIFIED
    edited = await bot.result("editMessageText", **place, text="two")
    assert edited["text"] == "two"
    assert "edit_date" in edited
    assert "reply_markup" not in edited
    assert await refusal(bot, "editMessageText", **place, text=" two ") == NOT_MODIFIED
    await bot.result("editMessageReplyMarkup", **place, reply_markup=keyboard)
    assert world.message(private.id, sent["message_id"]).buttons[0].data == "1"


async def test_only_the_bots_own_existing_messages_can_be_edited(bot, world, ana, private):
    theirs = world.send(ana.id, private.id, text="mine").message_id
    edit = {"method": "editMessageText", "chat_id": private.id, "text": "x"}
    missing = await refusal(bot, **edit, message_id=999)
    assert missing == "Bad Request: message to edit not found"
    foreign = await refusal(bot, **edit, message_id=theirs)
    assert foreign == "Bad Request: message can't be edited"
    unnamed = await refusal(bot, **edit)
    assert unnamed == "Bad Request: message identifier is not specified"


async def test_own_messages_can_be_deleted_for_two_days(bot, world, clock, private):
    sent = await bot.result("sendMessage", chat_id=private.id, text="one")
    late = await bot.result("sendMessage", chat_id=private.id, text="two")
    place = {"chat_id": private.id, "message_id": sent["message_id"]}
    assert await bot.result("deleteMessage", **place) is True
    gone = await refusal(bot, "deleteMessage", **place)
    assert gone == "Bad Request: message to delete not found"
    clock.advance(timedelta(hours=48))
    place["message_id"] = late["message_id"]
    too_late = await refusal(bot, "deleteMessage", **place)
    assert too_late == "Bad Request: message can't be deleted"
    assert [message.text for message in world.messages(private.id)] == ["/start", "two"]


async def test_deleting_others_messages_in_a_group_needs_admin_rights(bot, world, ana, group):
    theirs = world.send(ana.id, group.id, text="spam").message_id
    place = {"chat_id": group.id, "message_id": theirs}
    assert await refusal(bot, "deleteMessage", **place) == "Bad Request: message can't be deleted"
    world.promote_bot(group.id, by=ana.id)
    assert await bot.result("deleteMessage", **place)
    ids = [world.send(ana.id, group.id, text="more").message_id for _ in range(3)]
    assert await bot.result("deleteMessages", chat_id=group.id, message_ids=[*ids, 999])
    assert not {message.message_id for message in world.messages(group.id)} & set(ids)


async def test_a_reply_carries_the_message_it_answers(bot, world, ana, private):
    question = world.send(ana.id, private.id, text="who?")
    reply = {"message_id": question.message_id}
    sent = await bot.result("sendMessage", chat_id=private.id, text="me", reply_parameters=reply)
    assert sent["reply_to_message"] == question.data
    reply = {"message_id": 999}
    missing = await refusal(
        bot, "sendMessage", chat_id=private.id, text="x", reply_parameters=reply
    )
    assert missing == "Bad Request: message to be replied not found"
    reply["allow_sending_without_reply"] = True
    sent = await bot.result("sendMessage", chat_id=private.id, text="x", reply_parameters=reply)
    assert "reply_to_message" not in sent


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "x", "callback_data": "a" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "好" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "url": "http://localhost/a"},
            "inline keyboard button URL 'http://localhost/a' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_bad_buttons_are_refused(bot, private, button, description):
    keyboard = {"inline_keyboard": [[button]]}
    refused = await refusal(bot, "sendMessage", chat_id=private.id, text="x", reply_markup=keyboard)
    assert refused == f"Bad Request: {description}"


async def test_a_keyboard_has_a_hundred_buttons_at_most(bot, private):
    rows = [[{"text": str(n), "callback_data": "a" * 64}] for n in range(101)]
    too_many = {"inline_keyboard": rows}
    refused = await refusal(bot, "sendMessage", chat_id=private.id, text="x", reply_markup=too_many)
    assert refused == "Bad Request: reply markup is too long"
    enough = {"inline_keyboard": rows[:100]}
    assert await bot.result("sendMessage", chat_id=private.id, text="x", reply_markup=enough)


async def test_a_press_reaches_the_bot_and_its_answer_the_person(bot, world, clock, ana, private):
    keyboard = {"inline_keyboard": [[{"text": "ok", "callback_data": "v1:ok"}]]}
    sent = await bot.result("sendMessage", chat_id=private.id, text="?", reply_markup=keyboard)
    query_id = world.press(ana.id, private.id, sent["message_id"], "forged")
    (update,) = await bot.updates()
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "forged", ana.id)
    assert query["message"] == sent
    answer = {"callback_query_id": query_id, "text": "好的", "show_alert": True}
    assert await bot.result("answerCallbackQuery", **answer)
    (toast,) = world.toasts(ana.id)
    assert (toast.text, toast.show_alert) == ("好的", True)
    expired = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refusal(bot, "answerCallbackQuery", callback_query_id="1") == expired
    late = world.press(ana.id, private.id, sent["message_id"], "v1:ok")
    clock.advance(timedelta(seconds=151))
    assert await refusal(bot, "answerCallbackQuery", callback_query_id=late) == expired


async def test_a_press_on_a_deleted_message_has_an_inaccessible_message(bot, world, ana, private):
    sent = await bot.result("sendMessage", chat_id=private.id, text="?")
    place = {"chat_id": private.id, "message_id": sent["message_id"]}
    await bot.result("deleteMessage", **place)
    world.press(ana.id, private.id, sent["message_id"], "x")
    (update,) = await bot.updates()
    assert update["callback_query"]["message"]["date"] == 0


@pytest.mark.usefixtures("private")
async def test_people_cannot_do_what_people_cannot_do(world, ana, ben, group):
    stranger = world.add_user("Cem")
    said = world.send(ana.id, group.id, text="hello").message_id
    for nonsense in (
        lambda: world.send(stranger.id, group.id, text="hi"),
        lambda: world.send(ana.id, ben.id, text="hi"),
        lambda: world.send(ana.id, group.id, text="x" * 4097),
        lambda: world.send(ana.id, group.id),
        lambda: world.edit(ben.id, group.id, said, "changed"),
        lambda: world.press(ana.id, group.id, said, "x"),
        lambda: world.press(ana.id, group.id, 999, "x"),
        lambda: world.join(group.id, ana.id),
        lambda: world.leave(group.id, stranger.id),
        lambda: world.add_bot(group.id, by=ana.id),
        lambda: world.upgrade(group.id),
        lambda: world.unblock(ana.id),
        lambda: world.add_user(" "),
        lambda: world.add_group("empty", []),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            nonsense()


async def test_an_edit_by_a_person_is_an_edited_message(bot, world, ana, private):
    said = world.send(ana.id, private.id, text="tomorow")
    world.edit(ana.id, private.id, said.message_id, "tomorrow")
    _, edited = await bot.updates()
    assert edited["edited_message"]["text"] == "tomorrow"
    assert edited["edited_message"]["message_id"] == said.message_id


async def test_messages_are_copied_without_and_forwarded_with_their_author(
    bot, world, ben, group, private
):
    said = world.send(ben.id, group.id, text="#tag me")
    source = {"chat_id": private.id, "from_chat_id": group.id, "message_id": said.message_id}
    copied = await bot.result("copyMessage", **source)
    assert world.message(private.id, copied["message_id"]).text == "#tag me"
    forwarded = await bot.result("forwardMessage", **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == ben.id
    source["message_id"] = 999
    assert await refusal(bot, "copyMessage", **source) == "Bad Request: message to copy not found"


async def test_pinning_needs_rights_and_is_told_to_everyone(bot, world, ana, group):
    sent = await bot.result("sendMessage", chat_id=group.id, text="card")
    place = {"chat_id": group.id, "message_id": sent["message_id"]}
    refused = await refusal(bot, "pinChatMessage", **place)
    assert refused == "Bad Request: not enough rights to manage pinned messages in the chat"
    world.promote_bot(group.id, by=ana.id)
    assert await bot.result("pinChatMessage", **place)
    assert world.messages(group.id)[-1].data["pinned_message"]["text"] == "card"
    info = await bot.result("getChat", chat_id=group.id)
    assert info["pinned_message"]["message_id"] == sent["message_id"]
    assert await bot.result("unpinChatMessage", **place)
    assert "pinned_message" not in await bot.result("getChat", chat_id=group.id)


async def test_reactions_are_checked(bot, world, ana, private):
    said = world.send(ana.id, private.id, text="hi").message_id
    place = {"chat_id": private.id, "message_id": said}
    assert await bot.result(
        "setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}]
    )
    refused = await refusal(
        bot, "setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "x"}]
    )
    assert refused == "Bad Request: REACTION_INVALID"
