"""Notices: what is announced, to whom, and who has confirmed it."""
