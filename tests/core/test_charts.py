import io
import subprocess
import sys

import pytest
from PIL import Image

from bot.charts import COLOURS, WIDTH, draw
from domain.messages import Bar, Chart, Figure, text

BACKGROUND = (255, 255, 255)


def _word(words):
    return text("verbatim", word=words)


def _chart(bars=(), *, title="第一网格", values=("95.0%", "80.0%", "—")):
    return Chart(
        to=1,
        title=_word(title),
        subtitle=_word("11月16日—11月22日"),
        figures=tuple(
            Figure(value=value, label=_word("响应率"), note=_word("19 / 20 件")) for value in values
        ),
        series=(_word("办完"), _word("没办完")),
        bars=tuple(Bar(label=_word(label), parts=parts) for label, parts in bars),
        caption=_word(""),
    )


def _draw(chart):
    content = draw(chart, lambda words: words.args["word"])
    return Image.open(io.BytesIO(content)).convert("RGB")


def _pixels(image, colour):
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    return sum(count for count, found in image.getcolors(1 << 24) if found == wanted)


def test_the_picture_is_one_that_telegram_keeps_sharp():
    image = _draw(_chart([(f"类别{n}", (n, 1)) for n in range(10)]))
    assert image.width == WIDTH
    assert image.height < 2 * WIDTH


def test_a_bar_is_as_long_as_its_number():
    done, left = COLOURS
    image = _draw(_chart([("电梯", (30, 10)), ("停车", (20, 0))]))
    legend = _draw(_chart())
    drawn_done = _pixels(image, done) - _pixels(legend, done)
    drawn_left = _pixels(image, left) - _pixels(legend, left)
    assert drawn_done / drawn_left == pytest.approx(5, rel=0.05)


def test_one_ticket_among_thousands_can_still_be_seen():
    _, left = COLOURS
    image, legend = _draw(_chart([("电梯", (5000, 1))])), _draw(_chart())
    assert _pixels(image, left) > _pixels(legend, left) + 500


@pytest.mark.parametrize(
    "bars",
    [
        [],
        [("电梯", (0, 0))],
        [("电梯", (0, 1))],
        [
            (
                "公共区域照明与楼道灯具损坏（含应急灯、疏散指示）和其他一切看不见的地方",
                (123456, 98765),
            )
        ],
        [("Public lighting, broken lamps and emergency lights in all stairways", (3, 1))],
        [("Supercalifragilisticexpialidocious" * 3, (3, 1))],
        [(f"类别{n}", (n, 30 - n)) for n in range(30)],
    ],
    ids=["nothing", "zero", "one", "long", "english", "one-word", "many"],
)
def test_nothing_is_drawn_over_the_edge(bars):
    image = _draw(_chart(bars, title="滨河社区第十七网格" * 6, values=("100.0%",) * 3))
    edges = [
        image.crop((0, 0, image.width, 20)),
        image.crop((0, image.height - 20, image.width, image.height)),
        image.crop((0, 0, 20, image.height)),
        image.crop((image.width - 20, 0, image.width, image.height)),
    ]
    assert [edge.getcolors() for edge in edges] == [
        [(edge.width * edge.height, BACKGROUND)] for edge in edges
    ]


@pytest.mark.parametrize("sign", ["第", "堃", "喆", "珺", "％", "—", "…", "·", "A", "é"])
def test_the_font_has_the_signs_of_names(sign):
    """A sign that the font lacks is drawn as the same empty box as any other it lacks."""
    lacking = _draw(_chart([("\ue000", (1, 1))])).tobytes()
    assert _draw(_chart([("\ue001", (1, 1))])).tobytes() == lacking
    assert _draw(_chart([(sign, (1, 1))])).tobytes() != lacking


def test_the_bot_starts_without_the_libraries_of_pictures_and_workbooks():
    code = "import sys, bot.bootstrap; print(sorted({'PIL', 'xlsxwriter'} & set(sys.modules)))"
    found = subprocess.run(  # noqa: S603 - our own words, run by our own Python
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert found.stdout.strip() == "[]"
