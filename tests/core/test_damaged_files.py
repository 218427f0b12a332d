"""A database that is damaged, in whatever way, is refused with the way back, which works."""

import contextlib
import shutil
import sqlite3

import pytest

from bot.cli import main
from storage.migrate import upgrade

TOKEN = "123456789:AAHsecretsecretsecretsecretsecretse"
WAY_BACK = "bring back a backup with: linliquan restore FILE"


def garbage_in_front(path):
    overwrite(path, 0, 100)


def a_page_overwritten(path):
    overwrite(path, 2 * 4096, 4096)


def truncated(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def empty(path):
    path.write_bytes(b"")


def of_another_program(path):
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def the_log_damaged(path):
    log = path.with_name("house.db-wal")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE written_last (x)")
        kept = log.read_bytes()
    log.write_bytes(kept)  # as after a kill
    overwrite(log, 8, 16)


def a_log_cut_in_its_head(path):
    path.with_name("house.db-wal").write_bytes(b"\x37\x7f\x06\x82")


def overwrite(path, at, length):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * length)


DAMAGES = [
    garbage_in_front,
    a_page_overwritten,
    truncated,
    empty,
    of_another_program,
    the_log_damaged,
    a_log_cut_in_its_head,
]


@pytest.fixture
def house(tmp_path):
    """A database that a bot was run on, its backup, and the words for its config."""
    path, copy, config = (tmp_path / name for name in ("house.db", "copy.db", "config.toml"))
    upgrade(path)
    shutil.copy(path, copy)
    config.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\n[database]\nurl = "sqlite:///{path}"\n'
        '[community]\nname = "滨河社区"\n',
        encoding="utf-8",
    )
    return path, copy, ["--config", str(config)]


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_is_refused_untouched_until_a_backup_is_brought_back(house, capsys, damage):
    path, copy, config = house
    damage(path)
    before = path.read_bytes()
    for words in (["run"], ["db", "upgrade"]):
        assert main([*words, *config]) == 1
        said = capsys.readouterr().err
        assert WAY_BACK in said
        assert "Traceback" not in said
        assert path.read_bytes() == before
    assert main(["restore", str(copy), *config]) == 0
    assert main(["db", "upgrade", *config]) == 0
    assert "up to date" in capsys.readouterr().out


def test_a_folder_in_its_place_is_named(house, capsys):
    path, _, config = house
    path.unlink()
    path.mkdir()
    assert main(["run", *config]) == 1
    assert "house.db is a folder" in capsys.readouterr().err


def test_a_log_that_was_never_written_is_none(house):
    path, _, config = house
    path.with_name("house.db-wal").write_bytes(bytes(32))
    assert main(["db", "upgrade", *config]) == 0
