"""Courses at the office."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.learning import services
from seminar_service.learning.packages import packed, unpacked
from tests.factories import NOW
from tests.learning.support import CODE, add, sample


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


def file(content: bytes) -> dict[str, object]:
    return {"file": (BytesIO(content), "course.zip")}


def test_a_planner_brings_a_course_in_and_publishes_it(
    planner: FlaskClient, client: FlaskClient
) -> None:
    assert "Bring in a course" in planner.get("/en/organiser/courses").text
    assert planner.get("/organiser/courses/import").status_code == 200
    answer = planner.post("/en/organiser/courses/import", data=file(packed(sample())))
    assert answer.status_code == 303
    base = answer.headers["Location"]
    assert "Nobody yet." in planner.get(base).text
    assert client.get(f"/learn/{CODE}").status_code == 404
    assert planner.post(f"{base}/publish", data={"version": "1"}).status_code == 303
    assert client.get(f"/learn/{CODE}").status_code == 200
    late = planner.post(f"{base}/withdraw", data={"version": "1"}, follow_redirects=True)
    assert "Nothing was done" in late.text
    assert planner.post(f"{base}/withdraw", data={"version": "2"}).status_code == 303
    assert client.get(f"/learn/{CODE}").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Please choose a file"),
        (b"{}", "lessons"),
        (b"PK", "course.json"),
    ],
)
def test_what_is_no_course_is_refused_with_its_places(
    planner: FlaskClient, content: bytes, said: str
) -> None:
    answer = planner.post("/en/organiser/courses/import", data=file(content))
    assert answer.status_code == 422
    assert said in answer.text


def test_a_course_is_taken_as_a_file(viewer: FlaskClient, session: Session) -> None:
    answer = viewer.get(f"/organiser/courses/{add(session)}/file")
    assert answer.mimetype == "application/zip"
    assert unpacked(answer.data) == sample()


def test_figures_are_shown(viewer: FlaskClient, session: Session) -> None:
    course_id = add(session)
    services.begin(session, CODE, None, now=NOW)
    assert '<td class="number">1</td>' in viewer.get(f"/organiser/courses/{course_id}").text


def test_courses_are_brought_in_by_planners_alone(
    clerk: FlaskClient, client: FlaskClient, session: Session
) -> None:
    base = f"/organiser/courses/{add(session)}"
    for address in ("/organiser/courses/import", f"{base}/publish", f"{base}/withdraw"):
        assert clerk.post(address).status_code == 403
    assert clerk.get(base).status_code == 200
    assert client.get(base).status_code == 302
    assert clerk.get("/organiser/courses/99").status_code == 404
    assert clerk.get(f"{base}/publish").status_code == 405
