"""The staff has people's mails sent again."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.office import Office
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations.by_hand.chosen import Deed, possible
from seminar_service.registrations.by_hand.notes import note
from seminar_service.storage.transaction import transaction


def resend(
    session: Session,
    seen: Mapping[int, str],
    *,
    text: str = "",
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Write to people once more how they stand, with a link and the calendar entry.

    The mail says how it is now: what an earlier one said is emptied once it is sent, because it
    carried secret links. Those whose registration is over are left alone. Gives how many are
    written to.

    Raises:
        NotFound: one of them is not there.
        ChangedMeanwhile: one of them stands otherwise by now.
    """
    with transaction(session):
        done = possible(session, Deed.RESEND, seen, now=now)
        for row in done:
            registration_mails.send_state(session, row, office=office, now=now)
            note(session, row, HistoryKind.REGISTRATION_MAILED, text, actor=actor, now=now)
        return len(done)
