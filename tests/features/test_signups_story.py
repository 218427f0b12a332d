"""The 演示 fills a duty roster, with the real bot."""

import asyncio

from bot.bootstrap import App
from bot.try_out import ADMIN, _settings
from sandbox import Sandbox
from sandbox.scenes_signups import SCENES
from sandbox.seed import populate, settle_in
from sandbox.story import Story
from storage.migrate import upgrade


async def test_the_story_fills_a_duty_roster(tmp_path):
    sandbox = Sandbox(privacy=False)
    await sandbox.start()
    town = populate(sandbox.world, admin_id=ADMIN)
    upgrade(tmp_path / "story.db")
    try:
        async with App(_settings(sandbox, tmp_path / "story.db"), sandbox.clock) as app:
            bot = asyncio.ensure_future(app.run())
            await settle_in(sandbox, town)
            story = Story(sandbox, town, scenes=SCENES, pace=0)
            await story.start()
            await story.finished()
            app.stop()
            await bot
    finally:
        await sandbox.stop()
    chat = town.story_circle.chat
    said = [m.text for m in sandbox.world.messages(chat) if "周六守桶" in m.text]
    assert "8:00-10:00　已报 2/2" in said[-1]
    assert "10:00-12:00　已报 2/2" in said[-1]
    assert town.resident.name in said[-1]
