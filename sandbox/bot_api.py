from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from inspect import isawaitable
from typing import Any

from sandbox.errors import ApiError, conflict, too_many_requests
from sandbox.faults import Fault, FaultPlan
from sandbox.limits import RateLimits
from sandbox.methods import METHODS, Method
from sandbox.methods.registry import CHAT, Params, Upload, read_value, visible
from sandbox.model import Json
from sandbox.world import World

NOT_FOUND = ApiError(404, "Not Found")
UNAUTHORIZED = ApiError(401, "Unauthorized")
_AFTER = frozenset({"timeout_after", "drop_after", "truncated_json", "malformed_json"})


@dataclass(frozen=True, slots=True)
class Call:
    """A request of the bot's and what became of it.

    `params` are decoded as far as they could be, also those that
    Telegram would ignore; `fault` names the fault that struck it, and
    `ok` and `result` say what it did to the world even if the answer was lost.
    """

    method: str
    params: Json
    ok: bool
    error_code: int | None
    description: str | None
    at: datetime
    result: Any
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the bot: a JSON body, and what may befall it on the way."""

    status: int
    body: Json
    fault: str | None = None


class BotApi:
    """Reads requests, carries them out and keeps a record.

    Args:
        world: where they take effect.
        token: the only one that is accepted.
        limits: Telegram's limits on messages; None for none.
    """

    def __init__(self, world: World, token: str, limits: RateLimits | None) -> None:
        self.world = world
        self.token = token
        self.limits = limits
        self.faults = FaultPlan()
        self.calls: list[Call] = []

    async def handle(self, token: str, name: str, raw: Json, files: Mapping[str, Upload]) -> Answer:
        """Carry out one request."""
        if token != self.token:
            return self._refused(name, raw, UNAUTHORIZED, None)
        method = METHODS.get(name.lower())
        if method is None:
            return self._refused(name, raw, NOT_FOUND, None)
        fault = self.faults.take(method.name, _chat_id(raw))
        if fault is not None and fault.kind not in _AFTER:
            return self._struck(method, raw, fault)
        return await self._carry_out(method, raw, files, fault.kind if fault else None)

    async def _carry_out(
        self, method: Method, raw: Json, files: Mapping[str, Upload], fault: str | None
    ) -> Answer:
        params: Params | None = None
        try:
            params = method.read(raw, files)
            if self.limits is not None and method.counts_as_message:
                self._check_limits(self.limits, params)
            result = method.call(self.world, params)
            if isawaitable(result):
                result = await result
        except ApiError as error:
            shown = raw if params is None else raw | visible(params)
            return self._refused(method.name, shown, error, fault)
        self.calls.append(
            Call(
                method.name,
                raw | visible(params),
                ok=True,
                error_code=None,
                description=None,
                at=self.world.clock.now(),
                result=result,
                fault=fault,
            )
        )
        return Answer(200, {"ok": True, "result": result}, fault)

    def _check_limits(self, limits: RateLimits, params: Params) -> None:
        """Count a message for a chat that can be reached; an album counts each of its items."""
        chat = self.world.reach(params["chat_id"])
        media = params.get("media")
        for _ in range(len(media) if isinstance(media, list) else 1):
            limits.check(chat.id, is_private=chat.is_private)

    def _struck(self, method: Method, raw: Json, fault: Fault) -> Answer:
        error = _FAULT_ERRORS.get(fault.kind, _unanswered)(fault)
        return self._refused(method.name, raw, error, fault.kind)

    def _refused(self, name: str, params: Json, error: ApiError, fault: str | None) -> Answer:
        self.calls.append(
            Call(
                name,
                params,
                ok=False,
                error_code=error.code,
                description=error.description,
                at=self.world.clock.now(),
                result=None,
                fault=fault,
            )
        )
        return Answer(error.code, error.body(), fault)


def _chat_id(raw: Json) -> object:
    try:
        return read_value("chat_id", CHAT, raw.get("chat_id"), {})
    except ApiError:
        return None


def _unanswered(fault: Fault) -> ApiError:
    return ApiError(0, f"no answer: {fault.kind}")


_FAULT_ERRORS: dict[str, Callable[[Fault], ApiError]] = {
    "too_many_requests": lambda fault: too_many_requests(fault.retry_after),
    "server_error": lambda _: ApiError(500, "Internal Server Error"),
    "bad_gateway": lambda _: ApiError(502, "Bad Gateway"),
    "unauthorized": lambda _: UNAUTHORIZED,
    "not_found": lambda _: NOT_FOUND,
    "conflict": lambda _: conflict(
        "terminated by other getUpdates request; make sure that only one bot instance is running"
    ),
}
