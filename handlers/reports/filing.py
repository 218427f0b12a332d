"""Filing: from a draft to a ticket that staff have seen."""

from domain.categories import danger_in, guess
from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import text
from domain.people import Reach
from domain.reports.model import Report
from handlers.context import Ctx
from handlers.reports import cards
from handlers.reports.common import alert, dues_of, find, keep
from handlers.reports.workforce import staff_ids, staff_on_call
from storage.reports import Draft


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
    ticket = ctx.community.clocks.started(_ticket(ctx, draft, circle))
    filed = await ctx.uow.reports.file(ticket)
    await ctx.uow.report_people.join(filed.number, draft.reporter_id, ctx.now)
    await ctx.uow.report_drafts.keep_album(draft.chat_id, draft.album, number=filed.number)
    await ctx.uow.schedules.add(*dues_of(ctx, filed))
    _confirm(ctx, draft, filed)
    await _tell_author(ctx, filed)
    await alert(ctx, filed, await who_hears(ctx, filed))
    return filed


async def who_hears(ctx: Ctx, report: Report) -> list[int]:
    """Staff on call; of an urgent ticket all of the grid and the admins, at once."""
    if report.urgent:
        return sorted(await staff_ids(ctx, report.circle))
    return await staff_on_call(ctx, report.circle)


def _ticket(ctx: Ctx, draft: Draft, circle: Circle) -> Report:
    category = guess(draft.body, ctx.community.clocks.categories)
    return Report(
        number=0,
        circle=circle,
        reporter_id=draft.reporter_id,
        filed_by=ctx.person.id or draft.reporter_id,
        body=draft.body,
        photos=draft.photos,
        category=category.name,
        urgent=category.urgent or danger_in(draft.body, ctx.community.dangers) is not None,
        anonymous=draft.anonymous,
        created_at=ctx.now,
    )


def _confirm(ctx: Ctx, draft: Draft, filed: Report) -> None:
    """Answer where it was typed; the group's card is the same whoever reported it."""
    group = filed.circle.chat_id
    typed_there = draft.chat_id == group
    if not typed_there:
        ctx.say(
            draft.chat_id,
            cards.receipt(ctx, filed),
            cards.reporter_buttons(filed),
            card=cards.group_card(filed),
        )
    ctx.say_in(
        group,
        cards.group_words(ctx, filed),
        cards.group_buttons(filed),
        card=cards.group_card(filed),
        thread=draft.thread if typed_there else None,
        reply_to=draft.message_id if typed_there else None,
    )


async def _tell_author(ctx: Ctx, filed: Report) -> None:
    """Whose words somebody else reported hears of it in private, where that is possible."""
    if filed.reporter_id is None or filed.reporter_id == filed.filed_by:
        return
    author = await ctx.uow.people.find(filed.reporter_id)
    if author is not None and author.reach is Reach.OPEN:
        ctx.say(
            author.id,
            text("report-filed-for-you", by=ctx.person.name, receipt=cards.receipt(ctx, filed)),
            cards.reporter_buttons(filed),
            card=cards.group_card(filed),
        )
