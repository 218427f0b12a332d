"""Troubles on Telegram's side: answers that say no, come cut up or not at all, and odd updates."""

import asyncio
from dataclasses import dataclass

from sandbox import Fault

MADE_UP = "made_up"
"""A key of the updates that no Telegram would send, by which they are known again."""

SAYING = ("sendMessage", "editMessageText")
SOON, LONG = 3.0, 45.0
"""Seconds that a fault waits for requests to strike, and that the bot is kept waiting at most."""

_TICK = 0.05


@dataclass(frozen=True)
class Faulty:
    """Requests fail in one of several ways.

    Args:
        name: what it is.
        kinds: the faults, one of which is drawn.
        methods: whose requests, one of which is drawn; ``*`` for any.
        most: how many requests it strikes at most.
        retry_after: shortest and longest wait in seconds that a 429 asks for.
    """

    name: str
    kinds: tuple[str, ...]
    methods: tuple[str, ...] = (*SAYING, "*")
    most: int = 5
    retry_after: tuple[int, int] = (1, 3)
    of_process: bool = False

    async def strike(self, village, chance):
        """Strike so many requests, or as many as there are in a few seconds."""
        fault = Fault(
            chance.choice(self.methods),
            chance.choice(self.kinds),
            times=chance.randint(1, self.most),
            retry_after=chance.randint(*self.retry_after),
        )
        village.sandbox.faults.add(fault)
        try:
            for _ in range(int(SOON / _TICK)):
                if not fault.times:
                    break
                await asyncio.sleep(_TICK)
        finally:
            village.sandbox.faults.take_back(fault)


MOST_REPEATS, MOST_MIXED = 40, 50
"""Together they fit into one answer of getUpdates; the rest of what was mixed up would be lost."""


@dataclass(frozen=True)
class Repeated:
    """Updates come once more, in any order, though the bot has confirmed them."""

    name: str = "repeated updates"
    of_process: bool = False

    async def strike(self, village, chance):
        """Repeat some of the latest that were confirmed."""
        updates = village.world.updates
        waiting = {update["update_id"] for _, update in updates._pending}
        lately = sorted(set(updates._history) - waiting)[-100:]
        room = MOST_REPEATS - len(updates._repeats)
        most = min(len(lately), chance.randint(1, 20), max(0, room))
        for update_id in chance.sample(lately, most):
            updates.redeliver(update_id)


@dataclass(frozen=True)
class Reordered:
    """What was not fetched yet comes in any order."""

    name: str = "reordered updates"
    of_process: bool = False

    async def strike(self, village, chance):
        """Mix up what waits, unless it is so much that it would not come in one answer."""
        waiting = village.world.updates._pending
        if len(waiting) <= MOST_MIXED:
            chance.shuffle(waiting)


def _message(**content):
    return {"message": {"message_id": 1, "date": 1_800_000_000, **content}}


ODD = (
    {"message_in_a_bottle": {"chat": {"id": 5}, "from": {"id": 5}}},
    {"edited_channel_post": {"message_id": 1, "date": 0, "chat": {"id": -5, "type": "channel"}}},
    {"poll": {"id": "1", "question": "?", "options": []}},
    {"message": []},
    {"message": "hello"},
    {"message": None},
    {"callback_query": {}},
    {"callback_query": {"id": "1", "from": {"id": 2**70, "is_bot": False, "first_name": "A"}}},
    {"my_chat_member": {"chat": 5}},
    _message(),
    _message(chat={"id": "five", "type": "private"}, text="/start"),
    _message(chat={"id": 2**80, "type": "private"}, text="/start"),
    _message(chat={"id": 1, "type": "private"}, **{"from": {"id": 1}}, text=7),
    _message(chat={"id": 1, "type": "private"}, text="\ud800"),
    {"update_id": "seven", "message": {}},
    {},
)


@dataclass(frozen=True)
class Odd:
    """Updates of a kind that nobody knows, and ones that nobody can read."""

    name: str = "odd updates"
    of_process: bool = False

    async def strike(self, village, chance):
        """Send some of them."""
        for number in range(chance.randint(1, 4)):
            village.world.updates.inject({**chance.choice(ODD), MADE_UP: number})


@dataclass(frozen=True)
class Upgraded:
    """A basic group becomes a supergroup, with a new chat id."""

    name: str = "group upgraded"
    of_process: bool = False

    async def strike(self, village, chance):
        """Upgrade one, if there is one left."""
        groups = [chat for chat in groups_of(village) if chat.type == "group"]
        if groups:
            village.world.upgrade(chance.choice(groups).id)


@dataclass(frozen=True)
class PutOut:
    """Somebody puts the bot out of a group, and after a while takes it back."""

    name: str = "bot put out of a group"
    of_process: bool = False

    async def strike(self, village, chance):
        """Put it out, wait, and take it back, as an administrator or not."""
        groups = groups_of(village)
        if not groups:
            return
        chat = chance.choice(groups)
        village.world.remove_bot(chat.id, by=village.admin.id)
        try:
            await asyncio.sleep(chance.uniform(0.1, SOON))
        finally:
            village.world.add_bot(chat.id, by=village.admin.id, as_admin=chance.random() < 0.8)


@dataclass(frozen=True)
class Blocked:
    """Somebody blocks the bot, and after a while starts it again."""

    name: str = "user blocks the bot"
    of_process: bool = False

    async def strike(self, village, chance):
        """Block, wait, start."""
        world = village.world
        open_chats = [
            chat.id
            for chat in world.chats.values()
            if chat.is_private and chat.status(world.bot.id) == "member"
        ]
        if not open_chats:
            return
        person = chance.choice(open_chats)
        world.block(person)
        try:
            await asyncio.sleep(chance.uniform(0.1, SOON))
        finally:
            if world.chat(person).status(world.bot.id) == "kicked":
                world.start(person)


def groups_of(village):
    """The groups that the bot is in."""
    world = village.world
    return [
        chat
        for chat in world.chats.values()
        if not chat.is_private and chat.migrated_to is None and chat.has(world.bot.id)
    ]


QUICK = (
    Faulty("429 with a short wait", ("too_many_requests",), most=3),
    Faulty("burst of 500 and 502", ("server_error", "bad_gateway"), most=12),
    Faulty("answer lost after the effect", ("timeout_after", "drop_after"), most=3),
    Faulty("connection half closed", ("drop_before", "timeout_before"), most=3),
    Faulty("answer cut short or malformed", ("truncated_json", "malformed_json"), most=3),
    Repeated(),
    Reordered(),
    Odd(),
    Upgraded(),
    PutOut(),
    Blocked(),
)
"""Those of which each is over within seconds."""

TROUBLES = (
    *QUICK,
    Faulty("429 with a long wait", ("too_many_requests",), SAYING, 2, (20, int(LONG))),
    Faulty("another copy polls", ("conflict",), ("getUpdates",)),
    Faulty("token refused for a moment", ("unauthorized", "not_found"), ("getUpdates",), 1),
)
