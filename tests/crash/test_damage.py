"""A database that is damaged is refused before anything is written to it, with the way back."""

import asyncio
import contextlib
import shutil
import sqlite3

import pytest

from bot.cli import main
from storage.database import DatabaseError, check_file

PAGE = 4096
NOISE = bytes(range(256)) * (PAGE // 256)
WAY_BACK = "linliquan restore FILE"


@pytest.fixture
def backup(village, tmp_path, capsys):
    """A copy of the database as it was when all was well."""
    copy = tmp_path / "copy.db"
    assert main(["backup", str(copy), "--config", str(village.config)]) == 0
    capsys.readouterr()
    return copy


@pytest.fixture
def log(village):
    """The write-ahead log of a process that was killed; what it holds is nowhere else."""
    beside = village.database.with_name(village.database.name + "-wal")
    with contextlib.closing(sqlite3.connect(village.database)) as killed:
        for name in ("first", "second"):
            killed.execute("UPDATE people SET name = ? WHERE id = ?", [name, village.admin.id])
            killed.commit()
        kept = [(file, file.read_bytes()) for file in (village.database, beside)]
    for file, content in kept:
        file.write_bytes(content)
    return beside


def name_of_admin(village):
    return village.select("SELECT name FROM people WHERE id = ?", village.admin.id)[0][0]


async def command(village, *words):
    """Run ``linliquan``; what should be refused would not even end in here if it were not."""
    return await asyncio.to_thread(main, [*map(str, words), "--config", str(village.config)])


def head_of_noise(file):
    overwrite(file, 0, NOISE[:100])


def page_of_noise(file):
    overwrite(file, file.stat().st_size // PAGE // 2 * PAGE, NOISE)


def half(file):
    cut(file, file.stat().st_size // PAGE // 2 * PAGE)


def last_page_gone(file):
    cut(file, file.stat().st_size - PAGE)


def part_of_a_page(file):
    cut(file, file.stat().st_size - PAGE // 2)


def some_bytes(file):
    cut(file, 50)


def empty(file):
    cut(file, 0)


def text(file):
    file.write_text("no database\n" * 5000)


def of_another_program(file):
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def log_of_noise(file):
    overwrite(file.with_name(file.name + "-wal"), 0, NOISE[:32])


def log_of_another_kind(file):
    file.with_name(file.name + "-wal").write_text("no log\n")


def log_cut_in_its_head(file):
    file.with_name(file.name + "-wal").write_bytes(b"\x37\x7f\x06\x82")


def newer(file):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_next')"
        )
        connection.commit()


def overwrite(file, place, content):
    with file.open("r+b") as opened:
        opened.seek(place)
        opened.write(content)


def cut(file, size):
    with file.open("r+b") as opened:
        opened.truncate(size)


DAMAGES = (
    head_of_noise,
    page_of_noise,
    half,
    last_page_gone,
    part_of_a_page,
    some_bytes,
    empty,
    text,
    of_another_program,
    log_of_noise,
    log_of_another_kind,
    log_cut_in_its_head,
)


@pytest.mark.parametrize("damage", [*DAMAGES, newer], ids=lambda damage: damage.__name__)
async def test_it_is_refused_as_it_is_and_a_backup_brings_it_back(
    village, backup, log, capsys, damage
):
    assert name_of_admin(village) == "second"
    damage(village.database)
    before = {file: file.read_bytes() for file in (village.database, log) if file.exists()}
    for words in (["run"], ["db", "upgrade"]):
        assert await command(village, *words) == 1
        said = capsys.readouterr().err
        assert "town.db" in said
        assert WAY_BACK in said
    assert await command(village, "check") == 1
    assert "town.db" in capsys.readouterr().out
    assert {file: file.read_bytes() for file in before} == before
    assert await command(village, "restore", backup) == 0
    assert await command(village, "check") == 0
    assert name_of_admin(village) == village.admin.name


async def test_whichever_page_is_overwritten_it_is_noticed(village, tmp_path):
    copy = tmp_path / "copy.db"
    sound = village.database.read_bytes()
    for place in range(0, len(sound), PAGE):
        copy.write_bytes(sound[:place] + NOISE + sound[place + PAGE :])
        with pytest.raises(DatabaseError, match=WAY_BACK):
            check_file(copy)


async def test_a_folder_in_the_place_of_the_database_is_refused(village, backup, capsys):
    village.database.unlink()
    village.database.mkdir()
    for words in (["run"], ["restore", backup]):
        assert await command(village, *words) == 1
        assert "town.db is a folder; database.url must name a file" in capsys.readouterr().err
    assert not list(village.folder.glob("*.part*"))


@pytest.mark.parametrize(
    ("left", "name"),
    [(1.0, "second"), (0.9, "first"), (0.0, None)],
    ids=["all of it", "not all of the end", "nothing"],
)
async def test_a_log_that_ends_early_as_after_a_power_cut_is_no_damage(village, log, left, name):
    known = village.admin.name if name is None else name
    cut(log, int(log.stat().st_size * left))
    check_file(village.database)
    assert name_of_admin(village) == known


async def test_the_bot_runs_again_after_a_damage_and_a_restore(village, backup):
    page_of_noise(village.database)
    refused = await village.run()
    assert await refused.ended() == 1
    assert WAY_BACK in refused.words()
    assert "Traceback" not in refused.words()
    copy = backup.with_name("damaged.db")
    assert await command(village, "backup", copy) == 1
    assert not copy.exists()
    shutil.copy(village.database, copy)
    assert await command(village, "restore", copy) == 1
    assert await command(village, "restore", backup) == 0
    human = village.residents[0]
    village.world.send(human.id, human.group, "/report 门坏了")
    process = await village.run()
    await village.until(
        lambda: any("门坏了" in message.text for message in village.said(human.group)), "it answers"
    )
    assert await process.stop() == 0
