"""What is known of advisers who could take part in a tour."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.advisers.model import DaySource, UnavailableDay
from seminar_service.planning.solver_io import read_newcomers
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_tour

DAY = date(2026, 10, 6)


def test_they_bring_the_days_that_their_other_tours_know_and_from_where(
    session: Session, tour: Tour
) -> None:
    beside, third = make_tour(session, programme=2), make_tour(session, programme=3)
    known = make_adviser(session, beside, unavailable=[DAY, date(2028, 1, 5)])
    (part,) = known.engagements
    fetched = UnavailableDay(day=date(2026, 10, 7), source=DaySource.SUBSCRIPTION)
    part.unavailable_days.append(fetched)
    session.commit()
    stranger, own = make_adviser(session, third), make_adviser(session, tour)

    found = read_newcomers(session, tour, [known.id, stranger.id, own.id, 9_999])

    assert set(found) == {known.id, stranger.id}
    assert found[known.id].days == {
        DAY: DaySource.HAND,
        date(2026, 10, 7): DaySource.SUBSCRIPTION,
    }
    assert found[stranger.id].days == {}
    assert read_newcomers(session, tour, []) == {}
