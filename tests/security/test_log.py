"""The log of a town in which everything was used tells nothing of what was said, or by whom."""

import io

import pytest

from bot import logs
from handlers.incoming import Press
from sandbox import Fault
from tests.support.played import PRIVATE_WORDS, SHARED, Played

NAMES = ("李安", "洗衣液", "Cai", "Eve")


@pytest.fixture
def log(town):
    """All that is logged, at the most talkative level."""
    stream = io.StringIO()
    logs.set_up("debug", "json", (town.sandbox.token,), stream)
    return stream


async def test_it_holds_no_words_names_codes_or_tokens(town, log):
    town.sections["organisations"] = [{"name": "物业"}, {"name": "绿化"}]
    await town.restart()
    played = Played(town)
    await played.play()
    codes = {secret for secret in played.secrets() if " " in secret}
    secrets = {*played.secrets(), *(code.replace(" ", "") for code in codes)}
    assert len(secrets) > 5
    written = log.getvalue()
    assert written.count("handled") > 100, "there was a log to look at"
    assert not [w for w in (SHARED, *PRIVATE_WORDS, *NAMES, *secrets) if w in written]
    assert town.sandbox.token not in written


@pytest.mark.parametrize("kind", ["server_error", "too_many_requests", "drop_after", "not_found"])
async def test_nor_does_it_when_telegram_refuses_what_is_said(town, log, kind):
    ana = await town.resident(f"Ana{SHARED}")
    await ana.whispers(f"/bind {PRIVATE_WORDS[1]}")
    for method in ("sendMessage", "editMessageText", "answerCallbackQuery"):
        town.sandbox.faults.add(Fault(method, kind, times=3))
    await ana.types(f"/report 电梯异响{SHARED}")
    await ana.whispers("/me")
    await ana.forges("1|me.export")
    written = log.getvalue()
    assert '"level": "warning"' in written, "something was refused"
    assert not [w for w in (SHARED, *PRIVATE_WORDS) if w in written]


async def test_nor_does_it_when_a_handler_fails_on_what_was_said(town, log, monkeypatch):
    ana = await town.resident("Ana")

    def fails(press, _position):
        raise KeyError(f"{press.data} {SHARED} {PRIVATE_WORDS[1]}")

    monkeypatch.setattr(Press, "number", fails)
    await ana.types("/report 电梯坏了")
    await ana.forges("1|report.join|1", where=town.circle)
    written = log.getvalue()
    assert "KeyError" in written
    assert not [w for w in (SHARED, *PRIVATE_WORDS) if w in written]
