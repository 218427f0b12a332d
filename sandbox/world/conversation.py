import secrets

from sandbox.composing import CAPTION_LIMIT, TEXT_LIMIT, compose
from sandbox.entities import utf16_length
from sandbox.errors import ApiError
from sandbox.model import Chat, Json, Message, Press, Toast, User
from sandbox.updates import Update
from sandbox.world.membership import Membership


class Conversation(Membership):
    """What people do in chats: write, edit, press, read."""

    def start(self, user_id: int, payload: str = "") -> Message:
        """Press Start, or follow a deep link: unblocks the bot and says `/start payload`."""
        chat = self.private_chat(user_id)
        if chat.status(self.bot.id) == "kicked":
            self.unblock(user_id)
        return self.send(user_id, user_id, text=f"/start {payload}".rstrip())

    def send(  # noqa: PLR0913 - a message has that many optional parts, named at each call
        self,
        user_id: int,
        chat_id: int,
        text: str | None = None,
        *,
        reply_to: int | None = None,
        photo: bytes | None = None,
        document: tuple[str, bytes] | None = None,
        caption: str | None = None,
        entities: list[Json] | None = None,
        thread_id: int | None = None,
        album: str | None = None,
    ) -> Message:
        """Write a message as a person.

        Args:
            user_id: the writer.
            chat_id: a group, or the writer's own id for the chat with the bot.
            text: the words; exactly one of text, photo and document is given.
            reply_to: number of the message that is answered.
            photo: a PNG, JPEG, GIF or WebP picture.
            document: file name and content.
            caption: the words under a photo or document.
            entities: how the words are formatted, as MessageEntity objects of the Bot API; what
                Telegram finds by itself, such as links, is added.
            thread_id: the forum topic.
            album: what the pictures or files that are sent together have in common; each is a
                message of its own, and usually only the first has words.

        Raises:
            ValueError: if a person could not do that.
        """
        chat, user = self._chat_to_write_in(user_id, chat_id)
        if [text is None, photo is None, document is None].count(False) != 1:
            raise ValueError("a message is a text, a photo or a document, exactly one")
        content: Json = {}
        if text is not None:
            content = self._words("text", text, TEXT_LIMIT, entities)
        if photo is not None:
            content["photo"] = [self.files.add_photo(photo).data]
        if document is not None:
            content["document"] = self.files.add_document(*document).data
        if caption:
            content |= self._words("caption", caption, CAPTION_LIMIT, entities)
        if album is not None:
            if text is not None:
                raise ValueError("an album holds pictures or files")
            content["media_group_id"] = album
        reply = self._place(chat, content, reply_to, thread_id)
        message = self.post(chat, user, content, reply)
        self.tell_bot("message", chat, message)
        return Message(message)

    def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> Message:
        """Change the text or caption of one's own message.

        Raises:
            ValueError: if it is not theirs, has no words or would not change.
        """
        chat, _ = self._chat_to_write_in(user_id, chat_id)
        old = self._message(chat, message_id)
        part = "text" if "text" in old else "caption"
        if old["from"]["id"] != user_id or part not in old:
            raise ValueError("only one's own words can be edited")
        limit = TEXT_LIMIT if part == "text" else CAPTION_LIMIT
        words = self._words(part, text, limit)
        if words[part] == old[part]:
            raise ValueError("the edit changes nothing")
        entities = "entities" if part == "text" else "caption_entities"
        kept = {key: value for key, value in old.items() if key != entities}
        message = kept | {"edit_date": self.seconds()} | words
        self.replace(chat, message)
        self.tell_bot("edited_message", chat, message)
        return Message(message)

    def delete(self, user_id: int, chat_id: int, message_id: int) -> None:
        """Take back one's own message; a bot never hears of that.

        Raises:
            ValueError: if it is not theirs.
        """
        chat, _ = self._chat_to_write_in(user_id, chat_id)
        if self._message(chat, message_id)["from"]["id"] != user_id:
            raise ValueError("only one's own messages can be deleted")
        self.erase(chat, message_id)

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Press an inline button; returns the callback query's id.

        The data may be forged, and the message deleted in the meantime: the bot then gets an
        InaccessibleMessage.

        Raises:
            ValueError: if there never was such a message, or it is not the bot's.
        """
        chat, user = self._chat_to_write_in(user_id, chat_id)
        if not 0 < message_id <= chat.last_message_id:
            raise ValueError(f"there is no message {message_id} in this chat")
        gone: Json = {"chat": chat.data(), "message_id": message_id, "date": 0}
        message = chat.messages.get(message_id, gone)
        if message is not gone and message["from"]["id"] != self.bot.id:
            raise ValueError("only the bot's messages have buttons")
        query_id = str(secrets.randbits(62) + 2**62)
        self.presses[query_id] = Press(user_id, self.clock.now().timestamp())
        query = {
            "id": query_id,
            "from": user.data(),
            "message": message,
            "chat_instance": str(abs(chat.id) * 2_654_435_761 % 2**63),
            "data": data,
        }
        self.updates.add("callback_query", query)
        return query_id

    def create_topic(self, chat_id: int, by: int, name: str) -> int:
        """Open a topic in a forum; returns its thread id.

        Raises:
            ValueError: if the chat is no forum.
        """
        chat, user = self._chat_to_write_in(by, chat_id)
        if not chat.is_forum or not name.strip():
            raise ValueError("a topic needs a name and a forum")
        thread_id = chat.last_message_id + 1
        chat.topics[thread_id] = name.strip()
        created = {"name": name.strip(), "icon_color": 0x6FB9F0}
        self.announce(chat, user, {"message_thread_id": thread_id, "forum_topic_created": created})
        self.show_chat(chat)
        return thread_id

    def delete_topic(self, chat_id: int, by: int, thread_id: int) -> None:
        """Remove a topic with all its messages.

        Raises:
            ValueError: if there is no such topic.
        """
        chat, _ = self._chat_to_write_in(by, chat_id)
        if chat.topics.pop(thread_id, None) is None:
            raise ValueError(f"there is no topic {thread_id}")
        for message in list(chat.messages.values()):
            if message.get("message_thread_id") == thread_id:
                self.erase(chat, message["message_id"])
        self.show_chat(chat)

    def messages(self, chat_id: int) -> list[Message]:
        """What is to be read in a chat now, oldest first; a person's chat may be empty yet."""
        chat = self.chats.get(chat_id)
        if chat is None:
            self.user(chat_id)
            return []
        return [Message(data) for data in chat.messages.values()]

    def message(self, chat_id: int, message_id: int) -> Message:
        """One message as it is now.

        Raises:
            ValueError: if it is not there.
        """
        return Message(self._message(self.chat(chat_id), message_id))

    def looked_at(self, user_id: int, chat_id: int) -> Chat:
        """A chat that a person opens, perhaps their own with the bot before they ever wrote.

        Raises:
            ValueError: if there is none.
        """
        if chat_id == user_id and chat_id not in self.chats:
            return Chat(user_id, "private", self.user(user_id).name)
        return self.chat(chat_id)

    def toasts(self, user_id: int) -> list[Toast]:
        """What the bot answered to a person's presses, in order."""
        return list(self._toasts.get(user_id, []))

    def inject(self, raw: Update) -> None:
        """Hand the bot any object as an update, malformed or unknown ones too."""
        self.updates.inject(raw)

    def redeliver(self, update_id: int) -> None:
        """Hand the bot an update again.

        Raises:
            ValueError: if there never was such an update.
        """
        self.updates.redeliver(update_id)

    def restart_update_ids(self) -> None:
        """Let the numbering of updates start anew at random, as after a quiet week."""
        self.updates.restart_numbering()

    def _chat_to_write_in(self, user_id: int, chat_id: int) -> tuple[Chat, User]:
        user = self.user(user_id)
        chat = self.private_chat(user_id) if chat_id == user_id else self.chat(chat_id)
        if not chat.has(user_id):
            raise ValueError(f"{user.name} is not in {chat.title}")
        if chat.is_private and chat.status(self.bot.id) == "kicked":
            raise ValueError(f"{user.name} has blocked the bot")
        return chat, user

    def _place(
        self, chat: Chat, content: Json, reply_to: int | None, thread_id: int | None
    ) -> Json | None:
        """Put the message into its topic and find what it answers.

        In a forum a message that answers nothing answers the one that opened its topic, which is
        how Telegram marks the topic, and what bots take for a reply by mistake.
        """
        if thread_id is not None:
            if thread_id not in chat.topics:
                raise ValueError(f"there is no topic {thread_id}")
            content["message_thread_id"] = thread_id
        if reply_to is not None:
            return self._message(chat, reply_to)
        return chat.messages.get(thread_id) if thread_id is not None else None

    def _message(self, chat: Chat, message_id: int) -> Json:
        message = chat.messages.get(message_id)
        if message is None:
            raise ValueError(f"there is no message {message_id} in {chat.title}")
        return message

    def _words(self, part: str, words: str, limit: int, entities: list[Json] | None = None) -> Json:
        try:
            formatted = compose(words, None, entities)
        except ApiError as error:
            raise ValueError(error.description) from error
        if not formatted.text or utf16_length(formatted.text) > limit:
            raise ValueError(f"a {part} has 1 to {limit} characters")
        content: Json = {part: formatted.text}
        if formatted.entities:
            content["entities" if part == "text" else "caption_entities"] = formatted.entities
        return content
