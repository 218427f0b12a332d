"""Draws charts: figures side by side, under them one bar for each thing counted.

The picture is made for a phone: as wide as Telegram keeps photos sharp, letters large, nothing
that has to be looked up. Pillow is imported by the first chart, not at the start of the bot.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from domain.messages import Bar, Chart, Figure, Text

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

Words = Callable[[Text], str]

WIDTH = 1080
"""Pixels; Telegram makes photos with a side over 1280 smaller, and with it the letters."""

MARGIN = 56
TITLE_HEIGHT = 160
FIGURES_HEIGHT = 250
LEGEND_HEIGHT = 80
ROW_HEIGHT = 80
BAR_HEIGHT = 46
LABEL_WIDTH = 330
TOTAL_WIDTH = 150
GAP = 14
TITLE_SIZE, LABEL_SIZE, NOTE_SIZE, FIGURE_SIZE, SMALLEST = 46, 38, 32, 80, 28
LINE_HEIGHT = 36

BACKGROUND = "#ffffff"
INK = "#1f2933"
QUIET = "#5f6c7b"
COLOURS = ("#2f6db3", "#cc5a0e")
"""A calm one for what is done, a warm one for what is not; the colour-blind can tell them apart."""


@dataclass
class _Canvas:
    """Where to draw, and how far down it is full."""

    draw: "ImageDraw"
    words: Words
    y: int = MARGIN


def draw(chart: Chart, words: Words) -> bytes:
    """A chart as a PNG.

    Args:
        chart: what to show.
        words: finds the words of a text, without marks.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only who asks for a chart pays for Pillow

    image = Image.new("RGB", (WIDTH, _height(chart)), BACKGROUND)
    canvas = _Canvas(ImageDraw.Draw(image), words)
    _title(canvas, chart)
    _figures(canvas, chart.figures)
    _legend(canvas, chart.series)
    _bars(canvas, chart.bars)
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _height(chart: Chart) -> int:
    above = MARGIN + TITLE_HEIGHT + FIGURES_HEIGHT + LEGEND_HEIGHT
    return above + ROW_HEIGHT * len(chart.bars) + MARGIN


@cache
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 - as above

    with as_file(files("bot") / "fonts" / "NotoSansSC-GBK.otf") as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _fit(words: str, size: int, width: int) -> tuple[str, "FreeTypeFont"]:
    """Words and a font in which they are no wider than that: smaller, then cut."""
    while size > SMALLEST and _font(size).getlength(words) > width:
        size -= 2
    font = _font(size)
    if font.getlength(words) <= width:
        return words, font
    while words and font.getlength(words + "…") > width:
        words = words[:-1]
    return words + "…", font


def _title(canvas: _Canvas, chart: Chart) -> None:
    for line, size, colour, below in (
        (chart.title, TITLE_SIZE, INK, 0),
        (chart.subtitle, LABEL_SIZE, QUIET, 66),
    ):
        words, font = _fit(canvas.words(line), size, WIDTH - 2 * MARGIN)
        canvas.draw.text((MARGIN, canvas.y + below), words, colour, font, "la")
    canvas.y += TITLE_HEIGHT


def _figures(canvas: _Canvas, figures: Sequence[Figure]) -> None:
    """The figures, each over its name and how it comes about, in columns of one width."""
    column = (WIDTH - 2 * MARGIN) // max(len(figures), 1)
    for position, figure in enumerate(figures):
        x = MARGIN + position * column
        lines = (
            (figure.value, FIGURE_SIZE, INK, 0),
            (canvas.words(figure.label), LABEL_SIZE, INK, 106),
            (canvas.words(figure.note), NOTE_SIZE, QUIET, 160),
        )
        for line, size, colour, below in lines:
            words, font = _fit(line, size, column - 24)
            canvas.draw.text((x, canvas.y + below), words, colour, font, "la")
    canvas.y += FIGURES_HEIGHT


def _legend(canvas: _Canvas, series: Sequence[Text]) -> None:
    x, middle = MARGIN, canvas.y + NOTE_SIZE // 2
    for name, colour in zip(series, COLOURS, strict=True):
        canvas.draw.rectangle((x, middle - 13, x + 26, middle + 13), colour)
        words, font = canvas.words(name), _font(NOTE_SIZE)
        canvas.draw.text((x + 40, middle), words, QUIET, font, "lm")
        x += 40 + round(font.getlength(words)) + 48
    canvas.y += LEGEND_HEIGHT


def _bars(canvas: _Canvas, bars: Sequence[Bar]) -> None:
    longest = max((sum(bar.parts) for bar in bars), default=0)
    room = WIDTH - 2 * MARGIN - LABEL_WIDTH - TOTAL_WIDTH
    for bar in bars:
        middle = canvas.y + ROW_HEIGHT // 2
        _label(canvas, canvas.words(bar.label), middle)
        end = _bar(canvas, bar, middle, room / longest if longest else 0.0)
        total = str(sum(bar.parts))
        canvas.draw.text((end + GAP, middle), total, INK, _font(LABEL_SIZE), "lm")
        canvas.y += ROW_HEIGHT


def _label(canvas: _Canvas, words: str, middle: int) -> None:
    """The name of a bar: in one line if it fits, else smaller in two."""
    width = LABEL_WIDTH - 24
    if _font(NOTE_SIZE).getlength(words) <= width:
        words, font = _fit(words, LABEL_SIZE, width)
        canvas.draw.text((MARGIN, middle), words, INK, font, "lm")
        return
    lines = _wrapped(words, _font(SMALLEST), width)
    top = middle - LINE_HEIGHT * (len(lines) - 1) / 2
    for position, line in enumerate(lines):
        at = (MARGIN, top + position * LINE_HEIGHT)
        canvas.draw.text(at, line, INK, _font(SMALLEST), "lm")


def _wrapped(words: str, font: "FreeTypeFont", width: int) -> list[str]:
    """Words in at most two lines, broken at a space where there is one, else between signs."""
    cut = len(words)
    while font.getlength(words[:cut]) > width:
        cut -= 1
    space = words.rfind(" ", 0, cut + 1)
    cut = space if space > 0 else cut
    rest, _ = _fit(words[cut:].strip(), SMALLEST, width)
    return [words[:cut], rest]


def _bar(canvas: _Canvas, bar: Bar, middle: int, scale: float) -> float:
    """The parts of a bar end to end, each with its number in it and wide enough for that.

    A part that is the whole of its bar has no number in it, as the same one stands beside it.

    Returns:
        Where the bar ends.
    """
    x = float(MARGIN + LABEL_WIDTH)
    font = _font(SMALLEST)
    for part, colour in zip(bar.parts, COLOURS, strict=True):
        if part:
            end = x + max(part * scale, font.getlength(str(part)) + GAP)
            box = (round(x), middle - BAR_HEIGHT // 2, round(end) - 2, middle + BAR_HEIGHT // 2)
            canvas.draw.rectangle(box, colour)
            if part < sum(bar.parts):
                canvas.draw.text(((x + end) / 2, middle), str(part), BACKGROUND, font, "mm")
            x = end
    return x
