"""Forms, answers and people for tests of registration."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.forms.identity import check_digit
from domain.forms.model import (
    AnswerState,
    Choice,
    Content,
    Definition,
    Kind,
    Question,
    Submission,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
TODAY = date(2026, 11, 24)
PHONE = "13812341234"
IDENTITY = "11010519491231002X"


def question(name="q", kind=Kind.TEXT, label="", **more):
    return Question(name=name, label=label or f"问{name}", kind=kind, **more)


def choices(*names):
    return tuple(Choice(name=name, label=f"选{name}") for name in names)


def definition(*questions, **more):
    return Definition(
        **{"title": "车辆登记", "purpose": "安排车位", "questions": questions, **more}
    )


def submission(number=1, **more):
    return Submission(
        **{
            "id": number,
            "form_id": 1,
            "circle_id": 1,
            "subject": f"3-2-50{number}",
            "home": f"3-2-50{number}",
            "person_id": 30 + number,
            "proxy": False,
            "version": 1,
            "state": AnswerState.PENDING,
            "returned": "",
            "flags": (),
            "at": NOW + timedelta(minutes=number),
            "content": Content(),
            **more,
        }
    )


def identity_of(number):
    """An identity number that nobody else of the test people has."""
    first = f"110105{1950 + number % 50}0{1 + number % 9}{1 + number % 28:02}{number % 1000:03}"
    return first + check_digit(first)


def phone_of(number):
    """A mobile number that nobody else of the test people has."""
    return f"139{number:08}"
