"""Beginning a tour from an earlier one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.tour_codes import TourCode
from seminar_service.following.questions import take_over_questions
from seminar_service.following.rules import take_over_rules
from seminar_service.history import services as history
from seminar_service.mail_texts.model import MailText
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.names import lock_tours, number_names
from seminar_service.tours.queries import tour_of
from seminar_service.tours.services import add_tour


@dataclass(frozen=True)
class Followed:
    """A tour that was begun from an earlier one, and how much it took over beside the rules."""

    tour: Tour
    advisers: int
    questions: int
    mail_texts: int


def follow(
    session: Session, code: TourCode, earlier_code: TourCode, *, actor: Actor, now: datetime
) -> Followed:
    """Begin a tour in private, with all that an earlier tour can lend it.

    These are its rules, days, closed periods, the advisers with their limits, the questions of its
    forms, and the texts of its emails. Bids, plans, seminars, people and the days on which advisers
    cannot stay behind. Later changes of either tour do not touch the other.

    Raises:
        NotFound: there is no such earlier tour.
        TourExists: there is a tour of this code.
    """
    with transaction(session):
        earlier = tour_of(session, earlier_code)
        tour = add_tour(session, code, now=now)
        beside = lock_tours(session, tour.fiscal_year)
        take_over_rules(tour, earlier, today=day_of(now))
        number_names(tour, beside)
        session.flush()
        taken = Followed(
            tour,
            advisers=_take_over_advisers(session, tour, earlier),
            questions=take_over_questions(session, tour, earlier, now=now),
            mail_texts=_take_over_mail_texts(session, tour, earlier, now=now),
        )
        subject = Subject(SubjectKind.TOUR, tour.id)
        history.record(session, HistoryKind.TOUR_ADDED, subject, actor, now, source=earlier.id)
        return taken


def _take_over_advisers(session: Session, tour: Tour, earlier: Tour) -> int:
    found = session.scalars(
        select(Engagement).where(Engagement.tour_id == earlier.id).order_by(Engagement.id)
    ).all()
    session.add_all(
        Engagement(
            tour_id=tour.id,
            adviser_id=each.adviser_id,
            max_seminars=each.max_seminars,
            max_per_month=each.max_per_month,
            max_nights_away=each.max_nights_away,
        )
        for each in found
    )
    return len(found)


def _take_over_mail_texts(session: Session, tour: Tour, earlier: Tour, *, now: datetime) -> int:
    found = session.scalars(select(MailText).where(MailText.tour_id == earlier.id)).all()
    changed = [each for each in found if each.is_changed]
    session.add_all(
        MailText(
            tour_id=tour.id,
            kind=each.kind,
            subject_ja=each.subject_ja,
            body_ja=each.body_ja,
            original_ja=each.original_ja,
            subject_en=each.subject_en,
            body_en=each.body_en,
            original_en=each.original_en,
            changed_at=now,
        )
        for each in changed
    )
    return len(changed)
