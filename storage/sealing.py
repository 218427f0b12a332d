"""What is personal, sealed on its way into the database.

A page of the database keeps a copy of a row that was moved to another page, whatever is overwritten
later; so what must not stay in the file must not come into it.
"""

import aiosqlite

from storage.cipher import Cipher, KeyMissingError
from storage.rows import Repository

PLAIN = ("{", "[")
"""What JSON of ours begins with, and no token of the cipher."""


class SealingRepository(Repository):
    """A repository with columns that only the key can open.

    Args:
        connection: of the transaction.
        cipher: the key; none where the bot was set up without one.
    """

    def __init__(self, connection: aiosqlite.Connection, cipher: Cipher | None) -> None:
        super().__init__(connection)
        self._cipher = cipher

    @property
    def has_key(self) -> bool:
        """Whether anything can be sealed."""
        return self._cipher is not None

    def _key(self) -> Cipher:
        if self._cipher is None:
            raise KeyMissingError("there is no key; make one with: linliquan key new")
        return self._cipher


class Payloads:
    """JSON that waits: sealed where it is personal and there is a key, plain elsewhere.

    Args:
        cipher: the key; none where the bot was set up without one.
    """

    def __init__(self, cipher: Cipher | None) -> None:
        self._cipher = cipher

    def kept(self, payload: str, *, personal: bool) -> str:
        """A payload as it is kept."""
        if personal and self._cipher is not None:
            return self._cipher.seal(payload)
        return payload

    def read(self, kept: str) -> str:
        """A payload as it was.

        Raises:
            KeyMissingError: it was sealed, and there is no key.
        """
        if kept.startswith(PLAIN):
            return kept
        if self._cipher is None:
            raise KeyMissingError("what people said in private was sealed, and the key is missing")
        return self._cipher.open(kept)
