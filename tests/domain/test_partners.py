import pytest

from domain.errors import Refusal
from domain.partners import read_organisation

KNOWN = ("物业", "综治办")


def test_an_organisation_of_the_config_is_read():
    assert read_organisation(" 物业 ", KNOWN) == "物业"


@pytest.mark.parametrize("words", ["派出所", "物", ""])
def test_any_other_is_refused_with_those_there_are(words):
    with pytest.raises(Refusal) as refused:
        read_organisation(words, KNOWN)
    assert refused.value.text.args == {"word": words, "organisations": "物业、综治办"}


def test_where_there_are_none_the_refusal_says_so():
    with pytest.raises(Refusal) as refused:
        read_organisation("物业", ())
    assert refused.value.text.args["organisations"] == "—"
