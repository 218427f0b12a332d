"""提醒: those who are missing are reminded, seldom, by day, and not once they have answered."""

from domain.circles import Circle
from domain.errors import Refusal
from domain.forms.chasing import Target, may_be_reminded, next_round, to_remind
from domain.forms.model import Form, FormState
from domain.messages import Priority, Say, When, text
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.forms.common import fill_button, find_form, routes, watched
from handlers.forms.deadlines import REMIND, remind_due
from handlers.forms.progress import missing_in
from handlers.incoming import DueNow, Press
from handlers.routing import Where


@routes.button("forms.remind", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def remind(ctx: Ctx, press: Press) -> None:
    """提醒 by hand; at night it waits for the morning."""
    form = await find_form(ctx, press.number(0))
    circles = await watched(ctx, form)
    if not form.takes_answers(ctx.now):
        raise Refusal("form-closed", title=form.definition.title)
    community = ctx.community
    if community.quiet.contains(ctx.now, community.zone):
        at = community.quiet.end_after(ctx.now, community.zone)
        await ctx.uow.schedules.add(remind_due(form, at))
        ctx.answer(text("forms-remind-later", at=When(at=at)), alert=True)
        return
    private, groups, left = await _round(ctx, form, circles)
    key = "forms-reminded" if private or groups else "forms-reminded-none"
    ctx.answer(text(key, private=private, groups=groups, left=left), alert=True)


@routes.due(REMIND, needs=Permission.PUBLIC)
async def remind_due_now(ctx: Ctx, due: DueNow) -> None:
    """A round by itself; the next one follows while the form is open."""
    form = await find_form(ctx, int(due.subject))
    community = ctx.community
    if form.state is not FormState.OPEN or not form.takes_answers(ctx.now):
        return
    if community.quiet.contains(ctx.now, community.zone):
        at = community.quiet.end_after(ctx.now, community.zone)
        await ctx.uow.schedules.add(remind_due(form, at))
        return
    await _round(ctx, form, await ctx.uow.form_people.circles(form.id))
    at = next_round(ctx.now, community.chase, community.quiet, community.zone)
    if at < form.closes_at and await _anybody_left(ctx, form):
        await ctx.uow.schedules.add(remind_due(form, at))


async def _anybody_left(ctx: Ctx, form: Form) -> bool:
    """Whether somebody is missing who may be reminded once more."""
    reminded = await ctx.uow.form_people.reminded(form.id)
    answered, most = await ctx.uow.form_answers.answered(form.id), ctx.community.chase.most
    for circle in await ctx.uow.form_people.circles(form.id):
        for target in await missing_in(ctx, form, circle, answered):
            known = reminded.get(target.subject)
            if known is None or known.times < most:
                return True
    return False


async def _round(ctx: Ctx, form: Form, circles: list[Circle]) -> tuple[int, int, int]:
    """Remind who may be reminded now.

    Returns:
        How many households in private, in how many groups, and how many are missing.
    """
    private = groups = left = 0
    answered = await ctx.uow.form_answers.answered(form.id)
    for circle in circles:
        targets = await missing_in(ctx, form, circle, answered)
        left += len(targets)
        told, called = await _remind_in(ctx, form, circle, targets)
        private, groups = private + told, groups + called
    return private, groups, left


async def _remind_in(
    ctx: Ctx, form: Form, circle: Circle, targets: tuple[Target, ...]
) -> tuple[int, int]:
    """In private where the bot may, else all others at once in the group, without names."""
    policy = ctx.community.chase
    reminded = await ctx.uow.form_people.reminded(form.id)
    due = to_remind(targets, reminded, policy, ctx.now)
    private = [target for target in due if target.reachable]
    for target in private:
        _tell(ctx, form, target)
    silent = [target for target in targets if not target.reachable]
    group = f"circle{circle.id}"
    called = bool(silent) and circle.active
    called = called and may_be_reminded(reminded.get(group), policy, ctx.now)
    if called:
        _call(ctx, form, circle, len(silent))
    counted = [target.subject for target in due if target.reachable or called]
    await ctx.uow.form_people.count_reminder(
        form.id, [*counted, *([group] if called else [])], ctx.now
    )
    return len(private), int(called)


def _tell(ctx: Ctx, form: Form, target: Target) -> None:
    """Everybody of the household whom the bot may write to."""
    words = text("form-reminder", title=form.definition.title, closes=When(at=form.closes_at))
    ctx.put(
        *(
            Say(
                to=person_id,
                text=words,
                buttons=keyboard([[fill_button(form)]]),
                priority=Priority.BROADCAST,
                until=form.closes_at,
            )
            for person_id in target.reachable
        )
    )


def _call(ctx: Ctx, form: Form, circle: Circle, count: int) -> None:
    words = text(
        "form-reminder-group",
        per=form.definition.per.value,
        title=form.definition.title,
        count=count,
        closes=When(at=form.closes_at),
    )
    ctx.put(
        Say(
            to=circle.chat_id,
            text=words,
            thread=circle.thread,
            buttons=keyboard([[fill_button(form)]]),
            priority=Priority.BROADCAST,
            until=form.closes_at,
        )
    )
