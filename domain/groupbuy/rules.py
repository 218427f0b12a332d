"""Who may order how much, and what the orders add up to."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from domain.errors import Refusal
from domain.groupbuy.model import Buyer, GroupBuy, GroupBuyState, Item
from domain.groupbuy.money import yuan
from domain.jielong import Entry, Jielong
from domain.people import read_address
from domain.text import normalise

_ALIKE = 60
"""How like the name of goods, of 100, what was typed must be to mean them."""


def check_open(buy: GroupBuy, now: datetime) -> None:
    """Refuse unless people may order now.

    Raises:
        Refusal: it is over, or not open yet.
    """
    over = buy.deadline is not None and buy.deadline <= now
    if buy.state is not GroupBuyState.OPEN or over:
        raise Refusal("groupbuy-not-open", number=buy.number)


def check_changeable(buyer: Buyer | None) -> None:
    """Refuse to change an order that is paid for or handed out.

    Raises:
        Refusal: it is.
    """
    if buyer is not None and (buyer.paid or buyer.collected):
        raise Refusal("groupbuy-paid-already")


def more(item: Item, held: int) -> int:
    """The units a household has after asking for one more: at first the fewest allowed.

    Raises:
        Refusal: there are not enough left, or a household may not have so many.
    """
    return checked(item, held, item.least if held == 0 else held + 1)


def fewer(item: Item, held: int) -> int:
    """The units a household has after asking for one fewer: none below the fewest allowed.

    Raises:
        Refusal: it has none.
    """
    if held == 0:
        raise Refusal("groupbuy-none-held", goods=item.name)
    return held - 1 if held > item.least else 0


def checked(item: Item, held: int, wanted: int) -> int:
    """A number of units that a household may have.

    Args:
        item: the goods.
        held: what it has now.
        wanted: what it wants instead; fewer than before is always possible.

    Raises:
        Refusal: there are not enough left, or a household may not have so many or so few.
    """
    if item.most is not None and wanted > item.most:
        raise Refusal("groupbuy-most", goods=item.name, most=item.most, unit=item.unit)
    if 0 < wanted < item.least:
        raise Refusal("groupbuy-least", goods=item.name, least=item.least, unit=item.unit)
    if not has_room(item, held, wanted):
        raise sold_out(item)
    return wanted


def has_room(item: Item, held: int, wanted: int) -> bool:
    """Whether there is enough for a household to have so many units in place of what it has."""
    return item.free is None or wanted - held <= max(item.free, 0)


def sold_out(item: Item) -> Refusal:
    """The "no" to whoever asks for more than is left."""
    left = item.free or 0
    if left == 0:
        return Refusal("groupbuy-sold-out", goods=item.name)
    return Refusal("groupbuy-few-left", goods=item.name, left=left, unit=item.unit)


def order_words(buyer: Buyer, items: Sequence[Item]) -> str:
    """What a household ordered, on one line: 鸡蛋 2板、牛奶 1箱."""
    return "、".join(
        f"{item.name} {buyer.quantities[item.id]}{item.unit}"
        for item in items
        if buyer.quantities.get(item.id)
    )


def by_building(buyers: Iterable[Buyer]) -> list[tuple[str, list[Buyer]]]:
    """Households by building, unit and room, numbers by their value; last who has no address."""
    groups: dict[str, list[Buyer]] = {}
    for buyer in sorted(buyers, key=lambda buyer: (_natural(buyer.address), buyer.name)):
        groups.setdefault(building_of(buyer.address), []).append(buyer)
    return sorted(groups.items(), key=lambda group: (not group[0], _natural(group[0])))


def building_of(address: str) -> str:
    """The building of an address; empty where it cannot be told."""
    found = re.match(r"([A-Za-z]?[0-9]+[A-Za-z]?)(?:-|#|号楼|栋|幢|座|号)", address)
    return found[1] if found else ""


class Pasted(BaseModel):
    """An order read out of a pasted list.

    Args:
        quantities: units by the number of the goods.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    address: str
    note: str
    quantities: dict[int, int]


class PastedOrders(BaseModel):
    """A pasted list as orders; what was not understood is kept to be shown."""

    model_config = ConfigDict(frozen=True)

    orders: tuple[Pasted, ...] = ()
    unread: tuple[str, ...] = ()


def read_pasted(found: Jielong, items: Sequence[Item]) -> PastedOrders:
    """The orders of a pasted 接龙: each entry with the goods that it names.

    Where there is but one kind of goods, a number alone is of it.
    """
    orders: list[Pasted] = []
    unread = list(found.unread)
    for entry in found.entries:
        quantities = _quantities(entry, items)
        if quantities:
            orders.append(
                Pasted(
                    name=entry.name,
                    address=_spelt(entry.address),
                    note=entry.note,
                    quantities=quantities,
                )
            )
        else:
            unread.append(entry.source)
    return PastedOrders(orders=tuple(orders), unread=tuple(unread))


def _spelt(address: str) -> str:
    """An address as bound addresses are spelt, where building, unit and room are all there."""
    try:
        return str(read_address(normalise(address)))
    except Refusal:
        return address


def _quantities(entry: Entry, items: Sequence[Item]) -> dict[int, int]:
    """The units of each kind of goods; nothing where any of what is named is not on offer."""
    only = items[0] if len(items) == 1 else None
    if not entry.wanted:
        return {only.id: entry.count} if only else {}
    quantities: dict[int, int] = {}
    for wanted in entry.wanted:
        item = _named(wanted.item, items) if wanted.item else only
        if item is None:
            return {}
        quantities[item.id] = quantities.get(item.id, 0) + wanted.number
    return quantities


def _named(name: str, items: Sequence[Item]) -> Item | None:
    """The goods that a name means: one that holds the other, else the most alike."""
    inside = [item for item in items if name in item.name or item.name in name]
    if len(inside) == 1:
        return inside[0]
    names = [item.name for item in items]
    best = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return items[best[2]] if best else None


def owed(buyer: Buyer, items: tuple[Item, ...]) -> str:
    """What a household owes, in 元."""
    return yuan(buyer.total(items))


def _natural(words: str) -> list[tuple[int, str]]:
    parts = re.split(r"([0-9]+)", words)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
