"""Courses on the site: read, answered, finished, certified."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.learning import queries
from seminar_service.learning.model import Certificate
from seminar_service.web.public.learning import STEPS_PER_WINDOW
from tests.learning.support import CODE, add, right_answers
from tests.web.public.conftest import assert_cheap, page, text_of


def soup(answer: TestResponse) -> BeautifulSoup:
    """The markup of an answer, whatever its status."""
    return BeautifulSoup(answer.text, "html.parser")


COURSE = f"/en/learn/{CODE}"
KEY = "0b0e6a52-5a5a-4a5c-9d9e-1f2e3d4c5b6a"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def course_id(session: Session) -> int:
    """The shipped course, published."""
    return add(session)


@pytest.mark.usefixtures("course_id")
def test_courses_are_listed_and_read_in_both_languages(client: FlaskClient) -> None:
    assert "Trade secrets in ten minutes" in text_of(client.get("/en/learn"))
    assert "10分で分かる営業秘密" in text_of(client.get("/learn"))
    assert "What a trade secret is" in text_of(client.get(COURSE))
    assert "<strong>" in client.get(f"/learn/{CODE}/1").text
    assert_cheap(client, "/learn")
    assert_cheap(client, f"/learn/{CODE}/1")


def test_without_courses_the_list_says_so(client: FlaskClient, session: Session) -> None:
    add(session, live=False)
    assert "No courses yet" in text_of(client.get("/en/learn"))
    assert client.get(COURSE).status_code == 404


@pytest.mark.usefixtures("course_id")
def test_a_lesson_marks_answers_and_explains_them(client: FlaskClient) -> None:
    before = text_of(client.get(f"{COURSE}/1"))
    assert "Not right yet" not in before
    wrong = text_of(client.get(f"{COURSE}/1?answered=1&q0=2&q1=3"))
    assert wrong.count("Not right yet") == 2
    assert "It is published, so it is publicly known." in wrong
    right = text_of(client.get(f"{COURSE}/1?answered=1&q0=３&q1=0&q1=1&q1=2"))
    assert "Not right yet" not in right
    assert "Three: secrecy management" in right


def test_whoever_begins_is_counted(client: FlaskClient, session: Session, course_id: int) -> None:
    assert client.post(COURSE, data={"kind": "engineer"}).status_code == 303
    assert client.post(COURSE, data={"kind": "pope"}).status_code == 422
    assert [each.begun for each in queries.learners(session, course_id)] == [1]


@pytest.mark.usefixtures("course_id")
def test_who_answers_all_rightly_gets_a_certificate_that_verifies(client: FlaskClient) -> None:
    assert page(client.get(f"{COURSE}/test")).select_one("input[name=key]")
    sent = right_answers() | {"kind": [""], "key": [KEY]}
    answer = client.post(f"{COURSE}/test", data=sent)
    assert answer.status_code == 303
    text = text_of(client.get(answer.headers["Location"]))
    assert "Trade secrets in ten minutes" in text
    assert "Mon 1 Jun 2026" in text
    again = client.post(f"{COURSE}/test", data=sent)
    assert again.headers["Location"] == answer.headers["Location"]
    number = answer.headers["Location"].rpartition("/")[2]
    assert client.get(f"/certificates/{number.lower()}").status_code == 200


@pytest.mark.parametrize("left_out", ["q0", "q1", "q2", "q3-0", "q4"])
@pytest.mark.usefixtures("course_id")
def test_who_does_not_sees_what_is_right_and_loses_nothing(
    client: FlaskClient, session: Session, left_out: str
) -> None:
    sent = right_answers() | {"key": [KEY]}
    sent[left_out] = ["9"]
    answer = client.post(f"{COURSE}/test", data=sent)
    assert answer.status_code == 422
    assert "4 of 5 answers are right" in answer.text
    chosen = {f"{box['name']}={box['value']}" for box in soup(answer).select("input[checked]")}
    kept = {f"{name}={each}" for name in ("q1", "q2", "q4") for each in sent[name] if each != "9"}
    assert chosen == kept
    assert session.scalar(select(func.count()).select_from(Certificate)) == 0


@pytest.mark.usefixtures("course_id")
def test_a_form_without_its_key_gives_nothing(client: FlaskClient) -> None:
    sent = right_answers() | {"key": ["x"]}
    assert client.post(f"{COURSE}/test", data=sent).status_code == 422


@pytest.mark.parametrize(
    "address",
    ["/learn/none", "/learn/none/1", f"/learn/{CODE}/0", f"/learn/{CODE}/9", "/certificates/X"],
)
@pytest.mark.usefixtures("course_id")
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("course_id")
def test_what_takes_nothing_says_so(client: FlaskClient) -> None:
    for address in ("/learn", f"/learn/{CODE}/1", "/certificates/X"):
        assert client.post(address).status_code == 405


@pytest.mark.usefixtures("course_id")
def test_nobody_begins_without_end(client: FlaskClient) -> None:
    codes = {client.post(COURSE, data={"kind": ""}).status_code for _ in range(STEPS_PER_WINDOW)}
    assert codes == {303}
    assert client.post(COURSE, data={"kind": ""}).status_code == 429
