"""``/forms``: how far a form is, and who is missing."""

from domain.circles import Circle
from domain.errors import Refusal
from domain.forms.chasing import (
    Expected,
    Progress,
    Target,
    by_unit,
    count_buildings,
    missing,
    parts_of,
)
from domain.forms.model import AnswerState, Form, FormState
from domain.messages import Bar, Button, Chart, Figure, Say, Text, When, text
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.forms.common import (
    Given,
    erasure_day,
    find_form,
    looks_after,
    progress_in,
    progress_text,
    routes,
    standing,
    watched,
)
from handlers.incoming import Command, Press
from handlers.routing import Where, nothing

MOST_LINES = 25
MOST_BARS = 30
PANEL = "formpanel"


@routes.command(
    "forms", "登记进度", needs=Permission.SEE_FORMS, where=Where.PRIVATE, plainly=nothing
)
async def forms(ctx: Ctx, _command: Command) -> None:
    """The forms of the circles that one looks after."""
    circles = [c.id for c in await ctx.uow.circles.all_active() if looks_after(ctx.actor, c)]
    found = await ctx.uow.forms.kept_in(circles)
    if not found:
        raise Refusal("forms-none")
    if len(found) == 1:
        await show_panel(ctx, found[0])
        return
    rows = [
        [
            Button(
                label=text(
                    "btn-form-of-list",
                    title=form.definition.title,
                    number=form.id,
                    state=form.state.value,
                ),
                route="forms.open",
                args=(form.id,),
            )
        ]
        for form in found
    ]
    ctx.reply(text("forms-which"), rows)


@routes.button("forms.open", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def open_form(ctx: Ctx, press: Press) -> None:
    """One form of the list, with all that can be done about it."""
    await show_panel(ctx, await find_form(ctx, press.number(0)))


async def show_panel(ctx: Ctx, form: Form) -> None:
    """How far it is, circle by circle, and what can be done."""
    circles = await watched(ctx, form)
    if form.state is FormState.ERASED:
        await _show_counts(ctx, form, circles)
        return
    answered = await ctx.uow.form_answers.answered(form.id)
    found = [(c, await progress_in(ctx, form, c.id, answered)) for c in circles]
    states = await ctx.uow.form_answers.states(form.id, [circle.id for circle in circles])
    pending = states.get(AnswerState.PENDING, 0)
    words = text(
        "forms-panel",
        title=form.definition.title,
        number=form.id,
        state=form.state.value,
        closes=When(at=form.closes_at),
        erases=erasure_day(ctx, form),
        lines=_circle_lines(form, found),
        pending=pending,
        passed=states.get(AnswerState.PASSED, 0),
        returned=states.get(AnswerState.RETURNED, 0),
        strangers=sum(progress.strangers for _, progress in found),
    )
    ctx.say(ctx.person.id, words, _panel_buttons(ctx, form, pending))


def _circle_lines(form: Form, found: list[tuple[Circle, Progress]]) -> tuple[Text, ...]:
    """Those that are furthest behind first, where there are too many for a message."""
    if len(found) > MOST_LINES:
        found = sorted(found, key=lambda pair: pair[1].done - pair[1].total)
    lines = [
        text(
            "form-circle-line",
            circle=circle.title,
            progress=progress_text(form.definition.per, progress),
        )
        for circle, progress in found[:MOST_LINES]
    ]
    if len(found) > MOST_LINES:
        lines.append(text("forms-more-circles", count=len(found) - MOST_LINES))
    return tuple(lines)


def _panel_buttons(ctx: Ctx, form: Form, pending: int) -> list[list[Button]]:
    is_open = form.state is FormState.OPEN
    chase = [Button(label=text("btn-form-missing"), route="forms.missing", args=(form.id,))]
    if is_open:
        chase.append(Button(label=text("btn-form-remind"), route="forms.remind", args=(form.id,)))
    check = Button(
        label=text("btn-form-check", pending=pending), route="forms.check", args=(form.id,)
    )
    export = Button(label=text("btn-form-export"), route="forms.export", args=(form.id,))
    chart = Button(label=text("btn-form-chart"), route="forms.chart", args=(form.id,))
    rows = [chase, [check], [export, chart]]
    if is_open:
        rows.append([Button(label=text("btn-form-help-fill"), route="forms.help", args=(form.id,))])
    if is_open and ctx.may(Permission.MAKE_FORMS):
        until = Button(label=text("btn-form-postpone"), route="forms.postpone", args=(form.id,))
        end = Button(label=text("btn-form-end"), route="forms.end", args=(form.id,))
        rows.append([until, end])
    return rows


@routes.button("forms.missing", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def show_missing(ctx: Ctx, press: Press) -> None:
    """Who is missing, by building and unit; only ever in private."""
    form = await find_form(ctx, press.number(0))
    lines: list[Text] = []
    answered = await ctx.uow.form_answers.answered(form.id)
    for circle in await watched(ctx, form):
        left = await missing_in(ctx, form, circle, answered)
        if left:
            lines.append(text("forms-missing-circle", circle=circle.title, count=len(left)))
            lines += _missing_lines(left)
    if not lines:
        ctx.answer(text("forms-none-missing"), alert=True)
        return
    words = text("forms-missing", title=form.definition.title, lines=tuple(lines))
    ctx.put(Say(to=ctx.person.id, text=words, fleeting=True))


def _missing_lines(left: tuple[Target, ...]) -> list[Text]:
    lines = []
    for (building, unit), targets in by_unit(left).items():
        names = "、".join(_called(target) for target in targets)
        if building:
            lines.append(text("forms-missing-unit", building=building, unit=unit, rooms=names))
        else:
            lines.append(text("forms-missing-no-address", names=names))
    return lines


def _called(target: Target) -> str:
    """A room, the person in it, or both."""
    room = parts_of(target.home)[2]
    return " ".join(part for part in (room, target.name) if part)


@routes.button("forms.chart", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def chart(ctx: Ctx, press: Press) -> None:
    """A picture of how far the buildings are; it names nobody."""
    form = await find_form(ctx, press.number(0))
    totals: dict[str, tuple[int, int]] = {}
    for circle in await watched(ctx, form):
        for name, done, total in await _buildings(ctx, form, circle):
            before = totals.get(name, (0, 0))
            totals[name] = (before[0] + done, before[1] + total)
    ctx.answer(text("done"))
    ctx.put(_chart(ctx, form, totals))


def _chart(ctx: Ctx, form: Form, totals: dict[str, tuple[int, int]]) -> Chart:
    done, total = (sum(pair[place] for pair in totals.values()) for place in (0, 1))
    percent = f"{100 * done // total if total else 0}%"
    note = text("form-chart-note", part=done, whole=total)
    return Chart(
        to=ctx.person.id,
        title=text("verbatim", word=form.definition.title),
        subtitle=text("form-chart-subtitle", closes=When(at=form.closes_at)),
        figures=(Figure(value=percent, label=text("form-chart-done"), note=note),),
        series=(text("form-chart-done"), text("form-chart-missing")),
        bars=tuple(
            Bar(
                label=_building(name),
                parts=(part, whole - part),
            )
            for name, (part, whole) in list(totals.items())[:MOST_BARS]
        ),
        caption=text("form-chart-caption"),
    )


def _building(name: str) -> Text:
    return text("form-chart-building", building=name) if name else text("form-chart-else")


async def _buildings(ctx: Ctx, form: Form, circle: Circle) -> list[tuple[str, int, int]]:
    if form.state is FormState.ERASED:
        counts = await ctx.uow.forms.counts(form.id)
        return [(name, done, total) for at, name, done, total in counts if at == circle.id]
    expected, given = await standing(ctx, form, circle.id)
    return count_buildings(expected, given.items())


async def _show_counts(ctx: Ctx, form: Form, circles: list[Circle]) -> None:
    """What is left of a form that was erased."""
    found = []
    for circle in circles:
        counts = await _buildings(ctx, form, circle)
        done, total = sum(c[1] for c in counts), sum(c[2] for c in counts)
        found.append((circle, Progress(done=done, total=total)))
    words = text(
        "forms-panel-erased", title=form.definition.title, lines=_circle_lines(form, found)
    )
    chart_button = Button(label=text("btn-form-chart"), route="forms.chart", args=(form.id,))
    ctx.put(Say(to=ctx.person.id, text=words, buttons=keyboard([[chart_button]])))


async def expected_in(ctx: Ctx, form: Form, circle: Circle) -> Expected:
    """Who is to answer in a circle."""
    return await ctx.uow.form_people.expected(form.definition.per, circle.id, ctx.community.admins)


async def missing_in(
    ctx: Ctx, form: Form, circle: Circle, answered: Given | None = None
) -> tuple[Target, ...]:
    """Who is missing in a circle."""
    return missing(*await standing(ctx, form, circle.id, answered))
