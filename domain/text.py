"""Typed text brought to one spelling before any command reads it."""

_FULL_WIDTH = "０１２３４５６７８９：，！＠＃／＝－～"
_HALF_WIDTH = "0123456789:,!@#/=-~"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_TWINS = str.maketrans(_FULL_WIDTH + _SPACES, _HALF_WIDTH + " " * len(_SPACES))


def normalise(text: str) -> str:
    """Turns full-width digits, command punctuation and spaces into their half-width twins.

    Every character becomes exactly one character, so a position in the result is the same
    position in the original. Chinese punctuation that no command uses (。「」、（）) stays, and
    so do line breaks.
    """
    return text.translate(_TWINS)


def fold(text: str) -> str:
    """A text in lower case in which every character keeps its position.

    The few whose lower case is longer, such as İ, stay as they are.
    """
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
