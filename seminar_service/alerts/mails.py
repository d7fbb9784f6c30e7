"""The mails around an alert. Each is part of the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.alerts.model import Alert
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.prefectures import prefecture
from seminar_service.mail_texts.queries import letter_of
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.seminars.model import Seminar
from seminar_service.tours.queries import tour_at_work

TOLD_LINK_LASTS: Final = timedelta(days=60)
"""How long the last mail's address to end the alert answers that it is over."""


def send_button(session: Session, alert: Alert, *, office: Office, now: datetime) -> None:
    """Send the link behind which an alert is confirmed, and ended later."""
    token = links.mint(session, LinkPurpose.ALERT, alert.id, now=now, expires_at=alert.lapses_at)
    values: dict[str, object] = {"alert_address": office.addresses(alert.locale).alert(token)}
    _enqueue(session, "alert_asked", alert, token, values, office=office, now=now)


def send_found(
    session: Session, alert: Alert, found: Sequence[Seminar], *, office: Office, now: datetime
) -> None:
    """Tell of the seminars that take people now; the one mail for which the alert was asked."""
    addresses = office.addresses(alert.locale)
    seminars = [(each, addresses.seminar(each.public_id)) for each in found]
    token = links.mint(
        session, LinkPurpose.ALERT, alert.id, now=now, expires_at=now + TOLD_LINK_LASTS
    )
    _enqueue(session, "alert_told", alert, token, {"seminars": seminars}, office=office, now=now)


def subject_of(alert: Alert, locale: str) -> tuple[str, str]:
    """The place and the topic of an alert in `locale` ("ja" or "en"); either may be empty."""
    place = prefecture(alert.place).name(locale) if alert.place else ""
    return place, alert.topic.name(locale) if alert.topic else ""


def _enqueue(
    session: Session,
    kind: str,
    alert: Alert,
    token: str,
    values: dict[str, object],
    *,
    office: Office,
    now: datetime,
) -> None:
    locale, tour = alert.locale, tour_at_work(session, day_of(now))
    place, topic = subject_of(alert, locale)
    context: dict[str, object] = {
        "place": place,
        "topic": topic,
        "home_address": office.addresses(locale).home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }
    outbox.enqueue(
        session,
        kind,
        Recipient(alert.email, "", locale),
        context | values,
        about=f"alert:{alert.id}",
        now=now,
        ended_at=office.addresses(locale).alert_end(token),
        letter=letter_of(session, tour.id, kind, locale) if tour else None,
    )
