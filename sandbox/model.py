from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

PRESENT = frozenset({"creator", "administrator", "member"})
"""Statuses of a ChatMember that is in the chat."""
ADMINS = frozenset({"creator", "administrator"})


@dataclass(slots=True)
class User:
    """A person, or the bot itself.

    Args:
        id: 64-bit Telegram id.
        title: role words for the page alone; Telegram does not know them.
        color: colour of the person's avatar on the page.
    """

    id: int
    name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    title: str = ""
    color: str = ""

    def data(self) -> Json:
        """The Bot API's User object."""
        data: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            data["username"] = self.username
        if self.language_code and not self.is_bot:
            data["language_code"] = self.language_code
        return data


@dataclass(slots=True)
class Chat:
    """A group, or the private chat of one person with the bot, whose id is the person's.

    `statuses` holds the ChatMember status of everyone who ever was in it, the bot included; for
    a private chat that is the bot alone: "member", or "kicked" while the person blocks it.
    """

    id: int
    type: str
    title: str
    username: str | None = None
    is_forum: bool = False
    statuses: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 0
    migrated_to: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is a person's chat with the bot."""
        return self.type == "private"

    def status(self, user_id: int) -> str:
        """ChatMember status; "left" for a stranger."""
        return self.statuses.get(user_id, "left")

    def has(self, user_id: int) -> bool:
        """Whether the person is in it now."""
        return (self.is_private and user_id == self.id) or self.status(user_id) in PRESENT

    def is_admin(self, user_id: int) -> bool:
        """Whether the person is its creator or an administrator."""
        return self.status(user_id) in ADMINS

    def data(self) -> Json:
        """The Bot API's Chat object."""
        data: Json = {"id": self.id, "type": self.type}
        data["first_name" if self.is_private else "title"] = self.title
        if self.username:
            data["username"] = self.username
        if self.is_forum:
            data["is_forum"] = True
        return data


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button."""

    text: str
    data: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was at one moment; `data` is the Bot API's Message object."""

    data: Json

    @property
    def message_id(self) -> int:
        """Its number in the chat."""
        return int(self.data["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat it is in."""
        return int(self.data["chat"]["id"])

    @property
    def sender_id(self) -> int:
        """Who wrote it."""
        return int(self.data["from"]["id"])

    @property
    def text(self) -> str:
        """Its text or caption; empty for a service message."""
        return str(self.data.get("text") or self.data.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """The entities of its text or caption."""
        found: list[Json] = self.data.get("entities") or self.data.get("caption_entities") or []
        return found

    @property
    def thread_id(self) -> int | None:
        """The forum topic it is in."""
        return self.data.get("message_thread_id") if self.data.get("is_topic_message") else None

    @property
    def reply_to(self) -> int | None:
        """The number of the message it answers."""
        target = self.data.get("reply_to_message")
        return int(target["message_id"]) if target else None

    @property
    def file_id(self) -> str | None:
        """The id of its photo (largest size) or document."""
        if photo := self.data.get("photo"):
            return str(photo[-1]["file_id"])
        document = self.data.get("document")
        return str(document["file_id"]) if document else None

    @property
    def buttons(self) -> list[Button]:
        """Its inline buttons, row by row."""
        keyboard = self.data.get("reply_markup", {}).get("inline_keyboard", [])
        return [
            Button(button["text"], button.get("callback_data"), button.get("url"))
            for row in keyboard
            for button in row
        ]


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person saw after pressing a button: the bot's answerCallbackQuery."""

    query_id: str
    text: str
    show_alert: bool
    url: str | None


@dataclass(slots=True)
class Press:
    """A pressed button that the bot may still answer."""

    user_id: int
    at: float
    answered: bool = False
