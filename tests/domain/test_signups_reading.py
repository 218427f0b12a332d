"""What people type to open a sign-up, in one line or answer by answer."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.circles import CircleKind
from domain.errors import Refusal
from domain.signups.model import Conditions, Question, QuestionKind, Shift, Signup
from domain.signups.neighbours import read_neighbour
from domain.signups.options import has_options, split_options
from domain.signups.reading import moved, read_signup, read_when, shifted
from domain.text import normalise
from domain.timing import Reason, Unclear

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 9, tzinfo=ZONE)
"""A Tuesday."""


def at(day, clock="00:00"):
    """An instant of this November or the next month by the clocks of the community."""
    month, number = (11, day) if isinstance(day, int) else map(int, day.split("-"))
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, number, hour, minute, tzinfo=ZONE).astimezone(UTC)


def read(words):
    return read_signup(split_options(normalise(words)), NOW, ZONE)


def refused(words):
    with pytest.raises(Refusal) as refusal:
        read(words)
    return refusal.value.text.key


def test_the_line_of_the_manual_is_read():
    signup = read("周六守桶 人数=6 截止=周五20:00")
    assert (signup.title, signup.shifts[0].seats) == ("周六守桶", 6)
    assert signup.closes_at == at(27, "20:00")
    assert signup.over_at == at(29)
    assert (signup.party_max, signup.public, signup.weekly) == (1, True, False)


def test_full_width_signs_and_english_twins_are_the_same():
    chinese = read("守桶　人数＝６　截止＝周五２０：００　地点＝南门　带人＝是")
    english = read("守桶 seats=6 until=Fri 20:00 place=南门 party=yes")
    assert chinese == english
    assert english.party_max > 1


def test_every_option_at_once():
    signup = read(
        "守桶 人数=4 截止=周五20:00 时间=周六 地点=南门 时段=8:00-10:00,10:00-12:00(2人) 带人=3"
        " 问=几个孩子(数字);口味(甜/咸) 问=备注 资格=党员圈,绑定住址,一户一位 候补上限=9"
        " 公开名单=否 每周"
    )
    assert [(s.label, s.seats) for s in signup.shifts] == [("8:00-10:00", 4), ("10:00-12:00", 2)]
    assert signup.shifts[0].starts == at(28, "8:00")
    assert signup.starts == at(28, "8:00")
    assert signup.ends == signup.over_at == at(28, "12:00")
    assert signup.questions == (
        Question(words="几个孩子", kind=QuestionKind.NUMBER),
        Question(words="口味", kind=QuestionKind.CHOICE, choices=("甜", "咸")),
        Question(words="备注"),
    )
    assert signup.conditions == Conditions(kind=CircleKind.PARTY, address=True, household=True)
    assert (signup.waiting_max, signup.public, signup.weekly, signup.party_max) == (
        9,
        False,
        True,
        3,
    )


def test_words_in_brackets_that_are_no_choice_belong_to_the_question():
    assert read("聚餐 问=忌口(选填)").questions == (Question(words="忌口(选填)"),)
    assert read("聚餐 问=(甜)").questions == (Question(words="(甜)"),)


@pytest.mark.parametrize(
    "part", ["8:00-10:00*3", "8:00-10:00（3人）", "8:00-10:00 3人", "8:00-10:00x3"]
)
def test_a_shift_may_have_its_own_number(part):
    shifts = read(f"周六守桶 人数=6 时段={part},10:00-12:00").shifts
    assert [(s.label, s.seats) for s in shifts] == [("8:00-10:00", 3), ("10:00-12:00", 6)]


def test_a_shift_that_is_no_time_is_a_label():
    assert read("周六守桶 时段=上半场、下半场").shifts == (
        Shift(position=0, label="上半场"),
        Shift(position=1, label="下半场"),
    )


def test_shifts_are_on_the_day_that_the_title_begins_with():
    assert read("周六守桶 时段=8:00-10:00").shifts[0].starts == at(28, "8:00")
    assert read("守桶 时段=8:00-10:00").shifts[0].starts is None
    assert read("守桶 时段=8:00-10:00 时间=12月5日").shifts[0].starts == at("12-5", "8:00")


def test_a_time_that_has_to_be_asked_back_is():
    assert isinstance(read("守桶 截止=周二20:00"), Unclear)
    assert isinstance(read("守桶 时间=周二 8:00-10:00"), Unclear)
    unclear = read_when("周二 8:00-10:00", NOW, ZONE)
    assert unclear.reason is Reason.WHICH_DAY
    assert at("12-1", "8:00") in [moment.instant for moment in unclear.candidates]


def test_what_can_be_said_of_when_it_is():
    assert read_when("明天9点", NOW, ZONE).starts.instant == at(25, "9:00")
    assert read_when("12月5日", NOW, ZONE).day == date(2026, 12, 5)
    assert read_when("8:00-10:00", NOW, ZONE).starts.instant == at(24, "8:00")
    assert read_when("周六22:00-2:00", NOW, ZONE).ends.instant == at(29, "2:00")
    assert read_when("改天", NOW, ZONE).reason is Reason.UNREADABLE


def test_the_bare_word_weekly_may_stand_anywhere():
    assert read("周六守桶 每周 人数=6").weekly
    assert read("周六守桶 人数=6 截止=周五20:00 weekly").weekly
    assert not read("每周六守桶 人数=6").weekly
    assert not read("周六守桶 每周=否").weekly


def test_any_number_of_people_where_none_is_said():
    assert read("聚餐").shifts[0].seats is None
    assert read("聚餐 人数=不限").shifts[0].seats is None
    assert read("聚餐 带人=否").party_max == 1


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "signup-no-title"),
        ("人数=6", "signup-no-title"),
        ("守桶 人数=六", "signup-number-unclear"),
        ("守桶 人数=0", "signup-number-unclear"),
        ("守桶 人数=99999", "signup-number-unclear"),
        ("守桶 候补上限=多", "signup-number-unclear"),
        ("守桶 颜色=红", "signup-unknown-option"),
        ("守桶 人数=6 人数=7", "signup-option-twice"),
        ("守桶 公开名单=也许", "signup-yes-or-no"),
        ("守桶 带人=随便", "signup-party-unclear"),
        ("守桶 带人=1", "signup-party-unclear"),
        ("守桶 资格=帅", "signup-condition-unclear"),
        ("守桶 问=" + ";".join("abcdef"), "signup-too-many-questions"),
        ("守桶 时段=" + ",".join(f"第{i}段" for i in range(13)), "signup-too-many-shifts"),
        ("守桶 时段=上午,上午", "signup-shift-twice"),
        ("守桶 时段=(3人)", "signup-shift-unclear"),
        ("守桶 时段=上午(0人)", "signup-shift-unclear"),
        ("长" * 61, "signup-too-long"),
        ("守桶 地点=" + "长" * 41, "signup-too-long"),
        ("守桶 时间=8:00-8:30", "signup-over-already"),
        ("守桶 时间=周六 8:00-10:00 截止=周日20:00", "signup-closes-late"),
        ("守桶 每周", "signup-weekly-needs-time"),
    ],
)
def test_what_cannot_be_is_refused(words, key):
    assert refused(words) == key


def test_a_word_without_a_slash_is_a_command_only_alone_or_with_options():
    assert has_options("")
    assert has_options("周六守桶 人数=6")
    assert not has_options("我要参加")
    assert not has_options("a=b")


def test_the_next_week_is_seven_days_later_by_the_wall_clock():
    signup = read("周六守桶 人数=6 截止=周五20:00 时间=周六 8:00-10:00 每周")
    later = shifted(signup.model_copy(update={"number": 4}), 7, ZONE)
    assert later.number == 0
    assert later.starts - signup.starts == timedelta(days=7)
    assert later.closes_at == at("12-4", "20:00")
    assert shifted(read("聚餐 人数=3"), 7, ZONE).over_at is None


def test_a_sign_up_moves_to_another_time_and_keeps_its_length():
    signup = read("守桶 时间=周六 8:00-10:00")
    onto = moved(signup, read_when("周日9:00", NOW, ZONE), ZONE)
    assert (onto.starts, onto.ends, onto.over_at) == (
        at(29, "9:00"),
        at(29, "11:00"),
        at(29, "11:00"),
    )
    onto = moved(signup, read_when("周日 9:00-9:30", NOW, ZONE), ZONE)
    assert onto.ends == at(29, "9:30")
    onto = moved(read("守桶"), read_when("周日9:00", NOW, ZONE), ZONE)
    assert (onto.starts, onto.ends) == (at(29, "9:00"), at(29, "9:00"))


def test_shifts_move_to_another_day_and_keep_their_hours():
    signup = read("周六守桶 时段=8:00-10:00,下半场")
    onto = moved(signup, read_when("周日", NOW, ZONE), ZONE)
    assert onto.shifts[0].starts == at(29, "8:00")
    assert onto.shifts[1].starts is None
    single = moved(read("守桶 时间=周六 8:00-10:00"), read_when("周日", NOW, ZONE), ZONE)
    assert single.starts == at(29, "8:00")


def test_a_sign_up_without_hours_has_no_start():
    signup = Signup(title="聚餐", shifts=(Shift(),))
    assert (signup.starts, signup.ends, signup.shifts[0].minutes) == (None, None, 0)
    assert (signup.shift(0), signup.shift(1), signup.shift(-1)) == (signup.shifts[0], None, None)


def test_a_neighbour_is_named_with_an_address():
    found = read_neighbour("张奶奶，3号楼2单元501室 2人")
    assert (found.name, str(found.address), found.party) == ("张奶奶", "3-2-501", 2)
    assert read_neighbour("李叔 3-2-502").party == 1


@pytest.mark.parametrize("words", ["", "张奶奶", "3-2-501", "很" * 21 + " 3-2-501", "张奶奶 南门"])
def test_a_neighbour_without_name_or_address_is_refused(words):
    with pytest.raises(Refusal):
        read_neighbour(words)
