"""Who hears of it: in private where the bot may write, else in the group with a link."""

from collections.abc import Iterable, Sequence

from domain.circles import Circle
from domain.messages import Button, Priority, Say, Text
from domain.people import Person
from domain.signups.model import Signup
from handlers.context import Ctx, keyboard
from handlers.reaching import call_out
from handlers.reaching import tell as tell_in_private

Rows = Sequence[Sequence[Button]]


def link_to(signup: Signup) -> str:
    """Payload of the deep link that opens a sign-up in the private chat."""
    return f"run-signup-{signup.number}"


async def tell(
    ctx: Ctx, signup: Signup, people: Iterable[Person], words: Text, rows: Rows = ()
) -> None:
    """Tell people of a list something, each in private where that is possible.

    The others are called in a group of theirs, with a link to what it is about. Of a list that is
    not public, the group does not see what they are called for.
    """
    await call(ctx, signup, tell_in_private(ctx, tuple(people), words, rows))


async def call(ctx: Ctx, signup: Signup, left: Sequence[Person]) -> None:
    """Call people to the private chat, each in a group of theirs, in one message per group."""
    if not left:
        return
    circles = [c for c in await ctx.uow.signups.circles(signup.number) if c.active]
    there: dict[int, list[Person]] = {}
    for person in left:
        circle = await _circle_of(ctx, circles, person)
        if circle is not None:
            there.setdefault(circle.id, []).append(person)
    for circle in circles:
        called = there.get(circle.id, [])
        if signup.public:
            call_out(
                ctx,
                circle,
                called,
                "signup-news-for",
                start=link_to(signup),
                title=signup.title,
            )
        else:
            call_out(ctx, circle, called, "signup-news-quietly", start=link_to(signup))


def say_in_groups(ctx: Ctx, circles: Sequence[Circle], words: Text, rows: Rows = ()) -> None:
    """Say something in the groups of a sign-up, in the topic that each has chosen."""
    for circle in circles:
        if circle.active:
            ctx.put(
                Say(
                    to=circle.chat_id,
                    text=words,
                    buttons=keyboard(rows),
                    thread=circle.thread,
                    priority=Priority.CARD,
                )
            )


async def tell_organiser(ctx: Ctx, signup: Signup, words: Text, rows: Rows = ()) -> None:
    """Tell whoever runs a sign-up something about it."""
    if signup.organiser_id is None:
        return
    organiser = await ctx.uow.people.find(signup.organiser_id)
    if organiser is not None:
        await tell(ctx, signup, [organiser], words, rows)


async def _circle_of(ctx: Ctx, circles: Sequence[Circle], person: Person) -> Circle | None:
    """The circle of a sign-up that somebody is in, else the first of them."""
    actor = await ctx.uow.people.actor(person.id, ctx.community.admins)
    mine = {m.circle.id for m in actor.memberships} if actor else set()
    shared = [circle for circle in circles if circle.id in mine] or list(circles)
    return shared[0] if shared else None
