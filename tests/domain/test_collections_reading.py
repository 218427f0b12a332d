"""What people type for a schedule, and for what came of a collection."""

from datetime import UTC, date, datetime, time

import pytest

from domain.audience import Audience
from domain.collections.model import Policy
from domain.collections.reading import Frame, read_schedule, read_slots
from domain.collections.streams import BULKY, HAZARDOUS, Stream, named, split_streams, with_built_in
from domain.collections.tally import read_tally
from domain.errors import Refusal
from domain.timing import Frequency, Reason, Span, Stretch, Unclear
from tests.support.collecting import SHANGHAI

CLOTHES = Stream(name="旧衣物", aliases=("clothes",), takes=("干净的衣服",))
FRAME = Frame(
    now=datetime(2026, 11, 24, 1, tzinfo=UTC),
    zone=SHANGHAI,
    streams=with_built_in((CLOTHES,)),
    organisations=("物业", "回收公司"),
    organisation="",
    person_id=20,
    audience=Audience(grids=("第一网格",)),
)
PLAIN = "有害垃圾 每周六 9:00-11:00 南门广场"


def read(words, **frame):
    return read_schedule(words, Frame(**{**vars(FRAME), **frame}))


def test_the_example_of_the_manual_is_read():
    found = read(f"{PLAIN} 物品=废旧电池,过期药品、油漆")
    assert found.streams == ("有害垃圾",)
    assert (found.rule.frequency, found.rule.weekdays) == (Frequency.WEEKLY, (5,))
    assert found.span == Span(start=time(9), end=time(11))
    assert (found.place, found.items) == ("南门广场", ("废旧电池", "过期药品", "油漆"))
    assert (found.first, found.last, found.audience) == (date(2026, 11, 24), None, FRAME.audience)


def test_one_day_needs_no_rule():
    found = read("有害、大件 12月5日 9:00-11:00 南门 加=12月9日")
    assert found.streams == ("有害垃圾", "大件垃圾")
    assert (found.rule, found.extra) == (None, (date(2026, 12, 5), date(2026, 12, 9)))


@pytest.mark.parametrize(
    "words",
    [
        "有害垃圾 南门广场 每周六 9:00-11:00",
        "有害垃圾每周六9:00-11:00 南门广场",
        "hazardous every Saturday 9:00-11:00 南门广场",
    ],
)
def test_the_place_may_come_first_and_english_will_do(words):
    found = read(words)
    assert (found.place, found.rule.weekdays, found.streams) == ("南门广场", (5,), ("有害垃圾",))


def test_every_option_is_read():
    found = read(
        f"{PLAIN} 起=12月1日 止=2027-06-30 除=12月25日,2月1日-2月10日 加=12月9日"
        " 节假日=顺延 调休=cancel 上门=8:00-10:00x5,10:00-12:00×3 单位=物业"
    )
    assert (found.first, found.last) == (date(2026, 12, 1), date(2027, 6, 30))
    assert found.exceptions == (
        Stretch(first=date(2026, 12, 25), last=date(2026, 12, 25)),
        Stretch(first=date(2027, 2, 1), last=date(2027, 2, 10)),
    )
    assert found.extra == (date(2026, 12, 9),)
    assert (found.holidays, found.workdays) == (Policy.LATER, Policy.CANCEL)
    assert [slot.places for slot in found.slots] == [5, 3]
    assert found.organisation == "物业"


def test_an_interval_is_counted_from_the_first_day():
    found = read("有害垃圾 隔周三 9:00-11:00 南门 起=12月2日")
    assert next(found.rule.days(found.first)) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("厨余 每周六 9:00-11:00 南门", "collection-stream-unknown"),
        ("", "collection-stream-unknown"),
        ("有害垃圾 南门广场", "collection-when-missing"),
        ("有害垃圾 每周六 南门", "collection-hours-missing"),
        ("有害垃圾 每周六 9:00 南门", "collection-hours-missing"),
        ("有害垃圾 12月5日 南门", "collection-hours-missing"),
        ("有害垃圾 每周六 9:00-11:00", "collection-place-missing"),
        (f"{PLAIN}{'很' * 60}", "collection-place-long"),
        (f"{PLAIN} 物品=一,二 物品=三", "collection-option-twice"),
        (f"{PLAIN} 物品={'长' * 31}", "collection-items-long"),
        (f"{PLAIN} 物品={'，'.join('一' * 21)}", "collection-items-long"),
        (f"{PLAIN} 加=12月1日-12月3日", "collection-single-days"),
        (f"{PLAIN} 起=12月1日,12月3日", "collection-one-day"),
        (f"{PLAIN} 起=12月10日 止=12月3日", "collection-ends-first"),
        (f"{PLAIN} 节假日=随便", "collection-policy-unknown"),
        (f"{PLAIN} 单位=某某", "partner-unknown"),
        (f"{PLAIN} 上门=8:00-10:00", "collection-slots-unclear"),
        (f"{PLAIN} 上门=8:00-10:00x0", "collection-slots-unclear"),
        (f"{PLAIN} 上门=八点x5", "collection-slots-unclear"),
        (f"{PLAIN} 上门=", "collection-slots-unclear"),
        (f"{PLAIN} 上门=8:00-10:00x5", "collection-needs-partner"),
    ],
)
def test_what_is_missing_or_unclear_is_refused_with_what_to_do(words, key):
    with pytest.raises(Refusal, match=f"^{key}$"):
        read(words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("有害垃圾 每周六 7点到9点 南门", Reason.MORNING_OR_EVENING),
        ("有害垃圾 2月30日 9:00-11:00 南门", Reason.IMPOSSIBLE),
        (f"{PLAIN} 起=2月30日", Reason.IMPOSSIBLE),
        (f"{PLAIN} 加=明年", Reason.UNREADABLE),
        (f"{PLAIN} 除=来年", Reason.UNREADABLE),
    ],
)
def test_a_time_that_can_be_read_in_two_ways_is_asked_back(words, reason):
    found = read(words)
    assert isinstance(found, Unclear)
    assert found.reason is reason


def test_who_fetches_need_not_be_said_where_there_is_no_choice():
    words = f"{PLAIN} 上门=8:00-10:00x5"
    assert read(words, organisation="回收公司").organisation == "回收公司"
    assert read(words, organisations=("物业",)).organisation == "物业"
    with pytest.raises(Refusal, match="collection-needs-partner"):
        read(words, organisations=())


def test_slots_of_the_config_are_read_alike():
    (slot,) = read_slots("8:00-10:00 x 5")
    assert (slot.span.start, slot.span.end, slot.places) == (time(8), time(10), 5)
    with pytest.raises(Refusal, match="collection-slots-unclear"):
        read_slots(",".join(["8:00-10:00x1"] * 11))


def test_a_stream_of_the_config_replaces_the_built_in_one_of_its_name():
    own = Stream(name="大件垃圾", takes=("沙发",), bulky=True)
    assert with_built_in((own,)) == (HAZARDOUS, own)
    assert named("没有了", (own,)) == Stream(name="没有了")
    assert named("大件垃圾", (own,)) is own


@pytest.mark.parametrize(
    ("words", "names", "rest"),
    [
        ("有害垃圾 每周六", ["有害垃圾"], "每周六"),
        ("有害+大件，旧衣物 周六", ["有害垃圾", "大件垃圾", "旧衣物"], "周六"),
        ("有害 有害垃圾 周六", ["有害垃圾"], "周六"),
        ("clothesline 周六", [], "clothesline 周六"),
    ],
)
def test_streams_are_read_off_the_beginning(words, names, rest):
    found, left = split_streams(words.replace("，", ","), FRAME.streams)
    assert ([stream.name for stream in found], left) == (names, rest)


@pytest.mark.parametrize(
    ("words", "households", "grams"),
    [
        ("23户 15.5公斤", 23, {"有害垃圾": 15500}),
        ("15.5", None, {"有害垃圾": 15500}),
        ("２３ 户", 23, {}),
        ("3斤 12户", 12, {"有害垃圾": 1500}),
        ("有害垃圾：800克", None, {"有害垃圾": 800}),
        ("1 household, 2kg", 1, {"有害垃圾": 2000}),
    ],
)
def test_what_came_of_a_collection_is_read(words, households, grams):
    found = read_tally(words, (HAZARDOUS,))
    assert (found.households, dict(found.grams)) == (households, grams)


def test_several_streams_are_named():
    found = read_tally("23户 大件200公斤 有害垃圾 15.5", (HAZARDOUS, BULKY))
    assert dict(found.grams) == {"有害垃圾": 15500, "大件垃圾": 200_000}


@pytest.mark.parametrize(
    "words", ["", "没有", "23户 15公斤 3公斤", "999999户", "9999999公斤", "厨余 5公斤 3公斤"]
)
def test_numbers_that_say_nothing_or_too_much_are_asked_back(words):
    with pytest.raises(Refusal, match="collection-tally-unclear"):
        read_tally(words, (HAZARDOUS,))


def test_one_weight_for_two_streams_is_asked_back():
    with pytest.raises(Refusal, match="collection-tally-unclear"):
        read_tally("15公斤", (HAZARDOUS, BULKY))
