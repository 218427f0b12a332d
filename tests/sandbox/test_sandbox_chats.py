import pytest


async def refusal(bot, chat_id, **params):
    body = await bot("sendMessage", chat_id=chat_id, text="hello", **params)
    assert not body["ok"], body
    return body


def texts(updates):
    return [update["message"].get("text") for update in updates if "message" in update]


@pytest.mark.usefixtures("group")
async def test_the_bot_cannot_write_first(bot, world, ana):
    body = await refusal(bot, ana.id)
    assert body["error_code"] == 403
    assert body["description"] == "Forbidden: bot can't initiate conversation with a user"
    world.start(ana.id)
    assert (await bot("sendMessage", chat_id=ana.id, text="hello"))["ok"]


async def test_someone_the_bot_never_met_is_no_chat(bot, world):
    stranger = world.add_user("Cem")
    body = await refusal(bot, stranger.id)
    assert (body["error_code"], body["description"]) == (400, "Bad Request: chat not found")
    assert (await refusal(bot, 12345))["description"] == "Bad Request: chat not found"
    assert (await refusal(bot, "@nobody"))["description"] == "Bad Request: chat not found"


@pytest.mark.usefixtures("private")
async def test_blocking_and_unblocking_are_told_and_enforced(bot, world, ana):
    world.block(ana.id)
    (update,) = await bot.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    body = await refusal(bot, ana.id)
    assert body["error_code"] == 403
    assert body["description"] == "Forbidden: bot was blocked by the user"
    with pytest.raises(ValueError, match="blocked"):
        world.send(ana.id, ana.id, text="hi")
    world.start(ana.id, "invite-7")
    _, unblocked, started = await bot.updates()
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert started["message"]["text"] == "/start invite-7"


async def test_being_added_to_a_group_is_told_twice(bot, world, ana):
    chat = world.add_group("圈", members=[ana.id])
    assert (await refusal(bot, chat.id))["description"] == "Bad Request: chat not found"
    world.add_bot(chat.id, by=ana.id, as_admin=True)
    moved, joined = await bot.updates()
    assert moved["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert moved["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert moved["my_chat_member"]["from"]["id"] == ana.id
    assert joined["message"]["new_chat_members"][0]["id"] == world.bot.id


@pytest.mark.parametrize(("kind", "name"), [("group", "group"), ("supergroup", "supergroup")])
async def test_a_removed_bot_is_told_why_it_cannot_write(bot, world, ana, kind, name):
    chat = world.add_group("圈", members=[ana.id], kind=kind)
    world.add_bot(chat.id, by=ana.id)
    world.remove_bot(chat.id, by=ana.id)
    body = await refusal(bot, chat.id)
    assert body["error_code"] == 403
    assert body["description"] == f"Forbidden: bot was kicked from the {name} chat"
    world.add_bot(chat.id, by=ana.id)
    await bot.result("leaveChat", chat_id=chat.id)
    body = await refusal(bot, chat.id)
    assert body["description"] == f"Forbidden: bot is not a member of the {name} chat"


async def test_privacy_mode_lets_only_commands_and_replies_through(bot, world, ana, group):
    sent = await bot.result("sendMessage", chat_id=group.id, text="hello")
    world.send(ana.id, group.id, text="电梯坏了")
    world.send(ana.id, group.id, text="/报修 电梯坏了")
    world.send(ana.id, group.id, text="/report电梯坏了")
    world.send(ana.id, group.id, text="please /report")
    world.send(ana.id, group.id, text="/report@other_bot x")
    world.send(ana.id, group.id, text="/report 电梯坏了")
    world.send(ana.id, group.id, text="/report@LinLiQuan_bot x")
    world.send(ana.id, group.id, text="thanks", reply_to=sent["message_id"])
    assert texts(await bot.updates()) == ["/report 电梯坏了", "/report@LinLiQuan_bot x", "thanks"]


async def test_an_admin_bot_reads_everything(bot, world, ana, group):
    world.promote_bot(group.id, by=ana.id)
    world.send(ana.id, group.id, text="/报修 电梯坏了")
    assert texts(await bot.updates()) == ["/报修 电梯坏了"]


async def test_an_upgraded_group_has_a_new_id_and_says_so(bot, world, ana, ben):
    old = world.add_group("圈", members=[ana.id, ben.id], kind="group")
    world.add_bot(old.id, by=ana.id)
    await bot.result("sendMessage", chat_id=old.id, text="before")
    world.updates.clear()
    new_id = world.upgrade(old.id)
    assert str(new_id).startswith("-100")
    to, back = [update["message"] for update in await bot.updates()]
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (old.id, new_id)
    assert (back["chat"]["id"], back["migrate_from_chat_id"]) == (new_id, old.id)
    body = await refusal(bot, old.id)
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new_id},
    }
    assert (await bot("sendMessage", chat_id=new_id, text="after"))["ok"]
    world.send(ana.id, new_id, text="/help")
    with pytest.raises(ValueError, match="upgraded"):
        world.send(ana.id, old.id, text="/help")


async def test_topics_hold_messages_and_mark_them(bot, world, ana):
    forum = world.add_group("圈", members=[ana.id], is_forum=True)
    world.add_bot(forum.id, by=ana.id)
    thread = world.create_topic(forum.id, ana.id, "报修")
    world.send(ana.id, forum.id, text="/report x", thread_id=thread)
    message = (await bot.updates())[-1]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (thread, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "报修"
    reply = await bot.result(
        "sendMessage",
        chat_id=forum.id,
        text="ok",
        reply_parameters={"message_id": message["message_id"]},
    )
    assert reply["message_thread_id"] == thread
    sent = await bot.result("sendMessage", chat_id=forum.id, text="ok", message_thread_id=thread)
    assert sent["message_thread_id"] == thread
    world.delete_topic(forum.id, ana.id, thread)
    body = await refusal(bot, forum.id, message_thread_id=thread)
    assert body["description"] == "Bad Request: message thread not found"


async def test_a_thread_of_replies_is_no_topic(bot, world, ana, group):
    first = world.send(ana.id, group.id, text="/help")
    world.send(ana.id, group.id, text="/help", reply_to=first.message_id)
    message = (await bot.updates())[-1]["message"]
    assert message["message_thread_id"] == first.message_id
    assert "is_topic_message" not in message
    body = await refusal(bot, group.id, message_thread_id=first.message_id)
    assert body["description"] == "Bad Request: message thread not found"


async def test_members_can_be_looked_up(bot, world, ana, ben, group):
    place = {"chat_id": group.id}
    member = await bot.result("getChatMember", **place, user_id=ana.id)
    assert member["status"] == "creator"
    assert await bot.result("getChatMemberCount", **place) == 3
    world.promote_bot(group.id, by=ana.id)
    admins = await bot.result("getChatAdministrators", **place)
    assert [admin["user"]["id"] for admin in admins] == [ana.id]
    with_bots = await bot.result("getChatAdministrators", **place, return_bots=True)
    assert len(with_bots) == 2
    world.leave(group.id, ben.id)
    member = await bot.result("getChatMember", **place, user_id=ben.id)
    assert member["status"] == "left"
    unknown = await bot("getChatMember", **place, user_id=5)
    assert unknown["description"] == "Bad Request: member not found"


def test_ids_are_as_large_as_telegrams(ana, group):
    assert ana.id > 2**32
    assert group.id < -(10**12)
