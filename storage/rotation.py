"""A new key for what is sealed, made and changed so that a crash at any point loses none."""

from pathlib import Path

from storage.cipher import Cipher, new_key, read_keys, write_keys
from storage.database import DatabaseError
from storage.uow import Database


def make(key_file: Path) -> None:
    """Write a first key.

    Raises:
        DatabaseError: there is one already.
    """
    if key_file.exists():
        raise DatabaseError(f"{key_file} is there already; to change it: linliquan key rotate")
    write_keys(key_file, (new_key(),))


async def rotate(database: Path, key_file: Path) -> int:
    """Seal everything with a new key; the old one is gone after that.

    The file holds both keys until all is sealed with the new one. Cut short, it is finished by
    doing it again.

    Args:
        database: path of the database file; its schema must be up to date.
        key_file: where the key is.

    Returns:
        How many answers, drafts and households were sealed again.

    Raises:
        DatabaseError: there is no key, or it is not the right one, or the bot is running.
    """
    keys = read_keys(key_file)
    if not keys:
        raise DatabaseError(f"there is no key at {key_file}; make one with: linliquan key new")
    if len(keys) == 1:
        keys = (new_key(), *keys)
        write_keys(key_file, keys)
    async with Database(database, Cipher(keys)) as opened:
        async with opened.transaction() as uow:
            count = await uow.keys.reseal()
        await opened.fold(empty=True)
    write_keys(key_file, keys[:1])
    return count


def state_of(key_file: Path) -> str:
    """In words, whether the key is there and nobody else can read it.

    Raises:
        DatabaseError: it cannot be read.
    """
    keys = read_keys(key_file)
    if not keys:
        return (
            f"there is no key at {key_file}, so no form and no list of households is taken in;"
            " make one with: linliquan key new"
        )
    if len(keys) > 1:
        return "the change of the key was cut short; finish it with: linliquan key rotate"
    if key_file.stat().st_mode & 0o077:
        return f"{key_file} can be read by others on this machine; do: chmod 600 {key_file}"
    return f"{key_file} is there; keep a copy of it apart from the backups"
