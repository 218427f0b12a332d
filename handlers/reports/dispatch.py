"""What those who work on tickets do with one tap, or with a tap and a choice."""

from collections.abc import Sequence

from domain.categories import find_category
from domain.circles import code_of, pick
from domain.errors import Refusal
from domain.messages import Button, text
from domain.people import Person
from domain.permissions import Permission
from domain.reports.lifecycle import Step
from domain.reports.model import Report
from domain.reports.words import shorten
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.reports import cards
from handlers.reports.common import act, alert, find, find_for, keep, routes, tell_households
from handlers.reports.filing import who_hears
from handlers.reports.worker_cards import show_photos_to_workers

MERGE_CHOICES = 8


@routes.button("report.take", needs=Permission.WORK_ON_REPORTS)
async def take(ctx: Ctx, press: Press) -> None:
    """接单: whoever presses first owns the ticket; everybody who waits for it hears."""
    taken = await act(ctx, await find(ctx, press.number(0)), Step.TAKE)
    ctx.answer(text("report-you-took", number=taken.number))
    body = cards.short_body(taken)
    words = text("report-taken", number=taken.number, by=ctx.person.name, body=body)
    await tell_households(ctx, taken, words)


@routes.button("report.resume", needs=Permission.WORK_ON_REPORTS)
async def resume(ctx: Ctx, press: Press) -> None:
    """The ticket goes on, before the day that it was put on hold for."""
    resumed = await act(ctx, await find(ctx, press.number(0)), Step.RESUME)
    ctx.answer(text("report-resumed", number=resumed.number))


@routes.button("report.transfer", needs=Permission.WORK_ON_REPORTS)
async def transfer(ctx: Ctx, press: Press) -> None:
    """转派: asks to whom."""
    found = await find_for(ctx, press.number(0), Step.TRANSFER)
    colleagues = [
        [_to_person(found, person)]
        for person in await ctx.uow.staff.of_grid(found.circle.grid)
        if person.id != ctx.person.id
    ]
    partners = [
        [_to_partner(found, name)]
        for name in _likeliest_first(ctx, found)
        if await ctx.uow.partners.of(name)
    ]
    if not colleagues and not partners:
        raise Refusal("report-nobody-to-transfer-to")
    ctx.say(ctx.person.id, text("report-to-whom", number=found.number), [*partners, *colleagues])


@routes.button("report.to_person", needs=Permission.WORK_ON_REPORTS)
async def to_person(ctx: Ctx, press: Press) -> None:
    """Hands the ticket to a colleague, who still has to take it."""
    found = await _as_it_was_asked(ctx, press)
    colleagues = {p.id: p for p in await ctx.uow.staff.of_grid(found.circle.grid)}
    colleague = colleagues.get(press.number(2))
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
    await _handed_on(ctx, moved, colleague.name, [colleague])


@routes.button("report.to_partner", needs=Permission.WORK_ON_REPORTS)
async def to_partner(ctx: Ctx, press: Press) -> None:
    """Hands the ticket to a partner organisation, all of whose people get it."""
    found = await _as_it_was_asked(ctx, press)
    name = pick(press.word(2), ctx.community.organisations)
    people = await ctx.uow.partners.of(name)
    if not people:
        raise Refusal("report-partner-empty", organisation=name)
    moved = await act(ctx, found, Step.TRANSFER, detail=name, target_id=None, organisation=name)
    await _handed_on(ctx, moved, name, people)


@routes.button("report.merge", needs=Permission.WORK_ON_REPORTS)
async def merge(ctx: Ctx, press: Press) -> None:
    """合并: asks into which of the circle's open tickets."""
    found = await find_for(ctx, press.number(0), Step.MERGE)
    others = await ctx.uow.reports.open_in_circle(found.circle.id, MERGE_CHOICES + 1)
    rows = [[_into(found, other)] for other in others if other.number != found.number]
    if not rows:
        raise Refusal("report-nothing-to-merge-into")
    ctx.say(ctx.person.id, text("report-merge-into", number=found.number), rows[:MERGE_CHOICES])


@routes.button("report.into", needs=Permission.WORK_ON_REPORTS)
async def into(ctx: Ctx, press: Press) -> None:
    """Merges: the other ticket takes over the households and the pictures."""
    found, other = await find(ctx, press.number(0)), await find(ctx, press.number(1))
    if other.circle.id != found.circle.id or other.number == found.number or not other.is_open:
        raise Refusal("button-outdated")
    merged = await act(ctx, found, Step.MERGE, detail=f"#{other.number}", merged_into=other.number)
    words = text("report-merged-told", number=merged.number, into=other.number)
    await tell_households(ctx, merged, words)
    for person in await ctx.uow.report_people.households(found.number):
        await ctx.uow.report_people.join(other.number, person.id, ctx.now)
    await ctx.uow.reports.add_photos(other.number, found.photos)
    await keep(ctx, await find(ctx, other.number), None)
    await show_photos_to_workers(ctx, other, found.photos)
    ctx.answer(text("report-merged", number=merged.number, into=other.number))


@routes.button("report.classify", needs=Permission.WORK_ON_REPORTS)
async def classify(ctx: Ctx, press: Press) -> None:
    """改类别: asks which."""
    found = await find_for(ctx, press.number(0), Step.CLASSIFY)
    words = text("report-which-category", number=found.number)
    ctx.say(ctx.person.id, words, cards.category_buttons(ctx, found))


@routes.button("report.recategorise", needs=Permission.REPORT)
async def recategorise(ctx: Ctx, press: Press) -> None:
    """The category on the group's card, or on that of its reporter: the card asks which."""
    found = await find_for(ctx, press.number(0), Step.CLASSIFY)
    in_private = press.place.private
    words = cards.receipt(ctx, found) if in_private else cards.group_words(ctx, found)
    rows = cards.category_buttons(ctx, found)
    ctx.edit(press.place.chat_id, cards.group_card(found), words, rows)


@routes.button("report.classify_as", needs=Permission.PUBLIC)
async def classify_as(ctx: Ctx, press: Press) -> None:
    """Changes the category, and with it both clocks, which still run from filing."""
    found = await find_for(ctx, press.number(0), Step.CLASSIFY)
    names = {category.name: category for category in ctx.community.clocks.categories}
    category = names[pick(press.word(1), tuple(names))]
    ctx.answer(text("report-classified", number=found.number, category=category.name))
    if category.name == found.category:
        await keep(ctx, found, None)
        return
    urgent = found.urgent or category.urgent
    moved = await act(
        ctx, found, Step.CLASSIFY, detail=category.name, category=category.name, urgent=urgent
    )
    if moved.urgent and not found.urgent:
        await alert(ctx, moved, await who_hears(ctx, moved))


async def _as_it_was_asked(ctx: Ctx, press: Press) -> Report:
    """The ticket of a choice, unless it was handed on since: then the choice is out of date."""
    found = await find_for(ctx, press.number(0), Step.TRANSFER)
    if found.handovers != press.number(1):
        raise Refusal("report-handed-on-since", number=found.number)
    return found


async def _handed_on(ctx: Ctx, moved: Report, to: str, people: Sequence[Person]) -> None:
    ctx.answer(text("report-transferred", number=moved.number, to=to))
    news = text("report-handed-to-you", by=ctx.person.name)
    await alert(ctx, moved, [person.id for person in people], news)
    body = cards.short_body(moved)
    words = text("report-transferred-told", number=moved.number, to=to, body=body)
    await tell_households(ctx, moved, words)


def _likeliest_first(ctx: Ctx, found: Report) -> list[str]:
    """The partner organisations, the one whose matter the category is before the others."""
    category = find_category(found.category, ctx.community.clocks.categories)
    likeliest = category.organisation if category else ""
    return sorted(ctx.community.organisations, key=lambda name: name != likeliest)


def _to_person(found: Report, person: Person) -> Button:
    args = (found.number, found.handovers, person.id)
    return Button(label=text("verbatim", word=person.name), route="report.to_person", args=args)


def _to_partner(found: Report, name: str) -> Button:
    args = (found.number, found.handovers, code_of(name))
    return Button(label=text("btn-partner", name=name), route="report.to_partner", args=args)


def _into(found: Report, other: Report) -> Button:
    label = text("verbatim", word=f"#{other.number} {shorten(other.body, 30)}")
    return Button(label=label, route="report.into", args=(found.number, other.number))
