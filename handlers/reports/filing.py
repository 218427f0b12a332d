"""Filing: from a draft to a ticket that staff have seen."""

from domain.categories import danger_in, find_category, guess
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.reports.model import Report
from handlers.context import Ctx
from handlers.reports import cards
from handlers.reports.common import alert, find, keep, plan, staff_on_call
from storage.reports import Draft, Filing


async def join_ticket(ctx: Ctx, found: Report, person_id: int) -> None:
    """Count a household, which brings the ticket forward in the list of what burns.

    Raises:
        Refusal: it is over, or they are counted already.
    """
    if not found.is_open:
        raise Refusal("report-over", number=found.number)
    if not await ctx.uow.report_people.join(found.number, person_id, ctx.now):
        raise Refusal("report-joined-before", number=found.number)
    await keep(ctx, await find(ctx, found.number), None)


async def file(ctx: Ctx, draft: Draft) -> Report:
    """Make a ticket of a draft whose circle is known, confirm it, and alert staff."""
    circle = await ctx.uow.circles.find(draft.circle_id or 0)
    if circle is None:
        raise Refusal("report-no-circle")
    community = ctx.community
    danger = danger_in(draft.body, community.dangers)
    category = guess(draft.body, community.clocks.categories)
    filing = Filing(
        circle=circle,
        reporter_id=draft.reporter_id,
        filed_by=ctx.person.id or draft.reporter_id,
        body=draft.body,
        photos=draft.photos,
        category=category.name,
        urgent=danger is not None or category.urgent,
        anonymous=draft.anonymous,
    )
    filed = community.clocks.started(await ctx.uow.reports.file(filing, ctx.now))
    await ctx.uow.report_people.join(filed.number, filed.reporter_id or 0, ctx.now)
    await ctx.uow.reports.save(filed)
    await ctx.uow.report_drafts.keep_album(draft, number=filed.number)
    await plan(ctx, filed)
    _confirm(
        ctx, draft, filed, text("report-danger", call="、".join(danger.call)) if danger else None
    )
    await _alert_staff(ctx, filed)
    return filed


async def _alert_staff(ctx: Ctx, filed: Report) -> None:
    """Staff on call; for an urgent one all of the grid and the admins, at once."""
    people = await staff_on_call(ctx, filed.circle)
    if filed.urgent:
        everyone = {entry.person_id for entry in await ctx.uow.duty.of_grid(filed.circle.grid)}
        people = sorted(everyone | ctx.community.admins)
    await alert(ctx, filed, people)
    category = find_category(filed.category, ctx.community.clocks.categories)
    if filed.urgent and category is not None and category.organisation:
        of_partner = await ctx.uow.partners.of(category.organisation)
        partners = [person.id for person in of_partner if person.id not in people]
        await alert(ctx, filed, partners, category.organisation)


def _confirm(ctx: Ctx, draft: Draft, filed: Report, danger: Text | None) -> None:
    """Answer where it was typed; the group's card is the same whoever reported it."""
    words = cards.group_words(filed)
    if danger is not None:
        words = text("report-with-danger", danger=danger, words=words)
    if draft.chat_id != filed.circle.chat_id:
        ctx.say(
            draft.chat_id,
            text("report-with-danger", danger=danger, words=cards.receipt(filed))
            if danger
            else cards.receipt(filed),
            cards.reporter_buttons(filed),
            card=cards.group_card(filed),
        )
        ctx.say(
            filed.circle.chat_id,
            cards.group_words(filed),
            cards.group_buttons(filed),
            card=cards.group_card(filed),
        )
        return
    ctx.say_in(
        filed.circle.chat_id,
        words,
        [*cards.group_buttons(filed), _category_button(filed)],
        card=cards.group_card(filed),
        thread=draft.thread,
        reply_to=draft.message_id,
    )


def _category_button(filed: Report) -> list[Button]:
    label = text("btn-category", category=filed.category)
    return [Button(label=label, route="report.recategorise", args=(filed.number,))]
