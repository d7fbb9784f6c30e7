"""An adviser's calendar that is fetched, for tests."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access.sealing import Seal
from seminar_service.advisers.model import DaySource, Engagement
from seminar_service.advisers.subscription_model import CalendarSubscription
from seminar_service.availability import subscriptions
from seminar_service.availability.services import Changed
from seminar_service.availability.subscribed_days import last_day_read
from seminar_service.availability.subscription_queries import subscription_of
from seminar_service.availability.subscriptions import PURPOSE, Fetched
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.japan_time import day_of
from seminar_service.fetching.values import Marks
from seminar_service.storage.transaction import transaction
from tests.factories import NOW

ADDRESS: Final = "https://cal.example.jp/secret/own.ics?key=1"
SEAL: Final = Seal(PURPOSE, ("s" * 40,))


def subscribe(
    session: Session, engagement: Engagement, days: Collection[date], address: str = ADDRESS
) -> Changed:
    return subscriptions.subscribe(
        session, engagement.adviser_id, address, days, seal=SEAL, actor=ADVISER, now=NOW
    )


def subscribed_of(session: Session, engagement: Engagement) -> CalendarSubscription:
    session.rollback()
    found = subscription_of(session, engagement.adviser_id)
    assert found is not None
    return found


def fetch_night(
    session: Session,
    engagement: Engagement,
    days: Collection[date] | None,
    *,
    now: datetime = NOW,
) -> Changed:
    """One night brings these days."""
    address = subscribed_of(session, engagement).address
    fetched = Fetched(days, Marks(), last_day_read(day_of(now)))
    with transaction(session):
        return subscriptions.take_fetched(session, engagement.adviser_id, address, fetched, now=now)


def taken(session: Session, engagement: Engagement) -> dict[date, DaySource]:
    session.expire_all()
    return {each.day: each.source for each in engagement.unavailable_days}
