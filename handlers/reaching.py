"""Reaching several people: in private where the bot may, by a call in their group where not."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.messages import Arg, Button, Mention, Mentions, Priority, Say, Text, text
from domain.people import Person, Reach
from handlers.context import HELLO, Ctx, keyboard

CALLED_AT_ONCE = 40
"""People that one message calls; the others are counted, as a wall of names is read by nobody."""


def private_button(start: str = HELLO) -> list[list[Button]]:
    """The way from the group to the private chat.

    Args:
        start: what the deep link brings along, such as ``run-signup-12``.
    """
    return [[Button(label=text("btn-open-private"), start=start)]]


def tell(
    ctx: Ctx,
    people: Sequence[Person],
    words: Text,
    buttons: Sequence[Sequence[Button]] = (),
    *,
    card: str | None = None,
    priority: Priority = Priority.CARD,
) -> list[Person]:
    """Tell several people something in private.

    Args:
        ctx: of what happened.
        people: who should hear it.
        words: what.
        buttons: rows of buttons under it.
        card: a name under which each one's message can be edited later.
        priority: below answers to commands, unless told, so that many do not hold these up.

    Returns:
        Those to whom the bot cannot write, for :func:`call_out` or for naming to who asked.
    """
    told = Say(to=0, text=words, buttons=keyboard(buttons), card=card, priority=priority)
    ctx.put(*(told.model_copy(update={"to": p.id}) for p in people if p.reach is Reach.OPEN))
    return [person for person in people if person.reach is not Reach.OPEN]


def call_out(
    ctx: Ctx,
    circle: Circle,
    people: Sequence[Person],
    key: str,
    *,
    start: str = HELLO,
    **args: Arg,
) -> None:
    """Call several people in their circle's group to the private chat, in one message.

    The text with the id ``key`` has ``{ $people }`` where the names go, and takes ``args`` besides;
    the button's deep link brings ``start`` along. For nobody, nothing is said.
    """
    if not people:
        return
    ctx.put(
        Say(
            to=circle.chat_id,
            text=text(key, people=called(people), **args),
            buttons=keyboard(private_button(start)),
            thread=circle.thread,
            priority=Priority.CARD,
        )
    )


def called(people: Sequence[Person]) -> Text:
    """The names of several people in one line, each of which notifies; of very many, the first."""
    who = tuple(Mention(person_id=p.id, name=p.name) for p in people[:CALLED_AT_ONCE])
    return text("called", who=Mentions(people=who), more=len(people) - len(who))
