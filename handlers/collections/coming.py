"""我要来: who means to come to a collection."""

from domain.circles import Circle
from domain.collections.model import Occurrence, Schedule
from domain.errors import Refusal
from domain.messages import text
from domain.permissions import Permission
from handlers.collections import cards, residents, words
from handlers.collections.common import day_of, find, occurrence_of, routes
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.routing import Where


@routes.button("collection.come", needs=Permission.SEE_COLLECTIONS)
async def come(ctx: Ctx, press: Press) -> None:
    """我要来; pressed again, it changes nothing."""
    schedule = await find(ctx, press.number(0))
    occurrence = await occurrence_of(ctx, schedule, day_of(press, 1))
    circle = await _circle(ctx, schedule)
    new = await ctx.uow.collections.come(schedule.id, occurrence.day, ctx.person.id, circle.id)
    key = "collection-you-come" if new else "collection-you-come-already"
    ctx.answer(text(key, when=words.when(occurrence), place=schedule.place))
    await _refresh(ctx, press, schedule, occurrence, circle)


@routes.button("collection.stay", needs=Permission.SEE_COLLECTIONS, where=Where.PRIVATE)
async def stay(ctx: Ctx, press: Press) -> None:
    """不去了."""
    schedule = await find(ctx, press.number(0))
    occurrence = await occurrence_of(ctx, schedule, day_of(press, 1))
    circle_id = await ctx.uow.collections.stay_away(schedule.id, occurrence.day, ctx.person.id)
    circle = None if circle_id is None else await ctx.uow.circles.find(circle_id)
    ctx.answer(text("collection-you-stay"))
    await _refresh(ctx, press, schedule, occurrence, circle)


async def _circle(ctx: Ctx, schedule: Schedule) -> Circle:
    """The circle as whose member somebody comes: the group's, or one of theirs.

    Raises:
        Refusal: the collection is for none of their circles.
    """
    served = {circle.id: circle for circle in await ctx.uow.collections.circles(schedule.id)}
    own = [m.circle.id for m in ctx.actor.memberships]
    mine = [ctx.circle.id] if ctx.circle is not None else own
    found = next((served[circle_id] for circle_id in mine if circle_id in served), None)
    if found is None:
        raise Refusal("collection-not-for-you")
    return found


async def _refresh(
    ctx: Ctx, press: Press, schedule: Schedule, occurrence: Occurrence, circle: Circle | None
) -> None:
    """The reminder in the group counts who comes; the list in private shows it."""
    card = cards.day_card(schedule, occurrence, "eve")
    if circle is not None and await ctx.uow.outbox.has_card(circle.chat_id, card):
        comers = await ctx.uow.collections.comers(schedule.id, occurrence.day)
        said, rows = cards.reminder(ctx, schedule, occurrence, comers.get(circle.id, []))
        ctx.edit(circle.chat_id, card, said, rows)
    if press.place.private and press.message_id is not None:
        shown = await ctx.uow.outbox.card_of(ctx.person.id, press.message_id)
        if shown is not None and shown.startswith(residents.CARD):
            await residents.refresh(ctx, shown)
