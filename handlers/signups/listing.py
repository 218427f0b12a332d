"""``/signup``: the open sign-ups here, one of them, or a new one."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.signups.model import Signup, SignupState
from domain.signups.options import has_options
from domain.signups.rules import may_run
from handlers.audiences import addressable
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.routing import Where
from handlers.signups.cards import (
    Rows,
    desk_name,
    desk_rows,
    desk_words,
    join_rows,
    lines,
    look,
    own_card_name,
    own_view,
)
from handlers.signups.common import find, find_to_run, routes
from handlers.signups.drafting import open_in_private
from handlers.signups.fulllist import name_list
from handlers.signups.opening import open_in_group
from handlers.signups.questions import ask_first

LISTED = 8
ROWS = 12


@routes.command("signup", "报名", "接龙", needs=Permission.SIGN_UP, plainly=has_options)
async def signup(ctx: Ctx, command: Command) -> None:
    """Opens a sign-up; alone lists the open ones; with a number shows one."""
    if not command.words:
        await _list(ctx)
    elif command.words.isdecimal() and len(command.words) < len("1234567890123"):
        await _show(ctx, int(command.words))
    elif ctx.circle is not None:
        await open_in_group(ctx, command, ctx.circle)
    else:
        await open_in_private(ctx, command)


@routes.button("signup.show", needs=Permission.SIGN_UP)
async def show(ctx: Ctx, press: Press) -> None:
    """One of the sign-ups, in private."""
    ctx.answer(text("done"))
    await _show(ctx, press.number(0))


@routes.button("signup.names", needs=Permission.SIGN_UP, where=Where.PRIVATE)
async def names(ctx: Ctx, press: Press) -> None:
    """看名单: everybody on a list that is public, by name."""
    found = await find(ctx, press.number(0))
    await _check_theirs(ctx, found)
    if not found.public:
        raise Refusal("button-outdated")
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, await name_list(ctx, found))


@routes.button("signup.desk", needs=Permission.OPEN_SIGNUPS)
async def desk(ctx: Ctx, press: Press) -> None:
    """管理: the card with which a sign-up is run."""
    found, _ = await find_to_run(ctx, press.number(0))
    standing = await look(ctx, found)
    ctx.answer(text("done"))
    words = desk_words(ctx, standing)
    ctx.say(ctx.person.id, words, desk_rows(found), card=desk_name(found))


@routes.button("signup.opt", needs=Permission.SIGN_UP)
async def opt(ctx: Ctx, press: Press) -> None:
    """别点我的名, and the way back."""
    out = press.word(0) == "out"
    await ctx.uow.signup_attendance.opt_out(ctx.person.id, out=out)
    ctx.answer(text("signup-opted-out" if out else "signup-opted-in"), alert=True)


async def _list(ctx: Ctx) -> None:
    """The open ones here; in private those of all circles of a person."""
    circles = [ctx.circle] if ctx.circle else await _circles(ctx)
    states = [SignupState.OPEN] if ctx.circle else [SignupState.OPEN, SignupState.CLOSED]
    ids = [circle.id for circle in circles]
    found = await ctx.uow.signups.of_circles(ids, states, LISTED)
    if ctx.circle is not None:
        found = [s for s in found if any(s.joinable(shift, ctx.now) for shift in s.shifts)]
    if not found and not ctx.place.private:
        raise Refusal("signup-howto" if ctx.may(Permission.OPEN_SIGNUPS) else "signup-none")
    rows = await _private_rows(ctx, found) if ctx.place.private else _group_rows(ctx, found)
    words = tuple([await _line(ctx, one) for one in found])
    ctx.reply(text("signup-list", lines=words) if found else text("signup-howto-private"), rows)


async def _circles(ctx: Ctx) -> list[Circle]:
    mine = {m.circle.id: m.circle for m in ctx.actor.memberships}
    return list((mine | {circle.id: circle for circle in await addressable(ctx)}).values())


async def _line(ctx: Ctx, found: Signup) -> Text:
    return text("signup-list-item", lines=lines(ctx, await look(ctx, found)))


def _group_rows(ctx: Ctx, found: Sequence[Signup]) -> Rows:
    """报名 and 取消报名 for each; where there are several, the title stands on the button."""
    if len(found) == 1:
        return join_rows(ctx, found[0])
    rows: Rows = []
    for one in found:
        for shift in one.shifts:
            if one.joinable(shift, ctx.now):
                args = (one.number, shift.position)
                about = f"{one.title} {shift.label}".strip()
                join = text("btn-signup-join-shift", shift=about)
                leave = Button(label=text("btn-signup-leave"), route="signup.leave", args=args)
                rows.append([Button(label=join, route="signup.join", args=args), leave])
    return rows[:ROWS]


async def _private_rows(ctx: Ctx, found: Sequence[Signup]) -> Rows:
    rows: Rows = []
    for one in found:
        name = text("verbatim", word=one.title)
        row = [Button(label=name, route="signup.show", args=(one.number,))]
        if may_run(ctx.actor, await ctx.uow.signups.circles(one.number)):
            args = (one.number,)
            row.append(Button(label=text("btn-signup-desk"), route="signup.desk", args=args))
        rows.append(row)
    if ctx.may(Permission.OPEN_SIGNUPS):
        rows.append([Button(label=text("btn-signup-new"), route="signup.new")])
    opted_out = await ctx.uow.signup_attendance.opted_out(ctx.person.id)
    if opted_out:
        rows.append([Button(label=text("btn-signup-opt-in"), route="signup.opt", args=("in",))])
    return rows


async def _check_theirs(ctx: Ctx, found: Signup) -> None:
    """Refuse to show a sign-up of circles that somebody is not in.

    Raises:
        Refusal: it is one.
    """
    circles = await ctx.uow.signups.circles(found.number)
    mine = {m.circle.id for m in ctx.actor.memberships}
    if not mine & {circle.id for circle in circles} and not may_run(ctx.actor, circles):
        raise Refusal("signup-not-your-circle")


async def _show(ctx: Ctx, number: int) -> None:
    """One sign-up: in private with one's own entries, and with what is still to be answered."""
    found = await find(ctx, number)
    standing = await look(ctx, found)
    await _check_theirs(ctx, found)
    if not ctx.place.private:
        if ctx.circle not in await ctx.uow.signups.circles(number):
            raise Refusal("signup-elsewhere", number=number)
        ctx.reply(text("signup-card", lines=lines(ctx, standing)), join_rows(ctx, found))
        return
    words, rows = await own_view(ctx, standing)
    ctx.say(ctx.person.id, words, rows, card=own_card_name(found))
    for entry in await ctx.uow.signup_entries.of_person(number, ctx.person.id):
        if entry.asking:
            await ask_first(ctx, found, entry)
            return
