"""Databases of released versions, and a town that goes on from one."""

import gzip
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sandbox.model import Chat
from storage.rows import from_ms
from tests.support.town import START, Human, Town

FOLDER = Path(__file__).parents[1] / "fixtures" / "released"
VERSIONS = sorted(path.name.removesuffix(".sql.gz") for path in FOLDER.glob("*.sql.gz"))
CONFIG = """
[telegram]
token = "123456789:AAHsecretsecretsecretsecretsecretse"
[database]
url = "sqlite:///{}"
[community]
name = "滨河社区"
"""


def unpack(version, folder):
    """The database of a version as that version left it, with its key and a config for it."""
    path = folder / "town.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            gzip.decompress((FOLDER / f"{version}.sql.gz").read_bytes()).decode()
        )
        connection.execute("PRAGMA journal_mode=WAL")
    key = FOLDER / f"{version}.key"
    if key.exists():
        (folder / "town.key").write_bytes(key.read_bytes())
        (folder / "town.key").chmod(0o600)
    (folder / "config.toml").write_text(CONFIG.format(path), "utf-8")
    return path


def unsent(path):
    """The ids of the messages that are to be sent."""
    sql = "SELECT id FROM outbox WHERE state IN ('waiting', 'sending', 'unknown')"
    return {row for (row,) in asks(path, sql)}


def asks(path, sql):
    """What a database holds."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        return reader.execute(sql).fetchall()


def contents(path):
    """Every row of every table of ours: table → rows, in no order."""
    found = {}
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
    for (name,) in asks(path, tables):
        columns = [column for _, column, *_ in asks(path, f"PRAGMA table_info({name})")]
        rows = asks(path, f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608 - names of our own
        found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    return found


def schema(path):
    """Tables and indexes as they are defined, whatever the spaces and the order of making."""
    sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%yoyo%'"
    return sorted(re.sub(r"\s+", " ", line) for (line,) in asks(path, sql))


class LaterTown(Town):
    """A town in which the bot was changed for that of today while the machine stood still.

    Args:
        folder: with the upgraded database.
    """

    async def open(self):
        """Bring back everybody and every message that can still change, and start the bot."""
        await self.sandbox.start()
        path = self.folder / "town.db"
        ((stopped,),) = asks(path, "SELECT MAX(received_at) FROM inbox")
        self.clock.advance(from_ms(stopped) - START + timedelta(seconds=1))
        people = asks(path, "SELECT id, name, lang, reach FROM people ORDER BY id")
        for number, name, lang, reach in people:
            self.world.add_user(name, user_id=number, language_code=lang)
            if reach != "unknown":
                self.world.private_chat(number)
            if reach == "closed":
                self.world.block(number)
        for number, title in asks(path, "SELECT chat_id, title FROM circles"):
            present = dict.fromkeys((one[0] for one in people), "member")
            present[self.world.bot.id] = "administrator"
            self.world.chats[number] = Chat(number, "supergroup", title, statuses=present)
        for chat_id, number in asks(
            path, "SELECT chat_id, message_id FROM cards ORDER BY message_id"
        ):
            chat = self.world.chat(chat_id)
            chat.last_message_id = self.world._shared_message_id = number - 1
            self.world.post(chat, self.world.bot, {"text": "…"})
        self.world.updates.clear()
        await self.start_bot()

    def human(self, name):
        """Somebody of whom the database knows."""
        ((number,),) = self.rows("SELECT id FROM people WHERE name = :name", name=name)
        ((group,),) = self.rows(
            "SELECT MIN(c.chat_id) FROM circles AS c JOIN members AS m ON m.circle_id = c.id"
            " WHERE m.person_id = :id",
            id=number,
        )
        return Human(self, self.world.user(number), group)
