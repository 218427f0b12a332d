"""``linliquan sandbox``: the bot and a local Telegram side by side, peopled with a community."""

import asyncio
import os
import signal
import sys
import tempfile
import webbrowser
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.bootstrap import App
from bot.settings import Settings, build
from sandbox import Clock, Sandbox
from sandbox.seed import Town, populate, settle_in
from sandbox.story import Story
from storage import rotation
from storage.migrate import upgrade

ADMIN = 123456789
ZONE = ZoneInfo("Asia/Shanghai")
MORNING, EVENING = 9, 19
FAST = 100_000
"""Messages a second: the sandbox is no place to wait for Telegram's limits."""

_log = structlog.get_logger("sandbox")


async def run_sandbox(port: int, *, open_page: bool) -> int:
    """Serve the page until interrupted.

    Args:
        port: TCP port on the loopback address; 0 takes a free one.
        open_page: show the page, where there is a screen.

    Returns:
        0.

    Raises:
        OSError: the port is taken.
    """
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    clock = Clock()
    clock.advance(_until_daytime(clock.now()))
    sandbox = Sandbox(clock=clock, privacy=False)
    await sandbox.start(port=port)
    try:
        with tempfile.TemporaryDirectory(prefix="linliquan-") as folder:
            await _run_in(Path(folder), sandbox, clock, stop, open_page=open_page)
    finally:
        await sandbox.stop()
    return 0


async def _run_in(
    folder: Path, sandbox: Sandbox, clock: Clock, stop: asyncio.Event, *, open_page: bool
) -> None:
    town = populate(sandbox.world, admin_id=ADMIN)
    sandbox.focus[:] = town.focus
    sandbox.story = Story(sandbox, town)
    database = folder / "sandbox.db"
    upgrade(database)
    rotation.make(folder / "sandbox.key")
    async with App(_settings(sandbox, database), clock) as app:
        clock.on_change(app.clock_moved)
        bot = asyncio.ensure_future(app.run())
        print(f"{sandbox.url}/", flush=True)  # noqa: T201 - the one address that is promised
        if open_page and _has_screen():
            webbrowser.open(sandbox.url)
        settling = asyncio.ensure_future(_settle(sandbox, town))
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({bot, stopping}, return_when=asyncio.FIRST_COMPLETED)
        settling.cancel()
        await asyncio.gather(settling, return_exceptions=True)
        app.stop()
        await bot


async def _settle(sandbox: Sandbox, town: Town) -> None:
    """Let the town set itself up; the page goes on without, should that fail."""
    try:
        await settle_in(sandbox, town)
    except TimeoutError as error:
        _log.error("the sandbox could not be peopled", reason=str(error))


def _until_daytime(now: datetime) -> timedelta:
    """How far to move the clock so that the newcomer does not arrive at night."""
    local = now.astimezone(ZONE)
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning <= local <= local.replace(hour=EVENING, minute=0):
        return timedelta()
    return (morning if local < morning else morning + timedelta(days=1)) - local


def _settings(sandbox: Sandbox, database: Path) -> Settings:
    return build(
        {
            "telegram": {"token": sandbox.token, "base_url": sandbox.url},
            "database": {"url": f"sqlite:///{database}"},
            "registration": {"key_file": str(database.with_suffix(".key"))},
            "community": {
                "name": "滨河社区",
                "grids": ["第一网格", "第二网格", "第三网格"],
                "admins": [ADMIN],
            },
            "limits": {
                "messages_per_second": FAST,
                "private_per_second": FAST,
                "group_per_minute": FAST,
            },
        },
        "sandbox",
    )


def _has_screen() -> bool:
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
