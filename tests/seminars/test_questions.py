from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.seminars.questions import is_asked, question_mark
from seminar_service.seminars.states import SeminarState

marks = st.tuples(st.integers(1, 99), st.none() | st.datetimes(timezones=st.just(UTC)))


@pytest.mark.parametrize(("state", "answer"), list(product(SeminarState, ConfirmationState)))
def test_an_answer_is_taken_while_nothing_is_settled_and_after_a_public_move_once(
    state: SeminarState, answer: ConfirmationState
) -> None:
    moved_in_public = state is SeminarState.ANNOUNCED and answer is ConfirmationState.ASKED

    assert is_asked(state, answer) == (state is SeminarState.TENTATIVE or moved_in_public)


@given(marks, marks)
def test_two_who_saw_the_same_have_the_same_mark_and_others_another(
    one: tuple[int, datetime | None], other: tuple[int, datetime | None]
) -> None:
    assert (question_mark(*one) == question_mark(*other)) == (one == other)
