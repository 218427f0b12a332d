"""Which reports may be about the same matter.

Two reports are compared in three respects: where (3单元, 5号楼, 东门), what (电梯, 灯, 水管) and how it
is said. Different places or different things make different matters, however alike the words are.
Where one report says less than the other, the rest decides; whoever reports has the last word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.text import normalise
from domain.timing.numerals import NUMBER, number

THRESHOLD = 0.6
"""How alike two reports must be, from 0 to 1; set by the pairs in the tests."""

_PART = 0.9
"""What a short report is worth whose words all stand in a longer one."""

_SAME_WORDS = {
    "坏": "故障|失灵|不能用|不好用|用不了|不好使|坏掉|不动|停运|罢工|不工作|没反应|打不开|不亮|broken",
    "停水": "没有?水|断水|没来水",
    "停电": "没有?电|断电|没来电",
    "停气": "没有?气|断气",
    "停暖": "没有?暖气|暖气不热|没有?供暖|不供暖|不暖和",
    "漏水": "渗水|滴水|漏雨|往下滴|跑水|冒水|漏了",
    "堵": "堵塞|不通|堵住|堵死",
    "吵": "噪音|噪声|扰民|声音大|声音很大",
    "臭": "异味|味道大|味道很大|难闻",
    "电动车": "电瓶车|电单车|电驴",
    "监控": "摄像头|探头",
    "大门": "小区门|正门",
    "厕所": "卫生间|洗手间",
    "电梯": "lift|elevator",
}
_SYNONYMS = {
    said: meant for meant, words in _SAME_WORDS.items() for said in re.findall(r"[^|]+", words)
}
