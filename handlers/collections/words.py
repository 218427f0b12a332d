"""What is said about schedules and their collections, as data."""

from collections.abc import Sequence
from datetime import date

from domain.bookings import service_of
from domain.circles import Circle
from domain.collections.calendar import events_of
from domain.collections.changing import REASONS
from domain.collections.model import Occurrence, Policy, Schedule
from domain.collections.streams import Stream, named
from domain.community import Community
from domain.messages import Arg, Between, CalendarEvent, Day, Regular, Text, text

SHOWN_DAYS = 3
SHOWN_TITLES = 6


def streams_of(community: Community, schedule: Schedule) -> tuple[Stream, ...]:
    """What a schedule takes, as the config has it now."""
    return tuple(named(name, community.streams) for name in schedule.streams)


def stream_name(stream: Stream) -> Text:
    """A stream in the reader's language, as far as it is a built-in one."""
    if stream.key:
        return text(f"stream-{stream.key}")
    return text("verbatim", word=stream.name)


def what(community: Community, schedule: Schedule) -> Text:
    """The streams of a schedule in one line."""
    first, *rest = (stream_name(stream) for stream in streams_of(community, schedule))
    for name in rest:
        first = text("collection-and", first=first, second=name)
    return first


def taken(community: Community, schedule: Schedule) -> tuple[Text, ...]:
    """What to bring and what not, line by line."""
    lines: list[Text] = []
    if schedule.items:
        lines.append(text("collection-takes", what="、".join(schedule.items)))
    for stream in streams_of(community, schedule):
        takes = () if schedule.items else _takes(stream)
        lines += [text("collection-takes", what=words) for words in takes]
    for stream in streams_of(community, schedule):
        lines += [text("collection-refuses", what=words) for words in _refuses(stream)]
    return tuple(lines)


def _takes(stream: Stream) -> tuple[Arg, ...]:
    if stream.key:
        return (text(f"stream-takes-{stream.key}"),)
    return ("、".join(stream.takes),) if stream.takes else ()


def _refuses(stream: Stream) -> tuple[Arg, ...]:
    if stream.key:
        return (text(f"stream-refuses-{stream.key}"),)
    return ("、".join(stream.refuses),) if stream.refuses else ()


def when(occurrence: Occurrence) -> Between:
    """Date and hours of a collection."""
    return Between(start=occurrence.start, end=occurrence.end)


def rule(schedule: Schedule) -> tuple[Text, ...]:
    """The rule in a line; none for single days."""
    if schedule.rule is None:
        return ()
    if schedule.last is None:
        return (text("collection-rule", rule=Regular(rule=schedule.rule)),)
    until = Day(day=schedule.last)
    return (text("collection-rule-until", rule=Regular(rule=schedule.rule), last=until),)


def reason(words: str) -> Text:
    """Why a date was changed."""
    if words in REASONS:
        return text(f"collection-reason-{words}")
    return text("verbatim", word=words) if words else text("collection-reason-none")


def moved(schedule: Schedule, occurrence: Occurrence) -> tuple[Text, ...]:
    """That a collection is not when the rule says, if so."""
    if not occurrence.moved:
        return ()
    why = reason(occurrence.reason)
    if occurrence.day not in schedule.changes:
        why = text("collection-reason-holiday")
    return (text("collection-moved", day=Day(day=occurrence.day), reason=why),)


def skipped(schedule: Schedule, day: date) -> Text:
    """That a date is cancelled, and why."""
    change = schedule.changes.get(day)
    return text(
        "collection-skipped", day=Day(day=day), reason=reason(change.reason if change else "")
    )


def policies(schedule: Schedule) -> tuple[Text, ...]:
    """What holds on holidays, where it is not 照常."""
    lines = []
    if schedule.holidays is not Policy.KEEP:
        lines.append(text("collection-holidays", policy=_policy(schedule.holidays)))
    if schedule.workdays is not Policy.KEEP:
        lines.append(text("collection-workdays", policy=_policy(schedule.workdays)))
    return tuple(lines)


def _policy(policy: Policy) -> Text:
    return text(f"policy-{policy.name.lower()}")


def at_the_door(community: Community, schedule: Schedule) -> bool:
    """Whether bulky things can be fetched at the door."""
    slots, _ = service_of(schedule, community.streams, community.door)
    return bool(slots)


def titles(circles: Sequence[Circle]) -> str:
    """The first of several circles by name."""
    more = "…" if len(circles) > SHOWN_TITLES else ""
    return "、".join(circle.title for circle in circles[:SHOWN_TITLES]) + more


def events(community: Community, schedule: Schedule) -> tuple[CalendarEvent, ...]:
    """A schedule as events of a calendar."""
    summary = text("calendar-summary", what=what(community, schedule), place=schedule.place)
    description = text("calendar-description", lines=taken(community, schedule))
    return events_of(schedule, summary, description)
