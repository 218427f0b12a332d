"""Gifts: what they cost, how many there are, and the life of an order."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.points.ledger import GIFTS, Movement, MovementKind, household, reserved, transfer

KEPT = timedelta(days=7)
"""How long a gift and its points are kept for who has ordered it."""

REMIND_BEFORE = timedelta(days=1)

MOST_POINTS = 100_000
MOST_PIECES = 10_000
LONGEST_NAME = 30


class Gift(BaseModel):
    """A gift.

    Args:
        price: in points.
        stock: pieces that nobody has ordered.
        photo: Telegram file id of its picture.
        offered: false once it was withdrawn.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    price: int
    stock: int
    photo: str | None = None
    offered: bool = True


class OrderState(StrEnum):
    """Where an order is in its life."""

    KEPT = "kept"
    REDEEMED = "redeemed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    RETURNED = "returned"


class Order(BaseModel):
    """A gift that is kept for a household, or was.

    Args:
        gift: its name.
        price: what it cost then.
        household: whose points it was paid with.
        person_id: who ordered it; none once they are forgotten.
        expires_at: until when it is kept.
        ended_at: when it was redeemed, cancelled or had expired.
        ended_by: the name of who handed it out.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    gift_id: int
    gift: str
    price: int
    household: str
    person_id: int | None
    state: OrderState = OrderState.KEPT
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""


class Offer(BaseModel):
    """What staff say of a gift.

    Args:
        price: its new price, if one is named.
        pieces: how many more there are; fewer where negative.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    price: int | None
    pieces: int


_PRICE = re.compile(r"(?<!\d)(\d{1,9})\s*(?:积?分|points?\b|pts?\b)", re.IGNORECASE)
_PIECES = re.compile(
    r"(?<!\d)([+-]?\d{1,9})\s*(?:[件个份瓶袋盒包]|pieces?\b|pcs\b|items?\b)", re.IGNORECASE
)


def read_offer(words: str, *, pictured: bool = False) -> Offer:
    """What ``/gifts 洗衣液 50分 20件`` says; what is left out stays as it is.

    Args:
        words: what stands after the command, with full-width signs read as half-width.
        pictured: there is a picture, so that the name alone says something too.

    Raises:
        Refusal: a part cannot be read, or is out of bounds.
    """
    rest, price = _last(_PRICE, words)
    rest, pieces = _last(_PIECES, rest)
    name = " ".join(rest.replace(",", " ").split())
    if not name or (price is None and pieces is None and not pictured):
        raise Refusal("gifts-howto-stock")
    if len(name) > LONGEST_NAME:
        raise Refusal("gifts-name-long", most=LONGEST_NAME)
    if price is not None and not 0 < price <= MOST_POINTS:
        raise Refusal("gifts-price-bounds", most=MOST_POINTS)
    if pieces is not None and not 0 < abs(pieces) <= MOST_PIECES:
        raise Refusal("gifts-pieces-bounds", most=MOST_PIECES)
    return Offer(name=name, price=price, pieces=pieces or 0)


def _last(form: re.Pattern[str], words: str) -> tuple[str, int | None]:
    """The words without the last thing of a form, and its number; a name may hold such a thing."""
    found = list(form.finditer(words))
    if not found:
        return words, None
    last = found[-1]
    return f"{words[: last.start()]} {words[last.end() :]}", int(last[1])


def stocked(gift: Gift | None, offer: Offer, photo: str | None) -> Gift:
    """The gift as it is once staff have said something of it; it is offered again.

    Args:
        gift: as it is; none for a new one.
        offer: what staff say.
        photo: a new picture, if there is one.

    Raises:
        Refusal: a new gift lacks price or pieces, or fewer would be left than none.
    """
    if gift is None:
        if offer.price is None or offer.pieces <= 0:
            raise Refusal("gifts-new-incomplete", name=offer.name)
        return Gift(id=0, name=offer.name, price=offer.price, stock=offer.pieces, photo=photo)
    if gift.stock + offer.pieces < 0:
        raise Refusal("gifts-stock-short", name=gift.name, stock=gift.stock)
    return gift.model_copy(
        update={
            "price": offer.price or gift.price,
            "stock": gift.stock + offer.pieces,
            "photo": photo or gift.photo,
            "offered": True,
        }
    )


def orderable(gift: Gift, shown_price: int, has: int) -> Gift:
    """The gift, if a household can order it.

    Args:
        gift: as it is now.
        shown_price: the price that they agreed to.
        has: the points that the household can spend.

    Raises:
        Refusal: it is withdrawn, gone, dearer or cheaper than shown, or the points do not reach.
    """
    if not gift.offered:
        raise Refusal("gift-withdrawn", name=gift.name)
    if gift.stock < 1:
        raise Refusal("gift-gone", name=gift.name)
    if gift.price != shown_price:
        raise Refusal("gift-price-changed", name=gift.name, price=gift.price)
    if has < gift.price:
        raise Refusal("gift-too-dear", name=gift.name, price=gift.price, missing=gift.price - has)
    return gift


def reservation(order: Order, by_id: int) -> Movement:
    """The points of a new order, set aside."""
    return Movement(
        kind=MovementKind.RESERVE,
        entries=transfer(household(order.household), reserved(order.household), order.price),
        words=order.gift,
        source_key=f"gift:{order.id}:reserve",
        by_id=by_id,
    )


def cancelled(order: Order, by_id: int) -> tuple[Order, Movement]:
    """The household does not want it after all.

    Raises:
        Refusal: the order is over.
    """
    return _ended(order, OrderState.CANCELLED), _given_back(order, MovementKind.CANCEL, by_id)


def expired(order: Order) -> tuple[Order, Movement]:
    """Nobody came for it in time.

    Raises:
        Refusal: the order is over.
    """
    return _ended(order, OrderState.EXPIRED), _given_back(order, MovementKind.EXPIRE, None)


def redeemed(order: Order, by_id: int) -> tuple[Order, Movement]:
    """It is handed over, and its points are spent.

    Raises:
        Refusal: the order is over.
    """
    movement = Movement(
        kind=MovementKind.REDEEM,
        entries=transfer(reserved(order.household), GIFTS, order.price),
        words=order.gift,
        source_key=_end_key(order),
        by_id=by_id,
    )
    return _ended(order, OrderState.REDEEMED), movement


def returned(order: Order, by_id: int) -> tuple[Order, Movement]:
    """A gift that was handed over by mistake is back, and so are its points.

    Raises:
        Refusal: it was not handed over, or is back already.
    """
    if order.state is not OrderState.REDEEMED:
        raise Refusal("gift-not-returnable", name=order.gift)
    movement = Movement(
        kind=MovementKind.RETURN,
        entries=transfer(GIFTS, household(order.household), order.price),
        words=order.gift,
        source_key=f"gift:{order.id}:return",
        by_id=by_id,
    )
    return order.model_copy(update={"state": OrderState.RETURNED}), movement


def _given_back(order: Order, kind: MovementKind, by_id: int | None) -> Movement:
    return Movement(
        kind=kind,
        entries=transfer(reserved(order.household), household(order.household), order.price),
        words=order.gift,
        source_key=_end_key(order),
        by_id=by_id,
    )


def _ended(order: Order, state: OrderState) -> Order:
    if order.state is not OrderState.KEPT:
        raise Refusal("gift-over", name=order.gift, state=order.state)
    return order.model_copy(update={"state": state})


def _end_key(order: Order) -> str:
    """One cause for all ends of an order, so that its points leave the reserve once."""
    return f"gift:{order.id}:end"
