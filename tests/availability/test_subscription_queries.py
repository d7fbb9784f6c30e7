"""What pages show of a fetched calendar."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.availability.subscription_queries import (
    subscribed,
    subscription_of,
    trials,
)
from seminar_service.tours.model import Tour
from tests.availability.subscribing import subscribe
from tests.availability.test_subscriptions import say
from tests.factories import make_adviser, make_tour

FIRST, SECOND, TODAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 6, 1)


def test_who_has_one_is_found(session: Session, tour: Tour, engagement: Engagement) -> None:
    other = make_adviser(session, tour)
    subscribe(session, engagement, [FIRST])
    assert set(subscribed(session, [engagement.adviser_id, other.id])) == {engagement.adviser_id}
    assert subscription_of(session, other.id) is None


def test_a_trial_tells_of_each_tour_that_is_not_over(
    session: Session, tour: Tour, engagement: Engagement
) -> None:
    over = make_tour(session, 2025)
    session.add(
        Engagement(
            tour_id=over.id,
            adviser_id=engagement.adviser_id,
            max_seminars=1,
            max_per_month=1,
            max_nights_away=1,
        )
    )
    session.commit()
    (found,) = trials(session, engagement.adviser_id, [FIRST], today=TODAY)
    assert (found.tour, found.found.new) == (tour, (FIRST,))


def test_a_trial_leaves_what_was_freed_by_hand(session: Session, engagement: Engagement) -> None:
    subscribe(session, engagement, [FIRST])
    say(session, engagement, [])
    (found,) = trials(session, engagement.adviser_id, [FIRST, SECOND], today=TODAY)
    assert found.found.new == (SECOND,)
