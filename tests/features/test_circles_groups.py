"""What happens to the groups of circles: members, titles, upgrades, a bot that comes and goes."""

import pytest


async def test_a_group_that_cannot_be_written_to_is_marked_and_the_admin_hears_once(town):
    ana = await town.resident("Ana")
    town.world.remove_bot(town.circle, by=town.admin.id)
    town.world.updates._pending.clear()
    for words in ("电梯坏了", "灯也坏了"):
        await ana.whispers(f"/report {words}")
    told = [words for words in town.admin.texts() if words.startswith("⚠️")]
    assert len(told) == 1
    town.admin.sees("group-unreachable", title="3号楼邻里圈")
    await town.admin.whispers("/circles")
    assert town.admin.texts()[-1].endswith("⚠️ 发不了消息")


async def test_a_bot_that_was_removed_comes_back_with_all_that_it_had_to_say(town):
    ana = await town.captain("Ana")
    town.world.remove_bot(town.circle, by=town.admin.id)
    await town.settle()
    assert town.rows("SELECT active FROM circles") == [(0,)]
    town.world.add_bot(town.circle, by=town.admin.id, as_admin=True)
    await town.settle()
    ana.sees("circle-back", circle="3号楼邻里圈", where=town.circle)
    await ana.types("/report 电梯坏了")
    assert "#1" in ana.texts(town.circle)[-1]
    await town.admin.types("/captain", where=town.circle)
    town.admin.sees("captains-list", lines="• Ana", where=town.circle)


async def test_what_was_meant_for_a_group_waits_until_the_bot_is_back(town):
    ana = await town.resident("Ana")
    town.world.remove_bot(town.circle, by=town.admin.id)
    town.world.updates._pending.clear()
    await ana.whispers("/report 电梯坏了")
    assert town.rows("SELECT 1 FROM outbox WHERE state = 'held'")
    town.world.add_bot(town.circle, by=town.admin.id, as_admin=True)
    await town.settle()
    assert any("#1" in words for words in ana.texts(town.circle))


async def test_a_message_from_a_group_proves_that_the_bot_is_in_it(town):
    ana = await town.resident("Ana")
    town.world.remove_bot(town.circle, by=town.admin.id)
    await town.settle()
    town.world.chat(town.circle).statuses[town.world.bot.id] = "administrator"
    await ana.types("/report 电梯坏了")
    assert "#1" in ana.texts(town.circle)[-1]
    assert town.rows("SELECT active FROM circles") == [(1,)]


async def test_a_new_title_is_taken_over(town):
    message = {
        "message_id": 90,
        "date": 1,
        "chat": {"id": town.circle, "type": "supergroup", "title": "三号楼一家亲"},
        "from": town.world.user(town.admin.id).data(),
        "new_chat_title": "三号楼一家亲",
    }
    town.world.inject({"message": message})
    await town.settle()
    assert town.rows("SELECT title FROM circles") == [("三号楼一家亲",)]


async def test_members_are_learned_from_words_joins_presses_and_forgotten_when_they_leave(town):
    speaker, presser = await town.person("说"), await town.person("按")
    ana = await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    for silent in (speaker, presser):
        town.world.chat(town.circle).statuses[silent.id] = "member"
    assert _members(town) == {town.admin.id, ana.id}
    await speaker.types("早上好", where=town.circle)
    await presser.presses("我家也是", where=town.circle)
    assert _members(town) == {town.admin.id, ana.id, speaker.id, presser.id}
    town.world.leave(town.circle, speaker.id)
    await town.settle()
    assert _members(town) == {town.admin.id, ana.id, presser.id}


@pytest.mark.parametrize("kind", ["message", "chat_member"])
async def test_either_word_of_a_join_or_a_leave_is_enough(town, kind):
    ana = await town.person("Ana")
    town.world.join(town.circle, ana.id)
    _keep_only(town, kind)
    await town.settle()
    assert ana.id in _members(town)
    town.world.leave(town.circle, ana.id)
    _keep_only(town, kind)
    await town.settle()
    assert ana.id not in _members(town)


async def test_who_is_brought_along_by_somebody_is_a_member_and_a_bot_is_not(town):
    ana, zoe = await town.resident("Ana"), await town.person("Zoe")
    other_bot = {"id": 555, "is_bot": True, "first_name": "Bot"}
    message = {
        "message_id": 90,
        "date": 1,
        "chat": {"id": town.circle, "type": "supergroup", "title": "3号楼邻里圈"},
        "from": town.world.user(ana.id).data(),
        "new_chat_members": [town.world.user(zoe.id).data(), other_bot],
    }
    town.world.inject({"message": message})
    await town.settle()
    assert _members(town) == {town.admin.id, ana.id, zoe.id}


@pytest.mark.parametrize("first", [0, 1])
async def test_a_group_that_is_upgraded_loses_nothing_in_either_order(town, first):
    old = await town.add_circle("老群", "第二网格", kind="group")
    ana = await town.captain("Ana", circle=old)
    new = town.world.upgrade(old)
    pending = list(town.world.updates._pending)[-2:]
    town.world.updates._pending.clear()
    town.world.updates._pending.extend([pending[first], pending[1 - first]])
    await town.settle()
    assert town.rows("SELECT grid FROM circles WHERE chat_id = :new", new=new) == [("第二网格",)]
    ana.group = new
    await ana.types("/report 电梯坏了")
    assert "#1" in ana.texts(new)[-1]
    await town.admin.types("/captain", where=new)
    town.admin.sees("captains-list", where=new, lines="• Ana")


async def test_a_command_from_before_the_upgrade_is_not_lost(town):
    old = await town.add_circle("老群", "第二网格", kind="group")
    ana = await town.resident("Ana", circle=old)
    town.world.send(ana.id, old, "/report 电梯坏了")
    command = town.world.updates._pending.pop()
    new = town.world.upgrade(old)
    await town.settle()
    town.world.updates._repeats.append(command[1])
    await town.settle()
    assert town.rows("SELECT body FROM reports") == [("电梯坏了",)]
    assert "#1" in ana.texts(new)[-1], "and the answer comes where the group is now"


async def test_a_button_from_before_the_upgrade_still_works(town):
    old = await town.add_circle("老群", "第二网格", kind="group")
    ana, eve = await town.resident("Ana", circle=old), await town.resident("Eve", circle=old)
    await ana.types("/report 电梯坏了")
    message_id, data = ana._button("我家也是", old)
    town.world.upgrade(old)
    await town.settle()
    query = {
        "id": "77",
        "from": town.world.user(eve.id).data(),
        "message": {"message_id": message_id, "date": 0, "chat": {"id": old, "type": "group"}},
        "chat_instance": "1",
        "data": data,
    }
    town.world.inject({"callback_query": query})
    await town.settle()
    assert len(town.rows("SELECT 1 FROM report_households")) == 2


async def test_what_waits_for_a_group_follows_it(town):
    old = await town.add_circle("老群", "第二网格", kind="group")
    ana = await town.resident("Ana", circle=old)
    new = town.world.upgrade(old)
    town.world.updates._pending.clear()
    await ana.whispers("/report 电梯坏了")
    assert any("#1" in words for words in ana.texts(new))
    assert town.rows("SELECT 1 FROM circles WHERE chat_id = :new", new=new)


def _members(town):
    chat = {"chat": town.circle}
    rows = town.rows(
        "SELECT person_id FROM members JOIN circles ON circles.id = circle_id"
        " WHERE chat_id = :chat",
        **chat,
    )
    return {person for (person,) in rows}


def _keep_only(town, kind):
    """Let one kind of update be lost on its way, as when the bot has no rights."""
    pending = town.world.updates._pending
    kept = [item for item in pending if kind in item[1]]
    pending.clear()
    pending.extend(kept)
