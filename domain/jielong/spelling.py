"""One spelling for what a phone's keyboard writes in many ways."""

import re
import unicodedata

from domain.text import normalise

_TWINS = str.maketrans("．＋（）［］【】〔〕｛｝｜；＊×✕", ".+()[][][]()|;***")
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_UNSEEN = re.compile("[\u200b\u200c\u2060\ufeff\ufe0f]")
_PICTURES = {"So", "Sk", "Cf", "Co", "Cn"}


def spell(line: str) -> str:
    """A line with one spelling of digits, signs and brackets, keycaps read as digits."""
    plain = normalise(line).translate(_TWINS)
    return _UNSEEN.sub("", _KEYCAP.sub(r"\1", plain)).strip()


def without_pictures(words: str) -> str:
    """Words with a space in place of every emoji."""
    return "".join(" " if unicodedata.category(char) in _PICTURES else char for char in words)
