"""The staff withdraws registrations."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import waiting_list
from seminar_service.registrations.by_hand.chosen import Deed, possible
from seminar_service.registrations.by_hand.notes import note
from seminar_service.registrations.model import Registration
from seminar_service.registrations.steps import give_up
from seminar_service.storage.transaction import transaction


def withdraw(
    session: Session,
    seen: Mapping[int, str],
    *,
    tell_them: bool,
    text: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """End registrations, and let those who wait move up; gives how many were ended.

    Those with which it cannot be done - over before, or the seminar has begun - are left alone.
    Whoever moves up is told in any case.

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
        done = possible(session, Deed.WITHDRAW, seen, now=now)
        for row in done:
            end(session, row, tell_them=tell_them, text=text, office=office, actor=actor, now=now)
        waiting_list.fill_all(session, [row.seminar for row in done], office=office, now=now)
        return len(done)


def end(
    session: Session,
    row: Registration,
    *,
    tell_them: bool,
    text: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """End one registration that is live. Part of the caller's transaction.

    The caller holds the lock on the seminar's row, and lets those who wait move up.
    """
    before = give_up(session, row, now=now)
    happened = HistoryKind.REGISTRATION_WITHDRAWN
    note(
        session,
        row,
        happened,
        text,
        actor=actor,
        now=now,
        before=before.value,
        told=tell_them,
    )
    if tell_them:
        registration_mails.send_withdrawal(
            session, row, before=before, by_office=True, office=office, now=now
        )
    registration_calendars.raise_revision(session, row)
    session.flush()
