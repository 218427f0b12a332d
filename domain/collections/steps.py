"""What the bot does around a collection, and when."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.collections.model import Occurrence, Schedule
from domain.collections.occurrences import ONE_DAY, occurrences

EVENING = time(19, 0)
"""On the day before, by the clocks of the community."""

MORNING = time(10, 0)
"""On the day after: what came of it is told by then, whether anybody weighed it or not."""

SHORTLY = timedelta(minutes=30)
_EARLIEST = timedelta(days=1, hours=6)
"""No step is as long before a start: on the evening before, or half an hour before."""

_LATEST = timedelta(days=2)
"""No step is as long after a start: the end, or the morning of the next day."""


class StepKind(StrEnum):
    """In the order of one collection."""

    EVENING = "evening"
    SOON = "soon"
    OVER = "over"
    SUMMARY = "summary"


class Step(BaseModel):
    """Something to do for one collection.

    Args:
        kind: what.
        occurrence: for which.
        at: when.
    """

    model_config = ConfigDict(frozen=True)

    kind: StepKind
    occurrence: Occurrence
    at: AwareDatetime

    def is_late(self, now: datetime) -> bool:
        """Whether a reminder would remind of what has begun; what follows it is never late."""
        reminds = self.kind in {StepKind.EVENING, StepKind.SOON}
        return reminds and now >= self.occurrence.start


def steps_of(schedule: Schedule, occurrence: Occurrence) -> tuple[Step, ...]:
    """What is to be done around one collection, in order."""
    held = occurrence.start.astimezone(schedule.zone).date()
    evening = datetime.combine(held - ONE_DAY, EVENING, schedule.zone).astimezone(UTC)
    morning = datetime.combine(held + ONE_DAY, MORNING, schedule.zone).astimezone(UTC)
    return (
        Step(kind=StepKind.EVENING, occurrence=occurrence, at=evening),
        Step(kind=StepKind.SOON, occurrence=occurrence, at=occurrence.start - SHORTLY),
        Step(kind=StepKind.OVER, occurrence=occurrence, at=occurrence.end),
        Step(kind=StepKind.SUMMARY, occurrence=occurrence, at=max(morning, occurrence.end)),
    )


def steps_between(schedule: Schedule, after: datetime, now: datetime) -> list[Step]:
    """The steps that became due after one instant and up to another, in order."""
    due = (
        step
        for occurrence in _around(schedule, after, now)
        for step in steps_of(schedule, occurrence)
        if after < step.at <= now
    )
    return sorted(due, key=lambda step: (step.at, step.occurrence.day))


def next_step_at(schedule: Schedule, after: datetime) -> datetime | None:
    """When the next step is due; none where there is nothing to do any more."""
    found: datetime | None = None
    for occurrence in occurrences(schedule, after - _LATEST):
        if found is not None and occurrence.start - _EARLIEST > found:
            break
        ahead = [step.at for step in steps_of(schedule, occurrence) if step.at > after]
        found = min([*ahead, *([found] if found else [])], default=None)
    return found


def _around(schedule: Schedule, after: datetime, now: datetime) -> Iterator[Occurrence]:
    return occurrences(schedule, after - _LATEST, until=now + _EARLIEST)
