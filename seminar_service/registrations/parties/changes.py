"""What the contact of a party changes: somebody does not come, or somebody else comes instead."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import NotFound
from seminar_service.outbox.office import Office
from seminar_service.registrations import locking, services, waiting_list
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.services import Withdrawal
from seminar_service.registrations.substitute_mails import Exchanger
from seminar_service.registrations.substitutes import (
    NotToHandOver,
    may_hand_over,
    replace_person,
)
from seminar_service.registrations.values import Applicant
from seminar_service.storage.transaction import transaction


def withdraw_member(
    session: Session,
    party_id: int,
    registration_id: int,
    *,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Withdrawal:
    """Give up the place or wait of one person of a party; the others stay as they are.

    Raises:
        NotFound: nobody of this party has such a registration.
        SeminarBegun: it is too late.
    """
    with transaction(session):
        row = _member(session, party_id, registration_id)
        contact = _name_of_contact(row)
        return services.give_up_place(
            session, row, contact=contact, office=office, actor=actor, now=now
        )


def exchange_member(
    session: Session,
    party_id: int,
    registration_id: int,
    person: Applicant,
    answers: Sequence[GivenAnswer] = (),
    *,
    network: str,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Registration:
    """Let somebody else take over the place of one person of a party; gives the new registration.

    Raises:
        NotFound: nobody of this party has such a registration.
        NotToHandOver: it is over or waits for its button, or the seminar has begun.
        PersonRegisteredAlready: the substitute has a place, or waits, already.
        TooManyMails: the substitute's mailbox has got as many mails as its owner must bear.
    """
    with transaction(session):
        row = _member(session, party_id, registration_id)
        waiting_list.lapse_overdue(session, row.seminar, office=office, actor=SYSTEM, now=now)
        if not may_hand_over(row, now):
            raise NotToHandOver
        new = replace_person(
            session,
            row,
            person,
            answers,
            network=network,
            by=Exchanger(contact=_name_of_contact(row)),
            office=office,
            actor=actor,
            now=now,
        )
        waiting_list.fill_free_places(session, row.seminar, office=office, now=now)
        return new


def _member(session: Session, party_id: int, registration_id: int) -> Registration:
    """Somebody of the party, with the seminar's row locked.

    Raises:
        NotFound: nobody of it has this number.
    """
    row = locking.locked_registration(session, registration_id)
    if row.party_id != party_id:
        raise NotFound("registration")
    return row


def _name_of_contact(row: Registration) -> str:
    return row.party.contact_name if row.party is not None else ""
