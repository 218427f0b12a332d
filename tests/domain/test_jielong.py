import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.jielong import Wanted, read_jielong
from domain.jielong.marks import read_mark, split_marks
from domain.jielong.spelling import spell
from tests.domain.jielong_odd_texts import TEXTS

NAMES = st.sampled_from(
    ["王阿姨", "李叔", "张建国", "赵大爷", "Anna", "小陈", "朵朵妈", "欧阳老师"]
)
MARKS = st.sampled_from(
    ["{}. ", "{}、", "{}）", "{}.", "（{}）", "{}：", "第{}位：", "#{} ", "{} "]
)
TAILS = st.sampled_from(
    [("", 1), ("（2人）", 2), ("+1", 2), (" 带娃", 2), ("，两人", 2), (" 3份", 3), (" x2", 2)]
)
LINES = st.sampled_from(
    [line for text in TEXTS for line in text.typed.splitlines()]
    + ["", "   ", "谢谢", "  （放门口）", "上午：", "- ", "①", "2️⃣", "9. ❌", "1.a 2.b", "；；"]
)


def _goods(entry):
    return [f"{goods.item} {goods.number} {goods.unit}".rstrip() for goods in entry.wanted]


def _only(line, **more):
    """The one entry of a list with one line."""
    (entry,) = read_jielong(f"#接龙\n报名\n\n{line}", **more).entries
    return entry


def _accounted(read, line):
    kept = [*read.remarks, *read.unread]
    kept += [
        part for entry in (*read.entries, *read.cancelled) for part in entry.source.split("\n")
    ]
    as_typed = line.strip() in {one.strip() for one in kept}
    return as_typed or spell(read.title) in spell(line)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.about)
def test_a_pasted_list_is_read(text):
    read = read_jielong(text.typed)
    assert read.title == text.title
    assert [(entry.name, entry.count) for entry in read.entries] == [e[:2] for e in text.entries]
    assert [entry.name for entry in read.cancelled] == text.cancelled
    assert list(read.unread) == text.unread
    assert list(read.remarks) == text.remarks
    for entry, (*_, facts) in zip(read.entries, [(*e, {})[:3] for e in text.entries], strict=True):
        found = entry.model_dump() | {"wanted": _goods(entry)}
        assert {key: found[key] for key in facts} == facts


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.about)
def test_no_line_of_a_real_list_is_dropped(text):
    read = read_jielong(text.typed)
    lines = [line for line in text.typed.splitlines() if line.strip()]
    assert [line for line in lines if not _accounted(read, line)] == []


@given(st.lists(LINES, max_size=12))
def test_no_line_is_ever_dropped(lines):
    read = read_jielong("\n".join(lines))
    whole = " ".join(
        [spell(read.title)]
        + [spell(line) for line in (*read.remarks, *read.unread)]
        + [spell(entry.source) for entry in (*read.entries, *read.cancelled)]
    )
    for line in lines:
        words = spell(line)
        assert all(piece.strip(" :;,。#[]") in whole for piece in words.split(" "))


@given(st.text())
def test_any_text_can_be_read_and_each_line_is_somewhere(typed):
    read = read_jielong(typed)
    kept = [*read.remarks, *read.unread, *(e.source for e in (*read.entries, *read.cancelled))]
    assert len([line for line in typed.splitlines() if spell(line)]) <= len(kept) + bool(read.title)


@given(st.lists(st.tuples(NAMES, TAILS), min_size=1, max_size=9), MARKS)
def test_a_tidy_list_comes_out_as_it_went_in(people, mark):
    lines = [f"{mark.format(n)}{name}{tail[0]}" for n, (name, tail) in enumerate(people, 1)]
    read = read_jielong("\n".join(["#接龙", "周六守桶", "", *lines]))
    assert [(e.name, e.count, e.number) for e in read.entries] == [
        (name, tail[1], n) for n, (name, tail) in enumerate(people, 1)
    ]
    assert (read.title, read.unread) == ("周六守桶", ())


@pytest.mark.parametrize(
    ("line", "name", "count"),
    [
        ("1. 王阿姨 全家4口人", "王阿姨", 4),
        ("1. 王阿姨 我们3个人", "王阿姨", 3),
        ("1. 王阿姨 2人+1", "王阿姨", 3),
        ("1. 王阿姨+俩", "王阿姨", 3),
        ("1. 王阿姨加2", "王阿姨", 3),
        ("1. 王阿姨和老伴", "王阿姨", 2),
        ("1. 王阿姨（2人，带娃）", "王阿姨", 2),
        ("1. 王阿姨带2人", "王阿姨", 3),
        ("1. 王阿姨带手套", "王阿姨", 1),
        ("1. 王阿姨 十二份", "王阿姨", 12),
        ("1. 王阿姨报名", "王阿姨", 1),
        ("1. 张三报名 2份", "张三", 2),
        ("1. @李雷 参加", "李雷", 1),
        ("1. 张三2份 不要辣", "张三", 2),
        ("1. 快乐每一天2份 不要辣", "快乐每一天", 2),
        ("1. 2份", None, None),
        ("1. 鸡蛋2板", None, None),
        ("1. 姓名：张三 人数：2人 房号：3-2-501", "张三", 2),
        ("1. 3-2-501 2份 不要辣", "3-2-501", 2),
        ("1. 3-2-501 张三2份", "张三", 2),
        ("1. 3-2-501", "3-2-501", 1),
        ("1. 一直在路上的那个人啊我就是喜欢长名字", None, None),
        ("1. Mary O'Neill & Bob", "Mary O'Neill & Bob", 2),
        ("1. 李雷 晚到20分钟", "李雷", 1),
        ("1. 3.5元", None, None),
    ],
)
def test_who_and_how_many(line, name, count):
    read = read_jielong(f"#接龙\n报名\n\n{line}")
    found = [(entry.name, entry.count) for entry in read.entries]
    assert found == ([] if name is None else [(name, count)])


@pytest.mark.parametrize(
    ("line", "goods"),
    [
        ("1. 王阿姨鸡蛋2板牛奶1箱", ["鸡蛋 2 板", "牛奶 1 箱"]),
        ("1. 王阿姨 鸡蛋*2 牛奶x1", ["鸡蛋 2", "牛奶 1"]),
        ("1. 王阿姨 鸡蛋2 牛奶1", ["鸡蛋 2", "牛奶 1"]),
        ("1. 王阿姨 鸡蛋 2板", ["鸡蛋 2 板"]),
        ("1. 王阿姨要鸡蛋两板", ["鸡蛋 2 板"]),
        ("1. 王阿姨 2箱牛奶1板鸡蛋", ["牛奶 2 箱", "鸡蛋 1 板"]),
        ("1. 鸡蛋2板 王阿姨", ["鸡蛋 2 板"]),
        ("1. 王阿姨（鸡蛋2板）", ["鸡蛋 2 板"]),
        ("1. 王阿姨 三文鱼2份", ["三文鱼 2 份"]),
        ("1. 王阿姨 牛肉1.5斤", []),
        ("1. 王阿姨 鸡蛋2板，要新鲜的", ["鸡蛋 2 板"]),
        ("1. 3-2-501 水饺2份", ["水饺 2 份"]),
    ],
)
def test_what_is_wanted(line, goods):
    assert _goods(_only(line)) == goods


def test_known_goods_are_parted_from_the_name_they_are_glued_to():
    entry = _only("1. 快乐每一天鸡蛋2板", items=["鸡蛋"])
    assert (entry.name, entry.wanted) == ("快乐每一天", (Wanted(item="鸡蛋", number=2, unit="板"),))


def test_a_telephone_number_is_a_note():
    entry = _only("1. 王阿姨 138-1234-5678 3-2-501")
    assert (entry.name, entry.note, entry.address) == ("王阿姨", "138-1234-5678", "3-2-501")


@pytest.mark.parametrize(
    "line",
    ["1. 王阿姨 ×", "1. 王̶阿̶姨̶", "1. 王阿姨 已取消", "1. 王阿姨 这次不参加了", "1. 王阿姨 请假"],
)
def test_who_is_struck_out_is_not_in(line):
    read = read_jielong(f"#接龙\n报名\n\n{line}")
    assert ([e.name for e in read.cancelled], read.entries) == (["王阿姨"], ())


def test_not_wanting_something_is_not_leaving():
    assert _only("1. 王阿姨 2份 不要香菜").note == "不要香菜"


@pytest.mark.parametrize(
    "line",
    [
        "12月5日守桶",
        "3号楼守桶",
        "9:00守桶",
        "6人守桶",
        "2份起订",
        "3-2-501",
        "3.5元一斤",
        "2026年",
        "m²",
    ],
)
def test_not_every_number_begins_an_entry(line):
    assert read_mark(line, spell(line), None) is None


@pytest.mark.parametrize(
    ("line", "number", "body"),
    [
        ("1.3-2-501王阿姨", 1, "3-2-501王阿姨"),
        ("1-王阿姨", 1, "王阿姨"),
        ("No.12 Anna", 12, "Anna"),
        ("½ 王阿姨", None, None),
        ("❸王阿姨", 3, "王阿姨"),
        ("501. 王阿姨", None, None),
        ("十二、王阿姨", 12, "王阿姨"),
        ("👉王阿姨", None, "王阿姨"),
    ],
)
def test_the_number_in_front(line, number, body):
    mark = read_mark(line, spell(line), None)
    assert (mark.number, mark.body) == (number, body) if body else mark is None


def test_a_line_of_several_entries_is_parted_only_where_the_numbers_go_on():
    assert split_marks("1.王阿姨 2.5斤 3.李叔") == ["1.王阿姨 2.5斤 3.李叔"]
    assert split_marks("1.王阿姨 2.李叔") == ["1.王阿姨 ", "2.李叔"]


def test_a_number_alone_takes_its_name_from_the_next_line():
    read = read_jielong("#接龙\n报名\n1.\n王阿姨\n2.\n以上截止")
    assert [entry.name for entry in read.entries] == ["王阿姨"]
    assert read.unread == ("以上截止",)


def test_a_list_under_rules_alone_is_a_list():
    read = read_jielong("守桶要求：\n1. 王阿姨\n2. 李叔")
    assert [entry.name for entry in read.entries] == ["王阿姨", "李叔"]


def test_headings_between_numbers_that_run_on_part_the_list_too():
    read = read_jielong("守桶\n【上午】\n1. 王阿姨\n【下午】\n2. 李叔")
    assert [entry.section for entry in read.entries] == ["上午", "下午"]


def test_a_second_heading_is_a_remark():
    read = read_jielong("#接龙 守桶\n#接龙 守桶\n1. 王阿姨")
    assert (read.title, read.remarks) == ("守桶", ("#接龙 守桶",))


def test_nothing_is_read_out_of_nothing():
    read = read_jielong("")
    assert (read.title, read.entries, read.remarks, read.unread) == ("", (), (), ())


def test_prose_is_not_an_entry_however_long():
    prose = "1. 王阿姨" + "蛋" * 4000
    assert read_jielong(f"报名\n{prose}").unread == (prose,)
