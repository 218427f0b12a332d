"""What the config says of collections, and how mistakes in it are told."""

import pytest

from bot.settings import ConfigError, build
from domain.collections.streams import HAZARDOUS


def config(**sections):
    return build(
        {
            "telegram": {"token": "42:sandbox"},
            "community": {"name": "滨河社区", "grids": ["第一网格"], "admins": [1]},
            **sections,
        },
        "config.toml",
    )


def test_without_a_word_the_two_built_in_streams_hold_and_nothing_is_fetched():
    community = config().community_model()
    assert [stream.name for stream in community.streams] == ["有害垃圾", "大件垃圾"]
    assert (community.door.slots, community.door.organisation) == ((), "")
    assert (community.remind_always, community.calendar_url) == (False, "")


def test_streams_hours_and_reminders_are_taken_over():
    found = config(
        streams=[{"name": "大件垃圾", "takes": ["沙发"], "bulky": True}],
        collections={"remind_always": True},
        bookings={"slots": "8:00-10:00x5", "organisation": "物业"},
    ).community_model()
    assert found.streams[0] == HAZARDOUS
    assert (found.streams[1].takes, found.streams[1].key) == (("沙发",), "")
    assert (found.door.slots[0].places, found.door.organisation) == (5, "物业")
    assert found.remind_always


def test_calendars_are_served_in_webhook_mode_only():
    webhook = {"public_url": "https://bot.example.org/", "secret": "abcdefghijklmnopqrst"}
    telegram = {"token": "42:sandbox", "mode": "webhook"}
    found = config(telegram=telegram, webhook=webhook).community_model()
    assert found.calendar_url == "https://bot.example.org"
    assert config(webhook=webhook).community_model().calendar_url == ""


@pytest.mark.parametrize(
    ("bookings", "message"),
    [
        ({"slots": "早上"}, "hours look like"),
        ({"slots": "8:00-10:00x5"}, "organisation must be given with slots"),
        ({"organisation": "谁"}, "must be one of"),
    ],
)
def test_mistakes_are_named(bookings, message):
    with pytest.raises(ConfigError, match=f"bookings.*{message}"):
        config(bookings=bookings)
