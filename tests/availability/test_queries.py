"""What an adviser's page of days shows."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.queries import open_engagements, own_days
from seminar_service.availability.states import WishState
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.errors import NotFound
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_tour

TODAY, DAY = date(2026, 6, 1), date(2026, 10, 6)


def test_wishes_are_told_by_how_they_stand(
    session: Session, tour: Tour, adviser: Adviser, engagement: Engagement
) -> None:
    refused = date(2026, 10, 7)
    for values in (
        {"day": DAY},
        {"day": refused, "state": WishState.REFUSED},
        {"nights": 1},
    ):
        session.add(AvailabilityWish(engagement=engagement, asked_at=NOW, **values))
    session.commit()

    found = own_days(session, tour.id, adviser.id, today=TODAY)

    assert found.asked == frozenset({DAY})
    assert found.refused == frozenset({refused})
    assert found.asked_nights == 1
    engagement.unavailable_days.append(UnavailableDay(day=DAY))
    session.commit()
    assert own_days(session, tour.id, adviser.id, today=TODAY).asked == frozenset()


def test_disruptions_that_are_not_over_take_days(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    for first, last in ((date(2026, 5, 30), TODAY), (DAY, DAY)):
        details = DisruptionDetails(first, last, adviser_id=adviser.id)
        note_disruption(session, tour.id, details, actor=ADVISER, now=NOW)
    found = own_days(session, tour.id, adviser.id, today=TODAY)
    assert {TODAY, DAY} <= found.lost
    assert len(own_days(session, tour.id, adviser.id, today=DAY).disruptions) == 1


def test_who_takes_no_part_has_no_days(session: Session, tour: Tour) -> None:
    with pytest.raises(NotFound):
        own_days(session, tour.id, make_adviser(session).id, today=TODAY)


def test_tours_that_are_over_are_left_out(
    session: Session, tour: Tour, adviser: Adviser, engagement: Engagement
) -> None:
    later = make_tour(session, tour.fiscal_year + 1)
    session.add(
        Engagement(tour=later, adviser=adviser, max_seminars=1, max_per_month=1, max_nights_away=1)
    )
    session.commit()
    found = open_engagements(session, adviser.id, today=TODAY)
    assert [each.tour_id for each in found] == [engagement.tour_id, later.id]
    after = open_engagements(session, adviser.id, today=date(2027, 4, 1))
    assert [each.tour_id for each in after] == [later.id]
