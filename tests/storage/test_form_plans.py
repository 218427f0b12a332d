"""SQLite finds forms and answers by index: nothing that people wait for reads a whole table."""

import re

import pytest

from domain.forms.model import AnswerState, Content, Kind, Per
from storage.cipher import Cipher, new_key
from storage.forms import Draft
from storage.migrate import upgrade
from storage.uow import Database
from tests.support.forms import NOW, PHONE, definition, question

SCAN = re.compile(r"SCAN (?!.*USING (COVERING )?INDEX)(?!.*CONSTANT ROW)(?!\(?subquery)")
DRAFT = Draft(
    form_id=1,
    circle_id=1,
    person_id=1,
    subject="3-1-1",
    home="3-1-1",
    content=Content(values={"phone": PHONE}),
)

STEPS = {
    "a form": lambda uow: uow.forms.find(1),
    "the open forms of a circle": lambda uow: uow.forms.open_in([1]),
    "the forms of some circles": lambda uow: uow.forms.kept_in([1, 2]),
    "a form that is made": lambda uow: uow.forms.plan(1),
    "a draft": lambda uow: uow.form_drafts.find(1, 1),
    "a draft by its household": lambda uow: uow.form_drafts.of_form(1, 1, "3-1-1"),
    "what one has begun": lambda uow: uow.form_drafts.begun(1),
    "an answer": lambda uow: uow.form_answers.find(1),
    "the answer of a household": lambda uow: uow.form_answers.current(1, "3-1-1"),
    "who answered": lambda uow: uow.form_answers.answered(1),
    "the states": lambda uow: uow.form_answers.states(1, [1]),
    "what is to be checked": lambda uow: uow.form_answers.sealed_rows(1, [1], AnswerState.PENDING),
    "equal numbers": lambda uow: uow.form_answers.duplicates(1),
    "what one answered before": lambda uow: uow.form_answers.earlier(1),
    "passing": lambda uow: uow.form_answers.pass_all([1, 2], 1, NOW),
    "who is expected": lambda uow: uow.form_people.expected(Per.HOUSEHOLD, 1, frozenset()),
    "the circles of a form": lambda uow: uow.form_people.circles(1),
    "who was reminded": lambda uow: uow.form_people.reminded(1),
    "erasing": lambda uow: uow.form_answers.erase_form(1),
    "erasing a person": lambda uow: uow.form_answers.erase_person(1),
}


@pytest.fixture
async def uow(tmp_path):
    path = tmp_path / "plans.db"
    upgrade(path)
    database = Database(path, Cipher((new_key(),)))
    async with database, database.transaction() as opened:
        await opened.circles.map(-100, "3号楼", "邻里圈", "第一网格", None)
        form = definition(question("phone", Kind.MOBILE))
        await opened.forms.add(form, [1], created_by=1, opened_at=NOW, closes_at=NOW, erases_at=NOW)
        yield opened


async def _plans(uow, act):
    seen = []
    await uow._connection.set_trace_callback(seen.append)
    await act(uow)
    await uow._connection.set_trace_callback(None)
    return [
        (sql, row["detail"])
        for sql in seen
        for row in await uow.forms._all(f"EXPLAIN QUERY PLAN {sql}")
    ]


@pytest.mark.parametrize("step", STEPS)
async def test_no_statement_reads_a_whole_table(uow, step):
    lines = await _plans(uow, STEPS[step])
    assert lines
    assert [(sql, plan) for sql, plan in lines if SCAN.search(plan)] == []


async def test_handing_in_reads_no_whole_table(uow):
    form = await uow.forms.find(1)
    lines = await _plans(uow, lambda uow: uow.form_answers.submit(form, DRAFT, (), NOW))
    assert [(sql, plan) for sql, plan in lines if SCAN.search(plan)] == []
