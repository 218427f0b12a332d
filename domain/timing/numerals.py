"""Numbers below a hundred as people write them, in digits or in Chinese."""

CHINESE_NUMBER = (
    "(?:[一二两三四五六七八九]?十[一二三四五六七八九]?|[零〇]?[一二两三四五六七八九]|[零〇])"
)
CHINESE_YEAR = "[一二][零〇一二三四五六七八九]{3}"
NUMBER = rf"(?:\d{{1,2}}|{CHINESE_NUMBER})"

ENGLISH_NUMBERS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}

_DIGITS = str.maketrans("零〇一二两三四五六七八九", "001223456789")


def number(text: str) -> int:
    """Gives the value of a text that `NUMBER` or `CHINESE_YEAR` matched."""
    tens, ten, ones = text.translate(_DIGITS).rpartition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(ones)
