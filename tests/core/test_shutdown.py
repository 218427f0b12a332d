"""A stop ends in time, whatever hangs, and what was cut off is taken up again."""

import asyncio
import io

from bot import bootstrap, logs
from sandbox import Fault
from tests.support.calls import watch


async def running(town):
    """The town's bot as a process runs it; answers with its task."""
    await town.stop_bot()
    app = town.app = await town._stack.enter_async_context(
        bootstrap.App(town.settings(), town.clock)
    )
    return app, asyncio.ensure_future(app.run())


async def test_a_send_that_hangs_is_cut_off_and_repeated_by_the_next_process(town, monkeypatch):
    monkeypatch.setattr(bootstrap, "STOP_SECONDS", 0.2)
    ana, calls = await town.resident("Ana"), watch(town.sandbox)
    town.sandbox.faults.add(Fault("sendMessage", "timeout_before"))
    app, run = await running(town)
    town.world.send(ana.id, ana.id, "/mine")
    await calls.until(lambda: any(c.fault == "timeout_before" for c in calls), 20)
    app.stop()
    await asyncio.wait_for(run, 0.9)  # less than the time-out of the request
    await town.stop_bot()
    heard = len(ana.texts())
    await town.start_bot()
    await town.passes(seconds=2)
    assert len(ana.texts()) == heard + 1


async def test_a_stop_before_telegram_ever_answered_ends_at_once(town):
    calls = watch(town.sandbox)
    town.sandbox.faults.add(Fault("getMe", "timeout_before"))
    app, run = await running(town)
    await calls.until(lambda: any(c.fault for c in calls), 20)
    app.stop()
    await asyncio.wait_for(run, 0.9)


async def test_a_telegram_out_of_reach_at_the_start_is_waited_for(town):
    calls = watch(town.sandbox)
    town.sandbox.faults.add(Fault("getMe", "bad_gateway"))
    ana = await town.resident("Ana")
    app, run = await running(town)
    town.world.send(ana.id, ana.id, "/mine")
    heard = len(ana.texts())
    await calls.until(lambda: len(ana.texts()) > heard, 20)
    app.stop()
    await run


class Lines(io.StringIO):
    """A log that tells who waits for a line."""

    def __init__(self):
        super().__init__()
        self._news = asyncio.Event()

    def write(self, words):
        self._news.set()
        return super().write(words)

    async def until(self, words):
        async with asyncio.timeout(20):
            while words not in self.getvalue():
                self._news.clear()
                await self._news.wait()


async def test_a_disk_that_takes_no_writes_at_the_start_is_waited_for(town, desk):
    log = Lines()
    logs.set_up("info", "text", (), log)
    app, run = await running(town)
    await desk.read_only(on=True)
    await log.until("the database cannot be written")
    await desk.read_only(on=False)
    await log.until("event=running")
    app.stop()
    await run


async def test_a_part_that_fails_is_started_again(town, desk):
    calls = watch(town.sandbox)
    ana = await town.resident("Ana")
    app, run = await running(town)

    async def asks():
        heard = len(ana.texts())
        town.world.send(ana.id, ana.id, "/mine")
        await calls.until(lambda: len(ana.texts()) > heard, 20)

    await asks()
    await desk.read_only(on=True)
    asking = asyncio.ensure_future(asks())
    fetched = len(calls)
    await calls.until(lambda: len(calls) > fetched, 20)  # it has the command and cannot keep it
    await desk.read_only(on=False)
    await asking
    app.stop()
    await run
