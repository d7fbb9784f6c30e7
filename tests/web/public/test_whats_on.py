"""What happens, month by month."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW
from tests.web.public.conftest import Announce, assert_cheap, page, text_of


@pytest.mark.usefixtures("tour")
def test_this_month_stands_first_and_leads_on(client: FlaskClient) -> None:
    answer = client.get("/en/whats-on")
    assert "June 2026" in text_of(answer)
    assert "Nothing is planned in this month yet" in text_of(answer)
    links = {str(each["href"]) for each in page(answer).select("main nav a")}
    assert links == {"/en/whats-on?month=2026-07"}


def test_a_month_has_its_seminars_and_the_days_of_calls(
    client: FlaskClient, session: Session, tour: Tour, announce: Announce
) -> None:
    announce()
    tour.call_closes_on = date(2026, 10, 6)
    session.commit()
    text = text_of(client.get("/en/whats-on?month=2026-10"))
    assert "Last day of the call of Seminar tour 2026" in text
    assert text.index("Last day") < text.index("Aichi – Trade secrets seminar")


def test_what_is_cancelled_says_so(client: FlaskClient, announce: Announce) -> None:
    announce(state=SeminarState.CANCELLED, announced_at=NOW)
    assert "(cancelled)" in text_of(client.get("/en/whats-on?month=2026-10"))


@pytest.mark.parametrize("month", ["2026-01", "", "x", "2026-13", "2026-06-01"])
@pytest.mark.usefixtures("tour")
def test_a_month_that_is_over_or_none_is_this_one(client: FlaskClient, month: str) -> None:
    assert "June 2026" in text_of(client.get(f"/en/whats-on?month={month}"))


@pytest.mark.usefixtures("tour")
def test_no_month_lies_behind_the_last_tour(client: FlaskClient) -> None:
    answer = client.get("/en/whats-on?month=9998-12")
    assert "March 2027" in text_of(answer)
    assert [str(a["href"]) for a in page(answer).select("main nav a[rel=next]")] == []


def test_it_is_cheap_and_takes_nothing(client: FlaskClient, announce: Announce) -> None:
    announce()
    assert_cheap(client, "/whats-on?month=2026-10")
    assert client.post("/whats-on").status_code == 405
