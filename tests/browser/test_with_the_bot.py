"""The newcomer's way in the page, with the real bot: from an unmapped group to 办结."""

import asyncio

import pytest
from playwright.async_api import expect

from bot.bootstrap import App
from bot.settings import build
from storage.migrate import upgrade

pytestmark = pytest.mark.asyncio(loop_scope="module")

GROUP = "3号楼邻里圈"
BOT = "邻里圈"
FAST = 100_000


@pytest.fixture
def settings(neighbours, tmp_path):
    upgrade(tmp_path / "page.db")
    return build(
        {
            "telegram": {
                "token": neighbours.sandbox.token,
                "base_url": neighbours.sandbox.url,
            },
            "database": {"url": f"sqlite:///{tmp_path / 'page.db'}"},
            "community": {
                "name": "滨河社区",
                "grids": ["第一网格"],
                "admins": [neighbours.chen.id],
            },
            "limits": {
                "messages_per_second": FAST,
                "private_per_second": FAST,
                "group_per_minute": FAST,
            },
        },
        "page",
    )


async def test_set_up_invite_report_take_and_close(neighbours, settings, open_screen):
    async with App(settings, neighbours.sandbox.clock) as app:
        bot = asyncio.ensure_future(app.run())
        try:
            await _whole_way(neighbours, await open_screen())
        finally:
            app.stop()
            await bot


async def _whole_way(neighbours, screen):
    ana, ben, chen = neighbours.ana, neighbours.ben, neighbours.chen
    for person in (ana, ben, chen):
        await screen.open_chat(person, GROUP)
    await screen.write(chen, "/setup 第一网格 邻里圈")
    await expect(screen.phone(chen).locator(".by-bot .words").last).to_contain_text("本群已登记为")

    neighbours.world.start(chen.id)
    await screen.open_chat(chen, BOT)
    await screen.write(chen, "/staff 第一网格")
    invite = screen.phone(chen).locator(".by-bot .words", has_text="https://t.me/")
    link = (await invite.last.inner_text()).split("start=")[1].split()[0]
    neighbours.world.start(ben.id, link)
    await screen.open_chat(ben, BOT)
    await expect(screen.phone(ben).locator(".by-bot .words").last).to_contain_text("楼管家")

    await screen.write(ana, "/report 3单元电梯坏了")
    group = screen.phone(ana).locator(".by-bot .words", has_text="3单元电梯坏了")
    await expect(group.last).to_contain_text("已受理 #1")
    alert = screen.phone(ben).locator(".by-bot", has_text="3单元电梯坏了")
    await expect(alert.locator(".words")).to_contain_text("待接单")

    await alert.get_by_role("button", name="接单", exact=True).click()
    await expect(group.last).to_contain_text("处理中")
    await alert.get_by_role("button", name="办结", exact=True).click()
    await expect(screen.phone(ben).locator(".by-bot .words").last).to_contain_text("怎么办好的")
    await screen.write(ben, "换了门机")
    words = screen.phone(ana).locator(".by-bot .words", has_text="已办结：换了门机")
    await expect(words.last).to_be_visible()
    assert screen.errors == []
