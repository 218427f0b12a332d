from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.timing import (
    Moment,
    Unclear,
    moments_at,
    read_day,
    read_moment,
    say_moment,
    split_leading_moment,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK])
WEDNESDAY = datetime(2026, 12, 2, 10, 0, tzinfo=SHANGHAI)
INSTANTS = st.datetimes(
    min_value=datetime.fromisoformat("2020-01-01"),
    max_value=datetime.fromisoformat("2035-01-01"),
    timezones=st.just(UTC),
)
VOCABULARY = """
今晚 今天 明天 明晚 后天 大后天 周五 本周三 下周一 下个月 周末 12月5日 2月29日 12/5 5号 三十一号
2026-12-05 2026年 早上 下午 晚上 半夜 凌晨 中午 8点 十二点 九点一刻 三点半 24:00 02:30 25:00
半小时后 2小时后 3天后 两个月后 后 到 至 - : , 每周五
tomorrow tonight Sat next Friday this Dec 5 5th 9am noon midnight at in two hours
"""
SAID = st.lists(st.sampled_from(VOCABULARY.split()), max_size=5).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)


def shown(*walls):
    return [datetime.fromisoformat(wall) for wall in walls]


def understood(outcome):
    """The reason, if any, and the wall-clock times."""
    if isinstance(outcome, Moment):
        return "clear", [outcome.wall]
    return outcome.reason.value, [moment.wall for moment in outcome.candidates]


@pytest.mark.parametrize(
    ("said", "wall"),
    [
        ("18:30", "2026-12-02 18:30"),
        ("１８：３０", "2026-12-02 18:30"),
        ("今晚8点", "2026-12-02 20:00"),
        ("今天晚上8:30", "2026-12-02 20:30"),
        ("今晚上八点", "2026-12-02 20:00"),
        ("今晚12点", "2026-12-03 00:00"),
        ("今晚1点", "2026-12-03 01:00"),
        ("半夜1点", "2026-12-03 01:00"),
        ("午夜", "2026-12-03 00:00"),
        ("明天9点", "2026-12-03 09:00"),
        ("明天3点", "2026-12-03 15:00"),
        ("明天12点半", "2026-12-03 12:30"),
        ("明早8点", "2026-12-03 08:00"),
        ("明天24:00", "2026-12-04 00:00"),
        ("后天下午3点半", "2026-12-04 15:30"),
        ("大后天 上午十点", "2026-12-05 10:00"),
        ("周五20:00", "2026-12-04 20:00"),
        ("周6 9:00", "2026-12-05 09:00"),
        ("本周五20:00", "2026-12-04 20:00"),
        ("这个星期五20时05分", "2026-12-04 20:05"),
        ("下周一 9:00", "2026-12-07 09:00"),
        ("下周三 9:00", "2026-12-09 09:00"),
        ("下下周三 9:00", "2026-12-16 09:00"),
        ("周二 9:00", "2026-12-08 09:00"),
        ("星期天晚上七点一刻", "2026-12-06 19:15"),
        ("礼拜六傍晚5点三刻", "2026-12-05 17:45"),
        ("12月5日19:30", "2026-12-05 19:30"),
        ("12月5日（周六）19:30", "2026-12-05 19:30"),
        ("12月5号 星期六 晚上7点", "2026-12-05 19:00"),
        ("12/5 19:30", "2026-12-05 19:30"),
        ("2026-12-05 19:30", "2026-12-05 19:30"),
        ("2026/12/5 9:00", "2026-12-05 09:00"),
        ("2026年12月5日下午两点", "2026-12-05 14:00"),
        ("二〇二六年十二月五日二十点零五", "2026-12-05 20:05"),
        ("十二月五号早上八点", "2026-12-05 08:00"),
        ("十二月二十三日十四点四十五分", "2026-12-23 14:45"),
        ("明年1月5日 9:00", "2027-01-05 09:00"),
        ("1月5日 9:00", "2027-01-05 09:00"),
        ("5号9点", "2026-12-05 09:00"),
        ("本月20号 9:00", "2026-12-20 09:00"),
        ("下个月5号上午10点", "2027-01-05 10:00"),
        ("半小时后", "2026-12-02 10:30"),
        ("一刻钟后", "2026-12-02 10:15"),
        ("2小时后", "2026-12-02 12:00"),
        ("1.5小时以后", "2026-12-02 11:30"),
        ("一个半小时后", "2026-12-02 11:30"),
        ("两个钟头零五分钟后", "2026-12-02 12:05"),
        ("3天后 9:00", "2026-12-05 09:00"),
        ("两周后的9:00", "2026-12-16 09:00"),
        ("一个月后 9:00", "2027-01-02 09:00"),
        ("100天后 9:00", "2027-03-12 09:00"),
        ("中午", "2026-12-02 12:00"),
        ("中午12点半", "2026-12-02 12:30"),
        ("中午1点", "2026-12-02 13:00"),
        ("明天凌晨3点", "2026-12-03 03:00"),
        ("明天夜里11点", "2026-12-03 23:00"),
        ("8点", "2026-12-02 20:00"),
        ("11点整", "2026-12-02 11:00"),
        ("tomorrow 9:00", "2026-12-03 09:00"),
        ("Tomorrow at 9", "2026-12-03 09:00"),
        ("tomorrow morning at 9:30", "2026-12-03 09:30"),
        ("the day after tomorrow, 3 pm", "2026-12-04 15:00"),
        ("Sat 9:00", "2026-12-05 09:00"),
        ("on Saturday at noon", "2026-12-05 12:00"),
        ("9:00 on Saturday", "2026-12-05 09:00"),
        ("7:30pm Sat", "2026-12-05 19:30"),
        ("this Friday 20:00", "2026-12-04 20:00"),
        ("next Monday 9am", "2026-12-07 09:00"),
        ("next Wednesday 9am", "2026-12-09 09:00"),
        ("tonight 8pm", "2026-12-02 20:00"),
        ("tonight at 8 o'clock", "2026-12-02 20:00"),
        ("this evening 7:15", "2026-12-02 19:15"),
        ("12pm", "2026-12-02 12:00"),
        ("tomorrow 12am", "2026-12-03 00:00"),
        ("midnight", "2026-12-03 00:00"),
        ("Dec 5 19:30", "2026-12-05 19:30"),
        ("December 5th, 2026, 19:30", "2026-12-05 19:30"),
        ("Sat 5 Dec 19:30", "2026-12-05 19:30"),
        ("Saturday, 5 December 2026 19:30", "2026-12-05 19:30"),
        ("in 2 hours", "2026-12-02 12:00"),
        ("in half an hour", "2026-12-02 10:30"),
        ("in ten minutes", "2026-12-02 10:10"),
        ("in a week at 9:00", "2026-12-09 09:00"),
        ("in 3 days 9:00", "2026-12-05 09:00"),
        ("in two months 9:00", "2027-02-02 09:00"),
    ],
)
def test_a_time_with_one_reading_is_understood(said, wall):
    assert understood(read_moment(said, WEDNESDAY, SHANGHAI)) == ("clear", shown(wall))


@pytest.mark.parametrize(
    ("said", "reason", "candidates"),
    [
        ("", "unreadable", []),
        ("有空的时候", "unreadable", []),
        ("明天9点吧", "unreadable", []),
        ("周八 9:00", "unreadable", []),
        ("9:30", "past", ["2026-12-03 09:30"]),
        ("9点", "past", ["2026-12-02 21:00", "2026-12-03 09:00"]),
        ("今早8点", "past", ["2026-12-03 08:00"]),
        ("this morning", "no-time", ["2026-12-02 11:00"]),
        ("本周一 9:00", "past", ["2026-12-07 09:00"]),
        ("this Monday 9:00", "past", ["2026-12-07 09:00"]),
        ("上周五 9:00", "past", []),
        ("昨天9点", "past", []),
        ("11月30日9:00", "past", ["2027-11-30 09:00"]),
        ("1号 9:00", "past", ["2027-01-01 09:00"]),
        ("2026-12-01 9:00", "past", []),
        ("2020年1月1日", "past", []),
        ("0分钟后", "past", []),
        ("2月30日 9:00", "impossible", []),
        ("2027年2月29日 9:00", "impossible", []),
        ("13/5 9:00", "impossible", []),
        ("25:00", "impossible", []),
        ("24:30", "impossible", []),
        ("明天9:75", "impossible", []),
        ("明天上午15点", "impossible", []),
        ("13:00pm", "impossible", []),
        ("31号", "no-time", ["2026-12-31 09:00", "2026-12-31 15:00", "2026-12-31 19:00"]),
        ("大后天", "no-time", ["2026-12-05 09:00", "2026-12-05 15:00", "2026-12-05 19:00"]),
        ("今天", "no-time", ["2026-12-02 15:00", "2026-12-02 19:00"]),
        ("明晚", "no-time", ["2026-12-03 19:00", "2026-12-03 20:00", "2026-12-03 21:00"]),
        ("后天上午", "no-time", ["2026-12-04 09:00", "2026-12-04 10:00", "2026-12-04 11:00"]),
        ("凌晨", "past", ["2026-12-03 01:00", "2026-12-03 03:00", "2026-12-03 05:00"]),
        ("明天8点", "morning-or-evening", ["2026-12-03 08:00", "2026-12-03 20:00"]),
        ("周六7点半", "morning-or-evening", ["2026-12-05 07:30", "2026-12-05 19:30"]),
        ("tomorrow at 8", "morning-or-evening", ["2026-12-03 08:00", "2026-12-03 20:00"]),
        ("周三20:00", "which-day", ["2026-12-02 20:00", "2026-12-09 20:00"]),
        ("周三9:00", "which-day", ["2026-12-09 09:00"]),
        ("Wednesday 20:00", "which-day", ["2026-12-02 20:00", "2026-12-09 20:00"]),
        ("next Friday 9:00", "which-day", ["2026-12-04 09:00", "2026-12-11 09:00"]),
        ("周末9:00", "which-day", ["2026-12-05 09:00", "2026-12-06 09:00"]),
        ("下周末9:00", "which-day", ["2026-12-12 09:00", "2026-12-13 09:00"]),
        ("明晚1点", "which-day", ["2026-12-03 01:00", "2026-12-04 01:00"]),
        ("tomorrow midnight", "which-day", ["2026-12-03 00:00", "2026-12-04 00:00"]),
        (
            "12月5日（周五）19:30",
            "weekday-mismatch",
            ["2026-12-04 19:30", "2026-12-05 19:30"],
        ),
    ],
)
def test_a_time_without_one_reading_is_asked_back(said, reason, candidates):
    assert understood(read_moment(said, WEDNESDAY, SHANGHAI)) == (reason, shown(*candidates))


@pytest.mark.parametrize(
    ("now", "said", "reason", "candidates"),
    [
        ("2026-12-04 10:00", "周五", "no-time", None),
        ("2026-12-04 10:00", "周五20:00", "which-day", ["2026-12-04 20:00", "2026-12-11 20:00"]),
        ("2026-12-04 21:00", "周五20:00", "which-day", ["2026-12-11 20:00"]),
        ("2026-12-04 10:00", "本周五20:00", "clear", ["2026-12-04 20:00"]),
        ("2026-12-06 10:00", "下周一9:00", "clear", ["2026-12-07 09:00"]),
        (
            "2026-12-06 10:00",
            "next Monday 9:00",
            "which-day",
            ["2026-12-07 09:00", "2026-12-14 09:00"],
        ),
        ("2026-12-03 00:30", "今晚8点", "which-day", ["2026-12-03 20:00"]),
        ("2026-12-03 00:30", "tonight 8pm", "which-day", ["2026-12-03 20:00"]),
        ("2026-12-03 00:30", "今天晚上8点", "which-day", ["2026-12-03 20:00"]),
        ("2026-12-03 00:30", "今晚2点", "which-day", ["2026-12-03 02:00", "2026-12-04 02:00"]),
        ("2026-12-03 00:30", "今天20:00", "clear", ["2026-12-03 20:00"]),
        ("2026-12-03 00:30", "明天9点", "which-day", ["2026-12-03 09:00", "2026-12-04 09:00"]),
        ("2026-12-03 04:00", "明天9点", "clear", ["2026-12-04 09:00"]),
        ("2026-12-03 04:00", "今晚8点", "clear", ["2026-12-03 20:00"]),
        ("2026-12-03 01:00", "3点", "morning-or-evening", ["2026-12-03 03:00", "2026-12-03 15:00"]),
        ("2026-12-03 07:00", "8点", "morning-or-evening", ["2026-12-03 08:00", "2026-12-03 20:00"]),
        ("2026-12-03 20:00", "9点", "clear", ["2026-12-03 21:00"]),
        ("2026-12-03 21:00", "8点", "past", ["2026-12-04 08:00", "2026-12-04 20:00"]),
        ("2026-12-03 23:30", "1点", "past", ["2026-12-04 01:00", "2026-12-04 13:00"]),
        ("2026-12-03 20:00", "20:00", "past", ["2026-12-04 20:00"]),
        ("2026-12-06 10:00", "12月5日 9:00", "past", ["2027-12-05 09:00"]),
        ("2027-07-10 10:00", "2月29日 9:00", "impossible", ["2028-02-29 09:00"]),
        ("2026-12-03 10:00:42", "1分钟后", "clear", ["2026-12-03 10:01"]),
    ],
)
def test_the_reading_depends_on_when_it_is_said(now, said, reason, candidates):
    at = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    found, walls = understood(read_moment(said, at, SHANGHAI))
    assert found == reason
    assert candidates is None or walls == shown(*candidates)


@pytest.mark.parametrize(
    ("zone", "now", "said", "reason", "instants"),
    [
        (BERLIN, "2026-03-28 12:00", "明天02:30", "clock-change", ["2026-03-29 01:30"]),
        (BERLIN, "2026-03-28 12:00", "明天03:30", "clear", ["2026-03-29 01:30"]),
        (
            BERLIN,
            "2026-10-24 12:00",
            "tomorrow 02:30",
            "clock-change",
            ["2026-10-25 00:30", "2026-10-25 01:30"],
        ),
        (
            NEW_YORK,
            "2026-10-31 12:00",
            "tomorrow 1:30am",
            "clock-change",
            ["2026-11-01 05:30", "2026-11-01 06:30"],
        ),
        (NEW_YORK, "2026-03-07 12:00", "tomorrow 2:30am", "clock-change", ["2026-03-08 07:30"]),
        (NEW_YORK, "2026-03-07 21:00", "12小时后", "clear", ["2026-03-08 14:00"]),
        (SHANGHAI, "2026-03-28 12:00", "明天02:30", "clear", ["2026-03-28 18:30"]),
    ],
)
def test_a_wall_time_that_clocks_skip_or_repeat_is_asked_back(zone, now, said, reason, instants):
    at = datetime.fromisoformat(now).replace(tzinfo=zone)
    outcome = read_moment(said, at, zone)
    moments = outcome.candidates if isinstance(outcome, Unclear) else (outcome,)
    assert understood(outcome)[0] == reason
    assert [m.instant.replace(tzinfo=None) for m in moments] == shown(*instants)


def test_once_the_first_of_two_equal_wall_times_is_over_only_the_second_is_meant():
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    outcome = read_moment("今天02:30", between, BERLIN)
    assert outcome == moments_at(datetime.fromisoformat("2026-10-25 02:30"), BERLIN)[1]


@pytest.mark.parametrize(
    ("text", "wall", "rest"),
    [
        ("明天9点 今晚停水，请储水", "2026-12-03 09:00", "今晚停水，请储水"),
        ("明天9点\n今晚停水", "2026-12-03 09:00", "今晚停水"),
        ("明天9点：今晚停水", "2026-12-03 09:00", "今晚停水"),
        ("明天9点，今晚停水，请储水", "2026-12-03 09:00", "今晚停水，请储水"),
        ("　２小时后　　停水，好！", "2026-12-02 12:00", "停水，好！"),
        ("12月5日19:30 大会 ", "2026-12-05 19:30", "大会 "),
        ("下周一 9:00 3号楼停电", "2026-12-07 09:00", "3号楼停电"),
        ("明天9点 3号楼停水", "2026-12-03 09:00", "3号楼停水"),
        ("18:30 Sat-Sun cleanup", "2026-12-02 18:30", "Sat-Sun cleanup"),
        ("18:30 Sat, bring gloves", "2026-12-05 18:30", "bring gloves"),
        ("tomorrow 9:00 water is off", "2026-12-03 09:00", "water is off"),
        ("明天9点", "2026-12-03 09:00", ""),
    ],
)
def test_a_time_parted_from_the_text_leads_it(text, wall, rest):
    outcome, left = split_leading_moment(text, WEDNESDAY, SHANGHAI)
    assert understood(outcome) == ("clear", shown(wall))
    assert left == rest


@pytest.mark.parametrize(
    "text",
    [
        "今晚8点停水，请储水",
        "　今晚8点停水",
        "停水，今晚8点",
        "9:00-11:00 停水",
        "9:00 - 11:00 停水",
        "明天9点到11点 停水",
        "tomorrow 9:00 to 11:00 no water",
        "明天 停水",
        "今晚 停水",
        "中午 停水",
        "周六 9点集合",
        "Tomorrow the water is off",
        "3号楼停水",
        "3号 停水",
        "2小时后停水",
        "每周五19:00 开会",
        "",
    ],
)
def test_a_time_that_belongs_to_the_text_stays_in_it(text):
    assert split_leading_moment(text, WEDNESDAY, SHANGHAI) == (None, text)


@pytest.mark.parametrize(
    ("text", "reason", "rest"),
    [
        ("9:00 停水", "past", "停水"),
        ("明天8点 停水", "morning-or-evening", "停水"),
        ("2月30日9:00 停水", "impossible", "停水"),
    ],
)
def test_a_leading_time_without_one_reading_is_asked_back_with_the_text(text, reason, rest):
    outcome, left = split_leading_moment(text, WEDNESDAY, SHANGHAI)
    assert (understood(outcome)[0], left) == (reason, rest)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", date(2026, 12, 2)),
        ("12月5日", date(2026, 12, 5)),
        ("周六", date(2026, 12, 5)),
        ("Sat 5 Dec", date(2026, 12, 5)),
    ],
)
def test_a_day_alone_is_read(said, day):
    assert read_day(said, WEDNESDAY, SHANGHAI) == day


@pytest.mark.parametrize(
    ("said", "reason", "candidates"),
    [
        ("周三", "which-day", ["2026-12-02", "2026-12-09"]),
        ("昨天", "past", []),
        ("12月1日", "past", ["2027-12-01"]),
        ("2月30日", "impossible", []),
        ("今晚", "unreadable", []),
        ("12月5日 9:00", "unreadable", []),
        ("改天", "unreadable", []),
    ],
)
def test_a_day_without_one_reading_is_asked_back(said, reason, candidates):
    assert understood(read_day(said, WEDNESDAY, SHANGHAI)) == (reason, shown(*candidates))


@given(st.one_of(SAID, st.text(max_size=30)), INSTANTS, ZONES)
@settings(max_examples=300)
def test_whatever_is_read_lies_ahead_and_nothing_raises(text, now, zone):
    outcome = read_moment(text, now, zone)
    moments = outcome.candidates if isinstance(outcome, Unclear) else (outcome,)
    assert all(moment.instant > now for moment in moments)
    assert list(moments) == sorted(set(moments), key=lambda moment: moment.instant)
    _, rest = split_leading_moment(text, now, zone)
    assert text.endswith(rest)
    read_day(text, now, zone)


@given(INSTANTS, st.timedeltas(timedelta(minutes=2), timedelta(days=180)), ZONES)
def test_a_moment_said_back_is_read_as_the_same_moment(now, ahead, zone):
    moment = Moment.at((now + ahead).replace(second=0, microsecond=0), zone)
    alike = moments_at(moment.wall, zone)
    for lang in ("zh", "en"):
        read = read_moment(say_moment(moment, zone, lang, now), now, zone)
        if len(alike) == 1:
            assert read == moment
        else:
            assert isinstance(read, Unclear)
