"""Calling the roll: 到场, 缺席, 请假 by a tap, or by the code that the attendee shows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.hours import Attendance as Served
from domain.hours import Volunteer
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.signups.model import Attendance, Entry, Mark, Shift, Signup, SignupState
from handlers.codes import issue, redeem
from handlers.context import Ctx
from handlers.entry import YIELDS
from handlers.incoming import Answer, Press
from handlers.serving import credit
from handlers.signups.cards import Rows, named, shift_words
from handlers.signups.common import find_own_entry, find_to_run, routes
from handlers.signups.telling import tell
from storage.dialogs import Dialog

PURPOSE = "signup"
CODES = "signup.codes"
PAGE = 8
CODE_LASTS = timedelta(minutes=30)
_TAPS = {mark.value: mark for mark in (Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED)}


@routes.button("signup.roll", needs=Permission.OPEN_SIGNUPS)
async def call_roll(ctx: Ctx, press: Press) -> None:
    """点名: everybody with a seat, and the way to enter codes."""
    signup, _ = await find_to_run(ctx, press.number(0))
    page = press.number(1)
    data: dict[str, str | int | None] = {"signup": signup.number, YIELDS: 1}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=CODES, data=data), ctx.now)
    words, rows = await _roll(ctx, signup, page)
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, words, rows, card=_card(signup, page))


@routes.button("signup.mark", needs=Permission.OPEN_SIGNUPS)
async def mark(ctx: Ctx, press: Press) -> None:
    """到场, 缺席 or 请假: a later tap puts right an earlier one."""
    entry = await ctx.uow.signup_entries.find(press.number(0))
    if entry is None or press.word(1) not in _TAPS:
        raise Refusal("signup-entry-gone")
    signup, _ = await find_to_run(ctx, entry.signup)
    await keep(ctx, signup, entry, _TAPS[press.word(1)])
    ctx.answer(text(f"signup-mark-{press.word(1)}"))
    await _refresh(ctx, signup, press.number(2))


@routes.button("signup.all_here", needs=Permission.OPEN_SIGNUPS)
async def all_here(ctx: Ctx, press: Press) -> None:
    """其余都到了: whoever has no mark yet was there."""
    signup, _ = await find_to_run(ctx, press.number(0))
    marks = await ctx.uow.signup_attendance.marks(signup.number)
    for entry in await _seated(ctx, signup):
        if entry.number not in marks:
            await keep(ctx, signup, entry, Mark.PRESENT)
    ctx.answer(text("done"))
    await _refresh(ctx, signup, press.number(1))


@routes.button("signup.code", needs=Permission.PUBLIC)
async def own_code(ctx: Ctx, press: Press) -> None:
    """我的签到码: six digits to show to whoever calls the roll."""
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    if not entry.seats or signup.state is SignupState.CANCELLED:
        raise Refusal("signup-not-on-list")
    digits = await issue(ctx, PURPOSE, str(entry.number), CODE_LASTS)
    ctx.answer(text("done"))
    minutes = int(CODE_LASTS.total_seconds() // 60)
    about = shift_words(signup, shift)
    said = text("signup-code", about=about, code=digits, minutes=minutes)
    ctx.say(ctx.person.id, said, fleeting=True)


@routes.step(CODES, needs=Permission.OPEN_SIGNUPS)
async def take_code(ctx: Ctx, answer: Answer) -> None:
    """A code that somebody showed: they were there, and are told so."""
    code = await redeem(ctx, PURPOSE, answer.body)
    entry = await ctx.uow.signup_entries.find(int(code.subject)) if code is not None else None
    if code is None:
        return
    if entry is None or entry.signup != answer.data["signup"]:
        ctx.reply(text("signup-code-elsewhere"))
        return
    signup, _ = await find_to_run(ctx, entry.signup)
    await keep(ctx, signup, entry, Mark.PRESENT)
    ctx.reply(text("signup-here", name=named(entry)))
    person = await ctx.uow.people.find(entry.person_id or 0)
    if person is not None:
        about = shift_words(signup, signup.shifts[entry.shift])
        await tell(ctx, signup, [person], text("signup-here-told", about=about))
    await _refresh(ctx, signup, 0)


async def keep(
    ctx: Ctx, signup: Signup, entry: Entry, mark_: Mark, *, stand_in_id: int | None = None
) -> None:
    """Keep what became of an entry; hours of service are derived from it."""
    shift = signup.shifts[entry.shift]
    found = Attendance(
        entry=entry.number,
        signup=signup.number,
        shift=shift.position,
        person_id=entry.person_id,
        household=await ctx.uow.signup_attendance.household_of(entry.number),
        seats=entry.seats,
        mark=mark_,
        minutes=shift.minutes if mark_ is Mark.PRESENT else 0,
        stand_in_id=stand_in_id,
    )
    await ctx.uow.signup_attendance.keep(found, shift.starts or ctx.now, ctx.person.id or None)
    if shift.minutes and shift.starts is not None:
        await _credit(ctx, signup, entry, found, shift.starts)


async def _credit(
    ctx: Ctx, signup: Signup, entry: Entry, found: Attendance, starts: datetime
) -> None:
    """Have the ledger of hours count what the roll-call says."""
    circles = await ctx.uow.signups.circles(signup.number)
    name = entry.name if entry.person_id is None else ""
    added = await ctx.uow.hours.record(
        Served(
            volunteer=Volunteer(person_id=entry.person_id, name=name, household=found.household),
            signup_id=signup.number,
            circle_id=circles[0].id if circles else None,
            title=signup.title,
            shift_at=starts,
            shift=found.shift,
            minutes=found.minutes,
            recorded_by=ctx.person.id or None,
        ),
        ctx.now,
        points_per_hour=ctx.community.points_per_hour,
    )
    if added is not None:
        await credit(ctx, added)


async def _seated(ctx: Ctx, signup: Signup) -> list[Entry]:
    return [entry for entry in await ctx.uow.signup_lists.all(signup.number) if entry.seats]


async def _refresh(ctx: Ctx, signup: Signup, page: int) -> None:
    words, rows = await _roll(ctx, signup, page)
    ctx.edit(ctx.person.id, _card(signup, page), words, rows)


async def _roll(ctx: Ctx, signup: Signup, page: int) -> tuple[Text, Rows]:
    seated = await _seated(ctx, signup)
    marks = await ctx.uow.signup_attendance.marks(signup.number)
    begin = max(page, 0) * PAGE
    shown = seated[begin : begin + PAGE]
    found = tuple(
        text(
            "signup-roll-line",
            number=begin + i,
            name=named(entry),
            shift=_label(signup.shifts[entry.shift]),
            mark=_mark(marks.get(entry.number)),
        )
        for i, entry in enumerate(shown, start=1)
    )
    if not seated:
        return text("signup-roll-nobody", title=signup.title), []
    there = sum(marks.get(entry.number) is Mark.PRESENT for entry in seated)
    words = text("signup-roll", title=signup.title, there=there, count=len(seated), lines=found)
    return words, _rows(signup, shown, page, more=len(seated) > begin + PAGE)


def _rows(signup: Signup, shown: Sequence[Entry], page: int, *, more: bool) -> Rows:
    rows: Rows = [_taps(entry, page) for entry in shown]
    number = signup.number
    everybody = Button(
        label=text("btn-signup-all-here"), route="signup.all_here", args=(number, page)
    )
    rows.append([everybody])
    turn = []
    if page > 0:
        turn.append(Button(label=text("btn-earlier"), route="signup.roll", args=(number, page - 1)))
    if more:
        turn.append(Button(label=text("btn-later"), route="signup.roll", args=(number, page + 1)))
    return [*rows, turn] if turn else rows


def _taps(entry: Entry, page: int) -> list[Button]:
    there = text("btn-signup-present", name=named(entry))
    return [
        Button(label=there, route="signup.mark", args=(entry.number, Mark.PRESENT, page)),
        Button(
            label=text("btn-signup-absent"),
            route="signup.mark",
            args=(entry.number, Mark.ABSENT, page),
        ),
        Button(
            label=text("btn-signup-excused"),
            route="signup.mark",
            args=(entry.number, Mark.EXCUSED, page),
        ),
    ]


def _label(shift: Shift) -> Text:
    return text("signup-shift-after", shift=shift.label) if shift.label else text("blank")


def _mark(found: Mark | None) -> Text:
    return text(f"signup-mark-{found}") if found is not None else text("signup-mark-none")


def _card(signup: Signup, page: int) -> str:
    return f"signup:{signup.number}:roll:{page}"
