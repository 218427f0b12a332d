"""The answers to a form as a file, before they are read."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class FormExport(BaseModel):
    """A file to one chat; its answers are read at sending, and none stands here.

    Args:
        to: whose private chat it goes to.
        filename: how the file is called; its ending says which kind it is.
        form_id: which form.
        circle_ids: the circles whose answers it holds.
        official: in the columns of the superior office, where they are known.
        full: sensitive answers are not masked.
        priority: as of an answer to a command.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["form_export"] = "form_export"
    to: int
    filename: str
    form_id: int
    circle_ids: tuple[int, ...]
    official: bool
    full: bool
    priority: int = 10
