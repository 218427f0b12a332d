"""Seals what people answer, with a key that is kept outside of the database.

Fernet (AES-128-CBC with HMAC-SHA256, https://github.com/fernet/spec) of the ``cryptography``
library, as it is hard to use wrongly and MultiFernet knows how to change the key. The time that a
token could carry is left out: it would tell when somebody answered. To find two answers with the
same number without opening all of them, a keyed hash of it is kept beside (RFC 2104).
"""

import hashlib
import hmac
import os
from pathlib import Path
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage.database import DatabaseError

OWNER_ONLY = 0o600
LOOKUP = b"linliquan lookup"


class KeyMissingError(DatabaseError):
    """There is no key, so that nothing can be sealed or opened."""


class Cipher:
    """One key, or two while the key is being changed.

    Args:
        keys: the newest first; it seals, all of them open.
    """

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._lookup = hmac.new(keys[0].encode(), LOOKUP, hashlib.sha256).digest()
        self.changing = len(keys) > 1

    @classmethod
    def from_file(cls, path: Path) -> Self | None:
        """The key in a file, or none if there is no such file.

        Raises:
            DatabaseError: the file cannot be read or holds no key.
        """
        keys = read_keys(path)
        return cls(keys) if keys else None

    def seal(self, words: str) -> str:
        """Words that only the key can open again."""
        return self._fernet.encrypt_at_time(words.encode(), 0).decode()

    def open(self, sealed: str) -> str:
        """The words that were sealed.

        Raises:
            DatabaseError: they were sealed with another key.
        """
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise DatabaseError("an answer was sealed with another key than this one") from error

    def reseal(self, sealed: str) -> str:
        """The same words, sealed with the newest key."""
        return self.seal(self.open(sealed))

    def mac(self, words: str) -> str:
        """What two equal words have in common, and from which nobody can tell them."""
        return hmac.new(self._lookup, words.encode(), hashlib.sha256).hexdigest()


def read_keys(path: Path) -> tuple[str, ...]:
    """The keys in a file, the newest first; none if there is no such file.

    Raises:
        DatabaseError: the file cannot be read or holds no key.
    """
    try:
        lines = path.read_text(encoding="ascii").split()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise DatabaseError(f"the key file {path} cannot be read") from error
    try:
        for line in lines:
            Fernet(line)
    except ValueError as error:
        raise DatabaseError(f"the key file {path} is damaged; bring back your copy") from error
    if not lines:
        raise DatabaseError(f"the key file {path} is empty; bring back your copy")
    return tuple(lines)


def new_key() -> str:
    """A key that nobody has."""
    return Fernet.generate_key().decode()


def write_keys(path: Path, keys: tuple[str, ...]) -> None:
    """Write a key file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
