"""Reports that wait for a choice of their author before they are filed."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from storage.rows import Repository, to_ms

LIFETIME = timedelta(days=2)


class Draft(BaseModel):
    """A report that is not filed yet.

    Args:
        circle_id: the circle it is for; none while that is open.
        chat_id: where it was typed.
        thread: forum topic there.
        message_id: the message it was typed in.
        apart: its author has said that it is not the trouble of another ticket.
    """

    model_config = ConfigDict(frozen=True)

    circle_id: int | None
    chat_id: int
    thread: int | None = None
    message_id: int
    reporter_id: int
    body: str
    photos: tuple[str, ...] = ()
    anonymous: bool = False
    album: str | None = None
    apart: bool = False


class ReportDrafts(Repository):
    """The report_drafts and report_albums tables."""

    async def keep(self, person_id: int, draft: Draft, now: datetime) -> int:
        """Keep a draft.

        Returns:
            Its id, for buttons.
        """
        return int(
            await self._value(
                "INSERT INTO report_drafts (person_id, payload, created_at)"
                " VALUES (:person, :payload, :now) RETURNING id",
                {"person": person_id, "payload": draft.model_dump_json(), "now": to_ms(now)},
            )
        )

    async def find(self, draft_id: int, person_id: int) -> Draft | None:
        """A draft of this person."""
        payload = await self._value(
            "SELECT payload FROM report_drafts WHERE id = :id AND person_id = :person",
            {"id": draft_id, "person": person_id},
        )
        return None if payload is None else Draft.model_validate_json(payload)

    async def change(self, draft_id: int, draft: Draft) -> None:
        """Keep a draft as it stands now."""
        await self._run(
            "UPDATE report_drafts SET payload = :payload WHERE id = :id",
            {"id": draft_id, "payload": draft.model_dump_json()},
        )

    async def drop(self, draft_id: int) -> None:
        """Forget a draft."""
        await self._run("DELETE FROM report_drafts WHERE id = :id", {"id": draft_id})

    async def album(self, chat_id: int, album: str) -> tuple[int | None, int | None]:
        """The ticket or the draft that an album of pictures belongs to."""
        row = await self._one(
            "SELECT number, draft_id FROM report_albums WHERE chat_id = :chat AND album = :album",
            {"chat": chat_id, "album": album},
        )
        return (None, None) if row is None else (row["number"], row["draft_id"])

    async def keep_album(
        self,
        chat_id: int,
        album: str | None,
        *,
        number: int | None = None,
        draft_id: int | None = None,
    ) -> None:
        """Remember where more pictures of an album belong; without an album there are none."""
        if album is None:
            return
        await self._run(
            "INSERT INTO report_albums (chat_id, album, number, draft_id)"
            " VALUES (:chat, :album, :number, :draft) ON CONFLICT (chat_id, album)"
            " DO UPDATE SET number = excluded.number, draft_id = excluded.draft_id",
            {"chat": chat_id, "album": album, "number": number, "draft": draft_id},
        )

    async def prune(self, now: datetime) -> None:
        """Forget drafts that nobody came back to."""
        await self._run(
            "DELETE FROM report_drafts WHERE created_at < :before",
            {"before": to_ms(now - LIFETIME)},
        )
