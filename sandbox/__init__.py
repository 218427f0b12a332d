"""A local Telegram Bot API server with a chat page: the bot with no token."""

from sandbox.bot_api import Call
from sandbox.clock import Clock
from sandbox.core import Sandbox, Story
from sandbox.faults import Fault, FaultPlan
from sandbox.model import Button, Chat, Message, Toast, User
from sandbox.world import World

__all__ = [
    "Button",
    "Call",
    "Chat",
    "Clock",
    "Fault",
    "FaultPlan",
    "Message",
    "Sandbox",
    "Story",
    "Toast",
    "User",
    "World",
]
