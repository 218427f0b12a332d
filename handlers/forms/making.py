"""``/form``: from a template, a dialogue or a workbook to a preview, and on to the groups."""

from datetime import datetime

from domain.audience import Audience, take_anywhere
from domain.circles import WHOLE_COMMUNITY, Circle, CircleKind, code_of, pick
from domain.errors import Refusal
from domain.forms.defining import faults_of
from domain.forms.model import Definition, Form
from domain.forms.requests import (
    check_times,
    pick_template,
    read_request,
    usual_deadline,
    usual_erasure,
)
from domain.messages import Button, Say, Text, When, text
from domain.permissions import Permission
from domain.timing import read_day, read_moment, split_leading_moment
from domain.timing.model import moments_at
from handlers.asking import clear, settled
from handlers.audiences import addressable, choose
from handlers.context import Ctx, keyboard
from handlers.files import fetch
from handlers.forms.common import card_buttons, card_name, card_text, progress_in, routes
from handlers.forms.deadlines import plan_deadlines
from handlers.incoming import Command, Press
from handlers.routing import Where
from storage.forms import FormPlan

PREVIEW = "formpreview"
WORKBOOK = "form.workbook"
"""The ``@file`` route that reads a form out of a workbook."""


@routes.command("form", "登记表", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def form(ctx: Ctx, command: Command) -> None:
    """``/form 返京登记 @第一网格 截止=周日20:00``; alone, shows the templates."""
    if not ctx.uow.form_answers.has_key:
        raise Refusal("form-no-key")
    if command.document is not None:
        fetch(ctx, command.document, WORKBOOK)
        ctx.reply(text("form-columns-reading"))
        return
    circles = await addressable(ctx)
    audience, rest = take_anywhere(command.words, ctx.community.grids, circles)
    request = read_request(rest)
    closes, more = _part_time(ctx, request.closes)
    plan = FormPlan(closes=closes, erases=request.erases)
    if audience is not None:
        plan = await _for_audience(ctx, plan, audience)
    _times(ctx, plan)
    words = f"{request.words} {more}".strip()
    template = pick_template(words, ctx.community.forms)
    if template is None:
        await _offer_templates(ctx, plan, words)
        return
    await go_on(ctx, plan.model_copy(update={"definition": template}))


@routes.button("form.template", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def template_chosen(ctx: Ctx, press: Press) -> None:
    """One of the templates."""
    titles = tuple(template.title for template in ctx.community.forms)
    template = pick_template(pick(press.word(0), titles), ctx.community.forms)
    await go_on(ctx, (await own_plan(ctx)).model_copy(update={"definition": template}))


@routes.button("form.audience", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def audience_chosen(ctx: Ctx, press: Press) -> None:
    """The grid that it is for."""
    grid = pick(press.word(0), (*ctx.community.grids, WHOLE_COMMUNITY))
    everyone = grid == WHOLE_COMMUNITY
    audience = Audience(everyone=everyone, grids=() if everyone else (grid,))
    await go_on(ctx, await _for_audience(ctx, await own_plan(ctx), audience))


@routes.button("form.confirm", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def confirm(ctx: Ctx, _press: Press) -> None:
    """确认: the form is open, and its card goes to each group."""
    plan = await own_plan(ctx)
    if plan.definition is None or not plan.circle_ids or faults_of(plan.definition):
        raise Refusal("form-plan-gone")
    closes_at, erases_at = _times(ctx, plan)
    made = await ctx.uow.forms.add(
        plan.definition,
        plan.circle_ids,
        created_by=ctx.person.id,
        opened_at=ctx.now,
        closes_at=closes_at,
        erases_at=erases_at,
    )
    await ctx.uow.forms.drop_plan(ctx.person.id)
    await ctx.uow.audit.add("form.open", ctx.person.id, str(made.id), ctx.now)
    await plan_deadlines(ctx, made)
    circles = await ctx.uow.form_people.circles(made.id)
    await _send_cards(ctx, made, circles)
    manage = Button(label=text("btn-form-manage"), route="forms.open", args=(made.id,))
    words = text("form-opened", title=made.definition.title, circles=len(circles))
    ctx.edit(ctx.person.id, PREVIEW, words, [[manage]])


@routes.button("form.drop", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def drop(ctx: Ctx, _press: Press) -> None:
    """取消 before it was sent out."""
    await own_plan(ctx)
    await ctx.uow.forms.drop_plan(ctx.person.id)
    ctx.edit(ctx.person.id, PREVIEW, text("cancelled"))


async def own_plan(ctx: Ctx) -> FormPlan:
    """The form that the actor is making.

    Raises:
        Refusal: there is none any more.
    """
    plan = await ctx.uow.forms.plan(ctx.person.id)
    if plan is None:
        raise Refusal("form-plan-gone")
    return plan


async def go_on(ctx: Ctx, plan: FormPlan) -> None:
    """Ask for what is missing of a form that is being made, or show the preview."""
    await ctx.uow.forms.keep_plan(ctx.person.id, plan, ctx.now)
    if plan.definition is None:
        raise Refusal("form-plan-gone")
    faults = faults_of(plan.definition)
    if faults:
        ctx.reply(text("form-faults", lines=faults))
    elif not plan.circle_ids:
        ctx.reply(text("form-for-whom", title=plan.definition.title), _grid_buttons(ctx))
    else:
        await _preview(ctx, plan, plan.definition)


async def _for_audience(ctx: Ctx, plan: FormPlan, audience: Audience) -> FormPlan:
    """Of a whole grid, the circles of its buildings: clubs would count their people twice."""
    chosen = await choose(ctx, audience)
    if audience.everyone or audience.grids:
        named = [c for c in chosen if audience.circles and c.id in audience.circles]
        homes = [c for c in chosen if c.kind is CircleKind.NEIGHBOURS or c.kind in audience.kinds]
        chosen = sorted({*homes, *named}, key=lambda circle: circle.id) or chosen
    return plan.model_copy(update={"circle_ids": tuple(circle.id for circle in chosen)})


def _part_time(ctx: Ctx, words: str) -> tuple[str, str]:
    """The words of a deadline, and what follows: the name may come after it as well."""
    read, rest = split_leading_moment(words, ctx.now, ctx.community.zone)
    if read is None or not rest:
        return words, ""
    return words[: len(words) - len(rest)].strip(), rest


def _times(ctx: Ctx, plan: FormPlan) -> tuple[datetime, datetime]:
    """Deadline and erasure; what was typed is read anew, as a preview may lie about for days.

    Raises:
        Refusal: that asks back what is unclear or past.
    """
    zone = ctx.community.zone
    definition = plan.definition or ctx.community.forms[0]
    if plan.closes_at is not None:
        closes_at = plan.closes_at
    elif plan.closes:
        closes_at = settled(read_moment(plan.closes, ctx.now, zone))
    else:
        closes_at = usual_deadline(definition, ctx.now, zone)
    erases_at = usual_erasure(definition, closes_at)
    if plan.erases:
        day = clear(read_day(plan.erases, ctx.now, zone))
        erases_at = moments_at(datetime.combine(day, datetime.min.time()), zone)[0].instant
    check_times(closes_at, erases_at, ctx.now)
    return closes_at, erases_at


async def _offer_templates(ctx: Ctx, plan: FormPlan, words: str) -> None:
    await ctx.uow.forms.keep_plan(ctx.person.id, plan, ctx.now)
    rows = [
        [
            Button(
                label=text("verbatim", word=template.title),
                route="form.template",
                args=(code_of(template.title),),
            )
        ]
        for template in ctx.community.forms
    ]
    rows.append([Button(label=text("btn-form-own"), route="form.own")])
    rows.append([Button(label=text("btn-form-xlsform"), route="form.upload")])
    key = "form-howto" if not words else "form-no-template"
    ctx.reply(text(key, grid=ctx.some_grid, word=words[:40]), rows)


def _grid_buttons(ctx: Ctx) -> list[list[Button]]:
    actor = ctx.actor
    rows = [
        [Button(label=text("verbatim", word=grid), route="form.audience", args=(code_of(grid),))]
        for grid in ctx.community.grids
        if actor.admin or actor.serves(grid)
    ]
    if actor.admin or actor.serves(None):
        every = Button(
            label=text("grid-all"), route="form.audience", args=(code_of(WHOLE_COMMUNITY),)
        )
        rows.append([every])
    return rows


async def _preview(ctx: Ctx, plan: FormPlan, definition: Definition) -> None:
    closes_at, erases_at = _times(ctx, plan)
    await ctx.uow.forms.keep_plan(
        ctx.person.id, plan.model_copy(update={"closes_at": closes_at}), ctx.now
    )
    words = text(
        "form-preview",
        per=definition.per.value,
        title=definition.title,
        purpose=definition.purpose,
        lines=question_lines(definition),
        closes=When(at=closes_at),
        erases=erases_at.astimezone(ctx.community.zone).date().isoformat(),
        circles=len(plan.circle_ids),
        total=await _expected(ctx, definition, plan.circle_ids),
    )
    rows = [
        [
            Button(label=text("btn-form-confirm"), route="form.confirm"),
            Button(label=text("btn-form-drop"), route="form.drop"),
        ]
    ]
    ctx.put(Say(to=ctx.person.id, text=words, buttons=keyboard(rows), card=PREVIEW))


async def _expected(ctx: Ctx, definition: Definition, circle_ids: tuple[int, ...]) -> int:
    found = [
        await ctx.uow.form_people.expected(definition.per, circle_id, ctx.community.admins)
        for circle_id in circle_ids
    ]
    return sum(len(expected.targets) for expected in found)


def question_lines(definition: Definition) -> tuple[Text, ...]:
    """The questions with what is asked of them, in a line each."""
    return tuple(
        text(
            "form-preview-line",
            place=place,
            question=question.label,
            kind=text(f"form-kind-{question.kind}"),
            required="yes" if question.required else "no",
            sensitive="yes" if question.is_sensitive else "no",
        )
        for place, question in enumerate(definition.questions, 1)
    )


async def _send_cards(ctx: Ctx, made: Form, circles: list[Circle]) -> None:
    for circle in circles:
        progress = await progress_in(ctx, made, circle.id)
        ctx.put(
            Say(
                to=circle.chat_id,
                text=card_text(made, progress),
                buttons=keyboard(card_buttons(made)),
                thread=circle.thread,
                card=card_name(made),
            )
        )
