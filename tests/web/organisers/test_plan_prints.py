"""The year of a plan on one sheet."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid
from tests.papers import pages, title
from tests.planning.solver_io.plans import save_plan

MANY = 40
A3_POINTS = (1191, 842)


@pytest.fixture
def plan_id(session: Session, tour: Tour) -> int:
    """Forty advisers give a seminar each, over the year."""
    tour.same_place_gap_days = 0
    held: Mapping[Bid, tuple[date, list[Adviser]]] = {
        make_bid(session, tour, place="27", days={day: "first"}): (
            day,
            [make_adviser(session, tour, name_en=f"Adviser number {number}")],
        )
        for number in range(MANY)
        for day in [date(2026, 4, 7) + timedelta(days=7 * number)]
        if day.weekday() == 1
    }
    return save_plan(session, tour, held).id


def test_forty_advisers_and_a_year_stand_on_one_sheet_of_a3(
    viewer: FlaskClient, plan_id: int
) -> None:
    answer = viewer.get(f"/en/organiser/plans/{plan_id}/year.pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    (text,) = pages(answer.data)
    for number in (0, MANY - 1):
        assert f"Adviser number {number}" in text
    for month in ("Apr", "Mar"):
        assert month in text
    assert "Osaka" in text
    assert "The year of each adviser" in title(answer.data)
    box = PdfReader(BytesIO(answer.data)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == A3_POINTS


def test_the_same_stands_on_a_page_that_prints(viewer: FlaskClient, plan_id: int) -> None:
    for locale, words in (("", "大阪"), ("/en", "Osaka")):
        answer = viewer.get(f"{locale}/organiser/plans/{plan_id}/year")
        assert answer.status_code == 200
        assert words in answer.text


def test_the_timeline_leads_to_it(viewer: FlaskClient, plan_id: int) -> None:
    text = viewer.get(f"/en/organiser/plans/{plan_id}/timeline").text
    assert f"/en/organiser/plans/{plan_id}/year.pdf" in text


@pytest.mark.parametrize("end", ["year", "year.pdf"])
def test_a_missing_plan_has_no_sheet_and_nothing_is_sent(
    viewer: FlaskClient, plan_id: int, end: str
) -> None:
    assert viewer.get(f"/organiser/plans/987654/{end}").status_code == 404
    assert viewer.post(f"/organiser/plans/{plan_id}/{end}").status_code == 405


@pytest.mark.parametrize("end", ["year", "year.pdf"])
def test_strangers_get_no_sheet(client: FlaskClient, plan_id: int, end: str) -> None:
    assert client.get(f"/organiser/plans/{plan_id}/{end}").status_code == 302
