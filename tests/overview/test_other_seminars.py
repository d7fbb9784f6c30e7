"""Other seminars near one for which somebody is registered."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Audience
from seminar_service.overview.other_seminars import MOST_SHOWN, others_near
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.statements import counted_statements

DAY = date(2026, 10, 6)


def made(session: Session, tour: Tour, place: str = "23", **values: object) -> Seminar:
    return make_seminar(session, make_bid(session, tour, place=place), place=place, **values)


def test_the_nearest_come_first_and_of_those_as_near_the_earliest(
    session: Session, tour: Tour
) -> None:
    own = made(session, tour, day=DAY)
    late = made(session, tour, day=DAY + timedelta(days=9))
    early = made(session, tour, day=DAY + timedelta(days=2))
    beside = made(session, tour, "21", day=DAY - timedelta(days=9))
    made(session, tour, "47", day=DAY)

    assert [each.id for each in others_near(session, own, now=NOW)] == [
        early.id,
        late.id,
        beside.id,
    ]


def test_what_takes_nobody_is_left_out(session: Session, tour: Tour) -> None:
    own = made(session, tour, day=DAY)
    made(session, tour, capacity=5, taken=5)
    made(session, tour, state=SeminarState.CONFIRMED, announced_at=None)
    made(session, tour, audience=Audience.MEMBERS)
    made(session, make_tour(session, 2027))

    assert others_near(session, own, now=NOW) == []


def test_a_few_are_enough_and_are_read_at_once(session: Session, tour: Tour) -> None:
    own = made(session, tour, day=DAY)
    for days in range(MOST_SHOWN + 2):
        made(session, tour, day=DAY + timedelta(days=days))
    with counted_statements(session.get_bind()) as statements:
        found = others_near(session, own, now=NOW)
    assert len(found) == MOST_SHOWN
    assert len(statements) <= 2, statements  # one of them reads a row that a test has changed
