"""A tour with somebody who has a place."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def person(session: Session, tour: Tour) -> Registration:
    """Somebody with a place."""
    seminar = make_seminar(session, make_bid(session, tour))
    return make_registration(session, seminar, name="山田 花子", email="hanako@example.jp")
