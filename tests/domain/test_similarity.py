import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.similarity import THRESHOLD, similar

SAME = [
    ("3单元电梯坏了", "三单元的电梯又坏了"),
    ("3单元电梯坏了", "电梯坏了 3单元"),
    ("3单元电梯坏了", "３单元电梯坏了！"),
    ("3单元电梯坏了", "您好，三单元电梯坏了，麻烦师傅来修一下"),
    ("3单元电梯坏了", "电梯坏了"),
    ("3单元电梯坏了", "3单元电梯不能用了"),
    ("3单元电梯坏了", "3单元电梯停运"),
    ("3单元电梯停在5楼不动", "3单元电梯停在8楼不动了"),
    ("5号楼停水了", "五号楼没水了"),
    ("5号楼停水了", "5栋停水"),
    ("停水三天了", "停水两天了"),
    ("停水", "我们这边怎么停水了"),
    ("停电了", "小区没电"),
    ("暖气不热", "家里暖气一点都不热"),
    ("楼道灯不亮", "楼道灯坏了"),
    ("二楼楼道灯坏了", "2层楼道的灯不亮了"),
    ("垃圾没人清", "垃圾好几天没人清了"),
    ("垃圾桶满了没人收", "垃圾桶满了，好几天没人来收"),
    ("下水道堵了", "下水道堵塞"),
    ("单元门门禁坏了", "门禁坏了，单元门打不开"),
    ("楼上噪音太大", "楼上太吵了，噪音很大"),
    ("广场舞太吵", "广场舞音乐声太吵了，能不能管管"),
    ("消防通道被车堵了", "消防通道停车堵住了"),
    ("301漏水", "3单元301漏水"),
    ("2-1-301卫生间漏水", "2号楼1单元301厕所漏水"),
    ("东门门禁坏了", "东门的门禁刷不开，坏了"),
    ("路灯坏了", "南边路灯坏了两盏"),
    ("地下一层积水", "负一层积水"),
    ("十二号楼电梯有异响", "12号楼电梯异响"),
    ("有人在楼道抽烟", "楼道里有人抽烟"),
    ("elevator is broken", "The elevator is broken again"),
    ("4栋3单元门口路灯不亮", "4号楼3单元门口的路灯坏了好几天"),
    ("楼下烧烤油烟太大", "楼下烧烤摊油烟熏人"),
    ("6楼走廊声控灯不亮了", "六楼走廊灯坏了"),
    ("地下车库漏水", "车库漏水严重"),
    ("健身器材坏了，有安全隐患", "健身器材坏了没人修"),
    ("小区大门道闸坏了", "大门口道闸抬不起来，坏了"),
    ("楼顶漏雨", "楼顶漏水，一下雨就漏"),
    ("充电桩充不了电", "充电桩坏了充不上电"),
    ("有人飞线充电", "楼下有人从窗户飞线给电动车充电"),
    ("狗叫扰民", "隔壁的狗天天叫，扰民"),
    ("井盖松了", "门口井盖松动"),
    ("快递柜老是打不开", "快递柜打不开"),
    ("绿化带杂草太高", "杂草太高了，绿化带没人管"),
    ("3号楼一单元对讲坏了", "3号楼1单元的对讲机用不了"),
]
DIFFERENT = [
    ("3单元电梯坏了", "2单元电梯坏了"),
    ("三单元电梯坏了", "二单元电梯坏了"),
    ("5号楼停水了", "6号楼停水了"),
    ("十五号楼停水", "五号楼停水"),
    ("301漏水", "302漏水"),
    ("3单元301漏水", "3单元501漏水"),
    ("东门门禁坏了", "西门门禁坏了"),
    ("A座电梯坏了", "B座电梯坏了"),
    ("2楼楼道灯坏了", "5楼楼道灯坏了"),
    ("楼道灯坏了", "楼道门坏了"),
    ("路灯坏了", "路面坏了"),
    ("3单元电梯坏了", "3单元门禁坏了"),
    ("停水了", "停电了"),
    ("电梯坏了", "电梯里有狗屎"),
    ("垃圾没人清", "垃圾桶被人偷了"),
    ("楼上噪音太大", "楼上漏水"),
    ("楼上噪音太大", "楼下噪音太大"),
    ("广场舞太吵", "装修太吵"),
    ("有人在楼道抽烟", "有人在楼道堆杂物"),
    ("下水道堵了", "消防通道堵了"),
    ("1号电梯坏了", "2号电梯坏了"),
    ("左边电梯坏了", "右边电梯坏了"),
    ("物业费太贵", "停车费太贵"),
    ("健身器材坏了", "快递柜坏了"),
    ("地下一层积水", "一层积水"),
    ("流浪狗咬人", "流浪猫很多"),
    ("3单元电梯坏了", "请问合唱队怎么报名"),
    ("监控坏了", "对讲坏了"),
    ("停车位被占了", "消防通道被占了"),
    ("elevator is broken", "street light is broken"),
    ("1号楼2单元电梯困了人", "1号楼1单元电梯困了人"),
    ("4栋门口路灯不亮", "7栋门口路灯不亮"),
    ("地下车库漏水", "楼顶漏水"),
    ("健身器材坏了", "道闸坏了"),
    ("井盖松了", "窗户松了"),
    ("快递柜打不开", "单元门打不开"),
    ("绿化带杂草太高", "物业费太高"),
    ("充电桩坏了", "充电棚着火了"),
    ("楼道堆杂物", "楼道没打扫"),
    ("602太吵", "702太吵"),
    ("北门保安态度差", "物业客服态度差"),
    ("车库灯坏了", "车库门坏了"),
    ("三楼水管漏水", "四楼水管漏水"),
    ("邻居狗咬人", "邻居装修砸墙"),
    ("我家没暖气", "我家没热水"),
    ("3,4单元停水", "5单元停水"),
    ("3单元301", "3单元301"),
    ("？？", "！！"),
    ("停水", ""),
]
PARTS = [
    "3单元",
    "二单元",
    "5号楼",
    "B座",
    "负一层",
    "301",
    "2-1-301",
    "东门",
    "电梯",
    "灯",
    "坏了",
]
PARTS += ["停水", "没水", "又", "，", " ", "三天", "12月3号", "走廊", "请问", "broken"]
BODIES = st.one_of(st.lists(st.sampled_from(PARTS), max_size=8).map("".join), st.text())


def likeness(one, other):
    return dict(similar(one, [(1, other)])).get(1, 0)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_reports_of_the_same_matter_are_alike(one, other):
    assert THRESHOLD <= likeness(one, other) <= 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_reports_of_different_matters_are_not_alike(one, other):
    assert likeness(one, other) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3,4单元停水", "4单元停水"),
        ("三和四单元停水", "3单元停水"),
        ("12月3号开始停水", "12月5号开始停水"),
        ("2025年起停水", "2026年起停水"),
        ("地下车库漏水", "地库漏水"),
    ],
)
def test_one_place_in_common_is_enough_and_dates_are_no_places(one, other):
    assert likeness(one, other) >= THRESHOLD


def test_the_most_alike_come_first_and_no_more_than_asked_for():
    open_reports = [
        (11, "电梯坏了，按了半天都没有用，老人下不来"),
        (12, "2单元电梯坏了"),
        (13, "3单元电梯坏了"),
        (14, "3单元楼道灯不亮"),
        (15, "三单元的电梯又坏了，轿厢里很黑"),
    ]
    found = similar("3单元电梯坏了", open_reports)
    assert [number for number, _ in found] == [13, 11, 15]
    assert found[0][1] == 1
    assert similar("3单元电梯坏了", open_reports, limit=1) == found[:1]
    assert similar("3单元电梯坏了", open_reports, limit=9) == found


def test_among_equals_the_order_of_the_candidates_is_kept():
    found = similar("停水了", [(9, "停水"), (2, "没水了"), (5, "又停水了")])
    assert found == [(9, 1), (2, 1), (5, 1)]


def test_nothing_is_like_a_report_where_there_are_no_others():
    assert similar("停水了", []) == []


def test_only_the_start_of_a_long_report_is_read():
    long = "停水了。" + "物业电话打不通。" * 400
    assert likeness("停水了", long) == likeness("停水了", long + "电梯也坏了")


@given(BODIES, BODIES)
def test_likeness_is_the_same_both_ways(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(BODIES, st.lists(BODIES, max_size=6), st.integers(0, 6))
def test_results_are_sorted_above_the_threshold_and_at_most_as_many_as_asked_for(
    body, others, limit
):
    candidates = list(enumerate(others))
    found = similar(body, candidates, limit)
    scores = [score for _, score in found]
    assert len(found) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(THRESHOLD <= score <= 1 for score in scores)


@given(BODIES)
def test_a_report_is_like_itself_wherever_it_says_anything(body):
    assert likeness("电梯坏了" + body, "电梯坏了" + body) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第17件：楼道灯坏了", "第18件：楼道灯坏了"),
        ("第十七件事", "第十八件事"),
        ("车位 A12 被占", "车位 A13 被占"),
        ("report number 17", "report number 18"),
        ("楼道灯坏了-17", "楼道灯坏了-18"),
        ("第99件事", "第100件事"),
    ],
)
def test_reports_that_name_different_numbers_are_different_matters(one, other):
    assert similar(one, [(1, other)]) == []


def test_a_report_that_leaves_out_a_number_may_be_the_same_matter():
    assert similar("车位被占了", [(1, "车位 A12 被占了")])
