"""The staff answers for people who say on the telephone what a button would have said."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import offer_mails, waiting_list
from seminar_service.registrations.by_hand.chosen import Deed, locked_chosen, obstacles
from seminar_service.registrations.by_hand.notes import note
from seminar_service.registrations.holding import give_back
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationAction, RegistrationState
from seminar_service.registrations.steps import move
from seminar_service.storage.transaction import transaction


def confirm(
    session: Session,
    seen: Mapping[int, str],
    *,
    tell_them: bool,
    text: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Let what is held or offered be people's own, and let a wait go on; gives of how many.

    A place that is held until the button is pressed, one that is offered, and a wait that would
    lapse without the button. What is overdue lapses first, and is not confirmed. The mailbox is not
    taken as proven by it: the office speaks for the person, not for who reads the mail.

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
        rows = _possible(session, Deed.CONFIRM, seen, office=office, now=now)
        for row in rows:
            before, until = row.state.value, _end(row)
            happened = _confirm(session, row, now=now)
            note(
                session,
                row,
                happened,
                text,
                actor=actor,
                now=now,
                told=tell_them,
                before=before,
                until=until,
            )
            if tell_them:
                registration_mails.send_state(session, row, office=office, now=now)
        waiting_list.fill_all(session, [row.seminar for row in rows], office=office, now=now)
        return len(rows)


def decline(
    session: Session,
    seen: Mapping[int, str],
    *,
    tell_them: bool,
    text: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Leave offered places to the next, for people who do not want them; gives of how many.

    Arguments and errors are those of `confirm`.
    """
    with transaction(session):
        rows = _possible(session, Deed.DECLINE, seen, office=office, now=now)
        for row in rows:
            before = row.state
            move(row, RegistrationAction.DECLINE, now=now)
            row.withdrawn_at = now
            give_back(session, row, before)
            happened, said = HistoryKind.OFFER_DECLINED, before.value
            note(session, row, happened, text, actor=actor, now=now, before=said, told=tell_them)
            if tell_them:
                offer_mails.send_declined(session, row, office=office, now=now)
        session.flush()
        waiting_list.fill_all(session, [row.seminar for row in rows], office=office, now=now)
        return len(rows)


def _possible(
    session: Session, deed: Deed, seen: Mapping[int, str], *, office: Office, now: datetime
) -> list[Registration]:
    rows = locked_chosen(session, seen)
    for seminar in dict.fromkeys(row.seminar for row in rows):
        waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
    hindered = obstacles(session, deed, rows, now=now)
    return [row for row in rows if row.id not in hindered]


def _end(row: Registration) -> str:
    """Until when a place or a wait was held, or a place offered, as the history keeps it."""
    offered = row.state is RegistrationState.OFFERED
    until = row.offered_until if offered else row.held_until
    return until.isoformat() if until is not None else ""


def _confirm(session: Session, row: Registration, *, now: datetime) -> HistoryKind:
    offered = row.state is RegistrationState.OFFERED
    row.held_until = None
    row.changed_at = now
    if row.state is not RegistrationState.WAITING:
        move(row, RegistrationAction.ACCEPT if offered else RegistrationAction.CONFIRM, now=now)
        registration_calendars.raise_revision(session, row)
    session.flush()
    return HistoryKind.OFFER_ACCEPTED if offered else HistoryKind.REGISTRATION_CONFIRMED
