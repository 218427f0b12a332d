"""What a handler is given, on a real database, for what handlers share."""

from datetime import UTC, datetime, timedelta

from bot.settings import build
from domain.circles import CircleKind
from domain.people import Reach
from handlers import features
from handlers.context import NOBODY, Ctx
from handlers.incoming import Message, Place
from handlers.routing import RouteTable
from storage.people import Profile

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""A Tuesday, nine in the morning where the community is."""

GRIDS = ("第一网格", "第二网格")
ADMIN = 1


def community():
    """A community of two grids, else as a config with nothing more in it."""
    settings = build(
        {
            "telegram": {"token": "1:none"},
            "community": {
                "name": "滨河社区",
                "grids": list(GRIDS),
                "admins": [ADMIN],
                "quiet_hours": "22:00-08:00",
            },
        },
        "test",
    )
    return settings.community_model()


def context(uow, actor=NOBODY, *, later=timedelta()):
    """What a handler gets when somebody writes to the bot in private."""
    place = Place(chat_id=actor.person.id, private=True)
    return Ctx(
        uow=uow,
        now=NOW + later,
        community=community(),
        routes=RouteTable(features(), "the_bot"),
        event=Message(place=place, message_id=1),
        actor=actor,
        circle=None,
    )


async def meet(uow, person_id, *, reach=Reach.OPEN, circles=(), grid=None, captain=False):
    """Somebody in some circles, or who serves a grid; answers with who acts then."""
    profile = Profile(id=person_id, name=f"N{person_id}", username=None, lang="zh")
    await uow.people.meet(profile)
    await uow.people.set_reach(person_id, reach)
    for circle in circles:
        await uow.circles.join(circle.id, person_id)
        await uow.circles.set_captain(circle.id, person_id, captain=captain)
    if grid is not None:
        await uow.staff._run(
            "INSERT INTO staff (person_id, grid, since) VALUES (:id, :grid, 0)",
            {"id": person_id, "grid": grid},
        )
    return await uow.people.actor(person_id, frozenset({ADMIN}))


async def found(uow, number, title, *, grid="第一网格", kind=CircleKind.NEIGHBOURS):
    """A circle."""
    return await uow.circles.map(-number, title, kind, grid, None)
