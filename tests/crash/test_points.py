"""The process is killed at each step that a command takes; after a restart nothing is missing."""

import signal
from collections import Counter

import pytest

from tests.crash.driver import POINTS

REPEATS = ("after the send", "before the recording of the send")
"""Points at which Telegram has a message that the bot does not know to be sent."""


@pytest.mark.parametrize("point", POINTS)
async def test_a_report_survives_a_kill(village, point):
    reporter = village.residents[0]
    already = Counter(village.said_everywhere())
    village.world.send(reporter.id, reporter.group, "/report 电梯坏了")

    assert await (await village.run(point=point)).ended() == -signal.SIGKILL
    await village.start_bot()
    await reporter.whispers("/mine")  # whatever follows comes through as well

    assert village.select("SELECT number, body FROM reports") == [(1, "电梯坏了")]
    assert village.select("SELECT COUNT(*) FROM report_events") == [(1,)]
    assert village.select("SELECT DISTINCT state FROM inbox") == [("handled",)]
    assert village.select("SELECT DISTINCT state FROM outbox WHERE kind = 'say'") == [("sent",)]
    new = Counter(village.said_everywhere()) - already
    assert len(new) == 4, "the confirmation, two alerts and the answer to /mine"
    assert new.total() - len(new) == (1 if point in REPEATS else 0), "not as often as promised"
