from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.categories import (
    DEFAULT_CATEGORIES,
    DEFAULT_DANGERS,
    OTHER,
    URGENT_RESOLVE,
    Category,
    Danger,
    danger_in,
    find_category,
    guess,
)
from domain.workdays import AROUND_THE_CLOCK, Length, WorkingTime

WEEK = Length(days=7)
OFFICE = WorkingTime(
    weekdays=frozenset({1, 2, 3, 4, 5}),
    start=time(9),
    end=time(17, 30),
    zone=ZoneInfo("Asia/Shanghai"),
    holidays=True,
)
NAMES = [category.name for category in DEFAULT_CATEGORIES]


def kind(name, *keywords, **rest):
    return Category(name=name, keywords=keywords, respond=WEEK, resolve=WEEK, **rest)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("3单元电梯坏了", "电梯"),
        ("The Elevator in block 3 is stuck", "电梯"),
        ("电梯困人了快来", "电梯"),
        ("家里停水一天了", "水电气热"),
        ("暖气不热，屋里才14度", "水电气热"),
        ("5号楼没电了，是不是跳闸", "水电气热"),
        ("楼上漏水把我家天花板泡了", "漏水堵塞"),
        ("下水道堵了，厨房返水", "漏水堵塞"),
        ("暖气漏水", "漏水堵塞"),
        ("垃圾桶满了好几天没人清，很臭", "垃圾环境"),
        ("电梯里有垃圾", "垃圾环境"),
        ("楼上半夜装修，吵得睡不着", "噪音扰民"),
        ("广场舞音响太吵", "噪音扰民"),
        ("我的车位被占了，能帮忙挪车吗", "停车"),
        ("消防通道堵了，全是电动车", "安全消防"),
        ("有人飞线充电", "安全消防"),
        ("楼道里冒烟", "安全消防"),
        ("单元门的门禁刷不开", "公共设施"),
        ("路灯坏了两盏", "公共设施"),
        ("有人遛狗不牵绳", "宠物"),
        ("隔壁邻居占楼道放鞋柜，说了就吵架", "邻里矛盾"),
        ("一楼私搭乱建", "房屋修缮"),
        ("物业费涨价没有通知", "物业服务"),
        ("想问一下社区合唱队怎么报名", "其他"),
        ("", "其他"),
    ],
)
def test_a_report_is_sorted_by_its_words(body, name):
    assert guess(body, DEFAULT_CATEGORIES).name == name


def test_the_category_with_the_most_matching_words_wins():
    short, long = kind("短", "水"), kind("长", "水管", "破了")
    assert guess("水管破了", [short, long]) is long
    assert guess("水管破了", [long, short]) is long


def test_among_equals_the_one_named_last_in_the_text_wins():
    place, matter = kind("电梯", "电梯"), kind("垃圾", "垃圾")
    assert guess("电梯里有垃圾", [place, matter]) is matter
    assert guess("垃圾堆在电梯里", [place, matter]) is place


def test_upper_case_and_full_width_do_not_matter():
    wifi = kind("网络", "WIFI", "5g")
    assert guess("楼里没有 WiFi", [wifi]) is wifi
    assert guess("５G 信号差", [wifi]) is wifi


def test_the_communitys_own_other_is_used_where_it_has_one():
    own = kind("其他", organisation="物业")
    assert guess("合唱队报名", [kind("电梯", "电梯"), own]) is own
    assert guess("合唱队报名", [kind("电梯", "电梯")]) is OTHER
    assert guess("合唱队报名", []) is OTHER


def test_a_category_is_found_by_name():
    assert find_category("电梯", DEFAULT_CATEGORIES).name == "电梯"
    assert find_category("飞碟", DEFAULT_CATEGORIES) is None


def test_the_other_category_is_found_whatever_the_config_says():
    own = kind("其他", organisation="物业")
    assert find_category("其他", []) is OTHER
    assert find_category("其他", [own]) is own


def test_urgent_matters_and_utilities_run_around_the_clock_and_others_in_working_hours():
    around = {c.name for c in DEFAULT_CATEGORIES if c.calendar(OFFICE) is AROUND_THE_CLOCK}
    assert around == {"安全消防", "电梯", "水电气热", "漏水堵塞"}
    assert OTHER.calendar(OFFICE) is OFFICE


def test_the_default_times_are_those_of_the_hotline():
    friday = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    due = {}
    for category in DEFAULT_CATEGORIES:
        calendar = category.calendar(OFFICE)
        due[category.name] = calendar.add(friday, category.resolve.on(calendar))
    assert due["安全消防"] == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    assert due["水电气热"] == datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
    assert due["公共设施"] == datetime(2026, 12, 8, 8, 0, tzinfo=UTC)
    assert due["邻里矛盾"] == datetime(2026, 12, 18, 8, 0, tzinfo=UTC)


def test_what_is_urgent_by_default_is_solved_in_two_hours():
    urgent = [category for category in DEFAULT_CATEGORIES if category.urgent]
    assert urgent
    assert {category.resolve for category in urgent} == {URGENT_RESOLVE}


def test_an_answer_is_due_before_the_solution():
    for category in DEFAULT_CATEGORIES:
        calendar = category.calendar(OFFICE)
        assert category.respond.on(calendar) < category.resolve.on(calendar)


def test_default_names_and_words_are_given_once_each():
    assert len(set(NAMES)) == len(NAMES)
    words = [word for danger in DEFAULT_DANGERS for word in danger.words]
    assert len(set(words)) == len(words)
    for category in DEFAULT_CATEGORIES:
        assert len(set(category.keywords)) == len(category.keywords)


ALARMS = [
    ("电梯困人了", "119"),
    ("我被困在3单元电梯里", "119"),
    ("有两个人关在电梯里出不来", "119"),
    ("电梯里困了三个人", "119"),
    ("My mother is trapped in the lift", "119"),
    ("楼道着火了", "119"),
    ("５号楼冒烟！！", "119"),
    ("阳台外面冒黑烟", "119"),
    ("There is a FIRE on floor 3", "119"),
    ("厨房有很浓的天然气的味道", "119"),
    ("闻到煤气味", "119"),
    ("燃气管道一直在漏", "119"),
    ("好像漏气了", "119"),
    ("有人触电", "120"),
    ("门口栏杆漏电", "120"),
    ("楼下老人晕倒了", "120"),
    ("他没有呼吸了", "120"),
    ("我爸叫不醒", "120"),
    ("有人坠楼", "120"),
    ("孩子从窗户掉下来了", "120"),
    ("楼下打架，有人持刀", "110"),
    ("有人拿着刀", "110"),
    ("救命", "110"),
    ("好大的烟从地下室冒出来", "119"),
    ("5楼窗口有火苗", "119"),
    ("燃气泄露了", "119"),
    ("门坏了，孩子锁在屋里", "119"),
    ("help, gas smell in block 5", "119"),
    ("小孩掉到井里", "120"),
    ("外墙瓷砖掉下来砸到人", "120"),
    ("有人拿菜刀追人", "110"),
]


@pytest.mark.parametrize(("body", "first"), ALARMS)
def test_words_of_danger_alarm_and_name_the_number_to_call(body, first):
    assert danger_in(body, DEFAULT_DANGERS).call[0] == first


@pytest.mark.parametrize(
    "body",
    [
        "电梯坏了，没有困人",
        "电梯停了，没困人",
        "里面没人被困",
        "没有人员被困",
        "无人被困",
        "电梯停在5楼，没有人被困在电梯里",
        "已经不着火了",
        "现在不冒烟了",
        "不是着火，是烧烤",
        "没有发生火灾",
        "未造成触电",
        "厨房没有煤气味",
        "煤气没有味",
        "nobody is trapped",
        "It is not on fire",
        "楼道充电容易起火",
        "应该防止触电",
        "万一着火了怎么办",
        "楼道堆物有火灾隐患",
        "火灾报警器坏了",
        "漏电保护器老跳闸",
        "消防通道停了车，昨天火灾演练都过不去",
        "噪音让我们长期被困扰",
        "老人上楼困难，希望加装电梯",
        "我感冒了还闻楼道里的烟",
        "心脏病人被广场舞吵得睡不着",
        "垃圾倒在地上没人扫",
        "外墙落水管坏了",
        "楼道没被打扫",
        "拨打人工电话没人接",
        "燃气热水器漏水",
        "燃气费怎么交",
        "建议安装火灾报警装置",
        "充电桩漏电开关坏了",
        "下水道返味，味很大",
        "烟花爆竹什么时候禁放",
        "气压泵漏水",
        "钥匙掉到电梯井里了",
        "3单元电梯坏了",
        "",
    ],
)
def test_ordinary_reports_and_denied_dangers_do_not_alarm(body):
    assert danger_in(body, DEFAULT_DANGERS) is None


@pytest.mark.parametrize(
    "body",
    [
        "有没有困人不知道",
        "不知道是不是着火了",
        "不是着火了吧",
        "没着火吗？",
        "会不会着火啊",
        "没人管，着火了",
        "没人发现着火了",
        "刚才没发现着火",
        "不小心触电了",
        "不停冒烟",
        "没多久就起火了",
        "不光着火，还有人受伤",
        "刚才没着火，现在着火了",
        "没有起火，但是冒烟",
        "煤气不停地漏气",
        "深夜打架扰民",
        "电梯出不来人了，不是演习，困人",
    ],
)
def test_what_only_looks_like_a_denial_still_alarms(body):
    assert danger_in(body, DEFAULT_DANGERS) is not None


def test_all_dangers_are_told_with_every_number_once_in_the_order_of_the_table():
    found = danger_in("有人晕倒了，楼道着火，有人被困", DEFAULT_DANGERS)
    assert found == Danger(words=("着火", "被困", "晕倒"), call=("119", "12345", "120"))


def test_the_words_are_told_as_they_stand_in_the_text():
    danger = Danger(words=("燃气*味",), call=("119",))
    assert danger_in("厨房有燃气的味道", [danger]).words == ("燃气的味",)
    assert danger_in("厨房有燃气**味", [danger]).words == ("燃气**味",)


def test_a_gap_ends_with_its_clause_and_after_eight_signs():
    danger = Danger(words=("燃气*味",), call=("119",))
    assert danger_in("交燃气费，楼道有味", [danger]) is None
    assert danger_in("燃气一二三四五六七八味", [danger]) is not None
    assert danger_in("燃气一二三四五六七八九味", [danger]) is None


@pytest.mark.parametrize("word", ["", "*", "火*", "*火"])
def test_a_word_of_danger_that_would_match_anything_is_refused(word):
    with pytest.raises(ValidationError):
        Danger(words=(word,), call=("119",))


@pytest.mark.parametrize("wrong", [{"name": ""}, {"keywords": ("",)}])
def test_a_category_with_an_empty_word_is_refused(wrong):
    with pytest.raises(ValidationError):
        Category.model_validate(OTHER.model_dump() | wrong)


def test_a_danger_without_a_number_to_call_is_refused():
    with pytest.raises(ValidationError):
        Danger(words=("火",), call=())


@given(st.text(), st.sampled_from(DEFAULT_CATEGORIES))
def test_any_text_gets_one_of_the_categories(body, category):
    assert guess(body, DEFAULT_CATEGORIES) in DEFAULT_CATEGORIES
    assert guess(body, [category]) in {category, OTHER}


@given(st.text(alphabet="，。 甲乙丙"), st.sampled_from(ALARMS), st.text(alphabet="，。 甲乙丙"))
def test_danger_is_seen_wherever_it_stands_in_a_text(before, alarm, after):
    body, _ = alarm
    assert danger_in(f"{before}，{body}，{after}", DEFAULT_DANGERS) is not None
