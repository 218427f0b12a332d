"""Sign-ups that are not posted yet."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from storage.rows import Repository, to_ms

LIFETIME = timedelta(days=7)


class SignupDraft(BaseModel):
    """What was said of a sign-up so far.

    Args:
        fields: what was typed, by the names of ``domain.signups.options``.
        circles: ids of the circles that it is for.
        choices: ids of the circles that it may be for.
    """

    model_config = ConfigDict(frozen=True)

    fields: dict[str, str]
    circles: tuple[int, ...] = ()
    choices: tuple[int, ...] = ()


class SignupDrafts(Repository):
    """The signup_drafts table."""

    async def keep(self, person_id: int, draft: SignupDraft, now: datetime) -> int:
        """Keep a draft.

        Returns:
            Its id, for buttons.
        """
        return int(
            await self._value(
                "INSERT INTO signup_drafts (person_id, payload, created_at)"
                " VALUES (:person, :payload, :now) RETURNING id",
                {"person": person_id, "payload": draft.model_dump_json(), "now": to_ms(now)},
            )
        )

    async def find(self, draft_id: int, person_id: int) -> SignupDraft | None:
        """A draft of this person."""
        payload = await self._value(
            "SELECT payload FROM signup_drafts WHERE id = :id AND person_id = :person",
            {"id": draft_id, "person": person_id},
        )
        return None if payload is None else SignupDraft.model_validate_json(payload)

    async def change(self, draft_id: int, draft: SignupDraft) -> None:
        """Keep a draft as it stands now."""
        await self._run(
            "UPDATE signup_drafts SET payload = :payload WHERE id = :id",
            {"id": draft_id, "payload": draft.model_dump_json()},
        )

    async def drop(self, draft_id: int) -> None:
        """Forget a draft."""
        await self._run("DELETE FROM signup_drafts WHERE id = :id", {"id": draft_id})

    async def prune(self, now: datetime) -> None:
        """Forget drafts that nobody came back to."""
        await self._run(
            "DELETE FROM signup_drafts WHERE created_at < :before",
            {"before": to_ms(now - LIFETIME)},
        )

    async def erase_person(self, person_id: int) -> None:
        """Forget the drafts of somebody."""
        await self._run(
            "DELETE FROM signup_drafts WHERE person_id = :person", {"person": person_id}
        )
