import json

import pytest

from sandbox.images import identify

GIF = b"GIF89a\x04\x00\x05\x00" + b"\0" * 10
JPEG = b"\xff\xd8\xff\xe0\x00\x04JF\xff\xc0\x00\x0b\x08\x00\x07\x00\x09\x01\x01\x11\x00\xff\xd9"
WEBP = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + b"\x0f\0\0" + b"\x1f\0\0"


async def upload(bot, http, method, field, file, **params):
    response = await http.post(bot.address(method), data=params, files={field: file})
    return response.json()


@pytest.mark.parametrize(
    ("content", "size"),
    [(GIF, (4, 5)), (JPEG, (9, 7)), (WEBP, (16, 32)), (b"text", None), (b"\xff\xd8\xff", None)],
)
def test_the_size_of_a_picture_is_read_from_its_head(content, size):
    image = identify(content)
    assert (image and image[1:]) == size


async def test_a_persons_photo_can_be_fetched_by_the_bot(bot, http, world, ana, private, png):
    world.send(ana.id, private.id, photo=png, caption="/report 电梯")
    (update,) = await bot.updates()
    message = update["message"]
    assert message["caption_entities"][0]["type"] == "bot_command"
    photo = message["photo"][-1]
    assert (photo["width"], photo["height"], photo["file_size"]) == (3, 2, len(png))
    file = await bot.result("getFile", file_id=photo["file_id"])
    base = f"{bot.sandbox.url}/file/bot"
    fetched = await http.get(f"{base}{bot.sandbox.token}/{file['file_path']}")
    assert fetched.content == png
    wrong = await http.get(f"{base}7:wrong/{file['file_path']}")
    assert wrong.status_code == 401
    missing = await http.get(f"{base}{bot.sandbox.token}/photos/none.jpg")
    assert missing.status_code == 404


async def test_the_bot_sends_a_photo_and_again_by_its_id(bot, http, world, private, png):
    place = {"chat_id": str(private.id), "caption": "<b>看</b>", "parse_mode": "HTML"}
    body = await upload(bot, http, "sendPhoto", "photo", ("a.png", png), **place)
    photo = body["result"]["photo"][-1]
    assert body["result"]["caption"] == "看"
    again = await bot.result("sendPhoto", chat_id=private.id, photo=photo["file_id"])
    assert again["photo"] == body["result"]["photo"]
    assert world.messages(private.id)[-1].file_id == photo["file_id"]


async def test_a_document_may_be_attached_under_any_name(bot, http, private):
    file = ("名单.csv", b"a,b\n", "text/csv")
    params = {"chat_id": str(private.id), "document": "attach://table"}
    body = await upload(bot, http, "sendDocument", "table", file, **params)
    document = body["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("名单.csv", "text/csv")
    unattached = await bot("sendDocument", chat_id=private.id, document="attach://none")
    reason = "Bad Request: wrong file identifier/HTTP URL specified"
    assert unattached["description"] == reason
    as_photo = await bot("sendPhoto", chat_id=private.id, photo=document["file_id"])
    assert as_photo["description"] == "Bad Request: can't use file of type document as Photo"


async def test_an_album_needs_two_and_shares_a_group_id(bot, http, private, png):
    media = [
        {"type": "photo", "media": "attach://one", "caption": "first"},
        {"type": "photo", "media": "attach://two"},
    ]
    response = await http.post(
        bot.address("sendMediaGroup"),
        data={"chat_id": str(private.id), "media": json.dumps(media)},
        files={"one": ("1.png", png), "two": ("2.png", png)},
    )
    first, second = response.json()["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == "first"
    alone = await bot("sendMediaGroup", chat_id=private.id, media=media[:1])
    assert alone["description"] == "Bad Request: group must include 2-10 items"


async def test_media_and_caption_can_be_edited(bot, http, world, private, png):
    place = {"chat_id": str(private.id)}
    body = await upload(bot, http, "sendPhoto", "photo", ("a.png", png), **place, caption="old")
    target = {"chat_id": private.id, "message_id": body["result"]["message_id"]}
    edited = await bot.result("editMessageCaption", **target, caption="new")
    assert edited["caption"] == "new"
    no_text = await bot("editMessageText", **target, text="x")
    assert no_text["description"] == "Bad Request: there is no text in the message to edit"
    media = json.dumps({"type": "document", "media": "attach://f", "caption": "file"})
    fields = {key: str(value) for key, value in target.items()} | {"media": media}
    body = await upload(bot, http, "editMessageMedia", "f", ("a.txt", b"hi"), **fields)
    assert body["result"]["document"]["file_name"] == "a.txt"
    assert "photo" not in world.messages(private.id)[-1].data


@pytest.mark.parametrize(
    ("field", "content", "reason"),
    [
        ("photo", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("photo", bytes(10 * 1024 * 1024 + 1), "too big for a photo"),
        ("document", bytes(50 * 1024 * 1024 + 1), "file is too big"),
        ("document", b"", "file must be non-empty"),
    ],
)
async def test_bad_files_are_refused(bot, http, private, field, content, reason):
    method = f"send{field.capitalize()}"
    body = await upload(bot, http, method, field, ("f", content), chat_id=str(private.id))
    assert body["description"] == f"Bad Request: {reason}"


async def test_a_bot_can_fetch_no_more_than_twenty_megabytes(bot, world, ana, private):
    big = world.send(ana.id, private.id, document=("big.bin", bytes(20 * 1024 * 1024 + 1)))
    body = await bot("getFile", file_id=big.file_id)
    assert body["description"] == "Bad Request: file is too big"
    assert (await bot("getFile", file_id="x"))["description"] == "Bad Request: invalid file_id"


async def test_captions_have_a_limit_and_photos_can_be_copied(bot, world, ana, private, png):
    said = world.send(ana.id, private.id, photo=png, caption="look")
    source = {"chat_id": private.id, "from_chat_id": private.id, "message_id": said.message_id}
    too_long = await bot("copyMessage", **source, caption="x" * 1025)
    assert too_long["description"] == "Bad Request: message caption is too long"
    copied = await bot.result("copyMessage", **source, caption="x" * 1024)
    assert world.message(private.id, copied["message_id"]).file_id == said.file_id
    with pytest.raises(ValueError, match="not a PNG"):
        world.send(ana.id, private.id, photo=b"text")


async def test_pictures_sent_together_share_an_album_and_words_have_none(bot, world, ana, png):
    world.private_chat(ana.id)
    for caption in ("两张", None):
        world.send(ana.id, ana.id, photo=png, caption=caption, album="a1")
    with pytest.raises(ValueError, match="pictures or files"):
        world.send(ana.id, ana.id, "两张", album="a1")
    messages = [update["message"] for update in await bot.updates()]
    assert [message["media_group_id"] for message in messages] == ["a1", "a1"]
    assert [message.get("caption") for message in messages] == ["两张", None]
