"""``linliquan sandbox``: the bot and a local Telegram side by side, peopled with a community."""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import webbrowser
from pathlib import Path

from bot.bootstrap import App
from bot.settings import Settings, build
from sandbox import Clock, Sandbox
from sandbox.seed import populate, settle_in
from sandbox.story import Story
from storage.migrate import upgrade

ADMIN = 123456789
FAST = 100_000
"""Messages a second: the sandbox is no place to wait for Telegram's limits."""


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
    async with App(_settings(sandbox, database), clock) as app:
        clock.on_change(app.clock_moved)
        bot = asyncio.ensure_future(app.run())
        print(f"{sandbox.url}/", flush=True)  # noqa: T201 - the one address that is promised
        if open_page and _has_screen():
            webbrowser.open(sandbox.url)
        settling = asyncio.ensure_future(settle_in(sandbox, town))
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({bot, stopping}, return_when=asyncio.FIRST_COMPLETED)
        settling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await settling
        app.stop()
        await bot


def _settings(sandbox: Sandbox, database: Path) -> Settings:
    return build(
        {
            "telegram": {"token": sandbox.token, "base_url": sandbox.url},
            "database": {"url": f"sqlite:///{database}"},
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
