"""``/redeem``: a gift is handed over, once; and what happens when nobody comes for it."""

from domain.errors import Refusal
from domain.gifts import Order, OrderState, expired, redeemed, returned
from domain.messages import Button, When, text
from domain.permissions import Permission
from handlers import codes
from handlers.context import Ctx
from handlers.gifts.common import CODE_PURPOSE, EXPIRE, REMIND, find_order, keep, routes, show_end
from handlers.households import home, tell_household
from handlers.incoming import Command, DueNow, Press
from handlers.routing import Where


@routes.command("redeem", "核销", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def redeem(ctx: Ctx, command: Command) -> None:
    """``/redeem 731245``: the gift is handed over and its points are spent."""
    if not command.words:
        raise Refusal("redeem-howto")
    code = await codes.redeem(ctx, CODE_PURPOSE, command.words)
    if code is None:
        return
    order, movement = redeemed(await find_order(ctx, int(code.subject)), ctx.person.id)
    await keep(ctx, order, movement, ctx.person.id)
    await ctx.uow.audit.add("gift.redeem", ctx.person.id, str(order.id), ctx.now)
    person = await ctx.uow.people.find(code.person_id)
    ctx.reply(
        text(
            "gift-hand-over",
            name=order.gift,
            person=person.name if person else text("nobody"),
            household=home(order.household),
        ),
        [[Button(label=text("btn-gift-return"), route="gift.return", args=(order.id,))]],
    )
    words = text("gift-handed-over", name=order.gift, price=order.price)
    show_end(ctx, order, words)
    await tell_household(ctx, order.household, words)


@routes.button("gift.return", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def ask_return(ctx: Ctx, press: Press) -> None:
    """撤销核销: asks once more."""
    order = await find_order(ctx, press.number(0))
    returned(order, ctx.person.id)
    ctx.say(
        ctx.person.id,
        text("gift-return-sure", name=order.gift, price=order.price),
        [[Button(label=text("btn-gift-return-yes"), route="gift.return_yes", args=(order.id,))]],
    )


@routes.button("gift.return_yes", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def take_back(ctx: Ctx, press: Press) -> None:
    """What was handed over by mistake is in stock again, and its points are with the household."""
    order, movement = returned(await find_order(ctx, press.number(0)), ctx.person.id)
    await keep(ctx, order, movement, ctx.person.id)
    await ctx.uow.audit.add("gift.return", ctx.person.id, str(order.id), ctx.now)
    ctx.answer(text("done"))
    has = await ctx.uow.points.balance(order.household)
    words = text("gift-returned", name=order.gift, price=order.price, has=has)
    ctx.say(ctx.person.id, words)
    await tell_household(ctx, order.household, words, besides=ctx.person.id)


@routes.due(REMIND, needs=Permission.PUBLIC)
async def remind(ctx: Ctx, due: DueNow) -> None:
    """A day before it is kept no longer."""
    order = await find_order(ctx, int(due.subject))
    if order.state is OrderState.KEPT and order.person_id is not None:
        until = When(at=order.expires_at)
        words = text("gift-remind", name=order.gift, until=until, desk=ctx.community.points.desk)
        ctx.say(order.person_id, words, [[_code_button(order)]])


@routes.due(EXPIRE, needs=Permission.PUBLIC)
async def expire(ctx: Ctx, due: DueNow) -> None:
    """Nobody came for it: piece and points go back."""
    order = await find_order(ctx, int(due.subject))
    if order.state is not OrderState.KEPT or ctx.now < order.expires_at:
        return
    order, movement = expired(order)
    await keep(ctx, order, movement, None)
    has = await ctx.uow.points.balance(order.household)
    words = text("gift-expired", name=order.gift, price=order.price, has=has)
    show_end(ctx, order, words)
    await tell_household(ctx, order.household, words)


def _code_button(order: Order) -> Button:
    label = text("btn-code-again", name=order.gift)
    return Button(label=label, route="gift.code", args=(order.id,))
