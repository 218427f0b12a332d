"""What the hours of a volunteer bring to the points of their household."""

from domain.hours import HoursEntry
from domain.points import Service, is_address, service_key, settle_service
from handlers.context import Ctx


async def credit(ctx: Ctx, entry: HoursEntry) -> None:
    """Have the household's points follow an entry of the ledger of hours.

    Nothing happens where hours give no points. A neighbour without Telegram is credited at their
    address, if one is known.
    """
    volunteer = entry.volunteer
    person = await ctx.uow.people.find(volunteer.person_id) if volunteer.person_id else None
    household = person.household if person else volunteer.household
    if not ctx.community.points_per_hour or not (person or is_address(household)):
        return
    movement = settle_service(await _service(ctx, entry, household))
    if movement is not None:
        await ctx.uow.points.post(movement, ctx.now)


async def _service(ctx: Ctx, entry: HoursEntry, household: str) -> Service:
    history = await ctx.uow.hours.history(entry.first)
    return Service(
        household=household,
        words=entry.title,
        source_key=service_key(entry.id),
        worth=sum(one.points for one in history),
        given=await ctx.uow.points.given([service_key(one.id) for one in history]),
        has=await ctx.uow.points.balance(household),
        by_id=entry.recorded_by,
    )
