"""The ranking of a month."""

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.points import BuildingPlace, HouseholdPlace, by_building, by_household, month_of
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.points.common import routes
from handlers.routing import Where

LINES = 20
THIS_MONTH, LAST_MONTH = 0, 1


async def show_ranking(ctx: Ctx, back: int, asked: int, *, anew: bool) -> None:
    """Say how buildings, and the households that take part, stand in a month.

    Args:
        ctx: of the command.
        back: how many months before the current one.
        asked: number of the message that asked for it, which names the card.
        anew: as a message of its own, rather than in place of what the card said.
    """
    period = month_of(ctx.now, ctx.community.zone, back)
    takes_part = await ctx.uow.points.taking_part()
    mine = ctx.person.household
    earned = await ctx.uow.points.earned(period)
    sections = (
        *_buildings(by_building(earned)),
        *_households(by_household(earned, takes_part), mine),
        text("ranking-takes-part" if mine in takes_part else "ranking-takes-no-part"),
    )
    month = period.start.astimezone(ctx.community.zone).month
    words, card = text("ranking", month=month, sections=sections), f"ranking:{asked}"
    buttons = _buttons(back, asked, takes=mine in takes_part)
    if anew:
        ctx.say(ctx.person.id, words, buttons, card=card)
    else:
        ctx.edit(ctx.person.id, card, words, buttons)


@routes.button("points.ranking", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def ranking(ctx: Ctx, press: Press) -> None:
    """The ranking, below the points of a household."""
    await show_ranking(ctx, THIS_MONTH, press.message_id or 0, anew=True)


@routes.button("points.month", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def other_month(ctx: Ctx, press: Press) -> None:
    """The ranking of this month or the last, on the same card."""
    back = LAST_MONTH if press.number(0) else THIS_MONTH
    await show_ranking(ctx, back, press.number(1), anew=False)


@routes.button("points.take_part", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def take_part(ctx: Ctx, press: Press) -> None:
    """A household is shown in the ranking from now on, or no longer."""
    if ctx.person.address is None:
        raise Refusal("ranking-needs-address")
    ranked = bool(press.number(0))
    await ctx.uow.points.take_part(ctx.person.household, ranked=ranked)
    ctx.answer(text("ranking-joined" if ranked else "ranking-left"))
    await show_ranking(ctx, THIS_MONTH, press.number(1), anew=False)


def _buildings(places: list[BuildingPlace]) -> list[Text]:
    if not places:
        return [text("ranking-nothing")]
    lines = tuple(
        text(
            "ranking-building",
            place=each.place,
            building=each.building,
            points=each.points,
            households=each.households,
        )
        for each in places[:LINES]
    )
    return [text("ranking-buildings", lines=lines)]


def _households(places: list[HouseholdPlace], mine: str) -> list[Text]:
    """The first places, and one's own wherever it is."""
    shown = [each for n, each in enumerate(places) if n < LINES or each.household == mine]
    if not shown:
        return []
    lines = tuple(
        text(
            "ranking-household",
            place=each.place,
            building=each.building,
            unit=each.unit,
            points=each.points,
            mine="yes" if each.household == mine else "no",
        )
        for each in shown
    )
    return [text("ranking-households", lines=lines)]


def _buttons(back: int, asked: int, *, takes: bool) -> list[list[Button]]:
    other = Button(
        label=text("btn-ranking-this" if back else "btn-ranking-last"),
        route="points.month",
        args=(THIS_MONTH if back else LAST_MONTH, asked),
    )
    part = Button(
        label=text("btn-ranking-leave" if takes else "btn-ranking-join"),
        route="points.take_part",
        args=(0 if takes else 1, asked),
    )
    return [[part], [other]]
