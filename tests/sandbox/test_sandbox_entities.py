import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.composing import compose
from sandbox.entities import find_entities, utf16_length
from sandbox.errors import ApiError


def shown(text, entities):
    """Every entity as (type, the text it covers), cut by UTF-16 units as a client would."""
    units = text.encode("utf-16-le")
    return [
        (
            entity["type"],
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode(
                "utf-16-le"
            ),
        )
        for entity in entities
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/report 电梯", [("bot_command", "/report")]),
        ("/report@linliquan_bot x", [("bot_command", "/report@linliquan_bot")]),
        ("😀 /start", [("bot_command", "/start")]),
        ("/report电梯", []),
        ("/报修 电梯", []),
        ("a/b /c/d", []),
        ("问 @ana_li，谢谢", [("mention", "@ana_li")]),
        ("问@ana_li", []),
        ("@ab", []),
        ("#12 不是标签，#停水 是", [("hashtag", "#停水")]),
        (
            "见 https://t.me/linliquan_bot?start=a_b。",
            [("url", "https://t.me/linliquan_bot?start=a_b")],
        ),
        ("t.me/x and example.com.", [("url", "t.me/x"), ("url", "example.com")]),
        ("写信 ana@example.com", [("email", "ana@example.com")]),
        ("电话 +86 138 0013 8000", [("phone_number", "+86 138 0013 8000")]),
        ("没有什么", []),
    ],
)
def test_plain_text_is_read_as_telegram_reads_it(text, expected):
    assert shown(text, find_entities(text)) == expected


def test_offsets_count_utf16_units():
    (entity,) = find_entities("😀😀 /go")
    assert entity == {"type": "bot_command", "offset": 5, "length": 3}
    assert utf16_length("😀a好") == 4


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>粗</b><i>斜</i>", "粗斜", [("bold", "粗"), ("italic", "斜")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<STRONG>a</STRONG>", "a", [("bold", "a")]),
        ("😀<u>x</u>", "😀x", [("underline", "x")]),
        ("&lt;b&gt; &amp; &quot;&#65;&#x4e2d; &copy;", '<b> & "A中 &copy;', []),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", "a"), ("strikethrough", "b")]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", "a")]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", "a")]),
        ("<code>/a</code> /b", "/a /b", [("code", "/a"), ("bot_command", "/b")]),
        ("<b> </b>", "", []),
        ("\n<b>a </b>\n", "a", [("bold", "a")]),
        ("<b></b>x", "x", []),
        ("<b>/go</b>", "/go", [("bold", "/go"), ("bot_command", "/go")]),
    ],
)
def test_html_becomes_plain_text_and_entities(source, text, entities):
    formatted = compose(source, "HTML", None)
    assert formatted.text == text
    assert shown(text, formatted.entities) == entities


def test_links_and_code_blocks_keep_their_argument():
    (link,) = compose('<a href="https://e.com/?a=1&amp;b=2">x</a>', "HTML", None).entities
    assert (link["type"], link["url"]) == ("text_link", "https://e.com/?a=1&b=2")
    source = '<pre><code class="language-python">x</code></pre>'
    assert compose(source, "HTML", None).entities == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("好<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href='x>a</a>", 'Unclosed start tag "a" at byte offset 0'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_bad_html_is_refused_with_telegrams_words(source, reason):
    with pytest.raises(ApiError) as refused:
        compose(source, "html", None)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_given_entities_are_kept_and_trimmed_with_the_text():
    bold = {"type": "bold", "offset": 2, "length": 3}
    formatted = compose("  abc  ", None, [bold])
    assert formatted.text == "abc"
    assert formatted.entities == [{"type": "bold", "offset": 0, "length": 3}]
    with pytest.raises(ApiError):
        compose("abc", None, [{"type": "bold", "offset": "2"}])
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        compose("abc", "MarkdownV2", None)


async def test_links_to_people_work_for_those_the_bot_has_met(bot, world, ana, private):
    stranger = world.add_user("Cem")
    text = f'<a href="tg://user?id={ana.id}">Ana</a> <a href="tg://user?id={stranger.id}">Cem</a>'
    sent = await bot.result("sendMessage", chat_id=private.id, text=text, parse_mode="HTML")
    (mention,) = sent["entities"]
    assert (mention["type"], mention["user"]["id"]) == ("text_mention", ana.id)


@given(st.text(alphabet="<>/ab=\"'&;#x1😀好 \n", max_size=60))
def test_any_html_is_parsed_or_refused_and_entities_lie_within_the_text(source):
    try:
        formatted = compose(source, "HTML", None)
    except ApiError:
        return
    for entity in formatted.entities:
        assert entity["offset"] >= 0
        assert entity["length"] > 0
        assert entity["offset"] + entity["length"] <= utf16_length(formatted.text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_escaped_text_comes_out_as_it_was(text):
    assert compose(html.escape(text), "HTML", None).text == text.strip(" \n")


def test_broken_unicode_is_refused(world, ana, private):
    with pytest.raises(ApiError, match="UTF-8"):
        compose("\ud800", None, None)
    with pytest.raises(ValueError, match="UTF-8"):
        world.send(ana.id, private.id, text="\ud800")


def test_people_write_formatted_words(world, ana, private, png):
    bold = {"type": "bold", "offset": 3, "length": 2}
    said = world.send(ana.id, private.id, text="😀 停水 a.cn", entities=[bold])
    assert said.entities == [bold, {"type": "url", "offset": 6, "length": 4}]
    shown = world.send(ana.id, private.id, photo=png, caption="😀 停水", entities=[bold])
    assert shown.entities == [bold]
    with pytest.raises(ValueError, match="MessageEntity"):
        world.send(ana.id, private.id, text="停水", entities=[{"type": "bold"}])
