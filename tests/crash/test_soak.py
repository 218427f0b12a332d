"""The quick form of the soak: a few seconds of everything, with a seed that does not change."""

import signal
from types import SimpleNamespace

import pytest

from handlers import features
from tests.crash.process import Process
from tests.crash.soak import Conduct, Soak, ended_as_told
from tests.crash.soak.conversations import BEGUN_BY
from tests.crash.troubles import telegram
from tests.support.catalogue import messages

SEED = 20261125
RUNNING = "level=info event=running\n"
REFUSED = "linliquan: town.db cannot be written to: Operation not permitted\n"


class Ends:
    """It ends, and only the service manager starts it again."""

    name = "it ends"
    of_process = True

    async def strike(self, village, _chance):
        await village.process.kill()


@pytest.mark.parametrize("seed", [SEED])
async def test_some_seconds_of_people_and_troubles_break_no_promise(tmp_path, seed):
    troubles = (*telegram.QUICK, Ends())
    conduct = Conduct(
        seed, seconds=3, people=5, troubles=troubles, between=0.7, restart_after=0.7, later=()
    )
    told = []
    outcome = await Soak(tmp_path, tmp_path, conduct, told.append).run()
    assert Ends.name in outcome.summary[1]
    assert not outcome.broken, "\n".join([*outcome.summary, *outcome.broken])
    assert len(outcome.routes) > 20, "people did little of what can be done"


def test_the_same_seed_draws_the_same():
    first, again = (Conduct(SEED, 1, 1, ()).chance("plan") for _ in range(2))
    other = Conduct(SEED + 1, 1, 1, ()).chance("plan")
    drawn = [first.random() for _ in range(5)]
    assert drawn == [again.random() for _ in range(5)]
    assert drawn != [other.random() for _ in range(5)]


def test_every_conversation_follows_buttons_and_texts_that_there_are():
    routes = {route.name for feature in features() for route in feature.all}
    parts = [p for begun in BEGUN_BY.values() for talk in begun for p in talk.parts]
    pressed = {route for part in parts for route in part.presses}
    read = {key for part in parts for key in (*part.ends, *(key for key, _ in part.answers))}
    assert pressed <= routes
    assert read <= set(messages("zh"))
    assert all(set(part.by) <= set(part.presses) for part in parts)


@pytest.mark.parametrize(
    ("code", "words", "is_told"),
    [
        (0, RUNNING, True),
        (-signal.SIGKILL, RUNNING, True),
        (-signal.SIGTERM, "", True),
        (1, REFUSED, True),
        (1, RUNNING + REFUSED, False),
        (1, "Traceback (most recent call last):\n", False),
        (1, "", False),
        (2, REFUSED, False),
        (-signal.SIGSEGV, RUNNING, False),
    ],
)
def test_an_end_is_told_of_or_announced_by_what_cannot_start(tmp_path, code, words, is_told):
    log = tmp_path / "process-0.log"
    log.write_text(words, encoding="utf-8")
    assert ended_as_told(Process(SimpleNamespace(returncode=code), log)) == is_told
