"""What single cells of a list say, and what can be wrong with each."""

import re
import unicodedata

from domain.roster.model import Problem, Reason
from domain.timing.numerals import NUMBER, number

MOST_PEOPLE = 50
LONGEST_NAME = 40
LONGEST_NOTE = 500

_SPACED = re.compile(r"\s")
_NOTHING = {
    *("-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "未知", "不详", "空"),
    *("n/a", "na", "none", "null", "?"),
}
"""What people write into a cell that has nothing to say."""

_BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|#+)")
"""What a cell shows whose formula has failed, or that was too narrow when it was saved as text."""

_PEOPLE = re.compile(rf"(?P<digits>[0-9]{{1,6}})|(?P<words>{NUMBER})")
_OF_PEOPLE = re.compile(r"\s*(?:口人|人|口|位|个)$")
_BETWEEN_NUMBERS = re.compile(r"[/、,;|\n]+|和|或")
_WITHIN_A_NUMBER = re.compile(r"[\s\-—–.()·]")
_ABROAD = re.compile(r"\+(?!86)[1-9][0-9]{6,14}")
_CHINA = re.compile(r"^(?:\+86|0086|86(?=1[0-9]{10}$))")
_ROUNDED = re.compile(r"[0-9]+e\+?[0-9]+", re.IGNORECASE)
_LANDLINE = re.compile(r"0[0-9]{9,11}|[2-8][0-9]{6,7}|[48]00[0-9]{7}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MOBILE_DIGITS = 11
_FEWEST_DIGITS = 7


def clean(words: str) -> str:
    """A cell in one spelling: full-width letters and digits are half-width, spaces single."""
    if words.isascii() and not _SPACED.search(words):
        return words
    lines = unicodedata.normalize("NFKC", words).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def said(cleaned: str) -> str:
    """What a clean cell says; nothing where somebody wrote that there is nothing."""
    return "" if cleaned.lower() in _NOTHING else cleaned


def broken(words: str) -> bool:
    """Whether a formula in a cell came to nothing."""
    return bool(_BROKEN.fullmatch(words))


def read_phones(words: str) -> tuple[str, list[Problem]]:
    """The numbers in a cell, each without its gaps and a 、 between two.

    Mobile numbers have eleven digits and begin with 13 to 19, landlines seven or eight, with or
    without their area code (numbering plan of the MIIT, 电信网编号计划); those abroad have a plus.
    """
    numbers: list[str] = []
    problems: list[Problem] = []
    for piece in filter(None, (piece.strip() for piece in _BETWEEN_NUMBERS.split(words))):
        for single in _singles(piece):
            bare = _CHINA.sub("", _WITHIN_A_NUMBER.sub("", single))
            reason = _wrong_with(bare)
            if reason is None:
                numbers.append(bare)
            else:
                problems.append(Problem(reason, single))
    return "、".join(dict.fromkeys(numbers)), problems


def _singles(piece: str) -> list[str]:
    """Numbers that only a space keeps apart, if each is one by itself."""
    parts = piece.split()
    if len(parts) > 1 and all(
        _wrong_with(_WITHIN_A_NUMBER.sub("", part)) is None for part in parts
    ):
        return parts
    return [piece]


def _wrong_with(digits: str) -> Reason | None:  # noqa: PLR0911 - one line per mistake
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) or _ABROAD.fullmatch(digits):
        return None
    if _ROUNDED.fullmatch(digits):
        return Reason.PHONE_ROUNDED
    if not digits.isdecimal():
        return Reason.PHONE_LETTERS
    if len(digits) < _FEWEST_DIGITS:
        return Reason.PHONE_SHORT
    if len(digits) > _MOBILE_DIGITS:
        return Reason.PHONE_LONG
    if len(digits) < _MOBILE_DIGITS:
        return Reason.PHONE_SHORT
    return Reason.PHONE_START


def read_people(words: str) -> tuple[int | None, list[Problem]]:
    """How many people a cell says there are: 3, 3人, 三口人."""
    if not words:
        return None, []
    found = _PEOPLE.fullmatch(_OF_PEOPLE.sub("", words))
    if found is None:
        negative = words.startswith("-") and words[1:].isdecimal()
        return None, [Problem(Reason.PEOPLE_RANGE if negative else Reason.PEOPLE_WORDS, words)]
    count = int(found["digits"]) if found["digits"] else number(found["words"])
    if count > MOST_PEOPLE:
        return None, [Problem(Reason.PEOPLE_RANGE, words)]
    return count, []


def read_head(words: str) -> tuple[str, list[Problem]]:
    """Whose name stands for the household, as it is written."""
    if any(char.isdecimal() for char in words) and not any(char.isalpha() for char in words):
        return "", [Problem(Reason.HEAD_NUMBER, words)]
    return words, _too_long(words, LONGEST_NAME)


def read_note(words: str) -> tuple[str, list[Problem]]:
    """Whatever else the list says, as it is written."""
    return words, _too_long(words, LONGEST_NOTE)


def _too_long(words: str, longest: int) -> list[Problem]:
    return [Problem(Reason.TOO_LONG, f"{words[:20]}…")] if len(words) > longest else []
