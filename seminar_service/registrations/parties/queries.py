"""What the contact of a party reads about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.queries import waiting_position
from seminar_service.registrations.substitutes import may_hand_over
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun


@dataclass(frozen=True)
class PartyMember:
    """One person of a party, as the contact sees them.

    `position` is the place on the waiting list, from 1 on; None for who does not wait.
    `is_elsewhere` for whoever the office has moved to another seminar: they stay people of the
    party, so that whoever registered them sees where they are, and can still act for them.
    """

    registration: Registration
    position: int | None
    may_withdraw: bool
    may_exchange: bool
    is_elsewhere: bool = False


@dataclass(frozen=True)
class OwnParty:
    """A party as its contact sees it: those who are registered, then those who are no longer."""

    party: Party
    members: Sequence[PartyMember]
    former: Sequence[Registration]

    @property
    def waits_together(self) -> bool:
        """Whether its people still wait for places together, at the seminar of the party."""
        waiting = any(each.position and not each.is_elsewhere for each in self.members)
        return self.party.goes_together and waiting

    @property
    def any_elsewhere(self) -> bool:
        """Whether somebody of it is registered for another seminar now."""
        return any(each.is_elsewhere for each in self.members)

    def member(self, registration_id: int) -> PartyMember:
        """Somebody of the party who is registered.

        Raises:
            NotFound: nobody of it has this number.
        """
        for each in self.members:
            if each.registration.id == registration_id:
                return each
        raise NotFound("registration")


def own_party(session: Session, party_id: int, *, now: datetime) -> OwnParty:
    """A party with its seminar and people. Two queries, and one for each who waits.

    Raises:
        NotFound: there is no such party.
    """
    party = session.scalar(
        select(Party)
        .options(joinedload(Party.seminar).joinedload(Seminar.tour))
        .where(Party.id == party_id)
    )
    if party is None:
        raise NotFound("party")
    rows = members_of(session, party_id)
    return OwnParty(
        party=party,
        members=[_member(session, row, party, now) for row in rows if row.is_live],
        former=[row for row in rows if not row.is_live],
    )


def members_of(session: Session, party_id: int) -> Sequence[Registration]:
    """All registrations of a party, substitutes with them, in order, with seminars. One query."""
    return session.scalars(
        select(Registration)
        .options(joinedload(Registration.seminar))
        .where(Registration.party_id == party_id)
        .order_by(Registration.id)
    ).all()


def _member(session: Session, row: Registration, party: Party, now: datetime) -> PartyMember:
    seminar = row.seminar
    return PartyMember(
        registration=row,
        position=waiting_position(session, row),
        may_withdraw=not has_begun(seminar.day, seminar.starts_at, now),
        may_exchange=may_hand_over(row, now),
        is_elsewhere=row.seminar_id != party.seminar_id,
    )
