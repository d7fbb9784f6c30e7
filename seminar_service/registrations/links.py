"""The secret links of participants: to the own registration, its button, and the own feed."""

from collections.abc import Set
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget, OwnedLinks
from seminar_service.domain.history import SubjectKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import mailing
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.model import Registration


def _send(
    session: Session,
    registration: Registration,
    targets: Set[LinkTarget],
    *,
    replaces: bool,
    office: Office,
    now: datetime,
) -> None:
    addresses = office.addresses(registration.locale)
    new: dict[str, object] = {}
    if LinkTarget.PAGE in targets:
        token = mailing.mint(session, LinkPurpose.REGISTRATION, registration, now=now)
        new["own_address"] = addresses.registration(token)
    if LinkTarget.FEED in targets:
        token = links.mint(session, LinkPurpose.REGISTRATION_FEED, registration.id, now=now)
        new["feed_address"] = addresses.registration_feed(token)
    registration_mails.send_links(
        session, registration, new, replaces=replaces, office=office, now=now
    )


REGISTRATION_LINKS: Final = OwnedLinks(
    kind=SubjectKind.REGISTRATION,
    purposes={
        # The button opens the page to whoever presses it, so it falls with the page.
        # So does a change of address, which somebody else may have asked for on that page.
        LinkTarget.PAGE: (
            LinkPurpose.REGISTRATION,
            LinkPurpose.REGISTRATION_BUTTON,
            LinkPurpose.ADDRESS_CHANGE,
        ),
        LinkTarget.FEED: (LinkPurpose.REGISTRATION_FEED,),
    },
    locked=locked_registration,
    mailbox=lambda registration: registration.email,
    send=_send,
)
