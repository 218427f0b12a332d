"""Points for what is fetched at the door."""

from domain.bookings import Booking
from domain.collections.model import Schedule
from domain.collections.streams import named
from domain.messages import text
from domain.points import award_at_the_door, rewards_for
from handlers.context import Ctx
from handlers.households import tell_household


async def reward_fetched(ctx: Ctx, schedule: Schedule, booking: Booking) -> None:
    """Give the household at whose door it was its points, and tell them and who had asked."""
    streams = [name for name in schedule.streams if named(name, ctx.community.streams).bulky]
    home = str(booking.address)
    for reward in rewards_for(streams, ctx.community.points):
        award = award_at_the_door(schedule.id, booking.day, home, reward, ctx.person.id)
        if not await ctx.uow.points.award(award, ctx.now):
            continue
        has = await ctx.uow.points.balance(home)
        words = text(
            "points-by-door", stream=reward.stream, household=home, points=reward.points, has=has
        )
        ctx.say(booking.person_id, words)
        await tell_household(ctx, home, words, besides=booking.person_id)
