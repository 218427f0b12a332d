"""QR codes as a telephone sees them."""

import io
from datetime import timedelta

import zxingcpp
from PIL import Image

from bot.qrcodes import MODULE, QUIET_ZONE, draw
from domain.messages import QrCode, text

LINK = "https://t.me/linliquan_bot?start=run-checkin-482913"


def _seen(content):
    return Image.open(io.BytesIO(content)).convert("L")


def _read(image):
    return [found.text for found in zxingcpp.read_barcodes(image)]


def test_another_library_reads_it():
    assert _read(_seen(draw(LINK))) == [LINK]


def test_it_is_dark_on_white_with_a_quiet_zone():
    image, margin = _seen(draw(LINK)), MODULE * QUIET_ZONE
    assert {shade for _, shade in image.getcolors()} == {0, 255}
    inner = (margin, margin, image.width - margin, image.height - margin)
    assert image.point(lambda shade: 255 - shade).getbbox() == inner
    assert image.width > 500


def test_a_thumb_over_a_piece_of_it_does_no_harm():
    image = _seen(draw(LINK))
    image.paste(128, (330, 330, 430, 430))
    assert _read(image) == [LINK]


async def test_it_is_sent_as_a_picture_of_the_link_with_the_words_under_it(town, desk):
    ana = await town.resident("Ana")
    await desk.put(_code(town, ana, minutes=10))
    await desk.sends()
    shown = town.world.messages(ana.id)[-1]
    assert "482 913" in shown.data["caption"]
    content = town.world.files.get(shown.data["photo"][-1]["file_id"]).content
    assert _read(_seen(content)) == [LINK]


async def test_it_is_not_sent_when_it_is_good_no_longer(town, desk):
    ana = await town.resident("Ana")
    await desk.put(_code(town, ana, minutes=0))
    await desk.sends()
    assert await desk.state() == "dropped"
    assert not ana.photos()


def _code(town, human, *, minutes):
    return QrCode(
        to=human.id,
        start="run-checkin-482913",
        caption=text("checkin-code", code="482 913"),
        until=town.clock.now() + timedelta(minutes=minutes),
    )
