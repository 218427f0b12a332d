from typing import Self

from domain.messages import Arg, Text


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a person, not an error of the program
    """An expected "no", told to the person who asked.

    The dispatcher rolls back what the handler did, tells the person and marks the command handled.

    Args:
        key: the catalogue id of what the person is told.
        start: payload of a deep link to offer, where the private chat is the way on.
        args: the values for that text.
    """

    def __init__(self, key: str, *, start: str = "", **args: Arg) -> None:
        super().__init__(key)
        self.text = Text(key=key, args=args)
        self.start = start

    @classmethod
    def saying(cls, text: Text) -> Self:
        """A "no" in words that are put together already."""
        refusal = cls(text.key)
        refusal.text = text
        return refusal
