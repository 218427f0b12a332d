"""Lists of tickets, and one ticket with its history."""

import re

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.people import ALL_GRIDS
from domain.permissions import Permission
from domain.reports.lifecycle import Party
from domain.reports.model import Report
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.reports import cards, history
from handlers.reports.common import parties, routes
from handlers.reports.worker_cards import (
    show_photos,
    worker_buttons,
    worker_card,
    worker_words,
)
from handlers.routing import Where

PAGE = 8
MINE_LENGTH = 10
_NUMBER = re.compile(r"[0-9]{1,12}")


@routes.command("inbox", "待办", needs=Permission.WORK_ON_REPORTS, where=Where.PRIVATE)
async def inbox(ctx: Ctx, command: Command) -> None:
    """The open tickets that are theirs to act on, what burns most first."""
    asked = command.message_id
    words, buttons = await _inbox_page(ctx, 0, asked)
    ctx.reply(words, buttons, card=_inbox_card(asked))


@routes.button("inbox.page", needs=Permission.WORK_ON_REPORTS)
async def inbox_page(ctx: Ctx, press: Press) -> None:
    """Another page of the same list, in the same message."""
    asked = press.number(1)
    words, buttons = await _inbox_page(ctx, max(0, press.number(0)), asked)
    ctx.edit(ctx.person.id, _inbox_card(asked), words, buttons)


@routes.command("mine", "我的诉求", needs=Permission.SEE_OWN_REPORTS, where=Where.PRIVATE)
async def mine(ctx: Ctx, _command: Command) -> None:
    """One's own tickets and where they stand, the newest first."""
    own = await ctx.uow.reports.of_reporter(ctx.person.id, MINE_LENGTH)
    if not own:
        raise Refusal("mine-none")
    lines = tuple(cards.line(report) for report in own)
    ctx.reply(text("mine", lines=lines), cards.number_buttons(own))


@routes.command("ticket", "工单", needs=Permission.PUBLIC, where=Where.PRIVATE, menu=False)
async def ticket(ctx: Ctx, command: Command) -> None:
    """``#12``: a ticket with its history."""
    number = command.words.lstrip("#").strip()
    if not _NUMBER.fullmatch(number):
        raise Refusal("ticket-howto")
    await _show(ctx, int(number))


@routes.button("report.show", needs=Permission.PUBLIC)
async def show(ctx: Ctx, press: Press) -> None:
    """A ticket from a list, or from a card that shows only a part of it."""
    await _show(ctx, press.number(0))


async def _show(ctx: Ctx, number: int) -> None:
    """A ticket, to those whose it is; to anybody else it does not exist."""
    found = await ctx.uow.reports.find(number)
    by = await parties(ctx, found) if found else frozenset()
    if found is not None and by & {Party.STAFF, Party.TARGET}:
        await _show_to_worker(ctx, found, by)
    elif found is not None and Party.REPORTER in by:
        events = history.for_reporter(found, await ctx.uow.reports.events(number))
        words = text("ticket", ticket=cards.receipt(ctx, found), history=events)
        ctx.say(ctx.person.id, words, cards.reporter_buttons(found), card=cards.group_card(found))
    else:
        ctx.actor.require(Permission.SEE_REPORTS, None)
        raise Refusal("report-unknown", number=number)


async def _show_to_worker(ctx: Ctx, found: Report, by: frozenset[Party]) -> None:
    """From now on this is their card of the ticket, and changes with it."""
    for_partner = Party.STAFF not in by
    events = await ctx.uow.reports.events(found.number)
    lines = history.for_partner(found, events) if for_partner else history.for_staff(events)
    card = await worker_words(ctx, found, for_partner=for_partner)
    await ctx.uow.report_people.alerted(found.number, [ctx.person.id])
    show_photos(ctx, found, ctx.person.id, found.photos)
    words = text("ticket", ticket=card, history=lines)
    ctx.say(ctx.person.id, words, worker_buttons(found, by), card=worker_card(found))


async def _inbox_page(ctx: Ctx, page: int, asked: int) -> tuple[Text, list[list[Button]]]:
    grids = frozenset({ALL_GRIDS}) if ctx.actor.admin else ctx.actor.grids
    found = await ctx.uow.reports.burning(
        grids, ctx.actor.organisations, limit=PAGE + 1, offset=page * PAGE
    )
    shown = found[:PAGE]
    turn = _turn(page, asked, more=len(found) > PAGE)
    if not shown:
        return text("inbox-empty"), turn
    lines = tuple(cards.inbox_line(ctx, report) for report in shown)
    return text("inbox", page=page + 1, lines=lines), [*cards.number_buttons(shown), *turn]


def _turn(page: int, asked: int, *, more: bool) -> list[list[Button]]:
    back = Button(label=text("btn-earlier"), route="inbox.page", args=(page - 1, asked))
    on = Button(label=text("btn-later"), route="inbox.page", args=(page + 1, asked))
    return [[*([back] if page else []), *([on] if more else [])]]


def _inbox_card(asked: int) -> str:
    """A card for each time it was asked for, so that a press turns the list that was pressed."""
    return f"inbox:{asked}"
