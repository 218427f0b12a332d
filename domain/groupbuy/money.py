"""Amounts of money: whole 分 inside, 元 outside."""

from decimal import Decimal

FEN = 100


def yuan(fen: int) -> str:
    """An amount as people write it: 25, 25.50.

    Args:
        fen: the amount in 分, not negative.
    """
    whole, rest = divmod(fen, FEN)
    return f"{whole}.{rest:02}" if rest else str(whole)


def read_yuan(words: str) -> int:
    """The 分 of an amount of 元 with at most two decimals, such as 25.5."""
    return int(Decimal(words) * FEN)
