"""Fixed-time collections: what is taken where and when, reminders, calendars."""
