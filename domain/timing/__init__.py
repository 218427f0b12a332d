"""Times as people say them, read and said back; what recurs; quiet hours.

Everything takes the present as an argument. Instants are aware and come out in UTC; wall-clock
times are naive and belong to the zone that goes with them.
"""

from domain.timing.dated import Dated, Stretch, read_stretches, split_leading_dated
from domain.timing.model import Moment, Reason, Span, Unclear, moments_at
from domain.timing.moments import read_day, read_moment, split_leading_moment
from domain.timing.quiet import QuietHours
from domain.timing.ranges import Period, parse_range
from domain.timing.recurrence import Frequency, Recurrence, on_day
from domain.timing.recurring import read_recurrence, split_leading_recurrence
from domain.timing.saying import (
    Lang,
    say_day,
    say_duration,
    say_moment,
    say_recurrence,
    say_span,
)
from domain.timing.spans import read_span

__all__ = [
    "Dated",
    "Frequency",
    "Lang",
    "Moment",
    "Period",
    "QuietHours",
    "Reason",
    "Recurrence",
    "Span",
    "Stretch",
    "Unclear",
    "moments_at",
    "on_day",
    "parse_range",
    "read_day",
    "read_moment",
    "read_recurrence",
    "read_span",
    "read_stretches",
    "say_day",
    "say_duration",
    "say_moment",
    "say_recurrence",
    "say_span",
    "split_leading_dated",
    "split_leading_moment",
    "split_leading_recurrence",
]
