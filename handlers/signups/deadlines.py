"""What comes due for a sign-up: reminders, missing people, the deadline, the end, the next week."""

from domain.messages import Button, Text, When, text
from domain.permissions import Permission
from domain.signups.model import Entry, Shift, Signup, SignupState
from domain.signups.reading import shifted
from domain.signups.rotation import fair
from domain.signups.rules import CLOSES, NEXT, OVER, REMIND_DAY, REMIND_HOUR, SHORT, TIDY
from handlers import reaching
from handlers.context import Ctx
from handlers.incoming import DueNow
from handlers.signups.cards import Rows, refresh, shift_words
from handlers.signups.common import RUNNING, changed, fill, find, routes, subject_parts
from handlers.signups.opening import publish
from handlers.signups.telling import call, say_in_groups, tell_organiser

NAMED = 3
"""How many of those whose turn it is are named when people are missing."""
WEEK = 7


@routes.due(REMIND_DAY, needs=Permission.PUBLIC)
async def remind_day(ctx: Ctx, due: DueNow) -> None:
    """The day before: everybody with a seat is reminded."""
    await _remind(ctx, due, "signup-remind-day")


@routes.due(REMIND_HOUR, needs=Permission.PUBLIC)
async def remind_hour(ctx: Ctx, due: DueNow) -> None:
    """An hour before: once more, with the code for the roll-call."""
    await _remind(ctx, due, "signup-remind-hour")


@routes.due(SHORT, needs=Permission.PUBLIC)
async def people_missing(ctx: Ctx, due: DueNow) -> None:
    """The evening before, seats are free: the group hears, and whose turn it is is named."""
    found = await _running(ctx, due)
    if found is None:
        return
    signup, shift = found
    room = (await ctx.uow.signup_entries.rooms(signup))[shift.position]
    if not room.free:
        return
    circles = [c for c in await ctx.uow.signups.circles(signup.number) if c.active]
    volunteers = await ctx.uow.signup_attendance.volunteers(
        [circle.id for circle in circles], signup.number, ctx.now
    )
    words = _missing(signup, shift, room.free, [v.name for v in fair(volunteers, NAMED)])
    await tell_organiser(ctx, signup, words)
    if not signup.joinable(shift, ctx.now):
        return
    args = (signup.number, shift.position)
    rows: Rows = [[Button(label=text("btn-signup-join"), route="signup.join", args=args)]]
    if volunteers:
        opt = Button(label=text("btn-signup-opt-out"), route="signup.opt", args=("out",))
        rows.append([opt])
    say_in_groups(ctx, circles, words, rows)


@routes.due(CLOSES, needs=Permission.PUBLIC)
async def closes(ctx: Ctx, due: DueNow) -> None:
    """The deadline: nobody joins any more, and the organiser hears how it stands."""
    signup = await find(ctx, subject_parts(due.subject)[0])
    if signup.state is not SignupState.OPEN or (signup.closes_at or ctx.now) > ctx.now:
        return
    signup = signup.model_copy(update={"state": SignupState.CLOSED})
    await ctx.uow.signups.save(signup)
    rooms = await ctx.uow.signup_entries.rooms(signup)
    seated = sum(room.seated for room in rooms.values())
    waiting = sum(room.waiting for room in rooms.values())
    words = text("signup-closed-told", title=signup.title, seated=seated, waiting=waiting)
    await tell_organiser(ctx, signup, words)
    await changed(ctx, signup)


@routes.due(OVER, needs=Permission.PUBLIC)
async def over(ctx: Ctx, due: DueNow) -> None:
    """It is over: the card has no buttons any more, and the organiser is asked for the roll."""
    signup = await find(ctx, subject_parts(due.subject)[0])
    if signup.state not in RUNNING or (signup.over_at or ctx.now) > ctx.now:
        return
    signup = signup.model_copy(update={"state": SignupState.OVER})
    await ctx.uow.signups.save(signup)
    roll = Button(label=text("btn-signup-roll"), route="signup.roll", args=(signup.number, 0))
    await tell_organiser(ctx, signup, text("signup-over-told", title=signup.title), [[roll]])
    await changed(ctx, signup)


@routes.due(NEXT, needs=Permission.PUBLIC)
async def next_week(ctx: Ctx, due: DueNow) -> None:
    """A weekly one is over: the next week's opens, with nobody on it."""
    signup = await find(ctx, subject_parts(due.subject)[0])
    if not signup.weekly:
        return
    following = shifted(signup, WEEK, ctx.community.zone)
    last = following.over_at or following.closes_at
    while last is not None and last <= ctx.now:
        following = shifted(following, WEEK, ctx.community.zone)
        last = following.over_at or following.closes_at
    done = signup.model_copy(update={"weekly": False})
    await ctx.uow.signups.save(done)
    circles = [c for c in await ctx.uow.signups.circles(signup.number) if c.active]
    await refresh(ctx, done, circles)
    fresh = following.model_copy(update={"state": SignupState.OPEN, "reason": ""})
    if circles:
        await publish(ctx, fresh, circles)


@routes.due(TIDY, needs=Permission.PUBLIC)
async def tidy(ctx: Ctx, due: DueNow) -> None:
    """Somebody had their data erased: what they left goes to those who wait."""
    signup = await find(ctx, subject_parts(due.subject)[0])
    for shift in signup.shifts:
        await fill(ctx, signup, shift)
    await changed(ctx, signup)


async def _running(ctx: Ctx, due: DueNow) -> tuple[Signup, Shift] | None:
    """The shift that a reminder is about, if it is still to come."""
    number, position = subject_parts(due.subject)
    signup = await find(ctx, number)
    shift = signup.shift(position)
    if shift is None or signup.state not in RUNNING or signup.begun(shift, ctx.now):
        return None
    return signup, shift


async def _remind(ctx: Ctx, due: DueNow, key: str) -> None:
    found = await _running(ctx, due)
    if found is None:
        return
    signup, shift = found
    people = await ctx.uow.signup_lists.people(signup.number)
    entries = await ctx.uow.signup_lists.all(signup.number, shift=shift.position)
    lines = [text("signup-line-when", at=When(at=shift.starts or ctx.now))]
    if signup.place:
        lines.append(text("signup-line-place", place=signup.place))
    words = text(key, about=shift_words(signup, shift), lines=tuple(lines))
    left = []
    for entry in entries:
        person = people.get(entry.person_id or 0)
        if person is not None and entry.seats:
            left += reaching.tell(ctx, [person], words, _reminder_rows(entry))
    await call(ctx, signup, left)


def _reminder_rows(entry: Entry) -> Rows:
    args = (entry.number,)
    return [
        [
            Button(label=text("btn-signup-code"), route="signup.code", args=args),
            Button(label=text("btn-signup-stand-in"), route="signup.stand_in", args=args),
        ],
        [
            Button(
                label=text("btn-signup-leave"),
                route="signup.leave",
                args=(entry.signup, entry.shift),
            )
        ],
    ]


def _missing(signup: Signup, shift: Shift, free: int, names: list[str]) -> Text:
    about = shift_words(signup, shift)
    if not names:
        return text("signup-short", about=about, free=free)
    return text("signup-short-names", about=about, free=free, names="、".join(names))
