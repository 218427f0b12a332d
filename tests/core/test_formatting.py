import telegram
from hypothesis import given
from hypothesis import strategies as st

from bot.formatting import read_marks, to_html
from domain.messages import Formatted, Mark
from sandbox.markup import parse_html


def test_words_without_marks_are_escaped():
    assert to_html(Formatted(words="1 < 2 & 3")) == "1 &lt; 2 &amp; 3"


def test_marks_become_tags_around_their_words():
    text = Formatted(
        words="今晚停水，见公告",
        marks=(
            Mark(kind="bold", start=0, end=4),
            Mark(kind="text_link", start=6, end=8, url="https://a.example/?x=1&y"),
        ),
    )
    assert to_html(text) == '<b>今晚停水</b>，见<a href="https://a.example/?x=1&amp;y">公告</a>'


def test_marks_inside_marks_are_nested():
    marks = (Mark(kind="bold", start=0, end=6), Mark(kind="italic", start=2, end=4))
    assert to_html(Formatted(words="abcdef", marks=marks)) == "<b>ab<i>cd</i>ef</b>"


def test_a_mark_that_crosses_another_ends_with_it():
    marks = (Mark(kind="bold", start=0, end=4), Mark(kind="italic", start=2, end=6))
    assert to_html(Formatted(words="abcdef", marks=marks)) == "<b>ab<i>cd</i></b>ef"


def test_places_are_counted_in_characters_where_telegram_counts_utf_16_units():
    words = "👨‍👩‍👧 停水"
    units = len("👨‍👩‍👧 ".encode("utf-16-le")) // 2
    marks = read_marks(words, [telegram.MessageEntity("bold", units, 2)])
    assert [words[mark.start : mark.end] for mark in marks] == ["停水"]


def test_kinds_that_telegram_finds_by_itself_and_places_outside_are_left_out():
    entities = [
        telegram.MessageEntity("url", 0, 2),
        telegram.MessageEntity("bold", 1, 99),
        telegram.MessageEntity("bold", -1, 2),
        telegram.MessageEntity("italic", 1, 0),
    ]
    assert read_marks("abcd", entities) == ()


def test_what_is_cut_off_takes_its_marks_along():
    marks = (Mark(kind="bold", start=0, end=3), Mark(kind="italic", start=5, end=9))
    cut = Formatted(words="abc  defg ", marks=marks).cut(3)
    assert cut == Formatted(words="defg", marks=(Mark(kind="italic", start=0, end=4),))


KINDS = ["bold", "italic", "underline", "strikethrough", "spoiler", "code"]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30), st.integers(0, 30)), max_size=6),
)
def test_any_words_and_marks_make_html_that_telegram_reads_as_the_same_words(words, spans):
    words = words.replace("\r", "").replace("\x00", "")
    marks = tuple(
        Mark(kind=kind, start=start, end=min(start + length, len(words)))
        for kind, start, length in spans
        if start < min(start + length, len(words))
    )
    assert parse_html(to_html(Formatted(words=words, marks=marks))).text == words
