"""Mobile and identity numbers of the mainland: read, checked and masked."""

import re
from datetime import date

from domain.errors import Refusal

_SEPARATORS = str.maketrans("", "", " -–—.()（）·")
_COUNTRY = re.compile(r"^(?:\+86|0086|86)(?=1\d{10}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
MOBILE_DIGITS = 11

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
"""GB 11643-1999: the weighted sum of the first 17 digits, modulo 11, names the last one."""

_PROVINCES = frozenset(
    {
        *(str(code) for code in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47))),
        *(str(code) for code in (*range(50, 55), *range(61, 66), 71, 81, 82, 83, 91)),
    }
)
"""GB/T 2260; 81-83 also begin the residence permits of people from Hong Kong, Macau and Taiwan,
which carry numbers of the same form."""

_IDENTITY = re.compile(r"\d{17}[\dX]")
_OLD_IDENTITY = re.compile(r"\d{15}")
IDENTITY_DIGITS = 18
_FIRST_YEAR = 1880


def read_mobile(words: str) -> str:
    """A mobile number as 11 digits; +86, spaces and dashes may stand in it.

    Args:
        words: with full-width digits read as half-width.

    Raises:
        Refusal: too few or too many digits, or no such prefix.
    """
    digits = _COUNTRY.sub("", words.translate(_SEPARATORS))
    if not digits.isascii() or not digits.isdecimal():
        raise Refusal("form-bad-mobile")
    if len(digits) != MOBILE_DIGITS:
        raise Refusal("form-bad-mobile-length", length=len(digits))
    if not _MOBILE.fullmatch(digits):
        raise Refusal("form-bad-mobile-prefix")
    return digits


def read_identity(words: str, today: date) -> str:
    """A citizen identity number of 18 places (GB 11643-1999).

    Args:
        words: with full-width digits read as half-width.
        today: nobody is born later.

    Raises:
        Refusal: one for each thing that can be wrong with it.
    """
    number = words.translate(_SEPARATORS).upper().replace("Ｘ", "X").replace("×", "X")
    if _OLD_IDENTITY.fullmatch(number):
        raise Refusal("form-old-identity")
    if len(number) != IDENTITY_DIGITS and number[:-1].isdecimal():
        raise Refusal("form-bad-identity-length", length=len(number))
    if not number.isascii() or not _IDENTITY.fullmatch(number):
        raise Refusal("form-bad-identity")
    if number[:2] not in _PROVINCES or not _is_birthday(number[6:14], today):
        raise Refusal("form-bad-identity-digits")
    if number[-1] != check_digit(number):
        raise Refusal("form-bad-identity-check")
    return number


def check_digit(number: str) -> str:
    """The last place that the first 17 digits of an identity number call for."""
    total = sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def _is_birthday(digits: str, today: date) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return date(_FIRST_YEAR, 1, 1) <= day <= today


def mask_mobile(digits: str) -> str:
    """138****1234."""
    return f"{digits[:3]}****{digits[-4:]}"


def mask_identity(number: str) -> str:
    """1101**********1234: the place, and what tells two people apart."""
    return f"{number[:4]}{'*' * 10}{number[-4:]}"


def mask_words(words: str) -> str:
    """The first letter of anything else that is sensitive: 张**."""
    return words[:1] + "**" if words else ""
