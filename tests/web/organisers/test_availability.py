"""The office asks advisers for their days, and answers what they wish."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.states import WishState
from seminar_service.outbox.model import Message
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour

TOUR = "/en/organiser/tours/2026"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour)


@pytest.fixture
def wish(session: Session, tour: Tour, adviser: Adviser) -> AvailabilityWish:
    day = date(2026, 10, 6)
    make_seminar(session, make_bid(session, tour), team=[adviser], day=day)
    found = AvailabilityWish(engagement=adviser.engagements[0], day=day, asked_at=NOW)
    session.add(found)
    session.commit()
    return found


def address(wish: AvailabilityWish) -> str:
    return f"{TOUR}/advisers/{wish.engagement.adviser_id}/wishes/{wish.id}"


def state(session: Session, wish: AvailabilityWish) -> WishState:
    session.rollback()
    session.refresh(wish)
    return wish.state


def test_wishes_are_to_do_and_lead_to_the_adviser(
    planner: FlaskClient, wish: AvailabilityWish
) -> None:
    assert "Answer what advisers wish" in planner.get(TOUR).text
    engagement = f"{TOUR}/advisers/{wish.engagement.adviser_id}"
    listed = planner.get(f"{TOUR}/advisers").text
    assert f'href="{engagement}#wishes"' in listed
    page = planner.get(engagement).text
    assert "What the adviser wishes" in page
    assert f'action="{address(wish)}"' in page


ANSWERS = {
    "grant": (WishState.GRANTED, "Granted."),
    "refuse": (WishState.REFUSED, "Not granted."),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_wish_is_granted_or_not(
    planner: FlaskClient, session: Session, wish: AvailabilityWish, answer: str
) -> None:
    found, said = ANSWERS[answer]
    reply = planner.post(address(wish), data={"answer": answer})
    assert reply.status_code == 303
    assert said in planner.get(reply.location).text
    assert state(session, wish) is found
    assert "Answer what advisers wish" not in planner.get(TOUR).text


def test_the_second_answer_changes_nothing(
    planner: FlaskClient, session: Session, wish: AvailabilityWish
) -> None:
    planner.post(address(wish), data={"answer": "refuse"})
    reply = planner.post(address(wish), data={"answer": "grant"})
    assert "in the meantime" in planner.get(reply.location).text
    assert state(session, wish) is WishState.REFUSED


def test_clerks_and_viewers_see_wishes_and_answer_none(
    clerk: FlaskClient, session: Session, wish: AvailabilityWish
) -> None:
    page = clerk.get(f"{TOUR}/advisers/{wish.engagement.adviser_id}").text
    assert "What the adviser wishes" in page
    assert address(wish) not in page
    assert clerk.post(address(wish), data={"answer": "grant"}).status_code == 403
    assert state(session, wish) is WishState.OPEN


def test_wishes_that_are_not_there_and_other_methods(
    planner: FlaskClient, session: Session, tour: Tour, wish: AvailabilityWish
) -> None:
    other = make_adviser(session, tour)
    missing = f"{TOUR}/advisers/{other.id}/wishes/{wish.id}"
    assert planner.post(missing, data={"answer": "grant"}).status_code == 404
    assert planner.get(address(wish)).status_code == 405


def test_those_who_have_not_answered_are_asked(
    planner: FlaskClient, session: Session, adviser: Adviser
) -> None:
    page = planner.get(f"{TOUR}/advisers").text
    assert "1 adviser has not answered yet" in page
    assert "no answer yet" in page

    reply = planner.post(f"{TOUR}/advisers/ask", data={"until": "2026-06-20"})

    assert (reply.status_code, reply.location) == (303, f"{TOUR}/advisers")
    page = planner.get(reply.location).text
    assert "1 adviser has been asked." in page
    assert 'value="2026-06-20"' in page
    assert session.scalars(select(Message.recipient)).all() == [adviser.email]


@pytest.mark.usefixtures("adviser")
@pytest.mark.parametrize("until", ["", "2026-05-31", "soon"])
def test_without_a_day_ahead_nobody_is_asked(
    planner: FlaskClient, session: Session, until: str
) -> None:
    reply = planner.post(f"{TOUR}/advisers/ask", data={"until": until})
    assert "Nobody was asked" in planner.get(reply.location).text
    assert session.scalars(select(Message)).all() == []


def test_where_all_have_answered_there_is_nobody_to_ask(
    planner: FlaskClient, session: Session, adviser: Adviser
) -> None:
    adviser.engagements[0].answered_at = NOW
    session.commit()
    page = planner.get(f"{TOUR}/advisers").text
    assert "All advisers have answered." in page
    assert 'name="until"' not in page


@pytest.mark.usefixtures("adviser")
def test_only_planners_ask(clerk: FlaskClient) -> None:
    sent = {"until": "2026-06-20"}
    assert clerk.post(f"{TOUR}/advisers/ask", data=sent).status_code == 403
    assert clerk.get(f"{TOUR}/advisers/ask").status_code in (404, 405)
    assert 'name="until"' not in clerk.get(f"{TOUR}/advisers").text
