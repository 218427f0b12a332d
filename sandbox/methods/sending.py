from sandbox.composing import CAPTION_LIMIT, TEXT_LIMIT, compose
from sandbox.entities import utf16_length
from sandbox.errors import bad_request
from sandbox.keyboards import inline_keyboard
from sandbox.methods.registry import BOOL, CHAT, INT, OBJECT, OBJECTS, STR, Params, method
from sandbox.model import Json
from sandbox.world import World

PLACE = {
    "business_connection_id": STR,
    "chat_id": CHAT,
    "message_thread_id": INT,
    "direct_messages_topic_id": INT,
}
DELIVERY = {
    "disable_notification": BOOL,
    "protect_content": BOOL,
    "allow_paid_broadcast": BOOL,
    "message_effect_id": STR,
    "suggested_post_parameters": OBJECT,
    "reply_parameters": OBJECT,
    "reply_markup": OBJECT,
}
TEXT = {"text": STR, "parse_mode": STR, "entities": OBJECTS}
CAPTION = {"caption": STR, "parse_mode": STR, "caption_entities": OBJECTS}

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


@method(
    "sendMessage",
    PLACE | TEXT | {"link_preview_options": OBJECT} | DELIVERY,
    "chat_id",
    counts_as_message=True,
)
def send_message(world: World, params: Params) -> Json:
    """Say something."""
    chat = world.reach(params["chat_id"])
    content = text_content(world, params)
    if preview := params.get("link_preview_options"):
        content["link_preview_options"] = preview
    return world.say(chat, content | keyboard(params) | flags(params), **place(params))


@method(
    "sendChatAction",
    {"business_connection_id": STR, "chat_id": CHAT, "message_thread_id": INT, "action": STR},
    "chat_id",
)
def send_chat_action(world: World, params: Params) -> bool:
    """Show that the bot is typing."""
    chat = world.reach(params["chat_id"])
    if params.get("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.emit({"type": "typing", "chat_id": chat.id})
    return True


def text_content(world: World, params: Params) -> Json:
    """The text of a message and its entities.

    Raises:
        ApiError: if it is empty, too long or badly marked up.
    """
    formatted = compose(params.get("text", ""), params.get("parse_mode"), params.get("entities"))
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    if not formatted.entities:
        return {"text": formatted.text}
    return {"text": formatted.text, "entities": world.with_people(formatted).entities}


def caption_content(world: World, params: Params) -> Json:
    """The caption of a photo or document and its entities; nothing where there is none.

    Raises:
        ApiError: if it is too long or badly marked up.
    """
    formatted = compose(
        params.get("caption", ""), params.get("parse_mode"), params.get("caption_entities")
    )
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not formatted.text:
        return {}
    if not formatted.entities:
        return {"caption": formatted.text}
    return {
        "caption": formatted.text,
        "caption_entities": world.with_people(formatted).entities,
    }


def keyboard(params: Params) -> Json:
    """The inline keyboard as a field of the message.

    Raises:
        ApiError: if it is not acceptable.
    """
    markup = inline_keyboard(params.get("reply_markup"))
    return {"reply_markup": markup} if markup else {}


def flags(params: Params) -> Json:
    """The fields by which a message shows how it was sent."""
    shown: Json = {}
    if params.get("protect_content"):
        shown["has_protected_content"] = True
    if effect := params.get("message_effect_id"):
        shown["effect_id"] = effect
    return shown


def place(params: Params) -> Json:
    """Topic and answered message, as `World.say` takes them.

    Raises:
        ApiError: if reply_parameters name no message.
    """
    reply = params.get("reply_parameters")
    if reply is not None and not isinstance(reply.get("message_id"), int):
        raise bad_request("message identifier is not specified")
    return {"thread_id": params.get("message_thread_id"), "reply": reply}
