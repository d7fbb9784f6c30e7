"""An adviser's own calendar, fetched every night."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import DaySource, Engagement
from seminar_service.advisers.subscription_model import CalendarSubscription, SubscriptionFault
from seminar_service.availability import subscriptions
from seminar_service.availability.services import Changed, say_when, wishes_of
from seminar_service.availability.states import WishState
from seminar_service.availability.subscription_times import TOLD_AFTER, next_night
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.fetching.values import Marks
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.availability.subscribing import (
    ADDRESS,
    SEAL,
    fetch_night,
    subscribe,
    subscribed_of,
    taken,
)
from tests.factories import NOW, OFFICE, make_adviser, make_tour

PAST, BY_HAND = date(2026, 5, 1), date(2026, 8, 3)
FIRST, SECOND, SEMINAR_DAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 10, 6)
HAND, FETCHED = DaySource.HAND, DaySource.SUBSCRIPTION
DAY = timedelta(days=1)


def say(session: Session, engagement: Engagement, days: list[date]) -> Changed:
    return say_when(
        session,
        engagement.tour_id,
        engagement.adviser_id,
        days,
        3,
        version=None,
        actor=ADVISER,
        now=NOW,
    )


def fail(session: Session, engagement: Engagement, *, after: timedelta) -> None:
    row = subscribed_of(session, engagement)
    with transaction(session):
        subscriptions.note_failure(
            session,
            engagement.adviser_id,
            row.address,
            SubscriptionFault.REFUSED,
            office=OFFICE,
            now=NOW + after,
        )


def test_its_days_are_taken_beside_those_by_hand(session: Session, engagement: Engagement) -> None:
    found = subscribe(session, engagement, [PAST, BY_HAND, FIRST])
    assert found == Changed(taken=1)
    assert taken(session, engagement) == {PAST: HAND, BY_HAND: HAND, FIRST: FETCHED}
    row = subscribed_of(session, engagement)
    assert (row.host, row.fetched_at, row.tries) == ("cal.example.jp", NOW, 0)
    assert row.next_at == next_night(engagement.adviser_id, now=NOW)
    assert engagement.answered_at == NOW


def test_its_address_is_kept_under_a_seal_and_in_no_history(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [FIRST])
    row = subscribed_of(session, engagement)
    assert "secret" not in row.address
    assert SEAL.open(row.address) == ADDRESS
    assert "cal.example" not in str([each.data for each in session.scalars(select(HistoryLine))])


def test_every_night_its_days_follow(session: Session, engagement: Engagement) -> None:
    subscribe(session, engagement, [FIRST])
    version = engagement.version
    assert fetch_night(session, engagement, [SECOND]) == Changed(taken=1, freed=1)
    assert taken(session, engagement) == {PAST: HAND, BY_HAND: HAND, SECOND: FETCHED}
    assert engagement.version == version + 1
    (line,) = histories.lines(session, HistoryKind.AVAILABILITY_FETCHED)
    assert (line.data["taken"], line.data["freed"]) == (1, 1)


def test_a_night_without_news_changes_and_tells_nothing(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [FIRST])
    version = engagement.version
    for days in ([FIRST], None):
        assert fetch_night(session, engagement, days) == Changed()
    assert engagement.version == version
    assert histories.lines(session, HistoryKind.AVAILABILITY_FETCHED) == []
    assert taken(session, engagement)[FIRST] is FETCHED


def test_who_is_engaged_later_gets_the_days_though_the_calendar_is_as_before(
    session: Session, engagement: Engagement
) -> None:
    later = date(2027, 5, 6)
    subscribe(session, engagement, [FIRST, later])
    tour = make_tour(session, 2027)
    other = Engagement(
        tour_id=tour.id,
        adviser_id=engagement.adviser_id,
        max_seminars=1,
        max_per_month=1,
        max_nights_away=1,
    )
    session.add(other)
    session.commit()
    assert fetch_night(session, engagement, None).taken == 1
    assert taken(session, other) == {later: FETCHED}


@pytest.mark.usefixtures("seminar")
def test_what_a_released_seminar_needs_is_asked_once(
    session: Session, engagement: Engagement
) -> None:
    assert subscribe(session, engagement, [SEMINAR_DAY]).asked == 1
    assert fetch_night(session, engagement, [SEMINAR_DAY]).asked == 0
    (wish,) = wishes_of(session, engagement.id)
    assert (wish.day, wish.source, wish.state) == (SEMINAR_DAY, FETCHED, WishState.OPEN)
    wish.state = WishState.REFUSED
    session.commit()
    assert fetch_night(session, engagement, [SEMINAR_DAY]).asked == 0
    assert SEMINAR_DAY not in taken(session, engagement)


@pytest.mark.usefixtures("seminar")
def test_what_the_calendar_leaves_free_is_asked_no_more(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [SEMINAR_DAY])
    fetch_night(session, engagement, [])
    assert wishes_of(session, engagement.id) == []
    assert fetch_night(session, engagement, [SEMINAR_DAY]).asked == 1


@pytest.mark.usefixtures("seminar")
def test_what_was_asked_by_hand_does_not_end_with_the_calendar(
    session: Session, engagement: Engagement
) -> None:
    say(session, engagement, [BY_HAND, SEMINAR_DAY])
    subscribe(session, engagement, [SEMINAR_DAY])
    fetch_night(session, engagement, [])
    (wish,) = wishes_of(session, engagement.id)
    assert wish.source is HAND


def test_what_is_freed_by_hand_stays_free_as_long_as_the_calendar_takes_it(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [FIRST, SECOND])
    say(session, engagement, [BY_HAND, SECOND])
    assert fetch_night(session, engagement, [FIRST, SECOND]) == Changed()
    assert FIRST not in taken(session, engagement)
    fetch_night(session, engagement, [SECOND])
    assert fetch_night(session, engagement, [FIRST, SECOND]).taken == 1


def test_a_day_that_is_marked_again_by_hand_is_taken_by_hand(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [FIRST])
    say(session, engagement, [])
    say(session, engagement, [FIRST])
    fetch_night(session, engagement, [])
    assert taken(session, engagement)[FIRST] is HAND


@pytest.mark.usefixtures("seminar")
def test_a_wish_that_is_taken_back_by_hand_is_not_asked_again(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [SEMINAR_DAY])
    say(session, engagement, [BY_HAND])
    assert fetch_night(session, engagement, [SEMINAR_DAY]).asked == 0
    assert wishes_of(session, engagement.id) == []


def test_ending_it_takes_away_its_own_days_alone(session: Session, engagement: Engagement) -> None:
    subscribe(session, engagement, [BY_HAND, FIRST])
    before = date(2026, 5, 2)
    for row in engagement.unavailable_days:
        if row.day == FIRST:
            row.day, row.source = before, FETCHED
    session.commit()
    fetch_night(session, engagement, [BY_HAND, SECOND])

    found = subscriptions.unsubscribe(session, engagement.adviser_id, actor=ADVISER, now=NOW)

    assert found == Changed(freed=1)
    assert taken(session, engagement) == {PAST: HAND, before: FETCHED, BY_HAND: HAND}
    assert session.scalars(select(CalendarSubscription)).all() == []
    assert len(histories.lines(session, HistoryKind.CALENDAR_UNSUBSCRIBED)) == 1
    again = subscriptions.unsubscribe(session, engagement.adviser_id, actor=ADVISER, now=NOW)
    assert again == Changed()


@pytest.mark.usefixtures("seminar")
def test_ending_it_asks_for_its_days_no_more(session: Session, engagement: Engagement) -> None:
    subscribe(session, engagement, [SEMINAR_DAY])
    subscriptions.unsubscribe(session, engagement.adviser_id, actor=ADVISER, now=NOW)
    assert wishes_of(session, engagement.id) == []


def test_another_address_takes_the_place_of_the_first(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [FIRST])
    fail(session, engagement, after=DAY)
    old = subscribed_of(session, engagement).address
    assert subscribe(session, engagement, [SECOND], "https://other.example.jp/").freed == 1
    row = subscribed_of(session, engagement)
    assert (row.host, row.failing_since, row.fault) == ("other.example.jp", None, None)
    with transaction(session):
        late = subscriptions.Fetched([FIRST], Marks(), row.read_until)
        found = subscriptions.take_fetched(session, row.adviser_id, old, late, now=NOW)
    assert found == Changed()
    assert FIRST not in taken(session, engagement)


def test_a_failure_leaves_the_days_and_is_told_once_after_three_nights(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [FIRST])
    for after in (DAY, DAY + TOLD_AFTER / 2):
        fail(session, engagement, after=after)
    assert session.scalars(select(Message)).all() == []
    for after in (DAY + TOLD_AFTER, DAY * 10):
        fail(session, engagement, after=after)
    (mail,) = session.scalars(select(Message))
    assert (mail.kind, mail.recipient) == ("calendar_not_fetched", engagement.adviser.email)
    assert "secret" not in mail.body
    row = subscribed_of(session, engagement)
    assert (row.failing_since, row.fault) == (NOW + DAY, SubscriptionFault.REFUSED)
    assert taken(session, engagement)[FIRST] is FETCHED


def test_each_series_of_failures_is_told_by_itself(
    session: Session, engagement: Engagement
) -> None:
    subscribe(session, engagement, [FIRST])
    for start in (DAY, DAY * 20):
        fail(session, engagement, after=start)
        fail(session, engagement, after=start + TOLD_AFTER)
        fetch_night(session, engagement, None)
        assert subscribed_of(session, engagement).failing_since is None
    assert len(session.scalars(select(Message)).all()) == 2


def test_a_failure_of_an_ended_calendar_is_nobodys(
    session: Session, engagement: Engagement
) -> None:
    with transaction(session):
        subscriptions.note_failure(
            session,
            engagement.adviser_id,
            "gone",
            SubscriptionFault.REFUSED,
            office=OFFICE,
            now=NOW,
        )
    assert session.scalars(select(CalendarSubscription)).all() == []


def test_days_are_no_other_advisers(session: Session, engagement: Engagement) -> None:
    other = make_adviser(session, engagement.tour)
    subscribe(session, engagement, [FIRST])
    assert taken(session, other.engagements[0]) == {}


def test_who_is_no_adviser_subscribes_to_nothing(session: Session) -> None:
    with pytest.raises(NotFound):
        subscriptions.subscribe(session, 99, ADDRESS, [], seal=SEAL, actor=ADVISER, now=NOW)
    with pytest.raises(NotFound):
        subscriptions.unsubscribe(session, 99, actor=ADVISER, now=NOW)
