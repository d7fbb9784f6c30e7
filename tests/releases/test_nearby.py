"""Where else people can go: near, or on the same topics, and with places."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Audience
from seminar_service.releases.nearby import MOST_NEARBY, others_near
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_seminar, make_topic
from tests.statements import counted_queries


@pytest.fixture
def cancelled(session: Session, tour: Tour) -> Seminar:
    topic = make_topic(session, "designs")
    return seminar(session, tour, "23", topics=[topic], state=SeminarState.CANCELLED)


def seminar(session: Session, tour: Tour, place: str, **values: object) -> Seminar:
    values = {"state": SeminarState.ANNOUNCED, "topics": [make_topic(session, "other")]} | values
    return make_seminar(session, make_bid(session, tour, place=place), place=place, **values)


def found(session: Session, row: Seminar) -> list[int]:
    return [each.id for each in others_near(session, row, now=NOW)]


def test_the_nearest_come_first_then_the_earliest(
    session: Session, tour: Tour, cancelled: Seminar
) -> None:
    same_topic = seminar(session, tour, "01", topics=cancelled.topics)
    near = seminar(session, tour, "24")
    here = seminar(session, tour, "23")
    seminar(session, tour, "47")
    earlier = seminar(session, tour, "23", day=here.day - timedelta(days=1))

    assert found(session, cancelled) == [earlier.id, here.id, near.id, same_topic.id]


@pytest.mark.parametrize(
    "values",
    [
        {"taken": 40, "capacity": 40},
        {"waiting": 1},
        {"kept_back": 40, "capacity": 40},
        {"audience": Audience.MEMBERS},
        {"state": SeminarState.CONFIRMED},
        {"state": SeminarState.CANCELLED},
    ],
)
def test_only_seminars_with_places_for_everybody_are_named(
    session: Session, tour: Tour, cancelled: Seminar, values: dict[str, object]
) -> None:
    seminar(session, tour, "23", **values)

    assert found(session, cancelled) == []


def test_a_mail_names_so_many_and_no_more_by_one_query(
    session: Session, tour: Tour, cancelled: Seminar
) -> None:
    for _ in range(MOST_NEARBY + 1):
        seminar(session, tour, "23")
    session.commit()
    number = cancelled.id

    with counted_queries(session) as statements:
        row = session.get_one(Seminar, number)
        assert len(others_near(session, row, now=NOW)) == MOST_NEARBY
    assert len(statements) == 2
