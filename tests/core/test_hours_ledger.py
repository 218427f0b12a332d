"""Roll calls and corrections in any order: the ledger is the sum of what was said last."""

import asyncio
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.hours import Attendance, Balance, Correction, Volunteer, points_for
from storage.uow import Database
from tests.support.context import NOW, found, meet
from tests.support.empty import put_empty

PEOPLE = (1, 2, 3)
PER_HOUR = 7
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["roll", "correct"]),
        st.sampled_from(PEOPLE),
        st.integers(0, 2),
        st.integers(0, 240),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=40)
def test_the_ledger_is_the_sum_of_what_was_said_last_of_every_shift(steps):
    asyncio.run(_play(steps))


async def _play(steps):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hours.db"
        put_empty(path)
        async with Database(path) as database, database.transaction() as uow:
            circle = await found(uow, 100, "3号楼")
            for number in PEOPLE:
                await meet(uow, number, circles=[circle])
            await _hold(uow, circle, steps)


async def _hold(uow, circle, steps):
    stands, called = {}, {}
    for what, who, shift, minutes in steps:
        said = Attendance(
            volunteer=Volunteer(person_id=who),
            signup_id=1,
            circle_id=circle.id,
            title="守桶",
            shift_at=NOW + timedelta(days=shift),
            minutes=minutes,
            recorded_by=1,
        )
        key = (who, shift)
        if what == "roll":
            if called.get(key, 0) != minutes:
                stands[key] = minutes
            called[key] = minutes
            await uow.hours.record(said, NOW, points_per_hour=PER_HOUR)
        elif entries := await uow.hours._of_shift(said):
            right = Correction(minutes=minutes, reason="x")
            await uow.hours.correct(entries[-1], right, 1, NOW, points_per_hour=PER_HOUR)
            stands[key] = minutes
    for who in PEOPLE:
        own = [minutes for key, minutes in stands.items() if key[0] == who]
        points = sum(points_for(minutes, PER_HOUR) for minutes in own)
        assert await uow.hours.balance(who) == Balance(minutes=sum(own), points=points)
