"""What becomes of somebody who is taken in as an adviser, or into a tour."""

from sqlalchemy.orm import Session

from seminar_service.advisers.details import AdviserDetails, Limits
from seminar_service.advisers.entering import new_adviser, new_engagement
from seminar_service.domain.history import HistoryKind
from tests import histories
from tests.bids.support import NOW, STAFF
from tests.factories import make_topic, make_tour


def test_somebody_is_taken_in_and_takes_part_with_limits_of_their_own(session: Session) -> None:
    topic, tour = make_topic(session), make_tour(session)
    details = AdviserDetails("見本", "", "", "a@example.jp", "13", "", "", [topic.id])

    adviser = new_adviser(session, details, actor=STAFF, now=NOW)
    part = new_engagement(session, tour.id, adviser.id, Limits(5, 2, 0), actor=STAFF, now=NOW)
    session.commit()

    assert (adviser.topics, adviser.home) == ([topic], "13")
    assert (part.max_seminars, part.max_per_month, part.max_nights_away) == (5, 2, 0)
    assert [line.kind for line in histories.lines(session)] == [
        HistoryKind.ADVISER_ADDED,
        HistoryKind.ADVISER_ENGAGED,
    ]
