"""The process is killed at each step that a command takes; after a restart nothing is missing."""

import signal
from collections import Counter

import pytest

from tests.crash.driver import POINTS

# The send of a command's answer is not the first send of a run: menus are registered as well.
PASSAGES = {
    "before the send": (1, 2),
    "after the send": (1, 2),
    "before the recording of the send": (1, 2),
    "after the recording of the send": (1, 2),
}
CASES = [(point, passage) for point in POINTS for passage in PASSAGES.get(point, (1,))]


@pytest.mark.parametrize(("point", "passage"), CASES)
async def test_a_report_survives_a_kill(village, point, passage):
    reporter = village.residents[0]
    already = Counter(village.said_everywhere())
    village.world.send(reporter.id, reporter.group, "/report 电梯坏了")

    assert await (await village.run(point=point, passage=passage)).ended() == -signal.SIGKILL
    process = await village.run()
    chats = [reporter.group, *(steward.id for steward in village.stewards)]
    await village.until(lambda: all(_reports(village, chat) for chat in chats), "all are told")
    village.world.send(reporter.id, reporter.id, "/help")  # whatever follows comes through as well
    await village.until(lambda: village.said(reporter.id)[-1].text.count("/") > 3, "an answer")
    assert await process.stop() == 0

    assert village.select("SELECT number, body FROM reports") == [(1, "电梯坏了")]
    assert village.select("SELECT COUNT(*) FROM report_events") == [(1,)]
    assert village.select("SELECT DISTINCT state FROM inbox") == [("handled",)]
    assert village.select("SELECT DISTINCT state FROM outbox WHERE kind = 'say'") == [("sent",)]
    new = Counter(village.said_everywhere()) - already
    assert len(new) == 4, "the confirmation, two alerts and the answer to /help"
    assert new.total() - len(new) <= (1 if "send" in point else 0), "more than one went twice"


def _reports(village, chat):
    return [m for m in village.said(chat) if "电梯坏了" in m.text]
