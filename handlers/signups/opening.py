"""Opening a sign-up: what was typed is read, kept, and posted in every circle."""

from collections.abc import Sequence

from domain.audience import take_anywhere
from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Say
from domain.people import Reach
from domain.permissions import Permission
from domain.signups.model import Signup
from domain.signups.options import Fields, split_options
from domain.signups.reading import read_signup
from domain.timing import Unclear
from handlers.asking import ask_back
from handlers.audiences import addressable, choose
from handlers.context import Ctx, keyboard
from handlers.incoming import Command
from handlers.signups.cards import (
    Standing,
    card_name,
    desk_name,
    desk_rows,
    desk_words,
    group_rows,
    group_words,
    look,
)
from handlers.signups.common import plan
from handlers.signups.telling import tell_organiser


def read(ctx: Ctx, fields: Fields) -> Signup:
    """The sign-up that was typed.

    Raises:
        Refusal: for what cannot be read, and for a time that has to be asked back.
    """
    found = read_signup(fields, ctx.now, ctx.community.zone)
    if isinstance(found, Unclear):
        raise Refusal.saying(ask_back(found))
    return found


async def read_words(ctx: Ctx, words: str) -> tuple[Fields, list[Circle]]:
    """What was typed for each option, and the circles that it names by ``@``."""
    mine = await addressable(ctx)
    audience, rest = take_anywhere(words, ctx.community.grids, mine)
    circles = await choose(ctx, audience) if audience is not None else []
    return split_options(rest), circles


async def open_in_group(ctx: Ctx, command: Command, here: Circle) -> None:
    """One line in the group posts the card straight away, there and in the circles it names."""
    ctx.actor.require(Permission.OPEN_SIGNUPS, here)
    fields, named = await read_words(ctx, command.words)
    others = [circle for circle in named if circle.id != here.id]
    await publish(ctx, read(ctx, fields), [here, *others], command)


async def publish(
    ctx: Ctx, signup: Signup, circles: Sequence[Circle], command: Command | None = None
) -> Signup:
    """Keep a sign-up, post its card in every circle, and give the organiser theirs."""
    organiser = signup.organiser_id or ctx.person.id or None
    signup = signup.model_copy(update={"organiser_id": organiser})
    kept = await ctx.uow.signups.add(signup, [circle.id for circle in circles], ctx.now)
    await plan(ctx, kept, circles)
    standing = await look(ctx, kept)
    ctx.put(*(_card(ctx, standing, circle, command) for circle in circles))
    await _give_desk(ctx, standing)
    return kept


def _card(ctx: Ctx, standing: Standing, circle: Circle, command: Command | None) -> Say:
    here = command is not None and command.place.chat_id == circle.chat_id
    return Say(
        to=circle.chat_id,
        text=group_words(ctx, standing),
        buttons=keyboard(group_rows(ctx, standing.signup)),
        card=card_name(standing.signup),
        thread=command.place.thread if command is not None and here else circle.thread,
        reply_to=command.message_id if command is not None and here else None,
    )


async def _give_desk(ctx: Ctx, standing: Standing) -> None:
    """The organiser's card in private; who has not opened that chat is called to it."""
    signup = standing.signup
    organiser = await ctx.uow.people.find(signup.organiser_id or 0)
    if organiser is not None and organiser.reach is Reach.OPEN:
        desk = desk_words(ctx, standing)
        ctx.say(organiser.id, desk, desk_rows(signup), card=desk_name(signup))
    else:
        await tell_organiser(ctx, signup, desk_words(ctx, standing))
