"""Answers to the questions with which a group-buy is opened."""

from domain.errors import Refusal
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.groupbuy.common import routes
from handlers.groupbuy.guide import GUIDE, after, answered, ask
from handlers.groupbuy.opening import preview
from handlers.incoming import Answer, Press
from handlers.routing import Where


@routes.step("groupbuy.guide", needs=Permission.ORGANISE_GROUP_BUY)
async def take_answer(ctx: Ctx, answer: Answer) -> None:
    """An answer; after the last one comes the preview."""
    step = str(answer.data["step"])
    words = answered(ctx, step, str(answer.data["words"]), answer.body)
    await _go_on(ctx, step, words)


@routes.button("groupbuy.skip", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def skip(ctx: Ctx, press: Press) -> None:
    """The question that is open needs no answer."""
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    step = press.word(0)
    if dialog is None or dialog.route != GUIDE or dialog.data["step"] != step or step == "goods":
        raise Refusal("button-outdated")
    await _go_on(ctx, step, str(dialog.data["words"]))


async def _go_on(ctx: Ctx, step: str, words: str) -> None:
    following = after(step)
    if following is None:
        await ctx.uow.dialogs.close(ctx.person.id)
        await preview(ctx, words)
    else:
        await ask(ctx, following, words)
