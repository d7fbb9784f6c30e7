"""The staff takes a withdrawal back, or lets somebody in again whose registration has lapsed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import waiting_list
from seminar_service.registrations.by_hand.chosen import Deed, locked_chosen, obstacles
from seminar_service.registrations.by_hand.notes import note
from seminar_service.registrations.holding import take_again
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.seminars import counters as seminar_counters
from seminar_service.storage.transaction import transaction


def restore(
    session: Session,
    seen: Mapping[int, str],
    *,
    tell_them: bool,
    text: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Let people in again, with a place where one is free and nobody waits for it.

    They come behind all who wait. Who was withdrawn by the office without a mail never heard of
    it, and keeps the former number: so such a withdrawal is undone, unless somebody has the place
    by now. No button is asked for: the office speaks for them. Who was to attend online a seminar
    that is held at the venue alone by now attends there. Gives how many were let in.

    Args:
        session: The database.
        seen: The `seen_mark` of each registration, by its number.
        tell_them: Whether they get a mail about it.
        text: A note for the staff; empty for none.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: one of them is not there.
        ChangedMeanwhile: one of them stands otherwise by now.
    """
    with transaction(session):
        rows = locked_chosen(session, seen)
        hindered = obstacles(session, Deed.RESTORE, rows, now=now)
        let_in: set[tuple[int, str, str]] = set()
        for row in rows:
            person = row.seminar_id, row.email_key, row.name_key
            if row.id in hindered or person in let_in:
                continue
            let_in.add(person)
            _let_in(session, row, office=office, now=now)
            happened = HistoryKind.REGISTRATION_RESTORED
            note(session, row, happened, text, actor=actor, now=now, told=tell_them)
            if tell_them:
                registration_mails.send_state(session, row, office=office, now=now)
            waiting_list.fill_free_places(session, row.seminar, office=office, now=now)
        return len(let_in)


def was_never_told(session: Session, row: Registration) -> bool:
    """Whether the office has withdrawn a registration without a mail, and nothing happened since.

    One query; none for one that is not withdrawn.
    """
    if row.state is not RegistrationState.CANCELLED or row.withdrawn_at is None:
        return False
    line = session.scalar(
        select(HistoryLine)
        .where(
            HistoryLine.subject_kind == SubjectKind.REGISTRATION.value,
            HistoryLine.subject_id == row.id,
            HistoryLine.kind.in_(
                [
                    HistoryKind.REGISTRATION_WITHDRAWN.value,
                    HistoryKind.REGISTRATION_CANCELLED.value,
                    HistoryKind.PLACE_HANDED_OVER.value,
                    HistoryKind.OFFER_DECLINED.value,
                ]
            ),
        )
        .order_by(HistoryLine.id.desc())
        .limit(1)
    )
    return (
        line is not None
        and line.kind != HistoryKind.PLACE_HANDED_OVER.value
        and line.actor_kind == ActorKind.ORGANISER.value
        and line.data.get("told") is False
    )


def _let_in(session: Session, row: Registration, *, office: Office, now: datetime) -> None:
    """Give a place, or a wait. Part of the caller's transaction."""
    seminar = row.seminar
    waiting_list.fill_free_places(session, seminar, office=office, now=now)
    if not was_never_told(session, row):
        row.queue_number = seminar_counters.draw_queue_number(session, seminar.id)
        row.waits_since = row.moved_up_at = None
    if not seminar.is_hybrid:  # it may have lost its online places in between
        row.mode = AttendanceMode.ON_SITE
    if take_again(session, row, seminar.id):
        move(row, RegistrationAction.RESTORE, now=now)
    else:
        move(row, RegistrationAction.QUEUE_AGAIN, now=now)
        row.waits_since = row.waits_since or now
        seminar_counters.change_waiting(session, seminar.id, 1, row.mode)
    row.withdrawn_at = row.held_until = None
    row.beyond = False
    registration_calendars.raise_revision(session, row)
    session.flush()
