"""Thanks: one mail the day after a seminar, to everybody who had a place and was not absent.

What is due is found by the difference: a place at a seminar that is over, without a row. Whoever is
noted as absent by then gets none.
"""

from datetime import datetime, time, timedelta
from typing import Final

import structlog
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.japan_time import JAPAN, day_of
from seminar_service.outbox.office import Office
from seminar_service.registrations import mailing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.reminders.model import Thanks
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour

AT: Final = time(10)
"""The hour in Japan, on the day after."""
LATEST: Final = timedelta(days=7)
"""How long after the seminar it may still come, where nobody could send it before."""
THANKED: Final = frozenset({RegistrationState.CONFIRMED, RegistrationState.ATTENDED})
OVER: Final = frozenset({SeminarState.CLOSED, SeminarState.HELD})
_ONE_RUN: Final = 500

log = structlog.get_logger(__name__)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether somebody is to be thanked. One query."""
    return session.execute(_due(now).limit(1)).first() is not None


def send_due(session: Session, *, office: Office, now: datetime) -> int:
    """Thank whom it is due, each in a transaction of its own; how many.

    One that cannot be written keeps nobody else from theirs; what one run leaves over, the next
    one takes.
    """
    sent = 0
    for (number,) in session.execute(_due(now).limit(_ONE_RUN)).all():
        try:
            sent += _send(session, number, office=office, now=now)
        except Exception:
            log.exception("thanks_not_written", registration=number)
            session.rollback()
    return sent


def _due(now: datetime) -> Select[int]:
    today = day_of(now)
    # Before the hour, those of yesterday are not due yet.
    last = today - timedelta(days=1 if now.astimezone(JAPAN).time() >= AT else 2)
    return (
        select(Registration.id)
        .join(Seminar, Seminar.id == Registration.seminar_id)
        .join(Tour, Tour.id == Seminar.tour_id)
        .where(
            Seminar.day <= last,
            Seminar.day >= today - LATEST,
            Seminar.state.in_(OVER),
            Tour.sends_thanks,
            Registration.state.in_(THANKED),
            ~exists().where(Thanks.registration_id == Registration.id),
        )
        .order_by(Registration.id)
    )


def _send(session: Session, number: int, *, office: Office, now: datetime) -> bool:
    """Thank one, unless another worker was faster or the person was noted as absent meanwhile."""
    with transaction(session):
        registration = session.get_one(
            Registration,
            number,
            options=[joinedload(Registration.seminar).joinedload(Seminar.tour)],
            with_for_update={"key_share": True, "of": Registration},
        )
        if registration.state not in THANKED or session.get(Thanks, number) is not None:
            return False
        session.add(Thanks(registration_id=number, sent_at=now))
        mailing.send(session, "registration_thanks", registration, office, now, near=[])
        return True
