"""Lists with talk in between, in odd forms, or half broken, and what should come out of each."""

from tests.domain.jielong_texts import PLAIN, Text

ODD = [
    Text(
        "talk in between is shown, not dropped",
        """社区义诊报名
1. 周奶奶
谢谢社区！太好了
2. 吴爷爷 自带病历
请问几点开始？
3. 郑阿姨
大家记得戴口罩哦""",
        title="社区义诊报名",
        entries=[("周奶奶", 1), ("吴爷爷", 1, {"note": "自带病历"}), ("郑阿姨", 1)],
        unread=["谢谢社区！太好了", "请问几点开始？", "大家记得戴口罩哦"],
    ),
    Text(
        "empty numbers and rows of dashes",
        """—— 广场舞队报名 ——
==========
1、陈阿姨
2、
3、林姐
4、
——————————
5.""",
        title="—— 广场舞队报名 ——",
        entries=[("陈阿姨", 1), ("林姐", 1)],
        remarks=["==========", "2、", "4、", "——————————", "5."],
    ),
    Text(
        "line breaks lost on the way",
        "周五核酸志愿者：1.王芳 2.李强（晚到） 3.赵敏+1 4、孙丽",
        title="周五核酸志愿者",
        entries=[("王芳", 1), ("李强", 1, {"note": "晚到"}), ("赵敏", 2), ("孙丽", 1)],
    ),
    Text(
        "no sign after the numbers",
        """#接龙
门口雪要扫，谁来
1王大哥
2 李哥 带铁锹
3张师傅2人
4 502 小周""",
        title="门口雪要扫，谁来",
        entries=[
            ("王大哥", 1),
            ("李哥", 1, {"note": "带铁锹"}),
            ("张师傅", 2),
            ("小周", 1, {"address": "502"}),
        ],
        remarks=["#接龙"],
    ),
    Text(
        "no numbers at all",
        """春节联欢会节目报名
王阿姨
李叔+1
赵大妈（合唱）
- 孙老师
✅周姐 2人""",
        title="春节联欢会节目报名",
        entries=[
            ("王阿姨", 1),
            ("李叔", 2),
            ("赵大妈", 1, {"note": "合唱"}),
            ("孙老师", 1),
            ("周姐", 2),
        ],
    ),
    Text(
        "Chinese numerals and brackets around numbers",
        """（敬老院慰问）
一、王书记
二、李主任 2位
（三）张医生
(4) 刘护士、陈护士
【5】何姐和方姐
第6位：冯叔""",
        title="（敬老院慰问）",
        entries=[
            ("王书记", 1),
            ("李主任", 2),
            ("张医生", 1),
            ("刘护士、陈护士", 2),
            ("何姐和方姐", 2),
            ("冯叔", 1),
        ],
    ),
    Text(
        "English",
        """#Group Note
Saturday clean-up
e.g. name + room
1. Anna Smith 3-2-501
2. Ben +1
3) Carl (2 people)
4. Dora - can't come
5. Eve x3 late""",
        title="Saturday clean-up",
        entries=[
            ("Anna Smith", 1, {"address": "3-2-501"}),
            ("Ben", 2),
            ("Carl", 2),
            ("Eve", 3, {"note": "late"}),
        ],
        cancelled=["Dora"],
        remarks=["#Group Note", "e.g. name + room"],
    ),
    Text(
        "what cannot be read",
        """周六包粽子
1. 王阿姨
2. +1
3. ？？？
4. 大家都来帮忙吧，材料社区准备好了请大家放心不要带东西
5. 李叔""",
        title="周六包粽子",
        entries=[("王阿姨", 1), ("李叔", 1)],
        unread=[
            "2. +1",
            "3. ？？？",
            "4. 大家都来帮忙吧，材料社区准备好了请大家放心不要带东西",
        ],
    ),
    Text(
        "rules in front, numbered",
        """鲜花团购
团购须知：
1、周五截单
2、到货自提
3、不退不换

1、玫瑰姐 2束
2、4栋1201 韩女士 康乃馨3束
3、蔡先生 一共60元""",
        title="鲜花团购",
        entries=[
            ("玫瑰姐", 2),
            ("韩女士", 1, {"address": "4栋1201", "wanted": ["康乃馨 3 束"]}),
            ("蔡先生", 1, {"note": "一共60元"}),
        ],
        remarks=["团购须知：", "1、周五截单", "2、到货自提", "3、不退不换"],
    ),
    Text(
        "addresses first, no numbers",
        """接龙领口罩
例:1号楼101 张三 2包

1号楼101 王五 2包
1号楼203 赵六 1包
2号楼301 孙七 3包 周末取""",
        title="接龙领口罩",
        entries=[
            ("王五", 2, {"address": "1号楼101"}),
            ("赵六", 1, {"address": "1号楼203"}),
            ("孙七", 3, {"address": "2号楼301", "note": "周末取"}),
        ],
        remarks=["例:1号楼101 张三 2包"],
    ),
    Text(
        "ages, payments and pictures are no quantities",
        """#接龙
义诊和体检
1 张桂芳 女 68岁 13800138000
2 王秀英，女，75，3-2-101
3.刘洋（已付60）
4. 小李🙋‍♀️💪
5. 李娜✅ 已付款""",
        title="义诊和体检",
        entries=[
            ("张桂芳", 1, {"note": "女，68岁，13800138000"}),
            ("王秀英", 1, {"address": "3-2-101", "note": "女，75"}),
            ("刘洋", 1, {"note": "已付60", "wanted": []}),
            ("小李", 1),
            ("李娜", 1, {"note": "已付款"}),
        ],
        remarks=["#接龙"],
    ),
    Text(
        "signs that run on in one line",
        """排队：
①王阿姨②李叔+1③张三
4️⃣赵姐 5️⃣钱叔（晚到）""",
        title="排队：",
        entries=[
            ("王阿姨", 1),
            ("李叔", 2),
            ("张三", 1),
            ("赵姐", 1, {"number": 4}),
            ("钱叔", 1, {"number": 5, "note": "晚到"}),
        ],
    ),
    Text(
        "a list in a form of its own",
        """值班表
周一：王阿姨
周二：
周四：张姐、赵哥""",
        title="值班表",
        entries=[],
        unread=["周一：王阿姨", "周二：", "周四：张姐、赵哥"],
    ),
    Text(
        "the first part has no heading but the title",
        """晚上值守（20:00-22:00）
1️⃣ 老赵
2️⃣
晚上值守（22:00-24:00）
1️⃣ 老孙
2️⃣ Tom & Jerry""",
        title="晚上值守（20:00-22:00）",
        entries=[
            ("老赵", 1, {"section": "晚上值守（20:00-22:00）"}),
            ("老孙", 1, {"section": "晚上值守（22:00-24:00）"}),
            ("Tom & Jerry", 2),
        ],
        remarks=["2️⃣", "晚上值守（22:00-24:00）"],
    ),
]

TEXTS = PLAIN + ODD
