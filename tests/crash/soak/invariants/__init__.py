"""What must hold after a run, whatever happened in it.

Each is a function that takes the evidence and answers with a sentence for everything that is not
as it should be; none if all is well.
"""

from tests.crash.soak.invariants import books, conversations, delivery, effects, privacy

ALL = (*delivery.ALL, *effects.ALL, *conversations.ALL, *books.ALL, *privacy.ALL)

LASTING = tuple(holds for holds in ALL if holds is not delivery.nothing_handed_over_is_lost)
"""What holds days later as well, when the bot has forgotten what came in."""

SHOWN = 8
"""How many sentences of one invariant are shown; the rest is counted."""


def broken(evidence, invariants=ALL):
    """The sentences of all of them, each with the name of its invariant before it."""
    found = []
    for holds in invariants:
        sentences = holds(evidence)
        found += [f"{holds.__name__}: {sentence}" for sentence in sentences[:SHOWN]]
        if len(sentences) > SHOWN:
            found.append(f"{holds.__name__}: and {len(sentences) - SHOWN} more")
    return found
