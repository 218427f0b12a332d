from sandbox.errors import bad_request
from sandbox.methods.registry import BOOL, INT, STR, Params, method
from sandbox.model import Toast
from sandbox.world import World

TOAST_LIMIT = 200
"""Characters of an answer to a pressed button (Bot API, answerCallbackQuery)."""


@method(
    "answerCallbackQuery",
    {
        "callback_query_id": STR,
        "text": STR,
        "show_alert": BOOL,
        "url": STR,
        "cache_time": INT,
    },
    "callback_query_id",
)
def answer_callback_query(world: World, params: Params) -> bool:
    """Answer a pressed button."""
    text = params.get("text", "")
    if len(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = params["callback_query_id"]
    toast = Toast(query_id, text, params.get("show_alert", False), params.get("url"))
    world.answer(query_id, toast)
    return True
