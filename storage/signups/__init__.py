"""Sign-ups: themselves, who is on their lists, who came, and drafts."""

from storage.signups.attendance import SignupAttendance
from storage.signups.drafts import SignupDraft, SignupDrafts
from storage.signups.entries import SignupEntries
from storage.signups.lists import Listed, SignupLists
from storage.signups.signups import Signups

__all__ = [
    "Listed",
    "SignupAttendance",
    "SignupDraft",
    "SignupDrafts",
    "SignupEntries",
    "SignupLists",
    "Signups",
]
