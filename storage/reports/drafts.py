"""Reports that wait for a choice of their author before they are filed."""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from storage.drafts import Drafts


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


class ReportDrafts(Drafts[Draft]):
    """The report_drafts and report_albums tables."""

    table = "report_drafts"
    lifetime = timedelta(days=2)
    model = Draft

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
