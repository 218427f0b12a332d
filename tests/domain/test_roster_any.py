"""Whatever stands in a list, every row of it is taken, named or says nothing, and soon."""

from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.people import read_address
from domain.roster import Homes, buildings_of, compare, read_roster
from domain.tables import Sheet

HEADINGS = ["楼栋", "单元", "室", "地址", "户主", "电话", "人数", "备注", "序号", ""]
WORDS = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"[0-9一二三十]{0,3}(?:号楼|栋|单元|室|-)?[0-9]{0,4}", fullmatch=True),
    st.sampled_from(["", "3号楼", "3-2-501", "合计", "无", "#N/A", "2026-01-02", "13812345678"]),
)


@st.composite
def sheets(draw):
    heading = draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8))
    rows = draw(st.lists(st.lists(WORDS, max_size=8), max_size=12))
    above = draw(st.lists(st.lists(WORDS, max_size=3), max_size=2))
    name = draw(WORDS)
    return Sheet(name=name, rows=tuple(map(tuple, (*above, heading, *rows))))


@given(st.lists(sheets(), min_size=1, max_size=2, unique_by=lambda sheet: sheet.name))
def test_every_row_is_taken_or_named_once_and_no_household_twice(found):
    try:
        reading = read_roster(found)
    except Refusal:
        return
    rows = [(row.sheet, row.row) for row in (*reading.entries, *reading.wrong)]
    assert len(set(rows)) == len(rows)
    assert all(row.problems for row in reading.wrong)
    addresses = [entry.household.address for entry in reading.entries]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert read_address(str(address)) == address, "what a list has can be bound"
    first = compare(reading.entries, [], Homes())
    again = compare(reading.entries, first.new, Homes())
    assert (again.new, again.changed, again.same) == ((), (), len(addresses))


@given(st.text())
def test_any_title_names_buildings_or_none(title):
    assert isinstance(buildings_of(title), tuple)


def test_very_long_cells_are_given_up_at_once():
    for words in ("(" * 30_000, "3" + "-" * 30_000 + "x", "1号楼" * 10_000):
        row = (words, "", "501", "王")
        reading = read_roster([Sheet(name="", rows=(("楼", "单元", "室", words[:50]), row))])
        assert len(reading.wrong) == 1
