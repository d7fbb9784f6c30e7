"""Courses as JSON."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.learning.course_format import (
    MOST_MISTAKES,
    CourseMalformed,
    course_of,
    document_of,
    read_course,
)
from tests.learning.support import sample

Spoil = Callable[[dict[str, Any]], object]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["ja", "en", "kind", "lessons", "text", "x"]), inner)
    ),
    max_leaves=8,
)


def test_a_course_that_was_written_is_read_as_it_was() -> None:
    course = sample()
    assert course_of(json.loads(json.dumps(document_of(course)))) == course


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda d: d.pop("format"), "format"),
        (lambda d: d.update(code="Trade Secrets"), "code"),
        (lambda d: d.update(code=["a"]), "code"),
        (lambda d: d["title"].pop("en"), "title.en"),
        (lambda d: d["title"].update(ja="x" * 121), "title.ja"),
        (lambda d: d.update(minutes=True), "minutes"),
        (lambda d: d.update(lessons=[]), "lessons"),
        (lambda d: d.update(lessons=d["lessons"] * 20), "lessons"),
        (lambda d: d["lessons"][0].update(text="x"), "lessons[0].text"),
        (
            lambda d: d["lessons"][0]["questions"][1].update(kind="essay"),
            "lessons[0].questions[1].kind",
        ),
        (
            lambda d: d["lessons"][0]["questions"][0].update(number="3"),
            "lessons[0].questions[0].number",
        ),
        (
            lambda d: d["lessons"][1]["questions"][0]["answers"][0].update(right=True),
            "lessons[1].questions[0].answers.right",
        ),
        (
            lambda d: d["lessons"][1]["questions"][0]["answers"][0].update(right="no"),
            "lessons[1].questions[0].answers[0].right",
        ),
        (
            lambda d: d["lessons"][1]["questions"][1].update(answers=[]),
            "lessons[1].questions[1].answers",
        ),
        (lambda d: d["lessons"].append("x"), "lessons[3]"),
    ],
)
def test_each_mistake_is_named_by_its_place(spoil: Spoil, place: str) -> None:
    document = copy.deepcopy(document_of(sample()))
    spoil(document)
    with pytest.raises(CourseMalformed) as refused:
        course_of(document)
    assert place in refused.value.mistakes


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "1", "[" * 100_000])
def test_what_is_no_course_is_refused(text: str) -> None:
    with pytest.raises(CourseMalformed):
        read_course(text)


@given(VALUES)
def test_whatever_comes_is_refused_in_words_and_not_by_a_fault(value: object) -> None:
    with pytest.raises(CourseMalformed) as refused:
        course_of(value)
    assert 0 < len(refused.value.mistakes) <= MOST_MISTAKES
