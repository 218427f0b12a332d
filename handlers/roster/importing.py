"""A list that was sent: looked over first, then taken in as a whole or not at all."""

from dataclasses import dataclass

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, Edit, Say, Spreadsheet, text
from domain.permissions import Permission
from domain.roster import Plan, Reading, compare, read_homes, read_roster
from handlers.context import Ctx, keyboard
from handlers.incoming import Fetched, Press
from handlers.roster.claims import ask_about
from handlers.roster.common import check_own, routes
from handlers.roster.keeping import READ, TOLD
from handlers.roster.previewing import preview, wrong_rows
from handlers.routing import Where

ALL, RIGHT = "all", "right"
"""Which rows a press takes in: all, or those that are right."""


@dataclass(frozen=True)
class Draft:
    """What a file would change.

    Args:
        file: its number.
        told: id of the circle that its sender named, or 0.
        reading: what stands in it.
        plan: what taking it in would do.
        circles: the active circles, by id.
    """

    file: int
    told: int
    reading: Reading
    plan: Plan
    circles: dict[int, Circle]

    @property
    def card(self) -> str:
        """The name of the message that shows it."""
        return f"roster:{self.file}"

    def mark(self) -> str:
        """What changes when anything of it does."""
        return f"{self.plan.mark()}{len(self.reading.wrong)}"

    def buttons(self) -> list[list[Button]]:
        """All rows, or those that are right where some are not; none if nothing would change."""
        if not self.plan.households:
            return []
        args = (self.file, self.told, self.mark())
        count = len(self.plan.households)
        if self.reading.wrong:
            label = text("btn-roster-right", count=count)
            yes = Button(label=label, route="roster.yes", args=(*args, RIGHT))
        else:
            yes = Button(label=text("btn-roster-yes"), route="roster.yes", args=(*args, ALL))
        return [[yes], [Button(label=text("btn-roster-no"), route="roster.no", args=(self.file,))]]


@routes.file(READ, needs=Permission.KEEP_ROSTER)
async def look_over(ctx: Ctx, fetched: Fetched) -> None:
    """Says what a list would change, and sends back the rows that are wrong."""
    if not ctx.uow.roster.has_key:
        await ctx.uow.files.forget(fetched.file)
        ctx.say(ctx.person.id, text("roster-no-key"))
        return
    draft = await _draft(ctx, fetched.file, int(fetched.data.get(TOLD) or 0))
    _show(ctx, draft, fetched.name)
    if draft.reading.wrong:
        sheets = wrong_rows(draft.reading)
        count = len(draft.reading.wrong)
        ctx.put(
            Spreadsheet(
                to=ctx.person.id,
                filename="roster-wrong.xlsx",
                sheets=sheets,
                caption=text("roster-wrong-caption", count=count),
            )
        )
    if not draft.plan.households:
        await ctx.uow.files.forget(draft.file)


@routes.button("roster.yes", needs=Permission.KEEP_ROSTER, where=Where.PRIVATE)
async def take_in(ctx: Ctx, press: Press) -> None:
    """Takes a list in, unless what it would change is not any more what was shown."""
    draft = await _draft(ctx, press.number(0), press.number(1))
    whole = press.word(3) == ALL
    if draft.mark() != press.word(2) or (whole and draft.reading.wrong):
        ctx.answer(text("roster-outdated"), alert=True)
        _reshow(ctx, draft)
        return
    plan = draft.plan
    await ctx.uow.roster.save(plan.households, ctx.now)
    await ctx.uow.files.forget(draft.file)
    skipped = len(draft.reading.wrong)
    done = f"new={len(plan.new)} changed={len(plan.changed)} skipped={skipped}"
    await ctx.uow.audit.add("roster.import", ctx.person.id, done, ctx.now)
    strangers = await _check_bound(ctx, draft)
    words = text(
        "roster-done",
        new=len(plan.new),
        changed=len(plan.changed),
        same=plan.same,
        skipped=skipped,
        strangers=strangers,
    )
    ctx.answer(text("done"))
    ctx.edit(ctx.person.id, draft.card, words)


@routes.button("roster.no", needs=Permission.KEEP_ROSTER, where=Where.PRIVATE)
async def leave(ctx: Ctx, press: Press) -> None:
    """Forgets a list that was sent."""
    file = press.number(0)
    if await ctx.uow.files.read(file, ctx.person.id, ctx.now) is None:
        raise Refusal("roster-file-gone")
    await ctx.uow.files.forget(file)
    ctx.answer(text("done"))
    ctx.edit(ctx.person.id, f"roster:{file}", text("roster-left"))


async def _draft(ctx: Ctx, file: int, told: int) -> Draft:
    """What a file would change now.

    Raises:
        Refusal: it is kept no longer, is no list, or concerns circles of others.
    """
    sheets = await ctx.uow.files.read(file, ctx.person.id, ctx.now)
    if sheets is None:
        raise Refusal("roster-file-gone")
    reading = read_roster(sheets)
    circles = {circle.id: circle for circle in await ctx.uow.circles.all_active()}
    bound_there = await ctx.uow.roster.bound_buildings()
    homes = read_homes(list(circles.values()), bound_there, told or None)
    buildings = {entry.household.address.building for entry in reading.entries}
    plan = compare(reading.entries, await ctx.uow.roster.of_buildings(buildings), homes)
    await check_own(ctx, (*plan.households, *(change.before for change in plan.changed)))
    return Draft(file, told, reading, plan, circles)


def _show(ctx: Ctx, draft: Draft, name: str) -> None:
    lines = preview(draft.reading, draft.plan, draft.circles)
    words = text("roster-preview", file=name, lines=lines)
    buttons = keyboard(draft.buttons())
    shown = Say(to=ctx.person.id, text=words, buttons=buttons, card=draft.card, fleeting=True)
    ctx.put(shown)


def _reshow(ctx: Ctx, draft: Draft) -> None:
    lines = preview(draft.reading, draft.plan, draft.circles)
    words = text("roster-preview-again", lines=lines)
    buttons = keyboard(draft.buttons())
    ctx.put(Edit(to=ctx.person.id, card=draft.card, text=words, buttons=buttons, fleeting=True))


async def _check_bound(ctx: Ctx, draft: Draft) -> int:
    """Ask about addresses in the buildings of a list that neighbours bound and it has not.

    Where rows were left out, that says nothing yet.

    Returns:
        How many were asked about.
    """
    if draft.reading.wrong:
        return 0
    buildings = {entry.household.address.building for entry in draft.reading.entries}
    asked = 0
    for person in await ctx.uow.roster.strangers(buildings):
        actor = await ctx.uow.people.actor(person.id, ctx.community.admins)
        asked += int(actor is not None and await ask_about(ctx, actor))
    return asked
