"""What the staff fills in about papers."""

import pytest

from seminar_service.seminars.model import Seminar
from seminar_service.web.organisers.prints.forms import MOST_WALK_INS, SignInListForm, list_form
from tests.web.conftest import Page


def test_the_usual_list_has_the_columns_that_most_need(page: Page) -> None:
    with page():
        form = SignInListForm()
        assert form.columns.data == ["tick", "company", "needs", "sign"]
        assert (form.walk_ins.data, form.undecided.data) == (10, False)


@pytest.mark.parametrize(
    ("sent", "is_right"),
    [
        ({"walk_ins": str(MOST_WALK_INS)}, True),
        ({"walk_ins": "0"}, True),
        ({"walk_ins": str(MOST_WALK_INS + 1)}, False),
        ({"walk_ins": "-1"}, False),
        ({"walk_ins": "many"}, False),
        ({"walk_ins": "1", "columns": "email"}, False),
    ],
)
def test_lines_and_columns_are_checked(page: Page, sent: dict[str, str], *, is_right: bool) -> None:
    with page(method="POST", data=sent):
        assert SignInListForm().validate() is is_right


def test_how_people_attend_is_asked_only_where_there_is_a_choice(page: Page) -> None:
    sent = {"walk_ins": "1", "columns": ["mode"], "online": "y"}
    with page(method="POST", data=sent):
        alone, both = list_form(Seminar(online_capacity=0)), list_form(Seminar(online_capacity=9))
        assert (alone.validate(), both.validate()) == (False, True)
        assert (alone.filters, both.filters) == ([], ["online"])
