from collections.abc import Callable
from typing import Any

from sandbox.clock import Clock
from sandbox.commands import CommandMenus
from sandbox.files import FileStore
from sandbox.model import PRESENT, Chat, Json, Press, Toast, User
from sandbox.updates import UpdateQueue

Emit = Callable[[dict[str, Any]], None]

_FIRST_USER_ID = 7_104_220_031
_FIRST_GROUP_ID = -4_120_330_017
_FIRST_SUPERGROUP_ID = -1_002_104_330_017

_ADMIN_RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]
_ADMIN_LACKS = [
    "can_be_edited",
    "is_anonymous",
    "can_promote_members",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
]


class WorldState:
    """People, chats, messages and files, and how the bot and the page hear of a change.

    Args:
        clock: the sandbox's time.
        bot: the bot as a user.
        privacy: whether the bot has privacy mode on.
        emit: takes the events for the page.
    """

    def __init__(self, clock: Clock, bot: User, *, privacy: bool, emit: Emit) -> None:
        self.clock = clock
        self.bot = bot
        self.privacy = privacy
        self.emit = emit
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue(clock)
        self.files = FileStore()
        self.menus = CommandMenus()
        self.presses: dict[str, Press] = {}
        self.menu_buttons: dict[int | None, Json] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.reactions: dict[tuple[int, int], list[Json]] = {}
        self._toasts: dict[int, list[Toast]] = {}
        self._groups_made = 0
        self._shared_message_id = 0

    def seconds(self) -> int:
        """The present as Telegram writes it."""
        return int(self.clock.now().timestamp())

    def user(self, user_id: int) -> User:
        """The person with this id.

        Raises:
            ValueError: if there is none.
        """
        try:
            return self.users[user_id]
        except KeyError:
            raise ValueError(f"there is no user {user_id}") from None

    def chat(self, chat_id: int) -> Chat:
        """The chat with this id; a group that was upgraded is none any more.

        Raises:
            ValueError: if there is none.
        """
        chat = self.chats.get(chat_id)
        if chat is None:
            raise ValueError(f"there is no chat {chat_id}")
        if chat.migrated_to is not None:
            raise ValueError(f"chat {chat_id} was upgraded to {chat.migrated_to}")
        return chat

    def member_data(self, chat: Chat, user: User) -> Json:
        """The ChatMember object of a person (or the bot) in a chat."""
        status = chat.status(user.id)
        data: Json = {"status": status, "user": user.data()}
        if status == "creator":
            data["is_anonymous"] = False
        elif status == "administrator":
            data |= dict.fromkeys(_ADMIN_RIGHTS, True) | dict.fromkeys(_ADMIN_LACKS, False)
        elif status == "kicked":
            data["until_date"] = 0
        return data

    def chat_for_page(self, chat: Chat) -> Json:
        """A chat as the page describes it; an upgraded group has no members left."""
        people = [user_id for user_id in chat.statuses if user_id != self.bot.id]
        members = [user_id for user_id in people if chat.status(user_id) in PRESENT]
        return {
            "id": chat.id,
            "type": chat.type,
            "title": chat.title,
            "is_forum": chat.is_forum,
            "members": [chat.id] if chat.is_private else members,
            "admins": [user_id for user_id in members if chat.is_admin(user_id)],
            "bot_status": chat.status(self.bot.id),
            "topics": [{"thread_id": key, "name": name} for key, name in chat.topics.items()],
            "pinned_message_id": chat.pinned[-1] if chat.pinned else None,
            "migrated_to": chat.migrated_to,
        }

    def post(self, chat: Chat, sender: User, content: Json, reply: Json | None = None) -> Json:
        """Put a new message into a chat and show it on the page.

        Args:
            chat: where.
            sender: who writes it.
            content: the fields of the Message that are its content, `message_thread_id` of a
                forum topic among them.
            reply: the message it answers.
        """
        message: Json = {
            "message_id": self._next_message_id(chat),
            "from": sender.data(),
            "chat": chat.data(),
            "date": self.seconds(),
        }
        if reply is not None:
            message["reply_to_message"] = {
                key: value for key, value in reply.items() if key != "reply_to_message"
            }
            if chat.type == "supergroup" and not chat.is_forum:
                message["message_thread_id"] = reply.get("message_thread_id", reply["message_id"])
        message |= content
        if "message_thread_id" in content:
            message["is_topic_message"] = True
        chat.messages[message["message_id"]] = message
        self.emit({"type": "message", "chat_id": chat.id, "message": message})
        return message

    def replace(self, chat: Chat, message: Json) -> None:
        """Let an edited message take the place of the old one."""
        chat.messages[message["message_id"]] = message
        self.emit({"type": "edit", "chat_id": chat.id, "message": message})

    def erase(self, chat: Chat, message_id: int) -> None:
        """Delete a message for everyone."""
        del chat.messages[message_id]
        self.emit({"type": "delete", "chat_id": chat.id, "message_id": message_id})
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
            self.show_chat(chat)

    def announce(self, chat: Chat, sender: User, content: Json) -> Json:
        """Post a service message; every bot in the chat gets those, whatever its privacy mode."""
        message = self.post(chat, sender, content)
        if chat.has(self.bot.id):
            self.updates.add("message", message)
        return message

    def tell_bot(self, kind: str, chat: Chat, message: Json) -> None:
        """Queue a person's message or edit, if the bot may read it."""
        if chat.has(self.bot.id) and self._may_read(chat, message):
            self.updates.add(kind, message)

    def show_chat(self, chat: Chat) -> None:
        """Tell the page how a chat is now."""
        self.emit({"type": "chat", "chat": self.chat_for_page(chat)})

    def _may_read(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: only commands not meant for another bot, and replies to the bot."""
        if chat.is_private or not self.privacy or chat.is_admin(self.bot.id):
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot.id:
            return True
        text = message.get("text") or message.get("caption") or ""
        entities = message.get("entities") or message.get("caption_entities") or []
        if not entities or entities[0]["type"] != "bot_command" or entities[0]["offset"]:
            return False
        _, _, addressee = text[: entities[0]["length"]].partition("@")
        return not addressee or addressee.lower() == str(self.bot.username).lower()

    def _next_message_id(self, chat: Chat) -> int:
        """Supergroups number their messages themselves; all other chats share one sequence."""
        if chat.type == "supergroup":
            chat.last_message_id += 1
        else:
            self._shared_message_id += 1
            chat.last_message_id = self._shared_message_id
        return chat.last_message_id

    def _new_user_id(self) -> int:
        return _FIRST_USER_ID + 7 * len(self.users)

    def _new_group_id(self, kind: str) -> int:
        self._groups_made += 1
        first = _FIRST_SUPERGROUP_ID if kind == "supergroup" else _FIRST_GROUP_ID
        return first - 11 * self._groups_made
