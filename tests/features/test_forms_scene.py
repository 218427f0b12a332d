"""The scenes of registration in the 演示, played with the real bot."""

import asyncio
from contextlib import asynccontextmanager

from bot.bootstrap import App
from bot.settings import build
from bot.try_out import ADMIN
from sandbox import Clock, Sandbox
from sandbox.acting import open_stage
from sandbox.scenes_forms import FORM, SCENES
from sandbox.seed import GRIDS, populate
from sandbox.story import Story
from storage import rotation
from storage.migrate import upgrade
from tests.support.town import START

FAST = 1e6


@asynccontextmanager
async def _running(folder, clock, sandbox):
    """The real bot at its work beside the sandbox."""
    upgrade(folder / "scene.db")
    rotation.make(folder / "scene.key")
    limits = ("messages_per_second", "private_per_second", "group_per_minute")
    settings = build(
        {
            "telegram": {"token": sandbox.token, "base_url": sandbox.url},
            "database": {"url": f"sqlite:///{folder / 'scene.db'}"},
            "registration": {"key_file": str(folder / "scene.key")},
            "community": {"name": "滨河社区", "grids": list(GRIDS), "admins": [ADMIN]},
            "limits": dict.fromkeys(limits, FAST),
        },
        "scene",
    )
    async with App(settings, clock) as app:
        running = asyncio.ensure_future(app.run())
        try:
            yield
        finally:
            app.stop()
            await running


async def _settled(sandbox, town):
    """As much of a community as the scenes need."""
    circle, staff, resident = town.story_circle, town.story_staff, town.resident
    async with open_stage(sandbox) as stage:
        await stage.starts(town.admin)
        await stage.asks(town.admin, circle.chat, f"/setup {circle.grid} 邻里圈", hears="已登记")
        invitation = await stage.asks(
            town.admin, town.admin, f"/staff {circle.grid}", hears="?start="
        )
        await stage.starts(staff.id, stage.link(invitation))
        stage.says(resident.user, circle.chat, "大家好")
        await stage.starts(resident.user)
        await stage.asks(resident.user, resident.user, f"/bind {resident.address}")


async def test_a_form_is_filled_in_and_checked_in_the_story(tmp_path):
    clock = Clock(frozen_at=START)
    sandbox = Sandbox(clock=clock, privacy=False)
    await sandbox.start()
    try:
        town = populate(sandbox.world, admin_id=ADMIN)
        async with _running(tmp_path, clock, sandbox):
            await _settled(sandbox, town)
            story = Story(sandbox, town, scenes=SCENES, pace=0)
            await story.start()
            await story.finished()
        group = [message.text for message in sandbox.world.messages(town.story_circle.chat)]
        assert any(FORM in words and "已登记 1/" in words for words in group)
        assert not any("13812345678" in words for words in group)
    finally:
        await sandbox.stop()
