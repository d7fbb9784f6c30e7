"""The staff has told people by telephone or fax what could not be mailed to them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind
from seminar_service.registrations.by_hand.chosen import Deed, possible
from seminar_service.registrations.by_hand.notes import note
from seminar_service.registrations.calls import was_called
from seminar_service.storage.transaction import transaction


def called(
    session: Session,
    seen: Mapping[int, str],
    *,
    text: str = "",
    actor: Actor,
    now: datetime,
) -> int:
    """Note that people know how their registrations stand; gives of how many it is noted.

    Those of whom nobody has to be told anything are left alone.

    Args:
        session: The database.
        seen: The `seen_mark` of each registration, by its number.
        text: A note for the staff, such as who answered; empty for none.
        actor: Who called.
        now: The present instant.

    Raises:
        NotFound: one of them is not there.
        ChangedMeanwhile: one of them stands otherwise by now, so that something else is to be told.
    """
    with transaction(session):
        done = possible(session, Deed.CALL, seen, now=now)
        for row in done:
            was_called(row)
            note(session, row, HistoryKind.REGISTRANT_CALLED, text, actor=actor, now=now)
        return len(done)
