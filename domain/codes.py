"""Six-digit codes that are shown by one person and entered once by another."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.text import normalise

DIGITS = 6
POSSIBLE = 10**DIGITS

WRONG_AT_MOST = 5
"""Wrong guesses of one person in ``GUESSING_TIME``, after which no code is looked at."""

GUESSING_TIME = timedelta(minutes=10)

_GAPS = re.compile(r"[\s·.-]+")


class NewCode(BaseModel):
    """A code that is given; the digits themselves are never stored, only their hash.

    Args:
        purpose: what it is good for, such as ``gift``.
        subject: what it is about, as the feature names it.
        person_id: to whom it was given.
        code_hash: of its digits.
        created_at: when it was given.
        expires_at: it is good until then.
    """

    model_config = ConfigDict(frozen=True)

    purpose: str
    subject: str
    person_id: int
    code_hash: str
    created_at: datetime
    expires_at: datetime


class Code(NewCode):
    """A code as it is kept.

    Args:
        id: ours.
        used_at: when it was entered.
        used_by: by whom it was entered.
    """

    id: int
    used_at: datetime | None = None
    used_by: int | None = None


class Wrong(StrEnum):
    """Why a code is not taken."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"


def digits_of(number: int) -> str:
    """A number below ``POSSIBLE`` as the digits of a code."""
    return f"{number:0{DIGITS}}"


def read_code(words: str) -> str | None:
    """The six digits that were typed, if they are that; full-width ones and gaps are fine."""
    digits = _GAPS.sub("", normalise(words))
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else None


def hash_code(purpose: str, digits: str) -> str:
    """The form in which a code is stored and looked up."""
    return hashlib.sha256(f"{purpose}:{digits}".encode()).hexdigest()


def judge(codes: Sequence[Code], code_hash: str, now: datetime) -> Code | Wrong:
    """The code that was meant, if it may still be used.

    Args:
        codes: those of the purpose that have this hash, as digits come round again.
        code_hash: of the digits that were entered.
        now: the instant that counts as now.
    """
    meant = [code for code in codes if hmac.compare_digest(code.code_hash, code_hash)]
    for code in meant:
        if code.used_at is None and now < code.expires_at:
            return code
    if not meant:
        return Wrong.UNKNOWN
    latest = max(meant, key=lambda code: code.created_at)
    return Wrong.EXPIRED if latest.used_at is None else Wrong.USED


def barred_until(wrong: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when somebody may enter no code, if they guessed wrong too often.

    Args:
        wrong: when they guessed wrong.
        now: the instant that counts as now.
    """
    recent = sorted(at for at in wrong if at > now - GUESSING_TIME)
    if len(recent) < WRONG_AT_MOST:
        return None
    return recent[-WRONG_AT_MOST] + GUESSING_TIME
