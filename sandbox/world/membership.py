from collections.abc import Iterable
from typing import Literal

from sandbox.model import PRESENT, Chat, Json, User
from sandbox.world.state import WorldState


class Membership(WorldState):
    """Who is in which chat, and what becomes of the bot there."""

    def add_user(
        self,
        name: str,
        username: str | None = None,
        language_code: str | None = "zh-hans",
        user_id: int | None = None,
        *,
        title: str = "",
        color: str = "",
    ) -> User:
        """Bring a person into the world.

        Args:
            name: the first name.
            username: without the @.
            language_code: as the person's app reports it.
            user_id: a wished-for id; else a new one beyond 32 bits.
            title: role words for the page.
            color: of the avatar on the page.

        Raises:
            ValueError: if the name is empty or the id is taken.
        """
        number = self._new_user_id() if user_id is None else user_id
        if not name.strip() or number in self.users or number <= 0:
            raise ValueError(f"a person needs a name and an id of their own, not {name!r} {number}")
        user = User(number, name.strip(), username, language_code, title=title, color=color)
        self.users[number] = user
        self.emit({"type": "user", "user": user_for_page(user)})
        return user

    def describe(self, user_id: int, *, title: str, color: str = "") -> None:
        """Set the words and the colour by which the page shows a person."""
        user = self.user(user_id)
        user.title, user.color = title, color or user.color
        self.emit({"type": "user", "user": user_for_page(user)})

    def add_group(
        self,
        title: str,
        members: Iterable[int],
        kind: Literal["group", "supergroup"] = "supergroup",
        *,
        is_forum: bool = False,
    ) -> Chat:
        """Make a group without the bot; the first member is its creator.

        Raises:
            ValueError: if it has no title, nobody in it, a stranger in it, or is a forum without
                being a supergroup.
        """
        people = [self.user(user_id).id for user_id in members]
        if not title.strip() or not people or kind not in {"group", "supergroup"}:
            raise ValueError("a group needs a title, a kind and at least one member")
        if is_forum and kind != "supergroup":
            raise ValueError("only a supergroup can be a forum")
        chat = Chat(self._new_group_id(kind), kind, title.strip(), is_forum=is_forum)
        chat.statuses = dict.fromkeys(people, "member") | {people[0]: "creator"}
        self.chats[chat.id] = chat
        self.show_chat(chat)
        return chat

    def add_bot(self, chat_id: int, by: int, *, as_admin: bool = False) -> None:
        """A member takes the bot into a group.

        Raises:
            ValueError: if `by` is not in it or the bot already is.
        """
        chat, adder = self._group_of(chat_id, by)
        if chat.has(self.bot.id):
            raise ValueError("the bot is in this group already")
        self._set_status(chat, self.bot, "administrator" if as_admin else "member", adder)
        self.announce(chat, adder, {"new_chat_members": [self.bot.data()]})

    def remove_bot(self, chat_id: int, by: int) -> None:
        """A member puts the bot out of a group.

        Raises:
            ValueError: if `by` or the bot is not in it.
        """
        chat, remover = self._group_with_bot(chat_id, by)
        if chat.type == "group":
            self.announce(chat, remover, {"left_chat_member": self.bot.data()})
        else:
            self.post(chat, remover, {"left_chat_member": self.bot.data()})
        self._set_status(chat, self.bot, "kicked", remover)

    def promote_bot(self, chat_id: int, by: int) -> None:
        """Make the bot an administrator.

        Raises:
            ValueError: if `by` or the bot is not in the group.
        """
        chat, promoter = self._group_with_bot(chat_id, by)
        self._set_status(chat, self.bot, "administrator", promoter)

    def demote_bot(self, chat_id: int, by: int) -> None:
        """Take the bot's administrator rights away.

        Raises:
            ValueError: if `by` or the bot is not in the group.
        """
        chat, demoter = self._group_with_bot(chat_id, by)
        self._set_status(chat, self.bot, "member", demoter)

    def promote(self, chat_id: int, user_id: int, by: int) -> None:
        """Make a member an administrator of the group.

        Raises:
            ValueError: if either is not in the group.
        """
        chat, promoter = self._group_of(chat_id, by)
        _, member = self._group_of(chat_id, user_id)
        self._set_status(chat, member, "administrator", promoter)

    def join(self, chat_id: int, user_id: int) -> None:
        """A person enters a group.

        Raises:
            ValueError: if they are in it already.
        """
        chat, user = self.chat(chat_id), self.user(user_id)
        if chat.is_private or chat.has(user_id):
            raise ValueError(f"{user.name} cannot join {chat.title}")
        self._set_status(chat, user, "member", user)
        self.announce(chat, user, {"new_chat_members": [user.data()]})

    def leave(self, chat_id: int, user_id: int) -> None:
        """A person leaves a group.

        Raises:
            ValueError: if they are not in it.
        """
        chat, user = self._group_of(chat_id, user_id)
        self.announce(chat, user, {"left_chat_member": user.data()})
        self._set_status(chat, user, "left", user)

    def block(self, user_id: int) -> None:
        """A person blocks the bot.

        Raises:
            ValueError: if they have no chat with it or block it already.
        """
        chat = self.chat(user_id)
        if chat.status(self.bot.id) != "member":
            raise ValueError(f"{chat.title} blocks the bot already")
        self._set_status(chat, self.bot, "kicked", self.user(user_id))

    def unblock(self, user_id: int) -> None:
        """A person lifts their block.

        Raises:
            ValueError: if there is none.
        """
        chat = self.chat(user_id)
        if chat.status(self.bot.id) != "kicked":
            raise ValueError(f"{chat.title} does not block the bot")
        self._set_status(chat, self.bot, "member", self.user(user_id))

    def upgrade(self, chat_id: int) -> int:
        """Turn a basic group into a supergroup with a new id, which is returned.

        Raises:
            ValueError: if it is not a basic group.
        """
        old = self.chat(chat_id)
        if old.type != "group":
            raise ValueError("only a basic group can be upgraded")
        new = Chat(self._new_group_id("supergroup"), "supergroup", old.title)
        new.statuses = dict(old.statuses)
        self.chats[new.id] = new
        # Whoever looks at the old group follows to the new one, so the page must know it first.
        self.show_chat(new)
        owner = next(self.user(key) for key, status in old.statuses.items() if status in PRESENT)
        self.announce(old, owner, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        old.statuses = {}
        self.show_chat(old)
        self.announce(new, owner, {"migrate_from_chat_id": old.id})
        return new.id

    def private_chat(self, user_id: int) -> Chat:
        """A person's chat with the bot, opened now if they never had one."""
        user = self.user(user_id)
        chat = self.chats.get(user_id)
        if chat is None:
            chat = Chat(user_id, "private", user.name, username=user.username)
            self.chats[user_id] = chat
        if chat.status(self.bot.id) == "left":
            chat.statuses[self.bot.id] = "member"
            self.show_chat(chat)
        return chat

    def _set_status(self, chat: Chat, member: User, status: str, by: User) -> None:
        old = self.member_data(chat, member)
        if old["status"] == status:
            raise ValueError(f"{member.name} is {status} already")
        chat.statuses[member.id] = status
        change: Json = {
            "chat": chat.data(),
            "from": by.data(),
            "date": self.seconds(),
            "old_chat_member": old,
            "new_chat_member": self.member_data(chat, member),
        }
        if member is self.bot:
            self.updates.add("my_chat_member", change)
        elif chat.is_admin(self.bot.id):
            self.updates.add("chat_member", change)
        self.show_chat(chat)

    def _group_of(self, chat_id: int, user_id: int) -> tuple[Chat, User]:
        chat, user = self.chat(chat_id), self.user(user_id)
        if chat.is_private or not chat.has(user_id):
            raise ValueError(f"{user.name} is not in the group {chat.title}")
        return chat, user

    def _group_with_bot(self, chat_id: int, by: int) -> tuple[Chat, User]:
        chat, user = self._group_of(chat_id, by)
        if not chat.has(self.bot.id):
            raise ValueError(f"the bot is not in {chat.title}")
        return chat, user


def user_for_page(user: User) -> Json:
    """A person as the page describes them."""
    return {
        "id": user.id,
        "name": user.name,
        "username": user.username,
        "language_code": user.language_code,
        "title": user.title,
        "color": user.color,
    }
