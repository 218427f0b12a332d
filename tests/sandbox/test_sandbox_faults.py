import asyncio

import httpx
import pytest

from sandbox import Fault

CONFLICT = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)


async def send(bot, chat):
    return await bot.http.post(bot.address("sendMessage"), json={"chat_id": chat.id, "text": "x"})


def count(world, chat):
    return sum(message.text == "x" for message in world.messages(chat.id))


@pytest.mark.parametrize(
    ("kind", "code", "description"),
    [
        ("too_many_requests", 429, "Too Many Requests: retry after 7"),
        ("server_error", 500, "Internal Server Error"),
        ("unauthorized", 401, "Unauthorized"),
        ("not_found", 404, "Not Found"),
        (
            "conflict",
            409,
            CONFLICT,
        ),
    ],
)
async def test_an_error_answer_leaves_the_world_as_it_was(bot, private, kind, code, description):
    sandbox, world = bot.sandbox, bot.sandbox.world
    sandbox.faults.add(Fault(method="sendMessage", kind=kind, retry_after=7))
    response = await send(bot, private)
    assert response.status_code == code
    assert response.json()["description"] == description
    assert count(world, private) == 0
    assert (await send(bot, private)).status_code == 200
    assert count(world, private) == 1
    struck, passed = sandbox.calls[-2:]
    assert (struck.ok, struck.error_code, struck.fault) == (False, code, kind)
    assert (passed.ok, passed.fault) == (True, None)


async def test_a_429_says_how_long_to_wait(sandbox, bot, private):
    sandbox.faults.add(Fault(method="*", kind="too_many_requests", retry_after=7))
    assert (await send(bot, private)).json()["parameters"] == {"retry_after": 7}


async def test_a_bad_gateway_answers_in_html(sandbox, bot, private):
    sandbox.faults.add(Fault(method="sendMessage", kind="bad_gateway"))
    response = await send(bot, private)
    assert response.status_code == 502
    assert response.headers["content-type"] == "text/html"
    assert "nginx" in response.text


@pytest.mark.parametrize(("kind", "sent"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_dropped_connection_has_or_has_not_had_its_effect(
    sandbox, bot, world, private, kind, sent
):
    sandbox.faults.add(Fault(method="sendMessage", kind=kind))
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await send(bot, private)
    assert count(world, private) == sent


@pytest.mark.parametrize(("kind", "sent"), [("timeout_before", 0), ("timeout_after", 1)])
async def test_a_held_answer_lasts_until_the_client_gives_up(
    sandbox, bot, world, private, kind, sent
):
    sandbox.faults.add(Fault(method="sendMessage", kind=kind))
    async with httpx.AsyncClient(timeout=0.05) as impatient:
        bot.http = impatient
        with pytest.raises(httpx.ReadTimeout):
            await send(bot, private)
    assert count(world, private) == sent


async def test_a_held_answer_does_not_keep_the_sandbox_from_stopping(sandbox, bot, private, until):
    sandbox.faults.add(Fault(method="sendMessage", kind="timeout_after"))
    held = asyncio.create_task(send(bot, private))
    await until(lambda: any(call.fault for call in sandbox.calls))
    await asyncio.wait_for(sandbox.stop(), 0.5)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await held


@pytest.mark.parametrize("kind", ["truncated_json", "malformed_json"])
async def test_spoilt_json_comes_after_the_effect(sandbox, bot, world, private, kind):
    sandbox.faults.add(Fault(method="sendMessage", kind=kind))
    response = await send(bot, private)
    assert response.status_code == 200
    with pytest.raises(ValueError, match=r"."):
        response.json()
    assert count(world, private) == 1


async def test_a_fault_strikes_its_method_and_chat_as_often_as_it_says(
    sandbox, bot, private, group
):
    sandbox.faults.add(
        Fault(method="sendMessage", kind="server_error", chat_id=private.id, times=2)
    )
    assert (await bot("getMe"))["ok"]
    assert (await send(bot, group)).status_code == 200
    statuses = [(await send(bot, private)).status_code for _ in range(3)]
    assert statuses == [500, 500, 200]
    with pytest.raises(ValueError, match="once"):
        sandbox.faults.add(Fault(method="*", kind="server_error", times=0))


async def test_faults_can_be_taken_back(sandbox, bot, private):
    sandbox.faults.add(Fault(method="*", kind="server_error", times=99))
    sandbox.faults.clear()
    assert (await send(bot, private)).status_code == 200


async def test_unknown_methods_and_wrong_tokens_are_refused(sandbox, bot, http):
    unknown = await http.post(bot.address("sendNonsense"))
    assert unknown.status_code == 404
    assert unknown.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
    wrong = await http.post(bot.address("getMe", token="42:wrong"))
    assert wrong.status_code == 401
    assert wrong.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert [call.error_code for call in sandbox.calls] == [404, 401]


async def test_every_request_is_recorded_with_decoded_parameters(
    sandbox, bot, http, clock, private
):
    form = {"chat_id": str(private.id), "text": "x", "protect_content": "true", "unknown": "1"}
    await http.post(bot.address("sendMessage"), data=form)
    (call,) = sandbox.calls
    assert call.method == "sendMessage"
    decoded = {"chat_id": private.id, "text": "x", "protect_content": True}
    assert call.params == decoded | {"unknown": "1"}
    assert (call.ok, call.error_code, call.at) == (True, None, clock.now())
    assert call.result["has_protected_content"]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": "x"}, "chat not found"),
        ({"entities": "{"}, "can't parse entities JSON object"),
        ({"reply_markup": "[]"}, "can't parse reply_markup: object expected"),
        ({"message_thread_id": "x"}, "invalid message_thread_id specified"),
        (
            {"business_connection_id": "x"},
            "the sandbox does not know business_connection_id",
        ),
    ],
)
async def test_malformed_parameters_are_refused(bot, private, params, reason):
    body = await bot("sendMessage", **({"chat_id": private.id, "text": "x"} | params))
    assert body["description"] == f"Bad Request: {reason}"


@pytest.mark.parametrize("body", [b"{", b"[1]"])
async def test_a_body_that_is_no_json_object_is_refused(bot, http, body):
    headers = {"content-type": "application/json"}
    response = await http.post(bot.address("getMe"), content=body, headers=headers)
    assert response.status_code == 400
    assert response.json()["description"].startswith("Bad Request: can't parse request body")
