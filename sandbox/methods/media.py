import secrets

from sandbox.errors import bad_request
from sandbox.files import DOCUMENT_LIMIT, DOWNLOAD_LIMIT, PHOTO_LIMIT, StoredFile
from sandbox.methods.editing import revised, target
from sandbox.methods.registry import (
    BOOL,
    CHAT,
    FILE,
    INT,
    OBJECT,
    OBJECTS,
    STR,
    Params,
    Upload,
    attached,
    method,
)
from sandbox.methods.sending import (
    CAPTION,
    DELIVERY,
    PLACE,
    caption_content,
    flags,
    keyboard,
    place,
)
from sandbox.model import Json
from sandbox.world import World

_FEWEST, _MOST = 2, 10
_MEDIA_FIELDS = frozenset(
    [
        "photo",
        "document",
        "caption",
        "caption_entities",
        "show_caption_above_media",
        "text",
        "entities",
        "link_preview_options",
        "reply_markup",
        "has_media_spoiler",
    ]
)


@method(
    "sendPhoto",
    PLACE
    | {"photo": FILE}
    | CAPTION
    | {"show_caption_above_media": BOOL, "has_spoiler": BOOL}
    | DELIVERY,
    "chat_id",
    "photo",
    counts_as_message=True,
)
def send_photo(world: World, params: Params) -> Json:
    """Send a picture."""
    chat = world.reach(params["chat_id"])
    content = _photo(world, params["photo"], params)
    return world.say(chat, content | keyboard(params) | flags(params), **place(params))


@method(
    "sendDocument",
    PLACE
    | {"document": FILE, "thumbnail": FILE}
    | CAPTION
    | {"disable_content_type_detection": BOOL}
    | DELIVERY,
    "chat_id",
    "document",
    counts_as_message=True,
)
def send_document(world: World, params: Params) -> Json:
    """Send a file."""
    chat = world.reach(params["chat_id"])
    content = _document(world, params["document"], params)
    return world.say(chat, content | keyboard(params) | flags(params), **place(params))


@method(
    "sendMediaGroup",
    PLACE
    | {"media": OBJECTS}
    | {
        key: kind
        for key, kind in DELIVERY.items()
        if key not in {"reply_markup", "suggested_post_parameters"}
    },
    "chat_id",
    "media",
    counts_as_message=True,
)
def send_media_group(world: World, params: Params) -> list[Json]:
    """Send an album of photos or of documents."""
    chat = world.reach(params["chat_id"])
    items = params["media"]
    if not _FEWEST <= len(items) <= _MOST:
        raise bad_request("group must include 2-10 items")
    if len({str(item.get("type")) for item in items}) != 1:
        raise bad_request("photos and documents can't be mixed in an album")
    album = {"media_group_id": str(secrets.randbelow(10**17))} | flags(params)
    contents = [_media(world, item, params) | album for item in items]
    return [world.say(chat, content, **place(params)) for content in contents]


@method(
    "editMessageMedia",
    {
        "business_connection_id": STR,
        "chat_id": CHAT,
        "message_id": INT,
        "inline_message_id": STR,
        "media": OBJECT,
        "reply_markup": OBJECT,
    },
    "chat_id",
    "message_id",
    "media",
    counts_as_message=True,
)
def edit_message_media(world: World, params: Params) -> Json:
    """Replace the picture or file of a message, with its caption and keyboard."""
    chat, old = target(world, params)
    content = _media(world, params["media"], params)
    return revised(world, chat, old, _MEDIA_FIELDS, content, params)


@method("getFile", {"file_id": STR}, "file_id")
def get_file(world: World, params: Params) -> Json:
    """Where a file is to be downloaded."""
    file = world.files.get(params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.data["file_unique_id"],
        "file_size": len(file.content),
        "file_path": file.path,
    }


def _media(world: World, item: Json, params: Params) -> Json:
    if not isinstance(item.get("media"), str):
        raise bad_request("can't parse InputMedia: InputMedia must be an Object with media")
    source: Upload | str = item["media"]
    if item["media"].startswith("attach://"):
        upload = attached(params, item["media"])
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        source = upload
    if item.get("type") == "photo":
        return _photo(world, source, item)
    if item.get("type") == "document":
        return _document(world, source, item)
    raise bad_request("the sandbox knows albums of photos and of documents")


def _photo(world: World, source: Upload | str, options: Json) -> Json:
    words = caption_content(world, options)
    if isinstance(source, Upload):
        if len(source.content) > PHOTO_LIMIT:
            raise bad_request("too big for a photo")
        try:
            file = world.files.add_photo(_not_empty(source))
        except ValueError:
            raise bad_request("IMAGE_PROCESS_FAILED") from None
    else:
        file = _known(world, source, "photos")
    content: Json = {"photo": [file.data]} | words
    if options.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    if options.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def _document(world: World, source: Upload | str, options: Json) -> Json:
    words = caption_content(world, options)
    if isinstance(source, Upload):
        if len(source.content) > DOCUMENT_LIMIT:
            raise bad_request("file is too big")
        file = world.files.add_document(source.name, _not_empty(source), source.content_type)
    else:
        file = _known(world, source, "documents")
    return {"document": file.data} | words


def _not_empty(upload: Upload) -> bytes:
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload.content


def _known(world: World, file_id: str, kind: str) -> StoredFile:
    if file_id.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind[:-1]} as {kind[:-1].capitalize()}")
    return file
