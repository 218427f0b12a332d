import io
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import build
from domain.errors import Refusal
from domain.messages import Chart
from domain.people import ALL_GRIDS
from domain.reports.lifecycle import TRANSITIONS, Action, Party, Step, apply
from domain.reports.model import Report
from domain.stats import measure
from domain.timing import Period
from handlers import stats
from storage.migrate import upgrade
from storage.people import Profile
from storage.rows import to_ms
from storage.uow import Database
from tests.support.rates import rates_from_events
from tests.support.town import GRIDS, START

EVER = Period(start=datetime(1970, 1, 1, tzinfo=UTC), end=datetime(2100, 1, 1, tzinfo=UTC))


async def solve(resident, steward, body, solved="解决了", satisfied="满意"):
    """A ticket from filing to its reporter's rating."""
    await resident.types(f"/report {body}")
    await steward.presses("接单")
    await steward.presses("办结")
    await steward.whispers("修好了")
    await resident.presses(solved)
    await resident.presses(satisfied)


def files(town, person):
    """The documents that the bot sent somebody: caption and content."""
    found = []
    for message in town.world.messages(person.id):
        if "document" in message.data:
            file = town.sandbox.world.files.get(message.data["document"]["file_id"])
            found.append((message.data["document"]["file_name"], file.content))
    return found


def pictures(town, person):
    """The captions of the pictures that the bot sent somebody."""
    return [m.data.get("caption") for m in town.world.messages(person.id) if "photo" in m.data]


def plant(town, *tickets):
    """Tickets of today with a state, a category and whether they are out of scope."""
    with closing(sqlite3.connect(town.folder / "town.db")) as connection, connection:
        connection.executemany(
            "INSERT INTO reports (circle_id, filed_by, body, state, category, out_of_scope,"
            " created_at) VALUES (1, 1, '坏了', ?, ?, ?, ?)",
            [(*ticket, to_ms(START)) for ticket in tickets],
        )


def chart_of(town):
    """The chart that was sent last, as data."""
    with closing(sqlite3.connect(town.folder / "town.db")) as connection:
        (payload,) = connection.execute(
            "SELECT payload FROM outbox WHERE kind = 'chart' ORDER BY id DESC"
        ).fetchone()
    return Chart.model_validate_json(payload)


def cells(content, sheet):
    """The rows of a sheet of a file."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(cell.value for cell in row) for row in book.worksheets[sheet].iter_rows()]


async def test_staff_see_the_numbers_of_this_week(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await solve(ana, ben, "电梯坏了")
    await ana.types("/report 楼道灯不亮")
    await ben.whispers("/stats")
    ben.sees("stats", place="第一网格", days="11月23日—11月29日")
    words = ben.texts()[-2]
    assert "收到 2 件，办完 1 件，没办完 1 件" in words
    assert "响应率 100.0%（1 件里 1 件按时响应）" in words
    assert "解决率 100.0%（评价的 1 件里 1 件解决了）" in words
    assert "满意率 100.0%（评价的 1 件里 1 件满意或基本满意）" in words
    assert "#2 楼道灯不亮 · 3号楼邻里圈" in words
    assert pictures(town, ben) == ["要明细，发 /export"]


async def test_what_does_not_count_is_shown_apart(town):
    ben = await town.steward("Ben")
    plant(
        town,
        ("closed", "电梯", 0),
        ("rejected", "电梯", 1),
        ("rejected", "停车", 0),
        ("merged", "电梯", 0),
        ("withdrawn", "停车", 0),
    )
    await ben.whispers("/stats")
    words = ben.texts()[-2]
    assert "收到 5 件，办完 2 件，没办完 0 件" in words
    assert "另算：不属社区职责 1 件，并到别件 1 件，居民撤回 1 件" in words
    assert "• 停车 1 件" in words


async def test_where_nothing_counts_there_is_nothing_to_draw(town):
    ben = await town.steward("Ben")
    plant(town, ("withdrawn", "停车", 0))
    await ben.whispers("/stats")
    assert "响应率 —（0 件里 0 件按时响应）" in ben.texts()[-1]
    assert "按类别" not in ben.texts()[-1]
    assert pictures(town, ben) == []


async def test_many_categories_are_added_up_in_the_last_line(town):
    ben = await town.steward("Ben")
    plant(town, *[("waiting", f"类别{n}", 0) for n in range(12)])
    await ben.whispers("/stats")
    words = ben.texts()[-2]
    assert words.count("•") == 10
    assert "• 其余 3 类 3 件，没办完 3 件" in words
    assert len(chart_of(town).bars) == 10


async def test_another_year_is_named(town):
    ben = await town.steward("Ben")
    await ben.whispers("/stats 2025-12-31")
    ben.sees("stats", place="第一网格", days="2025年12月31日")


async def test_partly_solved_lowers_only_one_rate(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await solve(ana, ben, "电梯坏了", "部分解决", "基本满意")
    await ben.whispers("/统计 本月")
    words = ben.texts()[-2]
    assert "解决率 0.0%（评价的 1 件里 0 件解决了，1 件部分解决）" in words
    assert "满意率 100.0%" in words
    assert "没有没办完的事" in words


async def test_a_quiet_week_has_no_picture(town):
    ben = await town.steward("Ben")
    await ben.whispers("/stats 上周")
    ben.sees("stats", place="第一网格", days="11月16日—11月22日")
    assert "没有收到报事" in ben.texts()[-1]
    assert pictures(town, ben) == []


async def test_an_english_reader_gets_english_numbers(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben", lang="en")
    await ana.types("/report 电梯坏了")
    await ben.whispers("/stats this month")
    assert "1 received, 0 done, 1 not done yet" in ben.texts()[-2]
    assert "1 Nov – 30 Nov" in ben.texts()[-2]


async def test_staff_see_their_grids_only_and_the_admin_sees_all(town):
    ben, cora = await town.steward("Ben"), await town.steward("Cora", grid="第二网格")
    ana = await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    await cora.whispers("/stats")
    assert "没有收到报事" in cora.texts()[-1]
    await cora.whispers("/stats 本周 @第一网格")
    cora.sees("stats-not-yours", grid="第一网格", grids="第二网格")
    await cora.whispers("/export @第一网格")
    cora.sees("stats-not-yours", grid="第一网格", grids="第二网格")
    await town.admin.whispers("/stats @第一网格")
    assert "收到 1 件" in town.admin.texts()[-2]
    await town.admin.whispers("/stats")
    assert "全社区" in town.admin.texts()[-2]
    assert ben.texts()


async def test_captains_and_residents_get_a_refusal(town):
    captain, resident = await town.captain("楼长"), await town.resident("Ana")
    for person in (captain, resident):
        for command in ("/stats", "/export"):
            await person.whispers(command)
            person.sees("no-permission")
        assert files(town, person) == []
        assert pictures(town, person) == []


async def test_a_time_that_cannot_be_read_is_asked_back(town):
    ben = await town.steward("Ben")
    await ben.whispers("/stats 前阵子")
    ben.sees("stats-unclear", words="前阵子")
    await ben.whispers("/stats @第九网格")
    ben.sees("grid-unknown", word="第九网格")


async def test_numbers_are_for_the_private_chat(town):
    ben = await town.steward("Ben")
    town.world.join(town.circle, ben.id)
    await ben.types("/stats", where=town.circle)
    ben.sees("go-private", where=town.circle)
    assert not any("📊" in words for words in ben.texts(town.circle))


async def test_the_export_holds_every_ticket_and_every_event_cell_by_cell(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.whispers("/bind 3-2-501")
    await solve(ana, ben, "=SUM(1,2) 电梯坏了")
    await ben.whispers("/export 本月")
    ben.sees("export-coming", count=1)
    ((name, content),) = files(town, ben)
    assert name == "reports-2026-11-01-2026-11-30.xlsx"
    heading, ticket = cells(content, 0)
    assert len(heading) == len(ticket) == 22
    shown = {column: value for column, value in zip(heading, ticket, strict=True) if value}
    nine = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - cells hold wall-clock times
    assert shown | {"应在此前响应": None} == {
        "编号": 1,
        "报事时间": nine,
        "网格": "第一网格",
        "圈子": "3号楼邻里圈",
        "类别": "电梯",
        "内容": "=SUM(1,2) 电梯坏了",
        "状态": "已办结",
        "报事人": "Ana",
        "住址": "3-2-501",
        "户数": 1,
        "首接人": "Ben",
        "经办人": "Ben",
        "应在此前响应": None,
        "响应时间": nine,
        "办结时间": nine,
        "是否解决": "解决了",
        "是否满意": "满意",
    }
    assert cells(content, 1) == [
        ("编号", "时间", "谁", "做了什么", "原状态", "新状态", "说明", "备注"),
        (1, nine, "Ana", "报事", None, "待接单", None, None),
        (1, nine, "Ben", "接单", "待接单", "处理中", None, None),
        (1, nine, "Ben", "办结", "处理中", "待回访", "修好了", None),
        (1, nine, "Ana", "评价", "待回访", "已办结", None, "解决了 · 满意"),
    ]


async def test_an_anonymous_reporter_is_nowhere_in_the_file(town):
    ana, ben = await town.resident("安娜"), await town.steward("Ben")
    await ana.whispers("/bind 3-2-501")
    await ana.types("/report 电梯坏了")
    with closing(sqlite3.connect(town.folder / "town.db")) as connection, connection:
        connection.execute("UPDATE reports SET anonymous = 1")
    await ben.presses("接单")
    await ben.whispers("/export")
    ((_, content),) = files(town, ben)
    everything = cells(content, 0) + cells(content, 1)
    words = {str(value) for row in everything for value in row}
    assert not [word for word in words if "安娜" in word or "3-2-501" in word]
    assert cells(content, 0)[1][8:10] == ("匿名", None)
    assert [row[2] for row in cells(content, 1)[1:]] == ["匿名", "Ben"]


async def test_exports_are_in_the_audit(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.whispers("/导出 本周")
    with closing(sqlite3.connect(town.folder / "town.db")) as connection:
        rows = connection.execute(
            "SELECT actor_id, subject FROM audit WHERE action = 'reports.export'"
        ).fetchall()
    assert rows == [(ben.id, "2026-11-23-2026-11-29 第一网格")]


async def test_there_is_no_file_of_nothing(town):
    ben = await town.steward("Ben")
    await ben.whispers("/export")
    ben.sees("export-none")
    assert files(town, ben) == []


async def test_a_file_holds_so_many_tickets_and_no_more(town, monkeypatch):
    monkeypatch.setattr(stats, "MOST_EXPORTED", 1)
    ben = await town.steward("Ben")
    plant(town, ("closed", "电梯", 0), ("closed", "电梯", 0))
    await ben.whispers("/export")
    ben.sees("export-too-many", count=2, allowed=1)
    assert files(town, ben) == []


async def test_every_monday_at_half_past_eight_staff_hear_of_last_week(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    cora = await town.steward("Cora", grid="第二网格")
    dora, emil = await town.steward("Dora"), await town.steward("Emil")
    town.world.block(emil.id)
    await town.settle()
    await solve(ana, ben, "电梯坏了")
    await town.passes(days=5, hours=23, minutes=29)
    assert not any("📊" in words for words in ben.texts())
    await town.passes(minutes=1)
    ben.sees("stats", place="第一网格", days="11月23日—11月29日")
    assert "收到 1 件" in ben.texts()[-2]
    cora.sees("stats", place="第二网格", days="11月23日—11月29日")
    assert "没有收到报事" in cora.texts()[-1]
    assert "收到 1 件" in dora.texts()[-2]
    emil.sees_not("stats")
    ana.sees_not("stats")
    await town.passes(days=7)
    ben.sees("stats", place="第一网格", days="11月30日—12月6日")


async def test_a_weekly_report_missed_in_downtime_is_about_its_own_week(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await town.stop_bot()
    town.clock.advance(timedelta(days=8))
    await town.start_bot()
    ben.sees("stats", place="第一网格", days="11月23日—11月29日")
    assert len([words for words in ben.texts() if "📊" in words]) == 1


async def test_the_picture_shows_the_same_rates_as_the_words(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await solve(ana, ben, "电梯坏了", "部分解决", "不满意")
    await ben.whispers("/stats")
    chart = chart_of(town)
    assert [figure.value for figure in chart.figures] == ["100.0%", "0.0%", "0.0%"]
    assert [bar.parts for bar in chart.bars] == [(1, 0)]


REPORTER, NEIGHBOUR, WORKER = 1, 2, 3
CONFIG = {"telegram": {"token": "1:x"}, "community": {"name": "滨河社区", "grids": GRIDS}}
_CHOICES = st.tuples(
    st.integers(0, 30),
    st.sampled_from([REPORTER, NEIGHBOUR]),
    st.sampled_from(["yes yes", "partly fairly", "no no"]),
    st.integers(1, 60),
)
_LIVES = st.lists(st.lists(_CHOICES, max_size=9), min_size=1, max_size=5)


@given(_LIVES)
async def test_rates_recomputed_from_events_are_the_rates_shown(tmp_path_factory, lives):
    path = tmp_path_factory.mktemp("lives") / "town.db"
    upgrade(path)
    clocks = build(CONFIG, "lives").community_model().clocks
    async with Database(path) as database:
        async with database.transaction() as uow:
            for person in (REPORTER, NEIGHBOUR, WORKER):
                await uow.people.meet(
                    Profile(id=person, name=f"P{person}", username=None, lang="zh")
                )
            for life in lives:
                await _live(uow, clocks, life)
        now = START + timedelta(days=20)
        async with database.transaction() as uow:
            numbers = measure(await uow.stats.cases(frozenset({ALL_GRIDS}), EVER), now)
    with closing(sqlite3.connect(path)) as connection:
        expected = rates_from_events(connection, to_ms(now))
    shown = {name: getattr(numbers, name) for name in expected}
    assert {name: (rate.part, rate.whole) for name, rate in shown.items()} == expected


async def _live(uow, clocks, life):
    """A ticket to which the first possible step happens, choice after choice."""
    circle = await uow.circles.map(-1, "3号楼", "邻里圈", "第一网格", None)
    who = {"reporter_id": REPORTER, "filed_by": REPORTER, "created_at": START}
    report = Report(number=0, circle=circle, body="坏了", category="电梯", **who)
    report = await uow.reports.file(clocks.started(report))
    now = START
    for pick, household, rating, hours in life:
        now += timedelta(hours=hours)
        steps = [step for step, row in TRANSITIONS.items() if report.state in row.sources]
        if not steps:
            return
        step = steps[pick % len(steps)]
        scope = step is Step.REJECT and rating == "no no"
        asked = step in {Step.RATE, Step.REOPEN, Step.ANSWER}
        action = Action(
            step=step,
            by=frozenset(Party),
            person_id=household if asked else WORKER,
            words="说明",
            changes={"out_of_scope": scope} if step in {Step.REJECT, Step.CONTEST} else {},
        )
        try:
            report, event = apply(report, action, now, clocks)
        except Refusal:
            continue
        detail = rating if step is Step.RATE else "out_of_scope" if scope else ""
        await uow.reports.save(report, event.model_copy(update={"detail": detail}))


async def test_a_clock_that_was_set_back_meanwhile_keeps_no_statistics_back(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 楼道灯不亮")
    town.clock._offset -= timedelta(hours=1)
    await ben.presses("接单")
    await ben.whispers("/stats")
    assert any("响应用时" in words and "不到1分钟" in words for words in ben.texts())
