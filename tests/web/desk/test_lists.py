"""The desk's lists."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.domain.japan_time import day_of
from tests.consultations.support import CLIENT, SECRETS, make_case, make_subjects
from tests.factories import NOW


def test_the_queue_comes_first_and_mine_and_due_are_a_press_away(
    expert: FlaskClient, me: User, session: Session
) -> None:
    queued, mine = make_case(session), make_case(session, me, due_on=day_of(NOW))
    page = expert.get("/en/desk/").text
    assert queued.reference in page
    assert mine.reference not in page
    for view in ("mine", "due", "open", "all"):
        assert mine.reference in expert.get(f"/en/desk/?view={view}").text
    assert "Mine (1)" in page


@pytest.mark.parametrize("words", ["2026-0001", CLIENT.telephone, CLIENT.email, CLIENT.company])
def test_a_client_who_calls_again_is_found(
    expert: FlaskClient, session: Session, words: str
) -> None:
    case = make_case(session)
    page = expert.get("/en/desk/", query_string={"q": words}).text
    assert f"/desk/cases/{case.id}" in page
    assert SECRETS.matter not in page


def test_what_was_told_is_not_searched(expert: FlaskClient, session: Session) -> None:
    make_case(session)
    page = expert.get("/en/desk/", query_string={"q": "配合"}).text
    assert "What was told in cases is not searched" in page
    assert "/desk/cases/1" not in page


def test_lists_are_narrowed_by_what_is_counted(expert: FlaskClient, session: Session) -> None:
    subject = make_subjects(session)[0]
    case = make_case(session, prefecture="23", subject_ids=frozenset({subject.id}))
    other = make_case(session)
    query = {"view": "all", "subject": subject.id, "prefecture": "23", "channel": "telephone"}
    page = expert.get("/en/desk/", query_string=query).text
    assert case.reference in page
    assert other.reference not in page
    assert case.reference not in expert.get("/en/desk/?view=all&state=closed").text


def test_whatever_an_address_asks_for_in_vain_is_left_out(
    expert: FlaskClient, session: Session
) -> None:
    case = make_case(session)
    query = {"view": "x", "state": "y", "channel": "", "subject": "-1", "prefecture": "99"}
    answer = expert.get("/en/desk/", query_string=query | {"page": "7"})
    assert answer.status_code == 200
    assert case.reference in answer.text
