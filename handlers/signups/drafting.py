"""Opening a sign-up in private: asked step by step or in one line, then a preview and 确认."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.signups import options as o
from domain.signups.model import Question, Signup
from domain.signups.seating import Room
from domain.text import normalise
from handlers.audiences import addressable
from handlers.context import Ctx
from handlers.incoming import Answer, Command, Press
from handlers.signups.cards import Rows, Standing, lines
from handlers.signups.common import routes
from handlers.signups.opening import publish, read, read_words
from storage.dialogs import Dialog
from storage.signups import SignupDraft

GUIDE = "signup.guide"
STEPS = (o.TITLE, o.SEATS, o.SHIFTS, o.UNTIL, o.ASK)
"""What is asked, in this order."""

QUESTIONS = {
    o.TITLE: "signup-ask-title",
    o.SEATS: "signup-ask-seats",
    o.SHIFTS: "signup-ask-shifts",
    o.UNTIL: "signup-ask-until",
    o.ASK: "signup-ask-questions",
    o.WHEN: "signup-ask-when",
    o.PLACE: "signup-ask-place",
    o.FOR: "signup-ask-for",
}
TOGGLES = {o.PARTY: o.NO, o.NAMES: o.YES, o.WEEKLY: o.NO}
"""Options that a tap changes, and what holds without it."""

MOST_CHOICES = 12
"""How many circles are shown to choose from; more are named by ``@``."""


async def open_in_private(ctx: Ctx, command: Command) -> None:
    """One line in private leads to the preview."""
    ctx.actor.require(Permission.OPEN_SIGNUPS, None)
    fields, circles = await read_words(ctx, command.words)
    draft = await _draft_for(ctx, fields, circles)
    await _preview(ctx, await ctx.uow.signup_drafts.keep(ctx.person.id, draft, ctx.now), draft)


@routes.button("signup.new", needs=Permission.OPEN_SIGNUPS)
async def begin(ctx: Ctx, _press: Press) -> None:
    """发起报名: asked step by step."""
    draft = await _draft_for(ctx, {}, [])
    draft_id = await ctx.uow.signup_drafts.keep(ctx.person.id, draft, ctx.now)
    ctx.answer(text("done"))
    await _ask(ctx, draft_id, STEPS[0], guided=True)


@routes.step(GUIDE, needs=Permission.OPEN_SIGNUPS)
async def take_answer(ctx: Ctx, answer: Answer) -> None:
    """An answer of the guide; what cannot be read is asked again."""
    draft_id, field = int(answer.data["draft"] or 0), str(answer.data["field"])
    draft = await _find(ctx, draft_id)
    await _set(ctx, draft_id, draft, field, answer.body, guided=bool(answer.data["guided"]))


@routes.button("signup.skip", needs=Permission.OPEN_SIGNUPS)
async def skip(ctx: Ctx, press: Press) -> None:
    """跳过: the next question, or the preview."""
    draft_id, field = press.number(0), press.word(1)
    draft = await _find(ctx, draft_id)
    asked = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    if asked is None or asked.route != GUIDE or asked.data["field"] != field:
        raise Refusal("button-outdated")
    ctx.answer(text("done"))
    await _go_on(ctx, draft_id, draft, field, guided=bool(asked.data["guided"]))


@routes.button("signup.edit", needs=Permission.OPEN_SIGNUPS)
async def edit(ctx: Ctx, press: Press) -> None:
    """One part of a preview is asked anew."""
    await _find(ctx, press.number(0))
    if press.word(1) not in QUESTIONS:
        raise Refusal("button-outdated")
    ctx.answer(text("done"))
    await _ask(ctx, press.number(0), press.word(1), guided=False)


@routes.button("signup.toggle", needs=Permission.OPEN_SIGNUPS)
async def toggle(ctx: Ctx, press: Press) -> None:
    """Yes or no by a tap."""
    draft_id, field = press.number(0), press.word(1)
    draft = await _find(ctx, draft_id)
    if field not in TOGGLES:
        raise Refusal("button-outdated")
    now = draft.fields.get(field, TOGGLES[field])
    fields = {**draft.fields, field: o.YES if now == o.NO else o.NO}
    await _change(ctx, draft_id, draft.model_copy(update={"fields": fields}))


@routes.button("signup.circle", needs=Permission.OPEN_SIGNUPS)
async def choose_circle(ctx: Ctx, press: Press) -> None:
    """One more circle for it, or one fewer."""
    draft_id, circle = press.number(0), press.number(1)
    draft = await _find(ctx, draft_id)
    if circle not in draft.choices:
        raise Refusal("button-outdated")
    chosen = set(draft.circles) ^ {circle}
    kept = tuple(choice for choice in draft.choices if choice in chosen)
    await _change(ctx, draft_id, draft.model_copy(update={"circles": kept}))


@routes.button("signup.publish", needs=Permission.OPEN_SIGNUPS)
async def confirm(ctx: Ctx, press: Press) -> None:
    """确认: it is posted, if the circles are still theirs to post to."""
    draft_id = press.number(0)
    draft = await _find(ctx, draft_id)
    mine = await addressable(ctx)
    circles = [circle for circle in mine if circle.id in draft.circles]
    if not circles:
        raise Refusal("signup-no-circle")
    signup = read(ctx, draft.fields)
    await ctx.uow.signup_drafts.drop(draft_id)
    await publish(ctx, signup, circles)
    ctx.answer(text("done"))
    titles = "、".join(circle.title for circle in circles)
    ctx.edit(ctx.person.id, _card(draft_id), text("signup-posted", circles=titles))


@routes.button("signup.drop", needs=Permission.OPEN_SIGNUPS)
async def drop(ctx: Ctx, press: Press) -> None:
    """取消: nothing is posted."""
    await _find(ctx, press.number(0))
    await ctx.uow.signup_drafts.drop(press.number(0))
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.answer(text("cancelled"))
    ctx.edit(ctx.person.id, _card(press.number(0)), text("cancelled"))


async def _draft_for(ctx: Ctx, fields: o.Fields, named: Sequence[Circle]) -> SignupDraft:
    """A draft with the circles that it is for, or that there are to choose from."""
    mine = [circle.id for circle in await addressable(ctx)]
    if not mine:
        raise Refusal("signup-no-circle")
    chosen = [circle.id for circle in named] or (mine if len(mine) == 1 else [])
    choices = tuple(dict.fromkeys([*chosen, *mine]))[:MOST_CHOICES]
    return SignupDraft(fields=fields, circles=tuple(chosen), choices=choices)


async def _find(ctx: Ctx, draft_id: int) -> SignupDraft:
    draft = await ctx.uow.signup_drafts.find(draft_id, ctx.person.id)
    if draft is None:
        raise Refusal("button-outdated")
    return draft


async def _ask(ctx: Ctx, draft_id: int, field: str, *, guided: bool) -> None:
    data: dict[str, str | int | None] = {"draft": draft_id, "field": field, "guided": int(guided)}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=GUIDE, data=data), ctx.now)
    skipping = Button(label=text("btn-signup-skip"), route="signup.skip", args=(draft_id, field))
    stop = Button(label=text("btn-signup-drop"), route="signup.drop", args=(draft_id,))
    rows = [[skipping], [stop]] if field != o.TITLE else [[stop]]
    ctx.say(ctx.person.id, text(QUESTIONS[field]), rows)


async def _set(
    ctx: Ctx, draft_id: int, draft: SignupDraft, field: str, words: str, *, guided: bool
) -> None:
    """Keep an answer if it can be read; one in the form of the one line sets several at once."""
    words = normalise(words).strip()
    told = o.split_options(words) if o.has_options(words) and words else {o.TITLE: words}
    answer = told.pop(o.TITLE)
    fields = {**draft.fields, **told}
    if answer or field not in told:
        fields[field] = answer
    read(ctx, {o.TITLE: o.TITLE, **fields})
    kept = draft.model_copy(update={"fields": fields})
    await ctx.uow.signup_drafts.change(draft_id, kept)
    await _go_on(ctx, draft_id, kept, field, guided=guided)


async def _go_on(ctx: Ctx, draft_id: int, draft: SignupDraft, field: str, *, guided: bool) -> None:
    later = STEPS[STEPS.index(field) + 1 :] if guided and field in STEPS else ()
    left = [step for step in later if step not in draft.fields]
    if left:
        await _ask(ctx, draft_id, left[0], guided=True)
        return
    await ctx.uow.dialogs.close(ctx.person.id)
    await _preview(ctx, draft_id, draft)


async def _change(ctx: Ctx, draft_id: int, draft: SignupDraft) -> None:
    signup = read(ctx, draft.fields)
    await ctx.uow.signup_drafts.change(draft_id, draft)
    rows = await _rows(ctx, draft_id, draft)
    ctx.edit(ctx.person.id, _card(draft_id), _words(ctx, signup), rows)
    ctx.answer(text("done"))


async def _preview(ctx: Ctx, draft_id: int, draft: SignupDraft) -> None:
    signup = read(ctx, draft.fields)
    rows = await _rows(ctx, draft_id, draft)
    ctx.say(ctx.person.id, _words(ctx, signup), rows, card=_card(draft_id))


def _words(ctx: Ctx, signup: Signup) -> Text:
    rooms = {shift.position: Room(seats=shift.seats) for shift in signup.shifts}
    asked = tuple(_question(question) for question in signup.questions)
    shown = (*lines(ctx, Standing(signup=signup, rooms=rooms, newest=[])), *asked)
    return text("signup-preview", lines=shown)


def _question(question: Question) -> Text:
    if not question.choices:
        return text("signup-line-ask", words=question.words)
    choices = "/".join(question.choices)
    return text("signup-line-ask-choice", words=question.words, choices=choices)


async def _rows(ctx: Ctx, draft_id: int, draft: SignupDraft) -> Rows:
    """What can be changed before it is posted, and whether it is."""
    rows = await _circle_rows(ctx, draft_id, draft)
    again = [o.TITLE, o.SEATS, o.WHEN, o.PLACE, o.SHIFTS, o.UNTIL, o.ASK, o.FOR]
    buttons = [
        Button(label=text(f"btn-signup-edit-{field}"), route="signup.edit", args=(draft_id, field))
        for field in again
    ]
    rows += [buttons[i : i + 3] for i in range(0, len(buttons), 3)]
    rows.append([_toggle(draft_id, draft, field) for field in TOGGLES])
    yes = Button(label=text("btn-signup-publish"), route="signup.publish", args=(draft_id,))
    no = Button(label=text("btn-signup-drop"), route="signup.drop", args=(draft_id,))
    return [*rows, [yes, no]]


async def _circle_rows(ctx: Ctx, draft_id: int, draft: SignupDraft) -> Rows:
    titles = {circle.id: circle.title for circle in await addressable(ctx)}
    return [
        [
            Button(
                label=text(
                    "btn-signup-chosen" if choice in draft.circles else "btn-signup-not-chosen",
                    word=titles[choice],
                ),
                route="signup.circle",
                args=(draft_id, choice),
            )
        ]
        for choice in draft.choices
        if choice in titles
    ]


def _toggle(draft_id: int, draft: SignupDraft, field: str) -> Button:
    on = draft.fields.get(field, TOGGLES[field]) != o.NO
    label = text(
        "btn-signup-chosen" if on else "btn-signup-not-chosen",
        word=text(f"btn-signup-toggle-{field}"),
    )
    return Button(label=label, route="signup.toggle", args=(draft_id, field))


def _card(draft_id: int) -> str:
    return f"signupdraft:{draft_id}"
