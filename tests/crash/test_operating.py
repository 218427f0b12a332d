"""What an operator does to the bot: start it twice, stop it, back it up, bring it back."""

import asyncio
import contextlib
import re
import signal
import sqlite3
from datetime import timedelta

from bot.cli import main
from sandbox import Fault
from storage.schedules import Due
from storage.uow import Database

ALERTS = 2


def polled(village):
    """Whether a process of the bot runs, as Telegram sees it."""
    begun = len(village.calls)
    return lambda: any(
        call.method in {"getUpdates", "sendMessage"} for call in village.calls[begun:]
    )


async def running(village):
    """A process that is up and works."""
    up = polled(village)
    village.world.send(village.residents[0].id, village.residents[0].id, "/me")
    process = await village.run()
    await village.until(up, "it polls")
    return process


def report(village, number):
    human = village.residents[number % len(village.residents)]
    village.world.send(human.id, human.group, f"/report 第{number}件事")


async def command(village, *words):
    """Run another command of ``linliquan`` beside the bot; answers with its exit code."""
    argv = [*map(str, words), "--config", str(village.config)]
    return await asyncio.to_thread(main, argv)


def words_of(process):
    return process.log.read_text(encoding="utf-8")


def filed(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT body FROM reports ORDER BY number")]


async def test_a_second_process_on_the_same_database_says_so_and_ends(village):
    first = await running(village)
    second = await village.run()
    assert await second.ended() == 1
    assert re.search(r"another copy of the bot \(process \d+\) is using town\.db", words_of(second))
    assert "Traceback" not in words_of(second)
    assert await first.stop() == 0


async def test_sigterm_finishes_what_is_in_hand_and_nothing_goes_twice(village):
    for number in range(40):
        report(village, number)
    process = await village.run()
    await village.until(lambda: village.sends() > 40, "some are said")
    assert await process.stop() == 0
    assert village.select("SELECT COUNT(*) FROM outbox WHERE state IN ('sending', 'unknown')") == [
        (0,)
    ]
    assert "event=stopped in_time=true" in words_of(process)
    await village.start_bot()
    said = [words for _, words in village.said_everywhere() if "件事" in words]
    assert len(said) == 40 * (1 + ALERTS)


async def test_sigterm_does_not_wait_for_an_answer_that_never_comes(village):
    village.sandbox.faults.add(Fault("sendMessage", "timeout_before", village.residents[0].group))
    report(village, 0)
    process = await village.run()
    await village.until(lambda: any(c.fault for c in village.calls), "the send hangs")
    began = village.clock.now()
    assert await process.stop() == 0
    assert village.clock.now() - began < timedelta(seconds=10)
    await village.start_bot()
    await village.passes(seconds=2)
    assert any("件事" in message.text for message in village.said(village.residents[0].group))


async def test_sigterm_while_telegram_does_not_answer_ends_it_at_once(village):
    village.sandbox.faults.add(Fault("getMe", "timeout_before"))
    process = await village.run()
    await village.until(lambda: any(c.fault for c in village.calls), "getMe hangs")
    began = village.clock.now()
    assert await process.stop() == 0
    assert village.clock.now() - began < timedelta(seconds=5)


async def test_a_backup_of_the_running_bot_brings_everything_back(village, tmp_path, capsys):
    report(village, 0)
    process = await running(village)
    await village.until(lambda: filed(village.database) == ["第0件事"], "filed")
    copy = tmp_path / "backups" / "copy.db"
    assert await command(village, "backup", copy) == 0
    assert filed(copy) == ["第0件事"]
    assert await command(village, "restore", copy) == 1
    assert "another copy of the bot" in capsys.readouterr().err

    steward = village.stewards[0].id
    report(village, 1)
    await village.until(lambda: any("第1件事" in m.text for m in village.said(steward)), "told")
    process.signal(signal.SIGKILL)  # leaves a write-ahead log that belongs to the old file
    await process.ended()
    assert await command(village, "restore", copy) == 0
    assert filed(village.database) == ["第0件事"]

    report(village, 2)
    await village.start_bot()
    assert filed(village.database) == ["第0件事", "第2件事"]


async def test_a_port_that_is_taken_is_said_plainly(village):
    village.write_config(health=int(village.sandbox.url.rpartition(":")[2]))
    process = await village.run()
    assert await process.ended() == 1
    assert "Address already in use" in words_of(process)
    assert "Traceback" not in words_of(process)


async def test_deadlines_of_a_downtime_fire_after_it_or_lapse_with_the_reason(village):
    now = village.clock.now()
    async with Database(village.database) as database, database.transaction() as uow:
        for subject, expires in (("late", None), ("over", now - timedelta(minutes=1))):
            due = Due(
                kind="housekeeping",
                subject=subject,
                due_at=now - timedelta(hours=1),
                expires_at=expires,
            )
            await uow.schedules.add(due)
        soon = Due(kind="housekeeping", subject="soon", due_at=now + timedelta(days=40))
        await uow.schedules.add(soon)
    process = await running(village)
    human = village.residents[0]

    def fired():
        return village.select(
            "SELECT payload FROM inbox WHERE source = 'schedule' AND state = 'handled'"
            " AND payload LIKE '%\"late\"%'"
        )

    await village.until(lambda: village.said(human.id) and fired(), "it fired")
    assert await process.stop() == 0
    rows = village.select(
        "SELECT subject, state, reason FROM schedules"
        " WHERE subject IN ('late', 'over', 'soon') ORDER BY id"
    )
    assert rows == [
        ("late", "fired", None),
        ("over", "lapsed", "overdue: what it announced was over"),
        ("soon", "waiting", None),
    ]
