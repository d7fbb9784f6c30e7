"""Places that are kept back for the host of a seminar, until a day or until they are released."""

from datetime import date, datetime, time
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import JAPAN, day_of
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.registrations import gathering, waiting_list
from seminar_service.registrations.model import Registration
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.services import locked_seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction

RELEASED_AT: Final = time(9)
"""The hour in Japan at which places are released on their day: who is offered one is awake."""

AHEAD: Final = (
    SeminarState.TENTATIVE,
    SeminarState.CONFIRMED,
    SeminarState.ANNOUNCED,
    SeminarState.CLOSED,
)


class TooFewPlacesFree(DomainError):  # noqa: N818 (named after the rule)
    """More places were to be kept back than are free.

    Attributes:
        most: How many can be kept back at most.
    """

    code = "too_few_places_free"
    category = Category.CONFLICT

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} places can be kept back")
        self.most = most


class ReleaseDayUnfit(DomainError):  # noqa: N818 (named after the rule)
    """Places are released after today, and on the seminar's day at the latest."""

    code = "release_day_unfit"
    category = Category.INVALID


class SeminarOver(DomainError):  # noqa: N818 (named after the rule)
    """The seminar is over or cancelled, so that its places are nobody's any more."""

    code = "seminar_over"
    category = Category.CONFLICT


def keep_back(
    session: Session,
    public_id: str,
    places: int,
    until: date | None,
    *,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Seminar:
    """Keep so many places of a seminar back, no more and no less; 0 releases them.

    Those that the host's own people have by now are not counted among them; such a place goes back
    among them when it comes free, until they are released. Whoever waits is offered what comes free
    by it. Places that people hold stay theirs.

    Args:
        session: The database.
        public_id: The seminar.
        places: How many; 0 or more.
        until: The day in Japan on which they are released by themselves, at 9:00; None where the
            office or the host does so.
        version: The seminar's version that was shown; not looked at where None.
        office: Who writes the mails.
        actor: Who decides.
        now: The present instant.

    Raises:
        NotFound: there is no such seminar.
        ChangedMeanwhile: somebody has edited it since `version`.
        SeminarOver: it is over or cancelled.
        ReleaseDayUnfit: the day is today or earlier, or after the seminar's.
        TooFewPlacesFree: so many are not free.
    """
    with transaction(session):
        seminar = locked_seminar(session, public_id)
        require_version(seminar, version)
        if seminar.state not in AHEAD:
            raise SeminarOver
        if places and until is not None and not day_of(now) < until <= seminar.day:
            raise ReleaseDayUnfit
        waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
        gathering.let_go(session, seminar)
        if not seminar_counters.keep_back(session, seminar.id, places):
            session.refresh(seminar)
            raise TooFewPlacesFree(seminar.capacity - seminar.taken)
        if not places:
            _let_go_of_people(session, seminar.id)
        seminar.kept_until = until if places else None
        kind = HistoryKind.PLACES_KEPT_BACK
        mark_edited(session, seminar, kind, actor=actor, now=now, places=places)
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return seminar


def release_due(session: Session, *, office: Office, actor: Actor, now: datetime) -> int:
    """Release the places whose day has come; those who wait are offered them.

    One transaction for each seminar. Done twice, it changes nothing more. Gives of how many
    seminars places were released.
    """
    due = _seminars_due(session, now=now)
    return sum(_release(session, each, office=office, actor=actor, now=now) for each in due)


def any_due(session: Session, *, now: datetime) -> bool:
    """Whether the day of some places has come."""
    return bool(_seminars_due(session, now=now))


def _release(
    session: Session, seminar_id: int, *, office: Office, actor: Actor, now: datetime
) -> bool:
    with transaction(session):
        seminar = session.get_one(Seminar, seminar_id, with_for_update={"key_share": True})
        if not _is_due(seminar, now):
            return False
        released = seminar.kept_back
        seminar_counters.keep_back(session, seminar.id, 0)
        seminar.kept_until = None
        _let_go_of_people(session, seminar.id)
        subject = Subject(SubjectKind.SEMINAR, seminar.id)
        kind = HistoryKind.PLACES_RELEASED
        history.record(session, kind, subject, actor, now, places=released)
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return True


def _let_go_of_people(session: Session, seminar_id: int) -> None:
    """Let the places of those whom the host registered be as all others, should they come free."""
    session.execute(
        update(Registration)
        .where(Registration.seminar_id == seminar_id, Registration.host_place)
        .values(host_place=False)
    )


def _is_due(seminar: Seminar, now: datetime) -> bool:
    return seminar.kept_until is not None and seminar.kept_until <= _last_day_due(now)


def _last_day_due(now: datetime) -> date:
    """The last day whose places are released by now: today from 9:00 on, before that yesterday."""
    local = now.astimezone(JAPAN)
    before = local.time() < RELEASED_AT
    return date.fromordinal(local.date().toordinal() - before)


def _seminars_due(session: Session, *, now: datetime) -> list[int]:
    due = select(Seminar.id).where(
        Seminar.kept_until <= _last_day_due(now),
        Seminar.state.in_(AHEAD),
    )
    return list(session.scalars(due.order_by(Seminar.id)))
