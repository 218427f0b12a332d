from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.circles import Circle, CircleKind
from domain.people import ALL_GRIDS, Actor, Membership, Person
from domain.permissions import GRANTS, Permission, Role, allows, holders

GRIDS = ("第一网格", "第二网格", "第三网格")

permissions = st.sampled_from(Permission)
grids = st.sampled_from((*GRIDS, None))


@st.composite
def circles(draw):
    number = draw(st.integers(1, 6))
    return Circle(
        id=number,
        chat_id=-number,
        title=f"{number}号楼",
        kind=draw(st.sampled_from(CircleKind)),
        grid=draw(grids),
    )


@st.composite
def actors(draw):
    memberships = draw(
        st.lists(
            st.builds(Membership, circle=circles(), captain=st.booleans()),
            max_size=3,
            unique_by=lambda m: m.circle.id,
        )
    )
    return Actor(
        person=Person(id=7, name="Ana"),
        admin=draw(st.booleans()),
        grids=frozenset(draw(st.sets(st.sampled_from((*GRIDS, ALL_GRIDS))))),
        memberships=tuple(memberships),
    )


places = st.one_of(st.none(), circles())


def test_every_role_has_its_row_and_every_permission_somebody_who_holds_it():
    assert set(GRANTS) == set(Role)
    assert all(holders(permission) for permission in Permission)


def test_each_role_may_all_that_the_humbler_ones_may():
    order = (Role.STRANGER, Role.RESIDENT, Role.CAPTAIN, Role.STAFF, Role.ADMIN)
    for humbler, higher in pairwise(order):
        assert GRANTS[humbler] < GRANTS[higher]


def test_strangers_may_only_what_is_public():
    assert GRANTS[Role.STRANGER] == {Permission.PUBLIC}


@given(permissions)
def test_an_admin_may_everything(permission):
    assert allows(frozenset({Role.ADMIN}), permission)


@given(st.frozensets(st.sampled_from(Role)), st.frozensets(st.sampled_from(Role)), permissions)
def test_more_roles_never_take_anything_away(roles, further, permission):
    assert allows(roles, permission) <= allows(roles | further, permission)


@given(permissions)
def test_the_humblest_holder_is_named_first(permission):
    order = (Role.RESIDENT, Role.CAPTAIN, Role.STAFF, Role.ADMIN)
    first = order.index(holders(permission)[0])
    assert not any(permission in GRANTS[role] for role in order[:first])


@given(actors(), places)
def test_an_admin_is_admin_everywhere_and_nobody_else_is(actor, place):
    assert (Role.ADMIN in actor.roles_in(place)) == actor.admin


@given(actors(), circles())
def test_roles_in_a_circle_are_among_those_in_private(actor, circle):
    assert actor.roles_in(circle) <= actor.roles_in(None)


@given(actors(), places, st.sampled_from((*GRIDS, ALL_GRIDS)), circles(), permissions)
def test_another_grid_or_circle_never_takes_anything_away(actor, place, grid, circle, permission):
    more = actor.model_copy(
        update={
            "grids": actor.grids | {grid},
            "memberships": (*actor.memberships, Membership(circle=circle, captain=True)),
        }
    )
    assert actor.roles_in(place) <= more.roles_in(place)
    assert actor.may(permission, place) <= more.may(permission, place)


@given(actors(), circles())
def test_staff_have_no_rights_in_a_circle_of_another_grid(actor, circle):
    served = ALL_GRIDS in actor.grids or circle.grid in actor.grids
    assert (Role.STAFF in actor.roles_in(circle)) == served


@given(st.sets(st.sampled_from(GRIDS), min_size=1), circles(), permissions)
def test_staff_of_other_grids_are_strangers_in_a_circle_they_are_not_in(served, circle, permission):
    actor = Actor(person=Person(id=7, name="Ben"), grids=frozenset(served - {circle.grid}))
    assert actor.may(permission, circle) == (permission is Permission.PUBLIC)


@given(actors(), circles())
def test_captains_have_that_role_in_their_own_circle_only(actor, circle):
    own = {m.circle.id for m in actor.memberships if m.captain}
    assert (Role.CAPTAIN in actor.roles_in(circle)) == (circle.id in own)
