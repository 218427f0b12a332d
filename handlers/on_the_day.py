"""Buttons that other features offer under what is said about a collection, on its day."""

from collections.abc import Callable
from datetime import date

from domain.messages import Button

Offer = Callable[[int, date], Button]

_OFFERS: list[Offer] = []


def offered_on_the_day(offer: Offer) -> Offer:
    """Register what makes a button out of the id of a schedule and the original day."""
    _OFFERS.append(offer)
    return offer


def offers(schedule_id: int, day: date) -> list[Button]:
    """The buttons of all features for one collection."""
    return [offer(schedule_id, day) for offer in _OFFERS]
