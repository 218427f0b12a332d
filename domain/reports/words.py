from domain.errors import Refusal

MAX_LENGTH = 3000
SHORT_LENGTH = 60


def shorten(body: str, length: int = SHORT_LENGTH) -> str:
    """The first words of a report on one line, for lists and for the group."""
    line = " ".join(body.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def check_body(body: str) -> str:
    """The words of a report, tidied.

    Raises:
        Refusal: longer than what can still be shown whole with its heading in one message.
    """
    words = body.strip()
    if len(words) > MAX_LENGTH:
        raise Refusal("report-too-long", length=len(words), allowed=MAX_LENGTH)
    return words
