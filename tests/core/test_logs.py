"""The log never holds a secret, whoever writes to it and however."""

import io
import logging

import pytest
import structlog

from bot import logs

TOKEN = "42:secret-token"
URL = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_line_holds_the_token_whoever_writes_it(form):
    stream = io.StringIO()
    logs.set_up("debug", form, (TOKEN, ""), stream)
    log = structlog.get_logger("test")
    log.info("said", url=URL, nested={"url": [URL]}, encoded="bot42%3Asecret-token")
    for name in ("aiohttp", "aiohttp.client", "telegram", "uvicorn.error", "asyncio", "other"):
        logging.getLogger(name).error("Request %s failed", URL)
    error = ConnectionError(URL)
    log.error("failed", exc_info=error)
    logging.getLogger("other").error("failed", exc_info=error)
    written = stream.getvalue()
    assert written.count("[token]") >= 9
    assert "secret-token" not in written
    assert written.count("\n") == 8, "one line each, even with a traceback"


def test_requests_are_not_logged_one_by_one():
    stream = io.StringIO()
    logs.set_up("debug", "text", (TOKEN,), stream)
    logging.getLogger("aiohttp.client").info("HTTP Request: POST %s", URL)
    assert not stream.getvalue()


def test_where_it_failed_is_told_without_the_values_at_hand():
    def look_up(number):
        return {}[number]

    with pytest.raises(KeyError) as caught:
        look_up("13800001111")
    assert "13800001111" not in logs.where(caught.value)
    assert "test_logs.look_up" in logs.where(caught.value)
