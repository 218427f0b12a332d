"""The HTTP interface of the chat page: state, events, actions, files, clock and story."""

from __future__ import annotations

import json
from datetime import timedelta
from os import PathLike, stat_result
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.page_actions import BadFieldError, act
from sandbox.world.membership import user_for_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

    from sandbox.core import Sandbox
    from sandbox.model import Json

_PAGE = Path(__file__).parent / "page"
_SHOWN_MESSAGES = 200
_SAFE_TYPES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"})
_NO_CACHE = {"Cache-Control": "no-cache"}


class _Json(JSONResponse):
    """JSON in ASCII, so that no text, however broken, cannot be sent."""

    def render(self, content: object) -> bytes:
        return json.dumps(content).encode()


class _Fresh(StaticFiles):
    """Files that a browser asks for again, so that it never shows those of an older version."""

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(_NO_CACHE)
        return response


def page_app(sandbox: Sandbox) -> Starlette:
    """The application that serves the page of a sandbox."""
    api = _PageApi(sandbox)
    routes = [
        Route("/", api.index),
        Route("/api/state", api.state),
        Route("/api/commands", api.commands),
        Route("/api/events", api.events),
        Route("/api/act", api.act, methods=["POST"]),
        Route("/api/upload", api.upload, methods=["POST"]),
        Route("/api/files/{file_id}", api.file),
        Route("/api/clock", api.clock, methods=["POST"]),
        Route("/api/story", api.start_story, methods=["POST"]),
        Route("/api/story", api.stop_story, methods=["DELETE"]),
        Mount("/page", _Fresh(directory=_PAGE, check_dir=False)),
    ]
    return Starlette(routes=routes, exception_handlers={ValueError: _in_plain_words})


async def _in_plain_words(_: Request, error: Exception) -> Response:
    return _Json({"ok": False, "error": str(error)}, status_code=400)


class _PageApi:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world

    async def index(self, _: Request) -> Response:
        return FileResponse(_PAGE / "index.html", headers=_NO_CACHE)

    async def state(self, _: Request) -> Response:
        world, clock = self._world, self._sandbox.clock
        chats = [chat for chat in world.chats.values() if chat.migrated_to is None]
        bot = world.bot
        return _Json(
            {
                "bot": {"id": bot.id, "username": bot.username, "name": bot.name},
                "now": clock.now().isoformat(),
                "offset_seconds": int(clock.offset.total_seconds()),
                "users": [user_for_page(user) for user in world.users.values() if user is not bot],
                "chats": [world.chat_for_page(chat) for chat in chats],
                "messages": {
                    str(chat.id): list(chat.messages.values())[-_SHOWN_MESSAGES:] for chat in chats
                },
                "commands": world.menus.all(),
                "story": self._sandbox.events.story,
                "focus": self._sandbox.focus,
            }
        )

    async def commands(self, request: Request) -> Response:
        user = self._world.user(_query_number(request, "user"))
        chat_id = _query_number(request, "chat")
        chat = self._world.looked_at(user.id, chat_id)
        return _Json({"ok": True, "commands": self._world.menus.shown(user, chat)})

    async def events(self, _: Request) -> Response:
        stream = self._sandbox.events.stream()
        return StreamingResponse(stream, media_type="text/event-stream", headers=_NO_CACHE)

    async def act(self, request: Request) -> Response:
        done = act(self._world, await _object(request))
        return _Json({"ok": True} | done)

    async def upload(self, request: Request) -> Response:
        async with request.form() as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise BadFieldError("the form has no field named file")
            content, name = await file.read(), file.filename or "file"
        is_photo = request.query_params.get("kind") == "photo"
        message = self._world.send(
            _query_number(request, "user"),
            _query_number(request, "chat"),
            photo=content if is_photo else None,
            document=None if is_photo else (name, content),
            caption=request.query_params.get("caption"),
            reply_to=_optional_number(request, "reply_to"),
            thread_id=_optional_number(request, "thread"),
        )
        return _Json({"ok": True, "message": message.data})

    async def file(self, request: Request) -> Response:
        file = self._world.files.get(request.path_params["file_id"])
        if file is None:
            return _Json({"ok": False, "error": "there is no such file"}, status_code=404)
        safe = file.mime_type if file.mime_type in _SAFE_TYPES else "application/octet-stream"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Response(file.content, media_type=safe, headers=headers)

    async def clock(self, request: Request) -> Response:
        seconds = (await _object(request)).get("advance_seconds")
        if not isinstance(seconds, int | float) or isinstance(seconds, bool):
            raise BadFieldError(f"advance_seconds must be a number, not {seconds!r}")
        self._sandbox.clock.advance(timedelta(seconds=seconds))
        return _Json({"ok": True, "now": self._sandbox.clock.now().isoformat()})

    async def start_story(self, _: Request) -> Response:
        if self._sandbox.story is None:
            raise ValueError("there is no story to play")
        await self._sandbox.story.start()
        return _Json({"ok": True})

    async def stop_story(self, _: Request) -> Response:
        if self._sandbox.story is not None:
            await self._sandbox.story.stop()
        return _Json({"ok": True})


async def _object(request: Request) -> Json:
    body = await request.json()
    if not isinstance(body, dict):
        raise BadFieldError("the body must be a JSON object")
    return body


def _query_number(request: Request, name: str) -> int:
    value = _optional_number(request, name)
    if value is None:
        raise BadFieldError(f"{name} is missing")
    return value


def _optional_number(request: Request, name: str) -> int | None:
    value = request.query_params.get(name)
    if not value:
        return None
    try:
        return int(value)
    except ValueError:
        raise BadFieldError(f"{name} must be a number, not {value!r}") from None
