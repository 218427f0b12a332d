import pytest

from domain.errors import Refusal
from domain.tables import MEGABYTE, check_name, check_size


@pytest.mark.parametrize("name", ["户表.xlsx", "A.XLSX", "a.xlsm", "a.csv", "a.TSV", "a.txt", ""])
def test_the_name_of_a_table_is_let_through(name):
    check_name(name)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("户表.xls", "file-old-kind"),
        ("户表.ET", "file-old-kind"),
        ("户表.numbers", "file-old-kind"),
        ("户表.pdf", "file-wrong-kind"),
        ("户表", "file-wrong-kind"),
        ("户表.xlsx.exe", "file-wrong-kind"),
    ],
)
def test_other_names_are_refused(name, key):
    with pytest.raises(Refusal) as refusal:
        check_name(name)
    assert refusal.value.text.key == key


def test_a_file_may_be_as_big_as_the_limit_and_no_bigger():
    check_size(5 * MEGABYTE, 5 * MEGABYTE)
    with pytest.raises(Refusal) as refusal:
        check_size(5 * MEGABYTE + 1, 5 * MEGABYTE)
    assert refusal.value.text.args == {"megabytes": 5}
