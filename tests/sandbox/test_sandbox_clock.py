from datetime import UTC, datetime, timedelta, timezone

import pytest

from sandbox import Clock


def test_a_running_clock_shows_real_time_plus_its_offset():
    clock = Clock()
    clock.advance(timedelta(days=1))
    assert clock.offset == timedelta(days=1)
    difference = clock.now() - datetime.now(UTC)
    assert timedelta(hours=23) < difference <= timedelta(days=1)


def test_a_frozen_clock_moves_only_when_told_and_speaks_utc():
    noon = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=8)))
    clock = Clock(frozen_at=noon)
    assert clock.now() == clock.now() == noon
    assert clock.now().utcoffset() == timedelta()
    clock.advance(timedelta(minutes=5))
    assert clock.now() == noon + timedelta(minutes=5)


def test_those_who_asked_hear_of_a_jump():
    heard = []
    clock = Clock()
    clock.on_change(lambda: heard.append(1))
    clock.advance(timedelta(seconds=1))
    assert heard == [1]


def test_time_does_not_run_backwards_and_has_a_zone():
    with pytest.raises(ValueError, match="forward"):
        Clock().advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="time zone"):
        Clock(frozen_at=datetime(2026, 3, 2, 12))  # noqa: DTZ001 - the mistake under test
