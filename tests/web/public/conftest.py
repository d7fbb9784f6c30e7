"""What the tests of the public pages share: a tour, seminars in every state, a query counter."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from seminar_service.extensions import db
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_seminar, make_tour
from tests.statements import counted_statements

Announce = Callable[..., Seminar]


@pytest.fixture
def tour(session: Session) -> Tour:
    """The tour of fiscal year 2026, open to the public."""
    return make_tour(session)


@pytest.fixture
def announce(session: Session, tour: Tour) -> Announce:
    """Makes a seminar with an adviser; values are those of the seminar, announced by default."""

    def make(*, of: Tour = tour, **values: object) -> Seminar:
        capacity = values.get("capacity", 40)
        place = values.get("place", "23")
        bid = make_bid(session, of, capacity=capacity, place=place)
        team = [make_adviser(session, name="佐藤 健一", name_en="Kenichi Sato")]
        return make_seminar(session, bid, **({"team": team} | values))

    return make


@pytest.fixture
def seminar(announce: Announce) -> Seminar:
    """An announced seminar on 6 October 2026 in Aichi with forty places."""
    return announce(public_id="c7d8f9gh")


@pytest.fixture
def many(announce: Announce) -> Callable[[int], None]:
    """Makes so many seminars, a day after the other, in prefectures all over the country."""

    def make(number: int) -> None:
        for each in range(number):
            day = date(2026, 6, 10) + timedelta(days=each)
            announce(day=day, place=f"{each % 47 + 1:02}")

    return make


def page(response: TestResponse) -> BeautifulSoup:
    """The markup of an answer that must be a page."""
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def text_of(response: TestResponse) -> str:
    """What the main part of a page says, in one line."""
    main = BeautifulSoup(response.text, "html.parser").find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def assert_cheap(client: FlaskClient, address: str, *, most: int = 5) -> int:
    """Assert that a page needs at most so many queries; gives how many it needed."""
    db.session.remove()
    with counted_statements(db.engine) as statements:
        page(client.get(address))
    assert len(statements) <= most, statements
    return len(statements)
