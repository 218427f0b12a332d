"""Tickets: themselves, their events, the people around them, and drafts."""

from storage.reports.drafts import Draft, ReportDrafts
from storage.reports.people import ReportPeople
from storage.reports.tickets import Reports

__all__ = ["Draft", "ReportDrafts", "ReportPeople", "Reports"]
