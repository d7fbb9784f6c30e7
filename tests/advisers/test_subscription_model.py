"""What the tables of fetched calendars take."""

from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.advisers.subscription_model import (
    CalendarSubscription,
    SubscribedDay,
    SubscriptionFault,
)
from seminar_service.fetching.values import Fault
from tests.factories import NOW, make_adviser


def subscription(adviser: Adviser) -> CalendarSubscription:
    return CalendarSubscription(
        adviser_id=adviser.id,
        address="sealed",
        host="cal.example.jp",
        subscribed_at=NOW,
        read_until=date(2028, 3, 31),
        fetched_at=NOW,
        next_at=NOW,
        tries=0,
    )


def test_an_adviser_has_one_and_it_ends_with_them(session: Session) -> None:
    adviser = make_adviser(session)
    row = subscription(adviser)
    row.days.append(SubscribedDay(day=date(2026, 9, 7)))
    session.add(row)
    session.commit()
    session.execute(text("DELETE FROM adviser WHERE id = :id"), {"id": adviser.id})
    session.commit()
    for table in (CalendarSubscription, SubscribedDay):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_tries_are_counted_upwards(session: Session) -> None:
    row = subscription(make_adviser(session))
    row.tries = -1
    session.add(row)
    with pytest.raises(IntegrityError):
        session.flush()


def test_every_fault_of_fetching_can_be_kept() -> None:
    assert {each.value for each in Fault} <= {each.value for each in SubscriptionFault}
