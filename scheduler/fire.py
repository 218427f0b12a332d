"""A due row becomes an inbox row, in one transaction."""

import json
from datetime import datetime

from storage.inbox import Arrival
from storage.uow import Database

BATCH = 200


async def fire_due(database: Database, now: datetime) -> tuple[int, datetime | None]:
    """Hand everything that is due to the inbox.

    Returns:
        How many deadlines fired, and when the next one is.
    """
    fired = 0
    while True:
        async with database.transaction() as uow:
            due = await uow.schedules.take_due(now, BATCH)
            await uow.inbox.put(
                [
                    Arrival(
                        source="schedule",
                        dedup_key=None,  # it fires once: its row is marked in this transaction
                        lane=row.lane,
                        payload=json.dumps(
                            {
                                "kind": row.kind,
                                "subject": row.subject,
                                "lane": row.lane,
                                "at": row.due_at.isoformat(),
                            },
                            ensure_ascii=False,
                        ),
                    )
                    for row in due
                ],
                now,
            )
            waiting = await uow.schedules.next_due()
        fired += len(due)
        if waiting is None or waiting > now:
            return fired, waiting
