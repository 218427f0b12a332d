"""The tables of notices."""

from storage.notices.copies import NoticeCopies
from storage.notices.notices import Notices
from storage.notices.receipts import NoticeReceipts

__all__ = ["NoticeCopies", "NoticeReceipts", "Notices"]
