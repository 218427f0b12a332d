"""演示: a story of one minute that people play by themselves, scene by scene."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from sandbox.acting import Stage, open_stage
from sandbox.core import Sandbox
from sandbox.model import Message
from sandbox.seed import Town

_READING_SECONDS: Final = 5.0
_TYPING_SECONDS: Final = 1.5


@dataclass(slots=True)
class Play:
    """What a scene works with.

    Args:
        stage: where people act.
        town: who there is.
        pace: how long pauses are; 1 for people who read, 0 for none.
        cards: messages that a later scene comes back to, by a name the scenes agree on.
    """

    stage: Stage
    town: Town
    pace: float
    cards: dict[str, Message] = field(default_factory=dict)

    async def tell(self, words: str, words_en: str, *, at: tuple[int, int] | None = None) -> None:
        """Show a caption and leave time to read it.

        Args:
            words: the caption.
            words_en: the same in English.
            at: the person and the chat to look at.
        """
        event: dict[str, object] = {"type": "story", "kind": "demo", "running": True}
        event |= {"text": words, "text_en": words_en}
        if at is not None:
            event |= {"user": at[0], "chat": at[1]}
        self.stage.sandbox.publish(event)
        await asyncio.sleep(_READING_SECONDS * self.pace)

    async def linger(self) -> None:
        """A moment in which the onlooker sees what has changed."""
        await asyncio.sleep(_TYPING_SECONDS * self.pace)


Scene = Callable[[Play], Awaitable[None]]


async def report(play: Play) -> None:
    """A resident reports in the group, and the staff of the grid has it at once."""
    circle, resident, staff = play.town.story_circle, play.town.resident, play.town.story_staff
    await play.tell(
        f"{resident.name}发现电梯坏了，在「{circle.title}」里说一声。",
        f"{resident.name} finds the lift broken and says so in the group.",
        at=(resident.user, circle.chat),
    )
    before = play.stage.newest(staff.id)
    report = "/report 3单元电梯坏了"
    play.cards["group"] = await play.stage.asks(resident.user, circle.chat, report)
    play.cards["alert"] = await play.stage.hears(staff.id, before)
    await play.linger()
    await play.tell(
        f"同一时刻，{circle.grid}的社工{staff.name}收到私信。",
        f"At once {staff.name}, who looks after this grid, has a direct message.",
        at=(staff.id, staff.id),
    )


async def join(play: Play) -> None:
    """A neighbour has the same trouble; the card in the group counts them."""
    circle, resident, neighbour = play.town.story_circle, play.town.resident, play.town.neighbour
    card = play.cards["group"]
    await play.tell(
        f"楼上的{neighbour.name}家也一样，按「我家也是」，不用再报一遍。",
        f"{neighbour.name} upstairs has it too: one press instead of a second report.",
        at=(resident.user, circle.chat),
    )
    await play.stage.presses(neighbour.user, circle.chat, "我家也是", card)
    await play.stage.sees_change(card)
    await play.linger()


async def take(play: Play) -> None:
    """The staff member takes the report, and the resident hears of it."""
    resident, staff = play.town.resident, play.town.story_staff
    before = play.stage.newest(resident.user)
    await play.stage.presses(staff.id, staff.id, "接单", play.cards["alert"])
    await play.tell(
        f"{staff.name}按「接单」。",
        f"{staff.name} takes it with one press.",
        at=(staff.id, staff.id),
    )
    await play.stage.hears(resident.user, before)
    await play.tell(
        f"{resident.name}马上知道有人管了。",
        f"{resident.name} knows right away that somebody is on it.",
        at=(resident.user, resident.user),
    )


async def close(play: Play) -> None:
    """The staff member closes the report, and the resident sees the result."""
    resident, staff = play.town.resident, play.town.story_staff
    await play.tell(
        f"电梯修好了，{staff.name}按「办结」。",
        f"The lift is mended, and {staff.name} presses 办结.",
        at=(staff.id, staff.id),
    )
    before = play.stage.newest(resident.user)
    await play.stage.presses(staff.id, staff.id, "办结", play.cards["alert"])
    await play.linger()
    await play.stage.hears(resident.user, before)
    await play.tell(
        f"{resident.name}看到结果。从报事到办结，都在聊天里。",
        f"{resident.name} sees the result. From report to repair, all of it in the chat.",
        at=(resident.user, resident.user),
    )


SCENES: Final[tuple[Scene, ...]] = (report, join, take, close)


class Story:
    """The story behind the 演示 button.

    Args:
        sandbox: where it plays; started.
        town: its people, settled in.
        scenes: what is shown, in order.
        pace: how long pauses are; 1 for people who read, 0 for none.
        patience: seconds to wait for any one answer of the bot.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        town: Town,
        *,
        scenes: Sequence[Scene] = SCENES,
        pace: float = 1.0,
        patience: float = 15.0,
    ) -> None:
        self._sandbox = sandbox
        self._town = town
        self._scenes = scenes
        self._pace = pace
        self._patience = patience
        self._playing: asyncio.Task[None] | None = None
        self._problem: Exception | None = None

    async def start(self) -> None:
        """Begin; returns at once. A story that plays already goes on."""
        if self._playing is None or self._playing.done():
            self._problem = None
            self._playing = asyncio.create_task(self._play())

    async def stop(self) -> None:
        """End, wherever it is."""
        if self._playing is None:
            return
        self._playing.cancel()
        with suppress(asyncio.CancelledError):
            await self._playing
        self._playing = None

    async def finished(self) -> None:
        """Wait for the end of a story that plays.

        Raises:
            TimeoutError: if it broke off because the bot did not answer.
            ValueError: if it broke off because somebody could not do their part.
        """
        if self._playing is not None:
            await asyncio.shield(self._playing)
        if self._problem is not None:
            raise self._problem

    async def _play(self) -> None:
        ending = {"type": "story", "kind": "demo", "running": False, "text": "", "text_en": ""}
        try:
            async with open_stage(self._sandbox, self._patience) as stage:
                play = Play(stage, self._town, self._pace)
                for scene in self._scenes:
                    await scene(play)
        except (TimeoutError, ValueError) as problem:
            self._problem = problem
            ending["text"] = f"演示停在这里：{problem}"
            ending["text_en"] = f"The story stopped here: {problem}"
        finally:
            self._sandbox.publish(ending)
