from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import bad_request
from sandbox.model import Json

BUTTON_LIMIT = 100
DATA_LIMIT = 64
"""Buttons of an inline keyboard, and bytes of one button's callback_data (Bot API)."""
_ACTIONS = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
]
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def inline_keyboard(markup: Json | None) -> Json | None:
    """The part of a reply_markup that stays on the message; None for the other kinds.

    Raises:
        ApiError: if it is not acceptable.
    """
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        if not any(kind in markup for kind in _OTHER_KINDS):
            raise bad_request("object expected as reply markup")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array of Array')
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    kept = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _button(button: Any) -> Json:  # noqa: ANN401 - it came in as JSON and is checked here
    if not isinstance(button, dict):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Text button must have a text")
    actions = [action for action in _ACTIONS if button.get(action) is not None]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if (
        "callback_data" in actions
        and not 1 <= len(str(button["callback_data"]).encode()) <= DATA_LIMIT
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions:
        _check_url(str(button["url"]))
    return button


def _check_url(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.hostname or ""
    known = parts.scheme in {"http", "https"} and "." in host.strip(".")
    if not known and parts.scheme not in {"tg", "ton"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
