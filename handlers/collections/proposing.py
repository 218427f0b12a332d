"""``/collection``: a schedule is read, shown, and confirmed."""

from datetime import timedelta

from domain.audience import Audience, take_anywhere
from domain.circles import Circle
from domain.collections.checking import first_overlap, unusual, upcoming
from domain.collections.model import Occurrence, Schedule
from domain.collections.reading import Frame, read_schedule
from domain.collections.steps import StepKind, steps_of
from domain.errors import Refusal
from domain.messages import Button, Text, When, text
from domain.permissions import Permission
from handlers.asking import clear
from handlers.audiences import addressable, choose, count_people
from handlers.collections import cards, words
from handlers.collections.common import plan, routes
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.routing import Where

DRAFTS_KEPT = timedelta(days=2)


@routes.command("collection", "定点", needs=Permission.MANAGE_COLLECTIONS, where=Where.PRIVATE)
async def collection(ctx: Ctx, command: Command) -> None:
    """A preview of the schedule that the words describe, or how to describe one."""
    if not command.words:
        ctx.reply(text("collection-howto", grid=ctx.some_grid))
        return
    audience, rest = await _audience(ctx, command.words)
    schedule = clear(read_schedule(rest, _frame(ctx, audience)))
    circles = await choose(ctx, audience)
    lines = (*_preview(ctx, schedule), await _for(ctx, circles), *await _warnings(ctx, schedule))
    await ctx.uow.collections.prune_drafts(ctx.now - DRAFTS_KEPT)
    draft_id = await ctx.uow.collections.keep_draft(schedule, ctx.now)
    said = text("collection-preview", what=words.what(ctx.community, schedule), lines=lines)
    ctx.reply(said, _buttons(draft_id), card=_card(draft_id))


@routes.button("collection.confirm", needs=Permission.MANAGE_COLLECTIONS, where=Where.PRIVATE)
async def confirm(ctx: Ctx, press: Press) -> None:
    """确认: the schedule holds, and its circles get the notice."""
    schedule = await _draft(ctx, press.number(0))
    upcoming(schedule, ctx.now)
    circles = await choose(ctx, schedule.audience)
    await ctx.uow.collections.begin(schedule.id, ctx.now)
    await ctx.uow.collections.set_circles(schedule.id, [circle.id for circle in circles])
    await plan(ctx, schedule)
    await ctx.uow.audit.add("collection.begin", ctx.person.id, str(schedule.id), ctx.now)
    quiet = ctx.community.quiet.contains(ctx.now, ctx.community.zone)
    said = cards.notice(ctx, schedule)
    for circle in circles:
        cards.post(ctx, circle, cards.notice_card(schedule), said, quietly=quiet)
    done = text("collection-begun", number=schedule.id, circles=len(circles))
    ctx.edit(ctx.person.id, _card(schedule.id), done)


@routes.button("collection.drop", needs=Permission.MANAGE_COLLECTIONS, where=Where.PRIVATE)
async def drop(ctx: Ctx, press: Press) -> None:
    """取消: the schedule is forgotten."""
    draft = await _draft(ctx, press.number(0))
    await ctx.uow.collections.drop_draft(draft.id)
    ctx.edit(ctx.person.id, _card(draft.id), text("collection-dropped"))


async def _draft(ctx: Ctx, draft_id: int) -> Schedule:
    draft = await ctx.uow.collections.draft(draft_id)
    if draft is None or draft.created_by != ctx.person.id:
        raise Refusal("button-outdated")
    return draft


async def _audience(ctx: Ctx, typed: str) -> tuple[Audience, str]:
    audience, rest = take_anywhere(typed, ctx.community.grids, await addressable(ctx))
    if audience is None:
        raise Refusal("collection-audience-missing", grid=ctx.some_grid)
    return audience, rest


def _frame(ctx: Ctx, audience: Audience) -> Frame:
    community = ctx.community
    return Frame(
        now=ctx.now,
        zone=community.zone,
        streams=community.streams,
        organisations=community.organisations,
        organisation=community.door.organisation,
        person_id=ctx.person.id,
        audience=audience,
    )


def _preview(ctx: Ctx, schedule: Schedule) -> list[Text]:
    ahead = upcoming(schedule, ctx.now)
    lines = [*words.rule(schedule)]
    for number, found in enumerate(ahead, 1):
        lines.append(text("collection-date", number=number, when=words.when(found)))
        lines += words.moved(schedule, found)
    lines.append(text("collection-place", place=schedule.place))
    lines += words.taken(ctx.community, schedule)
    lines += words.policies(schedule)
    lines += _door(ctx, schedule)
    lines.append(_reminders(ctx, schedule, ahead[0]))
    return lines


def _reminders(ctx: Ctx, schedule: Schedule, first: Occurrence) -> Text:
    """When people will hear of the first date: only what is still ahead."""
    ahead = [
        text("collection-reminder", at=When(at=step.at))
        for step in steps_of(schedule, first)
        if step.kind in {StepKind.EVENING, StepKind.SOON} and step.at > ctx.now
    ]
    if not ahead:
        return text("collection-no-reminders")
    key = "collection-reminders-all" if ctx.community.remind_always else "collection-reminders"
    return text(key, lines=tuple(ahead))


def _door(ctx: Ctx, schedule: Schedule) -> tuple[Text, ...]:
    return (text("collection-at-the-door"),) if words.at_the_door(ctx.community, schedule) else ()


async def _for(ctx: Ctx, circles: list[Circle]) -> Text:
    people = await count_people(ctx.uow, circles)
    titles = words.titles(circles)
    return text("collection-for", circles=len(circles), people=people, titles=titles)


async def _warnings(ctx: Ctx, schedule: Schedule) -> list[Text]:
    """What staff may want to know before they confirm."""
    lines = []
    for other in await ctx.uow.collections.at_place(schedule.place):
        overlap = first_overlap(schedule, other, ctx.now)
        if overlap is not None:
            what = words.what(ctx.community, other)
            at = When(at=overlap.at)
            lines.append(text("collection-overlap", number=other.id, what=what, at=at))
    odd = unusual(schedule, ctx.now)
    if odd.holiday is not None:
        lines.append(text("collection-on-holiday", when=words.when(odd.holiday)))
    if odd.make_up is not None:
        lines.append(text("collection-on-workday", when=words.when(odd.make_up)))
    if odd.unknown_year is not None:
        lines.append(text("collection-unknown-year", year=odd.unknown_year))
    return lines


def _buttons(draft_id: int) -> list[list[Button]]:
    return [
        [
            Button(label=text("btn-confirm"), route="collection.confirm", args=(draft_id,)),
            Button(label=text("btn-drop"), route="collection.drop", args=(draft_id,)),
        ]
    ]


def _card(draft_id: int) -> str:
    return f"collection-draft:{draft_id}"
