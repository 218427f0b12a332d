"""What every part of the feature does: find a sign-up, keep it, plan what comes due, fill seats."""

from collections.abc import Sequence
from datetime import datetime

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, When, text
from domain.signups.model import Entry, Shift, Signup, SignupState
from domain.signups.rules import deadlines, may_run
from domain.signups.seating import (
    Grant,
    confirm_until,
    offered,
    promote,
    seated,
)
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.routing import Routes
from handlers.signups.cards import refresh, shift_words
from handlers.signups.telling import tell, tell_organiser
from storage.schedules import Due

routes = Routes("signups")

OFFER_OVER = "signup.offer_over"
UNANSWERED = "signup.unanswered"
RUNNING = frozenset({SignupState.OPEN, SignupState.CLOSED})


async def find(ctx: Ctx, number: int) -> Signup:
    """A sign-up by its number.

    Raises:
        Refusal: there is none.
    """
    found = await ctx.uow.signups.find(number)
    if found is None:
        raise Refusal("signup-unknown")
    return found


async def find_shift(ctx: Ctx, press: Press) -> tuple[Signup, Shift]:
    """The sign-up and the shift that a button names.

    Raises:
        Refusal: there is no such one.
    """
    signup = await find(ctx, press.number(0))
    shift = signup.shift(press.number(1))
    if shift is None:
        raise Refusal("button-outdated")
    return signup, shift


async def find_to_run(ctx: Ctx, number: int) -> tuple[Signup, list[Circle]]:
    """A sign-up that the actor may run, with its circles.

    Raises:
        Refusal: there is none, or it is not theirs.
    """
    signup = await find(ctx, number)
    circles = await ctx.uow.signups.circles(number)
    if not may_run(ctx.actor, circles):
        raise Refusal("no-permission", who=text("role-captain"))
    return signup, circles


async def find_own_entry(ctx: Ctx, number: int) -> tuple[Signup, Shift, Entry]:
    """An entry of the actor's that has not ended.

    Raises:
        Refusal: there is none, or it is somebody else's.
    """
    entry = await ctx.uow.signup_entries.find(number)
    if entry is None or entry.person_id != ctx.person.id:
        raise Refusal("signup-entry-gone")
    signup = await find(ctx, entry.signup)
    return signup, signup.shifts[entry.shift], entry


async def plan(ctx: Ctx, signup: Signup, circles: Sequence[Circle]) -> None:
    """Set what comes due for a sign-up, in place of what was set before."""
    lane = circles[0].chat_id if circles else 0
    wanted: dict[str, list[Due]] = {_subject(signup, s.position): [] for s in signup.shifts}
    wanted[_subject(signup, None)] = []
    for deadline in deadlines(signup, ctx.now, ctx.community.zone):
        subject = _subject(signup, deadline.shift)
        due_at = _by_day(ctx, deadline.at, deadline.until)
        wanted[subject].append(
            Due(
                kind=deadline.kind,
                subject=subject,
                due_at=due_at,
                expires_at=deadline.until,
                lane=lane,
            )
        )
    for subject, dues in wanted.items():
        await ctx.uow.schedules.replace("signup.", subject, dues)


def subject_parts(subject: str) -> tuple[int, int]:
    """Number of the sign-up and position of the shift that a deadline is about."""
    number, _, shift = subject.partition(":")
    return int(number), int(shift or 0)


def _subject(signup: Signup, shift: int | None) -> str:
    return f"{signup.number}" if shift is None else f"{signup.number}:{shift}"


def _by_day(ctx: Ctx, at: datetime, until: datetime | None) -> datetime:
    """Nobody is disturbed at night, unless it were too late by the morning."""
    by_day = ctx.community.quiet.end_after(at, ctx.community.zone)
    return at if until is not None and by_day >= until else by_day


async def fill(ctx: Ctx, signup: Signup, shift: Shift) -> None:
    """Give seats that are free to those who wait, as long as the shift has not begun."""
    if signup.state not in RUNNING or signup.begun(shift, ctx.now):
        return
    room = (await ctx.uow.signup_entries.rooms(signup))[shift.position]
    if not room.waiting or room.free == 0:
        return
    queue = await ctx.uow.signup_entries.queue(signup.number, shift.position)
    zone, quiet = ctx.community.zone, ctx.community.quiet
    until = confirm_until(shift, ctx.now, ctx.community.confirm_within, quiet, zone)
    for grant in promote(room, queue):
        await _grant(ctx, signup, shift, grant, until)


async def _grant(
    ctx: Ctx, signup: Signup, shift: Shift, grant: Grant, until: datetime | None
) -> None:
    """Offer seats and wait for the answer; where there is nobody to ask or no time, seat them."""
    entry, seats = grant
    person = await ctx.uow.people.find(entry.person_id) if entry.person_id else None
    about = shift_words(signup, shift)
    if person is None or until is None:
        await ctx.uow.signup_entries.save(seated(entry, seats))
        if person is None:
            words = text("signup-seated-neighbour", about=about, name=entry.name)
            await tell_organiser(ctx, signup, words)
        else:
            await tell(ctx, signup, [person], text("signup-seated", about=about, seats=seats))
        return
    await ctx.uow.signup_entries.save(offered(entry, seats, until))
    await ctx.uow.schedules.add(
        Due(kind=OFFER_OVER, subject=str(entry.number), due_at=until, lane=person.id)
    )
    words = text("signup-offer", about=about, seats=seats, until=When(at=until))
    await tell(ctx, signup, [person], words, _offer_buttons(entry))


def _offer_buttons(entry: Entry) -> list[list[Button]]:
    args = (entry.number,)
    return [
        [
            Button(label=text("btn-signup-accept"), route="signup.accept", args=args),
            Button(label=text("btn-signup-decline"), route="signup.decline", args=args),
        ]
    ]


async def take_off(ctx: Ctx, signup: Signup, entry: Entry, *, late: bool = False) -> None:
    """End an entry and pass its seats on."""
    await ctx.uow.signup_entries.end(entry, ctx.now, late=late)
    for kind in (OFFER_OVER, UNANSWERED):
        if entry.offered or entry.asking:
            await ctx.uow.schedules.cancel(kind, str(entry.number))
    await fill(ctx, signup, signup.shifts[entry.shift])


async def changed(ctx: Ctx, signup: Signup) -> None:
    """Bring every card of a sign-up up to date."""
    await refresh(ctx, signup, await ctx.uow.signups.circles(signup.number))
