"""What the organiser's card does: the list, close, reopen, cancel, change, the next week."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, Spreadsheet, Text, text
from domain.permissions import Permission
from domain.signups.model import Entry, Signup, SignupState
from domain.signups.options import PLACE, SEATS, TITLE, WHEN
from domain.signups.reading import moved, read_when
from domain.text import normalise
from domain.timing import Unclear
from handlers import reaching
from handlers.asking import ask_back
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.signups.cards import Rows, lines, look, shift_words, stop_row
from handlers.signups.common import RUNNING, changed, fill, find_to_run, plan, routes
from handlers.signups.fulllist import list_words, sheets
from handlers.signups.opening import read
from handlers.signups.telling import call, say_in_groups, tell, tell_organiser
from storage.dialogs import Dialog

DESK = "signup.desk_words"
LONGEST_REASON = 200


@routes.button("signup.list", needs=Permission.OPEN_SIGNUPS)
async def full_list(ctx: Ctx, press: Press) -> None:
    """名单: everybody, with what they answered."""
    signup, circles = await find_to_run(ctx, press.number(0))
    ctx.answer(text("done"))
    await ctx.uow.audit.add("signup.list", ctx.person.id, str(signup.number), ctx.now)
    ctx.say(ctx.person.id, await list_words(ctx, signup, circles))


@routes.button("signup.xlsx", needs=Permission.OPEN_SIGNUPS)
async def spreadsheet(ctx: Ctx, press: Press) -> None:
    """导出: the same as a file."""
    signup, circles = await find_to_run(ctx, press.number(0))
    ctx.answer(text("done"))
    await ctx.uow.audit.add("signup.export", ctx.person.id, str(signup.number), ctx.now)
    ctx.put(
        Spreadsheet(
            to=ctx.person.id,
            filename=f"signup-{signup.number}.xlsx",
            sheets=await sheets(ctx, signup, circles),
            caption=text("signup-about", title=signup.title),
        )
    )


@routes.button("signup.close", needs=Permission.OPEN_SIGNUPS)
async def close(ctx: Ctx, press: Press) -> None:
    """截止: nobody joins any more; those in the queue still move up."""
    signup, circles = await find_to_run(ctx, press.number(0))
    if signup.state is not SignupState.OPEN:
        raise Refusal("signup-is-closed", title=signup.title)
    await _keep(ctx, signup.model_copy(update={"state": SignupState.CLOSED}), circles)
    ctx.answer(text("signup-closed-now"))


@routes.button("signup.reopen", needs=Permission.OPEN_SIGNUPS)
async def reopen(ctx: Ctx, press: Press) -> None:
    """重新开放: people may join again, without the old deadline if that has passed."""
    signup, circles = await find_to_run(ctx, press.number(0))
    if signup.state is not SignupState.CLOSED:
        raise Refusal("button-outdated")
    if all(signup.begun(shift, ctx.now) for shift in signup.shifts):
        raise Refusal("signup-has-begun", title=signup.title)
    past = signup.closes_at is not None and signup.closes_at <= ctx.now
    update = {"state": SignupState.OPEN, "closes_at": None if past else signup.closes_at}
    await _keep(ctx, signup.model_copy(update=update), circles)
    ctx.answer(text("signup-open-again"))


@routes.button("signup.weekly_stop", needs=Permission.OPEN_SIGNUPS)
async def stop_weekly(ctx: Ctx, press: Press) -> None:
    """停止每周: this one stays, the next week's does not open."""
    signup, circles = await find_to_run(ctx, press.number(0))
    await _keep(ctx, signup.model_copy(update={"weekly": False}), circles)
    ctx.answer(text("signup-weekly-stopped"), alert=True)


@routes.button("signup.cancel", needs=Permission.OPEN_SIGNUPS)
async def ask_why(ctx: Ctx, press: Press) -> None:
    """取消活动: asks why, as everybody will be told."""
    await _ask_words(ctx, press, "cancel", text("signup-ask-reason"))


@routes.button("signup.change", needs=Permission.OPEN_SIGNUPS)
async def ask_what(ctx: Ctx, press: Press) -> None:
    """更改: which part."""
    signup, _ = await find_to_run(ctx, press.number(0))
    _check_running(signup)
    rows: Rows = [
        [
            Button(
                label=text(f"btn-signup-edit-{field}"),
                route="signup.change_what",
                args=(signup.number, field),
            )
            for field in (WHEN, PLACE, SEATS)
        ]
    ]
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, text("signup-change-what", title=signup.title), rows)


@routes.button("signup.change_what", needs=Permission.OPEN_SIGNUPS)
async def ask_new(ctx: Ctx, press: Press) -> None:
    """The new time, place or number."""
    questions = {
        WHEN: text("signup-ask-when"),
        PLACE: text("signup-ask-place"),
        SEATS: text("signup-ask-seats"),
    }
    if press.word(1) not in questions:
        raise Refusal("button-outdated")
    await _ask_words(ctx, press, press.word(1), questions[press.word(1)])


@routes.button("signup.never_mind", needs=Permission.OPEN_SIGNUPS)
async def never_mind(ctx: Ctx, _press: Press) -> None:
    """The question is dropped."""
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.answer(text("cancelled"))


@routes.step(DESK, needs=Permission.OPEN_SIGNUPS)
async def take_words(ctx: Ctx, answer: Answer) -> None:
    """The words for what was asked."""
    signup, circles = await find_to_run(ctx, int(answer.data["signup"] or 0))
    what, words = str(answer.data["what"]), normalise(answer.body).strip()
    _check_running(signup)
    if not words:
        raise Refusal("signup-needs-words")
    if what == "cancel":
        await _cancel(ctx, signup, circles, words)
    elif what == SEATS:
        await _change_seats(ctx, signup, circles, words)
    else:
        await _change(ctx, signup, circles, what, words)
    await ctx.uow.dialogs.close(ctx.person.id)


async def _ask_words(ctx: Ctx, press: Press, what: str, question: Text) -> None:
    signup, _ = await find_to_run(ctx, press.number(0))
    _check_running(signup)
    data: dict[str, str | int | None] = {"signup": signup.number, "what": what}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=DESK, data=data), ctx.now)
    drop = Button(label=text("btn-never-mind"), route="signup.never_mind")
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, question, [[drop]])


def _check_running(signup: Signup) -> None:
    if signup.state not in RUNNING:
        raise Refusal("signup-is-over", title=signup.title)


async def _keep(ctx: Ctx, signup: Signup, circles: Sequence[Circle]) -> None:
    await ctx.uow.signups.save(signup)
    await plan(ctx, signup, circles)
    await changed(ctx, signup)


async def _cancel(ctx: Ctx, signup: Signup, circles: Sequence[Circle], why: str) -> None:
    """Everybody on the list is told why, and so is the group."""
    if len(why) > LONGEST_REASON:
        raise Refusal("signup-too-long", word=why[:20], most=LONGEST_REASON)
    signup = signup.model_copy(update={"state": SignupState.CANCELLED, "reason": why})
    words = text("signup-cancelled", title=signup.title, reason=why)
    await _keep(ctx, signup, circles)
    await announce(ctx, signup, circles, words)
    key = "signup-cancelled-weekly" if signup.weekly else "signup-cancelled-done"
    ctx.reply(text(key, title=signup.title), stop_row(signup))


async def _change(
    ctx: Ctx, signup: Signup, circles: Sequence[Circle], what: str, words: str
) -> None:
    """Another time or place: everybody is told and asked again whether they come."""
    if what == WHEN:
        if await ctx.uow.signup_attendance.marks(signup.number):
            raise Refusal("signup-has-begun", title=signup.title)
        when = read_when(words, ctx.now, ctx.community.zone)
        if isinstance(when, Unclear):
            raise Refusal.saying(ask_back(when))
        signup = moved(signup, when, ctx.community.zone)
        if signup.over_at is not None and signup.over_at <= ctx.now:
            raise Refusal("signup-over-already")
    else:
        place = read(ctx, {TITLE: TITLE, PLACE: words}).place
        signup = signup.model_copy(update={"place": place})
    await ctx.uow.signup_entries.unconfirm(signup.number)
    await _keep(ctx, signup, circles)
    await _announce_change(ctx, signup, circles)
    ctx.reply(text("signup-changed-done", title=signup.title))


async def _change_seats(ctx: Ctx, signup: Signup, circles: Sequence[Circle], words: str) -> None:
    """Another number, of each shift; nobody who has a seat loses it."""
    seats = read(ctx, {TITLE: TITLE, SEATS: words}).shifts[0].seats
    rooms = await ctx.uow.signup_entries.rooms(signup)
    taken = max(room.taken for room in rooms.values())
    if seats is not None and seats < taken:
        raise Refusal("signup-seats-taken", taken=taken)
    shifts = tuple(shift.model_copy(update={"seats": seats}) for shift in signup.shifts)
    signup = signup.model_copy(update={"shifts": shifts})
    await ctx.uow.signups.save(signup)
    for shift in shifts:
        await fill(ctx, signup, shift)
    await _keep(ctx, signup, circles)
    ctx.reply(text("signup-changed-done", title=signup.title))


async def announce(ctx: Ctx, signup: Signup, circles: Sequence[Circle], words: Text) -> None:
    """Say something in the groups, and to everybody on the list in private where possible."""
    say_in_groups(ctx, circles, words)
    people = await ctx.uow.signup_lists.people(signup.number)
    await tell(ctx, signup, people.values(), words)
    await _tell_of_neighbours(ctx, signup)


async def _announce_change(ctx: Ctx, signup: Signup, circles: Sequence[Circle]) -> None:
    say_in_groups(ctx, circles, text("signup-changed", title=signup.title))
    people = await ctx.uow.signup_lists.people(signup.number)
    shown, left = lines(ctx, await look(ctx, signup)), {}
    for entry in await ctx.uow.signup_lists.all(signup.number):
        person = people.get(entry.person_id or 0)
        if person is not None:
            about = shift_words(signup, signup.shifts[entry.shift])
            words = text("signup-ask-again", about=about, lines=shown)
            for unreached in reaching.tell(ctx, [person], words, _again_rows(signup, entry)):
                left[unreached.id] = unreached
    await call(ctx, signup, list(left.values()))
    await _tell_of_neighbours(ctx, signup)


def _again_rows(signup: Signup, entry: Entry) -> Rows:
    stay = Button(label=text("btn-signup-stay"), route="signup.stay", args=(entry.number,))
    args = (signup.number, entry.shift)
    return [[stay, Button(label=text("btn-signup-leave"), route="signup.leave", args=args)]]


async def _tell_of_neighbours(ctx: Ctx, signup: Signup) -> None:
    """Whoever has no Telegram hears it from the organiser."""
    entries = await ctx.uow.signup_lists.all(signup.number)
    names = "、".join(dict.fromkeys(e.name for e in entries if e.person_id is None))
    if names:
        words = text("signup-pass-on", title=signup.title, names=names)
        await tell_organiser(ctx, signup, words)
