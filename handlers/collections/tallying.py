"""After a collection: staff enter what came of it, and the circles read it."""

from datetime import date

from domain.circles import Circle
from domain.collections.model import Occurrence, Schedule
from domain.collections.occurrences import find as find_occurrence
from domain.collections.tally import Tally, read_tally
from domain.errors import Refusal
from domain.messages import Button, text
from domain.permissions import Permission
from handlers.collections import cards, words
from handlers.collections.common import day_of, keepers, manages, pack_day, routes
from handlers.context import Ctx
from handlers.incoming import Answer, Comeback, Press
from handlers.routing import Where
from storage.dialogs import Dialog

ASK = "collection.tally_words"
COMEBACK = "tally"


async def ask_for_tally(ctx: Ctx, schedule: Schedule, occurrence: Occurrence) -> None:
    """Ask staff in private how many came and how much it was."""
    args = (schedule.id, pack_day(occurrence.day))
    said = text(
        "collection-ask-tally",
        what=words.what(ctx.community, schedule),
        when=words.when(occurrence),
        place=schedule.place,
    )
    button = Button(label=text("btn-tally"), route="collection.tally", args=args)
    card = f"{COMEBACK}:{schedule.id}:{occurrence.day}"
    for person_id in await keepers(ctx, schedule):
        ctx.say(person_id, said, [[button]], card=card)


@routes.button("collection.tally", needs=Permission.MANAGE_COLLECTIONS, where=Where.PRIVATE)
async def tally(ctx: Ctx, press: Press) -> None:
    """填写: asks for the numbers."""
    schedule, occurrence = await _held(ctx, press.number(0), day_of(press, 1))
    data: dict[str, str | int | None] = {"id": schedule.id, "day": occurrence.day.isoformat()}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ASK, data=data), ctx.now)
    ctx.say(ctx.person.id, text("collection-tally-howto", stream=schedule.streams[-1]))


@routes.step(ASK, needs=Permission.MANAGE_COLLECTIONS)
async def tally_words(ctx: Ctx, answer: Answer) -> None:
    """The numbers came."""
    day = date.fromisoformat(str(answer.data["day"]))
    schedule, occurrence = await _held(ctx, int(answer.data["id"] or 0), day)
    await _enter(ctx, schedule, occurrence, answer.body)
    await ctx.uow.dialogs.close(ctx.person.id)


@routes.comeback(COMEBACK, needs=Permission.MANAGE_COLLECTIONS)
async def comeback(ctx: Ctx, message: Comeback) -> None:
    """An answer to the question is as good as the button."""
    _, schedule_id, day = message.card.split(":")
    schedule, occurrence = await _held(ctx, int(schedule_id), date.fromisoformat(day))
    await _enter(ctx, schedule, occurrence, message.body)


async def post_summary(
    ctx: Ctx, schedule: Schedule, occurrence: Occurrence, entered: Tally, circles: list[Circle]
) -> None:
    """Tell the circles what came of a collection; told again, the message is changed.

    Where nobody counted the households, those count whose codes were read on site.
    """
    if entered.households is None:
        came = await ctx.uow.visits.count(schedule.id, occurrence.day)
        entered = entered.model_copy(update={"households": came or None})
    said = cards.summary(ctx, schedule, occurrence, entered)
    card = cards.day_card(schedule, occurrence, "sum")
    for circle in circles:
        if await ctx.uow.outbox.has_card(circle.chat_id, card):
            ctx.edit(circle.chat_id, card, said)
        else:
            cards.post(ctx, circle, card, (said, []))


async def _enter(ctx: Ctx, schedule: Schedule, occurrence: Occurrence, body: str) -> None:
    entered = read_tally(body, words.streams_of(ctx.community, schedule))
    await ctx.uow.collections.enter_tally(schedule.id, occurrence.day, entered, ctx.person.id)
    circles = await ctx.uow.collections.circles(schedule.id)
    await post_summary(ctx, schedule, occurrence, entered, circles)
    ctx.reply(text("collection-tally-kept", circles=len(circles)))


async def _held(ctx: Ctx, schedule_id: int, day: date) -> tuple[Schedule, Occurrence]:
    """A collection that has begun, of a schedule that the actor looks after.

    Raises:
        Refusal: there is none.
    """
    schedule = await ctx.uow.collections.any(schedule_id)
    if schedule is None or not await manages(ctx, schedule):
        raise Refusal("collection-gone", number=schedule_id)
    occurrence = find_occurrence(schedule, day)
    if occurrence is None or occurrence.start > ctx.now:
        raise Refusal("collection-date-gone")
    return schedule, occurrence
