import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sandbox.errors import bad_request
from sandbox.model import Json
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    content: bytes
    content_type: str | None


class Kind(Enum):
    """How a parameter is read: all of them may come as strings."""

    INT = "integer"
    STR = "string"
    BOOL = "boolean"
    OBJECTS = "array of objects"
    STRINGS = "array of strings"
    INTEGERS = "array of integers"
    OBJECT = "object"
    CHAT = "chat identifier"
    FILE = "file"


INT, STR, BOOL, CHAT, FILE = Kind.INT, Kind.STR, Kind.BOOL, Kind.CHAT, Kind.FILE
OBJECT, OBJECTS, STRINGS, INTEGERS = Kind.OBJECT, Kind.OBJECTS, Kind.STRINGS, Kind.INTEGERS
_ITEMS = {OBJECTS: dict, STRINGS: str, INTEGERS: int}

Params = dict[str, Any]
Handler = Callable[[World, Params], Any]
_UNSUPPORTED = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "suggested_post_parameters",
        "inline_message_id",
        "rich_message",
    }
)
_MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
    "callback_query_id": ("query is too old and response timeout expired or query ID is invalid"),
}
_FILES = "\0files"


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its name, its parameters, those of them that are required, and what it does.

    A handler answers with the result, or with an awaitable of it.
    """

    name: str
    kinds: Mapping[str, Kind]
    required: frozenset[str]
    handler: Handler
    counts_as_message: bool

    def read(self, raw: Json, files: Mapping[str, Upload]) -> Params:
        """Decode the parameters of a request; unknown ones are ignored, as by Telegram.

        Raises:
            ApiError: if one is missing, malformed, or of a feature the sandbox does not have.
        """
        params: Params = {}
        for name, value in raw.items():
            kind = self.kinds.get(name)
            if kind is None or value is None or (value == "" and kind is not STR):
                continue
            if name in _UNSUPPORTED:
                raise bad_request(f"the sandbox does not know {name}")
            params[name] = read_value(name, kind, value, files)
        for name, upload in files.items():
            if self.kinds.get(name) is FILE:
                params[name] = upload
        for name in self.required:
            if name not in params:
                raise bad_request(_MISSING.get(name, f"{name} is empty"))
        if files:
            params[_FILES] = files
        return params

    def call(self, world: World, params: Params) -> Any | Awaitable[Any]:  # noqa: ANN401 - any JSON
        """Do it.

        Raises:
            ApiError: where Telegram would refuse.
        """
        return self.handler(world, params)


METHODS: dict[str, Method] = {}


def method(
    name: str, kinds: Mapping[str, Kind], *required: str, counts_as_message: bool = False
) -> Callable[[Handler], Handler]:
    """Register the decorated function as the handler of a method.

    Args:
        name: as the Bot API spells it.
        kinds: all of its parameters.
        required: those without which it is refused.
        counts_as_message: whether Telegram's limits on messages apply.
    """

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, kinds, frozenset(required), handler, counts_as_message)
        return handler

    return register


def attached(params: Params, reference: str) -> Upload | None:
    """The upload that an `attach://name` points to."""
    upload: Upload | None = params.get(_FILES, {}).get(reference.removeprefix("attach://"))
    return upload


def visible(params: Params) -> Json:
    """The parameters as they are recorded."""
    return {name: value for name, value in params.items() if name != _FILES}


def read_value(name: str, kind: Kind, value: Any, files: Mapping[str, Upload]) -> Any:  # noqa: ANN401 - JSON in, JSON out
    """Read one parameter.

    Raises:
        ApiError: if it is not of its kind.
    """
    if kind is STR:
        return value if isinstance(value, str) else json.dumps(value)
    if kind is INT:
        return _integer(name, value)
    if kind is CHAT:
        return value if isinstance(value, str) and value.startswith("@") else _integer(name, value)
    if kind is BOOL:
        return value if isinstance(value, bool) else str(value).lower() in {"true", "yes", "1"}
    if kind is FILE:
        return _file(name, value, files)
    return _json(name, kind, value)


def _integer(name: str, value: Any) -> int:  # noqa: ANN401 - JSON in
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        return int(str(value))
    except ValueError:
        what = "chat not found" if name.endswith("chat_id") else f"invalid {name} specified"
        raise bad_request(what) from None


def _file(name: str, value: Any, files: Mapping[str, Upload]) -> Upload | str:  # noqa: ANN401 - JSON in
    if not isinstance(value, str):
        raise bad_request(f"invalid {name} specified")
    if value.startswith("attach://"):
        upload = files.get(value.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return upload
    return value


def _json(name: str, kind: Kind, value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
    item = _ITEMS.get(kind)
    fits = isinstance(value, dict if item is None else list)
    if not fits or (item is not None and not all(isinstance(part, item) for part in value)):
        raise bad_request(f"can't parse {name}: {kind.value} expected")
    return value
