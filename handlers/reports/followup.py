"""回访: what the households say of the outcome; 没解决 re-opens; objections; withdrawal."""

from typing import TypeVar

from domain.errors import Refusal
from domain.messages import Button, Mention, text
from domain.people import Person, Reach
from domain.permissions import Permission
from domain.reports.lifecycle import Event, Party, Step
from domain.reports.model import Report, ReportState, Satisfied, Solved
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.reaching import private_button, tell
from handlers.reports import cards
from handlers.reports.common import (
    PICTURE,
    act,
    alert,
    find,
    find_for,
    households,
    parties,
    routes,
)
from handlers.reports.words import ask, ask_for_step, takes_words
from handlers.reports.workforce import staff_on_call, workers

Rate = TypeVar("Rate", Solved, Satisfied)

ADMINS_HEAR_AT = 2
"""At the second re-opening of a ticket the admins hear of it."""

_SOLVED = {
    Solved.YES: "btn-solved-yes",
    Solved.PARTLY: "btn-solved-partly",
    Solved.NO: "btn-solved-no",
}
_SATISFIED = {
    Satisfied.YES: "btn-satisfied-yes",
    Satisfied.FAIRLY: "btn-satisfied-fairly",
    Satisfied.NO: "btn-satisfied-no",
}


async def ask_households(ctx: Ctx, closed: Report, words: str, photo: str | None) -> None:
    """Tell everybody who had the trouble what was done, and ask how it is.

    The group has it in one line, which calls a reporter whom the bot cannot write to yet.
    """
    reporter, others = await households(ctx, closed)
    asked = [person for person in others if person.reach is Reach.OPEN]
    asked += [reporter] if reporter else []
    round_, people = closed.reopenings, [person.id for person in asked]
    await ctx.uow.report_people.ask(closed.number, people, round_, ctx.now)
    told = text(
        "report-closed",
        number=closed.number,
        body=cards.short_body(closed),
        by=ctx.person.name,
        words=words or PICTURE,
    )
    for person in asked:
        question = text("report-closed-ask", told=told)
        card = rating_card(closed)
        ctx.say(person.id, question, solved_buttons(closed), card=card, photo=photo)
    await _close_in_group(ctx, closed, reporter, words, photo)


async def _close_in_group(
    ctx: Ctx, closed: Report, reporter: Person | None, words: str, photo: str | None
) -> None:
    """One line; a reporter who is called in it need not be called again by what waits for them."""
    line = text("report-closed-group", number=closed.number, words=words or PICTURE)
    if reporter is None or reporter.reach is Reach.OPEN or closed.anonymous:
        ctx.say(closed.circle.chat_id, line, photo=photo)
        return
    await ctx.uow.people.set_reach(reporter.id, Reach.CLOSED)
    who = Mention(person_id=reporter.id, name=reporter.name)
    called = text("report-closed-call", who=who, line=line)
    ctx.say(closed.circle.chat_id, called, private_button(), photo=photo)


async def ask_again(ctx: Ctx, closed: Report) -> None:
    """Ask those once more who have not answered."""
    ratings = await ctx.uow.report_people.ratings(closed.number, closed.reopenings)
    for rating in ratings:
        if rating.solved is None or rating.satisfied is None:
            ctx.say(
                rating.person_id,
                text("report-ask-again", number=closed.number, body=cards.short_body(closed)),
                solved_buttons(closed),
                card=rating_card(closed),
            )


@routes.button("report.solved", needs=Permission.PUBLIC)
async def solved(ctx: Ctx, press: Press) -> None:
    """解决了 / 部分解决 ask how content they are; 没解决 asks what is still wrong."""
    found = await _asked_ticket(ctx, press)
    answer = _choice(Solved, press.word(2))
    if answer is Solved.NO:
        if found.state is not ReportState.REVIEW:
            raise Refusal("report-over", number=found.number)
        await ask(ctx, found, Step.REOPEN, text("ask-reopen", number=found.number))
        return
    await ctx.uow.report_people.rate(found.number, ctx.person.id, found.reopenings, solved=answer)
    words = text("report-how-content", number=found.number)
    ctx.edit(ctx.person.id, rating_card(found), words, _satisfied_buttons(found))


@routes.button("report.satisfied", needs=Permission.PUBLIC)
async def satisfied(ctx: Ctx, press: Press) -> None:
    """满意 / 基本满意 / 不满意 completes a household's rating."""
    found = await _asked_ticket(ctx, press)
    answer = _choice(Satisfied, press.word(2))
    people = ctx.uow.report_people
    await people.rate(found.number, ctx.person.id, found.reopenings, satisfied=answer)
    ratings = {r.person_id: r for r in await people.ratings(found.number, found.reopenings)}
    said = ratings[ctx.person.id].solved
    if said is None:
        raise Refusal("button-outdated")
    await _record(ctx, found, f"{said} {answer}")
    ctx.edit(ctx.person.id, rating_card(found), text("report-thanks", number=found.number))


async def _record(ctx: Ctx, found: Report, detail: str) -> None:
    """The reporter's rating closes the ticket; those of other households are kept beside it."""
    decides = Party.REPORTER in await parties(ctx, found) or found.reporter_id is None
    if found.state is ReportState.REVIEW and decides:
        await act(ctx, found, Step.RATE, detail=detail)
        return
    event = Event(
        at=ctx.now,
        person_id=ctx.person.id,
        step=Step.RATE,
        source=found.state,
        target=found.state,
        detail=detail,
    )
    await ctx.uow.reports.add_event(found.number, event)


@takes_words(Step.REOPEN)
async def reopen_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """没解决, with the reason: back to the same owner; at the second time the admins hear."""
    moved = await act(ctx, found, Step.REOPEN, words=words, photo=answer.photo)
    ctx.reply(text("report-you-reopened", number=moved.number))
    await _take_question_back(ctx, found)
    if answer.photo:
        await ctx.uow.reports.add_photos(moved.number, [answer.photo])
        moved = await find(ctx, moved.number)
    people = await workers(ctx, moved)
    if moved.reopenings == ADMINS_HEAR_AT:
        people = sorted(ctx.community.admins | set(people))
    words = words or PICTURE
    news = text("report-reopened", number=moved.number, words=words, count=moved.reopenings)
    await alert(ctx, moved, people, news)


async def _take_question_back(ctx: Ctx, found: Report) -> None:
    """Whoever was asked how it went reads, in place of the question, that it goes on."""
    words = text("report-reopened-told", number=found.number, body=cards.short_body(found))
    for rating in await ctx.uow.report_people.ratings(found.number, found.reopenings):
        ctx.edit(rating.person_id, rating_card(found), words)


@routes.button("report.contest", needs=Permission.PUBLIC)
async def contest(ctx: Ctx, press: Press) -> None:
    """The reporter does not agree that it was rejected: asks why, once."""
    await ask_for_step(ctx, press.number(0), Step.CONTEST, "ask-contest")


@takes_words(Step.CONTEST)
async def contest_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """The ticket waits again, and staff read the objection."""
    moved = await act(ctx, found, Step.CONTEST, words=words, photo=answer.photo)
    ctx.reply(text("report-you-contested", number=moved.number))
    news = text("report-contested", number=moved.number, words=words or PICTURE)
    await alert(ctx, moved, await staff_on_call(ctx, moved.circle), news)


@routes.button("report.withdraw", needs=Permission.PUBLIC)
async def withdraw(ctx: Ctx, press: Press) -> None:
    """撤回: asks once more, as it cannot be undone."""
    found = await find_for(ctx, press.number(0), Step.WITHDRAW)
    sure = Button(
        label=text("btn-withdraw-sure"), route="report.withdraw_sure", args=(found.number,)
    )
    ctx.say(ctx.person.id, text("report-withdraw-sure", number=found.number), [[sure]])


@routes.button("report.withdraw_sure", needs=Permission.PUBLIC)
async def withdraw_sure(ctx: Ctx, press: Press) -> None:
    """The reporter needs nothing any more; whoever is at work on it, and who joined, hear so."""
    found = await find_for(ctx, press.number(0), Step.WITHDRAW)
    owner = [] if found.state is ReportState.WAITING else await workers(ctx, found)
    moved = await act(ctx, found, Step.WITHDRAW)
    ctx.answer(text("report-withdrawn", number=moved.number))
    for person_id in owner:
        ctx.say(person_id, text("report-withdrawn-worker", number=moved.number))
    _, others = await households(ctx, moved)
    tell(ctx, others, text("report-withdrawn-told", number=moved.number))


def rating_card(report: Report) -> str:
    """The name of the question how it went."""
    return f"report:{report.number}:rate:{report.reopenings}"


def solved_buttons(report: Report) -> list[list[Button]]:
    """解决了 / 部分解决 / 没解决."""
    asked = (report.number, report.reopenings)
    return [
        [
            Button(label=text(label), route="report.solved", args=(*asked, word))
            for word, label in _SOLVED.items()
        ]
    ]


def _satisfied_buttons(report: Report) -> list[list[Button]]:
    asked = (report.number, report.reopenings)
    return [
        [
            Button(label=text(label), route="report.satisfied", args=(*asked, word))
            for word, label in _SATISFIED.items()
        ]
    ]


async def _asked_ticket(ctx: Ctx, press: Press) -> Report:
    """The ticket that this person was asked about, if they have not answered yet.

    Raises:
        Refusal: they have; or it was another person or another time that was asked.
    """
    found, round_ = await find(ctx, press.number(0)), press.number(1)
    if found.state not in {ReportState.REVIEW, ReportState.CLOSED} or found.reopenings != round_:
        raise Refusal("report-question-over", number=found.number)
    ratings = await ctx.uow.report_people.ratings(found.number, round_)
    own = next((r for r in ratings if r.person_id == ctx.person.id), None)
    if own is None:
        raise Refusal("report-not-asked")
    if own.solved is not None and own.satisfied is not None:
        raise Refusal("report-rated-before", number=found.number)
    return found


def _choice(kind: type[Rate], word: str) -> Rate:
    if word not in set(kind):
        raise Refusal("button-outdated")
    return kind(word)
