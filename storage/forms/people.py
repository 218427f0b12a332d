"""Who is to answer a form in a circle, and how often they were reminded."""

from collections.abc import Iterable
from datetime import datetime

from domain.circles import Circle
from domain.forms.chasing import Expected, Reminded, Target
from domain.forms.model import Per
from domain.people import Person, Reach
from storage.mapping import CIRCLE_COLUMNS, circle_of, person_of
from storage.rows import Repository, from_ms, to_ms


class FormPeople(Repository):
    """The members of circles as those who are to answer, and the form_reminders table."""

    async def expected(self, per: Per, circle_id: int, admins: frozenset[int]) -> Expected:
        """The households or people of a circle: those of its roster, else those of its members.

        This is the one place that decides who is to answer. Who only works there is no member
        that counts.
        """
        if per is Per.HOUSEHOLD:
            listed = await self._listed(circle_id)
            if listed:
                return Expected(targets=listed, complete=True)
        rows = await self._all(
            "SELECT p.* FROM members AS m JOIN people AS p ON p.id = m.person_id"
            " WHERE m.circle_id = :circle"
            " AND NOT EXISTS (SELECT 1 FROM staff AS s WHERE s.person_id = p.id) ORDER BY p.id",
            {"circle": circle_id},
        )
        people = [person_of(row) for row in rows if row["id"] not in admins]
        if per is Per.PERSON:
            return Expected(targets=tuple(_person(person) for person in people))
        return Expected(targets=_households(people))

    async def _listed(self, circle_id: int) -> tuple[Target, ...]:
        """The households of the roster, each with those whom the bot may write to there."""
        rows = await self._all(
            "SELECT h.building || '-' || h.unit || '-' || h.room AS home, p.id AS person_id"
            " FROM households AS h LEFT JOIN people AS p ON p.building = h.building"
            " AND p.unit = h.unit AND p.room = h.room AND p.room IS NOT NULL AND p.reach = 'open'"
            " WHERE h.circle_id = :circle ORDER BY h.id, p.id",
            {"circle": circle_id},
        )
        reachable: dict[str, list[int]] = {}
        for row in rows:
            people = reachable.setdefault(row["home"], [])
            if row["person_id"] is not None:
                people.append(row["person_id"])
        return tuple(
            Target(subject=home, home=home, reachable=tuple(people))
            for home, people in reachable.items()
        )

    async def circles(self, form_id: int) -> list[Circle]:
        """The circles that a form is for, by id; also those that the bot was removed from."""
        rows = await self._all(
            f"SELECT {CIRCLE_COLUMNS} FROM form_circles AS f JOIN circles AS c"
            " ON c.id = f.circle_id WHERE f.form_id = :form ORDER BY c.id",
            {"form": form_id},
        )
        return [circle_of(row) for row in rows]

    async def reminded(self, form_id: int) -> dict[str, Reminded]:
        """How often and when each household, person or circle was reminded of a form."""
        rows = await self._all(
            "SELECT subject, times, last FROM form_reminders WHERE form_id = :form",
            {"form": form_id},
        )
        return {
            row["subject"]: Reminded(times=row["times"], last=from_ms(row["last"])) for row in rows
        }

    async def count_reminder(self, form_id: int, subjects: Iterable[str], now: datetime) -> None:
        """Record one reminder more."""
        await self._many(
            "INSERT INTO form_reminders (form_id, subject, times, last)"
            " VALUES (:form, :subject, 1, :now) ON CONFLICT (form_id, subject)"
            " DO UPDATE SET times = form_reminders.times + 1, last = excluded.last",
            [{"form": form_id, "subject": s, "now": to_ms(now)} for s in subjects],
        )


def subject_of(per: Per, person: Person) -> str:
    """Whose answer it is that a person gives."""
    if per is Per.PERSON or person.address is None:
        return f"p{person.id}"
    return str(person.address)


def _person(person: Person) -> Target:
    return Target(
        subject=subject_of(Per.PERSON, person),
        home=str(person.address or ""),
        name=person.name,
        reachable=_reachable(person),
    )


def _reachable(person: Person) -> tuple[int, ...]:
    return (person.id,) if person.reach is Reach.OPEN else ()


def _households(people: Iterable[Person]) -> tuple[Target, ...]:
    found: dict[str, Target] = {}
    for person in people:
        subject = subject_of(Per.HOUSEHOLD, person)
        known = found.get(subject)
        found[subject] = Target(
            subject=subject,
            home=str(person.address or ""),
            name="" if person.address else person.name,
            reachable=(*(known.reachable if known else ()), *_reachable(person)),
        )
    return tuple(found.values())
