"""How long from now, as people say it: 半小时后, 2小时后, in 2 hours."""

from datetime import timedelta

from domain.timing.numerals import CHINESE_NUMBER, ENGLISH_NUMBERS, number
from domain.timing.scanning import pattern

_UNIT = rf"(\d{{1,4}}(?:\.\d)?|{CHINESE_NUMBER}|半) ?个?(半)?(小时|钟头|分钟?|刻钟)"
_ONE_UNIT = pattern(_UNIT)
_CHINESE = pattern(rf"(?:{_UNIT} ?){{1,2}}(?:以|之)?后")
_ENGLISH = pattern(
    rf"in (\d{{1,4}}(?:\.\d)?|half an|an?|{'|'.join(ENGLISH_NUMBERS)}) (minute|min|hour|hr)s?\b"
)
_MINUTES = {"小": 60, "钟": 60, "分": 1, "刻": 15, "h": 60, "m": 1}
_COUNTS = {"半": 0.5, "half an": 0.5, "a": 1.0, "an": 1.0} | ENGLISH_NUMBERS


def scan_wait(text: str) -> tuple[timedelta, int] | None:
    """Reads a number of hours and minutes from now at the start of a normalised text.

    Returns:
        The wait and where it ends, or None where there is none.
    """
    if match := _CHINESE.match(text):
        units = _ONE_UNIT.findall(match[0])
    elif match := _ENGLISH.match(text):
        units = [(match[1], "", match[2])]
    else:
        return None
    minutes = sum(
        (_count(amount) + (0.5 if half else 0)) * _MINUTES[unit[0].lower()]
        for amount, half, unit in units
    )
    return timedelta(minutes=minutes), match.end()


def _count(amount: str) -> float:
    if (count := _COUNTS.get(amount.lower())) is not None:
        return count
    return float(amount) if amount.isascii() else number(amount)
