from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.advisers.services import disengage
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.planning.input_changes import InputChange, InputChangeKind
from seminar_service.planning.queries.input_history import first_change, input_lines
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_seminar, make_tour

STAFF = Actor(ActorKind.ORGANISER)
LATER, LATEST = NOW + timedelta(hours=1), NOW + timedelta(hours=2)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def tell(session: Session, kind: HistoryKind, subject: SubjectKind, key: int, at: datetime) -> None:
    history.record(session, kind, Subject(subject, key), STAFF, at)
    session.commit()


def first(session: Session, tour: Tour, change: InputChange) -> datetime | None:
    lines = input_lines(session, tour.id, NOW)
    return first_change([change], lines, tour_id=tour.id, since=NOW)


def test_the_first_line_about_what_has_changed_says_since_when(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    (engagement,) = adviser.engagements
    edited, of = HistoryKind.EDITED, SubjectKind.ENGAGEMENT
    for at in (NOW - timedelta(hours=1), LATER, LATEST):
        tell(session, edited, of, engagement.id, at)

    change = InputChange(InputChangeKind.ADVISER_UNAVAILABLE, adviser.id)

    assert first(session, tour, change) == LATER


def test_a_cancelled_seminar_is_told_of_its_bid(session: Session, tour: Tour) -> None:
    bid = make_bid(session, tour)
    seminar = make_seminar(session, bid)
    tell(session, HistoryKind.SEMINAR_CANCELLED, SubjectKind.SEMINAR, seminar.id, LATER)

    change = InputChange(InputChangeKind.SEMINAR_CANCELLED, bid_id=bid.id)

    assert first(session, tour, change) == LATER


def test_an_engagement_that_has_ended_is_told_of_its_adviser(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    disengage(session, tour.id, adviser.id, version=None, actor=STAFF, now=LATER)

    assert first(session, tour, InputChange(InputChangeKind.ADVISER_LEFT, adviser.id)) == LATER


def test_what_happened_to_other_things_or_tours_says_nothing(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    other = make_tour(session, 2027)
    make_bid(session, other)
    tell(session, HistoryKind.EDITED, SubjectKind.TOUR, other.id, LATER)
    tell(session, HistoryKind.BID_DECLINED, SubjectKind.BID, make_bid(session, tour).id, LATER)

    assert input_lines(session, tour.id, NOW) == ()
    assert first(session, tour, InputChange(InputChangeKind.RULE, name="hotel_yen")) is None
    assert first(session, tour, InputChange(InputChangeKind.ADVISER_HOME, adviser.id)) is None
