from typing import Any

from sandbox.model import Chat, Json, User

Key = tuple[str, int, int]
DEFAULT: Key = ("default", 0, 0)


class CommandMenus:
    """The command lists that the bot set, and which of them a person is shown."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Key, str], list[Json]] = {}

    def set(self, scope: Key, language: str, commands: list[Json]) -> None:
        """Set the list of a scope and language ("" for all); an empty one deletes it."""
        if commands:
            self._lists[scope, language] = commands
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: Key, language: str) -> list[Json]:
        """Exactly this scope's and language's list."""
        return self._lists.get((scope, language), [])

    def shown(self, user: User, chat: Chat) -> list[Json]:
        """The menu a person sees: the first list that exists, from the narrowest scope outwards.

        The order is that of "Determining list of commands" in the Bot API manual; within each
        scope the person's language comes before the list for all languages.
        """
        language = (user.language_code or "")[:2]
        for scope in _scopes(user, chat):
            for tried in (language, ""):
                if commands := self._lists.get((scope, tried)):
                    return commands
        return []

    def all(self) -> list[dict[str, Any]]:
        """Every list, for the page."""
        return [
            {"scope": scope[0], "chat_id": scope[1], "user_id": scope[2]}
            | {"language_code": language, "commands": commands}
            for (scope, language), commands in self._lists.items()
        ]


def _scopes(user: User, chat: Chat) -> list[Key]:
    if chat.is_private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), DEFAULT]
    admin = chat.is_admin(user.id)
    return [
        ("chat_member", chat.id, user.id),
        *([("chat_administrators", chat.id, 0)] if admin else []),
        ("chat", chat.id, 0),
        *([("all_chat_administrators", 0, 0)] if admin else []),
        ("all_group_chats", 0, 0),
        DEFAULT,
    ]
