"""Choices before a report is filed: which circle, and is it the same trouble as another's."""

from datetime import timedelta

from domain.categories import danger_in, guess
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.reports.lifecycle import Party, Step
from domain.reports.words import shorten
from domain.similarity import similar
from handlers.context import Ctx
from handlers.incoming import DueNow, Press
from handlers.reports.common import act, find, keep, routes
from handlers.reports.filing import file
from handlers.reports.worker_cards import show_photos_to_workers
from storage.reports import Draft
from storage.schedules import Due

LOOK_AT = 200
"""How many open tickets of a circle and category are compared with a new report."""

OFFERED = 3
PATIENCE = timedelta(minutes=10)
"""After that a report whose author has not answered is filed as a new one: none is lost."""

DRAFT_OVER = "report.draft_over"


async def offer_circle(ctx: Ctx, draft: Draft) -> None:
    """Ask which of their circles it is about, and whether to name them."""
    draft_id = await _keep(ctx, draft)
    ctx.reply(
        text("report-which-circle"), _circle_buttons(ctx, draft_id, draft), card=_card(draft_id)
    )


async def offer_similar(ctx: Ctx, draft: Draft) -> bool:
    """Ask whether it is the trouble of an open ticket; never where there is danger.

    Returns:
        Whether there was one to ask about.
    """
    if draft.apart or danger_in(draft.body, ctx.community.dangers):
        return False
    found = await _similar(ctx, draft)
    if not found:
        return False
    draft_id = await _keep(ctx, draft)
    lines = tuple(text("similar-line", number=number, body=shorten(body)) for number, body in found)
    rows = [[_same(draft_id, number)] for number, _ in found]
    new = Button(label=text("btn-new"), route="report.new", args=(draft_id,))
    ctx.reply(text("report-similar", lines=lines), [*rows, [new]], card=_card(draft_id))
    return True


@routes.button("report.hide", needs=Permission.REPORT)
async def hide(ctx: Ctx, press: Press) -> None:
    """Ticks or unticks 匿名 before the report is filed."""
    draft_id = press.number(0)
    draft = await _draft(ctx, draft_id)
    draft = draft.model_copy(update={"anonymous": not draft.anonymous})
    await ctx.uow.report_drafts.change(draft_id, draft)
    ctx.edit(
        ctx.person.id,
        _card(draft_id),
        text("report-which-circle"),
        _circle_buttons(ctx, draft_id, draft),
    )


@routes.button("report.pick", needs=Permission.REPORT)
async def pick_circle(ctx: Ctx, press: Press) -> None:
    """The circle was chosen; what follows is as if it had been clear."""
    draft_id = press.number(0)
    draft = await _draft(ctx, draft_id)
    chosen = [m.circle for m in ctx.actor.memberships if m.circle.id == press.number(1)]
    if not chosen:
        raise Refusal("report-not-in-circle")
    draft = draft.model_copy(update={"circle_id": chosen[0].id})
    await _done(ctx, draft_id, draft, text("report-circle-picked", circle=chosen[0].title))
    if not await offer_similar(ctx, draft):
        await file(ctx, draft)


@routes.button("report.same", needs=Permission.REPORT)
async def same(ctx: Ctx, press: Press) -> None:
    """就是这件事: joins the other ticket, which gets the words and pictures of this report."""
    draft_id = press.number(0)
    draft = await _draft(ctx, draft_id)
    other = await find(ctx, press.number(1))
    if other.circle.id != draft.circle_id:
        raise Refusal("button-outdated")
    if not other.is_open:
        raise Refusal("report-over-new", number=other.number)
    joined = await ctx.uow.report_people.join(other.number, draft.reporter_id, ctx.now)
    await ctx.uow.reports.add_photos(other.number, draft.photos)
    await ctx.uow.report_drafts.keep_album(draft.chat_id, draft.album, number=other.number)
    found = await find(ctx, other.number)
    await keep(ctx, found, None)
    by, photo = frozenset({Party.HOUSEHOLD}), draft.photos[0] if draft.photos else None
    await act(ctx, found, Step.ANSWER, words=draft.body, photo=photo, by=by)
    await show_photos_to_workers(ctx, found, draft.photos)
    words = text("report-joined" if joined else "report-joined-before", number=other.number)
    await _done(ctx, draft_id, draft, words)


@routes.button("report.new", needs=Permission.REPORT)
async def new(ctx: Ctx, press: Press) -> None:
    """不是，新报: files it."""
    draft_id = press.number(0)
    draft = await _draft(ctx, draft_id)
    filed = await file(ctx, draft)
    await _done(ctx, draft_id, draft, text("report-filed-new", number=filed.number))


@routes.due(DRAFT_OVER, needs=Permission.PUBLIC)
async def draft_over(ctx: Ctx, due: DueNow) -> None:
    """Nobody answered: what can be filed is filed, for what cannot the question is repeated."""
    person_id, _, draft_id = due.subject.partition(":")
    draft = await ctx.uow.report_drafts.find(int(draft_id), int(person_id))
    if draft is None:
        return
    if draft.circle_id is None:
        ctx.say(int(person_id), text("report-circle-still-open", body=shorten(draft.body)))
        return
    filed = await file(ctx, draft)
    await _done(ctx, int(draft_id), draft, text("report-filed-new", number=filed.number))


async def _similar(ctx: Ctx, draft: Draft) -> list[tuple[int, str]]:
    """Number and words of the open tickets that may be about the same trouble."""
    category = guess(draft.body, ctx.community.clocks.categories).name
    others = await ctx.uow.reports.open_similar(draft.circle_id or 0, category, LOOK_AT)
    words = dict(others)
    return [(number, words[number]) for number, _ in similar(draft.body, others, OFFERED)]


async def _keep(ctx: Ctx, draft: Draft) -> int:
    draft_id = await ctx.uow.report_drafts.keep(ctx.person.id, draft, ctx.now)
    await ctx.uow.report_drafts.keep_album(draft.chat_id, draft.album, draft_id=draft_id)
    subject = f"{ctx.person.id}:{draft_id}"
    due = Due(kind=DRAFT_OVER, subject=subject, due_at=ctx.now + PATIENCE, lane=draft.chat_id)
    await ctx.uow.schedules.add(due)
    return draft_id


async def _done(ctx: Ctx, draft_id: int, draft: Draft, words: Text) -> None:
    """The question is answered: its card says how, and has no buttons any more."""
    await ctx.uow.report_drafts.drop(draft_id)
    ctx.edit(draft.chat_id, _card(draft_id), words)


async def _draft(ctx: Ctx, draft_id: int) -> Draft:
    draft = await ctx.uow.report_drafts.find(draft_id, ctx.person.id)
    if draft is None:
        raise Refusal("report-draft-gone")
    return draft


def _circle_buttons(ctx: Ctx, draft_id: int, draft: Draft) -> list[list[Button]]:
    rows = [
        [
            Button(
                label=text("verbatim", word=m.circle.title),
                route="report.pick",
                args=(draft_id, m.circle.id),
            )
        ]
        for m in ctx.actor.memberships
    ]
    tick = text("btn-anonymous-on" if draft.anonymous else "btn-anonymous-off")
    return [*rows, [Button(label=tick, route="report.hide", args=(draft_id,))]]


def _same(draft_id: int, number: int) -> Button:
    return Button(
        label=text("btn-same", number=number), route="report.same", args=(draft_id, number)
    )


def _card(draft_id: int) -> str:
    return f"draft:{draft_id}"
