"""All registrations of one person in a tour, for who has proven that the mailbox is theirs.

A person is a name at a mail address: people of a company who share one see each other's nowhere
but in the mail that lists all of an address. Whoever fills in a form may name anybody, and sees the
page of what was registered: so a link that was shown there opens that page alone, and only one that
travelled in a mail shows the others. From there they open for an hour, by links that show no
others: whoever is shut out by a new link comes back by none.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import own_registration
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction

OPEN_FOR: Final = timedelta(hours=1)
MOST_SHOWN: Final = 30


def siblings(session: Session, registration: Registration) -> Sequence[Registration]:
    """The other registrations of the same person in the same tour, by the seminars' days."""
    if not registration.email:
        return []
    return session.scalars(
        select(Registration)
        .join(Registration.seminar)
        .options(joinedload(Registration.seminar))
        .where(
            Registration.email_key == registration.email_key,
            Registration.name_key == registration.name_key,
            Registration.id != registration.id,
            Seminar.tour_id == registration.seminar.tour_id,
        )
        .order_by(Seminar.day, Seminar.starts_at, Registration.id)
        .limit(MOST_SHOWN)
    ).all()


def open_sibling(
    session: Session, token: str, other_id: int, *, actor: Actor, now: datetime
) -> str:
    """Make a link for an hour to another registration of the person whose mail had this token.

    Raises:
        LinkUnknown: there is no such link.
        LinkRevoked: there was one.
        LinkExpired: it is too old.
        NotFound: the link did not travel in a mail, or there is no such registration of the person.
    """
    registration_id = links.resolve(session, LinkPurpose.REGISTRATION, token, now=now)
    with transaction(session):
        own = own_registration(session, registration_id, now=now).registration
        found = next((each for each in siblings(session, own) if each.id == other_id), None)
        if found is None or not links.was_mailed(session, token):
            raise NotFound("registration")
        tell(session, found, HistoryKind.REGISTRATION_OPENED, actor=actor, now=now)
        purpose, ends = LinkPurpose.REGISTRATION, now + OPEN_FOR
        return links.mint(session, purpose, found.id, now=now, expires_at=ends)
