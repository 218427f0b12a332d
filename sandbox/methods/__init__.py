"""The methods of the Bot API that the sandbox offers, a file per group."""

from sandbox.methods import (
    callbacks,
    chats,
    editing,
    fetching,
    identity,
    media,
    menus,
    moving,
    sending,
)
from sandbox.methods.registry import METHODS, Method

__all__ = [
    "METHODS",
    "Method",
    "callbacks",
    "chats",
    "editing",
    "fetching",
    "identity",
    "media",
    "menus",
    "moving",
    "sending",
]
