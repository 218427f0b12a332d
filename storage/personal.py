"""What is kept on a person, over all features: shown to them, or forgotten."""

from datetime import datetime
from typing import Protocol

from domain.people import Person
from storage.uow import UnitOfWork


class _Keeper(Protocol):
    async def held_on(self, person_id: int, /) -> object:
        """What it keeps on a person."""


async def held_on(uow: UnitOfWork, person: Person, now: datetime) -> dict[str, object]:
    """Everything that the bot holds on a person, to show it to them."""
    dialog = await uow.dialogs.current(person.id, now)
    kept: dict[str, _Keeper] = {
        "person": uow.people,
        "circles": uow.circles,
        "staff": uow.staff,
        "duty": uow.duty,
        "partners": uow.partners,
        "reports": uow.reports,
        "notices": uow.notices,
        "confirmed_notices": uow.notice_receipts,
        "signups": uow.signup_lists,
        "attendance": uow.signup_attendance,
        "hours": uow.hours,
        "groupbuys": uow.groupbuy_orders,
        "collections": uow.collections,
        "bookings": uow.bookings,
        "visits": uow.visits,
        "gifts": uow.gifts,
        "codes": uow.codes,
        "household_claim": uow.roster,
        "files": uow.files,
        "forms": uow.form_answers,
        "forms_begun": uow.form_drafts,
        "audit": uow.audit,
        "updates": uow.inbox,
    }
    held: dict[str, object] = {name: await kept[name].held_on(person.id) for name in kept}
    held["points"] = await uow.points.held_on(person)
    held["open_question"] = dialog.model_dump() if dialog else None
    return held


async def erase(uow: UnitOfWork, person: Person) -> None:
    """Forget a person; what refers to them goes first, they themselves last."""
    for repository in (
        uow.reports,
        uow.notices,
        uow.notice_receipts,
        uow.signup_attendance,
        uow.signup_drafts,
        uow.signups,
        uow.form_drafts,
        uow.form_answers,
        uow.outbox,
        uow.inbox,
        uow.files,
        uow.roster,
        uow.staff,
        uow.duty,
        uow.hours,
        uow.groupbuy_orders,
        uow.groupbuys,
        uow.points,
        uow.visits,
        uow.gifts,
        uow.codes,
        uow.collections,
        uow.bookings,
    ):
        await repository.erase_person(person.id)
    await uow.forms.drop_plan(person.id)
    await uow.outbox.erase_mentions(person.name)
    await uow.dialogs.close(person.id)
    await uow.partners.remove(person.id)
    await uow.circles.erase_person(person.id)
    await uow.people.erase_person(person.id)
