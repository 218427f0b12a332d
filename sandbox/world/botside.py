from sandbox.entities import Formatted
from sandbox.errors import ApiError, bad_request, forbidden, migrated
from sandbox.model import Chat, Json, Toast
from sandbox.world.conversation import Conversation

ANSWER_SECONDS = 150
"""After that a pressed button stops waiting for an answer."""
DELETE_SECONDS = 48 * 3600
"""A bot may delete only messages younger than that (Bot API, deleteMessage)."""


class BotSide(Conversation):
    """What the bot may see and do; refuses in Telegram's words, by ApiError."""

    def find(self, chat_id: int | str) -> Chat:
        """A chat the bot knows of, even one it may not write in now.

        Raises:
            ApiError: if there is none, or it was upgraded.
        """
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            if isinstance(chat_id, int) and self._has_met(chat_id):
                user = self.users[chat_id]
                return Chat(chat_id, "private", user.name, username=user.username)
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise migrated(chat.migrated_to)
        if not chat.is_private and self.bot.id not in chat.statuses:
            raise bad_request("chat not found")
        return chat

    def reach(self, chat_id: int | str) -> Chat:
        """A chat the bot may write in.

        Raises:
            ApiError: if it may not.
        """
        chat = self.find(chat_id)
        status = chat.status(self.bot.id)
        if status in {"member", "administrator"}:
            return chat
        if chat.is_private:
            if status == "kicked":
                raise forbidden("bot was blocked by the user")
            raise forbidden("bot can't initiate conversation with a user")
        name = "supergroup" if chat.type == "supergroup" else "group"
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {name} chat")
        raise forbidden(f"bot is not a member of the {name} chat")

    def member(self, chat: Chat) -> Chat:
        """The same chat, if the bot is in it (or it is private).

        Raises:
            ApiError: if it is not.
        """
        return chat if chat.is_private else self.reach(chat.id)

    def say(self, chat: Chat, content: Json, *, thread_id: int | None, reply: Json | None) -> Json:
        """Post a message of the bot's.

        Args:
            chat: a chat that was reached.
            content: the fields of the Message that are its content.
            thread_id: the forum topic.
            reply: the ReplyParameters object.

        Raises:
            ApiError: if the topic or the answered message is not there.
        """
        target = self._answered(chat, reply) if reply else None
        if thread_id is not None:
            if thread_id not in chat.topics:
                raise bad_request("message thread not found")
            content = {"message_thread_id": thread_id} | content
            target = target or chat.messages.get(thread_id)
        elif target is not None and target.get("is_topic_message"):
            content = {"message_thread_id": target["message_thread_id"]} | content
        return self.post(chat, self.bot, content, target)

    def own(self, chat: Chat, message_id: int) -> Json:
        """A message of the bot's, to edit.

        Raises:
            ApiError: if it is not there or not the bot's.
        """
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"]["id"] != self.bot.id:
            raise bad_request("message can't be edited")
        return message

    def revise(self, chat: Chat, old: Json, new: Json) -> Json:
        """Put `new` in the place of the bot's message `old`.

        Raises:
            ApiError: if nothing changes.
        """
        if new == old:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        new = new | {"edit_date": self.seconds()}
        self.replace(chat, new)
        return new

    def withdraw(self, chat: Chat, message_id: int) -> None:
        """Delete a message as the bot.

        Raises:
            ApiError: if it is not there, too old, or another's in a group where the bot is no
                administrator.
        """
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to delete not found")
        own = message["from"]["id"] == self.bot.id
        too_old = self.seconds() - message["date"] >= DELETE_SECONDS
        if too_old or not (own or chat.is_private or chat.is_admin(self.bot.id)):
            raise bad_request("message can't be deleted")
        self.erase(chat, message_id)

    def pin(self, chat: Chat, message_id: int) -> None:
        """Pin a message.

        Raises:
            ApiError: if it is not there or the bot has no right to.
        """
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to pin not found")
        self._need_right_to_pin(chat)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        chat.pinned.append(message_id)
        pinned = {key: value for key, value in message.items() if key != "reply_to_message"}
        self.announce(chat, self.bot, {"pinned_message": pinned})
        self.show_chat(chat)

    def unpin(self, chat: Chat, message_id: int | None) -> None:
        """Unpin a message, or the newest pinned one.

        Raises:
            ApiError: if none is pinned or the bot has no right to.
        """
        self._need_right_to_pin(chat)
        if not chat.pinned or (message_id is not None and message_id not in chat.pinned):
            raise bad_request("message to unpin not found")
        chat.pinned.remove(chat.pinned[-1] if message_id is None else message_id)
        self.show_chat(chat)

    def answer(self, query_id: str, toast: Toast) -> None:
        """Answer a pressed button; the person sees the first answer alone.

        Raises:
            ApiError: if there is no such press or it is too old.
        """
        press = self.presses.get(query_id)
        if press is None or self.clock.now().timestamp() - press.at > ANSWER_SECONDS:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if press.answered:
            return
        press.answered = True
        self._toasts.setdefault(press.user_id, []).append(toast)
        shown = {"text": toast.text, "show_alert": toast.show_alert, "url": toast.url}
        self.emit({"type": "toast", "user_id": press.user_id} | shown)

    def quit(self, chat: Chat) -> None:
        """The bot leaves a group of itself.

        Raises:
            ApiError: for a private chat.
        """
        if chat.is_private:
            raise bad_request("chat member status can't be changed in private chats")
        self.post(chat, self.bot, {"left_chat_member": self.bot.data()})
        self._set_status(chat, self.bot, "left", self.bot)

    def with_people(self, formatted: Formatted) -> Formatted:
        """Resolve links to people; Telegram drops those to someone the bot never met."""
        entities = []
        for entity in formatted.entities:
            if entity["type"] == "text_mention" and isinstance(entity.get("user"), int):
                if not self._has_met(entity["user"]):
                    continue
                entities.append(entity | {"user": self.users[entity["user"]].data()})
            else:
                entities.append(entity)
        return Formatted(formatted.text, entities)

    def _answered(self, chat: Chat, reply: Json) -> Json | None:
        if reply.get("chat_id", chat.id) != chat.id:
            raise ApiError(400, "Bad Request: the sandbox answers within one chat only")
        target = chat.messages.get(reply["message_id"])
        if target is None and not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return target

    def _need_right_to_pin(self, chat: Chat) -> None:
        if not chat.is_private and not chat.is_admin(self.bot.id):
            raise bad_request("not enough rights to manage pinned messages in the chat")

    def _has_met(self, user_id: int) -> bool:
        if user_id == self.bot.id or user_id not in self.users:
            return False
        return user_id in self.chats or any(
            self.bot.id in chat.statuses and user_id in chat.statuses
            for chat in self.chats.values()
        )


class World(BotSide):
    """The sandbox's people, chats and messages, as people and as the bot act on them."""
