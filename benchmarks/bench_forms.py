"""1,200 residents answer a form of twelve questions within one hour, while the bot is restarted.

    python -m benchmarks.bench_forms [--residents 1200] [--restarts 6]

Everybody goes the way of a real resident: over HTTP to a local Bot API server, from there through
inbox, dispatcher and handler to the commit with the disk synchronised, and back through the outbox.
The hour is simulated, the work is not. At each restart the process ends in the middle of its work:
with updates that were fetched and not handled, and answers that were not sent. In the end every
answer is compared with what its resident typed, and the database file is searched for all numbers.
"""

import asyncio
import heapq
import random
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import structlog

from benchmarks.figures import Figure, options, show, verdict
from domain.forms.model import Choice, Definition, Kind, Question
from domain.people import Address, Reach
from storage.people import Profile
from tests.support.forms import identity_of, phone_of
from tests.support.town import Town

RESIDENTS, RESTARTS = 1200, 6
HOUR = 3600.0
CALLS_PER_SECOND = 30
TICK = 10.0
LATEST_START = 2400.0
SLOWEST_ANSWER, FASTEST_ANSWER = 70.0, 5.0
SUBMIT, TICKED, SKIP = "提交", "选好了", "跳过"


def _choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(name=f"c{n}", label=label) for n, label in enumerate(labels, 1))


def _ask(name: str, kind: Kind, **more: object) -> Question:
    return Question.model_validate({"name": name, "label": f"{name}？", "kind": kind, **more})


FORM = Definition(
    title="大登记",
    purpose="测一测",
    questions=(
        _ask("name", Kind.TEXT, required=True),
        _ask("identity", Kind.IDENTITY, required=True),
        _ask("phone", Kind.MOBILE, required=True),
        _ask(
            "people", Kind.INTEGER, required=True, constraint=". >= 1 and . <= 30", most=Decimal(8)
        ),
        _ask("area", Kind.DECIMAL, required=True),
        _ask("since", Kind.DATE, required=True),
        _ask("home", Kind.ONE, required=True, choices=_choices("自住", "租住")),
        _ask("landlord", Kind.MOBILE, required=True, relevant="${home} = 'c2'"),
        _ask("care", Kind.SEVERAL, required=True, choices=_choices("老人", "孩子", "养犬")),
        _ask("place", Kind.TEXT, required=True),
        _ask("car", Kind.ONE, required=True, choices=_choices("有车", "无车")),
        _ask("note", Kind.TEXT),
    ),
)


@dataclass
class Resident:
    """Somebody with their answers, in the order in which they give them.

    Args:
        number: which one.
        user: Telegram id.
        steps: what they type or press next.
        values: what must be in the database in the end.
    """

    number: int
    user: int
    steps: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What came of it."""

    residents: int
    restarts: int
    updates: int
    calls: int
    seconds: float
    slowest_tick: float
    megabytes: float

    def list(self) -> list[Figure]:
        """The same, held against the hour and against what Telegram takes."""
        return [
            Figure("updates", self.updates),
            Figure("calls", self.calls),
            Figure("the hour took, s", self.seconds, at_most=HOUR),
            Figure("updates a second", self.updates / self.seconds),
            Figure("calls a second of the hour", self.calls / HOUR, at_most=CALLS_PER_SECOND),
            Figure(f"slowest {TICK:.0f} simulated seconds, s", self.slowest_tick),
            Figure("database, MB", self.megabytes),
        ]


class Rush:
    """The town in the hour after the form was sent out."""

    def __init__(self, town: Town, residents: int, restarts: int, tick: float) -> None:
        self._town = town
        self._chance = random.Random(7)  # noqa: S311 - a seed that replays is the point
        self._restarts = restarts
        self._tick = tick
        self._updates = 0
        self._residents = [self._resident(number) for number in range(residents)]

    async def run(self) -> Figures:
        """Let everybody answer, and look at what was kept."""
        await self._settle_in()
        began, slowest = time.perf_counter(), 0.0
        queue = [(self._chance.uniform(0, LATEST_START), r.number) for r in self._residents]
        heapq.heapify(queue)
        every = HOUR / (self._restarts + 1)
        restarts = [every * (n + 1) for n in range(self._restarts)]
        at = 0.0
        while queue or restarts:
            at += self._tick
            self._town.clock.advance(timedelta(seconds=self._tick))
            tick = time.perf_counter()
            self._act(queue, at)
            if restarts and at >= restarts[0]:
                restarts.pop(0)
                await self._cut_short()
            await self._town.settle()
            slowest = max(slowest, time.perf_counter() - tick)
            assert at < 2 * HOUR, "they cannot get through"
        seconds = time.perf_counter() - began
        await self._check()
        size = (self._town.folder / "town.db").stat().st_size / 1e6
        calls = sum(call.method != "getUpdates" for call in self._town.sandbox.calls)
        return Figures(
            len(self._residents), self._restarts, self._updates, calls, seconds, slowest, size
        )

    def _resident(self, number: int) -> Resident:
        rent, skips = number % 3 == 0, number % 2 == 0
        user = self._town.world.add_user(f"居民{number}", language_code="zh-hans").id
        care = ["老人", "养犬"] if number % 5 == 0 else ["孩子"]
        resident = Resident(number, user)
        answers = {
            "name": f"人{number}",
            "identity": identity_of(number),
            "phone": phone_of(number),
            "people": str(1 + number % 5),
            "area": f"{50 + number % 90}.5",
            "since": f"2015-03-{1 + number % 28:02}",
            "home": "租住" if rent else "自住",
            "landlord": phone_of(number + 50_000) if rent else None,
            "care": [*care, TICKED],
            "place": f"小区{number}号",
            "car": "有车" if number % 4 else "无车",
            "note": SKIP if skips else f"备注{number}",
        }
        resident.steps = ["去填写", "开始填写"]
        for given in answers.values():
            resident.steps += given if isinstance(given, list) else [given] if given else []
        resident.steps.append(SUBMIT)
        labels = {c.label: c.name for q in FORM.questions for c in q.choices}
        for name, given in answers.items():
            if isinstance(given, list):
                resident.values[name] = " ".join(labels[word] for word in given[:-1])
            elif given:
                resident.values[name] = "" if given == SKIP else labels.get(given, given)
        return resident

    async def _settle_in(self) -> None:
        """Circle, people and form are there; that is not what is measured."""
        town = self._town
        for resident in self._residents:
            town.world.start(resident.user)
        await town.settle()
        async with town.app.database.transaction() as uow:
            circle = await uow.circles.by_chat(town.circle)
            assert circle is not None
            for resident in self._residents:
                n = resident.number
                await uow.people.meet(
                    Profile(id=resident.user, name=f"居民{n}", username=None, lang="zh")
                )
                home = Address(building=str(1 + n // 60), unit=str(1 + n % 4), room=str(100 + n))
                await uow.people.bind(resident.user, home)
                await uow.people.set_reach(resident.user, Reach.OPEN)
                await uow.circles.join(circle.id, resident.user)
            now = town.clock.now()
            await uow.forms.add(
                FORM,
                [circle.id],
                created_by=town.admin.id,
                opened_at=now,
                closes_at=now + timedelta(days=1),
                erases_at=now + timedelta(days=30),
            )

    def _act(self, queue: list[tuple[float, int]], at: float) -> None:
        """Whoever has thought long enough does their next step, if the bot has asked for it."""
        while queue and queue[0][0] <= at:
            _, number = heapq.heappop(queue)
            resident = self._residents[number]
            if self._takes_a_step(resident):
                resident.steps.pop(0)
                self._updates += 1
            if resident.steps:
                wait = self._chance.uniform(FASTEST_ANSWER, SLOWEST_ANSWER)
                heapq.heappush(queue, (at + wait, number))

    def _takes_a_step(self, resident: Resident) -> bool:
        world, step, user = self._town.world, resident.steps[0], resident.user
        if step == "去填写":
            world.start(user, "run-register-1")
            return True
        for message in reversed(world.messages(user)[-6:]):
            for button in message.buttons:
                if button.data and step in button.text:
                    world.press(user, user, message.message_id, button.data)
                    return True
        if step in {"开始填写", SUBMIT, TICKED, SKIP} or self._is_choice(step):
            return False
        world.send(user, user, step)
        return True

    @staticmethod
    def _is_choice(step: str) -> bool:
        return any(step == choice.label for q in FORM.questions for choice in q.choices)

    async def _cut_short(self) -> None:
        """The process ends with updates in the inbox and answers in the outbox."""
        app = self._town.app
        await app.poller.step(0)
        await app.dispatcher.step()
        while app._answers:  # noqa: SLF001 - only presses are answered outside the outbox
            await asyncio.wait(app._answers)  # noqa: SLF001 - the same
        await self._town.restart()

    async def _check(self) -> None:
        """Everybody's answers are there, and nothing of them in the clear.

        Raises:
            AssertionError: something was lost, or is there to read.
        """
        town = self._town
        await town.app.database.fold(empty=True)
        async with town.app.database.transaction() as uow:
            rows = await uow.form_answers.sealed_rows(1, [1])
            kept = {s.person_id: s.content.values for s in uow.form_answers.opened(rows)}
        assert kept == {r.user: r.values for r in self._residents}, "an answer was lost or changed"
        assert town.rows("SELECT COUNT(*) FROM form_drafts") == [(0,)]
        content = b"".join(path.read_bytes() for path in town.folder.glob("town.db*"))
        for resident in self._residents:
            for name in ("identity", "phone", "landlord"):
                number = resident.values.get(name)
                assert not number or number.encode() not in content, f"{name} stands in the file"


async def rush(folder: Path, residents: int, restarts: int, tick: float = TICK) -> Figures:
    """Run it once.

    Args:
        folder: for the database.
        residents: how many answer.
        restarts: how often the process ends meanwhile.
        tick: simulated seconds that go by at once.
    """
    town = Town(folder)
    await town.open()
    try:
        return await Rush(town, residents, restarts, tick).run()
    finally:
        await town._stack.aclose()  # noqa: SLF001 - without the town's check of every single call
        await town.sandbox.stop()


def main() -> None:
    """Measure and print."""
    parser = options("Measure a rush of answers to a form, with restarts.")
    parser.add_argument("--residents", type=int, default=RESIDENTS)
    parser.add_argument("--restarts", type=int, default=RESTARTS)
    args = parser.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(rush(Path(folder), args.residents, args.restarts))
    show(f"{args.residents:,} residents fill in a form", figures.list(), args.json)
    verdict(figures.list())


if __name__ == "__main__":
    main()
