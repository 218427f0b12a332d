"""Templates of the config: chosen by a button, their blanks asked for one by one."""

from domain.circles import code_of, pick
from domain.errors import Refusal
from domain.messages import Formatted, Text, text
from domain.notices.model import Content, Notice, check_content
from domain.notices.templates import Template, blanks, fill
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.notices.audience import ask_audience
from handlers.notices.common import one, routes
from handlers.reaching import private_button
from handlers.routing import Where
from storage.dialogs import Dialog

STEP = "notice.blank"


def offer_templates(ctx: Ctx) -> None:
    """How to write a notice, with the templates where they can be filled in."""
    if not ctx.place.private:
        ctx.reply(text("notice-howto"), private_button("run-notice"))
        return
    rows = [
        one(
            text("btn-notice-template", name=template.name),
            "notice.template",
            code_of(template.name),
        )
        for template in ctx.community.templates
    ]
    ctx.reply(text("notice-howto-private", grid=ctx.some_grid), rows)


@routes.button("notice.template", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def choose_template(ctx: Ctx, press: Press) -> None:
    """A template was chosen; its first blank is asked for."""
    names = tuple(template.name for template in ctx.community.templates)
    await _ask_next(ctx, _template(ctx, pick(press.word(0), names)), ())


@routes.step(STEP, needs=Permission.SEND_NOTICES)
async def take_blank(ctx: Ctx, answer: Answer) -> None:
    """One blank is filled in; the next one follows, or whom it is for."""
    words = " ".join(answer.body.split())
    if not words:
        raise Refusal("notice-blank-empty")
    filled = [str(value) for key, value in answer.data.items() if key.isdecimal()]
    await _ask_next(ctx, _template(ctx, str(answer.data["template"])), (*filled, words))


async def _ask_next(ctx: Ctx, template: Template, filled: tuple[str, ...]) -> None:
    asked = blanks(template.text)
    if len(filled) < len(asked):
        data: dict[str, str | int | None] = {"template": template.name}
        data |= {str(place): word for place, word in enumerate(filled)}
        await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=STEP, data=data), ctx.now)
        ctx.say(ctx.person.id, _question(template, asked[len(filled)]))
        return
    await ctx.uow.dialogs.close(ctx.person.id)
    content = Content(body=Formatted(words=fill(template.text, filled)))
    notice = Notice(author_id=ctx.person.id, content=check_content(content), created_at=ctx.now)
    await ask_audience(ctx, await ctx.uow.notices.add(notice))


def _question(template: Template, blank: str) -> Text:
    return text("notice-blank", template=template.text, blank=blank)


def _template(ctx: Ctx, name: str) -> Template:
    for template in ctx.community.templates:
        if template.name == name:
            return template
    raise Refusal("button-outdated")
