"""The roster: which households there are, as a list that people keep says it."""

from domain.roster.comparing import Change, Plan, compare
from domain.roster.homes import Homes, buildings_of, covers, read_homes
from domain.roster.model import (
    Column,
    Entry,
    Household,
    Problem,
    Reading,
    Reason,
    Wrong,
    by_address,
    order_of,
)
from domain.roster.reading import read_roster

__all__ = [
    "Change",
    "Column",
    "Entry",
    "Homes",
    "Household",
    "Plan",
    "Problem",
    "Reading",
    "Reason",
    "Wrong",
    "buildings_of",
    "by_address",
    "compare",
    "covers",
    "order_of",
    "read_homes",
    "read_roster",
]
