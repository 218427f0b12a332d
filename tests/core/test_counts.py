"""What is remembered of people's minutes, and for how long."""

from datetime import UTC, datetime

from bot import counts
from bot.counts import Counts
from domain.allowance import MINUTE, Count

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_what_a_transaction_counted_holds_once_it_is_committed():
    held, count = Counts(), Count(began=NOW)
    held.begin()
    held.put(1, count)
    assert held.of(1) == count
    held.begin()
    assert held.of(1) is None
    held.put(1, count)
    held.keep(NOW)
    held.begin()
    assert held.of(1) == count


def test_only_those_are_remembered_whose_minute_runs(monkeypatch):
    monkeypatch.setattr(counts, "SWEEP", 2)
    held, at = Counts(), NOW
    for person in range(20):
        held.put(person, Count(began=at))
        held.keep(at)
        at += MINUTE
    assert held.of(19) is not None
    assert [held.of(person) for person in range(15)] == [None] * 15
