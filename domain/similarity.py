"""Which reports may be about the same matter.

Two reports are compared in three respects: where (3单元, 5号楼, 东门), what (电梯, 灯, 水管) and how it
is said. Different places or different things make different matters, however alike the words are;
where one report says less than the other, the rest decides. Whoever reports has the last word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.text import normalise
from domain.timing.numerals import NUMBER, number

THRESHOLD = 0.6
"""How alike two reports must be, from 0 to 1; set by the table of pairs in the tests."""

_MANY = rf"{NUMBER}(?:[、,和跟及~到至-]{NUMBER})*"
_PLACES = re.compile(
    rf"(?:(?P<block>\d{{1,2}})[-—](?P<entry>\d)[-—](?P<flat>\d{{3,4}}))"
    rf"|第?(?P<单元>{_MANY})(?:个?单元|门洞)"
    rf"|第?(?P<栋>{_MANY}|[a-z])(?:号?[栋幢座]|号楼|#楼?)"
    rf"|(?P<层>(?:地下|负|b)?{_MANY})(?:层|楼)"
    rf"|(?P<室>\d{{3,4}}|[一二三四五六七八九][零一二三四五六七八九]{{2,3}})(?:室|号|户)?(?!\d)"
    rf"|(?<!月)第?(?P<号>{_MANY})号"
    r"|(?P<侧>[东西南北](?=[门侧边区头口])|[左右](?=[边侧手])|楼[上下])"
)
