"""Sign-ups that are not posted yet."""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from storage.drafts import Drafts


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


class SignupDrafts(Drafts[SignupDraft]):
    """The signup_drafts table."""

    table = "signup_drafts"
    lifetime = timedelta(days=7)
    model = SignupDraft

    async def erase_person(self, person_id: int) -> None:
        """Forget the drafts of somebody."""
        await self._run(
            "DELETE FROM signup_drafts WHERE person_id = :person", {"person": person_id}
        )
