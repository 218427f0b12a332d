"""How long a list of 3,000 households takes, from the file that staff sent to the last row kept.

    python -m benchmarks.bench_roster

Forty of its rows are wrong in every way that is known, and exactly these must be named. Reading
the file, looking it over and taking it in go the way of a real one, with the disk synchronised;
what Telegram takes to hand the file over is not in the figures.
"""

import asyncio
import io
import json
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import structlog

from benchmarks.figures import Figure, options, show, verdict
from bot import tables
from bot.dispatcher import Dispatcher
from bot.intake import arrival
from bot.metrics import Metrics
from bot.settings import build
from domain.messages import Spreadsheet
from domain.roster import Reason
from handlers import features
from handlers.incoming import Fetched, Place
from handlers.roster.keeping import READ
from handlers.routing import RouteTable
from storage.cipher import Cipher, new_key
from storage.inbox import Arrival
from storage.migrate import upgrade
from storage.people import Profile
from storage.uow import Database

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ADMIN = 1
HOUSEHOLDS = 3000
LIMIT_SECONDS = 5.0
HEAD = ("序号", "楼栋", "单元", "室", "户主", "联系电话", "人数", "备注")
TITLE = "滨河社区住户信息表"
FIRST_ROW = 3
"""The title and the headings are above."""

SURNAMES = "王李张刘陈杨赵黄周吴"

PLANTED: tuple[tuple[Reason, int, object], ...] = (
    (Reason.NO_BUILDING, 1, ""),
    (Reason.NO_BUILDING, 1, "无"),
    (Reason.NO_UNIT, 2, ""),
    (Reason.NO_UNIT, 2, "-"),
    (Reason.NO_ROOM, 3, ""),
    (Reason.NO_ROOM, 3, "暂无"),
    (Reason.UNREADABLE, 3, "五百零一"),
    (Reason.UNREADABLE, 3, "1O1室东"),
    (Reason.UNREADABLE, 1, "三号搂"),
    (Reason.UNREADABLE, 2, "第三个"),
    (Reason.DATE, 1, datetime(2026, 3, 2)),  # noqa: DTZ001 - cells have no zone
    (Reason.DATE, 3, datetime(2026, 11, 12)),  # noqa: DTZ001 - cells have no zone
    (Reason.CONFLICT, 3, "99-1-101"),
    (Reason.CONFLICT, 3, "88号楼2单元201室"),
    (Reason.IMPOSSIBLE, 3, 0),
    (Reason.IMPOSSIBLE, 1, "0号楼"),
    (Reason.IMPOSSIBLE, 2, 501),
    (Reason.DUPLICATE, 3, "same"),
    (Reason.DUPLICATE, 3, "same"),
    (Reason.DUPLICATE, 3, "same"),
    (Reason.BROKEN, 3, "#REF!"),
    (Reason.BROKEN, 5, "#N/A"),
    (Reason.BROKEN, 6, "#VALUE!"),
    (Reason.HEAD_NUMBER, 4, 13812345678),
    (Reason.HEAD_NUMBER, 4, 3),
    (Reason.PHONE_SHORT, 5, "1381234567"),
    (Reason.PHONE_SHORT, 5, 12345),
    (Reason.PHONE_LONG, 5, "138123456789"),
    (Reason.PHONE_LONG, 5, 139876543210),
    (Reason.PHONE_START, 5, "12812345678"),
    (Reason.PHONE_START, 5, "20812345678"),
    (Reason.PHONE_LETTERS, 5, "1381234567a"),
    (Reason.PHONE_LETTERS, 5, "13812345678儿子"),
    (Reason.PHONE_ROUNDED, 5, "1.38E+10"),
    (Reason.PEOPLE_WORDS, 6, "很多"),
    (Reason.PEOPLE_WORDS, 6, 2.5),
    (Reason.PEOPLE_RANGE, 6, -2),
    (Reason.PEOPLE_RANGE, 6, 301),
    (Reason.TOO_LONG, 4, "王" * 41),
    (Reason.TOO_LONG, 7, "长" * 501),
)
"""What is wrong, in which column, and what stands there."""


def planted(count: int) -> tuple[bytes, dict[int, Reason]]:
    """A workbook of so many households, and what is wrong in which of its rows."""
    rows = [list(_household(number)) for number in range(count)]
    wrong: dict[int, Reason] = {}
    for place, (reason, column, value) in enumerate(PLANTED):
        number = (place + 1) * count // (len(PLANTED) + 1)
        rows[number][column] = value
        if reason is Reason.DUPLICATE:
            rows[number][1:4] = rows[number - 7][1:4]
        wrong[number + FIRST_ROW] = reason
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in ([TITLE], HEAD, *rows):
        page.append(row)
    page.merge_cells("A1:H1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), wrong


def _household(number: int) -> tuple[object, ...]:
    """Ways of writing change from building to building, as in lists that several people keep."""
    building, rest = divmod(number, 150)
    unit, rest = divmod(rest, 50)
    floor, flat = divmod(rest, 2)
    room = (floor + 1) * 100 + flat + 1
    phone = 13_000_000_000 + number * 7_919
    place = (
        (f"{building + 1}号楼", f"{unit + 1}单元", f"{room}室")
        if building % 2
        else (building + 1, unit + 1, room)
    )
    name = SURNAMES[number % 10] + "小明"
    phones = f"{str(phone)[:3]} {str(phone)[3:7]} {str(phone)[7:]}" if number % 3 else phone
    note = "空巢老人" if number % 50 == 0 else ""
    return (number + 1, *place, name, phones, number % 6, note)


class Bench:
    """A bot's database and dispatcher, with what they did timed.

    Args:
        database: empty.
        cipher: its key.
    """

    def __init__(self, database: Database, cipher: Cipher) -> None:
        settings = build(
            {
                "telegram": {"token": "42:bench"},
                "community": {"name": "滨河社区", "grids": ["第一网格"], "admins": [ADMIN]},
            },
            "bench",
        )
        self.database = database
        self.cipher = cipher
        self.seconds: dict[str, float] = {}
        self.dispatcher = Dispatcher(
            database,
            RouteTable(features(), "bench_bot"),
            settings.community_model(),
            _Clock(),
            Metrics(),
            lambda _: None,
            lambda: None,
        )

    async def read(self, content: bytes) -> int:
        """The file, off the event loop, and what it holds into the database."""
        began = time.perf_counter()
        sheets = await asyncio.to_thread(tables.read, "roster.xlsx", content)
        async with self.database.transaction() as uow:
            file = await uow.files.keep(ADMIN, sheets, NOW)
        self.seconds["read the file"] = time.perf_counter() - began
        return file

    async def look_over(self, file: int) -> None:
        """The event that a file has come."""
        place = Place(chat_id=ADMIN, private=True)
        event = Fetched(place=place, route=READ, file=file, name="roster.xlsx", data={})
        payload = event.model_dump_json()
        await self._handle(
            "look it over",
            Arrival(source="sender", dedup_key=None, lane=ADMIN, payload=payload),
        )

    async def take_in(self) -> None:
        """The press of the button under what was shown."""
        data = _pressed(self.database.path, self.cipher)
        sender = {"id": ADMIN, "is_bot": False, "first_name": "管理员"}
        chat = {"id": ADMIN, "type": "private"}
        message = {"message_id": 1, "date": int(NOW.timestamp()), "chat": chat}
        query = {"id": "1", "from": sender, "chat_instance": "1", "data": data, "message": message}
        update = {"update_id": 1, "callback_query": query}
        await self._handle("take it in", arrival(update))

    async def _handle(self, name: str, came: Arrival) -> None:
        began = time.perf_counter()
        async with self.database.transaction() as uow:
            await uow.inbox.put([came], NOW)
        assert await self.dispatcher.drain() == 1
        self.seconds[name] = time.perf_counter() - began


class _Clock:
    def now(self) -> datetime:
        return NOW


def _waiting(path: Path, cipher: Cipher, kind: str) -> str:
    """The newest message of a kind that waits, as JSON."""
    with closing(sqlite3.connect(path)) as connection:
        (sealed,) = connection.execute(
            "SELECT payload FROM outbox WHERE kind = ? ORDER BY id DESC", (kind,)
        ).fetchone()
    return cipher.open(sealed)


def _pressed(path: Path, cipher: Cipher) -> str:
    button = json.loads(_waiting(path, cipher, "say"))["buttons"][0][0]
    return "|".join(("1", button["route"], *map(str, button["args"])))


async def run(path: Path, content: bytes) -> tuple[dict[str, float], dict[int, str], int]:
    """Read, look over, take in.

    Returns:
        How many seconds each took, the rows that were named with their first reason, and how
        many households are known then.
    """
    cipher = Cipher((new_key(),))
    async with Database(path, cipher) as database:
        bench = Bench(database, cipher)
        async with database.transaction() as uow:
            await uow.people.meet(Profile(id=ADMIN, name="管理员", username=None, lang="zh"))
        await bench.look_over(await bench.read(content))
        named = _named(path, cipher)
        await bench.take_in()
        async with database.transaction() as uow:
            kept = sum(count.households for count in await uow.roster.counts())
    return bench.seconds, named, kept


def _named(path: Path, cipher: Cipher) -> dict[int, str]:
    """What the sheet of wrong rows says."""
    book = Spreadsheet.model_validate_json(_waiting(path, cipher, "spreadsheet"))
    return {cells[0]: cells[1].key.removeprefix("roster-why-") for cells in book.sheets[0].rows}


def main() -> None:
    """Make a list, take it in, print."""
    parser = options("Measure the import of a list of households.")
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    args = parser.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    content, wrong = planted(args.households)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        upgrade(path)
        seconds, named, kept = asyncio.run(run(path, content))
    assert named == {row: str(reason) for row, reason in wrong.items()}
    assert kept == args.households - len(wrong)
    figures = [Figure(f"{name}, s", taken) for name, taken in seconds.items()]
    figures.append(Figure("all, s", sum(seconds.values()), at_most=LIMIT_SECONDS))
    show(f"{args.households:,} households, {len(wrong)} of them wrong", figures, args.json)
    verdict(figures)


if __name__ == "__main__":
    main()
