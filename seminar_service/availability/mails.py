"""Mails to advisers about their days. Part of the callers' transactions."""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.advisers.links import LOCALE, mint_page
from seminar_service.advisers.model import Engagement
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.states import WishState
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
        "days_address": addresses.adviser_days(token, engagement.tour.fiscal_year),
        "home_address": addresses.home(),
        "office_name": office.name(LOCALE),
        "office_contact": office.ways_to_ask,
    }
    recipient = Recipient(adviser.email, adviser.name, LOCALE)
    about = f"adviser:{adviser.id}"
    outbox.enqueue(session, kind, recipient, context, about=about, now=now)
