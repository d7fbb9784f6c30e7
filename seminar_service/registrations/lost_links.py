"""Links that people have lost: one mail to an address, with the links to all that is its own.

These are its registrations, and the parties of which it is the contact.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.access import mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.errors import TooManyMails
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.domain.link_lifetimes import AFTER_SEMINAR
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.history import services as history
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.registrations.mailing import mint
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.parties.mails import mint as mint_of_party
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction

MOST_LINKS: Final = 30
"""How many registrations, and how many parties, one mail names; the latest seminars count."""

_SHOWN: Final = frozenset(RegistrationState) - {
    RegistrationState.CANCELLED,
    RegistrationState.LAPSED,
}


def send_links(
    session: Session, address: str, *, locale: str, office: Office, now: datetime
) -> None:
    """Mail a new link to each registration and party of an address; earlier ones stay as they are.

    Whoever asks learns nothing from it: an address that has neither gets no mail, and one
    that has got as many as its owner must bear gets none either.
    """
    with transaction(session):
        since = day_of(now) - AFTER_SEMINAR
        found = _registrations(session, address, since)
        parties = _parties(session, address, since)
        if not found and not parties:
            return
        try:
            mailboxes.count_mail(session, address, caution=office.caution, now=now)
        except TooManyMails:
            return
        _send(session, found, parties, locale, office=office, now=now)
        subjects = [
            *(Subject(SubjectKind.REGISTRATION, each.id) for each in found),
            *(Subject(SubjectKind.PARTY, each.id) for each in parties),
        ]
        for subject in subjects:
            sent = HistoryKind.LINKS_RENEWED
            history.record(session, sent, subject, None, now, links=["page"])


def _registrations(session: Session, address: str, since: date) -> Sequence[Registration]:
    """The registrations of an address whose pages a link still opens, by the seminars' days."""
    latest = (
        select(Registration)
        .join(Registration.seminar)
        .options(joinedload(Registration.seminar))
        .where(
            Registration.email_key == mail_key(address),
            Registration.state.in_(_SHOWN),
            Seminar.day >= since,
        )
        .order_by(Seminar.day.desc(), Seminar.starts_at.desc(), Registration.id.desc())
        .limit(MOST_LINKS)
    )
    return session.scalars(latest).all()[::-1]


def _parties(session: Session, address: str, since: date) -> Sequence[Party]:
    """The parties of which an address is the contact, with anybody still registered.

    By the days of their seminars; somebody of one may have been moved to a later one.
    """
    somebody = exists().where(
        Registration.party_id == Party.id,
        Registration.state.in_(_SHOWN),
        Registration.seminar_id == Seminar.id,
        Seminar.day >= since,
    )
    latest = (
        select(Party)
        .options(joinedload(Party.seminar))
        .where(Party.contact_email_key == mail_key(address), somebody)
        .order_by(Party.created_at.desc(), Party.id.desc())
        .limit(MOST_LINKS)
    )
    found = session.scalars(latest).all()
    return sorted(found, key=lambda each: (each.seminar.day, each.seminar.starts_at, each.id))


def _send(
    session: Session,
    found: Sequence[Registration],
    parties: Sequence[Party],
    locale: str,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Write to the mailbox as it was registered; several people of a company may share it."""
    addresses = office.addresses(locale)
    entries = [
        (each, addresses.registration(mint(session, LinkPurpose.REGISTRATION, each, now=now)))
        for each in found
    ]
    groups = [(each, addresses.party(mint_of_party(session, each, now=now))) for each in parties]
    to, about = (
        (found[-1].email, f"registration:{found[-1].id}")
        if found
        else (parties[-1].contact_email, f"party:{parties[-1].id}")
    )
    outbox.enqueue(
        session,
        "registration_links",
        Recipient(to, "", locale),
        {
            "entries": entries,
            "groups": groups,
            "home_address": addresses.home(),
            "office_name": office.name(locale),
            "office_contact": office.ways_to_ask,
        },
        about=about,
        now=now,
    )
