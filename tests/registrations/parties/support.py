"""What the tests of parties share: a contact who registers colleagues."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.parties.registering import register_party
from seminar_service.registrations.parties.values import (
    Member,
    PartyApplication,
    RegisteredParty,
)
from seminar_service.registrations.values import Applicant
from seminar_service.seminars.model import Seminar
from tests.registrations.proof_support import NETWORK, NOW, OFFICE

CONTACT = "contact@example.jp"
_forms = count()


def person(name: str, email: str = "", company: str = "株式会社例示") -> Applicant:
    return Applicant(name=name, email=email, company=company)


def people(number: int, *, apart: bool = True, company: str = "株式会社例示") -> list[Applicant]:
    """So many colleagues, each with a mailbox of their own if `apart`."""
    return [
        person(f"同僚 {each}", f"colleague{each}@example.jp" if apart else "", company)
        for each in range(number)
    ]


def register(
    session: Session,
    seminar: Seminar,
    members: Sequence[Applicant],
    *,
    contact: str = CONTACT,
    form_key: str = "",
    goes_together: bool = False,
    network: str | None = NETWORK,
    office: Office = OFFICE,
    now: datetime = NOW,
) -> RegisteredParty:
    """Let a contact send a form."""
    return register_party(
        session,
        seminar.public_id,
        PartyApplication(
            "窓口 花子", contact, [Member(each) for each in members], goes_together=goes_together
        ),
        form_key=form_key or f"party-{next(_forms)}",
        network=network,
        office=office,
        actor=PARTICIPANT,
        now=now,
    )


def rows_of(session: Session, party: Party) -> list[Registration]:
    """The registrations of a party in their order."""
    wanted = select(Registration).where(Registration.party_id == party.id)
    return list(session.scalars(wanted.order_by(Registration.id)))


def states_of(session: Session, party: Party) -> list[str]:
    """How they stand."""
    return [row.state.value for row in rows_of(session, party)]
