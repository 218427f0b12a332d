"""Telling everybody who ordered in a group-buy, each in private and of their own order."""

from domain.circles import Circle
from domain.groupbuy.model import Buyer, GroupBuy
from domain.groupbuy.rules import order_words, owed
from domain.messages import Arg, Text, text
from domain.people import Person
from handlers.context import Ctx
from handlers.groupbuy.cards import who
from handlers.reaching import call_out, tell


async def tell_buyers(
    ctx: Ctx, buy: GroupBuy, key: str, *, waiting: bool = False, **args: Arg
) -> None:
    """Tell everybody who ordered, in a text that has their ``title``, ``order`` and ``total`` too.

    Whom the bot cannot write to is called in their group; of whom neither reaches, the organiser
    hears. With ``waiting`` it is only for those who have not picked up yet.
    """
    buyers = {
        buyer.id: buyer
        for buyer in await ctx.uow.groupbuy_orders.buyers(buy.number)
        if not (waiting and buyer.collected)
    }
    untold, called = dict(buyers), dict[int, list[Person]]()
    for buyer_id, person, circle_id in await ctx.uow.groupbuy_orders.people_by_buyer(buy.number):
        if buyer_id not in buyers:
            continue
        reached = not tell(ctx, [person], _words(buy, buyers[buyer_id], key, args))
        if not reached and circle_id is not None:
            called.setdefault(circle_id, []).append(person)
        if reached or circle_id is not None:
            untold.pop(buyer_id, None)
    for circle in buy.circles:
        _call(ctx, buy, circle, called.get(circle.id, []))
    _tell_of_the_rest(ctx, buy, list(untold.values()))


def _call(ctx: Ctx, buy: GroupBuy, circle: Circle, people: list[Person]) -> None:
    start = f"run-groupbuy-{buy.number}"
    call_out(ctx, circle, people, "groupbuy-call", start=start, title=buy.title)


def _words(buy: GroupBuy, buyer: Buyer, key: str, args: dict[str, Arg]) -> Text:
    order, total = order_words(buyer, buy.items), owed(buyer, buy.items)
    return Text(key=key, args={"title": buy.title, "order": order, "total": total, **args})


def _tell_of_the_rest(ctx: Ctx, buy: GroupBuy, left: list[Buyer]) -> None:
    if not left or buy.organiser_id is None:
        return
    lines = tuple(text("groupbuy-untold-line", who=who(b.name, b.address)) for b in left)
    ctx.say(buy.organiser_id, text("groupbuy-untold", title=buy.title, lines=lines))
