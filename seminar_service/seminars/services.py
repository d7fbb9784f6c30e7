"""Seminars after their release: announced, described, cancelled, over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.steps import keep_note
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.registrations import news as registration_news
from seminar_service.registrations import waiting_list
from seminar_service.registrations.mails import Appointment
from seminar_service.releases.mails import team_names, write_to_adviser, write_to_host
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction, SeminarState
from seminar_service.storage.transaction import transaction


class CapacityBelowTaken(DomainError):  # noqa: N818 (named after the rule)
    """More people hold a place already than the new capacity would allow.

    Attributes:
        taken: How many places are taken.
    """

    code = "capacity_below_taken"
    category = Category.CONFLICT

    def __init__(self, taken: int) -> None:
        super().__init__(f"{taken} places are taken")
        self.taken = taken


@dataclass(frozen=True)
class Description:
    """What the staff says about a seminar; what it does not say stays with the plan."""

    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    venue_name: str
    venue_postal_code: str
    venue_address: str
    capacity: int


def announce(
    session: Session,
    versions: Mapping[str, int | None],
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> list[Seminar]:
    """Make confirmed seminars public and open their registration, all or none.

    Args:
        session: The database.
        versions: By the public ID of each seminar, the version that was shown.
        office: Who writes the mails.
        actor: Who announces.
        now: The present instant.

    Raises:
        NotFound: one of them does not exist.
        TransitionNotAllowed: one of them is not confirmed.
        ChangedMeanwhile: one of them has been edited since it was shown.
    """
    with transaction(session):
        seminars = [_locked(session, public_id) for public_id in sorted(versions)]
        for seminar in seminars:
            require_version(seminar, versions[seminar.public_id])
            seminar.state = SEMINAR_TRANSITIONS.move(seminar.state, SeminarAction.ANNOUNCE)
            mark_edited(session, seminar, HistoryKind.SEMINAR_ANNOUNCED, actor=actor, now=now)
            seminar.announced_at = now
            _mark_changed(seminar, now)
            write_to_host(
                session,
                "seminar_announced",
                seminar.bid,
                office=office,
                now=now,
                seminar=seminar,
                advisers=team_names(seminar, seminar.bid.locale),
                seminar_address=office.addresses(seminar.bid.locale).seminar(seminar.public_id),
            )
        return seminars


def describe(
    session: Session,
    public_id: str,
    description: Description,
    *,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Seminar:
    """Change what is said about a seminar.

    A new venue is told to everybody; places that come free go to those who wait.

    Raises:
        NotFound: there is no such seminar.
        ChangedMeanwhile: somebody has edited it since `version`.
        CapacityBelowTaken: the places would not suffice for those who hold one.
    """
    with transaction(session):
        seminar = _locked(session, public_id)
        require_version(seminar, version)
        mark_edited(session, seminar, actor=actor, now=now)
        waiting_list.lapse_overdue(session, seminar, now=now)
        if description.capacity < seminar.taken:
            raise CapacityBelowTaken(seminar.taken)
        before = Appointment.of(seminar)
        for name, value in vars(description).items():
            setattr(seminar, name, value)
        _mark_changed(seminar, now)
        if Appointment.of(seminar) != before:
            seminar.calendar_sequence += 1
            registration_news.seminar_moved(session, seminar, before, office=office, now=now)
        session.flush()
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return seminar


def cancel(
    session: Session,
    public_id: str,
    note: str,
    *,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Seminar:
    """Cancel a seminar and tell everybody: host, advisers, participants.

    Raises:
        NotFound: there is no such seminar.
        TransitionNotAllowed: it is over, or cancelled already.
        ChangedMeanwhile: somebody has edited it since `version`.
    """
    with transaction(session):
        seminar = _locked(session, public_id)
        seminar.state = SEMINAR_TRANSITIONS.move(seminar.state, SeminarAction.CANCEL)
        require_version(seminar, version)
        kind = HistoryKind.SEMINAR_CANCELLED
        line = mark_edited(session, seminar, kind, actor=actor, now=now)
        keep_note(session, seminar.bid_id, line, note)
        seminar.cancellation_note = note
        seminar.calendar_sequence += 1
        _mark_changed(seminar, now)
        registration_news.seminar_cancelled(session, seminar, office=office, now=now)
        write_to_host(
            session,
            "seminar_cancelled",
            seminar.bid,
            office=office,
            now=now,
            seminar=seminar,
            reason=note,
        )
        for member in seminar.team:
            write_to_adviser(
                session, member.adviser, joining=[], leaving=[seminar], office=office, now=now
            )
        return seminar


def close_past(session: Session, *, today: date, actor: Actor, now: datetime) -> int:
    """Close seminars that have begun, and note as held those of earlier days.

    Gives how many changed. Announced and closed are shown alike in calendars, so that their
    revision stays.
    """
    with transaction(session):
        begun = [
            seminar
            for seminar in session.scalars(
                select(Seminar)
                .where(
                    Seminar.state.in_((SeminarState.ANNOUNCED, SeminarState.CLOSED)),
                    Seminar.day <= today,
                )
                .order_by(Seminar.id)
                .with_for_update()
            )
            if has_begun(seminar.day, seminar.starts_at, now)
        ]
        return sum(_advance(session, seminar, today, actor=actor, now=now) for seminar in begun)


def _advance(
    session: Session, seminar: Seminar, today: date, *, actor: Actor, now: datetime
) -> bool:
    state = seminar.state
    if state is SeminarState.ANNOUNCED:
        state = SEMINAR_TRANSITIONS.move(state, SeminarAction.CLOSE)
    if seminar.day < today:
        state = SEMINAR_TRANSITIONS.move(state, SeminarAction.HOLD)
    if state is seminar.state:
        return False
    seminar.state = state
    held = state is SeminarState.HELD
    kind = HistoryKind.SEMINAR_HELD if held else HistoryKind.SEMINAR_CLOSED
    history.record(session, kind, Subject(SubjectKind.SEMINAR, seminar.id), actor, now)
    _mark_changed(seminar, now)
    return True


def _locked(session: Session, public_id: str) -> Seminar:
    seminar = session.scalar(
        select(Seminar).where(Seminar.public_id == public_id).with_for_update()
    )
    if seminar is None:
        raise NotFound("seminar")
    return seminar


def _mark_changed(seminar: Seminar, now: datetime) -> None:
    """Let every calendar that shows the seminar know that there is something new."""
    seminar.changed_at = now
    seminar.tour.calendar_changed_at = now
    for member in seminar.team:
        member.adviser.calendar_changed_at = now
