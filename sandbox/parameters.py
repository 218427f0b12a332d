"""Reads the parameters of a Bot API request from its URL and body."""

import json
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope

from sandbox.errors import bad_request
from sandbox.methods.registry import Upload
from sandbox.model import Json

_MOST_FIELDS = 1000
_LARGEST_FIELD = 4 * 1024 * 1024


class Parameters(NamedTuple):
    """The fields of a request and the files that came with it."""

    fields: Json
    files: Mapping[str, Upload]


async def read_parameters(scope: Scope, receive: Receive) -> Parameters:
    """Accept a query string, a form, JSON or multipart, as Telegram does.

    Raises:
        ApiError: if the body cannot be read.
    """
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    if scope["method"] == "GET":
        return Parameters(query, {})
    kind = _content_type(scope)
    if kind == "multipart/form-data":
        fields, files = await _multipart(scope, receive)
        return Parameters(query | fields, files)
    body = await read_body(receive)
    if kind == "application/json":
        return Parameters(query | _object(body), {})
    if kind == "application/x-www-form-urlencoded":
        text = body.decode("utf-8", "replace")
        return Parameters(query | dict(parse_qsl(text, keep_blank_values=True)), {})
    return Parameters(query, {})


async def read_body(receive: Receive) -> bytes:
    """The whole body of a request.

    Raises:
        ClientDisconnect: the client went away in the middle of it.
    """
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1").partition(";")[0].strip().lower())
    return ""


def _object(body: bytes) -> Json:
    if not body:
        return {}
    try:
        fields = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request body as JSON") from None
    if not isinstance(fields, dict):
        raise bad_request("can't parse request body: JSON object expected")
    return fields


async def _multipart(scope: Scope, receive: Receive) -> tuple[Json, dict[str, Upload]]:
    form = Request(scope, receive).form(max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD)
    try:
        async with form as parts:
            return await _sorted(parts)
    except MultiPartException as error:
        raise bad_request(f"can't parse multipart body: {error.message}") from None


async def _sorted(parts: FormData) -> tuple[Json, dict[str, Upload]]:
    fields: Json = {}
    files: dict[str, Upload] = {}
    for name, value in parts.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            files[name] = Upload(value.filename or "file", content, value.content_type)
        else:
            fields[name] = value
    return fields, files
