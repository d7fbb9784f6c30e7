"""The materials of all years."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.pages.services import PageDetails
from seminar_service.pages.values import Placement
from tests.factories import make_tour
from tests.pages.support import add
from tests.web.public.conftest import assert_cheap, text_of


def test_what_the_office_published_stands_before_the_years(
    client: FlaskClient, session: Session
) -> None:
    make_tour(session)
    assert "No materials yet" in text_of(client.get("/en/materials"))
    add(session, "materials-2015", details=PageDetails(Placement.MATERIALS, 1))
    add(session, "other")
    answer = client.get("/en/materials")
    assert "/en/pages/materials-2015" in answer.text
    assert "/en/pages/other" not in answer.text
    assert "Seminar tour 2026" in text_of(answer)
    assert_cheap(client, "/materials")
    assert client.post("/materials").status_code == 405
