"""What a notice looks like: in the group, and to those who follow it."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.messages import Button, Text, When, text
from domain.notices.model import (
    Copy,
    CopyState,
    Count,
    Household,
    Notice,
    NoticeState,
    Receipt,
    by_household,
    by_unit,
    missing,
)
from domain.people import Actor
from handlers.context import Ctx
from handlers.notices.common import gist, one

SHOWN_HOUSEHOLDS = 60
"""Households that a card names; a longer list is sent whole on demand."""

A_LINE = 20
"""Households in a line, so that a long list is cut between lines and not inside a name."""

SHOWN_FAILURES = 10
BAR = 10


async def group_words(ctx: Ctx, notice: Notice, circle: Circle) -> Text:
    """The notice in a group, with how many have confirmed."""
    count = await ctx.uow.notice_receipts.count(notice, circle.id, ctx.community.admins)
    return card_words(ctx, notice, circle, await author_of(ctx, notice), count)


def card_words(
    ctx: Ctx, notice: Notice, circle: Circle, author: Actor | None, count: Count
) -> Text:
    """The same from what is known already, where it is said in many groups."""
    return text(
        "notice-card",
        urgent="yes" if notice.urgent else "no",
        body=notice.content.body,
        by=_by(ctx, circle, author),
        corrected=_corrected(notice),
        confirmed=count.confirmed,
        total=count.total,
        unit="household" if count.bound else "mixed",
    )


def group_buttons(notice: Notice) -> list[list[Button]]:
    """**收到** under the notice."""
    return [one(text("btn-seen"), "notice.seen", notice.id)]


def withdrawn_words(notice: Notice) -> Text:
    """What stands where a notice was taken back that can no longer be deleted."""
    return text("notice-withdrawn-card", body=notice.content.body.words)


async def watch_words(ctx: Ctx, notice: Notice, copies: Sequence[Copy]) -> Text:
    """The notice as it is followed: one circle in full, several as figures."""
    if len(copies) == 1:
        return await _circle_words(ctx, notice, copies[0])
    return await _overview(ctx, notice, copies)


def watch_buttons(notice: Notice, copies: Sequence[Copy], *, own: bool) -> list[list[Button]]:
    """What can be done with a notice that is out.

    Args:
        notice: the notice.
        copies: those that this person looks after.
        own: whether they may also change it.
    """
    if not notice.is_out:
        return []
    rows = [one(text("btn-notice-remind"), "notice.remind", notice.id)]
    if len(copies) == 1:
        circle = copies[0].circle.id
        rows.append(one(text("btn-notice-record"), "notice.record", notice.id, circle, 0))
        rows.append(one(text("btn-notice-roster"), "notice.roster", notice.id, circle))
    if own:
        rows = [*_stop_buttons(notice, copies), *rows, *_change_buttons(notice)]
    return rows


def _stop_buttons(notice: Notice, copies: Sequence[Copy]) -> list[list[Button]]:
    """停止发送, while there is something to stop."""
    waiting = any(copy.state is CopyState.WAITING for copy in copies)
    if not waiting or notice.state is not NoticeState.SENT:
        return []
    return [one(text("btn-notice-stop"), "notice.stop", notice.id)]


def _change_buttons(notice: Notice) -> list[list[Button]]:
    """What only those may do who sent it or manage all its circles."""
    args = (notice.id,)
    rows = [
        [
            Button(label=text("btn-notice-correct"), route="notice.correct", args=args),
            Button(label=text("btn-notice-withdraw"), route="notice.withdraw", args=args),
        ]
    ]
    if notice.urgent and not notice.over:
        rows.append(one(text("btn-notice-over"), "notice.over", notice.id))
    return [*rows, one(text("btn-notice-again"), "notice.again", notice.id)]


def roster_lines(households: Sequence[Household], limit: int | None = None) -> tuple[Text, ...]:
    """Households by building and unit, a line each, or more where there are many."""
    shown = households if limit is None else households[:limit]
    lines = [
        _unit_line(unit, group[at : at + A_LINE])
        for unit, group in by_unit(shown)
        for at in range(0, len(group), A_LINE)
    ]
    if len(shown) < len(households):
        lines.append(text("notice-more-households", more=len(households) - len(shown)))
    return tuple(lines)


def confirmed_lines(households: Sequence[Household]) -> tuple[Text, ...]:
    """Those who have confirmed, with how, where somebody wrote it down for them."""
    return tuple(
        _confirmed_line(household, household.first)
        for household in households
        if household.first is not None
    )


async def households_of(ctx: Ctx, notice: Notice, circle: Circle) -> list[Household]:
    """The households of a circle, with whether they have confirmed."""
    return by_household(
        await ctx.uow.notice_receipts.roster(notice, circle.id, ctx.community.admins)
    )


async def _circle_words(ctx: Ctx, notice: Notice, copy: Copy) -> Text:
    households = await households_of(ctx, notice, copy.circle)
    absent = missing(households)
    return text(
        "notice-watch",
        gist=gist(notice),
        circle=copy.circle.title,
        state=_state_words(notice, copy),
        confirmed=len(households) - len(absent),
        total=len(households),
        missing=len(absent),
        lines=roster_lines(absent, SHOWN_HOUSEHOLDS),
    )


async def _overview(ctx: Ctx, notice: Notice, copies: Sequence[Copy]) -> Text:
    counts = await ctx.uow.notice_receipts.by_circle(notice, ctx.community.admins)
    wanted = [copy for copy in copies if copy.state is not CopyState.STOPPED]
    here = [counts.get(copy.circle.id, Count()) for copy in wanted]
    states = [copy.state for copy in copies]
    sent = states.count(CopyState.SENT)
    failed = [copy for copy in copies if copy.error is not None]
    return text(
        "notice-overview",
        gist=gist(notice),
        state=text(f"notice-state-{notice.state}"),
        bar=_bar(sent, len(copies)),
        sent=sent,
        all=len(copies),
        failed=states.count(CopyState.FAILED),
        waiting=states.count(CopyState.WAITING),
        stopped=states.count(CopyState.STOPPED),
        confirmed=sum(count.confirmed for count in here),
        total=sum(count.total for count in here),
        failures=_failures(failed),
    )


def _failures(failed: Sequence[Copy]) -> tuple[Text, ...]:
    lines = [
        text("notice-failure", circle=copy.circle.title, why=_why(copy))
        for copy in failed[:SHOWN_FAILURES]
    ]
    if len(failed) > SHOWN_FAILURES:
        lines.append(text("notice-more-failures", more=len(failed) - SHOWN_FAILURES))
    return tuple(lines)


def _why(copy: Copy) -> Text:
    """Why a copy has not arrived, for whoever sent it."""
    if copy.state is CopyState.WAITING:
        return text("notice-why-retry")
    removed = (copy.error or "").startswith("Forbidden")
    return text("notice-why-removed" if removed else "notice-why-refused")


def _state_words(notice: Notice, copy: Copy) -> Text:
    if not notice.is_out:
        return text(f"notice-state-{notice.state}")
    if copy.error is not None:
        return text("notice-copy-failed", why=_why(copy))
    if copy.sent_at is not None:
        return text("notice-copy-sent", at=When(at=copy.sent_at))
    if copy.state is CopyState.WAITING and notice.circles > 1 and notice.sent_at is not None:
        return text("notice-copy-sent", at=When(at=notice.sent_at))
    return text(f"notice-copy-{copy.state}")


def _bar(part: int, whole: int) -> str:
    done = BAR * part // whole if whole else 0
    return "🟩" * done + "⬜" * (BAR - done)


def _corrected(notice: Notice) -> Text:
    if notice.corrected_at is None:
        return text("blank")
    return text("notice-corrected", at=When(at=notice.corrected_at))


def _by(ctx: Ctx, circle: Circle, author: Actor | None) -> Text:
    if author is None:
        return text("notice-by", who=ctx.community.name)
    captain = any(m.circle.id == circle.id for m in author.memberships)
    role = text("role-captain") if captain else text("verbatim", word=ctx.community.name)
    return text("notice-by-role", role=role, who=author.person.name)


async def author_of(ctx: Ctx, notice: Notice) -> Actor | None:
    """Who sent it, with the circles that they are captain of, unless they were erased."""
    author: Actor | None = ctx.actor
    if notice.author_id != ctx.person.id:
        author = await ctx.uow.people.actor(notice.author_id, ctx.community.admins)
    if author is None:
        return None
    own = tuple(m for m in author.memberships if m.captain)
    return author.model_copy(update={"memberships": own})


def _unit_line(unit: str, group: Sequence[Household]) -> Text:
    names = "、".join(_name(household) for household in group)
    return (
        text("notice-unit", unit=unit, names=names) if unit else text("notice-unbound", names=names)
    )


def _name(household: Household) -> str:
    person = household.people[0]
    names = "、".join(p.name for p in household.people)
    return f"{person.address.room}（{names}）" if person.address else person.name


def _confirmed_line(household: Household, receipt: Receipt) -> Text:
    person = household.people[0]
    return text(
        "notice-confirmed",
        address=str(person.address) if person.address else "",
        has_address="yes" if person.address else "no",
        name=receipt.person.name,
        how=receipt.how or "press",
        by=receipt.by or "",
    )
