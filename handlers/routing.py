"""Routes: which function takes what, and who may."""

import difflib
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from domain.permissions import Permission
from domain.text import normalise
from handlers.incoming import Event

if TYPE_CHECKING:
    from handlers.context import Ctx

CALLBACK_LIMIT = 64
"""Bytes that a button may carry (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""

CALLBACK_VERSION = "1"

Handler = Callable[["Ctx", Any], Awaitable[None]]

Sense = Callable[[str], bool]


def anything(_words: str) -> bool:
    """Any words may follow a command."""
    return True


def nothing(words: str) -> bool:
    """No words may follow a command."""
    return not words


class Where(StrEnum):
    """Where a command may be given or a button pressed."""

    GROUP = "group"
    PRIVATE = "private"
    ANYWHERE = "anywhere"


@dataclass(frozen=True)
class Route:
    """One function and what leads to it.

    Args:
        feature: stem of the feature it belongs to.
        kind: ``command``, ``button``, ``step``, ``comeback``, ``album``, ``file``, ``due`` or
            ``event``.
        name: unique among its kind; for a command its Latin name.
        handler: the function.
        needs: who may.
        aliases: Chinese names of a command.
        where: where a command may be given or a button pressed.
        plainly: which words after a Chinese name typed without a slash make it a command; with
            other words it is just talk, such as "帮助 一下".
        unmapped: it also works in a group that is no circle yet.
        menu: listed in the command menu and in ``/help``.
        event: the type of event, for an event route.
    """

    feature: str
    kind: str
    name: str
    handler: Handler
    needs: Permission
    aliases: tuple[str, ...] = ()
    where: Where = Where.ANYWHERE
    plainly: Sense = anything
    unmapped: bool = False
    menu: bool = True
    event: type[Event] | None = None


class Routes:
    """The routes of one feature.

    Args:
        feature: its stem.
    """

    def __init__(self, feature: str) -> None:
        self.feature = feature
        self.all: list[Route] = []

    def command(
        self,
        name: str,
        *aliases: str,
        needs: Permission,
        where: Where = Where.ANYWHERE,
        plainly: Sense = anything,
        unmapped: bool = False,
        menu: bool = True,
    ) -> Callable[[Handler], Handler]:
        """A command by its Latin name and its Chinese ones."""
        return self._add(
            "command",
            name,
            needs,
            aliases=aliases,
            where=where,
            plainly=plainly,
            unmapped=unmapped,
            menu=menu,
        )

    def button(
        self,
        name: str,
        *,
        needs: Permission,
        where: Where = Where.ANYWHERE,
        unmapped: bool = False,
    ) -> Callable[[Handler], Handler]:
        """A press of the buttons that name this route."""
        return self._add("button", name, needs, where=where, unmapped=unmapped)

    def step(self, name: str, *, needs: Permission) -> Callable[[Handler], Handler]:
        """An answer in private to a question that named this route."""
        return self._add("step", name, needs)

    def comeback(self, name: str, *, needs: Permission) -> Callable[[Handler], Handler]:
        """A message in private that answers a card whose name begins with this one."""
        return self._add("comeback", name, needs)

    def album(self, name: str, *, needs: Permission) -> Callable[[Handler], Handler]:
        """A further picture of several that were sent together."""
        return self._add("album", name, needs)

    def file(self, name: str, *, needs: Permission) -> Callable[[Handler], Handler]:
        """A table that was fetched for this route."""
        return self._add("file", name, needs)

    def due(self, name: str, *, needs: Permission) -> Callable[[Handler], Handler]:
        """A deadline of this kind."""
        return self._add("due", name, needs)

    def event(
        self, name: str, event: type[Event], *, needs: Permission
    ) -> Callable[[Handler], Handler]:
        """Something that happened to a chat; several routes may take the same."""
        return self._add("event", name, needs, event=event)

    def _add(
        self,
        kind: str,
        name: str,
        needs: Permission,
        **facts: Any,  # noqa: ANN401 - the further fields of Route
    ) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self.all.append(
                Route(
                    feature=self.feature,
                    kind=kind,
                    name=name,
                    handler=handler,
                    needs=needs,
                    **facts,
                )
            )
            return handler

        return add


@dataclass(frozen=True)
class Call:
    """A message read as a command.

    Args:
        route: the command, or none where there is no such word.
        typed: the word that was typed; empty if it was meant for another bot.
        words: the rest, with full-width signs read as half-width.
        raw: the rest as typed.
        slash: whether it began with a slash.
    """

    route: Route | None
    typed: str
    words: str = ""
    raw: str = ""
    slash: bool = True


_SLASH = re.compile(r"\s*/(?P<name>[^\s@:,!]+)(?:@(?P<bot>[A-Za-z0-9_]+))?")
_PLAIN = re.compile(r"\s*(?P<name>[^\s:,/@!]+)")
_GAP = re.compile(r"[\s:,]*")
_NUMBER = re.compile(r"\s*#\s*([0-9]{1,12})\s*$")
_ALIKE = 0.5
"""How like a command, of 1, a mistyped word must be for the command to be suggested."""
_LONGEST = 40
"""No word of a command is as long; what is longer is cut before it is compared."""


class RouteTable:
    """All routes, looked up by name.

    Args:
        features: the routes of each feature.
        bot_username: to know commands that are meant for another bot.

    Raises:
        ValueError: when two routes have one name.
    """

    def __init__(self, features: Iterable[Routes], bot_username: str) -> None:
        self.all = [route for feature in features for route in feature.all]
        self._bot = bot_username.lower()
        self._named = {(route.kind, route.name): route for route in self.all}
        if len(self._named) != len(self.all):
            raise ValueError("two routes have one name")
        self._commands: dict[str, Route] = {}
        for route in self.all:
            for word in (route.name, *route.aliases) if route.kind == "command" else ():
                if self._commands.setdefault(word, route) is not route:
                    raise ValueError(f"two commands are called {word}")

    def named(self, kind: str, name: str) -> Route | None:
        """A route by its kind and name."""
        return self._named.get((kind, name))

    def of_kind(self, kind: str) -> list[Route]:
        """All routes of a kind."""
        return [route for route in self.all if route.kind == kind]

    def for_event(self, event: Event) -> list[Route]:
        """The routes that take something that happened."""
        return [r for r in self.all if r.kind == "event" and r.event is type(event)]

    def commands(self) -> list[Route]:
        """The commands, in the order they are shown."""
        return [route for route in self.all if route.kind == "command"]

    def read(self, body: str) -> Call | None:
        """A message as a command, or none if it is an ordinary message.

        ``/report x``, ``/报修 x`` and ``报修 x`` are the same; so is ``/report@our_bot x``.
        ``#12`` is ``/ticket 12``.
        """
        text = normalise(body)
        number = _NUMBER.match(text)
        if number and "ticket" in self._commands:
            return Call(self._commands["ticket"], "#", number[1], number[1], slash=False)
        return self._read_slash(text, body) or self._read_plain(text, body)

    def nearest(self, typed: str, allowed: Callable[[Route], bool]) -> Route | None:
        """The command that a mistyped word most likely meant, of those that are allowed.

        Of several that are as near, it is the one that help shows first.
        """
        words = [word for word, route in self._commands.items() if allowed(route)]
        compared = difflib.SequenceMatcher(b=typed[:_LONGEST])

        def likeness(word: str) -> float:
            compared.set_seq1(word)
            return compared.ratio()

        nearest = max(words, key=likeness, default="")
        return self._commands[nearest] if likeness(nearest) >= _ALIKE else None

    def _read_slash(self, text: str, body: str) -> Call | None:
        found = _SLASH.match(text)
        if not found:
            return None
        if found["bot"] and found["bot"].lower() != self._bot:
            return Call(None, "")
        name = found["name"].lower()
        word = name if name in self._commands else self._glued(name)
        if word is None:
            return Call(None, name)
        end = found.end() if word == name else found.start("name") + len(word)
        return self._call(self._commands[word], word, text, body, end)

    def _glued(self, name: str) -> str | None:
        """The command that a name begins with, where words follow it without a space.

        Chinese does not space its words: ``/报修电梯坏了``, ``/report电梯坏了``.
        """
        found = [
            word
            for word in self._commands
            if name.startswith(word) and not (word + name[len(word) :][:1]).isascii()
        ]
        return max(found, key=len, default=None)

    def _read_plain(self, text: str, body: str) -> Call | None:
        found = _PLAIN.match(text)
        if not found or found["name"].isascii() or found["name"] not in self._commands:
            return None
        route = self._commands[found["name"]]
        call = self._call(route, found["name"], text, body, found.end())
        return replace(call, slash=False) if route.plainly(call.words) else None

    def _call(self, route: Route, typed: str, text: str, body: str, end: int) -> Call:
        gap = _GAP.match(text, end)
        start = gap.end() if gap else end
        return Call(route, typed, text[start:].strip(), body[start:].strip())


def pack(route: str, args: tuple[str | int, ...]) -> str:
    """What a button carries.

    Raises:
        ValueError: longer than Telegram allows.
    """
    data = "|".join((CALLBACK_VERSION, route, *map(str, args)))
    if len(data.encode()) > CALLBACK_LIMIT:
        raise ValueError(f"a button of {route} carries more than {CALLBACK_LIMIT} bytes")
    return data


def unpack(data: str) -> tuple[str, tuple[str, ...]] | None:
    """Route and arguments of a press, or none for what is not ours or of another version."""
    version, _, rest = data.partition("|")
    if version != CALLBACK_VERSION or not rest:
        return None
    route, *args = rest.split("|")
    return route, tuple(args)
