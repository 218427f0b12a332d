"""Which words are likely to be somebody's name, as neighbours call each other."""

import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单"
    "季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池"
)
"""The surnames of about nineteen in twenty people, after the household register's yearly report."""

_SURNAME = rf"(?:欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|[{_SURNAMES}])"
_KIN = (
    "(?:阿姨|大姨|姨|叔叔|大叔|叔|大爷|大伯|伯伯|伯母|伯|爷爷|奶奶|大妈|大娘|大婶|婶婶|婶|大姐|姐姐|姐"
    "|大哥|哥哥|哥|嫂子|嫂|妹妹|妹|弟弟|弟|老师|师傅|医生|大夫|主任|书记|经理|先生|女士|小姐|太太|老板|同学"
    "|妈妈|爸爸|奶|爷|妈|爸|工|总|老|家)"
)
_HAN = "[\u3400-\u9fff]"
_LATIN = r"[A-Z][A-Za-z.'-]*"

_TITLED = rf"{_SURNAME}(?:{_HAN}?{_KIN}家?)"
_NAME = (
    rf"(?:{_TITLED}|[小老阿大]{_SURNAME}{_HAN}?|{_SURNAME}{_HAN}{{1,2}}"
    rf"|{_HAN}{{1,3}}(?:妈妈|爸爸|妈|爸|奶奶|爷爷|姥姥|阿姨)|{_LATIN}(?: {_LATIN})*)"
)

TITLED = re.compile(rf"{_TITLED}(?:要|订|来)?")
"""王阿姨, 李叔: where a name is glued to what follows, this is where it ends."""

SEVERAL = re.compile(rf"{_NAME}(?: ?[、&和与] ?{_NAME})+(?=[\s,;:(]|$)")
"""张三、李四: people who stand in one entry."""

_PERSON = re.compile(_NAME)
_GOODS = frozenset(
    (
        *("牛奶", "牛肉", "黄瓜", "黄桃", "黄豆", "白菜", "白糖", "石榴", "汤圆", "包子", "包菜"),
        *("麦片", "鲍鱼", "龙虾", "龙眼", "米粉", "梅干菜", "金桔", "马蹄", "车厘子", "马铃薯"),
    )
)
"""Foods that begin like a surname."""


def is_person(word: str) -> bool:
    """Whether a word looks like a name; one that does not may be one all the same."""
    return _PERSON.fullmatch(word) is not None and word not in _GOODS
