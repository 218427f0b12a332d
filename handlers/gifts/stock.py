"""What staff do with gifts: put them in stock, withdraw them, see who has ordered."""

from domain.gifts import Order, read_offer, stocked
from domain.messages import Button, Text, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.gifts.common import find_gift, routes, short_day
from handlers.households import home
from handlers.incoming import Command, Press
from handlers.routing import Where
from storage.gifts import GiftCount

ORDERS = 10


async def restock(ctx: Ctx, command: Command) -> None:
    """``/gifts 洗衣液 50分 20件``: more of a gift, perhaps at a new price or with a picture."""
    photo = command.photo or (command.replied.photo if command.replied else None)
    offer = read_offer(command.words, pictured=photo is not None)
    gift = stocked(await ctx.uow.gifts.named(offer.name), offer, photo)
    kept = await ctx.uow.gifts.save(gift, offer.pieces, ctx.person.id, ctx.now)
    await ctx.uow.audit.add("gifts.stock", ctx.person.id, str(kept.id), ctx.now)
    ctx.reply(
        text(
            "gift-stocked",
            name=gift.name,
            price=gift.price,
            stock=gift.stock,
            photo="yes" if gift.photo else "no",
        ),
        [[Button(label=text("btn-manage-gifts"), route="gifts.manage")]],
    )


@routes.button("gifts.manage", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def manage(ctx: Ctx, press: Press) -> None:
    """Every gift with its stock, and the newest orders."""
    asked = press.message_id or 0
    words, buttons = await _overview(ctx, asked)
    ctx.say(ctx.person.id, words, buttons, card=_card(asked))


@routes.button("gift.withdraw", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def withdraw(ctx: Ctx, press: Press) -> None:
    """下架: nobody can order it any more; what is kept stays kept."""
    gift = await find_gift(ctx, press.number(0))
    withdrawn = gift.model_copy(update={"offered": False})
    await ctx.uow.gifts.save(withdrawn, 0, ctx.person.id, ctx.now)
    await ctx.uow.audit.add("gifts.withdraw", ctx.person.id, str(gift.id), ctx.now)
    ctx.answer(text("gift-withdrawn-now", name=gift.name))
    words, buttons = await _overview(ctx, press.number(1))
    ctx.edit(ctx.person.id, _card(press.number(1)), words, buttons)


async def _overview(ctx: Ctx, asked: int) -> tuple[Text, list[list[Button]]]:
    counted = await ctx.uow.gifts.all()
    orders = await ctx.uow.gifts.latest_orders(ORDERS)
    words = text(
        "gifts-overview",
        lines=tuple(_gift_line(each) for each in counted) or (text("gifts-nothing"),),
        orders=tuple(_order_line(ctx, order) for order in orders) or (text("gifts-nothing"),),
    )
    buttons = [
        [
            Button(
                label=text("btn-withdraw-gift", name=each.gift.name),
                route="gift.withdraw",
                args=(each.gift.id, asked),
            )
        ]
        for each in counted
        if each.gift.offered
    ]
    return words, [*buttons, [Button(label=text("btn-books-export"), route="points.export")]]


def _gift_line(counted: GiftCount) -> Text:
    gift = counted.gift
    return text(
        "gifts-overview-line",
        name=gift.name,
        price=gift.price,
        stock=gift.stock,
        kept=counted.kept,
        offered="yes" if gift.offered else "no",
    )


def _order_line(ctx: Ctx, order: Order) -> Text:
    return text(
        "gifts-order-line",
        day=short_day(ctx, order.created_at),
        household=home(order.household),
        name=order.gift,
        state=order.state,
        by=order.ended_by or "—",
    )


def _card(asked: int) -> str:
    return f"gifts:{asked}"
