"""What people are asked after they signed up: in private, one question at a time."""

from domain.errors import Refusal
from domain.messages import Button, text
from domain.people import Reach
from domain.permissions import Permission
from domain.signups.model import Entry, QuestionKind, Signup
from domain.signups.rules import read_answer
from handlers.context import Ctx
from handlers.incoming import Answer, DueNow, Press
from handlers.signups.cards import own_line, shift_words
from handlers.signups.common import (
    RUNNING,
    UNANSWERED,
    changed,
    find,
    find_own_entry,
    routes,
    take_off,
)
from handlers.signups.telling import link_to, tell
from storage.dialogs import Dialog
from storage.schedules import Due

ANSWER = "signup.answer"


async def hold(ctx: Ctx, entry: Entry) -> None:
    """Keep a seat for somebody who has questions to answer first, for a while."""
    due_at = ctx.now + ctx.community.answer_within
    await ctx.uow.schedules.add(
        Due(kind=UNANSWERED, subject=str(entry.number), due_at=due_at, lane=ctx.person.id)
    )


async def ask_first(ctx: Ctx, signup: Signup, entry: Entry) -> None:
    """Ask what is open in private, or open the private chat."""
    if ctx.person.reach is not Reach.OPEN:
        ctx.lead(link_to(signup))
        return
    if not ctx.place.private:
        ctx.answer(text("signup-answer-in-private", count=len(signup.questions)), alert=True)
    await ask_next(ctx, signup, entry)


async def ask_next(ctx: Ctx, signup: Signup, entry: Entry) -> None:
    """The next question, or the end of them."""
    given = await ctx.uow.signup_entries.answered(entry.number)
    left = [i for i in range(len(signup.questions)) if i not in given]
    if not left:
        await _all_answered(ctx, signup, entry)
        return
    position = left[0]
    question = signup.questions[position]
    data: dict[str, str | int | None] = {"entry": entry.number, "question": position}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ANSWER, data=data), ctx.now)
    rows = [
        [
            Button(
                label=text("verbatim", word=choice),
                route="signup.choose",
                args=(entry.number, position, i),
            )
        ]
        for i, choice in enumerate(question.choices)
    ]
    key = "signup-question-number" if question.kind is QuestionKind.NUMBER else "signup-question"
    count = len(signup.questions)
    ctx.say(ctx.person.id, text(key, words=question.words, number=position + 1, count=count), rows)


@routes.step(ANSWER, needs=Permission.PUBLIC)
async def answer_in_words(ctx: Ctx, answer: Answer) -> None:
    """An answer in words; what is none is asked again."""
    entry = await ctx.uow.signup_entries.find(int(answer.data["entry"] or 0))
    if entry is None or entry.person_id != ctx.person.id:
        await ctx.uow.dialogs.close(ctx.person.id)
        ctx.reply(text("signup-entry-gone"))
        return
    await _take(ctx, entry, int(answer.data["question"] or 0), answer.body)


@routes.button("signup.choose", needs=Permission.PUBLIC)
async def answer_by_tap(ctx: Ctx, press: Press) -> None:
    """An answer by tapping one of the choices."""
    signup, _, entry = await find_own_entry(ctx, press.number(0))
    position, choice = press.number(1), press.number(2)
    if not 0 <= position < len(signup.questions):
        raise Refusal("button-outdated")
    choices = signup.questions[position].choices
    if not 0 <= choice < len(choices):
        raise Refusal("button-outdated")
    ctx.answer(text("verbatim", word=choices[choice]))
    await _take(ctx, entry, position, choices[choice])


@routes.due(UNANSWERED, needs=Permission.PUBLIC)
async def unanswered(ctx: Ctx, due: DueNow) -> None:
    """The questions were not answered in time: the seat is passed on."""
    entry = await ctx.uow.signup_entries.find(int(due.subject))
    signup = await find(ctx, entry.signup) if entry is not None else None
    if entry is None or signup is None or not entry.asking or signup.state not in RUNNING:
        return
    await take_off(ctx, signup, entry)
    person = await ctx.uow.people.find(entry.person_id or 0)
    if person is not None:
        about = shift_words(signup, signup.shifts[entry.shift])
        await tell(ctx, signup, [person], text("signup-unanswered", about=about))
    await changed(ctx, signup)


async def _take(ctx: Ctx, entry: Entry, position: int, words: str) -> None:
    signup = await find(ctx, entry.signup)
    answer = read_answer(signup.questions[position], words)
    await ctx.uow.signup_entries.answer(entry.number, position, answer)
    if entry.asking:
        await ask_next(ctx, signup, entry)


async def _all_answered(ctx: Ctx, signup: Signup, entry: Entry) -> None:
    done = entry.model_copy(update={"asking": False})
    await ctx.uow.signup_entries.save(done)
    await ctx.uow.schedules.cancel(UNANSWERED, str(entry.number))
    await ctx.uow.dialogs.close(ctx.person.id)
    about = shift_words(signup, signup.shifts[entry.shift])
    state = await own_line(ctx, signup, done)
    ctx.say(ctx.person.id, text("signup-answered", about=about, state=state))
    await changed(ctx, signup)
