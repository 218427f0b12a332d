"""What a handler is given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from domain.circles import Circle, some_grid
from domain.community import Community
from domain.errors import Refusal
from domain.messages import Button, Edit, Keyboard, Outgoing, Say, Text, Toast
from domain.people import Actor, Person
from domain.permissions import Permission, Role
from handlers.incoming import Event, Message, Place
from handlers.routing import Call, RouteTable
from storage.uow import UnitOfWork

NOBODY = Actor(person=Person(id=0, name=""))
"""Who acts when nobody does, as with deadlines."""

HELLO = "hello"
"""Payload of the deep link that only opens the private chat."""


@dataclass
class Ctx:
    """Everything a handler may use: it loads and saves through ``uow`` and says through ``say``.

    Args:
        uow: the repositories, in the transaction of this command.
        now: the instant that counts as now.
        community: what the config says of the community.
        routes: all routes, for help and menus.
        event: what came in.
        actor: who acts.
        circle: the circle of the group it came from; none in private and in unmapped groups.
        forget: what came in is personal, and is not kept once it has taken effect.
    """

    uow: UnitOfWork
    now: datetime
    community: Community
    routes: RouteTable
    event: Event
    actor: Actor
    circle: Circle | None
    out: list[Outgoing] = field(default_factory=list)
    toast: Toast = field(default_factory=Toast)
    forget: bool = False

    @property
    def place(self) -> Place:
        """Where it happened."""
        return self.event.place

    @property
    def person(self) -> Person:
        """Who acts."""
        return self.actor.person

    @property
    def roles(self) -> frozenset[Role]:
        """What the actor is, here."""
        return self.actor.roles_in(self.circle)

    @cached_property
    def call(self) -> Call | None:
        """The message that came in, read as a command; none if it is none, or no message came."""
        return self.routes.read(self.event.body) if isinstance(self.event, Message) else None

    @property
    def some_grid(self) -> str:
        """A grid to show in an example."""
        return some_grid(self.community.grids)

    def not_mapped(self) -> Refusal:
        """The "no" in a group that is no circle yet."""
        return Refusal("group-not-mapped", grid=self.some_grid)

    def may(self, needed: Permission) -> bool:
        """Whether the actor holds a permission, here."""
        return self.actor.may(needed, self.circle)

    def put(self, *messages: Outgoing) -> None:
        """Have messages sent, once this transaction is committed."""
        self.out.extend(messages)

    def reply(
        self,
        text: Text,
        buttons: Sequence[Sequence[Button]] = (),
        *,
        card: str | None = None,
        fleeting: bool = False,
    ) -> None:
        """Answer where the command was given, in the same topic; in a group, to that message."""
        reply_to = None
        if isinstance(self.event, Message) and not self.place.private:
            reply_to = self.event.message_id
        self.put(
            Say(
                to=self.place.chat_id,
                text=text,
                buttons=keyboard(buttons),
                thread=self.place.thread,
                reply_to=reply_to,
                card=card,
                fleeting=fleeting,
            )
        )

    def say(
        self,
        to: int,
        text: Text,
        buttons: Sequence[Sequence[Button]] = (),
        *,
        card: str | None = None,
        photo: str | None = None,
        fleeting: bool = False,
    ) -> None:
        """Write to a chat."""
        self.put(
            Say(
                to=to,
                text=text,
                buttons=keyboard(buttons),
                card=card,
                photo=photo,
                fleeting=fleeting,
            )
        )

    def say_in(
        self,
        to: int,
        text: Text,
        buttons: Sequence[Sequence[Button]] = (),
        *,
        card: str,
        thread: int | None,
        reply_to: int | None,
    ) -> None:
        """Write a card to a group, in a topic and as an answer to a message."""
        self.put(
            Say(
                to=to,
                text=text,
                buttons=keyboard(buttons),
                card=card,
                thread=thread,
                reply_to=reply_to,
            )
        )

    def edit(
        self,
        to: int,
        card: str,
        text: Text,
        buttons: Sequence[Sequence[Button]] = (),
    ) -> None:
        """Give a live card new words."""
        self.put(
            Edit(
                to=to,
                card=card,
                text=text,
                buttons=keyboard(buttons),
            )
        )

    def lead(self, start: str) -> None:
        """Answer a press by opening the private chat, with the payload of a deep link."""
        self.toast = Toast(start=start)

    def answer(self, text: Text, *, alert: bool = False) -> None:
        """Answer a press with a few words over the chat."""
        self.toast = Toast(text=text, alert=alert)


def keyboard(rows: Sequence[Sequence[Button]]) -> Keyboard:
    """Rows of buttons in the form that messages keep."""
    return tuple(tuple(row) for row in rows if row)
