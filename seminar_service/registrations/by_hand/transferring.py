"""The staff moves people to another seminar of the tour, where they keep their standing.

Whoever has a place gets one there, as long as places are free; so does whoever waits, because
nobody waits there then. They attend as before, at the venue or online. All others wait there: with
the priority that they have, and since when they have waited already, so that they come before all
who have waited less (`waiting_order`). Who had a place, and never waited, waits from now on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.registrations import departures, transfer_mails, waiting_list
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations.by_hand.chosen import Deed, locked_chosen, obstacles
from seminar_service.registrations.by_hand.notes import note
from seminar_service.registrations.holding import give_back, take_again
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.storage.transaction import transaction


@dataclass(frozen=True)
class _Move:
    """What all steps of one deed need."""

    to: Seminar
    tell_them: bool
    text: str
    office: Office
    actor: Actor
    now: datetime


def transfer(
    session: Session,
    seen: Mapping[int, str],
    to: str,
    *,
    tell_them: bool,
    text: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Move registrations to another seminar; those who wait get what comes free by it.

    Those with which it cannot be done are left alone. Of several, who has a place comes first, then
    who is next on waiting lists. Moved back without anybody having been told, they have their
    former numbers again. Gives how many were moved.

    Args:
        session: The database.
        seen: The `seen_mark` of each registration, by its number.
        to: The public ID of the other seminar.
        tell_them: Whether they get mails about it, which also mend their calendars.
        text: A note for the staff; empty for none.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: one of them, or the other seminar, is not there.
        ChangedMeanwhile: one of them stands otherwise by now.
    """
    with transaction(session):
        number = session.scalar(select(Seminar.id).where(Seminar.public_id == to))
        if number is None:
            raise NotFound("seminar")
        rows = locked_chosen(session, seen, beside=number)
        there = session.get_one(Seminar, number)
        step = _Move(there, tell_them, text, office, actor, now)
        possible = _possible(session, rows, step)
        sources = [row.seminar for row in possible]
        for row in possible:
            _transfer(session, row, step)
        _note_on_seminars(session, sources, step)
        waiting_list.fill_all(session, [*sources, there], office=office, now=now)
        return len(possible)


def standing(row: Registration) -> tuple[bool, int, datetime, int]:
    """The order in which several people are moved."""
    waits = row.state is RegistrationState.WAITING
    return waits, -row.priority, row.waits_since or row.created_at, row.id


def _possible(session: Session, rows: list[Registration], step: _Move) -> list[Registration]:
    """Those who can be moved, each person once, when what is overdue has lapsed."""
    for seminar in _in_order([*(row.seminar for row in rows), step.to]):
        waiting_list.lapse_overdue(session, seminar, office=step.office, actor=SYSTEM, now=step.now)
    waiting_list.fill_free_places(session, step.to, office=step.office, now=step.now)
    hindered = obstacles(session, Deed.TRANSFER, rows, now=step.now, to=step.to)
    free = [row for row in sorted(rows, key=standing) if row.id not in hindered]
    first = {(row.email_key, row.name_key): row for row in reversed(free)}
    return [row for row in free if first[row.email_key, row.name_key] is row]


def _transfer(session: Session, row: Registration, step: _Move) -> None:
    before, source = row.state, row.seminar
    give_back(session, row, before)
    if step.tell_them:
        transfer_mails.send_left(
            session, row, step.to, before=before, office=step.office, now=step.now
        )
    registration_calendars.raise_revision(session, row)
    departures.leave(session, row, told=step.tell_them, now=step.now)
    _arrive(session, row, step)
    note(
        session,
        row,
        HistoryKind.REGISTRATION_TRANSFERRED,
        step.text,
        actor=step.actor,
        now=step.now,
        before=before.value,
        told=step.tell_them,
        source=source.id,
        target=step.to.id,
    )
    if step.tell_them:
        transfer_mails.send_arrived(session, row, office=step.office, now=step.now)


def _arrive(session: Session, row: Registration, step: _Move) -> None:
    """Give a place at the other seminar, or a wait. The row leaves the one where it was."""
    to, now = step.to, step.now
    revision = registration_calendars.first_revision(session, to.id, row.email_key)
    number = departures.come_back(session, row, to.id)
    number = number or seminar_counters.draw_queue_number(session, to.id)
    seated = take_again(session, row, to.id)
    if not seated:
        seminar_counters.change_waiting(session, to.id, 1, row.mode)
    with session.no_autoflush:
        row.seminar, row.queue_number, row.calendar_sequence = to, number, revision
        row.beyond, row.offered_until = False, None
        if row.held_until is not None:
            row.held_until = min(row.held_until, begins_at(to.day, to.starts_at))
        move(row, _action(row, seated=seated), now=now)
        if not seated:
            row.waits_since, row.moved_up_at = row.waits_since or now, None
    session.flush()


def _action(row: Registration, *, seated: bool) -> RegistrationAction:
    if not seated:
        return RegistrationAction.QUEUE_ELSEWHERE
    held = row.held_until is not None
    return RegistrationAction.HOLD_ELSEWHERE if held else RegistrationAction.SEAT_ELSEWHERE


def _note_on_seminars(session: Session, sources: Sequence[Seminar], step: _Move) -> None:
    """Say on the history of each seminar how many left it, and to where, or came."""
    kind = HistoryKind.REGISTRATION_TRANSFERRED
    for seminar in _in_order(sources):
        rows, subject = sources.count(seminar), Subject(Seminar.subject_kind, seminar.id)
        history.record(session, kind, subject, step.actor, step.now, rows=rows, target=step.to.id)
    if sources:
        subject = Subject(Seminar.subject_kind, step.to.id)
        history.record(session, kind, subject, step.actor, step.now, rows=len(sources))


def _in_order(seminars: Sequence[Seminar]) -> list[Seminar]:
    return sorted(set(seminars), key=lambda seminar: seminar.id)
