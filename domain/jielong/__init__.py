"""Hand-typed WeChat 接龙, read into entries."""

from domain.jielong.model import Entry, Jielong, Wanted
from domain.jielong.reading import read_jielong

__all__ = ["Entry", "Jielong", "Wanted", "read_jielong"]
