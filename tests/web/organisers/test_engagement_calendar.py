"""The office sees in an adviser's year what upsets it."""

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
from tests.factories import NOW, make_adviser, make_tour

DAY = date(2026, 11, 4)


def test_a_disruption_stands_in_the_calendar_and_leads_to_its_page(
    planner: FlaskClient, session: Session
) -> None:
    tour = make_tour(session)
    adviser, other = make_adviser(session, tour), make_adviser(session, tour)
    details = DisruptionDetails(DAY, DAY, adviser_id=adviser.id, reason="Typhoon in Okinawa")
    number = note_disruption(session, tour.id, details, actor=SYSTEM, now=NOW)

    page = planner.get(f"/en/organiser/tours/2026/advisers/{adviser.id}").text

    assert page.count(f'href="/en/organiser/disruptions/{number}"') == 2
    assert "Typhoon in Okinawa" in page
    others = planner.get(f"/en/organiser/tours/2026/advisers/{other.id}").text
    assert "Typhoon in Okinawa" not in others
