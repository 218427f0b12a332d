import pytest

from sandbox import Sandbox
from sandbox.errors import ApiError
from sandbox.limits import RateLimits


class Seconds:
    """A monotonic clock that a test moves."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def limits(seconds):
    return RateLimits(seconds)


def refusal(limits, chat_id, *, is_private=True):
    """The retry_after with which a message is refused; None if it passes."""
    try:
        limits.check(chat_id, is_private=is_private)
    except ApiError as error:
        return error.parameters["retry_after"]
    return None


def test_a_private_chat_takes_a_short_burst_then_one_a_second(limits, seconds):
    assert [refusal(limits, 1) for _ in range(5)] == [None] * 5
    assert refusal(limits, 1) == 1
    assert refusal(limits, 2) is None
    seconds.now += 1
    assert refusal(limits, 1) is None
    for _ in range(10):
        seconds.now += 1
        assert refusal(limits, 1) is None


def test_who_was_refused_is_refused_until_the_time_is_over(limits, seconds):
    for _ in range(5):
        limits.check(1, is_private=True)
    seconds.now += 0.7
    assert refusal(limits, 1) == 1
    seconds.now += 0.5
    assert refusal(limits, 1) == 1
    seconds.now += 0.5
    assert refusal(limits, 1) is None


def test_a_group_takes_twenty_in_any_minute(limits, seconds):
    for _ in range(20):
        assert refusal(limits, -1, is_private=False) is None
        seconds.now += 1
    assert refusal(limits, -1, is_private=False) == 40
    seconds.now += 39
    assert refusal(limits, -1, is_private=False) == 1
    seconds.now += 1
    assert refusal(limits, -1, is_private=False) is None


def test_all_chats_together_take_thirty_a_second(limits, seconds):
    assert [refusal(limits, chat) for chat in range(30)] == [None] * 30
    assert refusal(limits, 99) == 1
    seconds.now += 0.5
    assert refusal(limits, 98) == 1
    seconds.now += 0.5
    assert [refusal(limits, chat) for chat in range(100, 130)] == [None] * 30


async def test_messages_and_edits_count_and_nothing_else(http, seconds, clock):
    sandbox = Sandbox(clock=clock, enforce_limits=True, monotonic=seconds)
    await sandbox.start()
    ana = sandbox.world.add_user("Ana")
    sandbox.world.start(ana.id)

    async def call(method, **params):
        address = f"{sandbox.url}/bot{sandbox.token}/{method}"
        return (await http.post(address, json={"chat_id": ana.id} | params)).json()

    sent = await call("sendMessage", text="0")
    message_id = sent["result"]["message_id"]
    for number in range(1, 5):
        assert (await call("editMessageText", message_id=message_id, text=str(number)))["ok"]
    refused = await call("editMessageText", message_id=message_id, text="5")
    assert refused["error_code"] == 429
    assert refused["parameters"] == {"retry_after": 1}
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert (await call("sendChatAction", action="typing"))["ok"]
    assert (await call("getChat"))["ok"]
    assert (await call("sendMessage", text="again"))["error_code"] == 429
    seconds.now += 1
    assert (await call("sendMessage", text="again"))["ok"]
    await sandbox.stop()
