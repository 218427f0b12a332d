"""People who act in the world, and wait for what the bot answers."""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from sandbox.core import Sandbox
from sandbox.model import Button, Message

_DEEP_LINK = re.compile(r"https://t\.me/\w+\?start=([A-Za-z0-9_-]{1,64})")
_DATA = "data: "

Found = TypeVar("Found")


class Stage:
    """Lets people do things and sees what comes of them, as somebody at the page would.

    Args:
        sandbox: where; started.
        patience: seconds to wait for any one answer of the bot.
    """

    def __init__(self, sandbox: Sandbox, patience: float) -> None:
        self.sandbox = sandbox
        self.world = sandbox.world
        self._patience = patience
        self._waiting: defaultdict[int, set[asyncio.Future[None]]] = defaultdict(set)

    def says(self, user: int, chat: int, text: str, reply_to: Message | None = None) -> Message:
        """A person writes; nobody waits for an answer."""
        answered = reply_to.message_id if reply_to else None
        return self.world.send(user, chat, text=text, reply_to=answered)

    async def asks(
        self, user: int, chat: int, text: str, *, reply_to: Message | None = None, hears: str = ""
    ) -> Message:
        """A person writes and waits for the bot's answer, which has `hears` in it."""
        said = self.says(user, chat, text, reply_to)
        return await self.hears(chat, said, hears)

    async def starts(self, user: int, payload: str = "") -> Message:
        """A person presses Start, or follows a deep link, and reads what the bot says."""
        return await self.hears(user, self.world.start(user, payload))

    async def hears(self, chat: int, after: Message, words: str = "") -> Message:
        """Wait for a message of the bot that came after another and has `words` in it.

        Raises:
            TimeoutError: if none comes.
        """

        def found() -> Message | None:
            for message in self._from_bot(chat):
                if message.message_id > after.message_id and words in message.text:
                    return message
            return None

        return await self.until(chat, found, f"said nothing after “{after.text}”")

    async def sees_button(self, chat: int, label: str, on: Message | None = None) -> Message:
        """Wait for a button by its label; returns the newest message that has it.

        Args:
            chat: where.
            label: what stands on the button, or a part of it.
            on: the one message to look at, as it is by then.

        Raises:
            TimeoutError: if none comes.
        """

        def found() -> Message | None:
            for message in reversed(self._from_bot(chat)):
                wanted = on is None or on.message_id == message.message_id
                if wanted and _button(message, label) is not None:
                    return message
            return None

        return await self.until(chat, found, f"shown no button “{label}”")

    async def presses(self, user: int, chat: int, label: str, on: Message | None = None) -> None:
        """A person presses a button, once it is there; see `sees_button`.

        Raises:
            TimeoutError: if there is no such button.
            ValueError: if the button opens a link.
        """
        message = await self.sees_button(chat, label, on)
        button = _button(message, label)
        if button is None or button.data is None:
            raise ValueError(f"the button {label} opens a link")
        self.world.press(user, chat, message.message_id, button.data)

    async def sees_change(self, before: Message) -> Message:
        """Wait until the bot has edited a message; returns it as it is then.

        Raises:
            TimeoutError: if it stays as it was.
        """

        def found() -> Message | None:
            now = self.world.message(before.chat_id, before.message_id)
            return None if now.data == before.data else now

        return await self.until(before.chat_id, found, f"not changed “{before.text}”")

    async def hears_change(self, chat: int, message: Message, words: str) -> Message:
        """Wait until the bot has edited a message to have `words` in it.

        Raises:
            TimeoutError: if it does not.
        """

        def found() -> Message | None:
            now = self.world.message(chat, message.message_id)
            return now if words in now.text else None

        return await self.until(chat, found, f"not written “{words}” on “{message.text}”")

    def newest(self, chat: int) -> Message:
        """The newest message of a chat.

        Raises:
            ValueError: if there is none.
        """
        messages = self.world.messages(chat)
        if not messages:
            raise ValueError("nothing was said in this chat yet")
        return messages[-1]

    async def until(self, chat: int, found: Callable[[], Found | None], what: str) -> Found:
        """Wait until something is to be found, looking again after each change of a chat.

        Args:
            chat: the chat to watch.
            found: gives what was waited for, or None.
            what: what the bot did instead, for the error.

        Raises:
            TimeoutError: if it is not found in time.
        """
        try:
            async with asyncio.timeout(self._patience):
                while (result := found()) is None:
                    await self._change(chat)
        except TimeoutError:
            title = self.world.chat(chat).title
            raise TimeoutError(
                f"within {self._patience:g} s the bot has {what} in {title}"
            ) from None
        return result

    def link(self, message: Message) -> str:
        """The payload of the deep link in a message.

        Raises:
            ValueError: if there is none.
        """
        addresses = [message.text]
        addresses += [str(entity.get("url", "")) for entity in message.entities]
        addresses += [button.url or "" for button in message.buttons]
        found = _DEEP_LINK.search("\n".join(addresses))
        if found is None:
            raise ValueError(f"there is no link to the bot in “{message.text}”")
        return found[1]

    async def listen(self, lines: AsyncIterator[str]) -> None:
        """Wake those who wait for a chat whenever something happens in it."""
        async for line in lines:
            if line.startswith(_DATA):
                event = json.loads(line.removeprefix(_DATA))
                self._wake(event.get("chat_id", 0))

    def _wake(self, chat: int) -> None:
        for waiter in self._waiting.pop(chat, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def _change(self, chat: int) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiting[chat].add(waiter)
        await waiter

    def _from_bot(self, chat: int) -> list[Message]:
        return [
            message
            for message in self.world.messages(chat)
            if message.sender_id == self.world.bot.id
        ]


@asynccontextmanager
async def open_stage(sandbox: Sandbox, patience: float = 15.0) -> AsyncIterator[Stage]:
    """A stage that hears of everything that happens while the block runs.

    Args:
        sandbox: where; started.
        patience: seconds to wait for any one answer of the bot.
    """
    stage = Stage(sandbox, patience)
    lines = sandbox.events.stream()
    await anext(lines)  # The stream is registered once its greeting was read.
    listening = asyncio.create_task(stage.listen(lines))
    try:
        yield stage
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


def _button(message: Message, label: str) -> Button | None:
    return next((button for button in message.buttons if label in button.text), None)
