"""A town that is all right until a test spoils it, for the invariants of the soak."""

import contextlib
import re
import sqlite3

from cryptography.fernet import Fernet

from domain.forms.model import Content
from sandbox import Sandbox
from sandbox.bot_api import Call
from sandbox.model import Toast
from storage.cipher import Cipher
from tests.crash.soak.diary import Pressed, Said
from tests.crash.soak.evidence import Evidence, Resident
from tests.support.empty import put_empty
from tests.support.forms import identity_of

MARK, PHONE = "zqabcdef", "13970000001"
IDENTITY, OTHER_IDENTITY = identity_of(1), identity_of(2)


class Town:
    """A database and a world that a test spoils."""

    def __init__(self, folder):
        path = folder / "town.db"
        put_empty(path)
        self.sandbox = Sandbox(privacy=False)
        self.world = self.sandbox.world
        self.ana = self.world.add_user("Ana").id
        self.ben = self.world.add_user("Ben").id
        self.group = self.world.add_group("3号楼", [self.ana]).id
        self.other = self.world.add_group("5号楼", [self.ben]).id
        for chat, adder in ((self.group, self.ana), (self.other, self.ben)):
            self.world.add_bot(chat, by=adder)
        self.evidence = Evidence(
            database=path,
            sandbox=self.sandbox,
            people={
                self.ana: Resident("Ana", (PHONE, "61-1-7001"), IDENTITY),
                self.ben: Resident("Ben", ("62-2-7002",), OTHER_IDENTITY),
            },
            patterns={
                route: (re.compile("好"),)
                for route in ("notice.seen", "report.join", "signup.join", "reg.submit")
            },
            cipher=Cipher((Fernet.generate_key().decode(),)),
        )
        self.row("circles", id=1, chat_id=self.group, title="3号楼", kind="邻里圈", grid="一")
        self.row("circles", id=2, chat_id=self.other, title="5号楼", kind="邻里圈", grid="二")
        for number in list(self.world.updates._history):
            self.arrived(number)

    def row(self, table, **columns):
        """Put a row into the database, whatever it refers to."""
        with contextlib.closing(sqlite3.connect(self.evidence.database)) as connection:
            names, holes = ", ".join(columns), ", ".join("?" for _ in columns)
            connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({holes})",  # noqa: S608 - the names are those of this file
                tuple(columns.values()),
            )
            connection.commit()

    def arrived(self, number, state="handled", **more):
        """An update in the inbox."""
        key = {"dedup_key": str(number), "lane": 1, "payload": "{}", "received_at": 0}
        self.row("inbox", source="telegram", state=state, **key, **more)

    def promised(self, state, **more):
        """A message in the outbox."""
        start = {"chat_id": self.ana, "priority": 1, "kind": "say", "payload": "{}"}
        self.row("outbox", created_at=0, state=state, **start | more)

    def look_again(self):
        """What was worked out from the evidence so far is worked out anew."""
        for name in ("said", "sends", "new_messages"):
            self.evidence.__dict__.pop(name, None)

    def shows(self, data, *, words="好"):
        """The bot shows Ana a button in private; answers with the number of the message."""
        before = set(self.world.updates._history)
        self.world.start(self.ana)
        for number in set(self.world.updates._history) - before:
            self.arrived(number)
        chat = self.world.chats[self.ana]
        button = {"text": "x", "callback_data": data}
        content = {"text": words, "reply_markup": {"inline_keyboard": [[button]]}}
        self.world.say(chat, content, thread_id=None, reply=None)
        return max(chat.messages)

    def hands_in(self, draft, *, words="好"):
        """Ana presses 提交 of a draft in private, and reads such words in its place."""
        data = f"1|reg.submit|{draft}"
        message_id = self.shows(data, words=words)
        self.evidence.diary.pressed[data] = Pressed(self.ana, self.ana, data, message_id)

    def answer(self, number=1, *, identity=IDENTITY, **more):
        """An answer of Ana to the first form, with an identity number."""
        start = {"form_id": 1, "circle_id": 1, "home": "", "person_id": self.ana, "proxy": 0}
        state = {"version": number, "current": 0, "state": "pending", "at": 0, "subject": "p"}
        content = Content(values={"identity": identity}).model_dump_json()
        sealed = {"sealed": self.evidence.cipher.seal(content)}
        self.row("form_answers", id=number, **start | state | sealed | more)

    def recorded(self, action, subject):
        """An action of staff in the audit."""
        self.row("audit", at=0, action=action, subject=str(subject))

    def sends_file(self, chat, name, content):
        """The bot sends a file."""
        file = self.world.files.add_document(name, content)
        sent = {"chat": {"id": chat}, "message_id": 1, "document": file.data}
        self._calls("sendDocument", {"chat_id": chat}, sent)

    def says(self, chat, words, *, message_id=1, fault=None):
        """The bot has said something."""
        result = {"chat": {"id": chat}, "message_id": message_id}
        self._calls("sendMessage", {"chat_id": chat, "text": words}, result, fault)

    def _calls(self, method, params, result, fault=None):
        call = Call(
            method,
            params,
            ok=True,
            error_code=None,
            description=None,
            at=self.sandbox.clock.now(),
            result=result,
            fault=fault,
        )
        self.sandbox.calls.append(call)

    def reports(self, words=f"/report 电梯坏了{MARK}", route="report"):
        """Ana reports in the group, and the update is handled."""
        before = set(self.world.updates._history)
        message = self.world.send(self.ana, self.group, words)
        self.evidence.diary.said[MARK] = Said(self.ana, self.group, message.message_id, words)
        (number,) = set(self.world.updates._history) - before
        self.arrived(number, route=route)

    def ticket(self, number=1, **more):
        """A ticket with Ana's words."""
        start = {"circle_id": 1, "reporter_id": self.ana, "filed_by": self.ana, "created_at": 0}
        body = {"body": f"电梯坏了{MARK}", "state": "waiting"}
        self.row("reports", number=number, **start | body | more)
        self.row("report_events", number=number, at=0, step="file", to_state="waiting")

    def pressed(self, data):
        """Ana presses a button and is told that it counts."""
        said = self.world.chats[self.group].messages
        self.world.say(self.world.chats[self.group], {"text": "x"}, thread_id=None, reply=None)
        query = self.world.press(self.ana, self.group, max(said), data)
        self.arrived(max(self.world.updates._history), route="button")
        self.world.answer(query, Toast(query, "好", show_alert=False, url=None))
        self.evidence.diary.pressed[query] = Pressed(self.ana, self.group, data)


def entry(town, queued=1, **more):
    start = {"signup": 4, "shift": 0, "person_id": town.ana, "household": "p", "party": 1}
    town.row("signup_entries", seats=1, whole=0, queued=queued, created_at=0, **start | more)


def account(town, number, kind):
    town.row("point_accounts", id=number, kind=kind, key=str(number))
