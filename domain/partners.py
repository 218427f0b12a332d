"""Partner organisations that reports can be handed to."""

from domain.errors import Refusal


def read_organisation(words: str, organisations: tuple[str, ...]) -> str:
    """The organisation that ``/partner`` names.

    Raises:
        Refusal: that lists the organisations of the config.
    """
    name = words.strip()
    if name not in organisations:
        raise Refusal("partner-unknown", word=name, organisations="、".join(organisations) or "—")
    return name
