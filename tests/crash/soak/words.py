"""What people say: ordinary words, each with a mark of its own, and odd ones."""

import string

MARK = "zq"
"""How a mark begins: letters that nobody and no text of the bot has, six more follow."""

MARK_LENGTH = 8

GRIDS = ("@第一网格", "@第二网格", "@全部", "@党员圈")

TROUBLES = (
    "电梯坏了",
    "楼道灯不亮",
    "三单元门口有垃圾",
    "水管漏水",
    "楼上装修太吵",
    "下水道堵了",
    "停车位被占",
    "有人飞线充电",
    "电梯困人了",
    "路灯坏了好几天",
    "树枝压到电线",
    "快递柜打不开",
)
TALK = ("大家好", "谢谢", "今天真冷", "收到啦", "有人在家吗", "帮助 一下", "我也想报名")
NEWS = ("今晚8点停水，请储水", "周日消防演练", "明天9点 电梯检修", "请把车挪一挪", "疫苗接种点搬了")
FORMS = ("返京登记", "住户信息", "疫苗接种")
ACTIVITIES = ("守桶", "包饺子", "读书会", "扫雪", "合唱")

FAMILY = "👨‍👩‍👧‍👦"
HTML = "<b>粗</b> & <a href='tg://user?id=1'>x</a> </i><script>alert(1)</script>"
CONTROLS = "甲\x00乙\x07丙\u200e\u202e丁\ufeff\u2028戊"
LONGEST = 4096
"""Characters, in UTF-16 units, of a message (https://core.telegram.org/bots/api#message)."""

NONSENSE = (
    "/",
    "//",
    "/reprot 电梯",
    "/help@other_bot",
    "/HELP",
    "/报修",
    "/report",
    "/notice",
    "/signup 人数=",
    "/groupbuy 鸡蛋",
    "/collection",
    "/form",
    "/bind ???",
    "/points 3-2-501 +999999999999",
    "/ticket 99999999999999999999",
    "#0",
    "/signup x 人数=0",
    "/notice @没有这个网格 你好",
    "/lang klingon",
    "/checkin",
    "/redeem 0",
    "/start run-",
    "/start run-report-" + "9" * 50,
    "/start " + "A" * 64,
    "%s %d {0} {name} { $name }",
    "'; DROP TABLE reports; --",
    FAMILY * 20,
    HTML,
    CONTROLS,
    "/report " + CONTROLS,
    "/me " + HTML,
)

FORGED = (
    "",
    "1",
    "1|",
    "1|report.take",
    "1|report.take|-1",
    "1|report.take|999999999999999999999999",
    "1|report.join|x",
    "1|signup.join|1|99",
    "1|groupbuy.more|1|-5",
    "1|notice.seen|0|0",
    "1|notice.send|1",
    "1|gift.confirm|1|1",
    "1|me.erase_yes",
    "1|lang.choose|xx",
    "1|start|x",
    "2|report.take|1",
    "1|report.take|" + "1" * 200,
    "甲" * 100,
    "\x00",
)
"""Data of buttons that the bot never showed; some longer than Telegram's 64 bytes."""

ANSWERS = (
    ("手机", "{phone}"),
    ("电话", "{phone}"),
    ("证号", "{identity}"),
    ("身份证", "{identity}"),
    ("姓名", "{name} {address}"),
    ("门牌", "{address}"),
    ("住哪", "{address}"),
    ("住址", "{address}"),
    ("叫什么", "{name}{mark}"),
    ("选项", "有，没有"),
    ("日期", "11月20日"),
    ("户", "{number}户 有害垃圾{number}公斤"),
    ("几个", "{number}"),
    ("几楼", "{number}"),
    ("整数", "{number}"),
    ("一个数", "{number}"),
    ("几点", "明天{hour}点"),
    ("什么时候", "周五20:00"),
    ("什么时间", "周六 8:00-10:00"),
    ("截止", "周五20:00"),
    ("单价", "鸡蛋{mark} 25元/板"),
)
"""What is answered to a question of the bot that has these words."""

NOBODY = {"{phone}": "13800138000", "{identity}": "11010519491231002X", "{address}": "3-2-501"}
"""What stands for somebody's own where nobody of the soak is meant."""


def mark_of(chance):
    """Letters by which words are known again wherever they turn up."""
    return MARK + "".join(chance.choices(string.ascii_lowercase, k=MARK_LENGTH - len(MARK)))


def odd(words, chance):
    """Words made odd: with HTML, control characters, a family of emoji, or as long as can be."""
    way = chance.randrange(5)
    if way == 0:
        return f"{words} {HTML}"
    if way == 1:
        return f"{words} {CONTROLS}"
    if way == 2:
        return f"{words} {FAMILY}"
    if way == 3:
        return words + "长" * (LONGEST - len(words))
    return f"{words} & <{words}> \"'"


def answer_to(question):
    """What fits a question; a sentence where it asks for no more."""
    for hint, answer in ANSWERS:
        if hint in question:
            return answer
    return "这样就好 {mark}"


def about_nobody(answer):
    """An answer with nothing of whoever gives it."""
    for hole, filled in NOBODY.items():
        answer = answer.replace(hole, filled)
    return answer
