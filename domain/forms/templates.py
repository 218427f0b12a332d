"""The forms that come with the bot; ``[[forms]]`` in the config takes their place."""

from datetime import date
from decimal import Decimal

from domain.forms.model import Choice, Definition, Kind, Per, Question

_YES = "yes"
_NO = "no"


def _yes_no() -> tuple[Choice, ...]:
    return (Choice(name=_YES, label="是"), Choice(name=_NO, label="否"))


def _choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(name=f"c{place}", label=label) for place, label in enumerate(labels, 1))


def _name(label: str = "姓名", name: str = "name") -> Question:
    return Question(name=name, label=label, kind=Kind.TEXT, required=True)


def _phone() -> Question:
    return Question(name="phone", label="手机号码", kind=Kind.MOBILE, required=True)


def _identity(*, required: bool) -> Question:
    return Question(
        name="identity",
        label="身份证号码",
        kind=Kind.IDENTITY,
        required=required,
        hint="18 位，最后一位可能是 X",
    )


RETURNING = Definition(
    title="返京登记",
    purpose="掌握返京人员情况，方便社区联系和服务。",
    per=Per.HOUSEHOLD,
    open_days=7,
    keep_days=30,
    questions=(
        _name("返京人姓名"),
        _identity(required=True),
        _phone(),
        Question(
            name="people",
            label="一共几个人返京？",
            kind=Kind.INTEGER,
            required=True,
            constraint=". >= 1 and . <= 30",
            constraint_message="请写 1 到 30 之间的人数。",
            most=Decimal(8),
        ),
        Question(
            name="from",
            label="从哪里回来？",
            kind=Kind.TEXT,
            required=True,
            hint="省、市、区，例如：河北省保定市莲池区",
        ),
        Question(
            name="day",
            label="哪天到北京？",
            kind=Kind.DATE,
            required=True,
            hint="例如：11月20日",
            earliest=date(2020, 1, 1),
        ),
        Question(
            name="transport",
            label="怎么回来的？",
            kind=Kind.ONE,
            required=True,
            choices=_choices("火车", "飞机", "汽车", "其他"),
        ),
        Question(
            name="number",
            label="车次或航班号",
            kind=Kind.TEXT,
            relevant="${transport} = 'c1' or ${transport} = 'c2'",
            hint="例如：G1234",
        ),
        Question(
            name="need",
            label="需要社区帮忙吗？",
            kind=Kind.TEXT,
            hint="例如：送菜、买药。没有就跳过",
        ),
    ),
)

HOUSEHOLD = Definition(
    title="住户信息",
    purpose="更新住户信息，有急事时能联系到您。",
    per=Per.HOUSEHOLD,
    open_days=14,
    keep_days=365,
    questions=(
        _name("户主姓名"),
        _phone(),
        _identity(required=False),
        Question(
            name="people",
            label="家里常住几口人？",
            kind=Kind.INTEGER,
            required=True,
            constraint=". >= 1 and . <= 30",
            constraint_message="请写 1 到 30 之间的人数。",
            most=Decimal(10),
        ),
        Question(
            name="home",
            label="房子是自住还是租住？",
            kind=Kind.ONE,
            required=True,
            choices=_choices("自住", "租住"),
        ),
        Question(
            name="care",
            label="家里有这些情况吗？可以选几项",
            kind=Kind.SEVERAL,
            choices=_choices("独居老人", "行动不便", "六岁以下孩子", "养犬"),
        ),
        Question(
            name="emergency",
            label="紧急联系人的手机号码",
            kind=Kind.MOBILE,
            hint="家人或朋友的都行，可以跳过",
        ),
    ),
)

VACCINATION = Definition(
    title="疫苗接种",
    purpose="了解接种情况，安排就近接种。",
    per=Per.PERSON,
    open_days=7,
    keep_days=60,
    questions=(
        _name(),
        _phone(),
        Question(
            name="age",
            label="年龄",
            kind=Kind.INTEGER,
            required=True,
            constraint=". >= 0 and . <= 120",
            constraint_message="请写 0 到 120 之间的岁数。",
            most=Decimal(105),
        ),
        Question(
            name="done", label="接种过了吗？", kind=Kind.ONE, required=True, choices=_yes_no()
        ),
        Question(
            name="doses",
            label="打了几针？",
            kind=Kind.INTEGER,
            required=True,
            relevant="${done} = 'yes'",
            constraint=". >= 1 and . <= 6",
            constraint_message="请写 1 到 6 之间的针数。",
        ),
        Question(
            name="last",
            label="最近一针是哪天打的？",
            kind=Kind.DATE,
            relevant="${done} = 'yes'",
            constraint=". <= today()",
            constraint_message="这一天还没到呢，请再看看。",
            hint="例如：2026-10-20",
        ),
        Question(
            name="why",
            label="没打的原因",
            kind=Kind.ONE,
            relevant="${done} = 'no'",
            choices=_choices("想打，还没约上", "身体原因", "暂时不想打"),
        ),
    ),
)

RENOVATION = Definition(
    title="装修备案",
    purpose="装修开工前备案，方便物业和邻居安排。",
    per=Per.HOUSEHOLD,
    open_days=30,
    keep_days=365,
    questions=(
        _name("业主姓名"),
        _phone(),
        Question(
            name="start",
            label="哪天开工？",
            kind=Kind.DATE,
            required=True,
            hint="例如：12月5日",
        ),
        Question(
            name="end",
            label="哪天完工？",
            kind=Kind.DATE,
            required=True,
            constraint=". >= ${start}",
            constraint_message="完工不能早于开工，请再看看。",
        ),
        Question(name="company", label="施工队或装修公司叫什么？", kind=Kind.TEXT, required=True),
        Question(name="foreman", label="施工负责人的手机号码", kind=Kind.MOBILE, required=True),
        Question(
            name="walls",
            label="要动墙体或者水电吗？",
            kind=Kind.SEVERAL,
            required=True,
            choices=_choices("不动", "拆改墙体", "改水路", "改电路"),
        ),
        Question(
            name="plan",
            label="请拍一张施工图或者合同的照片",
            kind=Kind.PHOTO,
            relevant="selected(${walls}, 'c2')",
        ),
    ),
)

DEFAULT_TEMPLATES: tuple[Definition, ...] = (RETURNING, HOUSEHOLD, VACCINATION, RENOVATION)
