import re

from sandbox.commands import DEFAULT, Key
from sandbox.errors import bad_request
from sandbox.methods.registry import INT, OBJECT, OBJECTS, STR, Params, method
from sandbox.model import Json
from sandbox.world import World

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_MOST_COMMANDS = 100
_LONGEST_DESCRIPTION = 256
_WIDE = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_IN_CHAT = frozenset({"chat", "chat_administrators", "chat_member"})
_SCOPE = {"scope": OBJECT, "language_code": STR}
_BUTTONS = frozenset({"commands", "web_app", "default"})


@method("setMyCommands", {"commands": OBJECTS} | _SCOPE, "commands")
def set_my_commands(world: World, params: Params) -> bool:
    """Set the menu of a scope and language."""
    commands = [_command(command) for command in params["commands"]]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.menus.set(_scope(world, params), _language(params), commands)
    return True


@method("getMyCommands", _SCOPE)
def get_my_commands(world: World, params: Params) -> list[Json]:
    """The menu of exactly this scope and language."""
    return world.menus.get(_scope(world, params), _language(params))


@method("deleteMyCommands", _SCOPE)
def delete_my_commands(world: World, params: Params) -> bool:
    """Delete the menu of a scope and language."""
    world.menus.set(_scope(world, params), _language(params), [])
    return True


def _command(command: Json) -> Json:
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description) <= _LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}


def _language(params: Params) -> str:
    language = str(params.get("language_code", ""))
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(world: World, params: Params) -> Key:
    scope = params.get("scope")
    if scope is None:
        return DEFAULT
    kind = scope.get("type")
    if kind in _WIDE:
        return (kind, 0, 0)
    if kind not in _IN_CHAT:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = world.find(scope.get("chat_id", 0))
    if kind != "chat" and chat.is_private:
        raise bad_request("can't change commands in the chat")
    user_id = scope.get("user_id") if kind == "chat_member" else 0
    if not isinstance(user_id, int):
        raise bad_request("invalid user_id specified")
    return (kind, chat.id, user_id)


@method("setMyName", {"name": STR, "language_code": STR})
def set_my_name(world: World, params: Params) -> bool:
    """Set the bot's name."""
    return _set_profile(world, params, "name", 64)


@method("setMyDescription", {"description": STR, "language_code": STR})
def set_my_description(world: World, params: Params) -> bool:
    """Set what an empty chat with the bot shows."""
    return _set_profile(world, params, "description", 512)


@method("setMyShortDescription", {"short_description": STR, "language_code": STR})
def set_my_short_description(world: World, params: Params) -> bool:
    """Set what the bot's profile shows."""
    return _set_profile(world, params, "short_description", 120)


@method("getMyName", {"language_code": STR})
def get_my_name(world: World, params: Params) -> Json:
    """The bot's name."""
    return {"name": _profile(world, params, "name") or world.bot.name}


@method("getMyDescription", {"language_code": STR})
def get_my_description(world: World, params: Params) -> Json:
    """What an empty chat with the bot shows."""
    return {"description": _profile(world, params, "description")}


@method("getMyShortDescription", {"language_code": STR})
def get_my_short_description(world: World, params: Params) -> Json:
    """What the bot's profile shows."""
    return {"short_description": _profile(world, params, "short_description")}


@method("setChatMenuButton", {"chat_id": INT, "menu_button": OBJECT})
def set_chat_menu_button(world: World, params: Params) -> bool:
    """Set the button beside a private chat's input."""
    chat_id, button = params.get("chat_id"), params.get("menu_button", {"type": "default"})
    if chat_id is not None and not world.find(chat_id).is_private:
        raise bad_request("chat not found")
    if button.get("type") not in _BUTTONS:
        raise bad_request("can't parse menu button: unsupported type specified")
    world.menu_buttons[chat_id] = button
    return True


@method("getChatMenuButton", {"chat_id": INT})
def get_chat_menu_button(world: World, params: Params) -> Json:
    """The button beside a private chat's input."""
    buttons = world.menu_buttons
    default = buttons.get(None, {"type": "commands"})
    return buttons.get(params.get("chat_id"), default)


def _set_profile(world: World, params: Params, part: str, limit: int) -> bool:
    value = params.get(part, "")
    if len(value) > limit:
        raise bad_request(f"bot {part} is too long")
    world.profile[part, _language(params)] = value
    return True


def _profile(world: World, params: Params, part: str) -> str:
    own = world.profile.get((part, _language(params)))
    return own or world.profile.get((part, ""), "")
