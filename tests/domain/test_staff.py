from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Refusal
from domain.people import ALL_GRIDS
from domain.staff import INVITE_LIFETIME, Invite, check_invite, hash_token, read_served

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
GRIDS = ("第一网格", "第二网格")
INVITE = Invite(
    token_hash=hash_token("abc"), grid="第一网格", created_by=1, expires_at=NOW + INVITE_LIFETIME
)


def test_an_invite_can_be_taken_until_its_last_moment():
    assert check_invite(INVITE, NOW) is INVITE
    assert check_invite(INVITE, NOW + INVITE_LIFETIME - timedelta(microseconds=1)) is INVITE


@pytest.mark.parametrize(
    ("invite", "after", "key"),
    [
        (None, timedelta(), "invite-unknown"),
        (INVITE, INVITE_LIFETIME, "invite-expired"),
        (INVITE.model_copy(update={"used_at": NOW}), timedelta(), "invite-used"),
        (INVITE.model_copy(update={"used_at": NOW}), 2 * INVITE_LIFETIME, "invite-used"),
    ],
)
def test_an_invite_that_is_unknown_used_or_too_old_is_refused(invite, after, key):
    with pytest.raises(Refusal) as refusal:
        check_invite(invite, NOW + after)
    assert refusal.value.text.key == key


def test_a_token_cannot_be_read_from_what_is_stored():
    assert hash_token("abc") == hash_token("abc") != hash_token("abd")
    assert "abc" not in INVITE.token_hash


def test_a_grid_is_named_by_its_name_and_all_of_them_by_one_word():
    assert read_served("第二网格", GRIDS) == "第二网格"
    assert read_served(" 全部 ", GRIDS) == ALL_GRIDS
    assert read_served("all", GRIDS) == ALL_GRIDS
    with pytest.raises(Refusal):
        read_served("第九网格", GRIDS)
