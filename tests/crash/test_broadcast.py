"""A notice on its way to many circles survives kills, and groups with troubles of their own."""

import asyncio
import random

import pytest

from domain.circles import CircleKind
from sandbox import Fault
from storage.uow import Database

CIRCLES = 60
KILLS = 3
WORDS = "今晚8点停水"


async def add_circles(village):
    """Many circles, the first of them a basic group; answers with their chat ids."""
    chats = []
    async with Database(village.database) as database, database.transaction() as uow:
        for number in range(CIRCLES):
            kind = "supergroup" if number else "group"
            group = village.world.add_group(f"{number}号圈", [village.admin.id], kind=kind)
            village.world.add_bot(group.id, by=village.admin.id, as_admin=True)
            await uow.circles.map(group.id, group.title, CircleKind.NEIGHBOURS, "第二网格", None)
            chats.append(group.id)
    village.world.updates.clear()
    return chats


async def sends(village):
    """The admin sends an urgent notice, as it is to go at any hour at which this runs."""
    admin = village.admin.id
    village.world.send(admin, admin, f"/notice! @第二网格 {WORDS}")
    await village.until(lambda: "确认发送" in village.admin.buttons(), "there is a preview")
    message_id, data = village.admin._button("确认发送", admin)
    village.world.press(admin, admin, message_id, data)


def copies(village, chat):
    """How often the notice stands in a group."""
    return sum(WORDS in message.text for message in village.said(chat))


def followed(village):
    """Whether the card on which the admin follows the notice tells the whole outcome."""
    whole = f"送达 {CIRCLES - 1}/{CIRCLES} 个圈 · 失败 1"
    said = village.admin.texts()
    return any(whole in words and "1号圈：我不在群里" in words for words in said)


@pytest.mark.parametrize("seed", [20261124])
async def test_three_kills_lose_no_copy_and_repeat_one_each_while_groups_move_close_and_fail(
    village, seed
):
    chance = random.Random(seed)  # noqa: S311 - a seed that replays is the point
    chats = await add_circles(village)
    moved, removed, failing = chats[:3]
    new = village.world.upgrade(moved)
    village.world.remove_bot(removed, village.admin.id)
    village.world.updates.clear()
    village.sandbox.faults.add(Fault("sendMessage", "server_error", failing, times=3))
    wanted = [new, *chats[2:]]

    def reached():
        return sum(1 for chat in wanted if copies(village, chat) > 0)

    process = await village.run()
    await sends(village)
    for moment in sorted(chance.sample(range(5, len(wanted) - 5), KILLS)):
        await village.until(lambda at=moment: reached() >= at, f"{moment} have it")
        for _ in range(chance.randrange(100)):
            await asyncio.sleep(0)  # a little later, between two steps of the bot
        await process.kill()
        process = await village.run()
    await village.until(lambda: reached() == len(wanted), "all have it")
    await village.until(lambda: followed(village), "the card says so and names the closed one")
    assert await process.stop() == 0

    repeated = sum(copies(village, chat) - 1 for chat in wanted)
    assert repeated <= KILLS, f"{repeated} copies went twice in {KILLS} kills"
    states = village.select("SELECT state, COUNT(*) FROM notice_copies GROUP BY state")
    assert sorted(states) == [("failed", 1), ("sent", CIRCLES - 1)]
