"""Asking advisers for their days, with a day until when they are to answer."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.availability import mails as availability_mails
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour


class DayPast(DomainError):  # noqa: N818 (named after the rule)
    """The day until when advisers are to answer has passed already."""

    code = "day_past"
    category = Category.INVALID


def ask_advisers(
    session: Session, tour_id: int, until: date, *, office: Office, actor: Actor, now: datetime
) -> int:
    """Write to each adviser of a tour who has not answered; how many these are.

    Who was asked before gets it as a reminder; nobody is asked twice on one day.

    Args:
        session: The database.
        tour_id: The tour.
        until: The last day on which they are to answer.
        office: Who writes the mails.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: There is no such tour.
        DayPast: `until` lies before today.
    """
    with transaction(session):
        tour = session.get(Tour, tour_id, with_for_update={"key_share": True})
        if tour is None:
            raise NotFound("tour")
        if until < day_of(now):
            raise DayPast
        tour.days_due_on = until
        asked = [each for each in silent(session, tour_id) if not _asked_today(each, now)]
        for each in asked:
            again = each.asked_at is not None
            availability_mails.send_call(session, each, again=again, office=office, now=now)
            each.asked_at = now
        subject = Subject(SubjectKind.TOUR, tour_id)
        kind = HistoryKind.AVAILABILITY_ASKED
        history.record(session, kind, subject, actor, now, people=len(asked))
        return len(asked)


def silent(session: Session, tour_id: int) -> list[Engagement]:
    """The parts in a tour of those who have not answered, in the order of their keys."""
    rows = select(Engagement).where(Engagement.tour_id == tour_id, Engagement.answered_at.is_(None))
    return list(session.scalars(rows.order_by(Engagement.id)))


def _asked_today(engagement: Engagement, now: datetime) -> bool:
    return engagement.asked_at is not None and day_of(engagement.asked_at) == day_of(now)
