"""The unit of work: the only place that commits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

import aiosqlite

from storage.audit import Audit
from storage.bookings import Bookings
from storage.cipher import Cipher
from storage.circles import Circles
from storage.codes import Codes
from storage.collections import Collections
from storage.database import Lock, open_reader, open_writer
from storage.dialogs import Dialogs
from storage.duty import DutyRepository
from storage.files import Files
from storage.forms import FormAnswers, FormDrafts, FormPeople, Forms
from storage.gifts import Gifts
from storage.groupbuy import GroupBuyOrders, GroupBuys
from storage.hours import Hours
from storage.inbox import Inbox
from storage.keys import Keys
from storage.notices import NoticeCopies, NoticeReceipts, Notices
from storage.outbox import Outbox
from storage.partners import Partners
from storage.people import People
from storage.points import Points, Visits
from storage.reports import ReportDrafts, ReportPeople, Reports
from storage.roster import Roster
from storage.schedules import Schedules
from storage.signups import (
    SignupAttendance,
    SignupDrafts,
    SignupEntries,
    SignupLists,
    Signups,
)
from storage.staff import StaffRepository
from storage.stats import StatsRepository
from storage.writer import Writer, finish


class UnitOfWork:
    """The repositories of one transaction.

    Args:
        connection: the open one.
        cipher: opens and seals what is personal; none where the bot has no key.
    """

    def __init__(self, connection: aiosqlite.Connection, cipher: Cipher | None = None) -> None:
        self._connection = connection
        self._cipher = cipher

    @cached_property
    def inbox(self) -> Inbox:
        """Commands that wait to be handled."""
        return Inbox(self._connection, self._cipher)

    @cached_property
    def outbox(self) -> Outbox:
        """Messages that wait to be sent."""
        return Outbox(self._connection, self._cipher)

    @cached_property
    def schedules(self) -> Schedules:
        """Deadlines."""
        return Schedules(self._connection)

    @cached_property
    def dialogs(self) -> Dialogs:
        """Questions that wait for an answer in private."""
        return Dialogs(self._connection)

    @cached_property
    def roster(self) -> Roster:
        """Households."""
        return Roster(self._connection, self._cipher)

    @cached_property
    def files(self) -> Files:
        """Tables that people sent and that are not done with yet."""
        return Files(self._connection, self._cipher)

    @cached_property
    def audit(self) -> Audit:
        """Who did what that others may ask about."""
        return Audit(self._connection)

    @cached_property
    def people(self) -> People:
        """People, their addresses and languages."""
        return People(self._connection)

    @cached_property
    def circles(self) -> Circles:
        """Circles and their members."""
        return Circles(self._connection)

    @cached_property
    def codes(self) -> Codes:
        """Codes of six digits that are entered once."""
        return Codes(self._connection)

    @cached_property
    def staff(self) -> StaffRepository:
        """Staff and invites."""
        return StaffRepository(self._connection)

    @cached_property
    def reports(self) -> Reports:
        """Tickets and their events."""
        return Reports(self._connection)

    @cached_property
    def report_people(self) -> ReportPeople:
        """The people around tickets."""
        return ReportPeople(self._connection)

    @cached_property
    def report_drafts(self) -> ReportDrafts:
        """Reports that are not filed yet."""
        return ReportDrafts(self._connection)

    @cached_property
    def notices(self) -> Notices:
        """Notices, and who follows them."""
        return Notices(self._connection)

    @cached_property
    def notice_copies(self) -> NoticeCopies:
        """What became of notices in the circles."""
        return NoticeCopies(self._connection)

    @cached_property
    def notice_receipts(self) -> NoticeReceipts:
        """Who has confirmed notices."""
        return NoticeReceipts(self._connection)

    @cached_property
    def duty(self) -> DutyRepository:
        """Who of the staff is on duty."""
        return DutyRepository(self._connection)

    @cached_property
    def partners(self) -> Partners:
        """People of partner organisations."""
        return Partners(self._connection)

    @cached_property
    def groupbuys(self) -> GroupBuys:
        """Group-buys and their goods."""
        return GroupBuys(self._connection)

    @cached_property
    def groupbuy_orders(self) -> GroupBuyOrders:
        """Who ordered how much."""
        return GroupBuyOrders(self._connection)

    @cached_property
    def hours(self) -> Hours:
        """The ledger of volunteers' hours."""
        return Hours(self._connection)

    @cached_property
    def collections(self) -> Collections:
        """Schedules of collections, and who comes."""
        return Collections(self._connection)

    @cached_property
    def bookings(self) -> Bookings:
        """What is to be fetched at the door."""
        return Bookings(self._connection)

    @cached_property
    def stats(self) -> StatsRepository:
        """What statistics and exports read."""
        return StatsRepository(self._connection)

    @cached_property
    def signups(self) -> Signups:
        """Sign-ups, their shifts and circles."""
        return Signups(self._connection)

    @cached_property
    def signup_entries(self) -> SignupEntries:
        """Who is on the lists of sign-ups."""
        return SignupEntries(self._connection)

    @cached_property
    def signup_lists(self) -> SignupLists:
        """The lists of sign-ups as people read them."""
        return SignupLists(self._connection)

    @cached_property
    def signup_attendance(self) -> SignupAttendance:
        """Who came, and whose turn it is."""
        return SignupAttendance(self._connection)

    @cached_property
    def signup_drafts(self) -> SignupDrafts:
        """Sign-ups that are not posted yet."""
        return SignupDrafts(self._connection)

    @cached_property
    def forms(self) -> Forms:
        """Registration forms."""
        return Forms(self._connection)

    @cached_property
    def form_drafts(self) -> FormDrafts:
        """Forms that are being filled in."""
        return FormDrafts(self._connection, self._cipher)

    @cached_property
    def form_answers(self) -> FormAnswers:
        """What was answered to forms."""
        return FormAnswers(self._connection, self._cipher)

    @cached_property
    def form_people(self) -> FormPeople:
        """Who is to answer a form."""
        return FormPeople(self._connection)

    @cached_property
    def keys(self) -> Keys:
        """The key that seals what is personal."""
        return Keys(self._connection, self._cipher)

    @cached_property
    def points(self) -> Points:
        """The ledger of points."""
        return Points(self._connection)

    @cached_property
    def visits(self) -> Visits:
        """Who came to which collection."""
        return Visits(self._connection)

    @cached_property
    def gifts(self) -> Gifts:
        """Gifts and the orders for them."""
        return Gifts(self._connection)

    async def move_chat(self, old: int, new: int) -> None:
        """Follow a group to the new chat id that its upgrade gave it."""
        await self.circles.move(old, new)
        await self.outbox.move_chat(old, new)
        await self.inbox.move_lane(old, new)

    async def move_in(self, alone: str, home: str, now: datetime) -> None:
        """Bring what a person has earned and ordered by themselves to their household.

        Args:
            alone: the household that they were by themselves, while they had no address.
            home: the household that they are of now.
            now: when.
        """
        if await self.points.has_account(alone):
            await self.points.move_in(alone, home, now)
            await self.gifts.move_in(alone, await self.points.account_id(home))

    async def touch(self) -> None:
        """Write what means nothing, to learn whether anything can be written.

        It is a number in the head of the file that nobody reads.
        """
        await self._connection.execute("PRAGMA user_version = 1")

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Undo what the block did, and nothing else, if it raises."""
        await self._connection.execute("SAVEPOINT step")
        try:
            yield
        except BaseException:
            # A full or failing disk may have ended the transaction, and the savepoint with it.
            if self._connection.in_transaction:
                await finish(self._connection.execute("ROLLBACK TO step"))
                await finish(self._connection.execute("RELEASE step"))
            raise
        await self._connection.execute("RELEASE step")


class Database:
    """The database of a running bot: one connection that writes, shared under one lock.

    Without the lock, a statement of another task would slip into the open transaction and vanish
    with its rollback.

    Args:
        path: the database file; its schema must be up to date.
        cipher: opens and seals what is personal; none where the bot has no key.
    """

    def __init__(self, path: Path, cipher: Cipher | None = None) -> None:
        self.path = path
        self._cipher = cipher
        self._file_lock = Lock(path)
        self._turn = asyncio.Lock()
        self._connection: Writer | None = None

    async def __aenter__(self) -> Self:
        """Lock and open the file.

        Raises:
            DatabaseError: it is damaged, or another process has it.
        """
        self._file_lock.acquire()
        try:
            self._connection = await open_writer(self.path)
        except BaseException:
            self._file_lock.release()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the file; an open connection would keep the process alive."""
        async with self._turn:
            connection, self._connection = self._connection, None
            try:
                if connection is not None:
                    await finish(connection.close())
            finally:
                self._file_lock.release()

    @asynccontextmanager
    async def transaction(self, *, flushed: bool = True) -> AsyncIterator[UnitOfWork]:
        """Do all of the block or nothing, and let nobody else write meanwhile.

        The lock is held from ``BEGIN IMMEDIATE`` to the commit. A task that is cancelled inside
        still rolls back before the next one begins.

        Args:
            flushed: whether the disk has it when the block is left. What is not flushed survives
                the end of the process but not a power cut, unless something later was flushed.
        """
        async with self._turn:
            connection = self._connection
            if connection is None:
                raise RuntimeError("the database is closed")
            try:
                await connection.begin(flushed=flushed)
                yield UnitOfWork(connection, self._cipher)
                await connection.commit()
            except BaseException:
                await finish(connection.rollback())
                raise

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[UnitOfWork]:
        """Read much as it is at one moment, without holding up whoever writes.

        The connection is one of its own and cannot write.
        """
        connection = await open_reader(self.path)
        try:
            await connection.execute("BEGIN")
            yield UnitOfWork(connection, self._cipher)
        finally:
            await finish(connection.close())

    @property
    def unfolded(self) -> int:
        """How many transactions are in the write-ahead log that were not folded into the file."""
        return self._connection.unfolded if self._connection is not None else 0

    async def fold(self, *, empty: bool) -> bool:
        """Fold the write-ahead log into the file.

        While somebody reads a snapshot that cannot be done to the end, and nobody is kept waiting
        for it.

        Args:
            empty: empty the log as well, so that nothing that was forgotten stays in it.

        Returns:
            Whether all of it is in the file now.
        """
        async with self._turn:
            connection = self._connection
            if connection is None:
                return False
            return await connection.checkpoint(empty=empty)
