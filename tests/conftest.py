import pytest
from hypothesis import settings

from bot import logs
from tests.support.town import ANSWER_SECONDS, Town

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("steady")


@pytest.fixture
def answer_seconds():
    """How long the bot of a town waits for an answer."""
    return ANSWER_SECONDS


@pytest.fixture
async def town(tmp_path, answer_seconds):
    """A community with one circle, its admin, the bot and nobody else yet."""
    made = Town(tmp_path, answer_seconds)
    try:
        await made.open()
        yield made
    finally:
        await made.close()


@pytest.fixture(autouse=True)
def _quiet_logs():
    """Log lines go where pytest captures them, as in a real process."""
    logs.set_up("info", "text", ("42:sandbox",))
