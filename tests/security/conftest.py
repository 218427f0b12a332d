import pytest_asyncio

from tests.support.played import Played
from tests.support.probe import Probe
from tests.support.town import Town


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def played(tmp_path_factory):
    """A town in which everything was used once; nobody may change it but in a probe."""
    town = Town(tmp_path_factory.mktemp("played"), 10)
    town.sections["organisations"] = [{"name": "物业"}, {"name": "绿化"}]
    try:
        await town.open()
        played = Played(town)
        await played.play()
        address = {"calendar_url": "https://linliquan.example"}
        town.app.community = town.app.community.model_copy(update=address)
        played.probe = Probe(town)
        await played.probe.watch()
        yield played
    finally:
        await town.close()
