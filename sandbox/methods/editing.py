from sandbox.errors import bad_request
from sandbox.keyboards import inline_keyboard
from sandbox.methods.registry import BOOL, CHAT, INT, INTEGERS, OBJECT, STR, Params, method
from sandbox.methods.sending import CAPTION, TEXT, caption_content, text_content
from sandbox.model import Chat, Json
from sandbox.world import World

_TARGET = {
    "business_connection_id": STR,
    "chat_id": CHAT,
    "message_id": INT,
    "inline_message_id": STR,
}
_WORDS = frozenset({"text", "entities", "link_preview_options", "reply_markup"})
_CAPTION = frozenset({"caption", "caption_entities", "show_caption_above_media", "reply_markup"})


@method(
    "editMessageText",
    _TARGET
    | TEXT
    | {"link_preview_options": OBJECT, "rich_message": OBJECT, "reply_markup": OBJECT},
    "chat_id",
    "message_id",
    counts_as_message=True,
)
def edit_message_text(world: World, params: Params) -> Json:
    """Replace the text and the keyboard of a text message."""
    chat, old = target(world, params)
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    content = text_content(world, params)
    if preview := params.get("link_preview_options"):
        content["link_preview_options"] = preview
    return revised(world, chat, old, _WORDS, content, params)


@method(
    "editMessageCaption",
    _TARGET | CAPTION | {"show_caption_above_media": BOOL, "reply_markup": OBJECT},
    "chat_id",
    "message_id",
    counts_as_message=True,
)
def edit_message_caption(world: World, params: Params) -> Json:
    """Replace the caption and the keyboard of a photo or document."""
    chat, old = target(world, params)
    if "photo" not in old and "document" not in old:
        raise bad_request("there is no caption in the message to edit")
    content = caption_content(world, params)
    if params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return revised(world, chat, old, _CAPTION, content, params)


@method(
    "editMessageReplyMarkup",
    _TARGET | {"reply_markup": OBJECT},
    "chat_id",
    "message_id",
    counts_as_message=True,
)
def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Replace the keyboard; without one it is taken away."""
    chat, old = target(world, params)
    return revised(world, chat, old, frozenset({"reply_markup"}), {}, params)


@method("deleteMessage", {"chat_id": CHAT, "message_id": INT}, "chat_id", "message_id")
def delete_message(world: World, params: Params) -> bool:
    """Delete one message."""
    world.withdraw(world.reach(params["chat_id"]), params["message_id"])
    return True


@method("deleteMessages", {"chat_id": CHAT, "message_ids": INTEGERS}, "chat_id", "message_ids")
def delete_messages(world: World, params: Params) -> bool:
    """Delete up to 100 messages; those that are not there are skipped."""
    chat = world.reach(params["chat_id"])
    ids = params["message_ids"]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > _DELETE_BATCH:
        raise bad_request("too many messages to delete")
    for message_id in ids:
        if message_id in chat.messages:
            world.withdraw(chat, message_id)
    return True


_DELETE_BATCH = 100


@method(
    "pinChatMessage",
    {
        "business_connection_id": STR,
        "chat_id": CHAT,
        "message_id": INT,
        "disable_notification": BOOL,
    },
    "chat_id",
    "message_id",
)
def pin_chat_message(world: World, params: Params) -> bool:
    """Pin a message."""
    world.pin(world.reach(params["chat_id"]), params["message_id"])
    return True


@method(
    "unpinChatMessage",
    {"business_connection_id": STR, "chat_id": CHAT, "message_id": INT},
    "chat_id",
)
def unpin_chat_message(world: World, params: Params) -> bool:
    """Unpin a message, or the newest pinned one."""
    world.unpin(world.reach(params["chat_id"]), params.get("message_id"))
    return True


def target(world: World, params: Params) -> tuple[Chat, Json]:
    """The message to edit.

    Raises:
        ApiError: if the bot may not edit it.
    """
    chat = world.reach(params["chat_id"])
    return chat, world.own(chat, params["message_id"])


def revised(
    world: World, chat: Chat, old: Json, replaced: frozenset[str], content: Json, params: Params
) -> Json:
    """Do an edit that replaces the fields `replaced` by `content` and the keyboard.

    Raises:
        ApiError: if nothing changes or the keyboard is not acceptable.
    """
    kept = {key: value for key, value in old.items() if key not in replaced}
    markup = inline_keyboard(params.get("reply_markup"))
    if markup:
        content = content | {"reply_markup": markup}
    return world.revise(chat, old, kept | content)
