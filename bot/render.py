"""From messages as data to words and keyboards; the only place where text is escaped."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime.types import fluent_number
from telegram import InlineKeyboardMarkup

from bot.formatting import to_html
from bot.i18n import Catalogue
from domain.messages import (
    Arg,
    Between,
    Button,
    Day,
    DeepLink,
    Formatted,
    Keyboard,
    Language,
    Lasting,
    Mention,
    Mentions,
    Regular,
    Text,
    When,
)
from domain.timing import say_day, say_duration, say_moment, say_recurrence, say_span
from handlers.routing import pack

MESSAGE_LIMIT = 4096
"""Characters in a message (https://core.telegram.org/bots/api#sendmessage)."""

CAPTION_LIMIT = 1024
"""Characters under a picture or file (https://core.telegram.org/bots/api#sendphoto)."""

TOAST_LIMIT = 200
"""Characters in the answer to a press (https://core.telegram.org/bots/api#answercallbackquery)."""

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Renderer:
    """Turns texts into words of a language.

    Args:
        catalogues: the texts of each language.
        zone: the time zone in which instants are shown.
        bot_username: for links that open the private chat.
        now: the time, as a date in another year is shown with the year.
    """

    catalogues: Mapping[Language, Catalogue]
    zone: ZoneInfo
    bot_username: str
    now: Callable[[], datetime]

    def words(self, text: Text, lang: Language) -> str:
        """A text as HTML."""
        catalogue = self.catalogues[lang]
        args = {name: self._value(value, lang) for name, value in text.args.items()}
        return catalogue.format(text.key, args)

    def plain(self, text: Text, lang: Language) -> str:
        """A text without marks, for buttons and short answers."""
        words = self.words(text, lang)
        return html.unescape(_TAG.sub("", words)) if "<" in words or "&" in words else words

    def toast(self, text: Text, lang: Language) -> str:
        """A text short enough for the answer to a press."""
        words = self.plain(text, lang)
        return words if len(words) <= TOAST_LIMIT else words[: TOAST_LIMIT - 1] + "…"

    def keyboard(self, rows: Keyboard, lang: Language) -> InlineKeyboardMarkup | None:
        """Buttons in the form that the library takes."""
        keyboard = self.keyboard_json(rows, lang)
        return None if keyboard is None else InlineKeyboardMarkup.de_json(keyboard)

    def keyboard_json(self, rows: Keyboard, lang: Language) -> dict[str, Any] | None:
        """Buttons in the form that Telegram takes."""
        if not rows:
            return None
        return {"inline_keyboard": [[self._button(button, lang) for button in row] for row in rows]}

    def deep_link(self, start: str) -> str:
        """The address that opens the private chat and sends ``/start <start>``."""
        return f"https://t.me/{self.bot_username}?start={start}"

    def _button(self, button: Button, lang: Language) -> dict[str, str]:
        label = self.plain(button.label, lang)
        if button.start:
            return {"text": label, "url": self.deep_link(button.start)}
        return {"text": label, "callback_data": pack(button.route, button.args)}

    def _value(self, value: Arg, lang: Language) -> object:  # noqa: C901, PLR0911, PLR0912 - one line per kind of value
        match value:
            case str():
                return html.escape(value, quote=False)
            case int():
                return fluent_number(value, useGrouping=False)
            case When():
                return say_moment(value.at, self.zone, lang, self.now())
            case Day():
                return say_day(value.day, lang, self.now().astimezone(self.zone).year)
            case Between():
                return say_span(value.start, value.end, self.zone, lang, self.now())
            case Regular():
                return say_recurrence(value.rule, lang)
            case Lasting():
                # A clock that was set back meanwhile makes a length less than nothing.
                return say_duration(timedelta(seconds=max(0, value.seconds)), lang)
            case DeepLink():
                return self.deep_link(value.start)
            case Mention():
                return _mention(value)
            case Mentions():
                return ("、" if lang == "zh" else ", ").join(map(_mention, value.people))
            case Formatted():
                return to_html(value)
            case Text():
                return self.words(value, lang)
            case _:
                return "\n".join(self.words(line, lang) for line in value)


def _mention(who: Mention) -> str:
    return f'<a href="tg://user?id={who.person_id}">{html.escape(who.name, quote=False)}</a>'


def split(words: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """A long text in parts that each fit one message, cut at line ends where possible.

    Marks never reach over a line end in our catalogues, so a cut there leaves them whole; a line
    that is too long by itself is cut between characters and loses its marks.
    """
    if _length(words) <= limit:
        return [words]
    parts: list[str] = []
    part: list[str] = []
    for line in _short_lines(words.split("\n"), limit):
        if part and _length("\n".join([*part, line])) > limit:
            parts.append("\n".join(part))
            part = []
        part.append(line)
    parts.append("\n".join(part))
    return [part for part in parts if part.strip()]


def _short_lines(lines: Sequence[str], limit: int) -> list[str]:
    short: list[str] = []
    for line in lines:
        if _length(line) <= limit:
            short.append(line)
            continue
        plain = html.unescape(_TAG.sub("", line))
        pieces = [plain[i : i + limit // 2] for i in range(0, len(plain), limit // 2)]
        short.extend(html.escape(piece, quote=False) for piece in pieces)
    return short


def _length(words: str) -> int:
    """What Telegram counts: characters after its marks are taken out, in UTF-16 units."""
    return len(html.unescape(_TAG.sub("", words)).encode("utf-16-le")) // 2
