"""The sandbox's people, chats and messages, as people and as the bot act on them."""

from sandbox.world.botside import World

__all__ = ["World"]
