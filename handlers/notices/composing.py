"""``/notice``: what was typed becomes a notice, at once or after a preview."""

from dataclasses import dataclass

from domain.audience import Audience, take_leading
from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Attachment, Formatted
from domain.notices.composing import repeats_at_an_hour, take_timing, take_urgency
from domain.notices.model import Content, Notice, check_content
from domain.permissions import Permission
from domain.timing import Recurrence, Unclear
from handlers.asking import clear, settled
from handlers.audiences import addressable, choose
from handlers.context import Ctx
from handlers.incoming import Command, Message, Replied
from handlers.notices.audience import ask_audience
from handlers.notices.common import routes
from handlers.notices.preview import show_preview
from handlers.notices.sending import schedule_or_send
from handlers.notices.templates import offer_templates


@dataclass(frozen=True)
class _Typed:
    """A notice as it was typed.

    Args:
        notice: not kept yet.
        audience: whom it names; none where it names nobody.
    """

    notice: Notice
    audience: Audience | None


@routes.command("notice", "通知", needs=Permission.SEND_NOTICES, plainly=bool)
async def notice(ctx: Ctx, command: Command) -> None:
    """In the circle it is posted; in private it is shown first, with whom it reaches."""
    if not command.words and _content(command) is None:
        offer_templates(ctx)
        return
    await compose(ctx, command, command.words, _start(command))


async def compose(ctx: Ctx, message: Message, words: str, start: int) -> None:
    """Take a notice out of a message.

    Args:
        ctx: of the message.
        message: that holds it.
        words: the part of it to read, with full-width signs read as half-width.
        start: where that part begins in the message.
    """
    typed = await _read(ctx, message, words, start)
    if ctx.circle is not None:
        await _post_here(ctx, ctx.circle, typed)
        return
    kept = await ctx.uow.notices.add(typed.notice)
    if typed.audience is None:
        await ask_audience(ctx, kept)
        return
    await show_preview(ctx, kept, await choose(ctx, typed.audience))


async def _post_here(ctx: Ctx, circle: Circle, typed: _Typed) -> None:
    """Post it in the circle in which it was typed."""
    here = Audience(circles=(circle.id,))
    if typed.audience is not None and [circle] != await choose(ctx, typed.audience):
        raise Refusal("notice-audience-in-private", start="run-notice")
    kept = await ctx.uow.notices.add(typed.notice.model_copy(update={"audience": here}))
    await schedule_or_send(ctx, kept, [circle])


async def _read(ctx: Ctx, message: Message, words: str, start: int) -> _Typed:
    """Urgency, audience and time stand before the words; what is answered stands in for none.

    Raises:
        Refusal: nothing is announced, or a part of it is not clear.
    """
    urgent, at = take_urgency(words)
    audience, length = take_leading(words[at:], ctx.community.grids, await addressable(ctx))
    at += length
    timing = take_timing(words[at:], ctx.now, ctx.community.zone)
    at += timing.length
    content = _content(message, start + at)
    if content is None:
        raise Refusal("notice-empty")
    notice = Notice(
        author_id=ctx.person.id,
        content=check_content(content),
        urgent=urgent,
        audience=audience,
        created_at=ctx.now,
        recurrence=_recurrence(timing.recurrence),
        send_at=None if timing.at is None else settled(timing.at),
    )
    return _Typed(notice, audience)


def _recurrence(found: Recurrence | Unclear | None) -> Recurrence | None:
    if found is None:
        return None
    recurrence = clear(found)
    if not repeats_at_an_hour(recurrence):
        raise Refusal("notice-repeats-when")
    return recurrence


def _content(message: Message, start: int | None = None) -> Content | None:
    """What a message announces: its own words and file, else those of the one it answers."""
    own = Formatted(words=message.body, marks=message.marks)
    body = own.cut(len(message.body) if start is None else start)
    attachment = _attachment(message)
    if body.words or attachment:
        return Content(body=body, attachment=attachment)
    if message.replied is None:
        return None
    replied = message.replied
    body = Formatted(words=replied.body, marks=replied.marks)
    attachment = _attachment(replied)
    return Content(body=body, attachment=attachment) if body.words or attachment else None


def _attachment(message: Message | Replied) -> Attachment | None:
    if message.photo is not None:
        return Attachment(kind="photo", file_id=message.photo)
    if message.document is not None:
        return Attachment(kind="document", file_id=message.document.file_id)
    return None


def _start(command: Command) -> int:
    """Where the words of a command begin in its message."""
    return len(command.body.rstrip()) - len(command.raw)
