import pytest

from tests.crash.process import Village


@pytest.fixture
async def village(tmp_path):
    """A set-up community in a sandbox; its bot does not run yet."""
    made = Village(tmp_path)
    await made.open()
    yield made
    await made.close()
