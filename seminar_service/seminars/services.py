"""Seminars after their release: announced, described, cancelled, over."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.mails import team_names, write_to_host
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction, SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import require_open


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
        StageContradicted: the tour of one of them is not open, so that nobody would find it.
    """
    with transaction(session):
        for tour in _held_tours(session, versions):
            require_open(tour)
        seminars = [locked_seminar(session, public_id) for public_id in sorted(versions)]
        for seminar in seminars:
            require_version(seminar, versions[seminar.public_id])
            seminar.state = SEMINAR_TRANSITIONS.move(seminar.state, SeminarAction.ANNOUNCE)
            mark_edited(session, seminar, HistoryKind.SEMINAR_ANNOUNCED, actor=actor, now=now)
            seminar.announced_at = now
            touch(seminar, now=now)
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


def _held_tours(session: Session, public_ids: Collection[str]) -> Sequence[Tour]:
    """The tours of some seminars, which keep their stages until the transaction ends.

    Locked before the seminars, in the order in which a release does.
    """
    tour_ids = select(Seminar.tour_id).where(Seminar.public_id.in_(public_ids))
    tours = select(Tour).where(Tour.id.in_(tour_ids)).order_by(Tour.id)
    return session.scalars(tours.with_for_update(read=True)).all()


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
                .with_for_update(key_share=True)
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
    touch(seminar, now=now)
    return True


def locked_seminar(session: Session, public_id: str) -> Seminar:
    """A seminar that no other transaction changes until this one ends; raises NotFound."""
    seminar = session.scalar(
        select(Seminar).where(Seminar.public_id == public_id).with_for_update(key_share=True)
    )
    if seminar is None:
        raise NotFound("seminar")
    return seminar
