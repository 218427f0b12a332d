"""What is left after a run: the database, what Telegram saw, what people did, and the logs."""

import contextlib
import io
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import openpyxl

from sandbox import Sandbox
from sandbox.bot_api import Call
from storage.cipher import Cipher
from tests.crash.soak.diary import Diary

LOSING = ("timeout_after", "drop_after", "truncated_json", "malformed_json")
"""Faults after which the bot cannot know that its request has taken effect."""


@dataclass(frozen=True)
class Resident:
    """What is personal about somebody, which must not get about.

    Args:
        name: which nobody else has.
        secrets: address, phone and the like, as they would be written.
        identity: the number of the identity card, one of the secrets.
    """

    name: str
    secrets: tuple[str, ...]
    identity: str = ""


@dataclass(frozen=True)
class Send:
    """A message that Telegram took from the bot.

    Args:
        place: of the call among all calls of the bot.
        message_id: which it became.
        is_lost: whether the bot never got the answer.
    """

    place: int
    message_id: int
    is_lost: bool


@dataclass
class Evidence:
    """All of it.

    Args:
        database: the file.
        sandbox: whose world and calls are looked at.
        diary: what people did.
        people: by id.
        logs: what each process wrote, by its name.
        admins: who the config says are.
        interruptions: how often the process was killed, stopped or stalled.
        breaks: how many calls the bot had made each time that it was interrupted.
        patterns: the words that tell that a press was taken, by the route of the button.
        cipher: opens what people answered in forms.
    """

    database: Path
    sandbox: Sandbox
    diary: Diary = field(default_factory=Diary)
    people: Mapping[int, Resident] = field(default_factory=dict)
    logs: Mapping[str, str] = field(default_factory=dict)
    admins: frozenset[int] = frozenset()
    interruptions: int = 0
    breaks: tuple[int, ...] = ()
    patterns: Mapping[str, tuple] = field(default_factory=dict)
    cipher: Cipher | None = None

    def select(self, sql, *values):
        """Rows of the database."""
        with contextlib.closing(
            sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)
        ) as connection:
            return connection.execute(sql, values).fetchall()

    @property
    def calls(self) -> list[Call]:
        """What the bot asked Telegram for, oldest first."""
        return self.sandbox.calls

    @cached_property
    def said(self) -> list[tuple[int, str]]:
        """(chat, words) of everything that the bot wrote or rewrote, and of its toasts."""
        presses = self.sandbox.world.presses
        found = []
        for call in self.calls:
            if not call.ok:
                continue
            words = call.params.get("text") or call.params.get("caption") or ""
            if call.method == "answerCallbackQuery":
                press = presses.get(str(call.params.get("callback_query_id")))
                found.append((press.user_id if press else 0, str(words)))
            elif "chat_id" in call.params:
                chat = self.now_called(int(call.params["chat_id"]))
                found.append((chat, f"{words}{self._in_file(call)}"))
        return found

    def _in_file(self, call: Call) -> str:
        """What can be read in the file that was sent, if it was one."""
        if call.method != "sendDocument" or not isinstance(call.result, dict):
            return ""
        sent = call.result["document"]
        file = self.sandbox.world.files.get(sent["file_id"])
        return f"\n{words_in(sent['file_name'], file.content)}" if file else ""

    @cached_property
    def sends(self) -> dict[int, list[Send]]:
        """The messages that the bot sent, by the chat as it is called now, oldest first."""
        found: dict[int, list[Send]] = {}
        for place, call in enumerate(self.calls):
            if call.ok and call.method.startswith("send") and isinstance(call.result, dict):
                chat = self.now_called(int(call.result["chat"]["id"]))
                send = Send(place, call.result["message_id"], is_lost=call.fault in LOSING)
                found.setdefault(chat, []).append(send)
        return found

    @cached_property
    def new_messages(self) -> dict[int, set[int]]:
        """The numbers of the messages that the bot sent, by the chat as it is called now."""
        return {chat: {send.message_id for send in sends} for chat, sends in self.sends.items()}

    @property
    def lost_answers(self):
        """How many messages were sent whose answer never came."""
        return sum(
            1 for call in self.calls if call.ok and call.fault in LOSING and "send" in call.method
        )

    def now_called(self, chat_id):
        """The id of a group after its upgrades; any other id as it is."""
        chat = self.sandbox.world.chats.get(chat_id)
        while chat is not None and chat.migrated_to is not None:
            chat_id = chat.migrated_to
            chat = self.sandbox.world.chats.get(chat_id)
        return chat_id

    def members(self, chat_id):
        """Everybody who ever was in a group."""
        chat = self.sandbox.world.chats.get(self.now_called(chat_id))
        return set(chat.statuses) if chat else set()

    def payload(self, update_id):
        """An update as it was sent."""
        return json.dumps(self.sandbox.world.updates._history[update_id], ensure_ascii=False)


def words_in(name: str, content: bytes) -> str:
    """All that can be read in a file: the cells of a workbook, or the text of any other."""
    if not name.endswith(".xlsx"):
        return content.decode("utf-8", errors="replace")
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return "\n".join("\t".join(str(cell) for cell in row if cell is not None) for row in rows)
