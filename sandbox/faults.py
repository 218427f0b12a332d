from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "too_many_requests",
    "server_error",
    "bad_gateway",
    "unauthorized",
    "not_found",
    "conflict",
    "timeout_before",
    "timeout_after",
    "drop_before",
    "drop_after",
    "truncated_json",
    "malformed_json",
]


@dataclass(slots=True, eq=False)
class Fault:
    """Something that goes wrong with the next requests that match.

    Args:
        method: a method's name, or "*" for all.
        kind: what goes wrong. `*_before` faults and the error answers leave the world as it was;
            after `*_after`, `truncated_json` and `malformed_json` the request has taken effect.
        chat_id: only for requests about this chat; None for all.
        times: how many requests it strikes.
        retry_after: seconds, for `too_many_requests`.
    """

    method: str
    kind: FaultKind
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 5


class FaultPlan:
    """The faults to come."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let a fault happen.

        Raises:
            ValueError: if it would strike no request.
        """
        if fault.times < 1:
            raise ValueError("a fault strikes at least once")
        self._faults.append(fault)

    def take_back(self, fault: Fault) -> None:
        """Let a fault strike no more; one that has struck to the end is gone already."""
        if fault in self._faults:
            self._faults.remove(fault)

    def clear(self) -> None:
        """Let nothing more go wrong."""
        self._faults.clear()

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The fault that strikes this request, if any; the oldest first."""
        for fault in self._faults:
            if fault.method not in {"*", method} or fault.chat_id not in {None, chat_id}:
                continue
            fault.times -= 1
            if not fault.times:
                self._faults.remove(fault)
            return fault
        return None
