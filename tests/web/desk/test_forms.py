"""What the forms of the desk make of what is entered."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.consultations.states import CaseAction
from seminar_service.consultations.values import Result
from seminar_service.web.desk.forms import EditCaseForm, MoveForm, NewCaseForm, case_values
from tests.consultations.support import SECRETS, make_case, make_subjects
from tests.web.conftest import Page


def test_a_form_that_shows_a_case_says_the_same_of_it(sqlite_session: Session, page: Page) -> None:
    subjects = make_subjects(sqlite_session)
    case = make_case(
        sqlite_session,
        prefecture="23",
        subject_ids=frozenset({subjects[0].id}),
        due_on=date(2026, 6, 8),
    )
    with page():
        form = EditCaseForm(data=case_values(case, SECRETS))
        form.offer(subjects)
        assert form.secrets() == SECRETS
        assert form.facts().prefecture == "23"
        assert form.facts().subject_ids == {subjects[0].id}
        assert form.due_on.data == date(2026, 6, 8)


def test_each_form_that_is_shown_has_a_key_of_its_own(page: Page) -> None:
    with page():
        assert NewCaseForm().form_key.data != NewCaseForm().form_key.data


def test_only_what_the_state_allows_is_offered(sqlite_session: Session, page: Page) -> None:
    case = make_case(sqlite_session)
    with page():
        form = MoveForm(data={"action": "close", "result": "answered"})
        form.offer(case)
        assert [each.value for each in form.action.choices] == [CaseAction.CLOSE]
        assert form.moves() == (CaseAction.CLOSE, Result.ANSWERED, None)
