"""Ordering a gift: asked once more, kept for a week, cancelled if it is not wanted after all."""

from domain.errors import Refusal
from domain.gifts import (
    KEPT,
    REMIND_BEFORE,
    Gift,
    Order,
    OrderState,
    cancelled,
    orderable,
    reservation,
)
from domain.messages import Attachment, Button, Say, When, text
from domain.permissions import Permission
from handlers import codes
from handlers.context import Ctx
from handlers.gifts.common import (
    CODE_PURPOSE,
    EXPIRE,
    REMIND,
    find_gift,
    find_order,
    keep,
    order_card,
    routes,
    show_end,
)
from handlers.households import tell_household
from handlers.incoming import Press
from handlers.routing import Where
from storage.gifts import Ordering
from storage.schedules import Due


@routes.button("gift.ask", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def ask(ctx: Ctx, press: Press) -> None:
    """兑换: shows the gift, and asks once more."""
    gift = await find_gift(ctx, press.number(0))
    has = await ctx.uow.points.balance(ctx.person.household)
    orderable(gift, gift.price, has)
    asked = press.message_id or 0
    confirm = Button(
        label=text("btn-order-yes"), route="gift.confirm", args=(gift.id, gift.price, asked)
    )
    never_mind = Button(label=text("btn-order-no"), route="gift.never_mind", args=(gift.id, asked))
    words = text("gift-sure", name=gift.name, price=gift.price, has=has, left=has - gift.price)
    ctx.put(
        Say(
            to=ctx.person.id,
            text=words,
            buttons=((confirm,), (never_mind,)),
            card=_ask_card(gift.id, asked),
            attachment=Attachment(kind="photo", file_id=gift.photo) if gift.photo else None,
        )
    )


@routes.button("gift.never_mind", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def never_mind(ctx: Ctx, press: Press) -> None:
    """不换了: the question is taken back."""
    ctx.edit(ctx.person.id, _ask_card(press.number(0), press.number(1)), text("gift-not-now"))


@routes.button("gift.confirm", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def confirm(ctx: Ctx, press: Press) -> None:
    """确认兑换: a piece and its points are kept, and a code to fetch it is shown."""
    gift = await find_gift(ctx, press.number(0))
    order = await _order(ctx, gift, press)
    await _plan(ctx, order)
    words = text("gift-ordered", name=gift.name, price=order.price)
    ctx.edit(ctx.person.id, _ask_card(gift.id, press.number(2)), words)
    await _show_code(ctx, order)
    has = await ctx.uow.points.balance(order.household)
    by = ctx.person.name
    told = text("gift-ordered-other", by=by, name=gift.name, price=order.price, has=has)
    await tell_household(ctx, order.household, told, besides=ctx.person.id)


@routes.button("gift.code", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def code_again(ctx: Ctx, press: Press) -> None:
    """A new code for what is kept; the one before is void."""
    order = await _own_order(ctx, press.number(0))
    if order.state is not OrderState.KEPT:
        raise Refusal("gift-over", name=order.gift, state=order.state)
    await _show_code(ctx, order)


@routes.button("gift.cancel", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def cancel(ctx: Ctx, press: Press) -> None:
    """取消兑换: piece and points go back."""
    order, movement = cancelled(await _own_order(ctx, press.number(0)), ctx.person.id)
    await keep(ctx, order, movement, ctx.person.id)
    has = await ctx.uow.points.balance(order.household)
    ctx.answer(text("done"))
    words = text("gift-cancelled", name=order.gift, price=order.price, has=has)
    show_end(ctx, order, words)
    await tell_household(ctx, order.household, words, besides=order.person_id)


async def _order(ctx: Ctx, gift: Gift, press: Press) -> Order:
    """The order, with its points set aside; the last piece goes to whoever is first.

    Raises:
        Refusal: it cannot be had, or this press was made before.
    """
    source = f"{press.place.chat_id}:{press.message_id}"
    if await ctx.uow.gifts.ordered(source):
        raise Refusal("gift-ordered-before")
    household = ctx.person.household
    orderable(gift, press.number(1), await ctx.uow.points.balance(household))
    ordering = Ordering(
        gift=gift,
        account_id=await ctx.uow.points.account_id(household),
        person_id=ctx.person.id,
        source=source,
        expires_at=ctx.community.quiet.end_after(ctx.now + KEPT, ctx.community.zone),
    )
    order = await ctx.uow.gifts.order(ordering, ctx.now)
    await ctx.uow.points.post(reservation(order, ctx.person.id), ctx.now)
    return order


async def _plan(ctx: Ctx, order: Order) -> None:
    """When to remind of it, and when it is kept no longer."""
    subject, lane, end = str(order.id), ctx.person.id, order.expires_at
    remind_at = ctx.community.quiet.end_after(end - REMIND_BEFORE, ctx.community.zone)
    for due in (
        Due(kind=EXPIRE, subject=subject, due_at=end, lane=lane),
        Due(kind=REMIND, subject=subject, due_at=remind_at, expires_at=end, lane=lane),
    ):
        await ctx.uow.schedules.add(due)


async def _show_code(ctx: Ctx, order: Order) -> None:
    lifetime = order.expires_at - ctx.now
    digits = await codes.issue(ctx, CODE_PURPOSE, str(order.id), lifetime)
    ctx.say(
        ctx.person.id,
        text(
            "gift-code",
            name=order.gift,
            code=f"{digits[:3]} {digits[3:]}",
            until=When(at=order.expires_at),
            desk=ctx.community.points.desk,
        ),
        [[Button(label=text("btn-cancel-order"), route="gift.cancel", args=(order.id,))]],
        card=order_card(order),
        fleeting=True,
    )


async def _own_order(ctx: Ctx, order_id: int) -> Order:
    order = await find_order(ctx, order_id)
    if order.household != ctx.person.household and order.person_id != ctx.person.id:
        raise Refusal("button-outdated")
    return order


def _ask_card(gift_id: int, asked: int) -> str:
    return f"gift:{gift_id}:{asked}"
