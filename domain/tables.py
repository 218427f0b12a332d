"""Tables that people send: rows of words, as a person sees them on the screen."""

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal

MEGABYTE = 1024 * 1024

_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".txt")
_OLD = (".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods", ".numbers")
"""Tables that the programs which made them can also save as XLSX."""


class Sheet(BaseModel):
    """One sheet; what is written over merged cells stands in each of them.

    Args:
        name: what stands on its tab; for a text file the name of the file.
        rows: from the first row of the sheet, so that a row's number is its place and one; rows
            may differ in length, and the empty ones at the end are left out.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    rows: tuple[tuple[str, ...], ...]


def check_name(name: str) -> None:
    """Refuse a file that by its name is no table; one without a name is looked into later.

    Raises:
        Refusal: that says what to send, or how to save it as such.
    """
    lowered = name.lower()
    if lowered.endswith(_OLD):
        raise Refusal("file-old-kind")
    if name and not lowered.endswith((*_WORKBOOKS, *_TEXTS)):
        raise Refusal("file-wrong-kind")


def check_size(size: int, limit: int) -> None:
    """Refuse a file that is too big.

    Args:
        size: bytes.
        limit: bytes.

    Raises:
        Refusal: that says how big it may be.
    """
    if size > limit:
        raise too_big(limit)


def too_big(limit: int) -> Refusal:
    """The "no" to a file that is bigger than so many bytes."""
    return Refusal("file-too-big", megabytes=max(1, limit // MEGABYTE))
