"""Who hears of it: in private where the bot may write, else in the group with a link."""

from collections.abc import Iterable, Sequence

from domain.circles import Circle
from domain.messages import Button, Mention, Text, text
from domain.people import Person, Reach
from domain.signups.model import Signup
from handlers.context import Ctx

MENTIONED = 20
"""How many people one message names; Telegram notifies few more of them anyway."""

Rows = Sequence[Sequence[Button]]


def link_to(signup: Signup) -> str:
    """Payload of the deep link that opens a sign-up in the private chat."""
    return f"run-signup-{signup.number}"


async def tell(
    ctx: Ctx, signup: Signup, people: Iterable[Person], words: Text, rows: Rows = ()
) -> None:
    """Tell people of a list something, each in private where that is possible.

    The others are named in a group of theirs, with a link to what it is about. A list that is not
    public names nobody with its title.
    """
    left: list[Person] = []
    for person in people:
        if person.reach is Reach.OPEN:
            ctx.say(person.id, words, rows)
        else:
            left.append(person)
    if left:
        await _mention(ctx, signup, left)


async def tell_organiser(ctx: Ctx, signup: Signup, words: Text, rows: Rows = ()) -> None:
    """Tell whoever runs a sign-up something about it."""
    organiser = (
        await ctx.uow.people.find(signup.organiser_id) if signup.organiser_id is not None else None
    )
    if organiser is not None:
        await tell(ctx, signup, [organiser], words, rows)


async def _mention(ctx: Ctx, signup: Signup, people: Sequence[Person]) -> None:
    by_chat: dict[int, list[Person]] = {}
    circles = await ctx.uow.signups.circles(signup.number)
    for person in people:
        chat = await _group_of(ctx, circles, person)
        if chat is not None:
            by_chat.setdefault(chat, []).append(person)
    button = Button(label=text("btn-open-private"), start=link_to(signup))
    for chat, there in by_chat.items():
        for i in range(0, len(there), MENTIONED):
            ctx.say(chat, _call(signup, there[i : i + MENTIONED]), [[button]])


def _call(signup: Signup, people: Sequence[Person]) -> Text:
    who = text("signup-names", names=tuple(_mention_of(person) for person in people))
    if signup.public:
        return text("signup-news-for", who=who, title=signup.title)
    return text("please-start", who=who)


def _mention_of(person: Person) -> Text:
    return text("signup-mention", who=Mention(person_id=person.id, name=person.name))


async def _group_of(ctx: Ctx, circles: Sequence[Circle], person: Person) -> int | None:
    """A group of the sign-up that somebody is in, else one of the sign-up at all."""
    actor = await ctx.uow.people.actor(person.id, ctx.community.admins)
    mine = {m.circle.id for m in actor.memberships} if actor else set()
    active = [circle for circle in circles if circle.active]
    shared = [circle for circle in active if circle.id in mine] or active
    return shared[0].chat_id if shared else None
