"""The secret link of a party's contact."""

from collections.abc import Set
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget, OwnedLinks
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import SubjectKind
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Party
from seminar_service.registrations.parties import mails as party_mails


def locked_party(session: Session, party_id: int) -> Party:
    """A party, whose row nobody else changes until the transaction ends.

    Part of the caller's transaction.

    Raises:
        NotFound: there is no such party.
    """
    wanted = select(Party).where(Party.id == party_id).with_for_update(key_share=True)
    party = session.scalar(wanted)
    if party is None:
        raise NotFound("party")
    return party


def _send(
    session: Session,
    party: Party,
    _targets: Set[LinkTarget],
    *,
    replaces: bool,
    office: Office,
    now: datetime,
) -> None:
    party_mails.send_link(session, party, replaces=replaces, office=office, now=now)


PARTY_LINKS: Final = OwnedLinks(
    kind=SubjectKind.PARTY,
    purposes={LinkTarget.PAGE: (LinkPurpose.PARTY,), LinkTarget.FEED: ()},
    locked=locked_party,
    mailbox=lambda party: party.contact_email,
    send=_send,
)
