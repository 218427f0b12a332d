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
from handlers.reports import cards
from handlers.reports.common import find, parties, routes
from handlers.routing import Where

PAGE = 8
MINE_LENGTH = 10
INBOX_CARD = "inbox"
_NUMBER = re.compile(r"[0-9]{1,12}")


@routes.command("inbox", "待办", needs=Permission.WORK_ON_REPORTS, where=Where.PRIVATE)
async def inbox(ctx: Ctx, _command: Command) -> None:
    """The open tickets that are theirs to act on, what burns most first."""
    words, buttons = await _inbox_page(ctx, 0)
    ctx.reply(words, buttons, card=INBOX_CARD)


@routes.button("inbox.page", needs=Permission.WORK_ON_REPORTS)
async def inbox_page(ctx: Ctx, press: Press) -> None:
    """Another page of the same list, in the same message."""
    words, buttons = await _inbox_page(ctx, max(0, press.number(0)))
    ctx.edit(ctx.person.id, INBOX_CARD, words, buttons)


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
    number = command.words.lstrip("#")
    if not _NUMBER.fullmatch(number):
        raise Refusal("ticket-howto")
    await _show(ctx, int(number))


@routes.button("report.show", needs=Permission.PUBLIC)
async def show(ctx: Ctx, press: Press) -> None:
    """A ticket from a list."""
    await _show(ctx, press.number(0))


async def _show(ctx: Ctx, number: int) -> None:
    """A ticket, to those whose it is; to anybody else it does not exist."""
    found = await find(ctx, number)
    by = await parties(ctx, found)
    works = bool(by & {Party.STAFF, Party.HANDLER})
    if not works and Party.REPORTER not in by:
        raise Refusal("report-unknown", number=number)
    history = cards.history(await ctx.uow.reports.events(number), for_worker=works)
    if not works:
        words = text("ticket", ticket=cards.receipt(found), history=history)
        ctx.say(ctx.person.id, words, cards.reporter_buttons(found), card=cards.group_card(found))
        return
    words = text("ticket", ticket=await cards.worker_words(ctx, found), history=history)
    photo = found.photos[0] if found.photos else None
    ctx.say(ctx.person.id, words, cards.worker_buttons(found, by), photo=photo)


async def _inbox_page(ctx: Ctx, page: int) -> tuple[Text, list[list[Button]]]:
    grids = frozenset({ALL_GRIDS}) if ctx.actor.admin else ctx.actor.grids
    found = await ctx.uow.reports.burning(
        grids, ctx.actor.organisations, limit=PAGE + 1, offset=page * PAGE
    )
    shown = found[:PAGE]
    if not shown:
        return text("inbox-empty"), _turn(page, more=False)
    words = text("inbox", page=page + 1, lines=_lines(shown))
    return words, [*cards.number_buttons(shown), *_turn(page, more=len(found) > PAGE)]


def _lines(reports: list[Report]) -> tuple[Text, ...]:
    return tuple(cards.line(report) for report in reports)


def _turn(page: int, *, more: bool) -> list[list[Button]]:
    back = Button(label=text("btn-earlier"), route="inbox.page", args=(page - 1,))
    on = Button(label=text("btn-later"), route="inbox.page", args=(page + 1,))
    return [[*([back] if page else []), *([on] if more else [])]]
