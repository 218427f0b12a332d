"""What residents do to report: the command, pictures, 我家也是, 匿名."""

from domain.errors import Refusal
from domain.messages import text
from domain.people import Reach
from domain.permissions import Permission
from domain.reports.lifecycle import Party
from domain.reports.model import Report
from domain.reports.words import check_body
from handlers.context import Ctx
from handlers.incoming import Command, Message, Press
from handlers.reports.common import find, keep, parties, routes
from handlers.reports.filing import file, join_ticket
from handlers.reports.offering import offer_circle, offer_similar
from handlers.reports.worker_cards import show_photos, show_photos_to_workers
from handlers.routing import Where
from storage.reports import Draft


@routes.command("report", "报修", "报事", "诉求", needs=Permission.REPORT)
async def report(ctx: Ctx, command: Command) -> None:
    """Files a report: one's own words, or the message that is answered."""
    draft = await _draft(ctx, command)
    if draft.circle_id is None:
        await offer_circle(ctx, draft)
    elif not await offer_similar(ctx, draft):
        await file(ctx, draft)


@routes.album("report.album", needs=Permission.PUBLIC)
async def further_photo(ctx: Ctx, message: Message) -> None:
    """Pictures sent together with the one that carried the words belong to the same ticket."""
    if message.album is None or message.photo is None:
        return
    number, draft_id = await ctx.uow.report_drafts.album(message.place.chat_id, message.album)
    draft = await ctx.uow.report_drafts.find(draft_id, ctx.person.id) if draft_id else None
    if draft is not None and draft_id is not None:
        photos = (*draft.photos, message.photo)
        await ctx.uow.report_drafts.change(draft_id, draft.model_copy(update={"photos": photos}))
    elif number is not None:
        await _show_further(ctx, await find(ctx, number), message.photo)


async def _show_further(ctx: Ctx, found: Report, photo: str) -> None:
    """A worker's goes to the reporter, a resident's to those who work on the ticket."""
    by = await parties(ctx, found)
    if by & {Party.STAFF, Party.TARGET} and ctx.person.id not in {
        found.reporter_id,
        found.filed_by,
    }:
        if found.reporter_id is not None:
            show_photos(ctx, found, found.reporter_id, [photo])
        return
    await ctx.uow.reports.add_photos(found.number, [photo])
    await show_photos_to_workers(ctx, found, [photo])


@routes.button("report.join", needs=Permission.JOIN_REPORT)
async def join(ctx: Ctx, press: Press) -> None:
    """我家也是: counts one more household."""
    found = await find(ctx, press.number(0))
    if found.circle.id not in {m.circle.id for m in ctx.actor.memberships}:
        raise Refusal("report-not-in-circle")
    await join_ticket(ctx, found, ctx.person.id)
    reached = ctx.person.reach is Reach.OPEN
    ctx.answer(text("report-joined" if reached else "report-joined-group", number=found.number))


@routes.button("report.anonymous", needs=Permission.REPORT)
async def make_anonymous(ctx: Ctx, press: Press) -> None:
    """Hides the reporter of a report."""
    found = await find(ctx, press.number(0))
    if found.reporter_id != ctx.person.id:
        raise Refusal("report-not-yours")
    await keep(ctx, found.model_copy(update={"anonymous": True}), None)
    ctx.answer(text("report-anonymous-now"))


async def _draft(ctx: Ctx, command: Command) -> Draft:
    """What is to be filed; in a group, an answer to somebody's message is filed for them."""
    body, photos = _words_and_photos(ctx, command)
    if not body and not photos:
        raise Refusal("report-howto")
    author = command.replied.author if command.replied and ctx.circle else None
    if author is not None and author.id != ctx.person.id and ctx.circle is not None:
        await ctx.uow.people.meet(author)
        await ctx.uow.circles.join(ctx.circle.id, author.id)
    return Draft(
        circle_id=_only_circle(ctx),
        chat_id=command.place.chat_id,
        thread=command.place.thread,
        message_id=command.message_id,
        reporter_id=author.id if author else ctx.person.id,
        body=body,
        photos=photos,
        album=command.album,
    )


def _only_circle(ctx: Ctx) -> int | None:
    """The circle that a report is for, where there is no choice."""
    if ctx.circle is not None:
        return ctx.circle.id
    circles = [membership.circle for membership in ctx.actor.memberships]
    if not circles:
        raise Refusal("report-no-circle")
    return circles[0].id if len(circles) == 1 else None


def _words_and_photos(ctx: Ctx, command: Command) -> tuple[str, tuple[str, ...]]:
    """The words typed, then those of the message that is answered; pictures of both.

    What a bot or a channel wrote counts only where nothing else was said; a command that belongs
    in private, such as one with an address, not at all.
    """
    words, photos = [command.raw], [command.photo]
    answered = command.replied
    said = bool(command.raw or command.photo)
    if answered is not None and (answered.author is not None or not said):
        words.append("" if _belongs_in_private(ctx, answered.body) else answered.body)
        photos.append(answered.photo)
    body = check_body("\n".join(part for part in words if part))
    return body, tuple(photo for photo in photos if photo)


def _belongs_in_private(ctx: Ctx, words: str) -> bool:
    call = ctx.routes.read(words)
    return call is not None and call.route is not None and call.route.where is Where.PRIVATE
