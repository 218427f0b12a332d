"""What released versions left behind is upgraded, and the bot goes on where they were."""

import contextlib
import gzip
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from storage import rotation
from storage.migrate import known, upgrade
from tests.support import points, registering
from tests.support.town import ADMIN_ID, Human, Town

RELEASED = Path(__file__).parents[1] / "fixtures" / "released"
VERSIONS = ("0.1.0", "0.2.0")
NAMES = ("Ana", "Zoe", "Leo", "Cai", "Ben", "Mia", "李师傅")
"""People in the order in which they came, so that they are who they were."""

KEPT = {
    "reports": "SELECT number, state, body, reporter_id, created_at FROM reports",
    "events": "SELECT * FROM report_events",
    "inbox": "SELECT id, lane, payload FROM inbox WHERE state = 'pending'",
    "outbox": "SELECT id, chat_id, state, payload FROM outbox WHERE finished_at IS NULL",
    "deadlines": "SELECT kind, subject, due_at FROM schedules WHERE state = 'waiting'",
    "notices": "SELECT id, state FROM notices",
    "receipts": "SELECT * FROM notice_receipts",
    "queue": "SELECT person_id, seats, queued FROM signup_entries",
    "orders": "SELECT name, ordered FROM groupbuy_items",
}


class Revived(Town):
    """The town whose database a released version left behind."""

    async def open(self, version):
        """The people and groups of then; the bot does not run yet."""
        await self.sandbox.start()
        key = RELEASED / f"{version}.key"
        if key.exists():
            shutil.copy(key, self.folder / "town.key")
        else:
            rotation.make(self.folder / "town.key")
        self.admin = Human(self, self.world.add_user("王主任", user_id=ADMIN_ID), None)
        people = [Human(self, self.world.add_user(name), None) for name in NAMES]
        self.ana, self.zoe, self.leo, self.cai, self.ben, self.mia, self.li = people
        self.circle, second = (self._group(title) for title in ("3号楼邻里圈", "5号楼邻里圈"))
        for human, chat in (
            (self.ana, self.circle),
            (self.zoe, self.circle),
            (self.leo, second),
            (self.cai, self.circle),
        ):
            human.group = chat
            self.world.join(chat, human.id)
        for human in (self.admin, *people):
            self.world.start(human.id)
        self.world.block(self.mia.id)
        self.world.updates.clear()

    def _group(self, title):
        group = self.world.add_group(title, members=[self.admin.id])
        self.world.add_bot(group.id, by=self.admin.id, as_admin=True)
        return group.id

    def said(self, chat, words):
        """How often the bot said this in a chat."""
        bot = self.world.bot.id
        return sum(words in m.text for m in self.world.messages(chat) if m.sender_id == bot)


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def house(version, tmp_path):
    """A released version's database, and the words for its config."""
    path, config = tmp_path / "town.db", tmp_path / "config.toml"
    path.write_bytes(gzip.decompress((RELEASED / f"{version}.db.gz").read_bytes()))
    config.write_text(
        f'[telegram]\ntoken = "42:sandbox"\n[database]\nurl = "sqlite:///{path}"\n'
        '[community]\nname = "滨河社区"\n',
        encoding="utf-8",
    )
    return path, ["--config", str(config)]


@pytest.fixture
async def revived(house, version, answer_seconds):
    path, config = house
    assert main(["db", "upgrade", *config]) == 0
    made = Revived(path.parent, answer_seconds)
    await made.open(version)
    await made.start_bot()
    yield made
    await made.close()


def rows(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def kept(path):
    return {what: rows(path, sql) for what, sql in KEPT.items()}


def schema(path):
    """Everything that makes up a schema, but for the log of the migrations."""
    return rows(
        path,
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE name NOT LIKE '%yoyo%' AND name <> 'sqlite_sequence' ORDER BY type, name",
    )


def test_an_upgrade_keeps_every_ticket_message_and_deadline(house):
    path, config = house
    before = kept(path)
    assert all(before.values())
    assert main(["db", "upgrade", *config]) == 0
    assert kept(path) == before


def test_the_schema_is_that_of_a_new_database_afterwards(house, tmp_path):
    path, config = house
    assert main(["db", "upgrade", *config]) == 0
    upgrade(tmp_path / "new.db")
    assert schema(path) == schema(tmp_path / "new.db")


def test_a_released_schema_has_every_state_that_a_ticket_can_be_in(house):
    path, _ = house
    states = {state for (state,) in rows(path, "SELECT state FROM reports")}
    assert states == {
        "closed",
        "held",
        "merged",
        "rejected",
        "review",
        "taken",
        "transferred",
        "waiting",
        "withdrawn",
    }


def test_a_database_of_a_later_version_is_refused_everywhere(house, tmp_path, capsys):
    path, config = house
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE _yoyo_migration SET migration_id = '9999_next' WHERE rowid = 1")
        connection.commit()
    later = tmp_path / "later.db"
    shutil.copy(path, later)
    before = path.read_bytes()
    for words in (["run"], ["db", "upgrade"], ["restore", str(later)]):
        assert main([*words, *config]) == 1
        assert "newer version of linliquan (9999_next)" in capsys.readouterr().err
        assert path.read_bytes() == before


async def test_the_bot_handles_and_says_what_waited(revived):
    town = revived
    assert town.rows("SELECT state FROM reports WHERE body = '树枝断了'") == [("waiting",)]
    for words in ("树枝断了", "健身器材松了"):
        assert town.said(town.ben.id, words) == 1
    assert not town.rows("SELECT 1 FROM outbox WHERE state IN ('waiting', 'unknown', 'dead')")
    assert town.said(town.mia.id, "路灯坏了") == 0
    await town.mia.opens()
    assert town.said(town.mia.id, "路灯坏了") == 1
    await town.passes(hours=25)
    for chat in (town.circle, town.leo.group):
        assert town.said(chat, "消防检查") == 1
    assert not town.rows("SELECT error FROM inbox WHERE state IN ('dead', 'quarantined')")


async def test_people_go_on_with_what_they_had_begun(revived):
    town = revived
    await town.ben.whispers("#11")
    await town.ben.presses("接单")
    assert town.rows("SELECT state FROM reports WHERE number = 11") == [("taken",)]
    await town.admin.whispers("/circles")
    assert "Cai" in town.admin.texts()[-1]
    await town.ana.whispers("/me")
    assert "3-1-101" in town.ana.texts()[-1]


@pytest.mark.parametrize("version", ["0.2.0"])
async def test_what_was_sealed_opens_and_what_was_begun_is_finished(revived):
    town = revived
    assert points.balance(town, "3-1-101") == 30
    await registering.answers_all(town.zoe, begin=3)
    await town.zoe.presses("✅ 提交")
    async with town.app.database.transaction() as uow:
        await uow.keys.check()
    assert town.rows("SELECT COUNT(*) FROM form_answers WHERE current = 1") == [(2,)]


def test_the_newest_release_has_only_migrations_that_are_still_there(house):
    path, _ = house
    had = {name for (name,) in rows(path, "SELECT migration_id FROM _yoyo_migration")}
    assert had <= set(known())
