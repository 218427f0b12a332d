import pytest

from sandbox import Button, Sandbox


def test_a_message_shows_its_parts(world, ana, group, private, png):
    first = world.send(ana.id, group.id, text="/help me")
    assert (first.chat_id, first.sender_id, first.thread_id) == (group.id, ana.id, None)
    assert [entity["type"] for entity in first.entities] == ["bot_command"]
    assert (first.reply_to, first.file_id, first.buttons) == (None, None, [])
    reply = world.send(ana.id, group.id, photo=png, caption="look", reply_to=first.message_id)
    assert (reply.reply_to, reply.text) == (first.message_id, "look")
    assert reply.file_id == reply.data["photo"][0]["file_id"]
    assert world.send(ana.id, private.id, document=("a.txt", b"x")).file_id


async def test_buttons_are_listed_in_order(bot, world, private):
    rows = [
        [{"text": "a", "callback_data": "1"}, {"text": "b", "url": "https://t.me/x"}],
        [],
        [{"text": "c", "callback_data": "3"}],
    ]
    keyboard = {"inline_keyboard": rows}
    sent = await bot.result("sendMessage", chat_id=private.id, text="?", reply_markup=keyboard)
    assert world.message(private.id, sent["message_id"]).buttons == [
        Button("a", "1", None),
        Button("b", None, "https://t.me/x"),
        Button("c", "3", None),
    ]


def test_people_take_back_their_own_messages(world, ana, ben, group):
    said = world.send(ana.id, group.id, text="oops").message_id
    with pytest.raises(ValueError, match="own"):
        world.delete(ben.id, group.id, said)
    world.delete(ana.id, group.id, said)
    with pytest.raises(ValueError, match="no message"):
        world.message(group.id, said)
    assert len(world.updates) == 0


def test_captions_can_be_edited_and_must_change(world, ana, private, png):
    said = world.send(ana.id, private.id, photo=png, caption="#old")
    edited = world.edit(ana.id, private.id, said.message_id, "new")
    assert (edited.text, edited.entities) == ("new", [])
    with pytest.raises(ValueError, match="nothing"):
        world.edit(ana.id, private.id, said.message_id, "new")


def test_topics_belong_to_forums(world, ana, group):
    with pytest.raises(ValueError, match="forum"):
        world.create_topic(group.id, ana.id, "x")
    with pytest.raises(ValueError, match="supergroup"):
        world.add_group("x", [ana.id], kind="group", is_forum=True)
    for thread in (
        lambda: world.delete_topic(group.id, ana.id, 5),
        lambda: world.send(ana.id, group.id, text="x", thread_id=5),
    ):
        with pytest.raises(ValueError, match="no topic"):
            thread()


def test_nobody_moves_whom_they_cannot(world, ana, ben, group, private):
    for nonsense in (
        lambda: world.promote(group.id, ana.id, by=world.add_user("Cem").id),
        lambda: world.demote_bot(group.id, by=ana.id),
        lambda: world.join(private.id, ben.id),
        lambda: world.remove_bot(world.add_group("x", [ana.id]).id, by=ana.id),
        lambda: (world.block(ana.id), world.block(ana.id)),
        lambda: world.chat(5),
        lambda: world.messages(5),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            nonsense()


def test_a_chat_that_never_began_is_empty(world, ana):
    assert world.messages(ana.id) == []
    assert world.looked_at(ana.id, ana.id).is_private


def test_a_token_begins_with_the_bots_number():
    assert Sandbox(token="7:x").world.bot.id == 7
    with pytest.raises(ValueError, match="invalid literal"):
        Sandbox(token="nonsense")
