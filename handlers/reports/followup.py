"""回访: what the households say of the outcome; 没解决 re-opens; objections; withdrawal."""

from collections.abc import Iterable
from typing import TypeVar

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.people import Reach
from domain.permissions import Permission
from domain.reports.lifecycle import Event, Party, Step, check
from domain.reports.model import Report, ReportState, Satisfied, Solved
from domain.reports.words import shorten
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.reports import cards
from handlers.reports.common import (
    act,
    alert,
    find,
    parties,
    routes,
    staff_on_call,
    tell_households,
    workers,
)
from handlers.reports.words import ask, ask_for_step, takes_words

Rate = TypeVar("Rate", Solved, Satisfied)

ADMINS_HEAR_AT = 2
"""At the second re-opening of a ticket the admins hear of it."""


async def ask_households(ctx: Ctx, closed: Report, words: str, photo: str | None) -> None:
    """Tell everybody who had the trouble what was done, and ask how it is."""
    people = await ctx.uow.report_people.households(closed.number)
    asked = [p for p in people if p.reach is Reach.OPEN or p.id == closed.reporter_id]
    await ctx.uow.report_people.ask(
        closed.number, [p.id for p in asked], closed.reopenings, ctx.now
    )
    told = text(
        "report-closed",
        number=closed.number,
        body=shorten(closed.body),
        by=ctx.person.name,
        words=words,
    )
    for person in asked:
        ctx.say(
            person.id,
            text("report-closed-ask", told=told),
            solved_buttons(closed),
            card=rating_card(closed),
            photo=photo,
        )
        if person.reach is not Reach.OPEN and not closed.anonymous:
            cards.say_in_group(ctx, closed, told, person)


async def ask_again(ctx: Ctx, closed: Report) -> None:
    """Ask those once more who have not answered."""
    ratings = await ctx.uow.report_people.ratings(closed.number, closed.reopenings)
    for rating in ratings:
        if rating.solved is None or rating.satisfied is None:
            ctx.say(
                rating.person_id,
                text("report-ask-again", number=closed.number, body=shorten(closed.body)),
                solved_buttons(closed),
                card=rating_card(closed),
            )


@routes.button("report.solved", needs=Permission.PUBLIC)
async def solved(ctx: Ctx, press: Press) -> None:
    """解决了 / 部分解决 ask how content they are; 没解决 asks what is still wrong."""
    found = await _rated_ticket(ctx, press.number(0), press.number(1))
    answer = _choice(Solved, press.word(2))
    if answer is Solved.NO:
        check(found, Step.REOPEN, await parties(ctx, found))
        await ask(ctx, found, Step.REOPEN, text("ask-reopen", number=found.number))
        return
    asked = await ctx.uow.report_people.rate(
        found.number, ctx.person.id, found.reopenings, solved=answer
    )
    if not asked:
        raise Refusal("report-not-asked")
    ctx.edit(
        ctx.person.id,
        rating_card(found),
        text("report-how-content", number=found.number),
        _satisfied_buttons(found),
    )


@routes.button("report.satisfied", needs=Permission.PUBLIC)
async def satisfied(ctx: Ctx, press: Press) -> None:
    """满意 / 基本满意 / 不满意 completes a household's rating."""
    found = await _rated_ticket(ctx, press.number(0), press.number(1))
    people = ctx.uow.report_people
    await people.rate(
        found.number,
        ctx.person.id,
        found.reopenings,
        satisfied=_choice(Satisfied, press.word(2)),
    )
    ratings = {r.person_id: r for r in await people.ratings(found.number, found.reopenings)}
    own = ratings.get(ctx.person.id)
    if own is None or own.solved is None or own.satisfied is None:
        raise Refusal("report-not-asked")
    await _record(ctx, found, f"{own.solved} {own.satisfied}")
    ctx.edit(ctx.person.id, rating_card(found), text("report-thanks", number=found.number))


async def _record(ctx: Ctx, found: Report, detail: str) -> None:
    """The reporter's rating closes the ticket; those of other households are kept beside it."""
    by = await parties(ctx, found)
    decides = Party.REPORTER in by or found.reporter_id is None
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
    moved = await act(
        ctx,
        found,
        Step.REOPEN,
        words=words,
        photo=answer.photo,
        reopenings=found.reopenings + 1,
        done_at=None,
    )
    ctx.reply(text("report-you-reopened", number=moved.number))
    told = text("report-reopened", number=moved.number, words=words, count=moved.reopenings)
    people = await workers(ctx, moved)
    _say_to(ctx, people, told)
    await alert(ctx, moved, people, moved.organisation if moved.owner_id is None else None)
    if moved.reopenings == ADMINS_HEAR_AT:
        _say_to(ctx, sorted(ctx.community.admins - set(people)), told)


@routes.button("report.contest", needs=Permission.PUBLIC)
async def contest(ctx: Ctx, press: Press) -> None:
    """The reporter does not agree that it was rejected: asks why, once."""
    await ask_for_step(ctx, press.number(0), Step.CONTEST)


@takes_words(Step.CONTEST)
async def contest_words(ctx: Ctx, found: Report, _answer: Answer, words: str) -> None:
    """The ticket waits again, and staff read the objection."""
    moved = await act(ctx, found, Step.CONTEST, words=words, contested=True, out_of_scope=False)
    ctx.reply(text("report-you-contested", number=moved.number))
    people = await staff_on_call(ctx, moved.circle)
    _say_to(ctx, people, text("report-contested", number=moved.number, words=words))
    await alert(ctx, moved, people)


@routes.button("report.withdraw", needs=Permission.PUBLIC)
async def withdraw(ctx: Ctx, press: Press) -> None:
    """撤回: the reporter needs nothing any more."""
    moved = await act(ctx, await find(ctx, press.number(0)), Step.WITHDRAW)
    ctx.answer(text("report-withdrawn", number=moved.number))
    ctx.edit(ctx.person.id, cards.group_card(moved), cards.receipt(moved))
    others = await ctx.uow.report_people.households(moved.number)
    if len(others) > 1:
        await tell_households(ctx, moved, text("report-withdrawn-told", number=moved.number))


def rating_card(report: Report) -> str:
    """The name of the question how it went."""
    return f"report:{report.number}:rate:{report.reopenings}"


def solved_buttons(report: Report) -> list[list[Button]]:
    """解决了 / 部分解决 / 没解决."""
    return [_choices("report.solved", "solved", report, Solved)]


def _satisfied_buttons(report: Report) -> list[list[Button]]:
    return [_choices("report.satisfied", "satisfied", report, Satisfied)]


def _choices(
    route: str, prefix: str, report: Report, words: Iterable[Solved | Satisfied]
) -> list[Button]:
    return [
        Button(
            label=text(f"btn-{prefix}-{word}"),
            route=route,
            args=(report.number, report.reopenings, word),
        )
        for word in words
    ]


async def _rated_ticket(ctx: Ctx, number: int, round_: int) -> Report:
    found = await find(ctx, number)
    if found.state not in {ReportState.REVIEW, ReportState.CLOSED} or found.reopenings != round_:
        raise Refusal("button-outdated")
    return found


def _choice(kind: type[Rate], word: str) -> Rate:
    if word not in set(kind):
        raise Refusal("button-outdated")
    return kind(word)


def _say_to(ctx: Ctx, people: Iterable[int], words: Text) -> None:
    for person_id in people:
        ctx.say(person_id, words)
