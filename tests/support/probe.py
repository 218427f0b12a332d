"""What one event would do: which tables it changes and what is said, after which it is undone."""

import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

from bot.intake import arrival, read
from domain.messages import Toast
from handlers.entry import open_context
from storage.inbox import InboxRow

UNCOUNTED = {"inbox", "outbox", "audit", "cards", "code_guesses"}
"""Tables in which the bot keeps what was said and tried; what people have stands in the others."""

_FORGET = "DELETE FROM probe_changes"


class _UndoneError(Exception):
    """Ends a block whose effects are not kept."""


@dataclass
class Effect:
    """What an event did.

    Args:
        route: which route took it, or ``none``.
        changed: the tables that it changed.
        said: the outgoing messages.
        toast: the short answer, for a press.
    """

    route: str
    changed: frozenset = frozenset()
    said: list = field(default_factory=list)
    toast: Toast = field(default_factory=Toast)

    def told(self, *chats):
        """All that these chats, and whoever pressed, come to read, as it is kept."""
        said = [m.model_dump_json() for m in self.said if m.to in chats]
        return "\n".join([*said, self.toast.model_dump_json()])

    def texts(self):
        """The ids of the texts that are said or shown."""
        texts = [m.text for m in self.said if hasattr(m, "text")]
        return {text.key for text in [*texts, self.toast.text] if text is not None}


class Probe:
    """Lets people act on a bot, in one transaction that is never committed.

    Args:
        town: whose bot; nothing else may use it meanwhile.
    """

    def __init__(self, town):
        self.town = town
        self._app = town.app
        self._numbers = count(10**9)
        self._uow = None

    async def watch(self):
        """Let the database record which tables change; what is set to what it was is no change."""
        run = self._app.database._connection.execute_fetchall
        await run("CREATE TEMP TABLE probe_changes (name TEXT)")
        tables = await run(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'"
        )
        for (name,) in tables:
            if name in UNCOUNTED:
                continue
            columns = await run(f"PRAGMA table_info({name})")
            differs = " OR ".join(f"OLD.{c['name']} IS NOT NEW.{c['name']}" for c in columns)
            for verb, when in (("INSERT", ""), ("DELETE", ""), ("UPDATE", f"WHEN {differs}")):
                await run(
                    f"CREATE TEMP TRIGGER probe_{verb}_{name} AFTER {verb} ON main.{name} {when}"  # noqa: S608 - names of our own
                    f" BEGIN INSERT INTO probe_changes VALUES ('{name}'); END"
                )

    @asynccontextmanager
    async def undone(self):
        """A block whose effects are not kept; blocks may stand within each other."""
        with suppress(_UndoneError):
            if self._uow is not None:
                async with self._uow.savepoint():
                    yield
                    raise _UndoneError
            try:
                async with self._app.database.transaction() as self._uow:
                    yield
                    raise _UndoneError
            finally:
                self._uow = None

    async def presses(self, human, data, *, where=None):
        """A press of a button that carries this; ``where`` is a group, else it is in private."""
        message = {"message_id": 1, "date": 0, "chat": self._chat(human, where)}
        query = {"id": "1", "chat_instance": "1", "message": message, "data": data}
        return await self._happens(human, "callback_query", query)

    async def types(self, human, words, *, where=None, **more):
        """A message of these words."""
        message = {"date": 0, "chat": self._chat(human, where), "text": words}
        message |= {"message_id": next(self._numbers)}
        return await self._happens(human, "message", message | more)

    async def rows(self, sql, **values):
        """What the database holds at this point of the block."""
        return await self._uow.outbox._all(sql, values)

    async def dialog(self, human):
        """The question that waits for somebody's answer."""
        return await self._uow.dialogs.current(human.id, self.town.clock.now())

    async def asks(self, human, dialog):
        """Have a question wait for somebody's answer."""
        await self._uow.dialogs.open(human.id, dialog, self.town.clock.now())

    async def answers(self, human, card, words):
        """An answer in private to a card that stands there, as it was theirs once."""
        number = next(self._numbers)
        bot = {"id": self.town.world.bot.id, "is_bot": True, "first_name": "Bot"}
        chat = self._chat(human, None)
        message = {"message_id": number, "date": 0, "chat": chat, "from": bot, "text": "?"}
        await self._uow.outbox._run(
            "INSERT INTO cards (chat_id, name, message_id) VALUES (:chat, :name, :number)"
            " ON CONFLICT (chat_id, name) DO UPDATE SET message_id = excluded.message_id",
            {"chat": human.id, "name": card, "number": number},
        )
        return await self.types(human, words, reply_to_message=message)

    def words(self, effect):
        """Every outgoing message and toast of an effect in both languages, as Telegram gets it."""
        renderer = self._app.renderer
        for message in effect.said:
            for part in ("text", "caption", "otherwise"):
                text = getattr(message, part, None)
                if text is not None:
                    yield from (renderer.words(text, lang) for lang in ("zh", "en"))
            for row in getattr(message, "buttons", ()):
                yield from (f"<b>{len(renderer.plain(b.label, 'zh'))}</b>" for b in row)

    async def _happens(self, human, kind, body):
        sender = {"id": human.id, "is_bot": False, "first_name": human.name, "language_code": "zh"}
        update = {"update_id": next(self._numbers), kind: body | {"from": sender}}
        return await self.happens(update)

    async def happens(self, update):
        """What the dispatcher does with an update, as far as the outbox."""
        now = self.town.clock.now()
        kept = arrival(json.loads(json.dumps(update)))
        row = InboxRow(id=1, received_at=now, attempts=0, **kept.model_dump(exclude={"sender_id"}))
        return await self.takes(read(row))

    async def takes(self, event):
        """What the dispatcher does with an event, as far as the outbox."""
        now, uow, app = self.town.clock.now(), self._uow, self._app
        ctx = await open_context(uow, event, app.community, app.routes, now)
        await uow.outbox._run(_FORGET)
        route = await app.dispatcher._run_route(ctx)
        await uow.outbox.put(ctx.out, now)
        changed = await uow.outbox._all("SELECT DISTINCT name FROM probe_changes")
        return Effect(route, frozenset(row["name"] for row in changed), list(ctx.out), ctx.toast)

    def _chat(self, human, where):
        if where is None:
            return {"id": human.id, "type": "private", "first_name": human.name}
        return {"id": where, "type": "supergroup", "title": self.town.world.chat(where).title}
