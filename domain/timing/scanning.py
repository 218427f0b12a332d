"""The two moves from which everything here is read."""

import re


def pattern(text: str) -> re.Pattern[str]:
    """Compiles a pattern whose letters match in either case and whose digits are ASCII."""
    return re.compile(text, re.ASCII | re.IGNORECASE)


def skip(what: re.Pattern[str], text: str, pos: int) -> int:
    """Gives the position after a match at `pos`, or `pos` where there is none."""
    match = what.match(text, pos)
    return match.end() if match else pos


DASH = "[-–—~]"
SEPARATOR = pattern(r"[ \t\r\n,:]+|$")
"""What parts a time from the text after it."""
