"""Codes of six digits: given to one person, entered once, by whoever checks them."""

import secrets
from datetime import timedelta

from domain.codes import (
    GUESSING_TIME,
    POSSIBLE,
    Code,
    NewCode,
    Wrong,
    barred_until,
    digits_of,
    hash_code,
    judge,
    read_code,
)
from domain.messages import When, text
from handlers.context import Ctx

_TRIES = 1000
"""More than this many of a million taken in a row means that nearly all are."""


async def issue(
    ctx: Ctx, purpose: str, subject: str, lifetime: timedelta, *, person_id: int | None = None
) -> str:
    """Gives a new code of six digits; an earlier one for the same is void with it.

    Args:
        ctx: of what happened.
        purpose: what it is good for; only :func:`redeem` with the same takes it.
        subject: what it is about, as the feature names it.
        lifetime: how long it is good.
        person_id: to whom it is given; who acts, unless told.
    """
    digits = await _free_digits(ctx, purpose)
    await ctx.uow.codes.replace(
        NewCode(
            purpose=purpose,
            subject=subject,
            person_id=ctx.person.id if person_id is None else person_id,
            code_hash=hash_code(purpose, digits),
            created_at=ctx.now,
            expires_at=ctx.now + lifetime,
        )
    )
    return digits


async def redeem(ctx: Ctx, purpose: str, words: str) -> Code | None:
    """Takes a code that was entered, so that nobody can enter it again.

    What is wrong is said as an answer, as a refusal would undo that the guess was counted.

    Args:
        ctx: of who enters it: by a command, an answer, a press or a deep link.
        purpose: what it should be good for.
        words: what was entered.

    Returns:
        The code, or none where it was not taken and they have been told why.
    """
    if await barred(ctx, purpose):
        return None
    found = await _find(ctx, purpose, words)
    if isinstance(found, Wrong):
        await _say_wrong(ctx, purpose, found)
        return None
    await ctx.uow.codes.use(found, ctx.person.id, ctx.now)
    await ctx.uow.audit.add("code.use", ctx.person.id, f"{purpose}:{found.id}", ctx.now)
    return found.model_copy(update={"used_at": ctx.now, "used_by": ctx.person.id})


async def barred(ctx: Ctx, purpose: str) -> bool:
    """Whether somebody guessed wrong too often to be listened to now; they are told until when."""
    wrong = await ctx.uow.codes.wrong_since(ctx.person.id, ctx.now - GUESSING_TIME)
    until = barred_until(wrong, ctx.now)
    if until is None:
        return False
    await ctx.uow.audit.add("code.barred", ctx.person.id, purpose, ctx.now)
    ctx.reply(text("code-barred", at=When(at=until)))
    return True


async def _free_digits(ctx: Ctx, purpose: str) -> str:
    """Digits that no live code of the purpose has."""
    for _ in range(_TRIES):
        digits = digits_of(secrets.randbelow(POSSIBLE))
        code_hash = hash_code(purpose, digits)
        taken = judge(await ctx.uow.codes.with_hash(purpose, code_hash), code_hash, ctx.now)
        if isinstance(taken, Wrong):
            return digits
    raise RuntimeError(f"there are hardly any free codes for {purpose}")


async def _find(ctx: Ctx, purpose: str, words: str) -> Code | Wrong:
    digits = read_code(words)
    if digits is None:
        return Wrong.UNREADABLE
    code_hash = hash_code(purpose, digits)
    return judge(await ctx.uow.codes.with_hash(purpose, code_hash), code_hash, ctx.now)


async def _say_wrong(ctx: Ctx, purpose: str, wrong: Wrong) -> None:
    """Only what is unknown counts as a guess: a code that ran out was really given to somebody."""
    ctx.reply(text(f"code-{wrong}"))
    if wrong is Wrong.UNREADABLE:
        return
    await ctx.uow.audit.add("code.wrong", ctx.person.id, f"{purpose}:{wrong}", ctx.now)
    if wrong is Wrong.UNKNOWN:
        await ctx.uow.codes.add_wrong(ctx.person.id, ctx.now)
