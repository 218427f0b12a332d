from domain.duty import DutyEntry, on_call


def _said(person_id, on_duty=None, deputy_id=None):
    return DutyEntry(person_id=person_id, on_duty=on_duty, deputy_id=deputy_id)


def test_those_on_duty_are_called():
    assert on_call([_said(1, on_duty=True), _said(2), _said(3, on_duty=False)]) == [1]


def test_the_deputy_of_whoever_is_off_is_called():
    assert on_call([_said(1, on_duty=False, deputy_id=2), _said(2), _said(3)]) == [2]


def test_whoever_is_on_duty_needs_no_deputy():
    assert on_call([_said(1, on_duty=True, deputy_id=2), _said(2)]) == [1]


def test_a_deputy_who_is_not_of_the_staff_is_not_called():
    assert on_call([_said(1, on_duty=False, deputy_id=9), _said(2)]) == [1, 2]


def test_with_nobody_on_duty_everybody_is_called():
    assert on_call([_said(2, on_duty=False), _said(1)]) == [1, 2]


def test_without_staff_nobody_is_called():
    assert on_call([]) == []
