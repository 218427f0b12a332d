"""Opening a group-buy by answering one question after the other, in private."""

from domain.groupbuy.reading import read_offer
from domain.messages import Button, text
from handlers.asking import settled
from handlers.context import Ctx
from storage.dialogs import Dialog

GUIDE = "groupbuy.guide"

QUESTIONS = {
    "goods": "groupbuy-ask-goods",
    "deadline": "groupbuy-ask-deadline",
    "pickup": "groupbuy-ask-pickup",
    "goal": "groupbuy-ask-goal",
}
"""The questions in their order; the answers add up to what could have been typed in one line."""

OPTIONS = {"goods": "", "deadline": "截止=", "pickup": "取货=", "goal": "成团="}


async def ask(ctx: Ctx, step: str, words: str) -> None:
    """Ask a question; ``words`` are the answers so far."""
    data: dict[str, str | int | None] = {"step": step, "words": words}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=GUIDE, data=data), ctx.now)
    skip = Button(label=text("btn-groupbuy-skip"), route="groupbuy.skip", args=(step,))
    ctx.say(ctx.person.id, text(QUESTIONS[step]), [] if step == "goods" else [[skip]])


def answered(ctx: Ctx, step: str, words: str, answer: str) -> str:
    """The answers with one more, which is read at once so that it can be asked again.

    Raises:
        Refusal: the answer is not understood.
    """
    if step == "goods":
        more = answer
    else:
        more = f"{words}\n{OPTIONS[step]}{' '.join(answer.replace(';', ' ').split())}"
    offer = read_offer(more, ctx.now, ctx.community.zone)
    for said in (offer.deadline, offer.pickup_at):
        if said is not None:
            settled(said)
    return more


def after(step: str) -> str | None:
    """The question that follows, if any."""
    steps = list(QUESTIONS)
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None
