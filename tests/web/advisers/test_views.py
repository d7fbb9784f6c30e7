"""An adviser's own page."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_plan,
    make_seminar,
    make_tour,
)

TRIP = {
    "departs": "2026-10-06",
    "leaves_at": "08:00",
    "returns": "2026-10-06",
    "home_at": "19:30",
    "nights": 0,
    "fares_yen": 20000,
    "hotels_yen": 0,
    "bids": [1],
    "legs": [
        {
            "from": "13",
            "to": "23",
            "day": "2026-10-06",
            "leaves_at": "08:00",
            "arrives_at": "10:30",
            "minutes": 150,
            "yen": 10000,
        }
    ],
}


@pytest.fixture
def adviser(session: Session) -> Adviser:
    return make_adviser(session)


@pytest.fixture
def seminar(session: Session, adviser: Adviser) -> Seminar:
    bid = make_bid(session, make_tour(session))
    colleague = make_adviser(session, name="同僚 花子")
    return make_seminar(
        session, bid, team=[adviser, colleague], state=SeminarState.TENTATIVE, day=date(2026, 10, 6)
    )


@pytest.fixture
def token(session: Session, adviser: Adviser) -> str:
    return make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)


def test_the_page_shows_what_waits_for_an_answer(
    client: FlaskClient, seminar: Seminar, token: str
) -> None:
    page = client.get(f"/adviser/{token}")
    assert page.status_code == 200
    assert seminar.venue_name in page.text
    assert "同僚 花子" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_page_shows_the_journeys_of_the_plan_that_holds(
    client: FlaskClient, session: Session, seminar: Seminar, adviser: Adviser, token: str
) -> None:
    make_plan(
        session,
        seminar.tour,
        {seminar.bid: (seminar.day, [adviser])},
        state=PlanState.RELEASED,
        itineraries={str(adviser.id): [TRIP]},
    )
    page = client.get(f"/adviser/{token}").text
    assert "10:30" in page
    assert "全国幹線旅客純流動調査（国土交通省）を加工して作成" in page


def test_confirming_is_noted(
    client: FlaskClient, session: Session, seminar: Seminar, token: str
) -> None:
    answer = client.post(
        f"/adviser/{token}/answer",
        data={"seminar": seminar.public_id, "confirm": "1", "shown": "1.asked"},
    )
    assert answer.status_code == 303
    session.expire_all()
    assert seminar.team[0].confirmation is ConfirmationState.CONFIRMED


def test_declining_without_a_word_is_sent_back_with_what_is_missing(
    client: FlaskClient, session: Session, seminar: Seminar, token: str
) -> None:
    answer = client.post(
        f"/en/adviser/{token}/answer",
        data={"seminar": seminar.public_id, "decline": "1", "shown": "1.asked"},
    )
    assert answer.status_code == 422
    assert "Please tell us in a few words" in answer.text
    session.expire_all()
    assert seminar.team[0].confirmation is ConfirmationState.ASKED


def test_declining_with_a_reason_is_noted(
    client: FlaskClient, session: Session, seminar: Seminar, token: str
) -> None:
    client.post(
        f"/adviser/{token}/answer",
        data={
            "seminar": seminar.public_id,
            "decline": "1",
            "note": "出張中です",
            "shown": "1.asked",
        },
    )
    session.expire_all()
    member = seminar.team[0]
    assert (member.confirmation, member.note) == (ConfirmationState.DECLINED, "出張中です")


def test_a_settled_seminar_is_left_alone_and_the_adviser_is_told(
    client: FlaskClient, session: Session, seminar: Seminar, token: str
) -> None:
    seminar.state = SeminarState.CONFIRMED
    session.commit()
    answer = client.post(
        f"/en/adviser/{token}/answer",
        data={"seminar": seminar.public_id, "confirm": "1", "shown": "1.asked"},
        follow_redirects=True,
    )
    assert "This seminar is confirmed" in answer.text


def test_another_advisers_seminar_is_missing(
    client: FlaskClient, session: Session, token: str
) -> None:
    other = make_seminar(session, make_bid(session, make_tour(session)))
    answer = client.post(
        f"/adviser/{token}/answer",
        data={"seminar": other.public_id, "confirm": "1", "shown": "1.asked"},
    )
    assert answer.status_code == 404


def test_the_calendar_address_is_shown_and_opens_the_feed_only(
    client: FlaskClient, session: Session, adviser: Adviser, token: str
) -> None:
    page = client.post(f"/adviser/{token}/feed").text
    found = re.search(r"/feeds/advisers/([\w-]+)\.ics", page)
    assert found is not None
    assert links.resolve(session, LinkPurpose.ADVISER_FEED, found[1], now=NOW) == adviser.id
    assert client.get(f"/adviser/{found[1]}").status_code == 404


def test_an_unknown_link_is_missing_and_a_revoked_one_is_gone(
    client: FlaskClient, session: Session, adviser: Adviser, token: str
) -> None:
    assert client.get("/adviser/unknown").status_code == 404
    links.revoke_all(session, LinkPurpose.ADVISER, adviser.id, now=NOW)
    session.commit()
    assert client.get(f"/adviser/{token}").status_code == 410


def test_the_page_cannot_be_posted_to_nor_the_answer_be_got(
    client: FlaskClient, token: str
) -> None:
    assert client.post(f"/adviser/{token}").status_code == 405
    assert client.get(f"/adviser/{token}/answer").status_code == 405
