"""Lists as neighbours paste them from WeChat, and what should come out of each."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A pasted list.

    Each entry is (name, count) with further fields of the entry as a third part where they matter;
    goods are written as "鸡蛋 2 板".
    """

    about: str
    typed: str
    title: str
    entries: list
    cancelled: list = field(default_factory=list)
    unread: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


PLAIN = [
    Text(
        "WeChat's own format",
        """#接龙
周六上午守桶，需要6人

1. 王阿姨
2. 李叔（2人）
3. 张三+1
4. 刘奶奶""",
        title="周六上午守桶，需要6人",
        entries=[("王阿姨", 1), ("李叔", 2), ("张三", 2), ("刘奶奶", 1)],
        remarks=["#接龙"],
    ),
    Text(
        "WeChat's own format with a description and an example",
        """#接龙
11月28日 楼道大扫除
时间：上午9点，地点：3号楼门口
自带手套，提供工具
例 姓名+房号

1. 陈静 3-2-501
2. 赵大爷 3-1-102 带水桶
3. 周师傅3号楼2单元304
4. 小林""",
        title="11月28日 楼道大扫除",
        entries=[
            ("陈静", 1, {"address": "3-2-501"}),
            ("赵大爷", 1, {"address": "3-1-102", "note": "带水桶"}),
            ("周师傅", 1, {"address": "3号楼2单元304"}),
            ("小林", 1),
        ],
        remarks=["#接龙", "时间：上午9点，地点：3号楼门口", "自带手套，提供工具", "例 姓名+房号"],
    ),
    Text(
        "emoji numbers",
        """【巡逻接龙】今晚8点
1️⃣王主任
2️⃣ 李姐
3️⃣、孙叔叔🌹
🔟 老周
1️⃣1️⃣ 吴老师👍👍""",
        title="【巡逻接龙】今晚8点",
        entries=[
            ("王主任", 1),
            ("李姐", 1),
            ("孙叔叔", 1),
            ("老周", 1, {"number": 10}),
            ("吴老师", 1, {"number": 11}),
        ],
    ),
    Text(
        "circled numbers and full-width signs",
        """门岗值守报名
①　张建国
②　李秀英（带娃）
③　王芳＋２
⑷ 刘强
５．陈伟
６、杨洋：晚到半小时""",
        title="门岗值守报名",
        entries=[
            ("张建国", 1),
            ("李秀英", 2, {"note": "带娃"}),
            ("王芳", 3),
            ("刘强", 1),
            ("陈伟", 1),
            ("杨洋", 1, {"note": "晚到半小时"}),
        ],
    ),
    Text(
        "numbers missing, doubled and out of order",
        """重阳节包饺子，一起来！
1.王阿姨
3.李阿姨
3.赵姐
2、何大妈2人
钱叔+1
7）小马""",
        title="重阳节包饺子，一起来！",
        entries=[
            ("王阿姨", 1, {"number": 1}),
            ("李阿姨", 1, {"number": 3}),
            ("赵姐", 1, {"number": 3}),
            ("何大妈", 2, {"number": 2}),
            ("钱叔", 2, {"number": None}),
            ("小马", 1, {"number": 7}),
        ],
    ),
    Text(
        "some who will not come after all",
        """周日植树接龙
1. 王建军
2. 李梅 ❌
3. 张伟
4. 赵姐 ❌ 不来了
5. 周杰（取消）
6. ~~吴敏~~
7. 郑叔 有事来不了""",
        title="周日植树接龙",
        entries=[("王建军", 1), ("张伟", 1)],
        cancelled=["李梅", "赵姐", "周杰", "吴敏", "郑叔"],
    ),
    Text(
        "families and children",
        """#接龙 亲子运动会
1. 朵朵妈 一家三口
2. 豆豆爸 2大1小
3. 陈女士 带俩娃
4. 王先生（带老伴）
5. 林林妈妈：两大两小
6. 黄老师 两人
7. 小宇妈 带2个孩子，小的3岁""",
        title="亲子运动会",
        entries=[
            ("朵朵妈", 3),
            ("豆豆爸", 3),
            ("陈女士", 3, {"note": "带俩娃"}),
            ("王先生", 2, {"note": "带老伴"}),
            ("林林妈妈", 4),
            ("黄老师", 2),
            ("小宇妈", 3, {"note": "小的3岁，带2个孩子"}),
        ],
    ),
    Text(
        "a group-buy with goods and rooms",
        """【团购接龙】
土鸡蛋 25元/板（30枚）
纯牛奶 58元/箱
截止周五晚8点，周六下午取货

1. 3-2-501 王阿姨 鸡蛋2板
2. 3-1-302 李叔 鸡蛋1板 牛奶1箱
3. 5-1-102 小陈 牛奶2箱、鸡蛋1板
4. 2-2-601 2板鸡蛋
5. 张姐4-1-201鸡蛋两板""",
        title="【团购接龙】",
        entries=[
            ("王阿姨", 1, {"address": "3-2-501", "wanted": ["鸡蛋 2 板"]}),
            ("李叔", 1, {"address": "3-1-302", "wanted": ["鸡蛋 1 板", "牛奶 1 箱"]}),
            ("小陈", 1, {"address": "5-1-102", "wanted": ["牛奶 2 箱", "鸡蛋 1 板"]}),
            ("2-2-601", 1, {"address": "2-2-601", "wanted": ["鸡蛋 2 板"]}),
            ("张姐", 1, {"address": "4-1-201", "wanted": ["鸡蛋 2 板"]}),
        ],
        remarks=["土鸡蛋 25元/板（30枚）", "纯牛奶 58元/箱", "截止周五晚8点，周六下午取货"],
    ),
    Text(
        "a group-buy of one thing",
        """#接龙
团 崇明大米 10斤装 68元
0. 例：张三 2份 5号楼

1. 妞妞妈 3份
2. 一米阳光2份
3. 王师傅 x2
4. 李老师家 1
5. 302 刘姐 2袋
6. 朱阿姨 1份，已付""",
        title="团 崇明大米 10斤装 68元",
        entries=[
            ("妞妞妈", 3),
            ("一米阳光", 2),
            ("王师傅", 2),
            ("李老师家", 1),
            ("刘姐", 2, {"address": "302", "wanted": [" 2 袋"]}),
            ("朱阿姨", 1, {"note": "已付"}),
        ],
        remarks=["#接龙", "0. 例：张三 2份 5号楼"],
    ),
    Text(
        "a list of goods in front, numbered too",
        """蔬菜团购
商品：
1. 西红柿
2. 土豆
3. 黄瓜

接龙开始
1. 王阿姨 西红柿2斤
2. 何姐 土豆3斤，黄瓜1斤
3. 许叔 黄瓜2根""",
        title="蔬菜团购",
        entries=[
            ("王阿姨", 1, {"wanted": ["西红柿 2 斤"]}),
            ("何姐", 1, {"wanted": ["土豆 3 斤", "黄瓜 1 斤"]}),
            ("许叔", 1, {"wanted": ["黄瓜 2 根"]}),
        ],
        remarks=["商品：", "1. 西红柿", "2. 土豆", "3. 黄瓜", "接龙开始"],
    ),
    Text(
        "entries that go on on the next line",
        """水果团
1. 王阿姨 3-2-501
   苹果2箱
2. 李叔，
13812345678
3. 赵姐 橙子1箱
   （放门卫就行）
4. 孙奶奶
5-1-302
梨1箱""",
        title="水果团",
        entries=[
            ("王阿姨", 1, {"address": "3-2-501", "wanted": ["苹果 2 箱"]}),
            ("李叔", 1, {"note": "13812345678"}),
            ("赵姐", 1, {"wanted": ["橙子 1 箱"], "note": "放门卫就行"}),
            ("孙奶奶", 1, {"address": "5-1-302", "wanted": ["梨 1 箱"]}),
        ],
    ),
    Text(
        "two shifts under their headings",
        """周六守桶
上午场（8:00-10:00）：
1. 王阿姨
2. 李叔
下午场（14:00-16:00）：
1. 张姐+1
2. 赵大爷""",
        title="周六守桶",
        entries=[
            ("王阿姨", 1, {"section": "上午场（8:00-10:00）"}),
            ("李叔", 1, {"section": "上午场（8:00-10:00）"}),
            ("张姐", 2, {"section": "下午场（14:00-16:00）"}),
            ("赵大爷", 1, {"section": "下午场（14:00-16:00）"}),
        ],
        remarks=["上午场（8:00-10:00）：", "下午场（14:00-16:00）："],
    ),
]
