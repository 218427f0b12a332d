"""What ``/collection 有害垃圾 每周六 9:00-11:00 南门广场 物品=废旧电池,过期药品`` asks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.audience import Audience
from domain.collections.model import Policy, Schedule, Slot
from domain.collections.streams import Stream, split_streams
from domain.errors import Refusal
from domain.timing import (
    Dated,
    Recurrence,
    Span,
    Stretch,
    Unclear,
    read_span,
    read_stretches,
    split_leading_dated,
    split_leading_recurrence,
)

LONGEST_PLACE = 60
LONGEST_ITEM = 30
MOST_ITEMS = 20
MOST_SLOTS = 10
MOST_PLACES = 99

_SHOWN = 40
_KEYS = {
    "物品": "items",
    "items": "items",
    "起": "first",
    "from": "first",
    "止": "last",
    "until": "last",
    "除": "exceptions",
    "except": "exceptions",
    "加": "extra",
    "extra": "extra",
    "节假日": "holidays",
    "holidays": "holidays",
    "调休": "workdays",
    "workdays": "workdays",
    "上门": "slots",
    "door": "slots",
    "单位": "organisation",
    "partner": "organisation",
}
_OPTION = re.compile(rf"(?:^|\s)({'|'.join(_KEYS)})\s*=\s*", re.IGNORECASE)
_POLICIES = {str(policy): policy for policy in Policy} | {
    policy.name.lower(): policy for policy in Policy
}
_AND = re.compile(r"\s*[,、;]\s*")
_SLOT = re.compile(r"(.+?)\s*[x×*]\s*([0-9]{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class Frame:
    """What reading a schedule depends on besides its words.

    Args:
        now: the present instant.
        zone: whose clocks are meant.
        streams: what is collected here.
        organisations: who may fetch at the door.
        organisation: who fetches where a schedule does not say.
        person_id: who sets it up.
        audience: for which circles.
    """

    now: datetime
    zone: ZoneInfo
    streams: tuple[Stream, ...]
    organisations: tuple[str, ...]
    organisation: str
    person_id: int
    audience: Audience

    @property
    def today(self) -> date:
        """The day by the clocks of the zone."""
        return self.now.astimezone(self.zone).date()


def read_schedule(words: str, frame: Frame) -> Schedule | Unclear:
    """Reads a schedule; a time that must be asked back comes back as `Unclear`.

    Args:
        words: what stands after the command, without the circles.
        frame: what else it depends on.

    Raises:
        Refusal: for what is missing or cannot be understood.
    """
    body, options = _options(words)
    streams, rest = split_streams(body, frame.streams)
    if not streams:
        names = "、".join(stream.name for stream in frame.streams)
        raise Refusal("collection-stream-unknown", word=body[:_SHOWN] or "—", streams=names)
    when, place = _when(rest, frame)
    if when is None:
        raise Refusal("collection-when-missing")
    if isinstance(when, Unclear):
        return when
    fields = _read_options(options, frame)
    if isinstance(fields, Unclear):
        return fields
    return _schedule(streams, when, _checked_place(place), fields, frame)


def _options(words: str) -> tuple[str, dict[str, str]]:
    """The words before the first option, and the options by name."""
    found = list(_OPTION.finditer(words))
    if not found:
        return words.strip(), {}
    ends = [match.start() for match in found[1:]] + [len(words)]
    options: dict[str, str] = {}
    for match, end in zip(found, ends, strict=True):
        key = _KEYS[match[1].lower()]
        if key in options:
            raise Refusal("collection-option-twice", option=match[1])
        options[key] = words[match.end() : end].strip()
    return words[: found[0].start()].strip(), options


def _when(text: str, frame: Frame) -> tuple[Recurrence | Dated | Unclear | None, str]:
    """The days and hours, wherever they stand, and the words around them."""
    starts = [0, *(match.end() for match in re.finditer(r"\s+", text))]
    for start in starts:
        recurring, rest = split_leading_recurrence(text[start:], frame.zone)
        if recurring is not None:
            return recurring, f"{text[:start]} {rest}"
    for start in starts:
        dated, rest = split_leading_dated(text[start:], frame.now, frame.zone)
        if dated is not None:
            return dated, f"{text[:start]} {rest}"
    return None, text


def _checked_place(words: str) -> str:
    place = " ".join(words.split())
    if not place:
        raise Refusal("collection-place-missing")
    if len(place) > LONGEST_PLACE:
        raise Refusal("collection-place-long", allowed=LONGEST_PLACE)
    return place


def _read_options(options: Mapping[str, str], frame: Frame) -> dict[str, Any] | Unclear:
    fields: dict[str, Any] = {}
    for key, words in options.items():
        value = _OPTIONS[key](words, frame)
        if isinstance(value, Unclear):
            return value
        fields[key] = value
    return fields


def _schedule(
    streams: Sequence[Stream],
    when: Recurrence | Dated,
    place: str,
    fields: dict[str, Any],
    frame: Frame,
) -> Schedule:
    first = fields.pop("first", None) or frame.today
    common = {
        "streams": tuple(stream.name for stream in streams),
        "place": place,
        "audience": frame.audience,
        "zone": frame.zone,
        "created_by": frame.person_id,
        "changed_at": frame.now,
    }
    if fields.get("last") and fields["last"] < first:
        raise Refusal("collection-ends-first")
    if fields.get("slots") and not fields.get("organisation"):
        fields["organisation"] = _who_fetches(frame)
    if isinstance(when, Recurrence):
        span, rule = _span_of(when), when.anchored(first)
        return Schedule(**common, rule=rule, span=span, first=first, **fields)
    if when.span is None:
        raise Refusal("collection-hours-missing")
    extra = (when.day, *fields.pop("extra", ()))
    return Schedule(
        **common, span=when.span, first=min(first, *extra), extra=tuple(sorted({*extra})), **fields
    )


def _who_fetches(frame: Frame) -> str:
    """The organisation that a schedule need not name: the config's, or the only one."""
    if frame.organisation or len(frame.organisations) == 1:
        return frame.organisation or frame.organisations[0]
    raise Refusal("collection-needs-partner", organisations="、".join(frame.organisations) or "—")


def _span_of(rule: Recurrence) -> Span:
    if rule.start is None or rule.end is None:
        raise Refusal("collection-hours-missing")
    return Span(start=rule.start, end=rule.end)


def _items(words: str, _: Frame) -> tuple[str, ...]:
    items = tuple(item for item in _AND.split(words) if item)
    if len(items) > MOST_ITEMS or any(len(item) > LONGEST_ITEM for item in items):
        raise Refusal("collection-items-long", most=MOST_ITEMS, allowed=LONGEST_ITEM)
    return items


def _stretches(words: str, frame: Frame) -> tuple[Stretch, ...] | Unclear:
    return read_stretches(words, frame.today)


def _days(words: str, frame: Frame) -> tuple[date, ...] | Unclear:
    read = read_stretches(words, frame.today)
    if isinstance(read, Unclear):
        return read
    if any(stretch.first != stretch.last for stretch in read):
        raise Refusal("collection-single-days", given=words[:_SHOWN])
    return tuple(sorted({stretch.first for stretch in read}))


def _day(words: str, frame: Frame) -> date | Unclear:
    days = _days(words, frame)
    if isinstance(days, Unclear):
        return days
    if len(days) > 1:
        raise Refusal("collection-one-day", given=words[:_SHOWN])
    return days[0]


def _policy(words: str, _: Frame) -> Policy:
    policy = _POLICIES.get(words.lower())
    if policy is None:
        raise Refusal("collection-policy-unknown", given=words[:_SHOWN], policies="、".join(Policy))
    return policy


def _organisation(words: str, frame: Frame) -> str:
    if words not in frame.organisations:
        known = "、".join(frame.organisations) or "—"
        raise Refusal("partner-unknown", word=words[:_SHOWN], organisations=known)
    return words


def _slots(words: str, _: Frame) -> tuple[Slot, ...]:
    return read_slots(words)


def read_slots(words: str) -> tuple[Slot, ...]:
    """Hours for fetching at the door with their numbers: 8:00-10:00x5,10:00-12:00x5.

    Raises:
        Refusal: they are not in that form, or too many.
    """
    slots = tuple(_slot(part) for part in _AND.split(words) if part)
    if not slots or len(slots) > MOST_SLOTS:
        raise Refusal("collection-slots-unclear", given=words[:_SHOWN])
    return slots


def _slot(part: str) -> Slot:
    match = _SLOT.fullmatch(part)
    span = read_span(match[1]) if match else None
    if match is None or not isinstance(span, Span) or not 1 <= int(match[2]) <= MOST_PLACES:
        raise Refusal("collection-slots-unclear", given=part[:_SHOWN])
    return Slot(span=span, places=int(match[2]))


_OPTIONS = {
    "items": _items,
    "first": _day,
    "last": _day,
    "exceptions": _stretches,
    "extra": _days,
    "holidays": _policy,
    "workdays": _policy,
    "slots": _slots,
    "organisation": _organisation,
}
