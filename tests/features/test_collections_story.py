"""演示: the scenes of a collection, played against the real bot."""

import asyncio

from sandbox import scenes_collections
from sandbox.households import Household
from sandbox.seed import Circle, Town
from sandbox.story import Story
from tests.support.points import ledger


async def test_the_story_goes_from_the_notice_to_the_gift(town):
    story = Story(town.sandbox, await _people(town), scenes=scenes_collections.SCENES, pace=0)
    town.clock.on_change(town.app.clock_moved)
    bot = asyncio.ensure_future(town.app.run())
    try:
        await story.start()
        await story.finished()
    finally:
        town.app.stop()
        await bot
    said = [m.text for m in town.world.messages(town.circle) if m.sender_id == town.world.bot.id]
    assert [words.split("\n")[0] for words in said[-4:]] == [
        "♻️ 定时定点回收：有害垃圾",
        "🔔 明天回收有害垃圾",
        "⏰ 回收有害垃圾马上开始，要来的邻居别忘了。",
        "🌱 回收有害垃圾：这次结束了，谢谢来的每一户！",
    ]
    assert ledger(town) == {"community:": -10, "gifts:": 10}
    assert town.rows("SELECT state FROM gift_orders") == [("redeemed",)]


async def _people(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    home = Household(user=ana.id, name="Ana", building=3, unit=2, room=501)
    circle = Circle(town.circle, "3号楼邻里圈", "邻里圈", "第一网格", None, (home,))
    return Town(
        admin=town.admin.id,
        staff={"第一网格": town.world.user(ben.id)},
        partner=town.world.user(ben.id),
        circles=(circle,),
        fresh=circle,
        resident=home,
    )
