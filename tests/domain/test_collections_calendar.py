"""Our dates against an independent reader of our own calendar files, over ten years."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import write
from domain.collections.calendar import events_of, rule_of
from domain.collections.model import Change, Policy
from domain.collections.occurrences import occurrences, originals
from domain.messages import text
from domain.timing import Frequency, Recurrence, Span, Stretch
from tests.support.collecting import schedule

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
TEN_YEARS = timedelta(days=3653)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York")
AFTERNOON = Span(start=time(14), end=time(16))


def file_of(one):
    events = events_of(one, text("verbatim", word="回收"), text("verbatim", word="带上"))
    return write(events, lambda said: said.args["word"], host="the_bot.t.me")


def theirs(content, until):
    calendar = icalendar.Calendar.from_ical(content)
    found = recurring_ical_events.of(calendar).between(BEGIN, until)
    return sorted((e["DTSTART"].dt.astimezone(UTC), e["DTEND"].dt.astimezone(UTC)) for e in found)


def ours(one, until):
    return [(found.start, found.end) for found in occurrences(one, BEGIN, until=until)]


def agree(one, length=TEN_YEARS):
    assert ours(one, BEGIN + length) == theirs(file_of(one), BEGIN + length)


FIXED = {
    "weekly, put off on holidays": {"holidays": Policy.LATER},
    "daily, before holidays, not on worked weekends": {
        "rule": "每天 9:00-11:00",
        "holidays": Policy.EARLIER,
        "workdays": Policy.CANCEL,
    },
    "every third day": {"rule": "每3天 9:00-11:00", "holidays": Policy.EARLIER},
    "every other Wednesday over the change of clocks": {
        "rule": "隔周三 1:00-4:00",
        "zone": "Europe/Berlin",
    },
    "Sundays in the hour that is skipped or shown twice": {
        "rule": "每周日 2:30-2:45",
        "zone": "America/New_York",
    },
    "over midnight": {"rule": "每天 22:00-6:00", "zone": "Europe/Berlin"},
    "first and last Sunday, with an end": {
        "rule": "每月第一个、最后一个周日 9:00-11:00",
        "last": date(2030, 5, 5),
    },
    "the 31st": {"rule": "每月31日 9:00-11:00"},
    "the last day of the month": {"rule": "每月最后一天 9:00-11:00"},
    "with exceptions and extra days, also before the first": {
        "first": date(2024, 6, 1),
        "exceptions": (
            Stretch(first=date(2024, 6, 8), last=date(2024, 6, 8)),
            Stretch(first=date(2025, 1, 1), last=date(2026, 12, 31)),
        ),
        "extra": (date(2024, 5, 1), date(2024, 7, 3), date(2025, 2, 1), date(2031, 1, 1)),
        "last": date(2029, 1, 1),
    },
    "changed by hand": {
        "extra": (date(2024, 1, 10), date(2024, 10, 9)),
        "changes": {
            date(2024, 1, 10): Change(to=None),
            date(2024, 10, 5): Change(to=None),
            date(2024, 10, 12): Change(to=date(2025, 1, 2), span=AFTERNOON),
            date(2024, 10, 9): Change(to=date(2024, 10, 9), span=AFTERNOON),
        },
        "first": date(2024, 6, 1),
    },
    "single days": {
        "rule": None,
        "extra": (date(2024, 5, 1), date(2025, 6, 1), date(2026, 10, 2)),
        "changes": {date(2024, 5, 1): Change(to=None)},
        "holidays": Policy.CANCEL,
    },
}


@pytest.mark.parametrize("fields", FIXED.values(), ids=list(FIXED))
def test_ten_years_of_a_schedule_are_read_back_as_they_are_meant(fields):
    agree(schedule(**{"first": date(2024, 1, 1), **fields}))


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
spans = st.builds(
    Span,
    start=st.builds(time, st.integers(0, 23), st.sampled_from([0, 30])),
    end=st.builds(time, st.integers(0, 23), st.sampled_from([0, 15])),
)


@st.composite
def rules(draw, zone, span):
    frequency = draw(st.sampled_from(Frequency))
    weekdays = draw(st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
    common = {"start": span.start, "end": span.end, "zone": zone}
    if frequency is Frequency.DAILY:
        return Recurrence(frequency=frequency, interval=draw(st.integers(1, 9)), **common)
    if frequency is Frequency.WEEKLY:
        interval = draw(st.integers(1, 5))
        return Recurrence(frequency=frequency, interval=interval, weekdays=weekdays, **common)
    if draw(st.booleans()):
        nths = draw(
            st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=2, unique=True)
        )
        return Recurrence(frequency=frequency, weekdays=weekdays[:1], nths=nths, **common)
    dates = draw(
        st.lists(st.sampled_from([1, 15, 29, 31, -1]), min_size=1, max_size=2, unique=True)
    )
    return Recurrence(frequency=frequency, month_days=dates, **common)


@st.composite
def schedules(draw):
    first = draw(days)
    span = draw(spans.filter(lambda one: one.start != one.end))
    one = schedule(
        zone=draw(st.sampled_from(ZONES)),
        span=None,
        first=first,
        extra=tuple(draw(st.lists(days, max_size=3, unique=True))),
    ).model_copy(update={"span": span})
    rule = draw(rules(one.zone, span)).anchored(first)
    stretches = st.builds(
        lambda day, length: Stretch(first=day, last=day + timedelta(days=length)),
        days,
        st.sampled_from([0, 6, 40]),
    )
    one = one.model_copy(
        update={
            "rule": rule,
            "last": draw(st.none() | st.just(first + timedelta(days=900))),
            "exceptions": tuple(draw(st.lists(stretches, max_size=2))),
            "holidays": draw(st.sampled_from(Policy)),
            "workdays": draw(st.sampled_from(Policy)),
        }
    )
    return one.model_copy(update={"changes": draw(changes(one))})


@st.composite
def changes(draw, one):
    near = [day for day, _ in zip(originals(one, one.first), range(60), strict=False)]
    chosen = draw(st.lists(st.sampled_from(near), max_size=3, unique=True)) if near else []
    moved = st.builds(Change, to=days, span=st.none() | st.just(AFTERNOON))
    return {day: draw(st.just(Change(to=None)) | moved) for day in chosen}


@given(schedules())
@settings(max_examples=50)
def test_any_schedule_is_read_back_as_it_is_meant(one):
    agree(one, timedelta(days=1600))


def test_another_parser_reads_the_file_too():
    moved = {date(2026, 9, 12): Change(to=date(2026, 9, 13)), date(2026, 9, 19): Change(to=None)}
    one = schedule(extra=(date(2026, 9, 16),), changes=moved, revision=3)
    series, other = vobject.readOne(file_of(one).decode()).vevent_list
    assert series.uid.value == other.uid.value == "collection-7@the_bot.t.me"
    assert series.sequence.value == "3"
    assert series.rrule.value == "FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;WKST=MO"
    assert series.dtstart.value.tzinfo is not None
    assert [day.isoformat() for day in series.exdate.value] == ["2026-09-19T09:00:00+08:00"]
    assert [day.isoformat() for day in series.rdate.value] == ["2026-09-16T09:00:00+08:00"]
    assert other.contents["recurrence-id"][0].value.isoformat() == "2026-09-12T09:00:00+08:00"
    triggers = [alarm.trigger.value for alarm in series.valarm_list]
    assert triggers == [timedelta(hours=-14), timedelta(minutes=-30)]


def test_a_file_names_its_zone_and_is_the_same_each_time():
    one = schedule("每周日 9:00-11:00", zone="Europe/Berlin")
    assert b"BEGIN:VTIMEZONE" in file_of(one)
    assert b"TZID:Europe/Berlin" in file_of(one)
    assert file_of(one) == file_of(one)


def test_a_schedule_of_single_days_has_no_rule():
    with pytest.raises(ValueError, match="only a schedule with a rule"):
        rule_of(schedule(None, extra=(date(2026, 9, 8),)))
