"""Mails to advisers about their days. Part of the callers' transactions."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.advisers.links import LOCALE, mint_page
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.advisers.subscription_model import CalendarSubscription
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.states import WishState
from seminar_service.domain.japan_time import day_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient


def send_decision(
    session: Session, wish: AvailabilityWish, *, office: Office, now: datetime
) -> None:
    """Tell an adviser what the office has decided."""
    context: dict[str, object] = {
        "granted": wish.state is WishState.GRANTED,
        "day": wish.day,
        "nights": wish.nights,
    }
    _send(session, "availability_decided", wish.engagement, context, office=office, now=now)


def send_call(
    session: Session, engagement: Engagement, *, again: bool, office: Office, now: datetime
) -> None:
    """Ask an adviser for the days on which they cannot; `again` for who was asked before."""
    context: dict[str, object] = {"again": again, "until": engagement.tour.days_due_on}
    _send(session, "availability_asked", engagement, context, office=office, now=now)


def send_not_fetched(
    session: Session, subscription: CalendarSubscription, *, office: Office, now: datetime
) -> None:
    """Tell an adviser that the own calendar has not been fetched for some nights."""
    adviser, addresses = subscription.adviser, office.addresses(LOCALE)
    context: dict[str, object] = {
        "host": subscription.host,
        "fetched_on": day_of(subscription.fetched_at),
        "calendar_address": addresses.adviser_calendar(mint_page(session, adviser, now=now)),
    }
    _enqueue(session, "calendar_not_fetched", adviser, context, office=office, now=now)


def _send(
    session: Session,
    kind: str,
    engagement: Engagement,
    context: dict[str, object],
    *,
    office: Office,
    now: datetime,
) -> None:
    adviser, addresses = engagement.adviser, office.addresses(LOCALE)
    token = mint_page(session, adviser, now=now)
    context = context | {
        "tour_name": engagement.tour.name(LOCALE),
        "days_address": addresses.adviser_days(token, engagement.tour.code),
    }
    _enqueue(session, kind, adviser, context, office=office, now=now)


def _enqueue(
    session: Session,
    kind: str,
    adviser: Adviser,
    context: dict[str, object],
    *,
    office: Office,
    now: datetime,
) -> None:
    context = context | {
        "home_address": office.addresses(LOCALE).home(),
        "office_name": office.name(LOCALE),
        "office_contact": office.ways_to_ask,
    }
    recipient = Recipient(adviser.email, adviser.name, LOCALE)
    about = f"adviser:{adviser.id}"
    outbox.enqueue(session, kind, recipient, context, about=about, now=now)
