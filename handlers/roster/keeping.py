"""``/roster``: what is known, what to send, and the small things that need no file."""

from collections.abc import Sequence

from domain.audience import take_anywhere
from domain.circles import Circle, CircleKind
from domain.errors import Refusal
from domain.messages import Button, Sheet, Spreadsheet, Text, text
from domain.people import Address, read_address
from domain.permissions import Permission
from domain.roster import Household, buildings_of, covers
from domain.text import normalise
from handlers.audiences import choose
from handlers.context import Ctx
from handlers.entry import YIELDS
from handlers.files import fetch
from handlers.incoming import Answer, Command, File, Press
from handlers.roster.common import check_key, check_own, own_circles, places, routes, table
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.roster import Count

READ = "roster.read"
WAIT = "roster.file"
TOLD = "circle"
"""In the data of a file: the id of the circle that its households belong to."""

_REMOVE = ("删除", "删掉", "remove", "delete")
_EXAMPLES = (
    Household(address=Address(building="3", unit="1", room="101"), head="王秀英", people=2),
    Household(address=Address(building="3", unit="1", room="102"), head="李建国", people=4),
    Household(address=Address(building="3", unit="2", room="201")),
)


@routes.command("roster", "户表", needs=Permission.KEEP_ROSTER, where=Where.PRIVATE)
async def roster(ctx: Ctx, command: Command) -> None:
    """``/roster`` with a file reads it; alone, says what is known and waits for a file."""
    check_key(ctx)
    circle, words = await _told_circle(ctx, command.words)
    sent = command.document or (command.replied.document if command.replied else None)
    if sent is not None:
        await _fetch(ctx, sent, circle)
    elif words.lower().startswith(_REMOVE):
        await _remove(ctx, words)
    elif words:
        await _settle(ctx, words, circle)
    else:
        await _wait(ctx, circle)


@routes.step(WAIT, needs=Permission.KEEP_ROSTER)
async def take_file(ctx: Ctx, answer: Answer) -> None:
    """The file that was waited for; words in its place are told what is missing."""
    if answer.document is None:
        ctx.reply(text("roster-send-file"))
        return
    told = answer.data.get(TOLD)
    circle = await ctx.uow.circles.find(int(told)) if told else None
    await _fetch(ctx, answer.document, circle)


@routes.button("roster.export", needs=Permission.KEEP_ROSTER, where=Where.PRIVATE)
async def export(ctx: Ctx, _press: Press) -> None:
    """All households of one's circles, a sheet for each, as a file that can be sent in again."""
    sheets = [
        table(text("verbatim", word=circle.title), households)
        for circle in (await own_circles(ctx)).values()
        if (households := await ctx.uow.roster.of_circle(circle.id))
    ]
    if households := await ctx.uow.roster.of_circle(None):
        sheets.append(table(text("roster-homeless"), households))
    if not sheets:
        raise Refusal("roster-empty")
    count = sum(len(sheet.rows) for sheet in sheets)
    await ctx.uow.audit.add("roster.export", ctx.person.id, str(count), ctx.now)
    ctx.answer(text("done"))
    _send(ctx, "roster.xlsx", sheets, text("roster-exported", count=count))


@routes.button("roster.template", needs=Permission.KEEP_ROSTER, where=Where.PRIVATE)
async def template(ctx: Ctx, _press: Press) -> None:
    """A list to fill in, with a few households that nobody has."""
    ctx.answer(text("done"))
    sheet = table(text("roster-sheet"), _EXAMPLES)
    _send(ctx, "roster-template.xlsx", [sheet], text("roster-template"))


def _send(ctx: Ctx, name: str, sheets: Sequence[Sheet], caption: Text) -> None:
    ctx.put(Spreadsheet(to=ctx.person.id, filename=name, sheets=tuple(sheets), caption=caption))


async def _told_circle(ctx: Ctx, words: str) -> tuple[Circle | None, str]:
    """The circle that the words name, and the words without it.

    Raises:
        Refusal: they name several, or one that has no households.
    """
    circles = await ctx.uow.circles.all_active()
    audience, rest = take_anywhere(words, ctx.community.grids, circles)
    if audience is None:
        return None, normalise(rest)
    chosen = await choose(ctx, audience)
    if len(chosen) > 1 or chosen[0].kind is not CircleKind.NEIGHBOURS:
        raise Refusal("roster-one-circle")
    return chosen[0], normalise(rest)


async def _fetch(ctx: Ctx, sent: File, circle: Circle | None) -> None:
    check_key(ctx)
    fetch(ctx, sent, READ, **{TOLD: circle.id if circle else None})
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.reply(text("roster-reading"))


async def _wait(ctx: Ctx, circle: Circle | None) -> None:
    dialog = Dialog(route=WAIT, data={YIELDS: 1, TOLD: circle.id if circle else None})
    await ctx.uow.dialogs.open(ctx.person.id, dialog, ctx.now)
    if circle is not None:
        ctx.reply(text("roster-waiting", circle=circle.title))
        return
    lines = await _overview(ctx)
    buttons = [
        [Button(label=text("btn-roster-template"), route="roster.template")],
        [Button(label=text("btn-roster-export"), route="roster.export")] if lines else [],
    ]
    ctx.reply(text("roster", overview=lines or (text("roster-none"),)), buttons)


async def _overview(ctx: Ctx) -> tuple[Text, ...]:
    """How many households each of one's circles has, and which buildings nobody knows."""
    counts = {count.circle_id: count for count in await ctx.uow.roster.counts()}
    lines = [
        _line(text("verbatim", word=circle.title), counts[circle.id])
        for circle in (await own_circles(ctx)).values()
        if circle.id in counts
    ]
    if None in counts:
        homeless = await ctx.uow.roster.of_circle(None)
        lines.append(_line(text("roster-homeless-of", places=places(homeless)), counts[None]))
    return tuple(lines)


def _line(what: Text, count: Count) -> Text:
    return text("roster-line", what=what, count=count.households, bound=count.bound)


async def _settle(ctx: Ctx, words: str, circle: Circle | None) -> None:
    """``/roster 5号楼 @五号楼邻里圈``: the households of a building belong to a circle.

    Raises:
        Refusal: it is not said which building, or which circle.
    """
    keys = buildings_of(words)
    if circle is None or not keys:
        raise Refusal("roster-howto")
    known = await ctx.uow.roster.of_buildings(building for building, _ in keys)
    moved = [h for h in known if covers(keys, h.address)]
    if not moved:
        raise Refusal("roster-no-such-building")
    await check_own(ctx, moved)
    settled = [h.model_copy(update={"circle_id": circle.id}) for h in moved]
    await ctx.uow.roster.save(settled, ctx.now)
    await ctx.uow.audit.add("roster.settle", ctx.person.id, f"{circle.id} {words[:40]}", ctx.now)
    ctx.reply(text("roster-settled", count=len(settled), circle=circle.title))


async def _remove(ctx: Ctx, words: str) -> None:
    """``/roster 删除 3-2-501``: there is no such household."""
    told = next(words[len(word) :] for word in _REMOVE if words.lower().startswith(word))
    household = await ctx.uow.roster.find(read_address(told.strip()))
    if household is None:
        raise Refusal("roster-no-such-household")
    await check_own(ctx, [household])
    await ctx.uow.roster.remove(household.address)
    await ctx.uow.audit.add("roster.remove", ctx.person.id, "1", ctx.now)
    ctx.reply(text("roster-removed", address=str(household.address)))
