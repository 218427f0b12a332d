from sandbox.errors import bad_request
from sandbox.methods.registry import BOOL, CHAT, INT, OBJECTS, Params, method
from sandbox.methods.sending import (
    CAPTION,
    DELIVERY,
    caption_content,
    flags,
    keyboard,
    place,
)
from sandbox.model import Json
from sandbox.world import World

_SOURCE = {
    "chat_id": CHAT,
    "message_thread_id": INT,
    "direct_messages_topic_id": INT,
    "from_chat_id": CHAT,
    "message_id": INT,
    "video_start_timestamp": INT,
}
_FORWARD_OPTIONS = {
    key: DELIVERY[key]
    for key in (
        "disable_notification",
        "protect_content",
        "message_effect_id",
        "suggested_post_parameters",
    )
}
_CONTENT = [
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "caption",
    "caption_entities",
    "show_caption_above_media",
]
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩"
    " 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆"
    " 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈"
    " 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄"
    " 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
"""Emoji a bot may react with (Bot API, ReactionTypeEmoji)."""


@method(
    "forwardMessage",
    _SOURCE | _FORWARD_OPTIONS,
    "chat_id",
    "from_chat_id",
    "message_id",
    counts_as_message=True,
)
def forward_message(world: World, params: Params) -> Json:
    """Pass a message on, with its author's name."""
    chat = world.reach(params["chat_id"])
    source = _source(world, params, "forward")
    origin = {"type": "user", "date": source["date"], "sender_user": source["from"]}
    content = _content(source) | {"forward_origin": source.get("forward_origin", origin)}
    return world.say(chat, content | flags(params), **place(params))


@method(
    "copyMessage",
    _SOURCE | CAPTION | {"show_caption_above_media": BOOL} | DELIVERY,
    "chat_id",
    "from_chat_id",
    "message_id",
    counts_as_message=True,
)
def copy_message(world: World, params: Params) -> Json:
    """Say what a message says, without its author."""
    chat = world.reach(params["chat_id"])
    content = _content(_source(world, params, "copy"))
    if "caption" in params and "text" not in content:
        content.pop("caption_entities", None)
        content.pop("caption", None)
        content |= caption_content(world, params)
    message = world.say(chat, content | keyboard(params) | flags(params), **place(params))
    return {"message_id": message["message_id"]}


@method(
    "setMessageReaction",
    {"chat_id": CHAT, "message_id": INT, "reaction": OBJECTS, "is_big": BOOL},
    "chat_id",
    "message_id",
)
def set_message_reaction(world: World, params: Params) -> bool:
    """Put a reaction on a message, or take it away."""
    chat = world.reach(params["chat_id"])
    if params["message_id"] not in chat.messages:
        raise bad_request("message to react not found")
    reactions = params.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") != "emoji" or reaction.get("emoji") not in _REACTIONS.split():
            raise bad_request("REACTION_INVALID")
    world.reactions[chat.id, params["message_id"]] = reactions
    return True


def _source(world: World, params: Params, verb: str) -> Json:
    source = world.reach(params["from_chat_id"]).messages.get(params["message_id"])
    if source is None:
        raise bad_request(f"message to {verb} not found")
    if source.get("has_protected_content") or not any(key in source for key in _CONTENT):
        raise bad_request(f"message can't be {'forwarded' if verb == 'forward' else 'copied'}")
    return source


def _content(message: Json) -> Json:
    return {key: message[key] for key in _CONTENT if key in message}
