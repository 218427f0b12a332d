"""The soak: random people, random troubles, and the promises held against what came of it.

The same seed lets the same people do the same things in the same order, and the same troubles
strike in the same order. When each happens against the other is up to the machine, and so is
what a button that somebody looks for says by then.
"""

from tests.crash.soak.account import Outcome, ended_as_told
from tests.crash.soak.conduct import Conduct, is_strict
from tests.crash.soak.run import Soak

__all__ = ["Conduct", "Outcome", "Soak", "ended_as_told", "is_strict"]
