"""Spans of the day as people say them: 9:00-11:00, 上午9点到11点, 9am to 11am."""

from datetime import time

from domain.text import normalise
from domain.timing.clock import DAY, HOUR, WAKING, Clock, Daypart, clock_of, scan_clock
from domain.timing.model import Reason, Span, Unclear
from domain.timing.scanning import DASH, pattern, skip

_LONGEST_OVERNIGHT = 12 * HOUR
"""A span past midnight that is longer than this was more likely typed the wrong way round."""
_FROM = pattern(r"(?:从|from )?")
_TO = pattern(rf" ?(?:{DASH}{{1,2}}|到|至|(?:to|until)\b) ?(?:次日|第二天)?")
_NEXT_DAY = pattern(r"(?: ?\(next day\))?")
_SHORT_START = pattern(rf"(\d{{1,2}})(?= ?(?:{DASH}|到|至|to\b) ?\d{{1,2}} ?(?:点|时|([ap]m)\b))")


def read_span(text: str) -> Span | Unclear:
    """Reads a span of the day.

    The end is the first time after the start that its words allow: 上午9点到1点 ends at 13:00,
    22:00-6:00 on the next day, but 11:00-9:00 is asked back. Hours without 早 or 晚 are looked for
    between 06:00 and 21:00; 7点到9点 fits there twice and is asked back.
    """
    told = normalise(text).strip()
    found = scan_span(told, 0)
    if found is None or found[1] < len(told):
        return Unclear(reason=Reason.UNREADABLE)
    return found[0]


def scan_span(
    text: str, pos: int, said: Daypart | None = None
) -> tuple[Span | Unclear, int] | None:
    """Reads a span at a position of a normalised text.

    Args:
        text: Normalised text.
        pos: Where to start.
        said: The part of the day already read, as in 每晚.

    Returns:
        The span and where it ends, or None where there is none.
    """
    first = _scan_start(text, skip(_FROM, text, pos), said)
    to = _TO.match(text, first[1]) if first else None
    second = scan_clock(text, to.end()) if to else None
    if first is None or second is None:
        return None
    return _span(first[0], second[0]), skip(_NEXT_DAY, text, second[1])


def _scan_start(text: str, pos: int, said: Daypart | None) -> tuple[Clock, int] | None:
    if match := _SHORT_START.match(text, pos):
        part = Daypart(match[2].lower()) if match[2] else said
        return clock_of(int(match[1]), 0, part, spoken=True), match.end()
    return scan_clock(text, pos, said)


def _span(first: Clock, second: Clock) -> Span | Unclear:
    if not first.minutes or not second.minutes:
        return Unclear(reason=Reason.IMPOSSIBLE)
    if first.vague or second.vague:
        return Unclear(reason=Reason.NO_TIME)
    starts = {minutes % DAY for minutes in first.minutes}
    pairs = [(start, _end_after(start, second)) for start in starts]
    if first.bare:
        pairs = [(start, end) for start, end in pairs if start in WAKING and end <= WAKING.stop]
    if len(pairs) != 1:
        return Unclear(reason=Reason.MORNING_OR_EVENING)
    ((start, end),) = pairs
    if end > DAY and end - start > _LONGEST_OVERNIGHT:
        return Unclear(reason=Reason.WRONG_ORDER)
    return Span(start=time_of(start), end=time_of(end))


def _end_after(start: int, clock: Clock) -> int:
    ends = (minutes % DAY for minutes in clock.minutes)
    return min(end if end > start else end + DAY for end in ends)


def time_of(minutes: int) -> time:
    """Gives the time of the day that is so many minutes after midnight."""
    hour, minute = divmod(minutes % DAY, HOUR)
    return time(hour, minute)
