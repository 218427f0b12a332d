"""What a hand-typed 接龙 says."""

from pydantic import BaseModel, ConfigDict


class Wanted(BaseModel):
    """A quantity that somebody asks for.

    Args:
        item: the goods as typed; empty where only a number stands (2份).
        number: how many.
        unit: the measure as typed; may be empty.
    """

    model_config = ConfigDict(frozen=True)

    item: str
    number: int
    unit: str = ""


class Entry(BaseModel):
    """One line of the list, with what continues it on the next lines.

    Args:
        name: who; the address where nobody is named.
        count: people or portions: 2人, +1 (with themselves 2), 带娃, 2份; 1 where nothing is said.
        note: what else was written there, phone numbers included.
        line: where it begins, the first line of the text being 1.
        number: the number typed in front of it, if any.
        address: as typed, if any.
        section: the heading above it, where the list has several (上午场, 下午场).
        wanted: quantities of goods, as in a group-buy.
        source: the lines as they were typed.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    count: int = 1
    note: str = ""
    line: int
    number: int | None = None
    address: str = ""
    section: str = ""
    wanted: tuple[Wanted, ...] = ()
    source: str = ""


class Jielong(BaseModel):
    """A 接龙 as it was understood; every line that is not blank is in exactly one of these.

    Args:
        title: what the list is for.
        entries: who is in.
        cancelled: who was in and is not any more (划掉, 不来了, ❌).
        remarks: lines about the list itself: description, examples, headings, empty numbers,
            rows of dashes.
        unread: lines that were not understood.
    """

    model_config = ConfigDict(frozen=True)

    title: str = ""
    entries: tuple[Entry, ...] = ()
    cancelled: tuple[Entry, ...] = ()
    remarks: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
