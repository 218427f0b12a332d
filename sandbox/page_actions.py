"""What a person does on the page, as `POST /api/act` names it."""

from collections.abc import Callable, Mapping

from sandbox.model import Json
from sandbox.world import World
from sandbox.world.membership import user_for_page


class BadFieldError(ValueError):
    """A field of a request is missing or of the wrong type."""


def act(world: World, what: Json) -> Json:
    """Do one thing; returns what the page may want to know of it.

    Raises:
        ValueError: if it cannot be done; a BadFieldError if it is asked for in the wrong way.
    """
    action = _ACTIONS.get(str(what.get("do")))
    if action is None:
        raise ValueError(f"there is no action {what.get('do')!r}")
    return action(world, what)


def _number(what: Json, name: str) -> int:
    value = what.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadFieldError(f"{name} must be a number, not {value!r}")
    return value


def _optional(what: Json, name: str) -> int | None:
    return None if what.get(name) is None else _number(what, name)


def _words(what: Json, name: str) -> str:
    value = what.get(name, "")
    if not isinstance(value, str):
        raise BadFieldError(f"{name} must be a text, not {value!r}")
    return value


def _send(world: World, what: Json) -> Json:
    message = world.send(
        _number(what, "user"),
        _number(what, "chat"),
        text=_words(what, "text"),
        reply_to=_optional(what, "reply_to"),
        thread_id=_optional(what, "thread"),
    )
    return {"message": message.data}


def _edit(world: World, what: Json) -> Json:
    place = (_number(what, "user"), _number(what, "chat"), _number(what, "message"))
    return {"message": world.edit(*place, _words(what, "text")).data}


def _press(world: World, what: Json) -> Json:
    place = (_number(what, "user"), _number(what, "chat"), _number(what, "message"))
    return {"callback_query_id": world.press(*place, _words(what, "data"))}


def _start(world: World, what: Json) -> Json:
    return {"message": world.start(_number(what, "user"), _words(what, "payload")).data}


def _add_user(world: World, what: Json) -> Json:
    return {"user": user_for_page(world.add_user(_words(what, "name")))}


def _add_group(world: World, what: Json) -> Json:
    chat = world.add_group(_words(what, "title"), [_number(what, "user")])
    return {"chat": world.chat_for_page(chat)}


def _upgrade(world: World, what: Json) -> Json:
    return {"chat_id": world.upgrade(_number(what, "chat"))}


def _join(world: World, what: Json) -> Json:
    world.join(_number(what, "chat"), _number(what, "user"))
    return {}


def _leave(world: World, what: Json) -> Json:
    world.leave(_number(what, "chat"), _number(what, "user"))
    return {}


def _add_bot(world: World, what: Json) -> Json:
    world.add_bot(_number(what, "chat"), _number(what, "user"))
    return {}


def _remove_bot(world: World, what: Json) -> Json:
    world.remove_bot(_number(what, "chat"), _number(what, "user"))
    return {}


def _promote_bot(world: World, what: Json) -> Json:
    world.promote_bot(_number(what, "chat"), _number(what, "user"))
    return {}


def _block(world: World, what: Json) -> Json:
    world.block(_number(what, "user"))
    return {}


def _unblock(world: World, what: Json) -> Json:
    world.unblock(_number(what, "user"))
    return {}


_ACTIONS: Mapping[str, Callable[[World, Json], Json]] = {
    "send": _send,
    "edit": _edit,
    "press": _press,
    "start": _start,
    "join": _join,
    "leave": _leave,
    "add_bot": _add_bot,
    "remove_bot": _remove_bot,
    "promote_bot": _promote_bot,
    "block": _block,
    "unblock": _unblock,
    "upgrade": _upgrade,
    "add_user": _add_user,
    "add_group": _add_group,
}
