"""What a form from a stranger may cause. Part of the caller's transaction.

`network` is what `rate_limits.source_of` makes of the client's address; None is for the office
itself, which nobody limits.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.domain.proof import Applying, held_until, needs_button
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
    if network is None:
        return None
    applying = _counted(session, seminar, applicant, network=network, office=office, now=now)
    if not needs_button(seminar.tour.proof_rule, applying, office.caution):
        return None
    return held_until(now, begins_at(seminar.day, seminar.starts_at), office.caution)


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
    if network is not None:
        mailboxes.count_mail(session, registration.email, caution=office.caution, now=now)


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
