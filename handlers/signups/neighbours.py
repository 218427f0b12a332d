"""Entries that the organiser makes: a neighbour without Telegram, and a whole pasted 接龙."""

import re

from domain.errors import Refusal
from domain.jielong import Entry as Line
from domain.jielong import Jielong, read_jielong
from domain.messages import Button, Text, text
from domain.people import Address, read_address
from domain.permissions import Permission
from domain.signups.model import Entry, Shift, Signup
from domain.signups.neighbours import read_neighbour
from domain.signups.seating import join
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.signups.cards import Rows, named
from handlers.signups.common import changed, find_to_run, routes
from handlers.signups.joining import check_household
from storage.dialogs import Dialog
from storage.signups import SignupDraft

ADD = "signup.neighbour"
PASTE = "signup.pasted"
PASTED = "pasted"
TO = "to"
SHOWN_LINE = 60
_SPACE = re.compile(r"\s+")


@routes.button("signup.add", needs=Permission.OPEN_SIGNUPS)
async def ask_shift(ctx: Ctx, press: Press) -> None:
    """加邻居: asks for the shift where there are several, then for name and address."""
    signup, _ = await find_to_run(ctx, press.number(0))
    ctx.answer(text("done"))
    if len(signup.shifts) == 1:
        await _ask_neighbour(ctx, signup, signup.shifts[0])
        return
    rows: Rows = [
        [
            Button(
                label=text("verbatim", word=shift.label),
                route="signup.add_to",
                args=(signup.number, shift.position),
            )
        ]
        for shift in signup.shifts
    ]
    ctx.say(ctx.person.id, text("signup-which-shift"), rows)


@routes.button("signup.add_to", needs=Permission.OPEN_SIGNUPS)
async def ask_neighbour(ctx: Ctx, press: Press) -> None:
    """The shift is chosen: asks for name and address."""
    signup, _ = await find_to_run(ctx, press.number(0))
    ctx.answer(text("done"))
    await _ask_neighbour(ctx, signup, _shift(signup, press.number(1)))


@routes.step(ADD, needs=Permission.OPEN_SIGNUPS)
async def add_neighbour(ctx: Ctx, answer: Answer) -> None:
    """Name and address: they are on the list, until they claim the entry themselves."""
    signup, _ = await find_to_run(ctx, int(answer.data["signup"] or 0))
    shift = _shift(signup, int(answer.data["shift"] or 0))
    found = read_neighbour(answer.body)
    entry = await _put(ctx, signup, shift, found.name, found.address, found.party)
    await ctx.uow.dialogs.close(ctx.person.id)
    key = "signup-neighbour-waits" if entry.waits else "signup-neighbour-added"
    ctx.reply(text(key, name=named(entry), address=str(found.address)))
    await changed(ctx, signup)


@routes.button("signup.paste", needs=Permission.OPEN_SIGNUPS)
async def ask_for_list(ctx: Ctx, press: Press) -> None:
    """粘贴接龙: asks for the text."""
    signup, _ = await find_to_run(ctx, press.number(0))
    data: dict[str, str | int | None] = {"signup": signup.number}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=PASTE, data=data), ctx.now)
    drop = Button(label=text("btn-never-mind"), route="signup.never_mind")
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, text("signup-paste-howto"), [[drop]])


@routes.step(PASTE, needs=Permission.OPEN_SIGNUPS)
async def show_read(ctx: Ctx, answer: Answer) -> None:
    """What was read of a pasted list and what was not, before anything is taken over."""
    signup, _ = await find_to_run(ctx, int(answer.data["signup"] or 0))
    found = read_jielong(answer.body)
    if not found.entries:
        raise Refusal("signup-paste-nothing")
    fields = {PASTED: answer.body, TO: str(signup.number)}
    draft_id = await ctx.uow.signup_drafts.keep(ctx.person.id, SignupDraft(fields=fields), ctx.now)
    await ctx.uow.dialogs.close(ctx.person.id)
    take = Button(label=text("btn-signup-take-list"), route="signup.take", args=(draft_id,))
    drop = Button(label=text("btn-never-mind"), route="signup.take_not", args=(draft_id,))
    ctx.reply(_shown(found), [[take], [drop]])


@routes.button("signup.take", needs=Permission.OPEN_SIGNUPS)
async def take_list(ctx: Ctx, press: Press) -> None:
    """记入名单: everybody who was read and is not on the list yet."""
    draft = await ctx.uow.signup_drafts.find(press.number(0), ctx.person.id)
    if draft is None or TO not in draft.fields:
        raise Refusal("button-outdated")
    signup, _ = await find_to_run(ctx, int(draft.fields[TO]))
    await ctx.uow.signup_drafts.drop(press.number(0))
    before = {(e.shift, e.name) for e in await ctx.uow.signup_lists.all(signup.number)}
    taken, left = 0, []
    for line in read_jielong(draft.fields[PASTED]).entries:
        shift = _section(signup, line)
        if (shift.position, line.name) in before:
            left.append(line.name)
            continue
        before.add((shift.position, line.name))
        taken += await _take(ctx, signup, shift, line, left)
    ctx.answer(text("done"))
    skipped = text("signup-paste-skipped", names="、".join(left)) if left else text("blank")
    ctx.say(ctx.person.id, text("signup-paste-taken", count=taken, skipped=skipped))
    await changed(ctx, signup)


@routes.button("signup.take_not", needs=Permission.OPEN_SIGNUPS)
async def take_nothing(ctx: Ctx, press: Press) -> None:
    """The pasted list is forgotten."""
    if await ctx.uow.signup_drafts.find(press.number(0), ctx.person.id) is None:
        raise Refusal("button-outdated")
    await ctx.uow.signup_drafts.drop(press.number(0))
    ctx.answer(text("cancelled"))


async def _ask_neighbour(ctx: Ctx, signup: Signup, shift: Shift) -> None:
    data: dict[str, str | int | None] = {"signup": signup.number, "shift": shift.position}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ADD, data=data), ctx.now)
    drop = Button(label=text("btn-never-mind"), route="signup.never_mind")
    ctx.say(ctx.person.id, text("signup-ask-neighbour"), [[drop]])


async def _take(ctx: Ctx, signup: Signup, shift: Shift, line: Line, left: list[str]) -> int:
    """Put one line on the list; what cannot be is named.

    Returns:
        How many entries that made.
    """
    try:
        await _put(ctx, signup, shift, line.name, _address(line), line.count, line.note)
    except Refusal:
        left.append(line.name)
        return 0
    return 1


async def _put(  # noqa: PLR0913, PLR0917 - what makes an entry
    ctx: Ctx,
    signup: Signup,
    shift: Shift,
    name: str,
    address: Address | None,
    party: int,
    note: str = "",
) -> Entry:
    household = str(address) if address is not None else f"n:{name}"
    await check_household(ctx, signup, household)
    room = (await ctx.uow.signup_entries.rooms(signup))[shift.position]
    entry = Entry(
        signup=signup.number, shift=shift.position, name=name, address=address, party=party
    )
    placed = join(room, entry, signup.waiting_max)
    sole = signup.conditions.household
    return await ctx.uow.signup_entries.add(placed, household, ctx.now, sole=sole, note=note)


def _address(line: Line) -> Address | None:
    """The address of a line, as far as it is one; else it stays in the words of the list."""
    try:
        return read_address(line.address)
    except Refusal:
        return None


def _section(signup: Signup, line: Line) -> Shift:
    """The shift that a heading of the pasted list names, else the first."""
    section = _SPACE.sub("", line.section)
    for shift in signup.shifts:
        if section and _SPACE.sub("", shift.label) in section:
            return shift
    return signup.shifts[0]


def _shift(signup: Signup, position: int) -> Shift:
    shift = signup.shift(position)
    if shift is None:
        raise Refusal("button-outdated")
    return shift


def _shown(found: Jielong) -> Text:
    read = tuple(
        text(
            "signup-paste-line",
            number=number,
            name=line.name,
            count=line.count,
            note=text("signup-list-details", words=line.note) if line.note else text("blank"),
        )
        for number, line in enumerate(found.entries, start=1)
    )
    parts = [text("signup-paste-read", count=len(found.entries)), *read]
    for key, words in (
        ("signup-paste-cancelled", [line.name for line in found.cancelled]),
        ("signup-paste-remarks", found.remarks),
    ):
        if words:
            parts.append(text(key, words="；".join(word[:SHOWN_LINE] for word in words)))
    if found.unread:
        parts.append(text("signup-paste-unread", count=len(found.unread)))
        parts += [text("signup-paste-unread-line", words=line) for line in found.unread]
    return text("signup-paste-shown", lines=tuple(parts))
