"""Schedules for tests of collections."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.collections.model import Schedule
from domain.timing import Span, read_recurrence, read_span

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 1, 1, tzinfo=UTC)
MORNING = Span(start=time(9), end=time(11))


def schedule(rule="每周六 9:00-11:00", *, zone="Asia/Shanghai", span=None, **fields):
    """A schedule whose rule is said in words; none for one of single days."""
    where = ZoneInfo(zone)
    first = fields.pop("first", date(2026, 9, 1))
    read = None if rule is None else read_recurrence(rule, where).anchored(first)
    hours = read_span(span) if span else MORNING
    if read is not None and read.start is not None:
        hours = Span(start=read.start, end=read.end)
    return Schedule(
        **{
            "id": 7,
            "streams": ("有害垃圾",),
            "place": "南门广场",
            "rule": read,
            "span": hours,
            "zone": where,
            "first": first,
            "created_by": 20,
            "changed_at": NOW,
            **fields,
        }
    )


def at(words, zone=SHANGHAI):
    """An instant by the clocks of a zone, such as ``2026-09-05 9:00``."""
    day, clock = words.split()
    return datetime.fromisoformat(f"{day}T{clock:0>5}").replace(tzinfo=zone).astimezone(UTC)


def shown(found, zone=SHANGHAI):
    """When collections begin by the clocks of a zone, as ``09-05 09:00``."""
    return [f"{one.start.astimezone(zone):%m-%d %H:%M}" for one in found]


WORDS = "/collection 有害垃圾 每周六 9:00-11:00 南门广场 @第一网格"


async def a_collection(town, words=WORDS):
    """Staff who set up a collection, and a resident of its circle."""
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await ben.whispers(words)
    await ben.presses("确认")
    return ben, ana


async def go_to(town, words):
    """Let the clock go on to a time in 2026: ``11-28 9:00``."""
    when = at(f"2026-{words}")
    assert when >= town.clock.now()
    town.clock.advance(when - town.clock.now())
    await town.settle()


def files(town, chat):
    """The files that the bot sent to a chat, by name, oldest first."""
    sent = [m.data["document"] for m in town.world.messages(chat) if "document" in m.data]
    return [(one["file_name"], town.world.files.get(one["file_id"]).content) for one in sent]
