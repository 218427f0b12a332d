"""How a sign-up looks: the live card of the groups, and what stands on every other one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.circles import Circle
from domain.messages import Button, Day, Text, When, text
from domain.signups.model import Entry, Shift, Signup, SignupState
from domain.signups.rules import KIND_TEXTS
from domain.signups.seating import Room
from domain.timing import Moment
from handlers.context import Ctx
from handlers.signups.telling import link_to

NAMES = 5
"""How many of the last who got a seat the card names."""

Rows = list[list[Button]]


@dataclass(frozen=True)
class Standing:
    """A sign-up with all that its cards show.

    Args:
        signup: it.
        rooms: how full each shift is.
        newest: the last who got a seat.
    """

    signup: Signup
    rooms: dict[int, Room]
    newest: list[Entry]


async def look(ctx: Ctx, signup: Signup) -> Standing:
    """A sign-up as it stands now."""
    return Standing(
        signup=signup,
        rooms=await ctx.uow.signup_entries.rooms(signup),
        newest=await ctx.uow.signup_lists.newest(signup.number, NAMES) if signup.public else [],
    )


def card_name(signup: Signup) -> str:
    """The name of the live card in the groups."""
    return f"signup:{signup.number}"


def own_card_name(signup: Signup) -> str:
    """The name of the card in somebody's private chat."""
    return f"signup:{signup.number}:own"


def desk_name(signup: Signup) -> str:
    """The name of the card of whoever runs it."""
    return f"signup:{signup.number}:desk"


async def refresh(ctx: Ctx, signup: Signup, circles: Sequence[Circle]) -> None:
    """Bring the cards in the groups, the organiser's and the reader's own up to date."""
    standing = await look(ctx, signup)
    words, rows = group_words(ctx, standing), group_rows(ctx, signup)
    for circle in circles:
        if circle.active:
            ctx.edit(circle.chat_id, card_name(signup), words, rows)
    organiser, has_card = signup.organiser_id, ctx.uow.outbox.has_card
    if organiser is not None and await has_card(organiser, desk_name(signup)):
        ctx.edit(organiser, desk_name(signup), desk_words(ctx, standing), desk_rows(signup))
    if ctx.place.private and await has_card(ctx.person.id, own_card_name(signup)):
        own, own_rows = await own_view(ctx, standing)
        ctx.edit(ctx.person.id, own_card_name(signup), own, own_rows)


def group_words(ctx: Ctx, standing: Standing) -> Text:
    """The live card."""
    return text("signup-card", lines=lines(ctx, standing))


def desk_words(ctx: Ctx, standing: Standing) -> Text:
    """The card of whoever runs it: the same, and what is missing for reminders."""
    shown = lines(ctx, standing)
    signup = standing.signup
    if signup.starts is None and signup.state is SignupState.OPEN:
        shown = (*shown, text("signup-line-no-hour"))
    return text("signup-desk", lines=shown)


def lines(ctx: Ctx, standing: Standing) -> tuple[Text, ...]:
    """What everybody may know of a sign-up, line by line."""
    signup = standing.signup
    found = [_title(signup), *_when(ctx, signup)]
    if signup.place:
        found.append(text("signup-line-place", place=signup.place))
    found += [_numbers(signup, shift, standing.rooms[shift.position]) for shift in signup.shifts]
    if standing.newest:
        names = "、".join(named(entry) for entry in reversed(standing.newest))
        found.append(text("signup-line-names", names=names))
    return (*found, *_conditions(signup))


def named(entry: Entry) -> str:
    """Somebody on the list, with how many they bring along."""
    more = max(entry.seats, 1) - 1
    return f"{entry.name}+{more}" if more else entry.name


def shift_words(signup: Signup, shift: Shift) -> Text:
    """A sign-up and the shift of it, in a few words."""
    if not shift.label:
        return text("signup-about", title=signup.title)
    return text("signup-about-shift", title=signup.title, shift=shift.label)


def join_rows(ctx: Ctx, signup: Signup) -> Rows:
    """报名, 取消报名 and +1, a row for each shift that people may still join or leave."""
    if signup.state in {SignupState.CANCELLED, SignupState.OVER}:
        return []
    return [_row(ctx, signup, shift) for shift in signup.shifts if not signup.begun(shift, ctx.now)]


def group_rows(ctx: Ctx, signup: Signup) -> Rows:
    """The same with the way to the whole list, which is read in private."""
    rows = join_rows(ctx, signup)
    if rows and signup.public:
        rows.append([Button(label=text("btn-signup-names"), start=link_to(signup))])
    return rows


def _row(ctx: Ctx, signup: Signup, shift: Shift) -> list[Button]:
    args, label = (signup.number, shift.position), shift.label
    leave = Button(label=text("btn-signup-leave"), route="signup.leave", args=args)
    if not signup.joinable(shift, ctx.now):
        return [leave]
    join = text("btn-signup-join-shift", shift=label) if label else text("btn-signup-join")
    row = [Button(label=join, route="signup.join", args=args), leave]
    if signup.party_max > 1:
        row.append(Button(label=text("btn-signup-more"), route="signup.more", args=args))
    return row


async def own_view(ctx: Ctx, standing: Standing) -> tuple[Text, Rows]:
    """A sign-up as somebody sees it in private: with their own entries and what they can do."""
    signup = standing.signup
    entries = await ctx.uow.signup_entries.of_person(signup.number, ctx.person.id)
    own = tuple([await own_line(ctx, signup, entry) for entry in entries])
    rows = join_rows(ctx, signup)
    for entry in entries:
        rows += _own_rows(signup, entry)
    if signup.public:
        args = (signup.number,)
        rows.append([Button(label=text("btn-signup-names"), route="signup.names", args=args)])
    return text("signup-own", lines=(*lines(ctx, standing), *own)), rows


async def own_line(ctx: Ctx, signup: Signup, entry: Entry) -> Text:
    """How it stands with one's own entry."""
    shift = signup.shifts[entry.shift]
    about = text("verbatim", word=shift.label) if shift.label else text("blank")
    if entry.offered:
        until = When(at=entry.offered_until or ctx.now)
        return text("signup-own-offered", about=about, seats=entry.offered, until=until)
    if entry.waits:
        place = await ctx.uow.signup_entries.place(entry)
        return text(
            "signup-own-waiting", about=about, seats=entry.seats, party=entry.party, place=place
        )
    return text("signup-own-seated", about=about, seats=entry.seats)


def _own_rows(signup: Signup, entry: Entry) -> Rows:
    args = (entry.number,)
    if entry.offered:
        accept = Button(label=text("btn-signup-accept"), route="signup.accept", args=args)
        decline = Button(label=text("btn-signup-decline"), route="signup.decline", args=args)
        return [[accept, decline]]
    row = []
    if entry.party > 1:
        row.append(Button(label=text("btn-signup-less"), route="signup.less", args=args))
    if entry.seats:
        row.append(Button(label=text("btn-signup-code"), route="signup.code", args=args))
        row.append(Button(label=text("btn-signup-stand-in"), route="signup.stand_in", args=args))
    return [row] if row and signup.state is not SignupState.CANCELLED else []


def desk_rows(signup: Signup) -> Rows:
    """What whoever runs a sign-up can do with it now."""
    args = (signup.number,)
    rows = [
        [
            Button(label=text("btn-signup-list"), route="signup.list", args=args),
            Button(label=text("btn-signup-xlsx"), route="signup.xlsx", args=args),
        ]
    ]
    roll = Button(label=text("btn-signup-roll"), route="signup.roll", args=(*args, 0))
    if signup.state is SignupState.OVER:
        rows.append([roll])
    elif signup.state is not SignupState.CANCELLED:
        rows += _running_rows(signup, roll)
    return rows + stop_row(signup)


def stop_row(signup: Signup) -> Rows:
    """The way to end a weekly one; a week that is cancelled does not."""
    stop = Button(
        label=text("btn-signup-weekly-stop"), route="signup.weekly_stop", args=(signup.number,)
    )
    return [[stop]] if signup.weekly else []


def _running_rows(signup: Signup, roll: Button) -> Rows:
    args = (signup.number,)
    close = Button(label=text("btn-signup-close"), route="signup.close", args=args)
    reopen = Button(label=text("btn-signup-reopen"), route="signup.reopen", args=args)
    return [
        [
            Button(label=text("btn-signup-add"), route="signup.add", args=args),
            Button(label=text("btn-signup-paste"), route="signup.paste", args=args),
        ],
        [
            reopen if signup.state is SignupState.CLOSED else close,
            Button(label=text("btn-signup-change"), route="signup.change", args=args),
        ],
        [roll, Button(label=text("btn-signup-cancel"), route="signup.cancel", args=args)],
    ]


def _title(signup: Signup) -> Text:
    if signup.state is SignupState.CANCELLED:
        return text("signup-title-cancelled", title=signup.title, reason=signup.reason)
    if signup.state is SignupState.CLOSED:
        return text("signup-title-closed", title=signup.title)
    if signup.state is SignupState.OVER:
        return text("signup-title-over", title=signup.title)
    return text("signup-title", title=signup.title)


def _when(ctx: Ctx, signup: Signup) -> list[Text]:
    starts, ends = signup.starts, signup.ends
    if starts is None:
        return _day(ctx, signup)
    if ends is None or ends == starts:
        return [text("signup-line-when", at=When(at=starts))]
    return [text("signup-line-span", at=When(at=starts), end=_clock(ctx, ends))]


def _day(ctx: Ctx, signup: Signup) -> list[Text]:
    """The day that was understood, where no hour was said."""
    if signup.over_at is None:
        return []
    last = Moment.at(signup.over_at - timedelta(minutes=1), ctx.community.zone).wall
    return [text("signup-line-day", day=Day(day=last.date()))]


def _clock(ctx: Ctx, at: datetime) -> str:
    return f"{Moment.at(at, ctx.community.zone).wall:%H:%M}"


def _numbers(signup: Signup, shift: Shift, room: Room) -> Text:
    queue_open = room.free == 0 and not room.waiting and signup.state is SignupState.OPEN
    full = "yes" if queue_open and signup.waiting_max != 0 else "no"
    label = text("signup-shift-label", shift=shift.label) if shift.label else text("blank")
    if shift.seats is None:
        return text("signup-line-any", label=label, seated=room.seated)
    return text(
        "signup-line-seats",
        label=label,
        seated=room.seated,
        seats=shift.seats,
        offered=room.taken - room.seated,
        waiting=room.waiting,
        full=full,
    )


def _conditions(signup: Signup) -> list[Text]:
    found = []
    conditions = signup.conditions
    if signup.party_max > 1:
        found.append(text("signup-line-party", most=signup.party_max))
    if conditions.kind is not None:
        found.append(text("signup-line-kind", kind=text(KIND_TEXTS[conditions.kind])))
    if conditions.household:
        found.append(text("signup-line-household"))
    elif conditions.address:
        found.append(text("signup-line-address"))
    if signup.weekly:
        found.append(text("signup-line-weekly"))
    if signup.closes_at is not None and signup.state is SignupState.OPEN:
        found.append(text("signup-line-closes", at=When(at=signup.closes_at)))
    return found
