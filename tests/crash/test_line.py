"""The line to Telegram is half closed around the answers to what the bot says and fetches."""

import pytest

from tests.crash.errands import Errands
from tests.crash.line import AFTER, BEFORE, WITHIN, Line

TIMES = 3


@pytest.fixture
async def line(village):
    """The only way of the processes to Telegram."""
    made = Line(int(village.sandbox.url.rpartition(":")[2]))
    village.telegram = await made.open()
    village.write_config()
    yield made
    await village.process.kill()
    await made.close()


@pytest.mark.parametrize(
    ("moment", "method", "repeats"),
    [
        (BEFORE, "sendMessage", TIMES),
        (WITHIN, "sendMessage", TIMES),
        (AFTER, "sendMessage", 0),
        (BEFORE, "getUpdates", 0),
        (WITHIN, "getUpdates", 0),
        (AFTER, "getUpdates", 0),
    ],
)
async def test_everything_asked_around_it_happens_once_and_is_said(
    village, line, moment, method, repeats
):
    """Only what was said without an answer may be said once more."""
    errands = Errands(village)
    await errands.begin()
    line.half_closes(moment, method, TIMES)
    errands.ask()
    errands.press()
    await village.until(lambda: not line.left, "the line was half closed")
    errands.ask(3)
    await errands.done(repeats)
    assert await village.process.stop() == 0
    assert "Traceback" not in village.process.words()
