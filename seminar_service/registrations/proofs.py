"""What a form from a stranger may cause. Part of the caller's transaction.

`network` is what `rate_limits.source_of` makes of the client's address; None is for the office
itself, which nobody limits.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.proof import Applying, ProofRule, held_until, needs_button
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Registration
from seminar_service.registrations.values import Applicant
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at


def held_until_of(
    session: Session,
    seminar: Seminar,
    applicant: Applicant,
    *,
    network: str | None,
    office: Office,
    now: datetime,
) -> datetime | None:
    """Count a new registration; until when it waits for the button, None where it needs none."""
    if network is None or not needs_button_for(
        session, seminar, applicant, network=network, office=office, now=now
    ):
        return None
    return held_until(now, begins_at(seminar.day, seminar.starts_at), office.caution)


def needs_button_for(
    session: Session,
    seminar: Seminar,
    applicant: Applicant,
    *,
    network: str,
    office: Office,
    now: datetime,
) -> bool:
    """Count somebody whom a stranger names; whether the button in the mail must be pressed."""
    applying = _counted(session, seminar, applicant, network=network, office=office, now=now)
    return needs_button(seminar.tour.proof_rule, applying, office.caution)


def party_held_until(
    session: Session,
    seminar: Seminar,
    contact: str,
    people: Sequence[Applicant],
    *,
    network: str | None,
    office: Office,
    now: datetime,
) -> dict[str, datetime]:
    """Count the people of a party; until when each mailbox, by key, waits for its button.

    A mailbox that several of them share counts once. A contact who has proven the own mailbox
    vouches for all, unless the tour always asks for the button.
    """
    if network is None or not people:
        return {}
    rule = seminar.tour.proof_rule
    if rule is not ProofRule.ALWAYS and mailboxes.is_proven(
        session, contact, caution=office.caution, now=now
    ):
        return {}
    from_network = [
        mailboxes.count_from_network(session, seminar.id, network, now=now) for _ in people
    ][-1]
    until = held_until(now, begins_at(seminar.day, seminar.starts_at), office.caution)
    distinct = {mail_key(each.email): each.email for each in people}
    return {
        key: until
        for key, address in distinct.items()
        if needs_button(
            rule, _applying(session, address, from_network, office=office, now=now), office.caution
        )
    }


def count_mail(
    session: Session,
    registration: Registration,
    *,
    network: str | None,
    office: Office,
    now: datetime,
) -> None:
    """Count the mail that a form causes.

    Raises:
        TooManyMails: the mailbox has got as many as its owner must bear.
    """
    count_address(session, registration.email, network=network, office=office, now=now)


def count_address(
    session: Session, address: str, *, network: str | None, office: Office, now: datetime
) -> None:
    """Count a mail to an address that a form names.

    Raises:
        TooManyMails: the mailbox has got as many as its owner must bear.
    """
    if network is not None:
        mailboxes.count_mail(session, address, caution=office.caution, now=now)


def _applying(
    session: Session, address: str, from_network: int, *, office: Office, now: datetime
) -> Applying:
    caution = office.caution
    if mailboxes.is_proven(session, address, caution=caution, now=now):
        return Applying(proven=True, of_mailbox=0, from_network=0)
    of_mailbox = mailboxes.count_registration(session, address, caution=caution, now=now)
    return Applying(proven=False, of_mailbox=of_mailbox, from_network=from_network)


def _counted(
    session: Session,
    seminar: Seminar,
    applicant: Applicant,
    *,
    network: str,
    office: Office,
    now: datetime,
) -> Applying:
    """Who has proven the mailbox counts nowhere: a company can register as many as it likes."""
    address, caution = applicant.email, office.caution
    if mailboxes.is_proven(session, address, caution=caution, now=now):
        return Applying(proven=True, of_mailbox=0, from_network=0)
    return Applying(
        proven=False,
        of_mailbox=mailboxes.count_registration(session, address, caution=caution, now=now),
        from_network=mailboxes.count_from_network(session, seminar.id, network, now=now),
    )
