"""A recurrence as people say it: its days, then the time or span of the day."""

from datetime import time
from zoneinfo import ZoneInfo

from domain.text import normalise
from domain.timing import dayrules_en, dayrules_zh
from domain.timing.clock import DAY, WAKING, Clock, Daypart, scan_clock
from domain.timing.dayrules import DayRule
from domain.timing.model import Reason, Span, Unclear
from domain.timing.recurrence import Recurrence
from domain.timing.scanning import SEPARATOR, pattern, skip
from domain.timing.spans import scan_span, time_of

_BEFORE_TIME = pattern("[ ,]*(?:的 ?)?")
_Times = tuple[time | None, time | None]


def read_recurrence(text: str, zone: ZoneInfo) -> Recurrence | Unclear:
    """Reads a recurrence with its time, span, or neither.

    每隔一周 and 隔周 are every second week; 每隔两周 is asked back. 工作日 are Monday to Friday,
    whatever the public holidays do to them. An hour without 早 or 晚 is looked for between 06:00
    and 21:00 and asked back where it fits twice, as is one that belongs to the next day (晚上12点).

    Args:
        text: What was typed.
        zone: The zone whose clocks are meant.
    """
    told = normalise(text).strip()
    for outcome, end in _readings(told, zone):
        if end == len(told):
            return outcome
    return Unclear(reason=Reason.UNREADABLE)


def split_leading_recurrence(text: str, zone: ZoneInfo) -> tuple[Recurrence | Unclear | None, str]:
    """Splits a text into the recurrence at its very start, if there is one, and the rest.

    As in `split_leading_moment`, a space, line break, comma or colon parts the two.

    Args:
        text: What was typed after the command.
        zone: The zone whose clocks are meant.

    Returns:
        The recurrence or None, and the text without it; the whole text where there is none.
    """
    told = normalise(text)
    start = len(told) - len(told.lstrip())
    for outcome, end in _readings(told[start:], zone):
        if parted := SEPARATOR.match(told, start + end):
            return outcome, text[parted.end() :]
    return None, text


def _readings(text: str, zone: ZoneInfo) -> list[tuple[Recurrence | Unclear, int]]:
    """Gives the recurrences that a text may start with, the longest first."""
    for form, read in dayrules_zh.FORMS + dayrules_en.FORMS:
        if match := form.match(text):
            rule = read(match)
            part = None if isinstance(rule, Reason) else rule.part
            timed = _scan_times(text, skip(_BEFORE_TIME, text, match.end()), part)
            return [
                (_recurrence(rule, times, zone), end)
                for times, end in (*timed, (_untimed(part), match.end()))
            ]
    return []


def _untimed(part: Daypart | None) -> _Times | Reason:
    return Reason.NO_TIME if part else (None, None)


def _scan_times(text: str, pos: int, part: Daypart | None) -> list[tuple[_Times | Reason, int]]:
    found: list[tuple[_Times | Reason, int]] = []
    if spanned := scan_span(text, pos, part):
        span, end = spanned
        found.append(((span.start, span.end) if isinstance(span, Span) else span.reason, end))
    if timed := scan_clock(text, pos, part):
        clock, end = timed
        found.append((_time(clock), end))
    return found


def _time(clock: Clock) -> _Times | Reason:
    if not clock.minutes:
        return Reason.IMPOSSIBLE
    if clock.vague:
        return Reason.NO_TIME
    meant = [m for m in clock.minutes if not clock.bare or m in WAKING]
    if len(meant) > 1:
        return Reason.MORNING_OR_EVENING if clock.bare else Reason.WHICH_DAY
    if meant[0] >= DAY:
        return Reason.WHICH_DAY
    return time_of(meant[0]), None


def _recurrence(
    rule: DayRule | Reason, times: _Times | Reason, zone: ZoneInfo
) -> Recurrence | Unclear:
    if isinstance(rule, Reason):
        return Unclear(reason=rule)
    if isinstance(times, Reason):
        return Unclear(reason=times)
    days = rule._asdict()
    del days["part"]
    return Recurrence(**days, start=times[0], end=times[1], zone=zone)
