"""What a released version left is all there after an upgrade, and the bot goes on with it."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from storage.cipher import Cipher
from storage.migrate import applied, known, upgrade
from storage.uow import Database
from tests.support.points import ledger
from tests.support.released import (
    FOLDER,
    VERSIONS,
    LaterTown,
    asks,
    contents,
    schema,
    unpack,
    unsent,
)

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
LARGEST = 200_000
TICKET_STATES = 9
FEW = 3
SIX_HOURS_IN_THREE_DAYS = 12
GIFT = 50
ANA, BEA = 7104220045, 7104220052

EMPTY = {
    "0.1.0": set(),
    "0.2.0": {"calendar_addresses", "form_counts"},
}
"""Tables with nothing in them: there was no webhook, and no day of erasure had come."""


def run(folder, *words):
    return main([*map(str, words), "--config", str(folder / "config.toml")])


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def old(tmp_path, version):
    """The database of a released version."""
    return unpack(version, tmp_path)


@pytest.fixture
def upgraded(old):
    """The same, brought up to date."""
    assert run(old.parent, "db", "upgrade") == 0
    return old


@pytest.fixture
def waited(upgraded):
    """The messages that were to be sent when the bot stopped."""
    return unsent(upgraded)


@pytest.fixture
async def town(upgraded):
    """The bot of today on it; what waited has been handled and sent."""
    made = LaterTown(upgraded.parent)
    try:
        await made.open()
        yield made
    finally:
        await made.close()


@pytest.fixture
def newer(tmp_path):
    """The newest of them, as a version after ours would have changed it."""
    path = unpack(VERSIONS[-1], tmp_path)
    upgrade(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_next')"
        )
        connection.commit()
    return path


def test_every_release_is_kept_and_small():
    headings = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - ", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    assert sorted(EMPTY) == sorted(headings) == sorted(VERSIONS)
    assert all(path.stat().st_size < LARGEST for path in FOLDER.iterdir() if path.is_file())


def test_there_is_something_of_everything_in_it(old, version):
    empty = {name for name, rows in contents(old).items() if not rows}
    assert empty == EMPTY[version]
    states = "SELECT DISTINCT state FROM {}"
    assert len(asks(old, states.format("reports"))) == TICKET_STATES
    assert {"waiting", "sending", "unknown", "held"} < {
        state for (state,) in asks(old, states.format("outbox"))
    }
    assert ("pending",) in asks(old, states.format("inbox"))
    assert ("waiting",) in asks(old, states.format("schedules"))


def test_the_missing_migrations_are_named_and_applied_once(old, capsys):
    missing = [name for name in known() if name not in applied(old)]
    assert run(old.parent, "db", "upgrade") == 0
    said = capsys.readouterr().out.split("\n")[:-1]
    assert said == (missing or ["the schema is up to date"])
    assert run(old.parent, "db", "upgrade") == 0
    assert capsys.readouterr().out == "the schema is up to date\n"


def test_every_row_is_still_there_as_it_was(old):
    before = contents(old)
    assert run(old.parent, "db", "upgrade") == 0
    after = contents(old)
    assert before.keys() <= after.keys()
    for table, rows in before.items():
        columns = rows[0].keys() if rows else ()
        kept = [{name: row[name] for name in columns} for row in after[table]]
        assert sorted(map(repr, kept)) == sorted(map(repr, rows)), table


def test_the_schema_is_then_that_of_a_new_database(upgraded, tmp_path):
    fresh = tmp_path / "fresh.db"
    upgrade(fresh)
    assert schema(upgraded) == schema(fresh)


def test_the_file_is_sound_and_every_reference_leads_somewhere(upgraded):
    assert asks(upgraded, "PRAGMA integrity_check") == [("ok",)]
    assert asks(upgraded, "PRAGMA foreign_key_check") == []


def test_a_backup_of_it_is_restored_and_then_upgraded(old, tmp_path, version):
    copy = tmp_path / "copy.db"
    assert run(tmp_path, "backup", copy) == 0
    old.unlink()
    assert run(tmp_path, "restore", copy) == 0
    assert contents(old) == contents(copy)
    assert run(tmp_path, "db", "upgrade") == 0
    assert set(known()) <= applied(old), version


async def test_all_that_waited_is_sent_and_to_who_had_blocked_the_bot_when_they_are_back(
    waited, town
):
    await town.passes(minutes=2)
    await town.human("Hal").opens()
    sent = {row for (row,) in town.rows("SELECT id FROM outbox WHERE state = 'sent'")}
    assert len(waited) > FEW
    assert waited <= sent
    assert unsent(town.folder / "town.db") == set()
    ana = town.human("Ana")
    assert any("楼顶漏水" in words for words in ana.texts(ana.group))


async def test_what_came_in_before_the_stop_is_handled(town):
    assert town.rows("SELECT * FROM inbox WHERE state <> 'handled'") == []
    filed = town.rows("SELECT body FROM reports ORDER BY number DESC LIMIT 2")
    assert filed == [("楼梯扶手松动",), ("单元门关不上",)]
    assert [n for (n,) in town.rows("SELECT number FROM reports")] == list(range(1, 14))
    for body in ("楼梯扶手松动", "单元门关不上", "楼顶漏水"):
        assert any(body in words for words in town.human("Ben").texts())


async def test_what_was_kept_for_somebody_goes_out_when_they_come_back(town):
    hal = town.human("Hal")
    assert not any("车棚没有灯" in words for words in hal.texts())
    await hal.opens()
    assert any("车棚没有灯" in words for words in hal.texts())
    assert town.rows("SELECT * FROM outbox WHERE state = 'held'") == []


async def test_whoever_was_being_asked_can_still_answer(town):
    ben = town.human("Ben")
    await ben.whispers("今天下午来看")
    ((number, note),) = town.rows("SELECT number, note FROM report_events WHERE step = 'reply'")
    assert note == "今天下午来看"
    assert any("今天下午来看" in words for words in town.human("Ana").texts()), number


async def test_every_deadline_comes(town):
    waiting = town.rows("SELECT id FROM schedules WHERE state = 'waiting'")
    for _ in range(SIX_HOURS_IN_THREE_DAYS):
        await town.passes(hours=6)
    now = int(town.clock.now().timestamp() * 1000)
    assert (
        town.rows("SELECT * FROM schedules WHERE state = 'waiting' AND due_at <= :now", now=now)
        == []
    )
    fired = town.rows("SELECT id FROM schedules WHERE state = 'fired'")
    assert len(set(waiting) & set(fired)) > FEW
    assert town.rows("SELECT * FROM inbox WHERE state IN ('dead', 'quarantined')") == []
    here = town.human("Ana").texts(town.human("Ana").group)
    assert any("停电" in words for words in here)


async def test_a_ticket_goes_on_where_it_was(town):
    ben = town.human("Ben")
    await ben.forges("1|report.take|1")
    assert town.rows("SELECT state FROM reports WHERE number = 1") == [("taken",)]
    await ben.whispers("/ticket 2")
    assert "楼道堆满垃圾" in ben.texts()[-1]


@pytest.mark.parametrize("version", ["0.2.0"], indirect=True)
async def test_what_was_sealed_opens_with_its_key(upgraded):
    cipher = Cipher.from_file(upgraded.parent / "town.key")
    async with Database(upgraded, cipher) as database, database.transaction() as uow:
        await uow.keys.check()
        (answer,) = await uow.form_answers.held_on(ANA)
        (draft,) = await uow.form_drafts.held_on(BEA)
        households = await uow.roster.of_buildings(["3"])
    assert "李安" in str(answer)
    assert "11010519491231002X" in str(draft)
    assert [(home.head, home.note) for home in households] == [("李安", "独居"), ("赵", "")]


@pytest.mark.parametrize("version", ["0.2.0"], indirect=True)
async def test_the_ledger_still_sums_to_zero_and_a_kept_gift_is_handed_over(town):
    held = ledger(town)
    assert sum(held.values()) == 0
    assert held["household:3-2-501"] > 0
    await town.passes(days=8)
    assert sum(ledger(town).values()) == 0
    assert ledger(town)["household:3-2-501"] == held["household:3-2-501"] + GIFT


@pytest.mark.parametrize("words", [["run"], ["db", "upgrade"]])
def test_a_newer_one_is_refused_in_words_and_left_alone(newer, capsys, words):
    before = newer.read_bytes()
    assert run(newer.parent, *words) == 1
    said = capsys.readouterr().err
    assert "town.db was made by a newer version of linliquan (9999_next)" in said
    assert "install that version, or bring back a backup with: linliquan restore FILE" in said
    assert newer.read_bytes() == before


def test_a_newer_backup_is_refused_in_words_and_the_database_stays(newer, tmp_path, capsys):
    copy = tmp_path / "newer.db"
    shutil.move(newer, copy)
    path = unpack(VERSIONS[0], tmp_path)
    before = contents(path)
    assert run(tmp_path, "restore", copy) == 1
    assert "made by a newer version of linliquan" in capsys.readouterr().err
    assert contents(path) == before
