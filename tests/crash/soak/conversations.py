"""What people carry to its end in several steps, often with somebody who helps them."""

from dataclasses import dataclass

FITTING = None
"""Answered with whatever fits the question (words.py)."""


@dataclass(frozen=True)
class Part:
    """What one person does with the bot in private, from the first words to a certain answer.

    Args:
        roles: who can do it.
        opening: what they type first; ``{code}`` is the one that the part before ended with.
        ends: the ids of the texts by which they know that they are through.
        presses: the routes of the buttons that they press wherever these are offered.
        by: of these, those of which one must be pressed before the end counts.
        answers: the id of a text that asks, and what is typed then.
    """

    roles: tuple[str, ...]
    opening: str
    ends: tuple[str, ...]
    presses: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    answers: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True)
class Conversation:
    """Parts, one after the other, the first by whoever begins.

    Args:
        name: what it is, for the summary.
    """

    name: str
    parts: tuple[Part, ...]


CLERKS = ("staff", "admin")

FILLING = Part(
    ("resident", "captain"),
    "/register",
    ("form-thanks",),
    presses=(
        "reg.start",
        "reg.begin",
        "reg.same",
        "reg.redo",
        "reg.change_one",
        "reg.pick",
        "reg.ticked",
        "reg.skip",
        "reg.submit",
    ),
    by=("reg.submit",),
    answers=(
        ("form-which-address", "{address}"),
        ("form-how-words", FITTING),
        ("form-how-number", "{number}"),
        ("form-how-date", "11月20日"),
    ),
)

CHECKING = Part(
    (*CLERKS, "captain"),
    "/forms",
    ("form-check-passed", "form-check-returned", "form-check-none"),
    presses=(
        "forms.open",
        "forms.check",
        "check.full",
        "check.pass",
        "check.back",
        "check.field",
    ),
    answers=(("form-check-why", "看不清，请再写一次"),),
)

EXPORTING = Part(
    CLERKS,
    "/forms",
    ("form-export-caption-full", "form-export-caption"),
    presses=("forms.open", "forms.export", "forms.file"),
    by=("forms.file",),
)

MAKING = Part(
    CLERKS,
    "/form {form} {grid} 截止=后天20:00",
    ("form-opened",),
    presses=("form.confirm",),
    by=("form.confirm",),
)

BOOKING = Part(
    ("resident", "captain"),
    "/book",
    ("booking-card",),
    presses=(
        "booking.start",
        "booking.no_photo",
        "booking.lift",
        "booking.slot",
        "booking.confirm",
    ),
    by=("booking.confirm",),
    answers=(
        ("booking-ask-things", "旧沙发一个 {mark}"),
        ("booking-ask-floor", "{number}"),
        ("booking-ask-address", "{address}"),
    ),
)

FETCHING = Part(
    ("partner", "admin"),
    "/rounds",
    ("round-job",),
    presses=("booking.open", "booking.set_out", "booking.take", "booking.miss", "booking.refuse"),
    by=("booking.take", "booking.miss", "booking.refuse"),
    answers=(("booking-ask-reason", "太重了，搬不动"),),
)

STOCKING = Part(CLERKS, "/gifts 毛巾 5分 {number}件", ("gift-stocked",))

ORDERING = Part(
    ("resident",),
    "/gifts",
    ("gift-code",),
    presses=("gift.ask", "gift.confirm"),
    by=("gift.confirm",),
)

HANDING_OVER = Part(CLERKS, "/redeem {code}", ("gift-hand-over",))

ARRIVING = Part(
    ("resident",),
    "/collect",
    ("checkin-code",),
    presses=("checkin.here",),
    by=("checkin.here",),
)

CHECKING_IN = Part(CLERKS, "/checkin {code}", ("checkin-card",), presses=("checkin.brought",))

REGISTERS = Conversation("registers", (FILLING, CHECKING, FILLING))
BOOKS = Conversation("books", (BOOKING, FETCHING))
GETS_A_GIFT = Conversation("gets a gift", (ORDERING, HANDING_OVER))
CHECKS_IN = Conversation("checks in", (ARRIVING, CHECKING_IN))
STOCKS = Conversation("puts gifts in stock", (STOCKING,))
MAKES_A_FORM = Conversation("makes a form", (MAKING,))
CHECKS = Conversation("checks answers", (CHECKING,))
EXPORTS = Conversation("exports answers", (EXPORTING,))
FETCHES = Conversation("fetches", (FETCHING,))

BEGUN_BY = {
    "resident": (REGISTERS, BOOKS, GETS_A_GIFT, CHECKS_IN),
    "captain": (REGISTERS, BOOKS, CHECKS),
    "staff": (MAKES_A_FORM, CHECKS, EXPORTS, STOCKS),
    "partner": (FETCHES,),
    "admin": (CHECKS, EXPORTS, FETCHES),
}
