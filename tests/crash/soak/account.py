"""What came of a run: the evidence of it, and lines that say what was done."""

import re
import signal
from collections import Counter
from dataclasses import dataclass, field

from bot.cli import FAILURE
from bot.i18n import LANGUAGES
from storage.cipher import Cipher
from tests.crash.soak.evidence import Evidence, Resident
from tests.support.catalogue import pattern

ENDED_AS_TOLD = {0, -signal.SIGKILL, -signal.SIGTERM}

NO_START = re.compile(r"^linliquan: \S", re.MULTILINE)
"""The last words of a process that the disk keeps from starting."""

TAKEN = {
    "notice.seen": ("notice-seen",),
    "report.join": ("report-joined", "report-joined-group"),
    "signup.join": ("signup-joined", "signup-waits"),
    "reg.submit": ("form-handed-in",),
}
"""The words that tell that a press was taken, by the route of the button."""

CAME_OF_IT = (
    "SELECT 'reports', COUNT(*) FROM reports"
    " UNION ALL SELECT 'households', COUNT(*) FROM report_households"
    " UNION ALL SELECT 'ratings', COUNT(*) FROM report_ratings"
    " UNION ALL SELECT 'notices', COUNT(*) FROM notices WHERE state = 'sent'"
    " UNION ALL SELECT 'receipts', COUNT(*) FROM notice_receipts"
    " UNION ALL SELECT 'sign-up entries', COUNT(*) FROM signup_entries"
    " UNION ALL SELECT 'group-buy orders', COUNT(*) FROM groupbuy_orders"
    " UNION ALL SELECT 'bookings', COUNT(*) FROM bookings"
    " UNION ALL SELECT 'visits', COUNT(*) FROM point_visits"
    " UNION ALL SELECT 'gifts', COUNT(*) FROM gift_orders"
    " UNION ALL SELECT 'answers to forms', COUNT(*) FROM form_answers"
)
"""How much there is of each thing in the end: a promise about what nobody did is easily kept."""


@dataclass
class Outcome:
    """What came of a run.

    Args:
        broken: a sentence for each promise that was not kept, with the evidence.
        summary: lines that say what was done.
        routes: the names of what handled something.
    """

    broken: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    routes: list[str] = field(default_factory=list)


def evidence_of(village, diary):
    """All that is held against what was promised."""
    return Evidence(
        database=village.database,
        sandbox=village.sandbox,
        diary=diary,
        people={
            villager.id: Resident(villager.name, secrets_of(villager), villager.identity)
            for villager in village.people
        },
        logs={
            process.log.name: process.log.read_text(encoding="utf-8", errors="replace")
            for process in village.processes
        },
        admins=frozenset({village.admin.id}),
        interruptions=len(village.processes) - 1 + diary.struck["SIGSTOP"],
        breaks=tuple(village.breaks),
        patterns={
            route: tuple(
                pattern(village.app.renderer, key, lang, {}) for key in keys for lang in LANGUAGES
            )
            for route, keys in TAKEN.items()
        },
        cipher=Cipher.from_file(village.key),
    )


def summary_of(village, diary, routes):
    """Lines that say what people did, what befell the bot, and what is there in the end."""
    talks = {name: f"{diary.ended[name]}/{begun}" for name, begun in diary.begun.items()}
    return [
        f"people: {_listed(diary.deeds)}",
        f"troubles: {_listed(diary.struck)}",
        f"conversations that came to their end: {_listed(talks)}",
        f"the bot: {counts_of(village)}",
        f"processes: {len(village.processes)}",
        f"what came of it: {_listed(dict(village.select(CAME_OF_IT)))}",
        f"{len(routes)} routes: {' '.join(routes)}",
    ]


def counts_of(village):
    """What the bot did most."""
    calls = Counter(call.method for call in village.calls if call.ok)
    return ", ".join(f"{method} {n}" for method, n in calls.most_common(5))


def ended_by_themselves(processes):
    """A sentence for each that ended though nobody had told it to."""
    return [
        f"a process ended with {process.returncode}: {process.log.name}"
        for process in processes
        if not ended_as_told(process)
    ]


def ended_as_told(process):
    """Whether it was told to end, or said in words that it cannot start as the disk is."""
    words = process.words()
    could_not_start = (
        process.returncode == FAILURE
        and "event=running" not in words
        and bool(NO_START.search(words))
    )
    return could_not_start or process.returncode in ENDED_AS_TOLD


def secrets_of(villager):
    """Address and numbers of somebody, as they might be written."""
    building, unit, room = villager.address.split("-")
    return (
        villager.address,
        f"{building}号楼{unit}单元{room}",
        villager.phone,
        villager.identity,
    )


def _listed(numbers):
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items())) or "none"
