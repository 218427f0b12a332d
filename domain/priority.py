"""Which of the messages that wait goes first."""

from enum import IntEnum


class Priority(IntEnum):
    """Order of sending: lower goes first."""

    REPLY = 10
    URGENT = 15
    """A broadcast that cannot wait, yet must not keep an answer to a command waiting."""
    CARD = 20
    BROADCAST = 30
    BACKGROUND = 40
    """What nobody waits for, such as the lists that go with a broadcast."""
