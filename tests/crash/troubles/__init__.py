"""What can go wrong around the bot while people use it.

Each module of this package lists its own in ``TROUBLES``, a tuple of instances of ``Trouble``.
"""

from typing import Protocol


class Trouble(Protocol):
    """One kind of bad luck.

    A trouble holds no state between two strikes, and lets go of everything (files, processes,
    faults of the sandbox that did not strike) before it returns, even where it is cancelled.

    Attributes:
        name: what it is, for the log of a run and for whoever reads a failure.
        of_process: whether it stops, starts or stalls the process, its disk or its clock. No two
            of these strike at the same time; those of Telegram's side may fall together with any.
    """

    name: str
    of_process: bool

    async def strike(self, village, chance):
        """Do the bad thing; return when it is over, or mended.

        It may take as long as the bad thing lasts. Whoever kills the process starts another
        before returning: ``village.process`` is the newest one at all times.

        Args:
            village: the community (tests/crash/process.py), its bot running.
            chance: the only source of randomness, a ``random.Random`` with a seed.
        """
