"""Telling all who live together of what concerns their household."""

from domain.messages import Text, text
from domain.people import Reach
from handlers.context import Ctx


async def tell_household(
    ctx: Ctx, household: str, words: Text, *, besides: int | None = None
) -> None:
    """Let a household know, as far as it has opened the private chat.

    Who has not is not urged to: what is told here can be looked up at any time.

    Args:
        ctx: of the command.
        household: as ``Person.household`` names it.
        words: what to tell.
        besides: who hears of it in another way.
    """
    for person in await ctx.uow.people.of_household(household):
        if person.reach is Reach.OPEN and person.id != besides:
            ctx.say(person.id, words)


def home(household: str) -> Text:
    """A household in words, for staff.

    Args:
        household: as ``Person.household`` names it, or what is left of one who was erased.
    """
    if "-" in household:
        return text("verbatim", word=household)
    return text("home-unbound" if household.startswith("p") else "nobody")
