"""The lines of a hand-typed 接龙, each put where it belongs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.jielong.entry import Body, read_body
from domain.jielong.marks import Mark, read_mark, split_marks
from domain.jielong.model import Entry, Jielong
from domain.jielong.persons import TITLED, is_person
from domain.jielong.spelling import spell

_HEADING = re.compile(
    r"#(?:群?接龙|chain|group note)(?=\W|$)[\]: ]*|\[(?:群?接龙)\][: ]*|群?接龙(?::[: ]*|$)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"(?:\d+[.、:]? ?)?[(\[]?"
    r"(?:例如?|示例|样例|举例|格式|模板|比如|eg\b|e\.g\.|example|format)(?:[\]):. ]|\d|$)",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"(?:须知|规则|说明|注意|注意事项|要求|流程|商品|品种|价格|价目|价目表|菜单|清单"
    r"|rules|prices|goods)\]? ?:?$",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\d ?(?:元|块钱?) ?[/一每]|¥ ?\d+(?:\.\d+)? ?[/一每]")
_COSTS = re.compile(r"\d ?(?:元|块钱?)|¥ ?\d")
_GOES_ON = re.compile(r"[,、+:(/\-]$")
_ADDS = re.compile(r"[(+]|1[3-9]\d{9}$|备注|注:|带|地址|电话|房号")


_ONE_LINE = re.compile(r"(?<=[:;,。\s])(?=1[.、)] *[^\d\s].*[\s;,。]2[.、)] *[^\d\s])")
_SECTION = re.compile(r".{1,20}:|\[.{1,20}\]:?")
_AROUND_SECTION = " :：[]【】#-—=*"


@dataclass
class _Chunk:
    """The lines of one entry, before it is known what they say."""

    line: int
    number: int | None
    body: str
    sources: list[str]
    section: str

    def entry(self, body: Body, section: str) -> Entry:
        """What it says, once that is known."""
        return Entry(
            name=body.name,
            count=body.count,
            note=body.note,
            line=self.line,
            number=self.number,
            address=body.address,
            section=section,
            wanted=body.wanted,
            source="\n".join(self.sources),
        )


@dataclass
class _Reader:
    """What was read so far.

    Args:
        items: goods known by name.
        skips_rules: take a numbered list under 团购须知 for rules and not for entries.
        last: the newest number.
        last_entry: the entry that the next line may continue.
        waiting: lines between entries, of which it is not known yet what they are.
    """

    items: Sequence[str]
    skips_rules: bool
    title: str = ""
    chunks: list[_Chunk] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    description: list[tuple[int, str]] = field(default_factory=list)
    waiting: list[tuple[int, str]] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    last: int | None = None
    section: str = ""
    in_rules: bool = False
    last_entry: _Chunk | None = None

    def take(self, line: int, raw: str) -> None:
        """Put one line where it belongs."""
        spelt = spell(raw)
        mark = read_mark(raw, spelt, self.last)
        if not spelt:
            self.last_entry = None
        elif mark is None and not any(char.isalnum() for char in spelt):
            self._remark(line, raw)
        elif heading := _HEADING.match(spelt):
            self._take_heading(line, raw, spelt[heading.end() :].strip(" :"))
        elif _EXAMPLE.match(mark.body if mark else spelt):
            self._remark(line, raw)
        elif mark and (mark.sure or self._is_entry(mark.body)):
            self._take_numbered(line, raw, mark)
        elif not self.chunks and (found := _ONE_LINE.search(spelt)):
            self.take(line, spelt[: found.start()].strip(" :;,。"))
            self.take(line, spelt[found.end() :])
        else:
            self._take_plain(line, raw, spelt)

    def finish(self) -> Jielong:
        """All of it."""
        self._settle_waiting(restarts=False)
        read = [(chunk, read_body(chunk.body, self.items)) for chunk in self.chunks]
        for chunk, body in read:
            if body is None:
                pile = self.unread if chunk.body else self.remarks
                pile.extend((chunk.line, source) for source in chunk.sources)
        found = [(chunk, body) for chunk, body in read if body]
        # Without a list under it, it is no description but a list in a form of its own.
        (self.remarks if found else self.unread).extend(self.description)
        several = len({chunk.section for chunk, _ in found}) > 1
        entries = [
            (chunk.entry(body, (chunk.section or self.title) if several else ""), body.cancelled)
            for chunk, body in found
        ]
        return Jielong(
            title=self.title,
            entries=tuple(entry for entry, cancelled in entries if not cancelled),
            cancelled=tuple(entry for entry, cancelled in entries if cancelled),
            remarks=tuple(words for _, words in sorted(self.remarks)),
            unread=tuple(words for _, words in sorted(self.unread)),
        )

    def _remark(self, line: int, raw: str) -> None:
        """A line about the list; no entry goes on after it."""
        self.last_entry = None
        self.remarks.append((line, raw))

    def _take_heading(self, line: int, raw: str, title: str) -> None:
        if title and not self.title:
            self.title = title
        else:
            self._remark(line, raw)

    def _take_numbered(self, line: int, raw: str, mark: Mark) -> None:
        restarts = mark.number == 1 and self.last is not None
        self.in_rules = self.in_rules and not restarts
        if self.in_rules or self._is_price(mark.body):
            self.last = mark.number
            self._remark(line, raw)
            return
        self._settle_waiting(restarts=restarts)
        pieces = split_marks(raw)
        for piece in pieces:
            one = read_mark(piece, spell(piece), self.last) or mark
            self._add(_Chunk(line, one.number, spell(one.body), [raw], self.section))

    def _add(self, chunk: _Chunk) -> None:
        self.chunks.append(chunk)
        self.last_entry = chunk
        self.last = self.last if chunk.number is None else chunk.number

    def _take_plain(self, line: int, raw: str, spelt: str) -> None:
        above = self.last_entry
        if above and (self._must_continue(above, raw, spelt) or self._adds_to(above, spelt)):
            above.body = f"{above.body}, {spelt}".strip(" ,")
            above.sources.append(raw)
        elif (self.chunks or self.title) and self._is_entry_without_number(spelt):
            self._settle_waiting(restarts=False)
            self._add(_Chunk(line, None, spelt, [raw], self.section))
        elif self.chunks:
            self.last_entry = None
            self.waiting.append((line, raw))
        else:
            self._take_description(line, raw, spelt)

    def _take_description(self, line: int, raw: str, spelt: str) -> None:
        """A line above the first entry."""
        self.in_rules = self.skips_rules and _RULES.search(spelt) is not None
        if self.title:
            self.section = raw.strip(_AROUND_SECTION)
            self.description.append((line, raw))
        else:
            self.title = raw

    def _must_continue(self, chunk: _Chunk, raw: str, spelt: str) -> bool:
        """Whether the form of a line without a number shows that it belongs to the entry above."""
        if not chunk.body:
            return self._is_entry(spelt)
        return bool(raw[:1].isspace() or _GOES_ON.search(chunk.body) or _ADDS.match(spelt))

    def _adds_to(self, chunk: _Chunk, spelt: str) -> bool:
        """Whether a line names nobody, and only says where, how many or of what."""
        if self._is_entry_without_number(spelt):
            return False
        before = read_body(chunk.body, self.items)
        after = read_body(f"{chunk.body}, {spelt}", self.items)
        if before is None or after is None:
            return False
        return after != before and after.note == before.note

    def _is_entry(self, words: str) -> bool:
        """Whether words without a number, or with a doubtful one, are an entry all the same."""
        body = read_body(words, self.items)
        return body is not None and body.named and is_person(body.name)

    def _is_entry_without_number(self, words: str) -> bool:
        """The same of a line that nothing marks: a bare 方式 or 安排 would pass for a name."""
        body = read_body(words, self.items)
        if body is None or not self._is_entry(words):
            return False
        return bool(TITLED.fullmatch(body.name) or body.count > 1 or body.wanted or body.address)

    def _is_price(self, words: str) -> bool:
        """Whether a numbered line says what something costs, and is nobody's."""
        body = read_body(words, self.items)
        nobody = body is None or not is_person(body.name)
        return bool(_PRICE.search(words) or (nobody and _COSTS.search(words)))

    def _settle_waiting(self, *, restarts: bool) -> None:
        """Decide on the lines between two entries: the last may be the heading of what follows."""
        if self.waiting:
            words = self.waiting[-1][1]
            if restarts or _SECTION.fullmatch(spell(words)):
                self.section = words.strip(_AROUND_SECTION)
                self.remarks.append(self.waiting.pop())
        self.unread.extend(self.waiting)
        self.waiting = []


def read_jielong(text: str, items: Sequence[str] = ()) -> Jielong:
    """A hand-typed WeChat 接龙, as far as it can be understood.

    Args:
        text: as pasted.
        items: goods that are known by name, which helps where they are glued to a name.
    """
    found = _read(text, items, skips_rules=True)
    if found.entries or found.cancelled:
        return found
    return _read(text, items, skips_rules=False)


def _read(text: str, items: Sequence[str], *, skips_rules: bool) -> Jielong:
    reader = _Reader(items, skips_rules)
    for line, raw in enumerate(text.splitlines(), 1):
        reader.take(line, raw.rstrip())
    return reader.finish()
