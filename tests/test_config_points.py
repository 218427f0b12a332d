import pytest

from bot.settings import ConfigError, build
from domain.points import Reward

NEEDED = {"telegram": {"token": "42:config"}, "community": {"name": "滨河社区", "admins": [1]}}


def rules(**sections):
    return build({**NEEDED, **sections}, "config").community_model().points


def test_without_a_word_the_two_streams_of_the_collections_are_rewarded():
    assert rules().rewards == (
        Reward(stream="有害垃圾", points=10),
        Reward(stream="大件垃圾", points=20),
    )


def test_the_config_names_streams_and_who_gives_their_points():
    points = {"streams": {"有害垃圾": 5, "玻璃": 1}, "desk": "居委会"}
    partner = {"name": "绿源", "points_for": ["玻璃"]}
    found = rules(points=points, organisations=[{"name": "物业"}, partner])
    assert found.rewards == (
        Reward(stream="有害垃圾", points=5),
        Reward(stream="玻璃", points=1, issuer="绿源"),
    )
    assert found.desk == "居委会"


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ({"organisations": [{"name": "绿源", "points_for": ["玻璃"]}]}, "names 玻璃, which"),
        (
            {
                "organisations": [
                    {"name": "绿源", "points_for": ["大件垃圾"]},
                    {"name": "物业", "points_for": ["大件垃圾"]},
                ]
            },
            "names 大件垃圾 twice",
        ),
        ({"points": {"streams": {"有害垃圾": 0}}}, r"points\.streams\.有害垃圾"),
        ({"hours": {"points_per_hour": -1}}, r"hours\.points_per_hour"),
    ],
)
def test_mistakes_are_named(sections, words):
    with pytest.raises(ConfigError, match=words):
        rules(**sections)
