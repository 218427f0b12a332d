"""What those who work on tickets do with one tap, or with a tap and a choice."""

from domain.circles import code_of, pick
from domain.errors import Refusal
from domain.messages import Button, text
from domain.permissions import Permission
from domain.reports.lifecycle import Step, check
from domain.reports.model import Report
from domain.reports.words import shorten
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.reports import cards
from handlers.reports.common import (
    act,
    alert,
    find,
    keep,
    parties,
    routes,
    tell_households,
)

MERGE_CHOICES = 8


@routes.button("report.take", needs=Permission.WORK_ON_REPORTS)
async def take(ctx: Ctx, press: Press) -> None:
    """接单: whoever presses first owns the ticket; everybody who waits for it hears."""
    taken = await act(ctx, await find(ctx, press.number(0)), Step.TAKE)
    ctx.answer(text("report-you-took", number=taken.number))
    words = text("report-taken", number=taken.number, by=ctx.person.name, body=shorten(taken.body))
    await tell_households(ctx, taken, words)


@routes.button("report.resume", needs=Permission.WORK_ON_REPORTS)
async def resume(ctx: Ctx, press: Press) -> None:
    """The ticket goes on, before the day that it was put on hold for."""
    resumed = await act(ctx, await find(ctx, press.number(0)), Step.RESUME, held_until=None)
    ctx.answer(text("report-resumed", number=resumed.number))


@routes.button("report.transfer", needs=Permission.WORK_ON_REPORTS)
async def transfer(ctx: Ctx, press: Press) -> None:
    """转派: asks to whom."""
    found = await _checked(ctx, press.number(0), Step.TRANSFER)
    colleagues = [
        [_choice(person.name, "report.to_person", found.number, person.id)]
        for person in await ctx.uow.staff.of_grid(found.circle.grid)
        if person.id != ctx.person.id
    ]
    partners = [
        [_choice(name, "report.to_partner", found.number, code_of(name))]
        for name in ctx.community.organisations
        if await ctx.uow.partners.of(name)
    ]
    if not colleagues and not partners:
        raise Refusal("report-nobody-to-transfer-to")
    ctx.say(ctx.person.id, text("report-to-whom", number=found.number), [*colleagues, *partners])


@routes.button("report.to_person", needs=Permission.WORK_ON_REPORTS)
async def to_person(ctx: Ctx, press: Press) -> None:
    """Hands the ticket to a colleague, who still has to take it."""
    found = await find(ctx, press.number(0))
    colleagues = {p.id: p for p in await ctx.uow.staff.of_grid(found.circle.grid)}
    colleague = colleagues.get(press.number(1))
    if colleague is None:
        raise Refusal("report-not-staff")
    moved = await act(
        ctx,
        found,
        Step.TRANSFER,
        detail=colleague.name,
        target_id=colleague.id,
        organisation=None,
    )
    await alert(ctx, moved, [colleague.id])
    await _transferred(ctx, moved, colleague.name)


@routes.button("report.to_partner", needs=Permission.WORK_ON_REPORTS)
async def to_partner(ctx: Ctx, press: Press) -> None:
    """Hands the ticket to a partner organisation, all of whose people get it."""
    found = await find(ctx, press.number(0))
    name = pick(press.word(1), ctx.community.organisations)
    people = await ctx.uow.partners.of(name)
    if not people:
        raise Refusal("report-partner-empty", organisation=name)
    moved = await act(ctx, found, Step.TRANSFER, detail=name, target_id=None, organisation=name)
    await alert(ctx, moved, [person.id for person in people], name)
    await _transferred(ctx, moved, name)


@routes.button("report.merge", needs=Permission.WORK_ON_REPORTS)
async def merge(ctx: Ctx, press: Press) -> None:
    """合并: asks into which of the circle's open tickets."""
    found = await _checked(ctx, press.number(0), Step.MERGE)
    others = await ctx.uow.reports.open_in_circle(found.circle.id, MERGE_CHOICES + 1)
    rows = [
        [_choice(f"#{o.number} {shorten(o.body, 30)}", "report.into", found.number, o.number)]
        for o in others
        if o.number != found.number
    ]
    if not rows:
        raise Refusal("report-nothing-to-merge-into")
    ctx.say(ctx.person.id, text("report-merge-into", number=found.number), rows)


@routes.button("report.into", needs=Permission.WORK_ON_REPORTS)
async def into(ctx: Ctx, press: Press) -> None:
    """Merges: the other ticket takes over the households and the pictures."""
    found, other = await find(ctx, press.number(0)), await find(ctx, press.number(1))
    if other.circle.id != found.circle.id or other.number == found.number or not other.is_open:
        raise Refusal("button-outdated")
    merged = await act(ctx, found, Step.MERGE, detail=f"#{other.number}", merged_into=other.number)
    for person in await ctx.uow.report_people.households(found.number):
        await ctx.uow.report_people.join(other.number, person.id, ctx.now)
    await ctx.uow.reports.add_photos(other.number, found.photos)
    await keep(ctx, await find(ctx, other.number), None)
    ctx.answer(text("report-merged", number=merged.number, into=other.number))
    words = text("report-merged-told", number=merged.number, into=other.number)
    await tell_households(ctx, merged, words)


@routes.button("report.classify", needs=Permission.WORK_ON_REPORTS)
async def classify(ctx: Ctx, press: Press) -> None:
    """改类别: asks which."""
    found = await _checked(ctx, press.number(0), Step.CLASSIFY)
    words = text("report-which-category", number=found.number, category=found.category)
    ctx.say(ctx.person.id, words, cards.category_buttons(ctx, found))


@routes.button("report.recategorise", needs=Permission.REPORT)
async def recategorise(ctx: Ctx, press: Press) -> None:
    """The category under the group's card: its reporter and staff change it with one tap."""
    found = await _checked(ctx, press.number(0), Step.CLASSIFY)
    rows = [*cards.category_buttons(ctx, found), *cards.group_buttons(found)]
    ctx.edit(press.place.chat_id, cards.group_card(found), cards.group_words(found), rows)


@routes.button("report.classify_as", needs=Permission.PUBLIC)
async def classify_as(ctx: Ctx, press: Press) -> None:
    """Changes the category, and with it both clocks, which still run from filing."""
    found = await _checked(ctx, press.number(0), Step.CLASSIFY)
    names = {category.name: category for category in ctx.community.clocks.categories}
    category = names[pick(press.word(1), tuple(names))]
    await act(
        ctx,
        found,
        Step.CLASSIFY,
        detail=category.name,
        category=category.name,
        urgent=found.urgent or category.urgent,
    )
    ctx.answer(text("report-classified", number=found.number, category=category.name))


async def _transferred(ctx: Ctx, moved: Report, to: str) -> None:
    ctx.answer(text("report-transferred", number=moved.number, to=to))
    words = text("report-transferred-told", number=moved.number, to=to, body=shorten(moved.body))
    await tell_households(ctx, moved, words)


async def _checked(ctx: Ctx, number: int, step: Step) -> Report:
    """A ticket for which a step is possible now, by this person."""
    found = await find(ctx, number)
    check(found, step, await parties(ctx, found))
    return found


def _choice(word: str, route: str, *args: str | int) -> Button:
    return Button(label=text("verbatim", word=word), route=route, args=args)
