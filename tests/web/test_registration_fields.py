"""The fields of standard questions: those that are asked, as they are asked."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from seminar_service.domain.vocabulary import EmployeeBand, HeardOf, SharedWithHost
from seminar_service.questions.asked import Asked
from seminar_service.questions.values import Asking, StandardQuestion
from seminar_service.web.registration_fields import (
    LONGEST_NEED,
    standard_answers,
    standard_fields,
    standard_values,
)
from tests.web.conftest import Page


def form_asking(how: Asking, *, data: dict[str, str | list[str]]) -> Form:
    """A form of all standard questions that is sent with some data."""
    asking = {
        question: how if how is not Asking.REQUIRED or question.may_be_required else Asking.OPTIONAL
        for question in StandardQuestion
    }
    fields = standard_fields(Asked(asking), frozenset(StandardQuestion))
    return type("Sample", (Form,), fields)(MultiDict(data))


def test_a_question_that_is_off_has_no_field(page: Page) -> None:
    with page():
        assert list(form_asking(Asking.OFF, data={})) == []


def test_nothing_optional_need_be_answered_nor_even_be_in_the_form(page: Page) -> None:
    with page():
        form = form_asking(Asking.OPTIONAL, data={})
        assert form.validate(), form.errors
        answers = standard_answers(form)
    assert {value for value in answers.values() if value} == set()


def test_what_is_required_is_named_each(page: Page) -> None:
    with page():
        form = form_asking(Asking.REQUIRED, data={"company": "　"})
        assert not form.validate()
        assert set(form.errors) == {
            "name_kana",
            "telephone",
            "company",
            "department",
            "employees",
            "industry",
            "participant_kind",
            "heard_of",
        }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("telephone", "12345"),
        ("name_kana", "yamada"),
        ("heard_of", "dream"),
        ("participant_kind", "king"),
        ("needs", "money"),
        ("needs_other", "x" * (LONGEST_NEED + 1)),
        ("company", "x" * 121),
    ],
)
def test_what_cannot_be_is_said_at_its_field(page: Page, field: str, value: str) -> None:
    with page():
        form = form_asking(Asking.OPTIONAL, data={field: value})
        assert not form.validate()
        assert set(form.errors) == {field}


def test_answers_come_as_columns_keep_them_and_go_back_into_the_fields(page: Page) -> None:
    data: dict[str, str | list[str]] = {
        "employees": "none",
        "heard_of": "flyer",
        "needs": ["wheelchair"],
        "needs_other": "補助犬",
        "wishes_consultation": "y",
    }
    with page():
        form = form_asking(Asking.OPTIONAL, data=data)
        assert form.validate(), form.errors
        found = standard_answers(form)
    assert found["employees"] is EmployeeBand.NONE
    assert found["heard_of"] is HeardOf.FLYER
    assert (found["needs_wheelchair"], found["needs_large_print"]) == (True, False)
    row = type("Row", (), found | {"shared_with_host": SharedWithHost.NUMBER_ONLY})
    shown = standard_values(row)
    assert shown["needs"] == ["wheelchair"]
    assert shown["wishes_consultation"] is True
