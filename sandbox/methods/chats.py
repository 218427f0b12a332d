from sandbox.errors import bad_request
from sandbox.methods.registry import BOOL, CHAT, INT, Params, method
from sandbox.model import ADMINS, PRESENT, Chat, Json
from sandbox.world import World

_CHAT = {"chat_id": CHAT}
_PERMISSIONS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_invite_users",
]
_RESERVED = ("can_change_info", "can_pin_messages", "can_manage_topics")
_GIFTS = [
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
]
_MOST_REACTIONS = 11


@method("getChat", _CHAT, "chat_id")
def get_chat(world: World, params: Params) -> Json:
    """Everything about a chat."""
    chat = world.member(world.find(params["chat_id"]))
    info: Json = chat.data() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": _MOST_REACTIONS,
        "accepted_gift_types": dict.fromkeys(_GIFTS, chat.is_private),
    }
    if not chat.is_private:
        info["permissions"] = dict.fromkeys(_PERMISSIONS, True) | dict.fromkeys(_RESERVED, False)
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]]
    return info


@method("getChatMember", _CHAT | {"user_id": INT}, "chat_id", "user_id")
def get_chat_member(world: World, params: Params) -> Json:
    """What someone is in a chat."""
    chat = world.member(world.find(params["chat_id"]))
    user = world.users.get(params["user_id"])
    if user is None or (chat.is_private and user.id not in {chat.id, world.bot.id}):
        raise bad_request("member not found")
    if chat.is_private:
        return {"status": "member", "user": user.data()}
    return world.member_data(chat, user)


@method("getChatMemberCount", _CHAT, "chat_id")
def get_chat_member_count(world: World, params: Params) -> int:
    """How many are in a chat, the bot included."""
    chat = world.member(world.find(params["chat_id"]))
    if chat.is_private:
        return 2
    return sum(status in PRESENT for status in chat.statuses.values())


@method("getChatAdministrators", _CHAT | {"return_bots": BOOL}, "chat_id")
def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """Creator and administrators of a group; the bot itself only if bots are asked for."""
    chat = _group(world, params)
    return [
        world.member_data(chat, world.users[user_id])
        for user_id, status in chat.statuses.items()
        if status in ADMINS and (user_id != world.bot.id or params.get("return_bots"))
    ]


@method("leaveChat", _CHAT, "chat_id")
def leave_chat(world: World, params: Params) -> bool:
    """The bot leaves a group."""
    world.quit(world.member(world.find(params["chat_id"])))
    return True


def _group(world: World, params: Params) -> Chat:
    chat = world.member(world.find(params["chat_id"]))
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return chat
