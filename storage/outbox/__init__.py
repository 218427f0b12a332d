"""Messages that wait to be sent, and what became of them."""

from storage.outbox.repository import LONGEST_WAIT, Outbox
from storage.outbox.rows import OutboxRow, Ready

__all__ = ["LONGEST_WAIT", "Outbox", "OutboxRow", "Ready"]
