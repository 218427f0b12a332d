import asyncio
from datetime import timedelta

import pytest


def kinds(updates):
    return [next(key for key in update if key != "update_id") for update in updates]


async def test_updates_stay_until_a_higher_offset_confirms_them(bot, world, ana, private):
    for text in ("one", "two", "three"):
        world.send(ana.id, private.id, text=text)
    first = await bot.updates()
    assert [update["message"]["text"] for update in first] == ["one", "two", "three"]
    assert [update["update_id"] - first[0]["update_id"] for update in first] == [0, 1, 2]
    assert await bot.updates() == first
    assert await bot.updates(offset=first[1]["update_id"]) == first[1:]
    assert await bot.updates() == first[1:]


async def test_a_negative_offset_forgets_all_but_the_last(bot, world, ana, private):
    for text in ("one", "two", "three"):
        world.send(ana.id, private.id, text=text)
    (last,) = await bot.updates(offset=-1)
    assert last["message"]["text"] == "three"
    assert await bot.updates() == [last]


async def test_limit_is_kept_and_at_most_a_hundred_come_at_once(bot, world, ana, private):
    for number in range(120):
        world.send(ana.id, private.id, text=f"message {number}")
    assert len(await bot.updates(limit=7)) == 7
    assert len(await bot.updates(limit=500)) == 100


async def test_a_long_poll_returns_as_soon_as_something_happens(bot, world, ana, private, until):
    poll = asyncio.create_task(bot.updates(timeout=30))
    await until(lambda: world.updates.is_polled)
    assert not poll.done()
    world.send(ana.id, private.id, text="hello")
    (update,) = await asyncio.wait_for(poll, 5)
    assert update["message"]["text"] == "hello"


async def test_of_two_polls_the_earlier_is_told_of_a_conflict(bot, world, ana, private, until):
    earlier = asyncio.create_task(bot("getUpdates", timeout=30))
    await until(lambda: world.updates.is_polled)
    later = asyncio.create_task(bot.updates(timeout=30))
    assert await asyncio.wait_for(earlier, 5) == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request;"
        " make sure that only one bot instance is running",
    }
    world.send(ana.id, private.id, text="hello")
    assert len(await asyncio.wait_for(later, 5)) == 1


async def test_chat_member_comes_only_to_an_admin_who_asked_for_it(bot, world, group, ana, ben):
    world.leave(group.id, ben.id)
    assert kinds(await bot.updates()) == ["message"]
    world.promote_bot(group.id, by=ana.id)
    world.join(group.id, ben.id)
    assert kinds(await bot.updates()) == ["message", "my_chat_member", "message"]
    await bot.updates(offset=-1, allowed_updates=["chat_member", "message"])
    world.leave(group.id, ben.id)
    updates = await bot.updates(offset=-2)
    assert sorted(kinds(updates)) == ["chat_member", "message"]
    change = next(update["chat_member"] for update in updates if "chat_member" in update)
    statuses = (change["old_chat_member"]["status"], change["new_chat_member"]["status"])
    assert statuses == ("member", "left")


async def test_allowed_updates_are_remembered_and_an_empty_list_resets_them(
    bot, world, ana, private
):
    await bot.updates(allowed_updates=["callback_query"])
    world.send(ana.id, private.id, text="unheard")
    assert await bot.updates() == []
    await bot.updates(allowed_updates=[])
    world.send(ana.id, private.id, text="heard")
    assert len(await bot.updates()) == 1


async def test_updates_older_than_a_day_are_gone(bot, world, clock, ana, private):
    world.send(ana.id, private.id, text="early")
    clock.advance(timedelta(hours=23))
    world.send(ana.id, private.id, text="late")
    clock.advance(timedelta(hours=2))
    assert [update["message"]["text"] for update in await bot.updates()] == ["late"]


async def test_an_injected_update_arrives_as_it_is(bot, world):
    world.inject({"poll": "nonsense"})
    world.inject({"update_id": "seven"})
    raw, numbered = await bot.updates()
    assert raw == {"update_id": "seven"}
    assert numbered["poll"] == "nonsense"
    assert isinstance(numbered["update_id"], int)
    assert await bot.updates(offset=numbered["update_id"] + 1) == []


async def test_a_confirmed_update_can_be_delivered_again(bot, world, ana, private):
    world.send(ana.id, private.id, text="again")
    (update,) = await bot.updates()
    after = update["update_id"] + 1
    assert await bot.updates(offset=after) == []
    world.redeliver(update["update_id"])
    assert await bot.updates(offset=after) == [update]
    assert await bot.updates(offset=after) == []
    with pytest.raises(ValueError, match="no update"):
        world.redeliver(5)


async def test_numbering_can_restart(bot, world, ana, private):
    world.send(ana.id, private.id, text="one")
    world.restart_update_ids()
    world.send(ana.id, private.id, text="two")
    first, second = await bot.updates()
    assert second["update_id"] != first["update_id"] + 1


async def test_stopping_ends_a_long_poll_at_once(sandbox, bot, until):
    poll = asyncio.create_task(bot.updates(timeout=50))
    await until(lambda: sandbox.world.updates.is_polled)
    await asyncio.wait_for(sandbox.stop(), 1)
    assert await poll == []
