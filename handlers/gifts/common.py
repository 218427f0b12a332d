"""What the parts of this feature share."""

from datetime import datetime

from domain.errors import Refusal
from domain.gifts import Gift, Order
from domain.messages import Text
from domain.points import Movement
from handlers.context import Ctx
from handlers.routing import Routes

CODE_PURPOSE = "gift"
EXPIRE, REMIND = "gift.expire", "gift.remind"

routes = Routes("gifts")


async def find_gift(ctx: Ctx, gift_id: int) -> Gift:
    """A gift that a button names.

    Raises:
        Refusal: there is none, as with a forged button.
    """
    gift = await ctx.uow.gifts.find(gift_id)
    if gift is None:
        raise Refusal("button-outdated")
    return gift


async def find_order(ctx: Ctx, order_id: int) -> Order:
    """An order that a button, a code or a deadline names.

    Raises:
        Refusal: there is none, as with a forged button.
    """
    order = await ctx.uow.gifts.order_by_id(order_id)
    if order is None:
        raise Refusal("button-outdated")
    return order


async def keep(ctx: Ctx, order: Order, movement: Movement, by_id: int | None) -> None:
    """Record how an order ended, with its points and its piece; no deadline waits for it now."""
    await ctx.uow.points.post(movement, ctx.now)
    await ctx.uow.gifts.end(order, by_id, ctx.now)
    for kind in (EXPIRE, REMIND):
        await ctx.uow.schedules.cancel(kind, str(order.id))


def show_end(ctx: Ctx, order: Order, words: Text) -> None:
    """Who ordered reads it in place of the code, which is good for nothing now."""
    if order.person_id is not None:
        ctx.edit(order.person_id, order_card(order), words)


def order_card(order: Order) -> str:
    """The name of the message that shows the code."""
    return f"order:{order.id}"


def short_day(ctx: Ctx, at: datetime) -> str:
    """A day, short enough for a line of a list."""
    wall = at.astimezone(ctx.community.zone)
    return f"{wall.month}-{wall.day}"
