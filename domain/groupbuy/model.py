"""What a group-buy is."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.circles import Circle
from domain.timing import Moment, Unclear


class GroupBuyState(StrEnum):
    """How far it is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Item(BaseModel):
    """One kind of goods.

    Args:
        price: of one unit, in 分.
        stock: how many units there are; none where there is no end of them.
        least: the fewest that a household may order, if it orders any.
        most: the most that a household may order.
        ordered: how many units are ordered by now.
    """

    model_config = ConfigDict(frozen=True)

    id: int = 0
    name: str
    unit: str
    price: int
    stock: int | None = None
    least: int = 1
    most: int | None = None
    ordered: int = 0

    @property
    def free(self) -> int | None:
        """How many units are left; none where there is no end of them."""
        return None if self.stock is None else self.stock - self.ordered


class Pickup(BaseModel):
    """When and where goods are handed out.

    Args:
        until: the wall-clock time at which that ends, as typed; may be empty.
        place: may be empty.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime | None = None
    until: str = ""
    place: str = ""


class Goal(BaseModel):
    """What must be ordered for the group-buy to come about; nothing where both are 0.

    Args:
        portions: units of any goods.
        fen: an amount of money.
    """

    model_config = ConfigDict(frozen=True)

    portions: int = 0
    fen: int = 0


class Offer(BaseModel):
    """What somebody wants to open, as it was typed; times may still have to be asked back."""

    model_config = ConfigDict(frozen=True)

    title: str
    items: tuple[Item, ...]
    deadline: Moment | Unclear | None = None
    pickup_at: Moment | Unclear | None = None
    pickup_until: str = ""
    pickup_place: str = ""
    goal: Goal = Goal()
    public: bool = False
    note: str = ""


class GroupBuy(BaseModel):
    """One group-buy.

    Args:
        organiser_id: who opened it; none after they had their data erased.
        deadline: until when people may order; none until it is closed.
        public: the cards in the groups name who ordered.
        note: further words of the organiser.
        reason: why it was cancelled.
    """

    model_config = ConfigDict(frozen=True)

    number: int = 0
    title: str
    organiser_id: int | None
    organiser_name: str = ""
    state: GroupBuyState = GroupBuyState.DRAFT
    items: tuple[Item, ...]
    circles: tuple[Circle, ...] = ()
    deadline: datetime | None = None
    pickup: Pickup = Pickup()
    goal: Goal = Goal()
    public: bool = False
    note: str = ""
    reason: str = ""

    def item(self, item_id: int) -> Item | None:
        """Goods by their number."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def portions(self) -> int:
        """How many units of anything are ordered."""
        return sum(item.ordered for item in self.items)

    @property
    def total(self) -> int:
        """What all orders cost, in 分."""
        return sum(item.ordered * item.price for item in self.items)

    @property
    def succeeds(self) -> bool:
        """Whether enough is ordered for it to come about."""
        return (
            self.portions > 0
            and self.portions >= self.goal.portions
            and self.total >= self.goal.fen
        )


class Buyer(BaseModel):
    """One household that ordered.

    Args:
        household: what it is counted by: an address, a person without one, a neighbour's name.
        address: as shown; may be empty.
        building: for sorting; may be empty.
        quantities: units by the number of the goods; none is 0.
        by_telegram: somebody of them can be told things by the bot.
    """

    model_config = ConfigDict(frozen=True)

    id: int = 0
    household: str
    name: str
    address: str = ""
    note: str = ""
    quantities: Mapping[int, int] = {}
    paid: bool = False
    collected: bool = False
    by_telegram: bool = True

    def total(self, items: tuple[Item, ...]) -> int:
        """What they owe, in 分."""
        return sum(item.price * self.quantities.get(item.id, 0) for item in items)
